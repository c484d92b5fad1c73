//! Writing back: one value changes, and no other byte.

use digestgen::check::{Edit, fix};
use digestgen::edit::{Editor, Value};
use digestgen::import::{Format, ImportHistory, NewEntryOptions, entry, facts, update};
use digestgen::place::SourcePath;
use digestgen::syntax::Syntax;

use crate::import::records;
use crate::site::site;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn list(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|item| text(item)).collect())
}

/// Sets a key; `None` if the editor refuses.
fn set(yaml: &str, key: &str, value: &Value) -> Option<String> {
    let mut editor = Editor::new(yaml, Syntax::Yaml).expect("it is YAML");
    let done = editor.set(key, value);
    let after = editor.finish();
    assert!(done || after == yaml, "what is refused changes nothing");
    done.then_some(after)
}

#[track_caller]
fn check(yaml: &str, key: &str, value: &Value, expected: &str) {
    assert_eq!(set(yaml, key, value).as_deref(), Some(expected), "{key} in {yaml}");
}

#[test]
fn a_value_is_replaced_in_its_place() {
    check(
        "# a\ntitle:  'x'   # t\nvotes: 1 # v\n",
        "votes",
        &Value::Number(7),
        "# a\ntitle:  'x'   # t\nvotes: 7 # v\n",
    );
    check("title: x\r\nvenue: y # c\r\n", "title", &text("a: b"), "title: \"a: b\"\r\nvenue: y # c\r\n");
    check("title:\nvenue: y\n", "title", &text("a b"), "title: a b\nvenue: y\n");
    check(
        "abstract: |\n  one\n\n  two\n\n# c\nvotes: 1\n",
        "abstract",
        &text("new"),
        "abstract: new\n\n# c\nvotes: 1\n",
    );
    check("{title: x, votes: 1}\n", "title", &text("[y]"), "{title: \"[y]\", votes: 1}\n");
    check("tldr: >- # folded\n  a\n  b\nvotes: 1", "tldr", &text("c"), "tldr: c\nvotes: 1");
}

#[test]
fn lists_keep_their_style() {
    check(
        "tags:\n  - a # one\n  - b # two\n",
        "tags",
        &list(&["a", "c"]),
        "tags:\n  - a # one\n  - c # two\n",
    );
    check("tags:\n- a\n- b\nvotes: 1\n", "tags", &list(&["x", "w", "z"]), "tags:\n- x\n- w\n- z\nvotes: 1\n");
    check("tags: [a, b] # c\n", "tags", &list(&["x"]), "tags: [x] # c\n");
    check("tags:\n- a\nvotes: 1\n", "tags", &text("x"), "tags: x\nvotes: 1\n");
}

#[test]
fn a_new_key_is_added_after_the_others() {
    check(
        "title: x # c\n# end\n",
        "code",
        &text("https://x.org"),
        "title: x # c\ncode: \"https://x.org\"\n# end\n",
    );
    check("title: x", "votes", &Value::Number(1), "title: x\nvotes: 1\n");
    check("{title: x}\n", "votes", &Value::Number(1), "{title: x, votes: 1}\n");
    check("  title: x\n", "votes", &Value::Number(1), "  title: x\n  votes: 1\n");
    check("", "votes", &Value::Number(1), "votes: 1\n");
    check("title: x\n", "publication.volume", &text("7"), "title: x\npublication:\n  volume: \"7\"\n");
    check(
        "publication:\n    type: book # b\nvotes: 1\n",
        "publication.volume",
        &text("7"),
        "publication:\n    type: book # b\n    volume: \"7\"\nvotes: 1\n",
    );
    check(
        "publication: {type: book}\n",
        "publication.volume",
        &text("7"),
        "publication: {type: book, volume: \"7\"}\n",
    );
    let long = "an author with a long name";
    let rows = format!("  - {long}\n").repeat(5);
    check("title: x\n", "authors", &list(&[long; 5]), &format!("title: x\nauthors:\n{rows}"));
}

#[test]
fn what_would_read_as_something_else_is_refused() {
    assert_eq!(set("title: x\npublication: text\n", "publication.volume", &text("7")), None);
    // All lines to the end belong to the text.
    assert_eq!(set("abstract: |+\n  a\n\n\n", "votes", &Value::Number(1)), None);
    // This reader takes no control characters.
    assert_eq!(set("title: x\n", "title", &text("a\u{7}b")), None);
    assert!(Editor::new("title: a: b\n", Syntax::Yaml).is_none());
    assert!(Editor::new("title: *a\n", Syntax::Yaml).is_none());
}

#[test]
fn fixes_change_one_text_of_a_list() {
    let fixed = |yaml: &str, edits: &[Edit]| {
        let edits: Vec<_> = edits.iter().collect();
        fix(&SourcePath::new("a.md"), &format!("---\n{yaml}---\nnote\n"), &edits).map(|(text, _)| text)
    };
    let rename =
        |from: &str, to: &str| Edit::Rename { key: "tags", from: from.to_owned(), to: to.to_owned() };
    for (before, from, to, after) in [
        ("tags: [a, 'b', \"c\"] # x\n", "b", "B d", "tags: [a, 'B d', \"c\"] # x\n"),
        ("tags: [a, A, b]\n", "a", "A", "tags: [A, b]\n"),
        ("tags: [b, A, a]\n", "a", "A", "tags: [b, A]\n"),
        ("tags:\n  - a # x\n  - A # y\n", "a", "A", "tags:\n  - A # y\n"),
        ("tags:\n- A\n- a", "a", "A", "tags:\n- A\n"),
    ] {
        let expected = format!("---\n{after}---\nnote\n");
        let before = if before.ends_with('\n') { before.to_owned() } else { format!("{before}\n") };
        assert_eq!(fixed(&before, &[rename(from, to)]), Some(expected), "{before}");
    }
    assert_eq!(fixed("tags: x\n", &[rename("x", "y")]), None);
}

#[test]
fn imports_write_and_update_entries_in_yaml() {
    let paper = |votes: u32| {
        let text = format!(
            "{{\"id\": \"2306.00001\", \"title\": \"A: title\", \"authors\": [\"Ann Lee\"], \"abstract\": \"Words.\", \
             \"votes\": {votes}, \"venue\": \"V\"}}"
        );
        records(Format::JsonLines, &text).remove(0)
    };
    let choice = NewEntryOptions {
        topics: vec!["T".to_owned()],
        ..NewEntryOptions::of_day("2025-05-01".parse().unwrap())
    };
    let text = entry(&paper(1), &choice, Syntax::Yaml);
    assert_eq!(
        text,
        "---\ntitle: \"A: title\"\ndate: 2025-05-01\nauthors: [Ann Lee]\ntopics: [T]\narxiv: \"2306.00001\"\nvenue: V\n\
         votes: 1\nabstract: \"Words.\"\n---\n"
    );
    site("").write("content/papers/a.md", &text).build().fine();
    let mut written = ImportHistory::default();
    facts(&paper(1)).iter().for_each(|(key, value)| written.note(&paper(1), key, value));
    let text = text.replace("venue: V\n", "venue: mine # 1\n") + "Note.\n---\n";
    let updated = update(&SourcePath::new("a.md"), &text, &paper(2), &mut written).unwrap();
    assert_eq!(updated.text, text.replace("votes: 1\n", "votes: 2\n"));
    assert_eq!((updated.kept, updated.unwritable), (vec!["venue".to_owned()], Vec::new()));
}
