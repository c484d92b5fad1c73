//! The rules of `docs/architecture.md` and `docs/style.md` that no compiler checks.

mod cycles;
mod graph;
mod scanner;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use scanner::{code_of, imports, without_tests};

const LONGEST: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files below a folder: path relative to the crate, and text.
fn files(folder: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.insert(relative(&path), fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

fn docs(name: &str) -> String {
    fs::read_to_string(root().join("docs").join(name)).unwrap()
}

/// Words in backticks.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// What each module may import, as the table in `docs/architecture.md` says.
fn table(docs: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let ground = docs.lines().find(|line| line.contains("are the ground")).unwrap();
    let ground = ground.split("are the ground").next().unwrap().rsplit(". ").next().unwrap();
    let ground: BTreeSet<&str> = names(ground).collect();
    let rows = docs.split("## Who may import whom").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = rows.lines().filter(|line| line.starts_with("| `"));
    let rows: Vec<Vec<&str>> = rows.map(|row| row.split('|').collect()).collect();
    let modules: BTreeSet<&str> = rows.iter().flat_map(|row| names(row[1])).collect();
    let stages: BTreeSet<&str> = docs.split("```").nth(1).unwrap().trim().split(" → ").collect();
    assert!(stages.len() == 7 && stages.is_subset(&modules), "seven stages in {stages:?}");
    let mut table: BTreeMap<&str, BTreeSet<&str>> =
        ground.iter().map(|module| (*module, ground.clone())).collect();
    for row in &rows {
        let mut may = ground.clone();
        may.extend(match row[2].trim() {
            "everything" => modules.clone(),
            "the seven stages" => stages.clone(),
            listed => names(listed).collect(),
        });
        table.extend(names(row[1]).map(|module| (module, may.clone())));
    }
    table
}

/// The module of the crate that a file belongs to; none for the roots.
fn module_of(path: &str) -> Option<&str> {
    let first = path.strip_prefix("src/")?.split('/').next()?;
    let module = first.strip_suffix(".rs").unwrap_or(first);
    (!matches!(module, "lib" | "main")).then_some(module)
}

/// Imports that the table does not allow: `src/site/list.rs: crate::render`.
fn violations(files: &BTreeMap<String, String>, docs: &str) -> Vec<String> {
    let table = table(docs);
    let mut found = Vec::new();
    for (path, text) in files {
        let Some(module) = module_of(path) else { continue };
        let Some(may) = table.get(module) else {
            found.push(format!("{path}: `{module}` is not in the table"));
            continue;
        };
        let depth = path.split('/').count() - usize::from(path.ends_with("mod.rs"));
        for import in imports(text, depth - 1, &table.keys().copied().collect()) {
            // `conditions` belongs to the tests: what a machine may lack.
            let is_of_tests = import == "conditions";
            if import != module && !is_of_tests && !may.contains(import.as_str()) {
                found.push(format!("{path}: crate::{import}"));
            }
        }
    }
    found
}

#[test]
fn modules_import_what_the_table_allows() {
    assert_eq!(violations(&files("src"), &docs("architecture.md")), Vec::<String>::new());
}

#[test]
fn planted_violations_are_found() {
    let docs = docs("architecture.md");
    let found =
        |path: &str, text: &str| violations(&BTreeMap::from([(path.to_owned(), text.to_owned())]), &docs);
    assert_eq!(found("src/site/list.rs", "use crate::render::Theme;"), ["src/site/list.rs: crate::render"]);
    assert_eq!(
        found("src/site/list.rs", "use crate::{digest::Paper, render::{Theme, Rows}};"),
        ["src/site/list.rs: crate::render"]
    );
    assert_eq!(
        found("src/digest/mod.rs", "fn f() { crate::site::plan() }"),
        ["src/digest/mod.rs: crate::site"]
    );
    assert_eq!(
        found("src/source/scan.rs", "pub(in crate::cli) fn f() {}"),
        ["src/source/scan.rs: crate::cli"]
    );
    assert_eq!(
        found("src/slug.rs", "#[cfg(test)] mod tests { use crate::config::Config; }"),
        ["src/slug.rs: crate::config"]
    );
    assert_eq!(
        found("src/site/list.rs", "use super::super::render::Theme;"),
        ["src/site/list.rs: crate::render"]
    );
    assert_eq!(found("src/html.rs", "use super::config::Config;"), ["src/html.rs: crate::config"]);
    assert_eq!(
        found("src/render/mod.rs", "use crate :: pipeline :: Memo;"),
        ["src/render/mod.rs: crate::pipeline"]
    );
    assert_eq!(found("src/helpers.rs", ""), ["src/helpers.rs: `helpers` is not in the table"]);
    for fine in [
        "// use crate::render::Theme;\n/// See [`crate::render`].\n//! crate::render\n/* crate::render /* crate::cli */ crate::cli */",
        "const S: &str = \"crate::render \\\" crate::render\"; const R: &str = r#\"crate::\"render\"#; const C: char = '\"';",
        "use crate::digest::Digest; use crate::slug::Slug; use super::render_list; mycrate::render::x(); use super::list;",
        "fn f<'a>(x: &'a str) -> &'a str { x } // crate::render",
    ] {
        assert_eq!(found("src/site/list.rs", fine), Vec::<String>::new(), "{fine}");
    }
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    for (path, text) in files("src").into_iter().chain(files("tests")) {
        assert!(text.lines().count() <= LONGEST, "{path} has {} lines", text.lines().count());
        assert!(text.starts_with("//! "), "{path} does not open with `//!`");
    }
}

#[test]
fn nothing_unwraps_outside_tests() {
    for (path, text) in files("src") {
        if path.split('/').any(|part| part == "tests" || part == "tests.rs") {
            continue;
        }
        let code = without_tests(&code_of(&text));
        assert!(!code.contains(".unwrap()"), "{path} holds `.unwrap()`");
        let (expects, named) =
            (code.matches(".expect(").count(), text.matches(".expect(\"invariant: ").count());
        assert!(expects <= named, "{path}: an `expect` names the invariant: `expect(\"invariant: …\")`");
    }
}

/// Codes and severities in the constructors of diagnostics.
fn codes() -> BTreeMap<String, &'static str> {
    let mut codes = BTreeMap::new();
    for text in files("src/diagnostic/codes").values() {
        for severity in ["error", "warning", "note"] {
            for rest in text.split(&format!("Diagnostic::{severity}(")).skip(1) {
                let code = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
                let code = code.expect("a diagnostic's first argument is its code");
                assert!(codes.insert(code.to_owned(), severity).is_none(), "`{code}` is used twice");
            }
        }
    }
    codes
}

#[test]
fn every_diagnostic_is_documented() {
    let docs = docs("diagnostics.md");
    let rows = docs.lines().filter_map(|line| line.strip_prefix("| `"));
    let documented: BTreeMap<String, &str> = rows
        .map(|row| {
            let mut cells = row.split('|');
            (cells.next().unwrap().trim().trim_end_matches('`').to_owned(), cells.next().unwrap().trim())
        })
        .collect();
    assert_eq!(documented, codes());
}

#[test]
fn every_warning_can_be_allowed() {
    let codes = codes();
    let warnings =
        codes.iter().filter(|(_, severity)| **severity == "warning").map(|(code, _)| code.as_str());
    assert_eq!(digestgen::diagnostic::codes::WARNINGS, warnings.collect::<Vec<_>>());
}

#[test]
fn every_diagnostic_is_tested() {
    // As they are drawn: in `diagnostics`, and beside what they are about, such as YAML.
    let tests: String = files("tests/it").into_values().collect();
    let untested: Vec<_> = codes()
        .into_iter()
        .filter(|(code, severity)| !tests.contains(&format!("{severity}[{code}]")))
        .collect();
    assert_eq!(untested, []);
}
