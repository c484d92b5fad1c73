//! Finds outputs that cannot be next to each other on a disk: names that some systems take for the same, a file
//! where a folder must be, and names that are too long. Two outputs at one path are found in `outputs`.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::planned::{Content, PlannedOutput};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::site as codes;
use crate::view::View;

/// The longest name of a file, and the longest path, that all systems accept, in bytes.
const MAX_NAME_BYTES: usize = 255;
const MAX_PATH_BYTES: usize = 4096;

/// Reports clashes among outputs, which are sorted by path. Paths that digestgen chooses are in lower case and in one
/// Unicode form, and do not clash with each other, so only files and aliases, which people name, are compared.
pub fn check(outputs: &[PlannedOutput<'_>]) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = outputs.iter().filter_map(too_long).collect();
    let mut named: BTreeMap<String, &PlannedOutput<'_>> = BTreeMap::new();
    for output in outputs.iter().filter(|output| is_named(output)) {
        let form = folded(output.path.as_str());
        let generated = || find(outputs, &form).filter(|other| !is_named(other));
        if let Some(other) = named.get(&form).copied().or_else(generated) {
            diagnostics
                .push(codes::similar_outputs((output.origin(), &output.path), (other.origin(), &other.path)));
        }
        named.entry(form).or_insert(output);
    }
    for (form, output) in &named {
        let folders = form.match_indices('/').map(|(slash, _)| &form[..slash]);
        let mut files =
            folders.filter_map(|folder| named.get(folder).copied().or_else(|| find(outputs, folder)));
        let file = files.next().map(|file| (file, *output));
        if let Some((file, below)) =
            file.or_else(|| generated_below(outputs, form).map(|below| (*output, below)))
        {
            diagnostics
                .push(codes::file_and_folder((file.origin(), &file.path), (below.origin(), &below.path)));
        }
    }
    diagnostics
}

/// Whether a person chose the path of an output.
fn is_named(output: &PlannedOutput<'_>) -> bool {
    matches!(output.content, Content::Ready(View::Asset(_) | View::Redirect(_)))
}

/// A path as systems compare it that ignore case and Unicode forms.
fn folded(path: &str) -> String {
    if path.is_ascii() {
        path.to_ascii_lowercase()
    } else {
        path.chars().flat_map(char::to_lowercase).nfc().collect()
    }
}

fn find<'o, 'a>(outputs: &'o [PlannedOutput<'a>], path: &str) -> Option<&'o PlannedOutput<'a>> {
    outputs.binary_search_by(|output| output.path.as_str().cmp(path)).ok().map(|at| &outputs[at])
}

/// The first output in a folder whose path digestgen chose.
fn generated_below<'o, 'a>(outputs: &'o [PlannedOutput<'a>], folder: &str) -> Option<&'o PlannedOutput<'a>> {
    let folder = format!("{folder}/");
    let start = outputs.partition_point(|output| output.path.as_str() < folder.as_str());
    let mut below = outputs[start..].iter().take_while(|output| output.path.as_str().starts_with(&folder));
    below.find(|output| !is_named(output))
}

fn too_long(output: &PlannedOutput<'_>) -> Option<Diagnostic> {
    let path = output.path.as_str();
    if path.len() <= MAX_NAME_BYTES {
        return None;
    }
    let is_long = path.len() > MAX_PATH_BYTES || path.split('/').any(|name| name.len() > MAX_NAME_BYTES);
    let (source, span) = output.origin()?;
    is_long.then(|| codes::long_output_path(source, span, MAX_NAME_BYTES, MAX_PATH_BYTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_systems_take_for_the_same() {
        assert_eq!(folded("Files/A.PNG"), folded("files/a.png"));
        assert_eq!(folded("Gro\u{308}\u{df}e.png"), folded("gr\u{f6}\u{df}e.png"));
        assert_ne!(folded("größe.png"), folded("grosse.png"));
    }
}
