//! Builds lists of entries for other programs, and the links to them. They leave out entries that their authors
//! withdrew.

use std::sync::Arc;

use super::context::Context;
use super::planned::PlannedOutput;
use super::record::record;
use super::route;
use crate::config::Outputs;
use crate::content::SourcePart;
use crate::digest::{PaperIndex, ResolvedReference};
use crate::format::Format;
use crate::view::{BibliographyView, FormatLink, IntroPart, RecordGroup, View};

/// The name of a list's files, without their extension.
pub const PAPERS: &str = "papers";
/// The name of an entry's own files.
pub const PAPER: &str = "paper";

/// Whether any output contains records.
pub fn needs_records(outputs: &Outputs) -> bool {
    let Outputs { site, topics, tags, editions, authors, papers, api, redirects: _ } = outputs;
    let mut formats = [site, topics, tags, editions, authors, papers].into_iter().flatten();
    *api || formats.any(|format| !format.is_feed())
}

/// The links to the files called `name` beside the page at `path`.
pub fn formats(context: &Context<'_>, formats: &[Format], path: &str, name: &str) -> Vec<FormatLink> {
    let link = |format: &Format| {
        let info = format.info();
        let href = context.path(&format!("{path}{name}.{}", info.file)).to_string();
        FormatLink { name: info.label, href, mime: info.media_type }
    };
    formats.iter().filter(|format| !format.is_feed()).map(link).collect()
}

/// A list of entries.
pub struct List<'l> {
    /// The path of its page.
    pub path: &'l str,
    /// The name of its files, without extension.
    pub name: &'l str,
    /// Its title.
    pub title: &'l str,
    /// One or two sentences.
    pub description: Option<&'l str>,
    /// Its introduction, in Markdown.
    pub intro: &'l [SourcePart],
}

/// The files of a list, one for each format. `groups` returns its headings and entries, if there is a file.
pub fn lists(
    context: &Context<'_>,
    formats: &[Format],
    list: &List<'_>,
    groups: impl FnOnce() -> Vec<(Option<String>, Vec<PaperIndex>)>,
) -> Vec<PlannedOutput<'static>> {
    let formats: Vec<Format> = formats.iter().copied().filter(|format| !format.is_feed()).collect();
    if formats.is_empty() {
        return Vec::new();
    }
    let is_listed = |index: &PaperIndex| !context.digest.papers[*index].document.withdrawn;
    let groups = groups().into_iter().map(|(title, papers)| RecordGroup {
        title,
        records: papers.into_iter().filter(is_listed).map(|index| record(context, index)).collect(),
    });
    let groups: Arc<[RecordGroup]> = groups.filter(|group| !group.records.is_empty()).collect();
    let view = |format: Format| BibliographyView {
        format,
        title: list.title.to_string(),
        address: context.config.base_url.address(list.path),
        description: list.description.map(str::to_string),
        intro: if format.info().has_intro { intro(context, list.intro) } else { Vec::new() },
        groups: groups.clone(),
    };
    let output = |format: Format| {
        let path = format!("{}{}.{}", list.path, list.name, format.info().file);
        PlannedOutput::ready(&path, None, View::Bibliography(Box::new(view(format))))
    };
    formats.into_iter().map(output).collect()
}

/// An introduction with the addresses of the entries that it links to.
fn intro(context: &Context<'_>, source: &[SourcePart]) -> Vec<IntroPart> {
    let part = |part: &SourcePart| match part {
        SourcePart::Text(text) => IntroPart::Text(text.clone()),
        SourcePart::Reference { target, words } => match context.digest.find(target) {
            ResolvedReference::Paper(index) => {
                let document = context.digest.papers[index].document;
                let address = context.config.base_url.address(&route::paper(&document.slug));
                let title = document.title.value.plain.clone();
                IntroPart::Entry { words: words.clone(), title, address }
            }
            ResolvedReference::Hidden(_) | ResolvedReference::Nothing => {
                IntroPart::Text(words.clone().unwrap_or_else(|| target.name().to_string()))
            }
        },
    };
    source.iter().map(part).collect()
}
