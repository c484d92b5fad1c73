//! `digestgen import` and `add` as they are typed: what they write, print and end with.

use std::fs;
use std::path::Path;

use super::server::{Reply, feed, serve};
use crate::program::{Ran, digestgen, ran, run_with_input};
use crate::site::{Site, site};

#[track_caller]
fn run(root: &Path, words: &[&str], input: &str) -> Ran {
    run_with_input(digestgen(root, words).current_dir(root), input)
}

fn papers(site: &Site) -> Vec<String> {
    let folder = site.root().join("content/papers");
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn read(site: &Site, name: &str) -> String {
    fs::read_to_string(site.root().join("content/papers").join(name)).unwrap()
}

/// An editor that adds a line to each file it is given, and says with which words it was called.
#[cfg(all(unix, feature = "network"))]
fn editor(site: &mut Site) -> String {
    use std::os::unix::fs::PermissionsExt as _;

    let script = "#!/bin/sh\necho \"$@\" >>\"$(dirname \"$0\")/asked\"\n[ \"$1\" = --fail ] && exit 7\nshift\n\
                  for file in \"$@\"; do echo 'A note.' >>\"$file\"; done\n";
    site.write("editor.sh", script);
    let path = site.root().join("editor.sh");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

#[cfg(all(unix, feature = "network"))]
#[test]
fn new_entries_are_opened_in_the_editor() {
    let server = serve(|_| Reply::of(200, &feed(&[("2306.00001v1", "One"), ("2306.00002v1", "Two")])));
    let mut site = site(&format!("[import]\narxiv = \"{}/api\"\n", server.address));
    let editor = editor(&mut site);
    let add = |words: &[&str], variables: &[(&str, &str)]| {
        let mut command = digestgen(site.root(), &[&["add"], words].concat());
        let ran = ran(command.envs(variables.iter().copied()).output().unwrap());
        (ran.code, ran.err)
    };
    let asked = || fs::read_to_string(site.root().join("asked")).unwrap_or_default();
    // Editors are named with their flags, and `VISUAL` wins.
    let variables = [("VISUAL", format!("{editor} --wait")), ("EDITOR", "false".to_owned())];
    let variables = variables.each_ref().map(|(name, value)| (*name, value.as_str()));
    let (code, said) = add(&["2306.00001", "2306.00002", "--edit"], &variables);
    assert_eq!((code, said.as_str()), (0, ""));
    let files = ["one-in-two-lines.md", "two-in-two-lines.md"];
    for file in files {
        assert!(read(&site, file).ends_with("+++\nA note.\n"), "{}", read(&site, file));
    }
    let paths = files.map(|file| site.root().join("content/papers").join(file).display().to_string());
    let paths = paths.map(|path| path.replace("/private/", "/"));
    assert_eq!(asked().replace("/private/", "/"), format!("--wait {}\n", paths.join(" ")));
    // What is there already is not opened.
    assert_eq!(add(&["2306.00001", "--edit"], &variables).0, 0);
    assert_eq!(asked().lines().count(), 1);
    let again = |name: &str| fs::remove_file(site.root().join("content/papers").join(name)).unwrap();
    for (variables, code, what) in [
        (&[][..], 2, "it is not set"),
        (&[("EDITOR", "/no/such/editor")][..], 3, "cannot run the editor"),
        (&[("EDITOR", format!("{editor} --fail").as_str())][..], 3, "ended with"),
    ] {
        again(files[0]);
        let (ended, said) = add(&["2306.00001", "--edit"], variables);
        assert!(ended == code && said.contains(what), "{ended}: {said}");
        assert!(papers(&site).contains(&files[0].to_owned()), "the entry is there all the same");
    }
    assert_eq!(add(&["2306.00001", "--edit", "--dry-run"], &variables).0, 2);
}

#[test]
fn entries_name_the_schema_that_a_digest_keeps() {
    let mut site = site("");
    site.write(".schemas/front-matter.json", "{}");
    assert_eq!(run(site.root(), &["import", "jsonl", "-"], TWO).code, 0);
    let text = read(&site, "a-title.md");
    assert!(text.starts_with("+++\n#:schema ../../.schemas/front-matter.json\ntitle = "), "{text}");
    let more = TWO.replace("\"title\"", "\"votes\": 3, \"title\"");
    assert_eq!(run(site.root(), &["import", "jsonl", "-", "--update"], &more).code, 0);
    let updated = read(&site, "a-title.md");
    assert!(updated.starts_with("+++\n#:schema ") && updated.contains("votes = 3"), "{updated}");
    site.build().fine();
}

const TWO: &str = "{\"id\": \"2306.00001\", \"title\": \"A title\", \"date\": \"2025-05-01\"}\n\
                   {\"id\": \"2306.00002\", \"title\": \"A title\"}\n";

#[test]
fn standard_input_becomes_entries_that_build() {
    let mut site = site("");
    let ran = run(
        site.root(),
        &["import", "jsonl", "-", "--date", "2025-05-02", "--topic", "T", "--tag", "t"],
        TWO,
    );
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(ran.err, "2 entries written, 0 already exist, 0 skipped\n");
    assert_eq!(papers(&site), ["a-title-2.md", "a-title.md"]);
    assert_eq!(
        read(&site, "a-title.md"),
        "+++\ntitle = \"A title\"\ndate = 2025-05-01\ntopics = [\"T\"]\ntags = [\"t\"]\narxiv = \"2306.00001\"\n+++\n"
    );
    assert!(read(&site, "a-title-2.md").contains("date = 2025-05-02\n"), "no day of its own");
    site.strict().build().fine();
}

#[test]
fn nothing_is_written_twice_or_over() {
    let mut site = site(
        "--- content/papers/mine.md\n+++\ntitle = \"Mine\"\ndate = 2025-01-01\narxiv = \"2306.00002v3\"\n+++\n--- content/papers/A Title.md\nbroken\n",
    );
    site.write("two.jsonl", TWO);
    let ran = run(site.root(), &["import", "jsonl", "two.jsonl", "two.jsonl"], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("already exists: `A title`, in content/papers/mine.md\n"), "{}", ran.err);
    // The name of a broken entry is taken as well.
    assert_eq!(papers(&site), ["A Title.md", "a-title-2.md", "mine.md"]);
    let before = read(&site, "a-title-2.md");
    let ran = run(site.root(), &["import", "jsonl", "two.jsonl"], "");
    assert!(ran.err.ends_with("0 entries written, 2 already exist, 0 skipped\n"), "{}", ran.err);
    assert_eq!(read(&site, "a-title-2.md"), before);
    assert_eq!(read(&site, "A Title.md"), "broken\n");
}

#[test]
fn records_that_nothing_identifies_are_known_again_by_their_title() {
    let site = site("");
    let bib = "@book{a, title={One}, author={Lee, Ann}, year=2000}\n@book{b, title={One}, author={Lee, Ann}, year=2000}\n@book{c, title={One}, author={Lee, Ann}, year=2001}";
    for written in [3, 0] {
        let ran = run(site.root(), &["import", "bibtex", "-"], bib);
        let entries = format!("{written} entries written, {} already exist", 3 - written);
        assert!(ran.err.contains(&entries), "{}", ran.err);
    }
}

#[test]
fn problems_are_told_with_file_and_line_and_the_others_are_written() {
    let mut site = site("");
    site.write(
        "list.bib",
        "@book{a, title={One}}\n\n@book{b, title=}\n@book{c, title={Three}}\n@set{s, entryset={a,c}}\n",
    );
    let ran = run(site.root(), &["import", "bibtex", "list.bib"], "");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("error[bad-record]") && ran.err.contains("list.bib:3:1"), "{}", ran.err);
    assert!(ran.err.contains("skipped: `s`: `@set`"), "{}", ran.err);
    assert!(ran.err.ends_with("2 entries written, 0 already exist, 1 skipped, 1 error\n"), "{}", ran.err);
    let ran = run(site.root(), &["import", "bibtex", "gone.bib"], "");
    assert!(ran.code == 3 && ran.err.contains("`gone.bib`"), "{}", ran.err);
    assert_eq!(run(site.root(), &["import", "word", "list.bib"], "").code, 2);
}

#[test]
fn a_list_of_a_day_says_which_or_its_file_or_the_curator_does() {
    let row = "[{\"paper\": {\"id\": \"2306.00001\", \"title\": \"T\"}}]";
    let day = |name: &str, words: &[&str]| {
        let mut site = site("");
        site.write(name, row);
        let ran = run(site.root(), &[&["import", "hf", name], words].concat(), "");
        let text = papers(&site).first().map(|file| read(&site, file));
        let date = text.and_then(|text| Some(text.lines().find(|line| line.starts_with("date"))?.to_owned()));
        (ran.code, date.unwrap_or_else(|| ran.err.lines().next().unwrap().to_owned()))
    };
    assert_eq!(day("2025-03-12.json", &["--date", "2025-04-01"]), (0, "date = 2025-03-12".to_owned()));
    assert_eq!(day("list.json", &["--date", "2025-04-01"]), (0, "date = 2025-04-01".to_owned()));
    assert_eq!(day("list.json", &[]), (1, "error[missing-list-date]: this list has no date".to_owned()));
}

#[test]
fn update_says_what_is_different() {
    let mut site = site("");
    let line = |votes: u32| format!("{{\"id\": \"2306.00001\", \"title\": \"T\", \"votes\": {votes}}}");
    run(site.root(), &["import", "jsonl", "-"], &line(1));
    site.write("content/papers/t.md", read(&site, "t.md") + "A note.\n");
    let dry = run(site.root(), &["import", "jsonl", "-", "--update", "--dry-run"], &line(7));
    assert!(read(&site, "t.md").contains("votes = 1\n"));
    let ran = run(site.root(), &["import", "jsonl", "-", "--update"], &line(7));
    assert_eq!((ran.code, ran.out.as_str()), (0, "content/papers/t.md\n  votes: 1 → 7\n"), "{}", ran.err);
    assert_eq!((dry.code, dry.out), (0, ran.out));
    assert!(read(&site, "t.md").ends_with("votes = 7\n+++\nA note.\n"));
}

#[test]
fn names_of_files_are_safe_on_every_system() {
    let site = site("");
    let titles = [
        "CON",
        "Nul",
        "com1",
        "index",
        "../../etc/passwd",
        "C:\\x",
        "?*<>|",
        "李明",
        "\u{202e}x",
        "a/b",
        "A/B",
    ];
    let line =
        |(at, title)| serde_json::json!({ "title": title, "authors": [format!("P{at}")] }).to_string() + "\n";
    let lines: String = titles.iter().enumerate().map(line).collect();
    let ran = run(site.root(), &["import", "jsonl", "-"], &lines);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for name in papers(&site) {
        let stem = name.strip_suffix(".md").unwrap();
        assert!(stem.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase() || c == '-'), "{name}");
        assert!(!["con", "nul", "com1", "index"].contains(&stem), "{name}");
    }
    assert_eq!(papers(&site).len(), 11);
}

