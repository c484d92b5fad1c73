//! Compares a file on disk with new content. Reads in pieces, so that memory use does not grow with the files. Does not
//! follow symbolic links at the file itself.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::Content;

/// Most pages fit in one piece, and two pieces fit on the stack.
const PIECE: usize = 16 * 1024;

/// Whether the file exists with exactly these bytes. False if it cannot be read: it is then written again, and that
/// reports the error.
pub(super) fn holds(file: &Path, content: Content<'_>) -> bool {
    match fs::symlink_metadata(file) {
        Ok(found) if found.is_file() && found.len() == content.size() => {}
        _ => return false,
    }
    let same = File::open(file).and_then(|old| match content {
        Content::Bytes(bytes) => same_bytes(old, bytes),
        Content::File { path, .. } => same_files(old, File::open(path)?),
    });
    same.unwrap_or(false)
}

fn same_bytes(mut old: File, mut bytes: &[u8]) -> io::Result<bool> {
    let mut piece = [0; PIECE];
    while !bytes.is_empty() {
        let read = fill(&mut old, &mut piece)?;
        match bytes.split_at_checked(read) {
            Some((head, rest)) if read > 0 && head == &piece[..read] => bytes = rest,
            _ => return Ok(false),
        }
    }
    Ok(true)
}

fn same_files(mut old: File, mut new: File) -> io::Result<bool> {
    let (mut left, mut right) = ([0; PIECE], [0; PIECE]);
    loop {
        let read = fill(&mut old, &mut left)?;
        if read != fill(&mut new, &mut right)? || left[..read] != right[..read] {
            return Ok(false);
        }
        if read < PIECE {
            return Ok(true);
        }
    }
}

/// Reads until the piece is full or the file ends; returns how much was read.
fn fill(file: &mut File, piece: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < piece.len() {
        match file.read(&mut piece[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
