//! Where a digest keeps its schemas, and the line of a content file that names its own. In TOML the line is
//! Taplo's, in YAML that of yaml-language-server; both take a path relative to the file.

use crate::place::SourcePath;

/// The path of the schema of `config.toml` in a digest.
pub const CONFIG_FILE: &str = ".schemas/config.json";
/// The path of the schema of front matter.
pub const FRONT_MATTER_FILE: &str = ".schemas/front-matter.json";

/// The text of a content file with a line, the first of its front matter, that names its schema.
pub fn with_directive(path: &SourcePath, text: &str) -> String {
    let up = "../".repeat(path.as_str().matches('/').count());
    let Some((fence, rest)) = text.split_once('\n') else { return text.to_owned() };
    let directive = match fence.trim_end() {
        "---" => "# yaml-language-server: $schema=",
        _ => "#:schema ",
    };
    format!("{fence}\n{directive}{up}{FRONT_MATTER_FILE}\n{rest}")
}
