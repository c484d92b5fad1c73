//! The list of the files a build wrote, kept in the output folder.
//! It is what makes a folder ours and says what may be removed from it, so it is never half trusted.

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;

use super::WriteError;
use super::error::io;
use super::location::{MANIFEST, check};
use crate::fingerprint::Fingerprint;
use crate::place::OutputPath;

/// How the first line of every version begins.
const MARK: &str = "digestgen manifest ";
/// The first line of this version. The second one says of which build the files are.
const HEAD: &str = "digestgen manifest 2\n";
/// How the second line begins.
const BUILD: &str = "build ";

/// What the last build left in the output folder.
#[derive(Debug)]
pub(super) enum PreviousOutput {
    /// Nothing: the folder is empty or does not exist.
    Nothing,
    /// These files.
    Files(Manifest),
    /// The folder is ours, but its list is damaged or of another version. Nothing is removed then, and
    /// what is there is compared by content.
    Unknown,
}

impl PreviousOutput {
    /// The size the last build wrote a file with, when it is known to have written it.
    pub fn size_of(&self, path: &str) -> Option<u64> {
        match self {
            Self::Files(manifest) => manifest.size_of(path),
            Self::Nothing | Self::Unknown => None,
        }
    }
}

/// A manifest that was read and found right.
#[derive(Debug)]
pub(super) struct Manifest {
    text: String,
    build: Fingerprint,
    /// Sorted by path. Ranges of the text: tens of thousands of small strings would cost more.
    lines: Vec<(Range<usize>, u64)>,
}

impl Manifest {
    /// Looks a path up.
    pub fn size_of(&self, path: &str) -> Option<u64> {
        let found = self.lines.binary_search_by(|(line, _)| self.text[line.clone()].cmp(path)).ok()?;
        self.lines.get(found).map(|(_, size)| *size)
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|(line, _)| &self.text[line.clone()])
    }

    /// What the files were made of.
    pub fn build(&self) -> Fingerprint {
        self.build
    }

    /// The text it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes the text of a manifest; nothing when any of it is not as [`format`] writes it, be it a path
    /// that leads out of the folder, one out of order, or an end that is missing.
    pub fn parse(text: String) -> Option<Self> {
        let mut lines: Vec<(Range<usize>, u64)> = Vec::new();
        let rest = text.strip_prefix(HEAD)?.strip_prefix(BUILD)?;
        let (build, files) = rest.split_once('\n')?;
        let build = Fingerprint(u128::from_str_radix(build, 16).ok()?);
        let mut start = text.len() - files.len();
        for line in files.split_inclusive('\n') {
            let (size, path) = line.strip_suffix('\n')?.split_once(' ')?;
            let end = start + line.len();
            let range = end - 1 - path.len()..end - 1;
            let in_order = lines.last().is_none_or(|(last, _)| &text[last.clone()] < path);
            if check(path).is_err() || !in_order {
                return None;
            }
            lines.push((range, size.parse().ok()?));
            start = end;
        }
        Some(Self { build, lines, text })
    }
}

/// The text for a build's files, which come sorted by path.
pub(super) fn format<'a>(build: Fingerprint, files: impl Iterator<Item = (&'a OutputPath, u64)>) -> String {
    let mut text = format!("{HEAD}{BUILD}{build}\n");
    for (path, size) in files {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{size} {path}");
    }
    text
}

/// Reads the manifest of a folder. Nothing when the folder is not ours: there is no such file, or it does
/// not begin like one.
pub(super) fn read(folder: &Path) -> Result<Option<PreviousOutput>, WriteError> {
    let path = folder.join(MANIFEST);
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_file() => {}
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io("read", &path)(error)),
    }
    let bytes = fs::read(&path).map_err(io("read", &path))?;
    if !bytes.starts_with(MARK.as_bytes()) {
        return Ok(None);
    }
    let manifest = String::from_utf8(bytes).ok().and_then(Manifest::parse);
    Ok(Some(manifest.map_or(PreviousOutput::Unknown, PreviousOutput::Files)))
}
