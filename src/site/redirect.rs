//! Plans the pages at old addresses, which lead to the new ones, and the list of them for a host.

use super::context::Context;
use super::outputs::Outputs;
use super::planned::PlannedOutput;
use super::route;
use crate::content::ContentKind;
use crate::diagnostic::codes::site as codes;
use crate::fields::Located;
use crate::place::SourcePath;
use crate::view::{RedirectListView, RedirectView, View};

/// Old and new paths.
type Redirects = Vec<(String, String)>;

/// Plans a page for each alias of a page, entry, topic, author or edition that has a page.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    let mut redirects = Vec::new();
    plan_all(context, outputs, &mut redirects);
    if let Some(format) = context.config.outputs.redirects {
        redirects.sort();
        let view = RedirectListView { format, redirects };
        outputs.add_if_absent(format.path(), View::RedirectList(view));
    }
}

fn plan_all(context: &Context<'_>, outputs: &mut Outputs<'_>, redirects: &mut Redirects) {
    let digest = context.digest;
    for section in &digest.pages {
        if let ContentKind::Page(name) = &section.kind
            && !route::is_reserved(&route::page(name))
        {
            plan_aliases(context, outputs, &section.path, &section.aliases, &route::page(name), redirects);
        }
    }
    for paper in &digest.papers {
        let document = paper.document;
        plan_aliases(
            context,
            outputs,
            &document.path,
            &document.aliases,
            &route::paper(&document.slug),
            redirects,
        );
    }
    let kinds =
        [("topics", &digest.topics, true), ("authors", &digest.authors, context.config.pages.authors)];
    for (folder, terms, _) in kinds.into_iter().filter(|(_, _, has_pages)| *has_pages) {
        for term in terms {
            let Some(section) = term.section else { continue };
            // Aliases without a slash are other spellings, which the digest has merged.
            let addresses: Vec<_> =
                section.aliases.iter().filter(|alias| alias.value.starts_with('/')).cloned().collect();
            plan_aliases(
                context,
                outputs,
                &section.path,
                &addresses,
                &route::term(folder, &term.slug),
                redirects,
            );
        }
    }
    for edition in &digest.editions {
        if let Some(section) = edition.section.filter(|_| context.edition_path(edition.id).is_some()) {
            plan_aliases(
                context,
                outputs,
                &section.path,
                &section.aliases,
                &route::edition(edition.id),
                redirects,
            );
        }
    }
}

fn plan_aliases(
    context: &Context<'_>,
    outputs: &mut Outputs<'_>,
    source: &SourcePath,
    aliases: &[Located<String>],
    to: &str,
    redirects: &mut Redirects,
) {
    let base_path = &context.config.base_url.path;
    for alias in aliases {
        let below_base = alias.value.strip_prefix(base_path.as_str()).filter(|rest| rest.starts_with('/'));
        if let Some(rest) = below_base.filter(|_| !base_path.is_empty() && !route::is_reserved(&alias.value))
        {
            outputs.report(codes::alias_with_base_path(source, alias.span, &alias.value, rest));
        }
        let is_file = alias.value.rsplit('/').next().is_some_and(|last| last.contains('.'));
        let is_folder = is_file || alias.value.ends_with('/');
        let from = if is_folder { alias.value.clone() } else { format!("{}/", alias.value) };
        let base = &context.config.base_url.path;
        let to_path = context.path(to).to_string();
        // Hosts differ in whether a slash at the end matters.
        if let Some(without_slash) = from.strip_suffix('/') {
            redirects.push((format!("{base}{without_slash}"), to_path.clone()));
        }
        redirects.push((format!("{base}{from}"), to_path));
        let view = RedirectView {
            path: context.path(to).to_string(),
            address: context.config.base_url.address(to),
            language: context.config.language.clone(),
        };
        let output = PlannedOutput::ready(&from, Some(source), View::Redirect(view));
        outputs.extend([PlannedOutput { span: Some(alias.span), ..output }]);
    }
}
