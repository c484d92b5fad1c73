//! Plans the static API: an index, a file for each day, and all entries in shards. `docs/guide/api.md`
//! describes it. It includes entries that were withdrawn, and marks them.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::context::Context;
use super::outputs::Outputs;
use super::record::record;
use super::route;
use crate::digest::PaperIndex;
use crate::fingerprint::Fingerprinted;
use crate::format::Format;
use crate::paper::EditionId;
use crate::view::{
    API_VERSION, ApiCounts, ApiDay, ApiIndex, ApiShard, ApiTopic, BibRecord, BibliographyView, RecordGroup,
    View,
};

/// The largest size of all entries in a shard, in bytes of JSON. With the rest of the file it stays below 1 MB,
/// unless a single entry is larger.
const MAX_SHARD_BYTES: usize = 990_000;

/// Plans the API, if the configuration asks for it.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    if !context.config.outputs.api {
        return;
    }
    let digest = context.digest;
    // With the comma and the line break after it.
    let length = |index: usize| record(context, index).json().len() + 2;
    let lengths: Vec<usize> = (0..digest.papers.len()).into_par_iter().map(length).collect();
    let (mut days, mut papers) = (Vec::new(), Vec::new());
    for edition in &digest.editions {
        let (folder, stem, title) = match edition.id {
            EditionId::Day(day) => ("days", day.to_string(), context.edition_title(edition)),
            EditionId::Month(year, month) => {
                ("papers", format!("{year:04}-{month:02}"), context.edition_title(edition))
            }
            EditionId::Week(..) => continue,
        };
        let mut files = Vec::new();
        for (number, shard) in shards(context, edition.id, &edition.papers, &lengths).into_iter().enumerate()
        {
            let part = if number == 0 { String::new() } else { format!("-{}", number + 1) };
            let path = format!("/api/{folder}/{stem}{part}.json");
            files.push((context.config.base_url.address(&path), shard.len()));
            let page = route::edition(edition.id);
            outputs.add(&path, None, list(context, &title, &page, &shard));
        }
        match edition.id {
            EditionId::Month(year, month) => {
                papers.extend(files.into_iter().map(|(file, count)| ApiShard { year, month, count, file }));
            }
            _ => days.push(ApiDay {
                date: stem,
                count: edition.papers.len(),
                files: files.into_iter().map(|(file, _)| file).collect(),
            }),
        }
    }
    let topics = digest.topics.iter().map(|topic| ApiTopic {
        name: topic.name.clone(),
        page: context.config.base_url.address(&route::term("topics", &topic.slug)),
        count: topic.papers.len(),
    });
    let index = ApiIndex {
        version: API_VERSION,
        title: context.config.title.clone(),
        description: context.config.description.clone(),
        language: context.config.language.clone(),
        page: context.config.base_url.address("/"),
        counts: ApiCounts {
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

/// Splits the entries of a day or month into files. A month begins with its first day, so that a new day changes
/// only its last file.
fn shards(
    context: &Context<'_>,
    id: EditionId,
    papers: &[PaperIndex],
    lengths: &[usize],
) -> Vec<Vec<PaperIndex>> {
    let mut papers = papers.to_vec();
    if let EditionId::Month(..) = id {
        let day = |index: &PaperIndex| -> Date { context.digest.papers[*index].document.date.value };
        papers.sort_by_key(day);
    }
    let mut shards: Vec<Vec<PaperIndex>> = Vec::new();
    let mut length = usize::MAX;
    for index in papers {
        length = length.saturating_add(lengths[index]);
        match shards.last_mut().filter(|_| length <= MAX_SHARD_BYTES) {
            Some(shard) => shard.push(index),
            None => {
                length = lengths[index];
                shards.push(vec![index]);
            }
        }
    }
    shards
}

fn list(context: &Context<'_>, title: &str, page: &str, papers: &[PaperIndex]) -> View {
    let records: Vec<Fingerprinted<BibRecord>> = papers.iter().map(|index| record(context, *index)).collect();
    let groups: Arc<[RecordGroup]> = Arc::new([RecordGroup { title: None, records }]);
    View::Bibliography(Box::new(BibliographyView {
        format: Format::Json,
        title: title.to_string(),
        address: context.config.base_url.address(page),
        description: None,
        intro: Vec::new(),
        groups,
    }))
}
