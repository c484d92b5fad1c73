//! `digestgen new`: what it writes builds without a word, and is what the guide says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::guide::examples::blocks;
use crate::program::{Ran, program, ran};

#[track_caller]
fn run(folder: &Path, words: &[&str]) -> Ran {
    let ran = ran(program().current_dir(folder).args(words).output().unwrap());
    assert_eq!(ran.out, "", "messages go to stderr");
    ran
}

/// The texts of all files in a folder, without those that a build writes.
fn texts(folder: &Path) -> BTreeMap<String, String> {
    let files = crate::folder::files(folder).into_iter();
    let written = files.filter(|(path, _)| !path.starts_with("public/") && !path.starts_with(".digestgen/"));
    written.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn a_new_digest_builds_without_a_word() {
    let folder = TempDir::new().unwrap();
    let ran = run(folder.path(), &["new", "my digest", "--today", "2026-02-03"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.ends_with("next:\n\n    cd 'my digest'\n    digestgen serve --open\n\n")
            || !cfg!(feature = "serve"),
        "{}",
        ran.err
    );
    let digest = folder.path().join("my digest");
    let ran = run(&digest, &["build", "--strict", "--today", "2026-02-03"]);
    assert!(
        ran.code == 0 && ran.err.starts_with("3 entries: ") && ran.err.lines().count() == 1,
        "{}",
        ran.err
    );
    let page = |path: &str| fs::read_to_string(digest.join("public").join(path)).unwrap();
    let edition = page("2026/02/03/index.html");
    assert!(edition.contains("A First Edition") && edition.contains("Introduction: why"));
    assert!(page("papers/stochastic-interpolants/index.html").contains("<math"));
    assert!(page("papers/grokking-lazy-to-rich/index.html").contains("sketch.svg"));
    assert!(page("papers/adaptive-data-analysis/index.html").contains("alert"));
    assert!(page("about/index.html").contains("About this digest"));
    let files = texts(&digest);
    let is_left =
        |(path, text): (&String, &String)| !path.starts_with(".schemas/") && text.contains("2025-03-12");
    assert!(!files.iter().any(is_left), "the day of the edition is put in");
    assert!(files[".gitignore"].contains("/public/") && files[".gitignore"].contains("/.digestgen/"));
}

#[test]
fn every_file_of_the_starter_is_written() {
    let folder = TempDir::new().unwrap();
    let hosts = ["github-pages", "netlify", "cloudflare", "nginx", "apache"];
    let mut words = vec!["new", "d", "--today", "2025-03-12"];
    hosts.iter().for_each(|host| words.extend(["--with", host]));
    assert_eq!(run(folder.path(), &words).code, 0);
    let mut written = texts(&folder.path().join("d"));
    written.retain(|path, _| !path.starts_with(".schemas/"));
    let starter = crate::guide::path("starter");
    let mut kept = texts(&starter.join("digest"));
    hosts.iter().for_each(|host| kept.extend(texts(&starter.join("with").join(host))));
    assert_eq!(written.keys().collect::<Vec<_>>(), kept.keys().collect::<Vec<_>>());
    // What hosts need in the configuration is checked below.
    kept.insert("config.toml".to_owned(), written["config.toml"].clone());
    for (path, text) in &written {
        assert_eq!(without_directive(text), without_directive(&kept[path]), "{path}");
    }
}

/// A content file without the line that names its schema.
fn without_directive(text: &str) -> String {
    let is_directive =
        |line: &str| line.starts_with("#:schema ../") || line.starts_with("# yaml-language-server");
    text.lines().filter(|line| !is_directive(line)).map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_digest_in_yaml_is_the_same_digest() {
    let folder = TempDir::new().unwrap();
    for (name, syntax) in [("toml", "toml"), ("yaml", "yaml")] {
        let words = ["new", name, "--today", "2026-02-03", "--front-matter", syntax];
        assert_eq!(run(folder.path(), &words).code, 0);
        assert_eq!(run(&folder.path().join(name), &["build", "--strict", "--today", "2026-02-03"]).code, 0);
    }
    let public = |name: &str| {
        let mut files = texts(&folder.path().join(name).join("public"));
        files.remove(".digestgen-manifest");
        files
    };
    assert!(public("toml") == public("yaml"));
    let files = texts(&folder.path().join("yaml"));
    assert!(files["config.toml"].contains("\nfront_matter = \"yaml\"\n"));
    let content: Vec<_> = files.iter().filter(|(path, _)| path.ends_with(".md")).collect();
    assert_eq!(content.len(), 5);
    let starter = texts(&crate::guide::path("starter/yaml"));
    for (path, text) in content {
        let line = text.lines().nth(1).unwrap().strip_prefix("# yaml-language-server: $schema=").unwrap();
        assert!(folder.path().join("yaml").join(path).parent().unwrap().join(line).is_file(), "{path}");
        let kept = &starter[&path.replace("2026-02-03", "2025-03-12")];
        assert_eq!(without_directive(text), kept.replace("2025-03-12", "2026-02-03"), "{path}");
    }
    let count = crate::schemas::hold(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    assert_eq!(count, 6);
}

#[test]
fn without_a_day_its_edition_is_that_of_today() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run(folder.path(), &["new", "d"]).code, 0);
    let digest = folder.path().join("d");
    let ran = run(&digest, &["build", "--strict"]);
    assert!(ran.code == 0 && ran.err.starts_with("3 entries: "), "{}", ran.err);
    assert!(digest.join("public/papers/stochastic-interpolants/index.html").is_file(), "none is to come");
}

#[test]
fn what_is_commented_out_can_be_used_as_it_stands() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run(folder.path(), &["new", "d"]).code, 0);
    let config = folder.path().join("d/config.toml");
    let text = fs::read_to_string(&config).unwrap();
    let is_option = |line: &str| line.starts_with('#') && !line.starts_with("# ") && !line.starts_with("#:");
    let lines = text.lines().map(|line| line.strip_prefix('#').filter(|_| is_option(line)).unwrap_or(line));
    let all: Vec<&str> = lines.collect();
    assert!(text.lines().filter(|line| is_option(line)).count() > 10);
    fs::write(&config, all.join("\n")).unwrap();
    let before = run(&folder.path().join("d"), &["build", "--strict"]);
    assert_eq!(before.code, 0, "{}", before.err);
    fs::write(&config, text).unwrap();
    let after = run(&folder.path().join("d"), &["build", "--strict"]);
    assert!(after.err.contains(": 0 files written, "), "they stand at their defaults: {}", after.err);
}

