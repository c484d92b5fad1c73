//! Reads a site's folder into memory: the content of text files, and the size and time of others.
//! Only this file decides which files belong to a site.

#![expect(clippy::disallowed_methods, reason = "the only file that reads a site's folder from the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::builtin::{builtin_themes, theme_sources};
use super::known::{FileStat, KnownFiles};
use super::text::{Text, decode, is_text};
use super::{Content, Source, Sources};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::source as codes;
use crate::fingerprint::Fingerprint;
use crate::place::SourcePath;

/// The folders of a site, besides `config.toml` at its root.
pub const FOLDERS: [&str; 4] = ["content", "static", "templates", "themes"];

/// Copied files up to this size, in bytes, are read for their fingerprint.
const MAX_HASHED_BYTES: u64 = 1024 * 1024;

/// A site cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no `config.toml`, so this is not a site.
    #[error("no `config.toml` in `{0}`; run digestgen in a digest's folder, or set `--root`")]
    NoSite(PathBuf),
    /// A file or folder cannot be read.
    #[error("cannot read `{path}`: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The I/O error.
        source: io::Error,
    },
}

/// Reads the site in `root`.
///
/// # Errors
/// When `root` has no `config.toml`, or a file cannot be read.
pub fn scan(root: &Path) -> Result<Sources, ReadError> {
    scan_again(root, &KnownFiles::default(), SystemTime::UNIX_EPOCH)
}

/// Reads the site in `root`, except text files that are unchanged since the last build. `now` is the current
/// time: files that changed within the last second are read again the next time.
///
/// # Errors
/// Same as [`scan`].
pub fn scan_again(root: &Path, known: &KnownFiles, now: SystemTime) -> Result<Sources, ReadError> {
    let root = fs::canonicalize(root).map_err(|source| io_error(root, source))?;
    if !root.join("config.toml").is_file() {
        return Err(ReadError::NoSite(root));
    }
    let mut sources = Sources { root: root.clone(), ..Sources::default() };
    let mut found = vec![(root.join("config.toml"), SourcePath::new("config.toml"))];
    for folder in FOLDERS {
        walk(&root, folder, &mut found, &mut sources)?;
    }
    let read: Vec<_> = found
        .into_par_iter()
        .with_max_len(64)
        .map(|(file, path)| read(file, path, known, now))
        .collect::<Result<_, _>>()?;
    for file in read {
        match file {
            Ok((path, source)) => drop(sources.files.insert(path, source)),
            Err(diagnostic) => sources.diagnostics.push(diagnostic),
        }
    }
    add_builtin_themes(&mut sources);
    Ok(sources)
}

fn add_builtin_themes(sources: &mut Sources) {
    let themes = sources.below("themes/").filter_map(|(path, _)| path.as_str().split('/').nth(1));
    let own: BTreeSet<String> = themes.map(str::to_string).collect();
    for theme in builtin_themes() {
        if !own.contains(theme) {
            sources.files.extend(theme_sources(theme));
        }
    }
}

fn walk(
    root: &Path,
    folder: &str,
    found: &mut Vec<(PathBuf, SourcePath)>,
    sources: &mut Sources,
) -> Result<(), ReadError> {
    let Sources { diagnostics, links, .. } = sources;
    let start = root.join(folder);
    if fs::symlink_metadata(&start).is_err() {
        return Ok(());
    }
    let mut entries = WalkDir::new(&start).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(&start).to_path_buf();
                if fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_symlink()) {
                    diagnostics.push(codes::broken_symlink(&relative(root, &path)));
                    continue;
                }
                let source =
                    error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of symbolic links"));
                return Err(ReadError::Io { path, source });
            }
        };
        let path = relative(root, entry.path());
        if entry.path_is_symlink() {
            let target = fs::canonicalize(entry.path()).map_err(|source| io_error(entry.path(), source))?;
            if !target.starts_with(root) {
                diagnostics.push(codes::symlink_outside_site(&path));
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                continue;
            }
            links.push(target);
        }
        if entry.path().to_str().is_none() {
            diagnostics.push(codes::bad_file_name(&path));
        } else if entry.file_type().is_dir() {
            if is_ignored(&path) {
                entries.skip_current_dir();
            }
        } else if !is_ignored(&path) {
            found.push((entry.into_path(), path));
        }
    }
    Ok(())
}

