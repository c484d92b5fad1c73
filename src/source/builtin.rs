//! The themes inside the binary, presented as files of the site's folder.
//! A folder of the same name in the site overrides them.

use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::text::is_text;
use super::{Content, Source, Text};
use crate::fingerprint::Fingerprint;
use crate::place::SourcePath;

static THEMES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The names of the built-in themes, in order.
pub fn builtin_themes() -> Vec<&'static str> {
    let mut names: Vec<_> = THEMES.dirs().filter_map(|dir| dir.path().to_str()).collect();
    names.sort_unstable();
    names
}

/// The files of a built-in theme: path below `themes/`, and bytes.
pub fn theme_files(theme: &str) -> Vec<(String, &'static [u8])> {
    let mut files = Vec::new();
    let mut folders: Vec<_> = THEMES.get_dir(theme).into_iter().collect();
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            // The paths have the separators of the machine that compiled the binary.
            files.push((file.path().to_string_lossy().replace('\\', "/"), file.contents()));
        }
    }
    files.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    files
}

/// The files of a built-in theme as sources.
pub fn theme_sources(theme: &str) -> impl Iterator<Item = (SourcePath, Source)> {
    theme_files(theme).into_iter().map(|(name, bytes)| {
        let path = SourcePath::new(format!("themes/{name}"));
        let text = std::str::from_utf8(bytes).ok().filter(|_| is_text(&path));
        let content = text.map_or(Content::Embedded(bytes), |text| Content::Text(Text::new(Arc::from(text))));
        (path, Source { fingerprint: Fingerprint::of_bytes(bytes), content, stat: None })
    })
}
