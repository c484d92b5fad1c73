//! COinS: a paper in a row of a list as reference managers read it (OpenURL 1.0 in key/value form,
//! ANSI/NISO Z39.88-2004). Zotero offers to save every one it finds on a page.

use std::fmt::Write as _;

use super::metadata::{Cited, Work, inverted};
use crate::view::Card;

/// A paper with more authors than this and with a DOI is written without authors: hundreds of names would be most of
/// each list, and some of them would make a citation that is wrong. Zotero looks a paper without authors up by its
/// DOI, where all of them are listed.
const MAX_AUTHORS: usize = 20;

/// An empty element whose title contains the paper; nothing if it was withdrawn.
pub fn span(card: &Card) -> String {
    if card.withdrawn {
        return String::new();
    }
    let cited = Cited::of(card);
    let looked_up = card.registered_doi().filter(|_| card.names.len() > MAX_AUTHORS);
    let names = if looked_up.is_some() { &[] } else { &*card.names };
    let mut span = Span(String::with_capacity(256 + 28 * names.len()));
    span.0.push_str("<span class=\"Z3988\" title=\"ctx_ver=Z39.88-2004");
    let (format, title) = match cited.work {
        Work::Thesis => ("dissertation", "title"),
        Work::Book | Work::Report => ("book", "btitle"),
        Work::Chapter | Work::Conference => ("book", "atitle"),
        Work::Journal | Work::Preprint | Work::Other(_) => ("journal", "atitle"),
    };
    // Written as it is, since every parser reads it so and a list has a hundred of these.
    span.0.push_str("&rft_val_fmt=info:ofi/fmt:kev:mtx:");
    span.0.push_str(format);
    match cited.work {
        Work::Book => span.add("genre", "book"),
        Work::Report => span.add("genre", "report"),
        Work::Chapter => span.add("genre", "bookitem"),
        Work::Conference => span.add("genre", "proceeding"),
        Work::Thesis | Work::Journal | Work::Preprint | Work::Other(_) => {}
    }
    span.add(title, &card.title_plain);
    let container = if format == "book" { "btitle" } else { "jtitle" };
    if let Some(name) = cited.container() {
        span.add(container, name);
    }
    for (key, variable) in
        [("volume", "volume"), ("issue", "issue"), ("issn", "ISSN"), ("isbn", "ISBN"), ("pub", "publisher")]
    {
        if let Some(value) = cited.text(variable) {
            span.add(key, value);
        }
    }
    if let Some((first, last)) = cited.pages() {
        span.add("spage", &first);
        if let Some(last) = &last {
            span.add("epage", last);
        }
    }
    for author in names {
        let key = if author.name.literal { "aucorp" } else { "au" };
        span.add(key, &inverted(author));
    }
    if let Some(date) = &card.published {
        span.add("date", date);
    }
    if let Some(doi) = looked_up.as_deref().or(card.doi.as_deref()) {
        span.0.push_str("&rft_id=info:doi/");
        encode(doi, &mut span.0);
    }
    if let Some(address) = card.address_of_paper().filter(|address| address.starts_with("http")) {
        span.0.push_str("&rft_id=");
        encode(address, &mut span.0);
    }
    span.0.push_str("\"></span>");
    span.0
}

struct Span(String);

impl Span {
    /// Adds a key of the paper (`rft.`). The bare `&` is HTML (WHATWG, 13.2.5.73): a few letters and no semicolon follow
    /// it.
    fn add(&mut self, key: &str, value: &str) {
        for part in ["&rft.", key, "="] {
            self.0.push_str(part);
        }
        encode(value, &mut self.0);
    }
}

/// Adds a text, encoded for the query of a URL.
fn encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b',' | b':' | b'/' => {
                into.push(byte as char);
            }
            b' ' | b'\n' | b'\t' | b'\r' => into.push('+'),
            _ => {
                let _ = write!(into, "%{byte:02X}");
            }
        }
    }
}
