//! Checks the links and images within the site, as they are on its pages. Does not check external links.

use super::CheckContext;
use super::address::Target;
use super::pages::{LinkRole, LinkUse, OutputStats, ScanResult};
use super::places::SourceLinks;
use crate::diagnostic::codes::check as codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::place::OutputPath;
use crate::url_path::decode;

/// Maximum number of links with a suggestion, because each one searches many pages.
const MAX_SUGGESTIONS: usize = 20;

/// Reports links whose target does not exist.
pub fn check(
    context: &CheckContext<'_>,
    scan: &ScanResult,
    source_links: &SourceLinks<'_>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut broken = 0;
    for ((target, role), link) in &scan.links {
        let Target::Inside { path, fragment } = target else { continue };
        let output = find(scan, path);
        let exists = match (output, fragment) {
            (None, _) => false,
            (Some(OutputStats { page: Some(page), .. }), Some(id)) if !page.is_redirect => {
                page.ids.contains(id.as_str())
            }
            (Some(_), _) => true,
        };
        if exists {
            continue;
        }
        broken += 1;
        let near = || {
            (broken <= MAX_SUGGESTIONS).then(|| suggestion(context, scan, output, path, fragment.as_deref()))
        };
        let near = near().flatten();
        let address = match (output, fragment) {
            (Some(_), Some(id)) => format!("/{path}#{id}"),
            _ => format!("/{path}"),
        };
        let page = link.page.address();
        let page = format!("/{page}");
        let mut locations: Vec<_> =
            source_links.locations(context, target, &link.href, &link.page).into_iter().map(Some).collect();
        if locations.is_empty() {
            locations.push(None);
        }
        let problem = match (output, role) {
            (Some(_), _) => codes::missing_anchor,
            (None, LinkRole::Link) => codes::missing_target,
            (None, LinkRole::Image | LinkRole::Resource) => codes::missing_file,
        };
        diagnostics.extend(
            locations.into_iter().map(|location| problem(location, &address, &page, near.as_deref())),
        );
    }
    diagnostics
}

/// The output that a host serves for a path.
fn find<'r>(scan: &'r ScanResult, path: &str) -> Option<&'r OutputStats> {
    let get = |path: String| scan.outputs.get(&OutputPath::new(path));
    if path.is_empty() || path.ends_with('/') {
        return get(format!("{path}index.html"));
    }
    // Hosts redirect from a folder's name to the folder.
    get(path.to_owned()).or_else(|| get(format!("{path}/index.html")))
}

/// A similar target, if there is one.
fn suggestion(
    context: &CheckContext<'_>,
    scan: &ScanResult,
    output: Option<&OutputStats>,
    path: &str,
    fragment: Option<&str>,
) -> Option<String> {
    if let (Some(output), Some(fragment)) = (output, fragment) {
        let ids = output.page.iter().flat_map(|page| &page.ids).map(|id| &**id);
        return nearest(fragment, ids).map(str::to_owned);
    }
    // A path of the site does not include that of `base_url`.
    let base_path = context.resolver.base_path.trim_start_matches('/');
    let without_base = path.strip_prefix(&*decode(base_path)).and_then(|rest| rest.strip_prefix('/'));
    if let Some(rest) = without_base.filter(|rest| !base_path.is_empty() && find(scan, rest).is_some()) {
        return Some(format!("/{rest}"));
    }
    // The intended target is usually in the same folder.
    let end = path.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
    let folder = &path[..end];
    let below = scan.outputs.range(OutputPath::new(folder)..).map(|(path, _)| path);
    let below = below.take_while(|path| path.as_str().starts_with(folder));
    let near = below.map(OutputPath::address);
    let near = near.filter(|path| {
        !path.is_empty() && path.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1) == end
    });
    nearest(path, near).map(|path| format!("/{path}"))
}

/// Reports images without alt text: in notes with their location, others with the page that shows them.
pub fn images(
    context: &CheckContext<'_>,
    scan: &ScanResult,
    source_links: &SourceLinks<'_>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (path, links) in &source_links.notes {
        for link in links.iter().filter(|link| link.is_image) {
            let text = context.sources.text(path).unwrap_or_default();
            let is_html = text[link.span.start.min(text.len())..].starts_with('<');
            // In HTML, an empty alt text marks a decorative image.
            let lacks_alt = link.alt.as_ref().is_none_or(|alt| alt.trim().is_empty() && !is_html);
            if lacks_alt && !(is_html && context.escapes_html) {
                diagnostics.push(codes::no_alt_text(Some((path, Some(link.span))), &link.address, ""));
            }
        }
    }
    let of_pages =
        scan.images_without_alt.iter().filter(|(_, found)| !is_in_note(context, source_links, found));
    for (src, found) in of_pages {
        let page = format!("/{}", found.page.address());
        diagnostics.push(codes::no_alt_text(None, src, &page));
    }
    diagnostics
}

fn is_in_note(context: &CheckContext<'_>, source_links: &SourceLinks<'_>, found: &LinkUse) -> bool {
    let target = context.resolver.target(&found.page, &found.href);
    target.is_some_and(|target| !source_links.in_notes(&target).is_empty())
}
