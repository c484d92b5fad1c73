//! Paths of the schemas in a digest, and the line of a content file that refers to its schema. In TOML the line
//! is Taplo's, in YAML that of yaml-language-server; its path is relative to the file.

use crate::place::SourcePath;

/// Path of the schema of `config.toml` in a digest.
pub const CONFIG_FILE: &str = ".schemas/config.json";
/// Path of the schema of front matter in a digest.
pub const FRONT_MATTER_FILE: &str = ".schemas/front-matter.json";

/// Adds a line to the start of a file's front matter that refers to its schema.
pub fn with_directive(path: &SourcePath, text: &str) -> String {
    let up = "../".repeat(path.as_str().matches('/').count());
    let Some((fence, rest)) = text.split_once('\n') else { return text.to_owned() };
    let directive = match fence.trim_end() {
        "---" => "# yaml-language-server: $schema=",
        _ => "#:schema ",
    };
    format!("{fence}\n{directive}{up}{FRONT_MATTER_FILE}\n{rest}")
}
