//! After any edits, what is served is what a clean build makes: every output, byte for byte, each time.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use digestgen::config::Overrides;
use digestgen::output::MemorySink;
use digestgen::pipeline::{self, Inputs, Memo, Today};
use digestgen::source::{self, Changes};

use super::session::{Kept, kept, named};
use crate::conditions::rounds;
use crate::rebuild::{Random, edit, three, undo};
use crate::site::{Site, TODAY, site};

/// A file, and what it held before.
type Edit = (String, Option<Vec<u8>>);

/// Compares what is kept with a clean build. Says whether the site is whole.
#[track_caller]
fn compare(kept: &mut Kept, changes: &Changes, told: &str) -> bool {
    let refreshed = kept.session.refresh(changes, super::noon()).unwrap();
    let sources = source::scan(kept.site.root()).unwrap();
    let sink = MemorySink::new();
    let overrides = Overrides::default();
    let today = Today::Day(TODAY.parse().unwrap());
    let inputs = Inputs { sources: &sources, overrides: &overrides, today, strict: false, progress: &|_| {} };
    let (clean, _) = pipeline::build(&inputs, Memo::default(), &sink);
    if let Some(refreshed) = refreshed {
        assert_eq!(refreshed.build.diagnostics, clean.diagnostics, "{told}");
    }
    if !clean.is_complete() {
        return false;
    }
    let ((files, _), kept) = (sink.finish(), kept.session.files());
    for ((path, held), (other, made)) in kept.iter().zip(files.iter()) {
        assert!(path == other && held == made, "{told}: {path} is not {other} of a clean build");
    }
    assert_eq!(kept.len(), files.len(), "{told}");
    true
}

/// Makes one of many edits. Renaming a file and changing the style sheet are made here, the rest is of
/// all builds.
fn change(site: &mut Site, random: &mut Random) -> Vec<Edit> {
    match random.below(12) {
        0 => {
            let path = "static/style.css".to_owned();
            let before = std::fs::read(site.root().join(&path)).ok();
            site.write(&path, format!("a {{ order: {} }}", random.below(4)));
            vec![(path, before)]
        }
        1 => {
            let names = ["a", "b", "c", "d", "e", "f"].map(|name| format!("content/papers/{name}.md"));
            let (from, to) = (&names[random.below(6)], &names[random.below(6)]);
            let read = |path: &String| std::fs::read(site.root().join(path)).ok();
            let (Some(text), before) = (read(from), read(to)) else { return Vec::new() };
            if from == to {
                return Vec::new();
            }
            site.remove(from).write(to, &text);
            vec![(from.clone(), Some(text)), (to.clone(), before)]
        }
        _ => vec![edit(site, random)],
    }
}

#[test]
fn any_edits_of_a_small_digest() {
    let mut random = Random::seeded();
    let mut kept = kept(three());
    let mut broken: Vec<Vec<Edit>> = Vec::new();
    let mut whole = 0;
    let steps = rounds(2_000);
    for step in 0..steps {
        // What broke the site is mostly mended at once.
        let mended = if random.below(4) > 0 { broken.pop() } else { None };
        let edits = match mended {
            Some(edits) => {
                edits.iter().rev().for_each(|edit| undo(&mut kept.site, edit));
                edits
            }
            None => {
                let edits = change(&mut kept.site, &mut random);
                broken.push(edits.clone());
                edits
            }
        };
        // What the system tells is mostly exact, and sometimes no more than that something happened.
        let paths: BTreeSet<&str> = edits.iter().map(|(path, _)| path.as_str()).collect();
        let paths: Vec<&str> = paths.into_iter().collect();
        let changes = if random.below(5) == 0 { Changes::Any } else { named(kept.site.root(), &paths) };
        if compare(&mut kept, &changes, &format!("step {step}: {paths:?}")) {
            whole += 1;
            broken.clear();
        }
    }
    println!("{whole} of {steps} builds were complete");
    assert!(whole > steps / 4 && whole < steps, "{whole} of {steps}: most edits are to be looked at");
}

/// A digest of a thousand entries, with little in each.
fn thousand() -> Site {
    let mut text = String::from("[pages]\nperiods = [\"day\"]\narchive = false\nauthors = false\n");
    text.push_str("[outputs]\ntopics = []\ntags = []\n");
    for number in 0..1000 {
        let (day, topic, tag) = (1 + number / 40 % 28, number % 7, number % 23);
        let _ = write!(
            text,
            "--- content/papers/p{number}.md\n+++\ntitle = \"Paper {number}\"\ndate = 2025-05-{day:02}\n\
             topics = [\"Topic {topic}\"]\ntags = [\"tag {tag}\"]\n+++\nA note.\n"
        );
    }
    site(&text)
}

#[test]
fn edits_of_a_thousand_entries() {
    let mut random = Random::seeded();
    let mut kept = kept(thousand());
    for step in 0..rounds(100) {
        let number = random.below(1000);
        let path = format!("content/papers/p{number}.md");
        let text = std::fs::read_to_string(kept.site.root().join(&path)).unwrap_or_default();
        let day = 1 + random.below(28);
        match random.below(8) {
            0 if !text.is_empty() => drop(kept.site.remove(&path)),
            1 => drop(
                kept.site
                    .write("content/topics/topic-1.md", format!("+++\ntitle = \"T{step}\"\n+++\nOn it.\n")),
            ),
            2 => drop(kept.site.write(
                &format!("content/editions/2025-05-{day:02}.md"),
                format!("+++\n+++\nWords {step}.\n"),
            )),
            3 => drop(kept.site.write("templates/card.html", "<p>{{ paper.title }} {{ paper.slug }}</p>")),
            choice => {
                let note = if choice == 4 {
                    format!("Another note {step}, on [[p{}]].", random.below(1000))
                } else {
                    "A note.".to_owned()
                };
                let text = format!(
                    "+++\ntitle = \"Title {step}\"\ndate = 2025-05-{day:02}\ntopics = [\"Topic {}\"]\ntags = [\"tag {}\"]\n+++\n{note}\n",
                    random.below(8),
                    random.below(24),
                );
                kept.site.write(&path, text);
            }
        }
        compare(&mut kept, &Changes::Any, &format!("step {step}: {path}"));
    }
}
