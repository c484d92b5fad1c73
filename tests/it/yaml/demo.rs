//! The demo in YAML is the demo, byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::convert::to_yaml;
use crate::site::site;

/// The files of the demo's content, by their paths.
fn content() -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> = vec![root.join("content")];
    let mut files = BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn built(content: &BTreeMap<String, Vec<u8>>, theme: &str) -> BTreeMap<String, Vec<u8>> {
    let config = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("config.toml")).unwrap();
    let mut site = site("");
    let line = config.lines().find(|line| line.starts_with("theme =")).unwrap();
    site.write("config.toml", config.replace(line, &format!("theme = \"{theme}\"")));
    for (path, bytes) in content {
        site.write(path, bytes);
    }
    let theme_files = Path::new(env!("CARGO_MANIFEST_DIR")).join("static");
    assert!(!theme_files.exists(), "the demo has no static files that the test would have to copy");
    site.future().build().fine().files
}

#[test]
fn the_demo_in_yaml_builds_the_same_bytes() {
    let toml = content();
    let mut count = 0;
    let yaml = toml.iter().map(|(path, bytes)| {
        let converted = path.ends_with(".md").then(|| to_yaml(std::str::from_utf8(bytes).unwrap()).unwrap());
        count += usize::from(converted.is_some());
        (path.clone(), converted.map_or_else(|| bytes.clone(), String::into_bytes))
    });
    let yaml: BTreeMap<_, _> = yaml.collect();
    assert!(count > 60, "{count}");
    for theme in ["default", "plain"] {
        let (one, other) = (built(&toml, theme), built(&yaml, theme));
        assert_eq!(one.len(), other.len());
        let differ: Vec<_> = one.iter().filter(|(path, bytes)| other.get(*path) != Some(*bytes)).collect();
        let names: Vec<_> = differ.iter().map(|(path, _)| path).collect();
        assert!(names.is_empty(), "{theme}: {names:?}");
    }
}