#[cfg(feature = "network")]
#[test]
fn add_writes_an_entry_and_prints_its_path() {
    let server = serve(|path| match path.contains("2306.00001") {
        true => Reply::of(200, &feed(&[("2306.00001v2", "A paper")])),
        false => Reply::of(200, &feed(&[])),
    });
    let mut site = site(&format!("[import]\narxiv = \"{0}/query\"\ndoi = \"{0}\"", server.address));
    let id = "https://arxiv.org/pdf/2306.00001";
    let dry = run(site.root(), &["add", id, "--dry-run", "--date", "2025-05-01"], "");
    assert!(
        dry.out.starts_with("# content/papers/a-paper-in-two-lines.md\n+++\ntitle = "),
        "{}{}",
        dry.out,
        dry.err
    );
    assert!(papers(&site).is_empty());
    let ran = run(site.root(), &["add", id, "--date", "2025-05-01", "--topic", "T"], "");
    assert!(
        ran.code == 0 && ran.out.ends_with("content/papers/a-paper-in-two-lines.md\n"),
        "{}{}",
        ran.out,
        ran.err
    );
    site.today("2025-06-01").strict().build().fine();
    let again = run(site.root(), &["add", "arXiv:2306.00001v1"], "");
    let there = "`arXiv:2306.00001v1` already exists: content/papers/a-paper-in-two-lines.md\n";
    assert_eq!((again.code, again.out.as_str(), again.err.as_str()), (0, "", there));
    assert_eq!(server.asked().len(), 1, "the first answer was kept");
    assert_eq!(run(site.root(), &["add", "attention"], "").code, 2);
}

