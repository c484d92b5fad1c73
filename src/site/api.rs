//! The static API: an index, a file for each day, and all entries in shards. `docs/guide/api.md`
//! describes it. Entries that were withdrawn are in it, and say so.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::bibliography::{BibliographyView, RecordGroup};
use super::outputs::Outputs;
use super::parts::Parts;
use super::record::Record;
use super::route;
use super::view::View;
use crate::digest::PaperIndex;
use crate::fingerprint::Fingerprinted;
use crate::format::Format;
use crate::paper::EditionId;

/// The version of the shape, counted up when what is there changes its meaning.
pub const VERSION: u32 = 1;
/// What the entries of a shard may be long, in bytes of JSON: with what stands around them a file
/// stays below 1 MB, unless one entry is longer than that.
const LONGEST: usize = 990_000;

/// What the API has.
#[derive(Clone, Hash, Debug, Serialize)]
pub struct ApiIndex {
    version: u32,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    language: String,
    page: String,
    counts: Counts,
    days: Vec<Day>,
    papers: Vec<Shard>,
    topics: Vec<Topic>,
}

#[derive(Clone, Hash, Debug, Serialize)]
struct Counts {
    papers: usize,
    days: usize,
    topics: usize,
    tags: usize,
    authors: usize,
}

#[derive(Clone, Hash, Debug, Serialize)]
struct Day {
    date: String,
    count: usize,
    files: Vec<String>,
}

#[derive(Clone, Hash, Debug, Serialize)]
struct Shard {
    year: i16,
    month: i8,
    count: usize,
    file: String,
}

#[derive(Clone, Hash, Debug, Serialize)]
struct Topic {
    name: String,
    page: String,
    count: usize,
}

/// Plans the API.
pub fn plan(parts: &Parts<'_>, outputs: &mut Outputs<'_>) {
    let digest = parts.digest;
    // With the comma and the line break behind it.
    let length = |index: usize| parts.records.get(parts, index).json().len() + 2;
    let lengths: Vec<usize> = (0..digest.papers.len()).into_par_iter().map(length).collect();
    let (mut days, mut papers) = (Vec::new(), Vec::new());
    for edition in &digest.editions {
        let (folder, stem, title) = match edition.id {
            EditionId::Day(day) => ("days", day.to_string(), parts.edition_title(edition)),
            EditionId::Month(year, month) => {
                ("papers", format!("{year:04}-{month:02}"), parts.edition_title(edition))
            }
            EditionId::Week(..) => continue,
        };
        let mut files = Vec::new();
        for (number, shard) in shards(parts, edition.id, &edition.papers, &lengths).into_iter().enumerate() {
            let part = if number == 0 { String::new() } else { format!("-{}", number + 1) };
            let path = format!("/api/{folder}/{stem}{part}.json");
            files.push((parts.config.base_url.address(&path), shard.len()));
            let page = route::edition(edition.id);
            outputs.add(&path, None, list(parts, &title, &page, &shard));
        }
        match edition.id {
            EditionId::Month(year, month) => {
                papers.extend(files.into_iter().map(|(file, count)| Shard { year, month, count, file }));
            }
            _ => days.push(Day {
                date: stem,
                count: edition.papers.len(),
                files: files.into_iter().map(|(file, _)| file).collect(),
            }),
        }
    }
    let topics = digest.topics.iter().map(|topic| Topic {
        name: topic.name.clone(),
        page: parts.config.base_url.address(&route::term("topics", &topic.slug)),
        count: topic.papers.len(),
    });
    let index = ApiIndex {
        version: VERSION,
        title: parts.config.title.clone(),
        description: parts.config.description.clone(),
        language: parts.config.language.clone(),
        page: parts.config.base_url.address("/"),
        counts: Counts {
            papers: digest.papers.len(),
            days: days.len(),
            topics: digest.topics.len(),
            tags: digest.tags.len(),
            authors: digest.authors.len(),
        },
        days,
        papers,
        topics: topics.collect(),
    };
    outputs.add("/api/index.json", None, View::ApiIndex(Box::new(index)));
}

/// Parts the entries of a day or month. A month begins with its first day, so that a new day changes
/// its last part alone.
fn shards(
    parts: &Parts<'_>,
    id: EditionId,
    papers: &[PaperIndex],
    lengths: &[usize],
) -> Vec<Vec<PaperIndex>> {
    let mut papers = papers.to_vec();
    if let EditionId::Month(..) = id {
        let day = |index: &PaperIndex| -> Date { parts.digest.papers[*index].document.date.value };
        papers.sort_by_key(day);
    }
    let mut shards: Vec<Vec<PaperIndex>> = Vec::new();
    let mut length = usize::MAX;
    for index in papers {
        length = length.saturating_add(lengths[index]);
        match shards.last_mut().filter(|_| length <= LONGEST) {
            Some(shard) => shard.push(index),
            None => {
                length = lengths[index];
                shards.push(vec![index]);
            }
        }
    }
    shards
}

fn list(parts: &Parts<'_>, title: &str, page: &str, papers: &[PaperIndex]) -> View {
    let records: Vec<Fingerprinted<Record>> =
        papers.iter().map(|index| parts.records.get(parts, *index)).collect();
    let groups: Arc<[RecordGroup]> = Arc::new([RecordGroup { title: None, records }]);
    View::Bibliography(Box::new(BibliographyView {
        format: Format::Json,
        title: title.to_string(),
        address: parts.config.base_url.address(page),
        description: None,
        words: Vec::new(),
        groups,
    }))
}
