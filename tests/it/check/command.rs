//! `digestgen check` as it is typed: what it prints, how it ends, what it changes.

use std::fs;
use std::path::Path;

use crate::folder::files;
use crate::program::{Ran, program, ran, run};
use crate::site::{Site, TODAY, entry, site};

#[track_caller]
fn check(site: &Site, words: &[&str]) -> (i32, String, String) {
    let Ran { code, out, err } = run(site.root(), &[&["check", "--today", TODAY], words].concat());
    (code, out, err)
}

fn sound(slug: &str, more: &str) -> String {
    entry(slug, "2025-05-01", &format!("authors = [\"Ann Lee\"]\nurl = \"https://a.example/{slug}\"\n{more}"))
}

#[test]
fn nothing_is_wrong_and_nothing_is_written() {
    let site = site(&(sound("a", "") + &sound("b", "draft = true")));
    let before = files(site.root());
    let (code, out, err) = check(&site, &[]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(
        err.contains("note[draft-entries]: one entry is a draft")
            && err.ends_with("2 entries: no problems found\n"),
        "{err}"
    );
    assert_eq!(files(site.root()), before);
    let (code, out, err) = check(&site, &["-q", "--message-format", "json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let note: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&note["code"], &note["severity"]), (&"draft-entries".into(), &"note".into()));
}

#[test]
fn problems_end_with_1_in_both_formats() {
    let site = site(&(sound("a", "") + "[x](/nowhere/)\n"));
    let before = files(site.root());
    let (code, _, err) = check(&site, &[]);
    assert_eq!(code, 1);
    assert!(err.contains("--> content/papers/a.md:9:1") && err.ends_with("1 entry: 1 warning\n"), "{err}");
    let (code, out, err) = check(&site, &["--message-format", "json"]);
    assert_eq!((code, err.as_str()), (1, ""));
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    let expected = serde_json::json!({
        "code": "missing-target", "severity": "warning", "message": "a link points to `/nowhere/`, which does not exist",
        "file": "content/papers/a.md", "line": 9, "column": 1, "span": found["span"], "help": found["help"],
    });
    assert_eq!(found, expected);
    assert_eq!(files(site.root()), before);
    let (code, _, err) = check(&site, &["--allow", "missing-target", "--allow", "no-topic"]);
    assert_eq!(code, 0);
    assert!(err.contains("note[missing-target]") && err.ends_with("1 entry: no problems found\n"), "{err}");
    let mut site = site;
    site.write("content/papers/a.md", "x");
    assert_eq!(check(&site, &["-q", "--allow", "missing-target"]).0, 1);
    assert_eq!(check(&site, &["--allow", "missing-front-matter"]).0, 2, "errors cannot be allowed");
}

#[test]
fn fix_mends_once_and_touches_nothing_else() {
    let text = sound("a", "tags = [\"LLMs\", \"PDE\"] # c\n")
        + &sound("b", "tags = ['LLMs']")
        + &sound(
            "c",
            "tags = [ 'llms', \"LLMs\",\n  \"pde\" ]\nabstract = \"At github.com/a/b.\"\n[publication]\nvolume='1'",
        )
        + &sound("d", "tags = [\"PDE\"]");
    let site = site(&text);
    let before = files(site.root());
    let (code, out, err) = check(&site, &["--fix"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    let expected = "content/papers/c.md\n  tags: llms → LLMs\n  tags: pde → PDE\n  code: + https://github.com/a/b\n\
                    1 entry changed\n4 entries: no problems found\n";
    assert_eq!(err, expected);
    let after = files(site.root());
    let changed: Vec<_> = after.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)).collect();
    let [(_, bytes)] = changed.as_slice() else { panic!("{}", changed.len()) };
    let text = String::from_utf8((*bytes).clone()).unwrap();
    assert!(text.contains("tags = [ \"LLMs\",\n  \"PDE\" ]\n"), "{text}");
    assert!(text.contains("code = \"https://github.com/a/b\"\n[publication]\nvolume='1'\n+++\n"), "{text}");
    let (code, _, err) = check(&site, &["--fix"]);
    assert_eq!((code, err.as_str()), (0, "4 entries: no problems found\n"));
    assert_eq!(files(site.root()), after);
}

#[test]
fn an_address_for_an_arxiv_id_is_understood_and_shortened() {
    let of = |arxiv: &str| {
        entry("a", "2025-05-01", &format!("authors = [\"Ann Lee\"]\narxiv = \"{arxiv}\" # mine\n"))
    };
    let site = site(&of("https://arxiv.org/abs/2306.06626v2"));
    let (_, _, err) = check(&site, &[]);
    assert!(
        err.contains("warning[long-arxiv-id]") && err.contains("of which the id is `2306.06626v2`"),
        "{err}"
    );
    let (_, out, err) = check(&site, &["--fix"]);
    let path = site.root().join("content/papers/a.md");
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains("arxiv = \"2306.06626v2\" # mine"), "{text}\n{out}\n{err}");
    let (_, _, err) = check(&site, &[]);
    assert!(!err.contains("long-arxiv-id"), "{err}");
}

#[test]
fn fix_comes_to_one_spelling_at_once() {
    let tagged = |slug: &str, tags: &str| sound(slug, &format!("tags = {tags}"));
    let text = tagged("a", "[\"FineTuning\"]")
        + &tagged("b", "[\"finetuning\"]")
        + &tagged("c", "[\"Fine-Tuning\"]")
        + &tagged("d", "[\"Fine-Tuning\"]")
        + &tagged("e", "[\"fine tuning\", \"FineTuning\"]")
        + &tagged("f", "[\"Fine-Tuning\"]");
    let site = site(&text);
    let (code, _, err) = check(&site, &["--fix"]);
    assert!(code == 0 && err.ends_with("3 entries changed\n6 entries: no problems found\n"), "{err}");
    for file in ["a", "b", "c", "d", "e", "f"] {
        let text = fs::read_to_string(site.root().join(format!("content/papers/{file}.md"))).unwrap();
        assert!(text.contains("tags = [\"Fine-Tuning\"]\n"), "{text}");
    }
}

#[test]
fn fix_leaves_names_that_may_mean_something_else() {
    let tagged = |slug: &str, tags: &str| sound(slug, &format!("tags = {tags}"));
    let text = tagged("a", "[\"R&D\", \"kernel\", \"Straße\"]")
        + &tagged("b", "[\"R and D\", \"kernels\", \"Strasse\"]")
        + &tagged("c", "[\"R&D\", \"kernels\", \"Strasse\"]");
    let site = site(&text);
    let before = files(site.root());
    let (code, out, err) = check(&site, &["--fix"]);
    assert_eq!(code, 1, "{err}");
    for found in ["`R and D` is merged with `R&D`", "`kernel` and `kernels`", "`Straße` is merged"] {
        assert!(out.contains(found) || err.contains(found), "{found}: {out}{err}");
    }
    assert!(!err.contains("--fix"), "nothing that `--fix` cannot do is promised: {err}");
    assert_eq!(files(site.root()), before);
}

#[test]
fn fix_writes_a_declared_term_even_if_more_entries_say_another() {
    let tagged = |slug: &str, topic: &str| sound(slug, &format!("topics = [\"{topic}\"]"));
    let text = ["a", "b", "c"].map(|slug| tagged(slug, "FineTuning")).concat() + &tagged("d", "fine-tuning");
    let declared = "--- content/topics/fine-tuning.md\n+++\ntitle = \"Fine-Tuning\"\n+++\n";
    let site = site(&(text + declared));
    assert_eq!(check(&site, &["--fix"]).0, 0);
    for file in ["a", "b", "c"] {
        let text = fs::read_to_string(site.root().join(format!("content/papers/{file}.md"))).unwrap();
        assert!(text.contains("topics = [\"Fine-Tuning\"]\n"), "{text}");
    }
}

#[test]
fn what_is_typed_wrong() {
    let site = site("");
    for words in [&["--max-age", "3d"][..], &["--allow-private"], &["--external", "--max-age", "soon"]] {
        assert_eq!(check(&site, words).0, 2, "{words:?}");
    }
}

#[test]
fn the_demo_is_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = run(root, &["check"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn a_new_digest_is_clean() {
    let folder = tempfile::TempDir::new().unwrap();
    let root = folder.path().join("digest");
    let run = |words: &[&str]| {
        let ran = ran(program().args(words).output().unwrap());
        assert_eq!(ran.code, 0, "{words:?}: {}", ran.err);
    };
    let root = root.to_str().unwrap();
    run(&["new", root]);
    run(&["--root", root, "check"]);
}