/// Whether a file is ignored: hidden files (except in `static/`), and temporary files of operating systems and of
/// vim, emacs, JetBrains editors and LibreOffice.
pub fn is_ignored(path: &SourcePath) -> bool {
    let name = path.file_name();
    let is_hidden = name.starts_with('.') && !path.as_str().starts_with("static/");
    let is_swap = name.starts_with('.') && matches!(path.extension(), "swp" | "swo" | "swx");
    let is_lock = name.starts_with(".#") || name.starts_with(".~lock.");
    let is_temporary = name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    let is_jetbrains = name.ends_with("___jb_tmp___") || name.ends_with("___jb_old___");
    let is_office = name.starts_with("lu") && name.ends_with(".tmp");
    let is_temporary = is_temporary || is_jetbrains || is_office;
    is_hidden || is_swap || is_lock || is_temporary || name == ".DS_Store" || name.ends_with('~')
}

/// Whether a file belongs to a site, by its path.
pub fn is_of_site(path: &SourcePath) -> bool {
    let (first, rest) = path.as_str().split_once('/').unwrap_or((path.as_str(), ""));
    let is_known = if rest.is_empty() { first == "config.toml" } else { FOLDERS.contains(&first) };
    let ends = path.as_str().match_indices('/').map(|(end, _)| end).chain([path.as_str().len()]);
    is_known && ends.map(|end| SourcePath::new(&path.as_str()[..end])).all(|part| !is_ignored(&part))
}

pub(super) fn read(
    file: PathBuf,
    path: SourcePath,
    known: &KnownFiles,
    now: SystemTime,
) -> Result<Result<(SourcePath, Source), Diagnostic>, ReadError> {
    let meta = fs::metadata(&file).map_err(|source| io_error(&file, source))?;
    if !is_text(&path) {
        let source = asset(&file, &meta, known.get(&path), now)?;
        return Ok(Ok((path, source)));
    }
    if let Some(stat) = known.get(&path).filter(|stat| stat.matches(&meta)) {
        let content = Content::Text(Text::lazy(file));
        return Ok(Ok((path, Source { fingerprint: stat.fingerprint, content, stat: Some(*stat) })));
    }
    let bytes = fs::read(&file).map_err(|source| io_error(&file, source))?;
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(line) => return Ok(Err(codes::not_utf8(&path, line))),
    };
    let fingerprint = Fingerprint::of_bytes(text.as_bytes());
    let stat = FileStat::of(&meta, fingerprint, now);
    Ok(Ok((path, Source { fingerprint, content: Content::Text(Text::new(text)), stat })))
}

/// A file that is copied. Its fingerprint is that of its content, so that a new modification time alone changes
/// nothing. Above [`MAX_HASHED_BYTES`] it is that of size and time, so that the file need not be read.
fn asset(
    file: &Path,
    meta: &fs::Metadata,
    known: Option<&FileStat>,
    now: SystemTime,
) -> Result<Source, ReadError> {
    let content = Content::Asset { size: meta.len() };
    if meta.len() > MAX_HASHED_BYTES {
        let time = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        return Ok(Source { fingerprint: Fingerprint::of(&(meta.len(), time)), content, stat: None });
    }
    if let Some(stat) = known.filter(|stat| stat.matches(meta)) {
        return Ok(Source { fingerprint: stat.fingerprint, content, stat: Some(*stat) });
    }
    let fingerprint = Fingerprint::of_bytes(&fs::read(file).map_err(|source| io_error(file, source))?);
    Ok(Source { fingerprint, content, stat: FileStat::of(meta, fingerprint, now) })
}

/// The names of the themes in a site's folder, in order.
pub fn theme_folders(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root.join("themes")).into_iter().flatten().flatten();
    let themes = entries.filter(|entry| entry.path().join("theme.toml").is_file());
    let mut names: Vec<String> =
        themes.map(|theme| theme.file_name().to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    names
}

/// The path of a file below the root of a site.
pub fn relative(root: &Path, path: &Path) -> SourcePath {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    SourcePath::new(parts.join("/"))
}

pub(super) fn io_error(path: &Path, source: io::Error) -> ReadError {
    ReadError::Io { path: path.to_path_buf(), source }
}