#[test]
fn editors_find_the_schemas() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run(folder.path(), &["new", "d"]).code, 0);
    let files = texts(&folder.path().join("d"));
    let count = crate::schemas::hold(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    assert_eq!(count, 6);
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".md") || path.ends_with(".toml")) {
        let line = text.lines().find_map(|line| line.strip_prefix("#:schema ")).unwrap();
        let named = folder.path().join("d").join(path).parent().unwrap().join(line);
        let schema: serde_json::Value = serde_json::from_str(&fs::read_to_string(named).unwrap()).unwrap();
        assert_eq!(schema["title"].as_str().unwrap().starts_with("The conf"), path == "config.toml");
    }
}

#[test]
fn hosts_get_what_the_guide_says() {
    let guide = crate::guide::read("docs/guide/deploying.md");
    let blocks = blocks(&guide);
    let plain = TempDir::new().unwrap();
    assert_eq!(run(plain.path(), &["new", "d", "--today", "2026-02-03"]).code, 0);
    let plain = texts(&plain.path().join("d"));
    for (host, expected, to_adapt) in [
        ("github-pages", &[".github/workflows/pages.yml"][..], "replace `YOU`"),
        ("netlify", &["netlify.toml"], ""),
        ("cloudflare", &[".github/workflows/cloudflare.yml", "static/_headers"], "replace `YOU`"),
        ("nginx", &["deploy/nginx.conf"], "change `server_name`"),
        ("apache", &["static/.htaccess"], ""),
    ] {
        let folder = TempDir::new().unwrap();
        let words = ["new", "d", "--today", "2026-02-03", "--with", host, "--with", host];
        let ran = run(folder.path(), &words);
        let says = ran.err.contains(&format!("edit `{}`: {to_adapt}", expected[0]));
        assert!(ran.code == 0 && says != to_adapt.is_empty(), "{}", ran.err);
        let digest = folder.path().join("d");
        assert_eq!(run(&digest, &["build", "--strict", "--today", "2026-02-03"]).code, 0, "{host}");
        let mut files = texts(&digest);
        for path in expected {
            let text = files.remove(*path).unwrap_or_else(|| panic!("{host}: no {path}"));
            let shown = blocks.iter().find(|(info, _)| info.ends_with(&format!(" {path}")));
            assert_eq!(shown.map(|(_, text)| text), Some(&text), "docs/guide/deploying.md on {path}");
        }
        let config = &files["config.toml"];
        assert_eq!(config.contains("[limits]\nhost = "), !["nginx", "apache"].contains(&host), "{host}");
        let redirects =
            format!("[outputs]\n# Old addresses, in the file that the host reads.\nredirects = \"{host}\"\n");
        assert_eq!(
            config.contains(&redirects),
            !["github-pages", "apache"].contains(&host),
            "{host}: {config}"
        );
        let new_lines: Vec<&str> =
            config.lines().filter(|line| !plain["config.toml"].contains(line)).collect();
        assert!(new_lines.len() <= 5, "{host}: the rest is the same: {new_lines:?}");
        files.insert("config.toml".to_owned(), plain["config.toml"].clone());
        assert!(files == plain, "{host}: the rest is the same");
    }
    let folder = TempDir::new().unwrap();
    assert_eq!(run(folder.path(), &["new", "d", "--with", "geocities"]).code, 2);
}

