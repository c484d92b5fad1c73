//! The program: what it prints where, and how it ends.

use std::fs;
use std::path::Path;

use crate::program::{Ran, digestgen, ran, run};
use crate::site::{CONFIG, Site, entry, site};

/// A closing line with its numbers, without its time.
#[track_caller]
fn closing(ran: &Ran) -> &str {
    assert_eq!((ran.code, ran.out.as_str(), ran.err.lines().count()), (0, "", 1), "{}", ran.err);
    let (line, rest) = ran.err.trim_end().split_once(" in ").unwrap();
    let (time, _) = rest.split_once(" s").unwrap();
    assert!(time.parse::<f64>().is_ok(), "{time}");
    line
}

fn two() -> Site {
    site(&(entry("a", "2025-05-01", "") + &entry("b", "2025-05-02", "")))
}

#[test]
fn build_says_one_line_in_a_pipe() {
    let mut site = two();
    let files = site.build().files.len();
    let first = run(site.root(), &["build"]);
    assert_eq!(closing(&first), format!("2 entries: {files} files written, 0 unchanged, 0 removed"));
    let second = run(site.root(), &["build"]);
    assert_eq!(closing(&second), format!("2 entries: 0 files written, {files} unchanged, 0 removed"));
    site.remove("content/papers/a.md");
    let third = run(site.root(), &["build"]);
    assert!(
        closing(&third).starts_with("1 entry: ") && !closing(&third).ends_with(" 0 removed"),
        "{}",
        third.err
    );
    assert!(!site.root().join("public/papers/a").exists());
}

#[test]
fn build_writes_what_the_library_makes() {
    let mut site = two();
    let made = site.build().fine();
    run(site.root(), &["build", "--today", crate::site::TODAY]);
    for (path, bytes) in made.files {
        assert!(fs::read(site.root().join("public").join(&path)).unwrap() == bytes, "{path}");
    }
}

