//! Every command that the guide and the README show is one that digestgen knows, with flags it has.

use std::fs;

use super::examples::blocks;
use super::{path, read};
use crate::program::{program, ran};

/// The words of a line of a shell, up to where another program begins.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, ' ') => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            (None, '|' | '>' | '&' | ';') => break,
            (_, c) => word.push(c),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

#[cfg(feature = "serve")]
#[test]
fn every_command_of_the_guide_is_one() {
    let pages = fs::read_dir(path("docs/guide")).unwrap();
    let pages = pages.map(|page| format!("docs/guide/{}", page.unwrap().file_name().to_str().unwrap()));
    let mut count = 0;
    for page in pages.chain(["README.md".to_owned()]).filter(|page| page.ends_with(".md")) {
        let text = read(&page);
        let shown = blocks(&text).into_iter().filter(|(info, _)| *info == "sh").map(|(_, text)| text);
        let shown = shown.collect::<String>();
        for line in shown.lines() {
            let Some(command) = line.split("digestgen ").nth(1) else { continue };
            let ran = ran(program().args(words(command)).arg("--help").output().unwrap());
            assert_eq!(ran.code, 0, "{page}: `{line}`: {}", ran.err);
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}
