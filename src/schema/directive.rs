//! Where a digest keeps its schemas, and the line of a content file that names its own. The form of the
//! line is Taplo's, which takes a path relative to the file.

use crate::place::SourcePath;

/// Where the schema of `config.toml` lies in a digest.
pub const CONFIG_FILE: &str = ".schemas/config.json";
/// Where the schema of front matter lies.
pub const FRONT_MATTER_FILE: &str = ".schemas/front-matter.json";

/// The text of a content file with a line, the first of its front matter, that names its schema.
pub fn with_directive(path: &SourcePath, text: &str) -> String {
    let up = "../".repeat(path.as_str().matches('/').count());
    match text.split_once('\n') {
        Some((fence, rest)) => format!("{fence}\n#:schema {up}{FRONT_MATTER_FILE}\n{rest}"),
        None => text.to_owned(),
    }
}
