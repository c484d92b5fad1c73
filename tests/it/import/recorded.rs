//! Files that others wrote: every record becomes an entry, or is named in a diagnostic; and what was
//! written builds.

use std::fs;
use std::path::{Path, PathBuf};

use digestgen::config::Overrides;
use digestgen::import::{ExistingPapers, Format, NewEntryOptions, entry, read};
use digestgen::pipeline::{self, Inputs, Memo, Today};
use digestgen::place::SourcePath;
use digestgen::syntax::Syntax;

use crate::conditions::shared;
use crate::site::{Site, site};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

/// Writes the entries of a text into a site; returns how many records and problems there were.
pub fn import(site: &mut Site, format: Format, name: &str, text: &str) -> (usize, usize) {
    let sources = digestgen::source::scan(site.root()).unwrap();
    let (overrides, today) = (Overrides::default(), Today::Day("2025-05-01".parse().unwrap()));
    let inputs = Inputs { sources: &sources, overrides: &overrides, today, strict: false, progress: &|_| {} };
    let mut memo = Memo::default();
    let front_matter = pipeline::load_front_matter(&inputs, &mut memo);
    let documents = front_matter.documents.iter().copied();
    let mut known = ExistingPapers::new(&sources, documents, &front_matter.markdown);
    let found = read(format, &SourcePath::new(name), text);
    let choice = NewEntryOptions {
        topics: vec!["T".to_owned()],
        tags: Vec::new(),
        ..NewEntryOptions::of_day("2025-05-01".parse().unwrap())
    };
    for record in &found.value.records {
        if known.find(record).is_none() {
            let path = known.add(record);
            site.write(path.as_str(), entry(record, &choice, Syntax::Toml));
        }
    }
    (found.value.records.len(), found.diagnostics.iter().filter(|problem| problem.is_error()).count())
}

/// The codes of a build of the site: warnings on formulas at most.
#[track_caller]
fn builds(site: &mut Site) {
    let build = site.today("2030-01-01").build();
    let other: Vec<_> =
        build.codes().into_iter().filter(|code| *code != "bad-formula").map(str::to_owned).collect();
    assert!(other.is_empty(), "{}", build.drawn());
}

#[test]
fn the_examples_of_biblatex() {
    let Some(path) = shared("bib/biblatex-examples.bib", "the_examples_of_biblatex") else { return };
    let mut site = site("");
    let (records, problems) = import(&mut site, Format::Bibtex, "b.bib", &fs::read_to_string(path).unwrap());
    assert_eq!(problems, 0);
    assert!(records > 85, "{records}");
    builds(&mut site);
}

#[test]
fn sixty_awkward_files_of_bibtex() {
    let Some(folder) = shared("bib/cases", "sixty_awkward_files_of_bibtex") else { return };
    let mut site = site("");
    for file in files(&folder) {
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        let (records, problems) = import(&mut site, Format::Bibtex, &file.to_string_lossy(), &text);
        let entries = text.matches("title").count().min(1);
        assert!(records + problems >= entries, "{}", file.display());
    }
    builds(&mut site);
}

#[test]
fn three_days_of_hugging_face() {
    let Some(folder) = shared("hf-api", "three_days_of_hugging_face") else { return };
    let mut site = site("");
    let mut all = 0;
    for file in files(&folder).iter().filter(|file| file.extension().is_some_and(|e| e == "json")) {
        let (records, problems) =
            import(&mut site, Format::HuggingFace, "d.json", &fs::read_to_string(file).unwrap());
        assert_eq!(problems, 0, "{}", file.display());
        all += records;
    }
    assert_eq!(all, 6 + 23 + 15);
    builds(&mut site);
}

#[test]
fn recorded_answers_of_arxiv() {
    let Some(folder) = shared("arxiv-atom", "recorded_answers_of_arxiv") else { return };
    let mut site = site("");
    for file in files(&folder).iter().filter(|file| file.extension().is_some_and(|e| e == "json")) {
        let answer: serde_json::Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        let body = answer["body"].as_str().unwrap();
        let (records, problems) = import(&mut site, Format::Arxiv, "a.xml", body);
        let errors = body.matches("/api/errors#").count().min(1);
        assert_eq!(
            (records, problems),
            (body.matches("<entry>").count() - errors, errors),
            "{}",
            file.display()
        );
    }
    builds(&mut site);
}