#[test]
fn quiet_says_nothing_but_problems() {
    let mut site = two();
    let ran = run(site.root(), &["build", "--quiet"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    site.write("content/papers/a.md", "x");
    assert!(run(site.root(), &["build", "-q"]).err.contains("error[missing-front-matter]"));
}

#[test]
fn a_site_with_problems_ends_with_1_and_changes_nothing() {
    let mut site = two();
    run(site.root(), &["build"]);
    let page = site.root().join("public/papers/a/index.html");
    let before = fs::read(&page).unwrap();
    site.replace("content/papers/a.md", "Note on a.", "Another note.").write("content/papers/b.md", "x");
    let ran = run(site.root(), &["build"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.ends_with("\n1 error; nothing was written\n"), "{}", ran.err);
    assert!(fs::read(&page).unwrap() == before);
}

#[cfg(feature = "highlight")]
#[test]
fn warnings_are_counted_and_strict_makes_them_errors() {
    let site = site(&(entry("a", "2025-05-01", "") + "```zzzzzz\n```\n"));
    let ran = run(site.root(), &["build"]);
    assert!(
        ran.code == 0 && ran.err.contains("warning[unknown-language]") && ran.err.ends_with(", 1 warning\n"),
        "{}",
        ran.err
    );
    let ran = run(site.root(), &["build", "--strict"]);
    assert!(ran.code == 1 && ran.err.contains("error[unknown-language]"), "{}", ran.err);
}

#[test]
fn problems_for_programs_go_to_stdout_one_object_a_line() {
    let mut site = two();
    site.write("content/papers/a.md", "x").write("content/papers/b.md", "y");
    let ran = run(site.root(), &["build", "--message-format", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let objects = ran.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let files: Vec<_> = objects.map(|object| object["file"].as_str().unwrap().to_owned()).collect();
    assert_eq!(files, ["content/papers/a.md", "content/papers/b.md"]);
}

#[test]
fn wrong_usage_ends_with_2() {
    let site = two();
    for words in [&["build", "--nothing"][..], &["build", "--today", "yesterday"], &["bild"], &[]] {
        let ran = run(site.root(), words);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{words:?}");
    }
    assert!(run(site.root(), &["bild"]).err.contains("build"), "a suggestion");
}

#[test]
fn what_the_world_refuses_ends_with_3() {
    let empty = tempfile::TempDir::new().unwrap();
    let ran = run(empty.path(), &["build"]);
    assert!(ran.code == 3 && ran.err.contains("no `config.toml`"), "{}", ran.err);
    assert_eq!(run(&empty.path().join("gone"), &["build"]).code, 3);
    let mut site = two();
    site.write("public/mine.txt", "x");
    let ran = run(site.root(), &["build"]);
    assert!(ran.code == 3 && ran.err.starts_with("error: the output folder"), "{}", ran.err);
    assert_eq!(fs::read(site.root().join("public/mine.txt")).unwrap(), b"x");
}

#[test]
fn help_and_version_go_to_stdout() {
    let site = two();
    for words in [&["--help"][..], &["build", "--help"], &["--version"]] {
        let ran = run(site.root(), words);
        assert!(ran.code == 0 && ran.err.is_empty() && !ran.out.is_empty(), "{words:?}");
    }
}

#[test]
fn flags_and_the_environment_win_over_the_file() {
    let site = two();
    let canonical = |folder: &str| {
        let page = fs::read_to_string(site.root().join(folder).join("papers/a/index.html")).unwrap();
        crate::site::between(&page, "rel=\"canonical\" href=\"", "\"").unwrap().to_owned()
    };
    run(site.root(), &["build"]);
    assert_eq!(canonical("public"), "https://digest.example/papers/a/");
    let other = site.root().join("other");
    let other = other.to_str().unwrap();
    let from_environment = |words: &[&str]| {
        digestgen(site.root(), words).env("DIGESTGEN_BASE_URL", "https://env.example/x").output().unwrap()
    };
    assert_eq!(ran(from_environment(&["build", "--output", other])).code, 0);
    assert_eq!(canonical("other"), "https://env.example/x/papers/a/");
    assert_eq!(ran(from_environment(&["build", "-o", other, "--base-url", "https://flag.example"])).code, 0);
    assert_eq!(canonical("other"), "https://flag.example/papers/a/");
    assert_eq!(canonical("public"), "https://digest.example/papers/a/");
}

#[test]
fn the_output_folder_is_apart_from_the_sources() {
    let mut site = two();
    site.write("static/a.txt", "a");
    let root = site.root();
    let listed = |folder: &Path| {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = (listed(root), listed(&root.join("content")), listed(&root.join("static")));
    let parent = root.parent().unwrap().to_str().unwrap().to_owned();
    for (folder, reason) in [
        (".", "contains the digest itself"),
        ("..", "contains the digest itself"),
        ("/", "contains the digest itself"),
        (parent.as_str(), "contains the digest itself"),
        ("content", "is inside `content/`"),
        ("content/out", "is inside `content/`"),
        ("static/a/b", "is inside `static/`"),
        ("themes/site", "is inside `themes/`"),
        ("templates", "is inside `templates/`"),
        (".digestgen/out", "is inside `.digestgen/`"),
        ("public/../content", "is inside `content/`"),
    ] {
        let mut command = digestgen(root, &["build", "--output", folder]);
        let refused = ran(command.current_dir(root).output().unwrap());
        assert!(
            refused.code == 3 && refused.err.contains(reason),
            "{folder}: {} {}",
            refused.code,
            refused.err
        );
        let after = (listed(root), listed(&root.join("content")), listed(&root.join("static")));
        assert_eq!(after, before, "{folder}");
    }
    for folder in ["public", "contents", "out/content"] {
        let built = ran(digestgen(root, &["build", "--output", folder]).current_dir(root).output().unwrap());
        assert_eq!(built.code, 0, "{folder}: {}", built.err);
    }
}

#[test]
fn an_error_names_the_variable_and_an_empty_one_is_not_set() {
    let site = two();
    let with = |value: &str| {
        ran(digestgen(site.root(), &["build"]).env("DIGESTGEN_BASE_URL", value).output().unwrap())
    };
    assert_eq!(with(" ").code, 0);
    let refused = with("env.example/x");
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("`DIGESTGEN_BASE_URL` is `env.example/x`, expected a URL"),
        "{}",
        refused.err
    );
    let refused = run(site.root(), &["build", "--base-url", ""]);
    assert!(refused.code == 1 && refused.err.contains("`--base-url` is ``"), "{}", refused.err);
}

#[test]
fn the_day_drafts_and_days_to_come_are_flags() {
    let text = entry("a", "2025-05-01", "")
        + &entry("b", "2025-05-02", "")
        + &entry("c", "2025-05-01", "draft = true");
    let site = site(&text);
    let built = |words: &[&str]| {
        assert_eq!(run(site.root(), &[&["build", "--today", "2025-05-01"], words].concat()).code, 0);
        ["a", "b", "c"].map(|slug| site.root().join("public/papers").join(slug).exists())
    };
    assert_eq!(built(&[]), [true, false, false]);
    assert_eq!(built(&["--future"]), [true, true, false]);
    assert_eq!(built(&["--drafts"]), [true, false, true]);
    assert_eq!(built(&["--drafts", "--future"]), [true, true, true]);
}

#[test]
fn themes_are_listed_and_written_out() {
    let mut site = two();
    let ran = run(site.root(), &["theme", "list"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (0, "default\tbuilt in\nplain\tbuilt in\n", "")
    );
    let before = site.build().fine();
    let ran = run(site.root(), &["theme", "eject", "plain"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.starts_with("wrote ") && site.root().join("themes/plain/templates/card.html").exists());
    assert!(site.clean().fine().files == before.files, "the theme is the same, wherever it lies");
    assert_eq!(run(site.root(), &["theme", "list"]).out, "plain\tthemes/plain\ndefault\tbuilt in\n");
    let again = run(site.root(), &["theme", "eject", "plain"]);
    assert!(again.code == 3 && again.err.contains("already exists"), "{}", again.err);
    let ran = run(site.root(), &["theme", "eject", "plian"]);
    assert!(ran.code == 2 && ran.err.contains("a similar value exists: 'plain'"), "{}", ran.err);
    site.replace("themes/plain/templates/404.html", "Page not found", "Lost");
    assert!(site.build().fine().main("/404.html").contains("Lost"));
}

#[test]
fn both_themes_make_every_page_without_a_word() {
    for theme in ["plain", "default"] {
        let mut site = crate::addresses::linked();
        site.replace("config.toml", "\"plain\"", &format!("\"{theme}\""));
        let ran = run(site.root(), &["build", "--strict"]);
        assert_eq!(ran.err.lines().count(), 1, "{theme}: {}", ran.err);
    }
    let mut site = two();
    site.write("config.toml", CONFIG.replace("theme = \"plain\"\n", ""));
    assert_eq!(run(site.root(), &["build"]).code, 0, "`default` is the default");
}
