//! Problems in reading a site's folder.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A text file whose bytes are not UTF-8; `line` counts from 1.
pub fn not_utf8(path: &SourcePath, line: usize) -> Diagnostic {
    Diagnostic::error("not-utf8", format!("line {line} is not UTF-8 text"))
        .with_location(path, None::<Span>)
        .with_help("save the file as UTF-8 in your editor")
}

/// A symbolic link that points outside the site's folder.
pub fn symlink_outside_site(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        "symlink-outside-site",
        format!("the symbolic link `{path}` points outside the site's folder"),
    )
    .with_location(path, None::<Span>)
    .with_help("copy its target into the site")
}

/// A symbolic link whose target does not exist.
pub fn broken_symlink(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("broken-symlink", format!("the symbolic link `{path}` points to nothing"))
        .with_location(path, None::<Span>)
        .with_help("remove it, or fix its target")
}

/// A file name that is not UTF-8.
pub fn bad_file_name(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("bad-file-name", format!("the file name `{path}` is not UTF-8"))
        .with_location(path, None::<Span>)
        .with_help("rename the file")
}
