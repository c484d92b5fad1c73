//! The curator's pages, the page for addresses that are not there, and old addresses.

use super::head::{PageHead, SiteHeader};
use super::metadata::About;
use super::outputs::Outputs;
use super::parts::Parts;
use super::route;
use super::view::View;
use crate::content::{Kind, SectionDocument};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::site as codes;
use crate::fields::{Extra, Located};
use crate::fingerprint::Fingerprinted;
use crate::html::Html;
use crate::place::SourcePath;

/// A page of the curator's.
#[derive(Clone, Hash, Debug)]
pub struct CuratorsView {
    /// The site.
    pub site: Fingerprinted<SiteHeader>,
    /// This page.
    pub page: PageHead,
    /// Its title.
    pub title: Html,
    /// Its text.
    pub content: Html,
    /// `[extra]` of its file.
    pub extra: Extra,
}

/// The page for addresses that are not there.
#[derive(Clone, Hash, Debug)]
pub struct NotFoundView {
    /// The site.
    pub site: Fingerprinted<SiteHeader>,
    /// This page.
    pub page: PageHead,
}

/// An old address that leads to the new one.
#[derive(Clone, Hash, Debug)]
pub struct RedirectView {
    /// The path it leads to.
    pub path: String,
    /// The whole address it leads to.
    pub address: String,
    /// BCP 47 tag.
    pub language: String,
}

/// Plans the curator's pages, 404 and every alias.
pub fn plan(parts: &Parts<'_>, outputs: &mut Outputs<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for section in &parts.digest.pages {
        let Kind::Page(name) = &section.kind else { continue };
        let path = route::page(name);
        let first = path.trim_matches('/').split('/').next().unwrap_or_default();
        let is_year = first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit());
        if is_year || route::RESERVED.contains(&first) {
            diagnostics.push(codes::reserved_page(&section.path, first));
            continue;
        }
        outputs.add(&path, Some(&section.path), View::Page(Box::new(page(parts, section, &path))));
        plan_aliases(parts, outputs, &section.path, &section.aliases, &path);
    }
    let mut page = parts.head("404", "/404.html", "Page not found");
    page.about = parts.about("404", || About::Nothing);
    let view = NotFoundView { site: parts.header.clone(), page };
    outputs.add_unless_there("/404.html", View::NotFound(Box::new(view)));
    plan_all_aliases(parts, outputs);
}

fn page(parts: &Parts<'_>, section: &SectionDocument, path: &str) -> CuratorsView {
    let title = section.title.as_ref();
    let plain = title.map(|title| title.value.plain.clone()).unwrap_or_default();
    let mut page = parts.head("page", path, plain);
    page.description = section.description.as_ref().map(|text| text.plain.clone());
    CuratorsView {
        site: parts.header.clone(),
        page,
        title: title.map(|title| parts.inline(&title.value, path)).unwrap_or_default(),
        content: parts.filling(path, "").fill(&section.body.markup),
        extra: section.extra.clone(),
    }
}

fn plan_all_aliases(parts: &Parts<'_>, outputs: &mut Outputs<'_>) {
    let digest = parts.digest;
    for paper in &digest.papers {
        let document = paper.document;
        plan_aliases(parts, outputs, &document.path, &document.aliases, &route::paper(&document.slug));
    }
    let kinds = [("topics", &digest.topics, true), ("authors", &digest.authors, parts.config.pages.authors)];
    for (folder, terms, _) in kinds.into_iter().filter(|(_, _, has_pages)| *has_pages) {
        for term in terms {
            let Some(section) = term.section else { continue };
            // Aliases without a slash are other spellings, which the model has joined.
            let addresses: Vec<_> =
                section.aliases.iter().filter(|alias| alias.value.starts_with('/')).cloned().collect();
            plan_aliases(parts, outputs, &section.path, &addresses, &route::term(folder, &term.slug));
        }
    }
    for edition in &digest.editions {
        if let Some(section) = edition.section.filter(|_| parts.edition_path(edition.id).is_some()) {
            plan_aliases(parts, outputs, &section.path, &section.aliases, &route::edition(edition.id));
        }
    }
}

fn plan_aliases(
    parts: &Parts<'_>,
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
            path: parts.path(to).to_string(),
            address: parts.config.base_url.address(to),
            language: parts.config.language.clone(),
        };
        outputs.add(&from, Some(source), View::Redirect(view));
    }
}
