//! Plans the pages at old addresses, which lead to the new ones.

use super::context::Context;
use super::outputs::Outputs;
use super::route;
use crate::content::ContentKind;
use crate::fields::Located;
use crate::place::SourcePath;
use crate::view::{RedirectView, View};

/// Plans a page for each alias of a page, entry, topic, author or edition that has a page.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    let digest = context.digest;
    for section in &digest.pages {
        if let ContentKind::Page(name) = &section.kind
            && !route::is_reserved(&route::page(name))
        {
            plan_aliases(context, outputs, &section.path, &section.aliases, &route::page(name));
        }
    }
    for paper in &digest.papers {
        let document = paper.document;
        plan_aliases(context, outputs, &document.path, &document.aliases, &route::paper(&document.slug));
    }
    let kinds =
        [("topics", &digest.topics, true), ("authors", &digest.authors, context.config.pages.authors)];
    for (folder, terms, _) in kinds.into_iter().filter(|(_, _, has_pages)| *has_pages) {
        for term in terms {
            let Some(section) = term.section else { continue };
            // Aliases without a slash are other spellings, which the digest has merged.
            let addresses: Vec<_> =
                section.aliases.iter().filter(|alias| alias.value.starts_with('/')).cloned().collect();
            plan_aliases(context, outputs, &section.path, &addresses, &route::term(folder, &term.slug));
        }
    }
    for edition in &digest.editions {
        if let Some(section) = edition.section.filter(|_| context.edition_path(edition.id).is_some()) {
            plan_aliases(context, outputs, &section.path, &section.aliases, &route::edition(edition.id));
        }
    }
}

fn plan_aliases(
    context: &Context<'_>,
    outputs: &mut Outputs<'_>,
    source: &SourcePath,
    aliases: &[Located<String>],
    to: &str,
) {
    for alias in aliases {
        let is_file = alias.value.rsplit('/').next().is_some_and(|last| last.contains('.'));
        let is_folder = is_file || alias.value.ends_with('/');
        let from = if is_folder { alias.value.clone() } else { format!("{}/", alias.value) };
        let view = RedirectView {
            path: context.path(to).to_string(),
            address: context.config.base_url.address(to),
            language: context.config.language.clone(),
        };
        outputs.add(&from, Some(source), View::Redirect(view));
    }
}
