//! `--update`: what is refreshed, and what is the curator's.

use digestgen::import::{Format, ImportHistory, ImportedPaper, NewEntryOptions, entry, facts, update};
use digestgen::place::SourcePath;
use digestgen::syntax::Syntax;

use super::records;

fn record(votes: u32, venue: &str) -> ImportedPaper {
    let text = format!(
        "{{\"id\": \"2306.00001\", \"title\": \"A title\", \"authors\": [\"Ann Lee\"], \"abstract\": \"Words.\", \
         \"votes\": {votes}, \"venue\": \"{venue}\"}}"
    );
    records(Format::JsonLines, &text).remove(0)
}

/// The entry that an import writes of a record, and what it keeps of it.
fn imported(record: &ImportedPaper) -> (String, ImportHistory) {
    let choice = NewEntryOptions {
        topics: vec!["T".to_owned()],
        tags: Vec::new(),
        ..NewEntryOptions::of_day("2025-06-01".parse().unwrap())
    };
    let mut written = ImportHistory::default();
    facts(record).iter().for_each(|(key, value)| written.note(record, key, value));
    (entry(record, &choice, Syntax::Toml), written)
}

#[track_caller]
fn updated(
    text: &str,
    record: &ImportedPaper,
    written: &mut ImportHistory,
) -> (String, Vec<String>, Vec<String>) {
    let updated = update(&SourcePath::new("content/papers/a.md"), text, record, written).unwrap();
    (updated.text, updated.changes.into_iter().map(|change| change.key).collect(), updated.kept)
}

#[test]
fn what_nobody_touched_is_refreshed_and_nothing_else_is() {
    let (text, mut written) = imported(&record(1, "V"));
    let text = text
        .replace("title = \"A title\"", "# mine\ntitle   =  \"My title\" # better")
        .replace("votes = 1", "votes = 1   # of readers")
        + "\n\nA *note*.  \n+++\n";
    let (after, changes, kept) = updated(&text, &record(7, "W"), &mut written);
    assert_eq!((changes, kept), (vec!["venue".to_owned(), "votes".to_owned()], vec!["title".to_owned()]));
    let expected = text.replace("votes = 1 ", "votes = 7 ").replace("venue = \"V\"", "venue = \"W\"");
    assert_eq!(after, expected);
    // What was refreshed once can be refreshed again.
    let (after, changes, _) = updated(&after, &record(8, "W"), &mut written);
    assert_eq!(changes, ["votes"]);
    assert!(after.contains("votes = 8   # of readers"));
    assert_eq!(updated(&after, &record(8, "W"), &mut written).0, after);
}

#[test]
fn what_the_curator_took_out_stays_out_and_what_is_new_goes_in() {
    let (text, mut written) = imported(&record(1, "V"));
    let text = text.replace("venue = \"V\"\n", "") + "Note";
    let mut new = record(1, "W");
    new.set("volume", "7");
    new.link("code", "https://x.org");
    let (after, changes, kept) = updated(&text, &new, &mut written);
    assert_eq!((changes, kept), (vec!["code".to_owned(), "publication.volume".to_owned()], Vec::new()));
    assert!(!after.contains("venue"));
    assert!(
        after.ends_with("code = \"https://x.org\"\n\n[publication]\nvolume = \"7\"\n+++\nNote"),
        "{after}"
    );
}

#[test]
fn without_a_memory_nothing_is_overwritten() {
    let (text, _) = imported(&record(1, "V"));
    let (after, changes, kept) = updated(&text, &record(7, "V"), &mut ImportHistory::default());
    assert_eq!((after.as_str(), changes.len(), kept), (text.as_str(), 0, vec!["votes".to_owned()]));
}

#[test]
fn ids_and_dates_may_be_written_in_other_ways() {
    let text = "+++\ntitle = \"A title\"\ndate = 2025-06-01\narxiv = \"2306.00001v3\"\npublished = 2023-06-11\n+++\n";
    let mut record = record(1, "V");
    record.published = digestgen::paper::Published::parse("2023-06-11");
    let (after, changes, kept) = updated(text, &record, &mut ImportHistory::default());
    assert_eq!((changes.len(), kept.len()), (4, 0), "{after}");
    assert!(after.contains("2306.00001v3") && after.contains("published = 2023-06-11\n"));
}

#[test]
fn line_ends_of_windows_stay() {
    let (text, mut written) = imported(&record(1, "V"));
    let text = (text + "Note\n").replace('\n', "\r\n");
    let (after, ..) = updated(&text, &record(7, "V"), &mut written);
    assert_eq!(after, text.replace("votes = 1", "votes = 7"));
}
