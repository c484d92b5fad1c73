//! The list of the files that a build wrote, in the output folder. It marks the folder as written by digestgen and lists
//! the files that may be removed; a damaged manifest is ignored as a whole.

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

/// The beginning of the first line, in every version.
const MANIFEST_START: &str = "digestgen manifest ";
/// The first line of this version. The second line contains the id of the build.
const HEAD: &str = "digestgen manifest 2\n";
/// The beginning of the second line.
const BUILD: &str = "build ";

/// The files that the last build left in the output folder.
#[derive(Debug)]
pub(super) enum PreviousOutput {
    /// None: the folder is empty or does not exist.
    Nothing,
    /// These files.
    Files(Manifest),
    /// digestgen wrote the folder, but the list is damaged or of another version. Nothing is removed then, and existing
    /// files are compared by content.
    Unknown,
}

impl PreviousOutput {
    /// The size of a file in the last build, if that build is known to have written it.
    pub fn size_of(&self, path: &str) -> Option<u64> {
        match self {
            Self::Files(manifest) => manifest.size_of(path),
            Self::Nothing | Self::Unknown => None,
        }
    }
}

/// A valid manifest.
#[derive(Debug)]
pub(super) struct Manifest {
    text: String,
    build: Fingerprint,
    /// Sorted by path. Ranges of the text, because tens of thousands of small strings would cost more.
    lines: Vec<(Range<usize>, u64)>,
}

impl Manifest {
    /// The size of the file at a path.
    pub fn size_of(&self, path: &str) -> Option<u64> {
        let found = self.lines.binary_search_by(|(line, _)| self.text[line.clone()].cmp(path)).ok()?;
        self.lines.get(found).map(|(_, size)| *size)
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|(line, _)| &self.text[line.clone()])
    }

    /// The id of the build that wrote the files.
    pub fn build(&self) -> Fingerprint {
        self.build
    }

    /// The text it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Parses a manifest. `None` if any of it differs from what [`format`] writes: a path outside the folder, a path out
    /// of order, a missing end.
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

/// The text for the files of a build, which are sorted by path.
pub(super) fn format<'a>(build: Fingerprint, files: impl Iterator<Item = (&'a OutputPath, u64)>) -> String {
    let mut text = format!("{HEAD}{BUILD}{build}\n");
    for (path, size) in files {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{size} {path}");
    }
    text
}

/// Reads the manifest of a folder. `None` if digestgen did not write the folder: there is no manifest, or it does not
/// begin like one.
pub(super) fn read(folder: &Path) -> Result<Option<PreviousOutput>, WriteError> {
    let path = folder.join(MANIFEST);
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_file() => {}
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io("read", &path)(error)),
    }
    let bytes = fs::read(&path).map_err(io("read", &path))?;
    if !bytes.starts_with(MANIFEST_START.as_bytes()) {
        return Ok(None);
    }
    let manifest = String::from_utf8(bytes).ok().and_then(Manifest::parse);
    Ok(Some(manifest.map_or(PreviousOutput::Unknown, PreviousOutput::Files)))
}
