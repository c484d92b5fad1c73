//! Lists of entries for machines, and the links that offer them: BibTeX, RIS, CSL-JSON, the digest's
//! own JSON, Markdown. Entries that their authors withdrew are in none.

use std::sync::Arc;

use serde::Serialize;

use super::parts::Parts;
use super::planned::Output;
use super::record::Record;
use super::route;
use super::view::View;
use crate::config::Outputs;
use crate::content::SourcePart;
use crate::digest::{PaperIndex, ResolvedReference};
use crate::fingerprint::Fingerprinted;
use crate::format::Format;

/// The name of a list's files, without their extension.
pub const PAPERS: &str = "papers";
/// The name of an entry's own files.
pub const PAPER: &str = "paper";

/// A list of entries in a format.
#[derive(Clone, Hash, Debug)]
pub struct BibliographyView {
    /// The format.
    pub format: Format,
    /// What the list is called.
    pub title: String,
    /// The whole address of its page.
    pub address: String,
    /// One or two sentences, as plain text.
    pub description: Option<String>,
    /// The words on the list, if it is one in Markdown.
    pub words: Vec<Words>,
    /// The entries below their headings, shared by all formats of the list.
    pub groups: Arc<[RecordGroup]>,
}

/// A part of the words on a list, in Markdown.
#[derive(Clone, Hash, Debug)]
pub enum Words {
    /// As the curator wrote it.
    Written(String),
    /// A link to an entry.
    Entry {
        /// The words of the link, in Markdown; without them, the title stands for it.
        words: Option<String>,
        /// The title of the entry, as plain text.
        title: String,
        /// Its whole address.
        address: String,
    },
}

/// Entries below a heading.
#[derive(Hash, Debug)]
pub struct RecordGroup {
    /// The heading; none where there is nothing to tell apart.
    pub title: Option<String>,
    /// The entries.
    pub records: Vec<Fingerprinted<Record>>,
}

impl BibliographyView {
    /// The entries, in order.
    pub fn records(&self) -> impl Iterator<Item = &Fingerprinted<Record>> {
        self.groups.iter().flat_map(|group| &group.records)
    }
}

/// A format that a page can be had in.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct FormatLink {
    /// What people call it.
    pub name: &'static str,
    /// Its path.
    pub href: String,
    /// Its media type.
    pub mime: &'static str,
}

/// Name, extension and media type, unless it is a format of feeds.
fn kind(format: Format) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match format {
        Format::Bib => ("BibTeX", "bib", "application/x-bibtex"),
        Format::Ris => ("RIS", "ris", "application/x-research-info-systems"),
        Format::Csl => ("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json"),
        Format::Json => ("JSON", "json", "application/json"),
        Format::Md => ("Markdown", "md", "text/markdown"),
        Format::Rss | Format::Atom | Format::JsonFeed => return None,
    })
}

/// Whether any file holds records.
pub fn are_wanted(outputs: &Outputs) -> bool {
    let Outputs { site, topics, tags, editions, authors, papers, api } = outputs;
    let mut formats = [site, topics, tags, editions, authors, papers].into_iter().flatten();
    *api || formats.any(|format| kind(*format).is_some())
}

/// The links to the files called `name` beside the page at `path`.
pub fn formats(parts: &Parts<'_>, formats: &[Format], path: &str, name: &str) -> Vec<FormatLink> {
    let kinds = formats.iter().filter_map(|format| kind(*format));
    let href = |extension| parts.path(&format!("{path}{name}.{extension}")).to_string();
    kinds.map(|(name, extension, mime)| FormatLink { name, href: href(extension), mime }).collect()
}

/// A list that is to be planned.
pub struct List<'l> {
    /// The path of its page.
    pub path: &'l str,
    /// What its files are called.
    pub name: &'l str,
    /// What it is called.
    pub title: &'l str,
    /// One or two sentences.
    pub description: Option<&'l str>,
    /// The words on it.
    pub words: &'l [SourcePart],
}

/// Plans the files of a list. `groups` says what is in it, if a file is wanted.
pub fn plan(
    parts: &Parts<'_>,
    formats: &[Format],
    list: &List<'_>,
    groups: impl FnOnce() -> Vec<(Option<String>, Vec<PaperIndex>)>,
) -> Vec<Output<'static>> {
    let wanted: Vec<_> = formats.iter().filter_map(|format| Some((*format, kind(*format)?.1))).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let is_listed = |index: &PaperIndex| !parts.digest.papers[*index].document.withdrawn;
    let groups = groups().into_iter().map(|(title, papers)| RecordGroup {
        title,
        records: papers.into_iter().filter(is_listed).map(|index| parts.records.get(parts, index)).collect(),
    });
    let groups: Arc<[RecordGroup]> = groups.filter(|group| !group.records.is_empty()).collect();
    let view = |format| BibliographyView {
        format,
        title: list.title.to_string(),
        address: parts.config.base_url.address(list.path),
        description: list.description.map(str::to_string),
        words: if format == Format::Md { words(parts, list.words) } else { Vec::new() },
        groups: groups.clone(),
    };
    let output = |(format, extension)| {
        let path = format!("{}{}.{extension}", list.path, list.name);
        Output::made(&path, None, View::Bibliography(Box::new(view(format))))
    };
    wanted.into_iter().map(output).collect()
}

/// Words with the addresses of the entries they speak of.
fn words(parts: &Parts<'_>, source: &[SourcePart]) -> Vec<Words> {
    let part = |part: &SourcePart| match part {
        SourcePart::Text(text) => Words::Written(text.clone()),
        SourcePart::Reference { target, words } => match parts.digest.find(target) {
            ResolvedReference::Paper(index) => {
                let document = parts.digest.papers[index].document;
                let address = parts.config.base_url.address(&route::paper(&document.slug));
                let title = document.title.value.plain.clone();
                Words::Entry { words: words.clone(), title, address }
            }
            ResolvedReference::Hidden(_) | ResolvedReference::Nothing => {
                Words::Written(words.clone().unwrap_or_else(|| target.name().to_string()))
            }
        },
    };
    source.iter().map(part).collect()
}
