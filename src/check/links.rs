//! Links, headings and pictures inside the site, as its pages have them. What leads out of it is not
//! asked for here.

use super::Subject;
use super::address::Target;
use super::pages::{Found, Output, Read, What};
use super::places::Written;
use crate::diagnostic::codes::check as codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::place::OutputPath;

/// So many links are worth a suggestion: to look for what was meant takes a look at every page.
const MOST_SUGGESTED: usize = 20;

/// Tells of links that lead nowhere.
pub fn check(subject: &Subject<'_>, read: &Read, written: &Written<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut broken = 0;
    for ((target, what), found) in &read.links {
        let Target::Inside { path, fragment } = target else { continue };
        let output = find(read, path);
        let is_whole = match (output, fragment) {
            (None, _) => false,
            (Some(Output { page: Some(page), .. }), Some(id)) if !page.is_redirect => {
                page.ids.contains(id.as_str())
            }
            (Some(_), _) => true,
        };
        if is_whole {
            continue;
        }
        broken += 1;
        let near = || (broken <= MOST_SUGGESTED).then(|| suggestion(read, output, path, fragment.as_deref()));
        let near = near().flatten();
        let address = match (output, fragment) {
            (Some(_), Some(id)) => format!("/{path}#{id}"),
            _ => format!("/{path}"),
        };
        let page = found.page.address();
        let page = format!("/{page}");
        let mut places: Vec<_> =
            written.places(subject, target, &found.href, &found.page).into_iter().map(Some).collect();
        if places.is_empty() {
            places.push(None);
        }
        let tell = match (output, what) {
            (Some(_), _) => codes::missing_anchor,
            (None, What::Link) => codes::missing_target,
            (None, What::Picture | What::Part) => codes::missing_file,
        };
        diagnostics.extend(places.into_iter().map(|place| tell(place, &address, &page, near.as_deref())));
    }
    diagnostics
}

/// The output that hosts answer a path with.
fn find<'r>(read: &'r Read, path: &str) -> Option<&'r Output> {
    let get = |path: String| read.outputs.get(&OutputPath::new(path));
    if path.is_empty() || path.ends_with('/') {
        return get(format!("{path}index.html"));
    }
    // Hosts lead on from a folder's name to the folder.
    get(path.to_owned()).or_else(|| get(format!("{path}/index.html")))
}

/// What may have been meant.
fn suggestion(read: &Read, output: Option<&Output>, path: &str, fragment: Option<&str>) -> Option<String> {
    if let (Some(output), Some(fragment)) = (output, fragment) {
        let ids = output.page.iter().flat_map(|page| &page.ids).map(|id| &**id);
        return nearest(fragment, ids).map(str::to_owned);
    }
    // What is meant mostly lies in the same folder.
    let end = path.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
    let folder = &path[..end];
    let below = read.outputs.range(OutputPath::new(folder)..).map(|(path, _)| path);
    let below = below.take_while(|path| path.as_str().starts_with(folder));
    let near = below.map(OutputPath::address);
    let near = near.filter(|path| {
        !path.is_empty() && path.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1) == end
    });
    nearest(path, near).map(|path| format!("/{path}"))
}

/// Tells of pictures without a text: those of notes where they stand, others by the page that shows them.
pub fn pictures(subject: &Subject<'_>, read: &Read, written: &Written<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (path, links) in &written.notes {
        for link in links.iter().filter(|link| link.is_picture) {
            let text = subject.sources.text(path).unwrap_or_default();
            let is_html = text[link.span.start.min(text.len())..].starts_with('<');
            // In HTML an empty text says that a picture only adorns.
            let is_mute = link.alt.as_ref().is_none_or(|alt| alt.trim().is_empty() && !is_html);
            if is_mute && !(is_html && subject.escapes_html) {
                diagnostics.push(codes::no_alt_text(Some((path, Some(link.span))), &link.address, ""));
            }
        }
    }
    let of_pages = read.mute.iter().filter(|(_, found)| !is_of_note(subject, written, found));
    for (src, found) in of_pages {
        let page = format!("/{}", found.page.address());
        diagnostics.push(codes::no_alt_text(None, src, &page));
    }
    diagnostics
}

fn is_of_note(subject: &Subject<'_>, written: &Written<'_>, found: &Found) -> bool {
    let target = subject.addresses.target(&found.page, &found.href);
    target.is_some_and(|target| !written.in_notes(&target).is_empty())
}