#[test]
fn nothing_that_is_there_is_touched() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let ran = run(folder.path(), &["new", "."]);
    assert!(ran.code == 3 && ran.err.contains("already exists"), "{}", ran.err);
    assert_eq!(
        texts(folder.path()).into_iter().collect::<Vec<_>>(),
        [("mine.txt".to_owned(), "mine".to_owned())]
    );
    let ran = run(folder.path(), &["new", "mine.txt"]);
    assert!(ran.code == 3 && ran.err.contains("mine.txt"), "{}", ran.err);
    assert_eq!(run(folder.path(), &["new", "a/deep/one"]).code, 0);
    let again = run(folder.path(), &["new", "a/deep/one"]);
    assert_eq!(again.code, 3, "{}", again.err);
    assert_eq!(run(folder.path(), &["new"]).code, 2);
}

#[test]
fn an_empty_repository_is_an_empty_folder() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
    let ran = run(folder.path(), &["new", "."]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.err.contains("cd "), "{}", ran.err);
    assert_eq!(run(folder.path(), &["build", "--strict"]).code, 0);
    assert_eq!(run(folder.path(), &["new", "."]).code, 3);
}

#[cfg(all(unix, feature = "serve"))]
#[test]
fn it_can_be_served() {
    use std::io::{BufRead as _, BufReader};
    use std::process::Stdio;

    let folder = TempDir::new().unwrap();
    assert_eq!(run(folder.path(), &["new", "d"]).code, 0);
    let mut command = program();
    command.args(["--root", "d", "serve", "--port", "0"]).current_dir(folder.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let line = |stream: &mut dyn std::io::Read| BufReader::new(stream).lines().next().unwrap().unwrap();
    let said = line(child.stderr.as_mut().unwrap());
    let address = line(child.stdout.as_mut().unwrap());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(said.starts_with("3 entries: ") && !said.contains("warning"), "{said}");
    assert!(address.starts_with("http://127.0.0.1:"), "{address}");
}

#[test]
fn hosts_get_this_version_of_digestgen() {
    let version = env!("CARGO_PKG_VERSION");
    for (path, pinned) in [
        ("action.yml", format!("    default: \"{version}\"\n")),
        ("starter/with/github-pages/.github/workflows/pages.yml", format!("ref: v{version}\n")),
        ("starter/with/cloudflare/.github/workflows/cloudflare.yml", format!("ref: v{version}\n")),
        ("starter/with/netlify/netlify.toml", format!("pip install digestgen=={version} ")),
    ] {
        assert!(crate::guide::read(path).contains(&pinned), "{path} does not name version {version}");
    }
}
