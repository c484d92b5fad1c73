//! The files of a folder, for tests that compare folders.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file in a folder and below, by its path from there, with `/` between the parts. A folder that
/// does not exist has no files. Links are read as what they lead to.
#[track_caller]
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// The files of an output folder, without digestgen's own list of them.
#[track_caller]
pub fn output(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = files(folder);
    files.remove(".digestgen-manifest");
    files
}

/// Every text file in a folder and below, by its path from there.
#[track_caller]
pub fn texts(folder: &Path) -> BTreeMap<String, String> {
    let files = files(folder).into_iter();
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}
