//! Determines what a file in `content/` describes, from its path only.

use serde::{Deserialize, Serialize};

use crate::diagnostic::codes::content as codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::paper::EditionId;
use crate::place::SourcePath;

/// The folders of content.
const FOLDERS: [&str; 5] = ["papers", "editions", "topics", "authors", "pages"];

/// What a content file describes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum ContentKind {
    /// An entry: the stem of its file or the name of its folder.
    Paper(String),
    /// The introduction of an edition.
    Edition(EditionId),
    /// A topic: the stem of its file.
    Topic(String),
    /// An author: the stem of the file.
    Author(String),
    /// A page that the curator wrote: its path below the site's root, without slashes at either end.
    Page(String),
}

/// Determines what a Markdown file in `content/` describes.
pub fn classify(path: &SourcePath) -> Result<ContentKind, Diagnostic> {
    let below = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let (folder, rest) = below.split_once('/').unwrap_or(("", below));
    let is_folder = path.file_name() == "index.md";
    let named = || {
        let folder = is_folder.then(|| path.folder().rsplit('/').next().unwrap_or_default());
        folder.unwrap_or_else(|| path.stem()).to_string()
    };
    match folder {
        "papers" if rest != "index.md" => Ok(ContentKind::Paper(named())),
        "editions" => {
            let name = named();
            EditionId::parse(&name)
                .map(ContentKind::Edition)
                .ok_or_else(|| codes::bad_edition_name(path, &name))
        }
        "topics" => Ok(ContentKind::Topic(named())),
        "authors" => Ok(ContentKind::Author(named())),
        "pages" if rest != "index.md" => {
            let page = rest.strip_suffix("/index.md").or_else(|| rest.strip_suffix(".md")).unwrap_or(rest);
            Ok(ContentKind::Page(page.to_string()))
        }
        _ => Err(codes::unknown_content_folder(path, nearest(folder, FOLDERS))),
    }
}
