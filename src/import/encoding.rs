//! Decodes the bytes of a file as text. The encoding is UTF-8 by default. A byte order mark, a line
//! `% Encoding: …` from JabRef, or bytes that are not valid UTF-8 can select another encoding. Every guess or
//! failure is reported.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::diagnostic::WithDiagnostics;
use crate::diagnostic::codes::import as codes;
use crate::place::SourcePath;

/// The number of bytes at the beginning of a file that are searched for an encoding.
const HEAD: usize = 1_000;

/// Decodes a file as text. If the bytes cannot be decoded, the text is empty and an error is reported.
pub fn decode(path: &SourcePath, bytes: Vec<u8>) -> WithDiagnostics<String> {
    let bytes = match String::from_utf8(bytes) {
        // UTF-16 text can be valid UTF-8 with zero bytes between the letters.
        Ok(text)
            if !text.starts_with('\u{FEFF}') && !text.as_bytes().iter().take(HEAD).any(|byte| *byte == 0) =>
        {
            return WithDiagnostics::new(text, Vec::new());
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let bytes = bytes.as_slice();
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(path, encoding, &bytes[mark..], false);
    }
    if let Some(encoding) = utf_16(bytes) {
        return with(path, encoding, bytes, false);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return WithDiagnostics::new(text.to_owned(), Vec::new());
    }
    if let Some(encoding) = named(bytes).filter(|encoding| *encoding != UTF_8) {
        return with(path, encoding, bytes, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    with(path, detector.guess(None, Utf8Detection::Deny), bytes, true)
}

fn with(
    path: &SourcePath,
    encoding: &'static Encoding,
    bytes: &[u8],
    is_guess: bool,
) -> WithDiagnostics<String> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => {
            let guess = is_guess.then(|| codes::guessed_encoding(path, encoding.name()));
            WithDiagnostics::new(text.into_owned(), guess.into_iter().collect())
        }
        None => WithDiagnostics::new(String::new(), vec![codes::undecodable_text(path, encoding.name())]),
    }
}

/// Detects UTF-16 without a byte order mark. In mostly Latin text, every second byte is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let most = head.len() / 2 * 7 / 10;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd > most && odd > 1 => Some(UTF_16LE),
        (even, 0) if even > most && even > 1 => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding in a line such as `% Encoding: ISO8859_1`. Java names and web names of encodings are accepted.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).into_owned();
    let (_, rest) = head.split_once("ncoding:")?;
    let name = rest.lines().next()?.trim().to_lowercase().replace('_', "-");
    let name = match name.strip_prefix("cp") {
        Some(page) => format!("windows-{page}"),
        None => name.replace("iso8859", "iso-8859"),
    };
    Encoding::for_label(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_named_or_found() {
        let check = |bytes: &[u8], text: &str, codes: &[&str]| {
            let read = decode(&SourcePath::new("a.bib"), bytes.to_vec());
            assert_eq!(read.value, text);
            assert_eq!(read.diagnostics.iter().map(|found| found.code.clone()).collect::<Vec<_>>(), codes);
        };
        check("Müller".as_bytes(), "Müller", &[]);
        check(b"\xEF\xBB\xBFM\xC3\xBCller", "Müller", &[]);
        check(b"\xFF\xFEM\0\xFC\0", "Mü", &[]);
        check(b"\xFE\xFF\0M\0\xFC", "Mü", &[]);
        check(b"T\0Y\0 \0 \0-\0", "TY  -", &[]);
        check(b"\0T\0Y\0 \0 \0-", "TY  -", &[]);
        check(b"% Encoding: ISO8859_1\nM\xFCller", "% Encoding: ISO8859_1\nMüller", &[]);
        check(b"% Encoding: Cp1251\n\xCC", "% Encoding: Cp1251\nМ", &[]);
        check(
            b"author = {J\xF6rg M\xFCller and Andr\xE9 Fran\xE7ois}",
            "author = {Jörg Müller and André François}",
            &["guessed-encoding"],
        );
        check(b"\xFF\xFE\x00\xD8", "", &["undecodable-text"]);
        check(b"", "", &[]);
    }
}
