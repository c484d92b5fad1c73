//! Keeps words out of the code and the documents that a reader of plain technical English would stop at.

use std::path::Path;

/// Words and phrases with a plain replacement. They match whole words, in lower case.
const WORDS: &[(&str, &str)] = &[
    ("mend", "fix"),
    ("mends", "fixes"),
    ("mended", "fixed"),
    ("told", "reported; passed in; distinguished"),
    ("tells of", "reports"),
    ("tells apart", "distinguishes"),
    ("stands in", "is in"),
    ("stands beside", "is next to"),
    ("lies in", "is in"),
    ("lies beside", "is next to"),
    ("made of", "built from"),
    ("the world", "disk, network or port"),
    ("part it", "split it"),
    ("parted", "split"),
    ("dear to", "expensive to"),
    ("whence", "where from"),
    ("somebody", "someone; users; readers"),
    ("anybody", "anyone"),
    ("seldom", "rarely"),
    ("anew", "again"),
    ("for ever", "permanently"),
    ("leads nowhere", "is broken"),
    ("leads on", "redirects"),
    ("so many", "a number of; the maximum number of"),
    ("is no arxiv id", "is not an arXiv id"),
    ("judges nothing", "reports no problems"),
    ("knows nothing", "does not handle"),
];

/// Folders and files that are not checked: a published text, and folders that are not clean yet. Remove a line once
/// its words are replaced.
const NOT_YET: &[&str] = &["docs/api.schema.json"];

/// Texts that are part of generated files.
const GENERATED: &[(&str, &str)] = &[("src/render/sitemap.rs", "# To be told of what is new")];

#[test]
fn code_and_documents_use_plain_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut files = 0;
    for folder in ["src", "docs", "starter"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            let is_waiting = |name: &&&str| {
                path == **name || path.starts_with(&format!("{}/", name.trim_end_matches('/')))
            };
            let Some(text) = entry.file_type().is_file().then(|| std::fs::read_to_string(entry.path()))
            else {
                continue;
            };
            let Ok(text) = text else { continue };
            if NOT_YET.iter().any(|name| is_waiting(&name)) {
                continue;
            }
            files += 1;
            let is_generated =
                |line: &str| GENERATED.iter().any(|(file, text)| path == *file && line.contains(text));
            for (number, line) in text.lines().enumerate().filter(|(_, line)| !is_generated(line)) {
                for (word, plain) in words_in(line) {
                    found.push(format!("{path}:{}: `{word}`, write: {plain}", number + 1));
                }
            }
        }
    }
    assert!(files > 50, "only {files} files were read");
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn whole_words_are_found() {
    let found = |line| words_in(line).map(|(word, _)| *word).collect::<Vec<_>>();
    assert_eq!(found("Mend it: what stands in the file is told"), ["mend", "told", "stands in"]);
    assert_eq!(found("recommend, mended_value, the worldwide web, `untold`"), [""; 0]);
}

/// The words of the list in a line.
fn words_in(line: &str) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let line = line.to_lowercase();
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    WORDS.iter().filter(move |(word, _)| {
        line.match_indices(word).any(|(at, _)| {
            !is_letter(line[..at].chars().next_back()) && !is_letter(line[at + word.len()..].chars().next())
        })
    })
}
