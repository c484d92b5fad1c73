//! Plans the files that are copied without change: those of the theme, of the site, and beside entries.

use std::collections::{BTreeMap, HashMap};

use super::context::Context;
use super::outputs::Outputs;
use super::route;
use crate::content::ContentKind;
use crate::place::SourcePath;
use crate::view::{AssetView, View};

/// Plans the copies of all static files and of the files beside entries that are shown.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    let assets = context.assets;
    let mut chosen: BTreeMap<&str, (usize, &AssetView)> = BTreeMap::new();
    let beside = folders_of_documents(context);
    for file in &assets.files {
        let path = file.source.as_str();
        let place = assets.folders.iter().enumerate();
        let place =
            place.filter_map(|(rank, folder)| Some((rank, path.strip_prefix(folder.as_str())?))).next_back();
        if let Some((rank, name)) = place {
            let best = chosen.entry(name).or_insert((rank, file));
            if best.0 <= rank {
                *best = (rank, file);
            }
        } else if let Some((folder, address)) = document_of(path, &beside) {
            let address = route::file(address, &path[folder.len() + 1..]);
            outputs.add(&address, Some(&file.source), View::Asset(file.clone()));
        }
    }
    let own = assets.folders.len().saturating_sub(1);
    for (name, (rank, file)) in chosen {
        // A file in the site's own folder must not hide a page; a file of a theme is replaced.
        if rank == own {
            outputs.add(&route::file("/", name), Some(&file.source), View::Asset(file.clone()));
        } else {
            outputs.add_if_absent(&route::file("/", name), View::Asset(file.clone()));
        }
    }
}

/// The nearest folder above a file that is a document's, and that document's address.
fn document_of<'f>(path: &str, folders: &'f HashMap<String, String>) -> Option<(&'f str, &'f str)> {
    let mut folder = path;
    while let Some(slash) = folder.rfind('/') {
        folder = &folder[..slash];
        if let Some((folder, address)) = folders.get_key_value(folder) {
            return Some((folder, address));
        }
    }
    None
}

fn folders_of_documents(context: &Context<'_>) -> HashMap<String, String> {
    let mut folders = HashMap::new();
    let mut add = |path: &SourcePath, address: String| {
        if path.file_name() == "index.md" {
            folders.insert(path.folder().to_string(), address);
        }
    };
    for paper in &context.digest.papers {
        add(&paper.document.path, route::paper(&paper.document.slug));
    }
    for page in &context.digest.pages {
        if let ContentKind::Page(name) = &page.kind {
            add(&page.path, route::page(name));
        }
    }
    for edition in &context.digest.editions {
        if let Some(section) = edition.section {
            add(&section.path, route::edition(edition.id));
        }
    }
    for (folder, terms) in [("topics", &context.digest.topics), ("authors", &context.digest.authors)] {
        for term in terms {
            if let Some(section) = term.section {
                add(&section.path, route::term(folder, &term.slug));
            }
        }
    }
    folders
}
