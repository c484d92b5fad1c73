//! `build --changed`: the list is what a comparison of the output before and after says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::program::program;
use digestgen::config::Overrides;
use digestgen::output::{ChangeKind, Changes, DiskSink};
use digestgen::pipeline::{self, Inputs, Memo, Today};
use digestgen::source;

use crate::rebuild::{Random, edit, three, undo};
use crate::site::{Site, TODAY, entry, site};

type Tree = BTreeMap<String, Vec<u8>>;

/// All files of an output but the manifest.
fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if name != ".digestgen-manifest" {
                tree.insert(name, fs::read(path).unwrap());
            }
        }
    }
    tree
}

fn difference(before: &Tree, after: &Tree) -> Changes {
    let written = after.iter().filter_map(|(path, bytes)| match before.get(path) {
        None => Some((path.clone(), ChangeKind::Added)),
        Some(old) => (old != bytes).then(|| (path.clone(), ChangeKind::Changed)),
    });
    let removed = before.keys().filter(|path| !after.contains_key(*path));
    written.chain(removed.map(|path| (path.clone(), ChangeKind::Removed))).collect()
}

/// Builds into `public/` and returns the changes; `None` if the site has errors.
fn build(site: &Site, memo: &mut Memo) -> Option<Changes> {
    let sources = source::scan(site.root()).unwrap();
    let disk = DiskSink::open(&site.root().join("public")).unwrap();
    let overrides = Overrides::default();
    let today = Today::Day(TODAY.parse().unwrap());
    let inputs = Inputs { sources: &sources, overrides: &overrides, today, strict: false, progress: &|_| {} };
    let (build, new) = pipeline::build(&inputs, std::mem::take(memo), &disk);
    *memo = new;
    build.is_complete().then(|| disk.commit_with_changes(memo.build_id()).unwrap().1)
}

#[test]
fn after_each_of_200_edits_the_list_is_the_difference() {
    let mut random = Random::seeded();
    let mut site = three();
    let public = site.root().join("public");
    let mut memo = Memo::default();
    let first = build(&site, &mut memo).unwrap();
    let mut before = tree(&public);
    assert_eq!(first, difference(&Tree::new(), &before));
    let (mut built, mut kinds) = (0, [0; 3]);
    let mut broken = Vec::new();
    for step in 0..200 {
        // A site that an edit broke is mostly repaired at once.
        let repaired = if random.below(4) > 0 { broken.pop() } else { None };
        match repaired {
            Some(done) => undo(&mut site, &done),
            None => broken.push(edit(&mut site, &mut random)),
        }
        let changes = build(&site, &mut memo);
        let after = tree(&public);
        let expected = difference(&before, &after);
        match changes {
            Some(changes) => {
                assert_eq!(changes, expected, "step {step}");
                broken.clear();
                built += 1;
                changes.values().for_each(|kind| kinds[*kind as usize] += 1);
            }
            None => assert!(expected.is_empty(), "step {step}: a site with errors replaces nothing"),
        }
        before = after;
    }
    assert!(built > 50 && kinds.iter().all(|count| *count > 10), "{built} builds, {kinds:?}");
}

#[test]
fn files_that_somebody_else_changed_are_listed_too() {
    let site = three();
    let public = site.root().join("public");
    let mut memo = Memo::default();
    build(&site, &mut memo).unwrap();
    fs::remove_file(public.join("index.html")).unwrap();
    fs::write(public.join("feed.xml"), "longer or shorter than it was").unwrap();
    let before = tree(&public);
    let changes = build(&site, &mut memo).unwrap();
    assert_eq!(changes, difference(&before, &tree(&public)));
    assert_eq!(changes.get("index.html"), Some(&ChangeKind::Added));
    assert_eq!(changes.get("feed.xml"), Some(&ChangeKind::Changed));
}

fn run(root: &Path, words: &[&str]) -> (i32, String) {
    let mut command = program();
    let output = command.current_dir(root).arg("build").args(words).args(["--today", TODAY, "--quiet"]);
    let output = output.env_remove("DIGESTGEN_BASE_URL").output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_program_writes_the_list() {
    let mut site = site(&entry("a", "2025-05-01", ""));
    let root = site.root().to_owned();
    let list = || fs::read_to_string(root.join("lists/changed.txt")).unwrap();
    assert_eq!(run(&root, &["--changed", "lists/changed.txt"]), (0, String::new()));
    assert!(list().lines().all(|line| line.starts_with("added ")), "{}", list());
    assert!(list().contains("added papers/a/index.html\n") && !list().contains("manifest"), "{}", list());
    assert_eq!(run(&root, &["--changed", "lists/changed.txt"]).0, 0);
    assert_eq!(list(), "", "nothing changed");
    site.write("static/x.txt", "x").remove("content/papers/a.md");
    let (code, said) = run(&root, &["--changed", "-"]);
    assert_eq!(code, 0);
    assert!(said.contains("added x.txt\n") && said.contains("removed papers/a/index.html\n"), "{said}");
    assert!(said.contains("changed index.html\n"), "{said}");
    // A build that fails changes nothing, the list included.
    site.write("content/papers/b.md", "+++\ntitle = 1\n+++\n");
    assert_eq!(run(&root, &["--changed", "lists/changed.txt"]), (1, String::new()));
    assert_eq!(list(), "");
}
