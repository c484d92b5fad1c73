//! Problems in reading a site's folder.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A text file whose bytes are not UTF-8; `line` counts from 1.
pub fn not_utf8(path: &SourcePath, line: usize) -> Diagnostic {
    Diagnostic::error("not-utf8", format!("line {line} is not UTF-8 text"))
        .at(path, None::<Span>)
        .help("save the file as UTF-8 in your editor")
}

/// A symbolic link that leads out of the site's folder.
pub fn symlink_outside_site(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("symlink-outside-site", format!("the symbolic link `{path}` leads out of the site's folder"))
        .at(path, None::<Span>)
        .help("copy what it points to into the site")
}

/// A symbolic link that leads nowhere.
pub fn broken_symlink(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("broken-symlink", format!("the symbolic link `{path}` leads nowhere"))
        .at(path, None::<Span>)
        .help("remove it, or mend its target")
}

/// A file name that is not UTF-8.
pub fn bad_file_name(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("bad-file-name", format!("the file name `{path}` is not UTF-8"))
        .at(path, None::<Span>)
        .help("rename the file")
}
