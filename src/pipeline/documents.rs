//! The documents of a site: read side by side, from the memo where the text has not changed, and written to
//! the cache of documents as soon as they are read.

use std::sync::Arc;

use rayon::prelude::*;

use super::Memo;
use super::document_cache::DocumentKey;
use super::memo::Loaded;
use crate::content::{self, Document, Markdown};
use crate::diagnostic::Diagnostic;
use crate::digest::check_images;
use crate::fingerprint::Fingerprint;
use crate::place::SourcePath;
use crate::source::{Source, Sources};

/// How much of each content file is read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Extent {
    /// All of it.
    Whole,
    /// The front matter, as if nothing followed it. What is read so has a key of its own in the memo.
    FrontMatter,
}

/// Reads every content file that the memo does not hold, and puts all of them into the memo, sorted by path.
pub fn read<'s>(sources: &'s Sources, markdown: &Markdown, extent: Extent, memo: &mut Memo) {
    let how = memo.markdown.as_ref().map(|(key, ..)| *key).unwrap_or_default();
    let how = match extent {
        Extent::Whole => how,
        Extent::FrontMatter => how.with(Fingerprint::of(&extent)),
    };
    memo.unpack_documents();
    let files: Vec<(DocumentKey<'s>, &Source)> = sources
        .below("content/")
        .filter(|(_, source)| source.is_text())
        .map(|(path, source)| ((path, source.fingerprint.with(how)), source))
        .collect();
    let keyed = files.iter().map(|(keyed, _)| *keyed);
    let writer = memo.document_cache.as_mut().map(|cache| cache.writer(keyed));
    let read = |((path, key), source): &(DocumentKey<'s>, &Source)| {
        let known = memo.documents.get(*path).filter(|(known, _)| known == key);
        let document = known.map(|(_, document)| document.clone());
        let parse = || {
            let text = source.text().unwrap_or_default();
            let mut parsed = match extent {
                Extent::Whole => content::parse(path, text, markdown),
                Extent::FrontMatter => content::parse_front_matter(path, text, markdown),
            };
            if let Some(document) = &mut parsed.value {
                document.set_fingerprint(*key);
            }
            Arc::new(parsed)
        };
        ((*path, *key), document.unwrap_or_else(parse))
    };
    let read_some = |files: &[(DocumentKey<'s>, &Source)]| {
        let documents: Vec<_> = files.iter().map(read).collect();
        if let Some(writer) = &writer {
            writer.add(&documents);
        }
        documents
    };
    let read: Vec<_> = files.par_chunks(16).with_max_len(1).flat_map_iter(read_some).collect();
    memo.documents =
        read.iter().map(|((path, key), parsed)| ((*path).clone(), (*key, parsed.clone()))).collect();
    memo.loaded = Loaded::new(read.into_iter().map(|(_, document)| document).collect());
}

/// Reports images that do not exist.
pub fn images(sources: &Sources, documents: &[&Document], diagnostics: &mut Vec<Diagnostic>) {
    let has_file = |path: &SourcePath| sources.files.contains_key(path);
    let beside = |folder: &str| {
        let folder = format!("{folder}/");
        let names = sources.below(&folder).map(|(path, _)| path.as_str()[folder.len()..].to_string());
        names.collect()
    };
    for document in documents {
        check_images(document, &has_file, &beside, diagnostics);
    }
}
