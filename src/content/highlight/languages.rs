//! The grammars of syntect and two-face, and the names by which people ask for them.

use std::sync::OnceLock;

use syntect::parsing::{SyntaxReference, SyntaxSet};

use crate::diagnostic::nearest;

/// Names that people use and grammars do not have.
const ALIASES: [(&str, &str); 22] = [
    ("py3", "python"),
    ("python3", "python"),
    ("ipython", "python"),
    ("golang", "go"),
    ("shell", "bash"),
    ("shell-session", "bash"),
    ("zsh", "bash"),
    ("docker", "dockerfile"),
    ("objc", "objective-c"),
    ("csharp", "c#"),
    ("fsharp", "f#"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("jsonl", "json"),
    ("ipynb", "json"),
    ("node", "javascript"),
    ("postgresql", "sql"),
    ("postgres", "sql"),
    ("mysql", "sql"),
    ("cuda", "c++"),
    ("pytorch", "python"),
    ("fortran", "f90"),
];

/// All grammars, read at the first call.
pub fn grammars() -> &'static SyntaxSet {
    static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();
    GRAMMARS.get_or_init(two_face::syntax::extra_newlines)
}

/// The grammar of a language, by name or file extension.
pub fn find(language: &str) -> Option<&'static SyntaxReference> {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == language).map_or(language, |(_, name)| name);
    grammars().find_syntax_by_token(alias)
}

/// A language that has a similar name. Takes a look at all of them.
pub fn similar(language: &str) -> Option<String> {
    static NAMES: OnceLock<Vec<String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        grammars()
            .syntaxes()
            .iter()
            .filter(|syntax| !syntax.hidden)
            .flat_map(|syntax| std::iter::once(&syntax.name).chain(&syntax.file_extensions))
            .filter(|name| !name.contains(' '))
            .map(|name| name.to_lowercase())
            .chain(ALIASES.iter().map(|(alias, _)| (*alias).to_owned()))
            .collect()
    });
    nearest(language, names.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grammar_can_be_named() {
        for (alias, name) in ALIASES {
            assert!(find(alias).is_some(), "{alias} → {name}");
        }
        for name in [
            "python",
            "py",
            "rust",
            "rs",
            "c++",
            "cpp",
            "js",
            "javascript",
            "typescript",
            "ts",
            "toml",
            "yaml",
            "yml",
            "json",
            "bash",
            "sh",
            "r",
            "julia",
            "haskell",
            "matlab",
            "tex",
            "html",
            "css",
            "sql",
            "diff",
            "makefile",
            "java",
            "kotlin",
            "swift",
            "scala",
            "lua",
            "go",
            "dockerfile",
            "markdown",
            "xml",
            "bibtex",
            "f90",
        ] {
            assert!(find(name).is_some(), "{name}");
        }
    }
}