#[cfg(feature = "network")]
#[test]
fn add_tells_what_it_could_not_find() {
    let server = serve(|_| Reply::of(404, ""));
    let mut site = site(&format!("[import]\ndoi = \"{}\"", server.address));
    let ran = run(site.root(), &["add", "10.1000/none"], "");
    assert!(ran.code == 1 && ran.err.contains("knows no paper `10.1000/none`"), "{}", ran.err);
    site.write("config.toml", format!("{}[import]\narxiv = \"ftp://x\"\n", crate::site::CONFIG));
    let ran = run(site.root(), &["add", "2306.00001"], "");
    assert!(ran.code == 1 && ran.err.contains("error[bad-address]"), "{}", ran.err);
}

#[test]
fn a_library_without_dates_is_not_todays_edition() {
    let bib = |count: usize| -> String {
        let long = "a title that goes on and on ".repeat(6);
        (0..count).map(|at| format!("@book{{k{at}, title={{{long}}}, author={{A{at}}}, year={{2000}}, timestamp={{2020-01-02}}}}\n")).collect()
    };
    let mut site = site("");
    site.write("b.bib", bib(51));
    let refused = run(site.root(), &["import", "bibtex", "b.bib"], "");
    assert_eq!((refused.code, papers(&site).len()), (2, 0), "{}", refused.err);
    assert!(refused.err.contains("51 new records have no date of their own"), "{}", refused.err);
    let added = run(site.root(), &["import", "bibtex", "b.bib", "--date", "added"], "");
    assert_eq!(added.code, 0, "{}", added.err);
    // Long titles that are alike have names of their own, and the digest builds.
    let names = papers(&site);
    assert_eq!(names.len(), 51);
    assert!(names.iter().all(|name| name.len() <= 83), "{names:?}");
    assert!(read(&site, &names[0]).contains("date = 2020-01-02"));
    let built = site.today("2025-06-01").build();
    assert!(!built.drawn().contains("error"), "{}", built.drawn());
    let few = run(site.root(), &["import", "bibtex", "-"], &bib(1).replace("k0", "z").replace("A0", "Z"));
    assert_eq!(few.code, 0, "{}", few.err);
    let wrong = run(site.root(), &["add", "2306.06626", "--date", "added"], "");
    assert_eq!(wrong.code, 2, "{}", wrong.err);
}

#[test]
fn flags_for_keywords_and_notes() {
    let bib = "@book{k, title={T}, keywords={a, _b}, annotation={Mine}}";
    for (flags, expected, is_there) in [
        (&[][..], "tags = [\"a\"]", true),
        (&[], "Mine", false),
        (&["--no-tags"], "tags", false),
        (&["--keep-notes"], "+++\n\nMine\n", true),
    ] {
        let site = site("");
        let mut words = vec!["import", "bibtex", "-"];
        words.extend(flags);
        assert_eq!(run(site.root(), &words, bib).code, 0);
        let text = read(&site, "t.md");
        assert_eq!(text.contains(expected), is_there, "{flags:?} {text}");
    }
}
