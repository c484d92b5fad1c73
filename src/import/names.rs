//! Names as BibTeX and BibLaTeX write them, and as plain lists of people do.
//! Takes them apart; knows no person.

use super::imported_paper::Author;
use super::tex::{self, TexMode};
use crate::paper::Name;

/// Words that end the name of a group.
const GROUPS: [&str; 8] =
    ["collaboration", "collaborations", "consortium", "team", "group", "initiative", "project", "committee"];

/// Reads a list of names: `First von Last`, `von Last, First`, `von Last, Jr, First`, `{Literal}` or
/// BibLaTeX's `family=…, given=…`, with `and` between them.
pub fn bibtex(text: &str) -> Vec<Name> {
    let names = parts(text, Separator::And).into_iter().map(str::trim).filter(|name| !name.is_empty());
    let names =
        names.map(|name| if name == "others" { Name::literal("and others") } else { parse_name(name) });
    names.filter(|name| !name.family.is_empty()).collect()
}

/// Reads a list of places or publishers, which BibLaTeX parts as it parts names.
pub fn list(text: &str) -> Vec<String> {
    let parts = parts(text, Separator::And).into_iter().map(plain);
    parts.filter(|part| !part.is_empty()).collect()
}

/// Reads one name as arXiv and Hugging Face write it. None for one without a letter, such as the
/// colon that arXiv lists behind the name of a team.
pub fn parse_display_name(text: &str) -> Option<Author> {
    let text = tex::read(text, TexMode::Embedded).plain();
    if !text.contains(char::is_alphanumeric) {
        return None;
    }
    let last = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let group = text.contains(' ') && GROUPS.contains(&last.as_str());
    Some(Author::from(if group { Name::literal(&text) } else { Name::parse(&text) }))
}

fn parse_name(text: &str) -> Name {
    let commas: Vec<&str> = parts(text, Separator::Comma).into_iter().map(str::trim).collect();
    if let Some(name) = parse_extended(&commas) {
        return name;
    }
    match commas.as_slice() {
        [all] if tex::closing_brace(all) == Some(all.len() - 1) && !all.starts_with("{\\") => {
            Name::literal(&plain(all))
        }
        [all] => parse_first_last(all),
        [last, first] => with_last(last, "", first),
        [last, suffix, first] => with_last(last, suffix, first),
        [last, suffix, rest @ ..] => with_last(last, suffix, &rest.join(" ")),
        [] => Name::default(),
    }
}

/// `family={Doe}, given={Jane}, prefix={van}`, as BibLaTeX 3 has it.
fn parse_extended(parts: &[&str]) -> Option<Name> {
    let mut name = Name::default();
    for part in parts {
        let (key, value) = part.split_once('=')?;
        let slot = match key.trim().trim_matches('"') {
            "family" => &mut name.family,
            "given" => &mut name.given,
            "prefix" => &mut name.particle,
            "suffix" => &mut name.suffix,
            "given-i" | "family-i" | "prefix-i" | "suffix-i" | "useprefix" | "juniorcomma" => continue,
            _ => return None,
        };
        *slot = plain(value.trim().trim_matches('"'));
    }
    (!name.family.is_empty()).then_some(name)
}

/// `First von Last`: the particle goes from the first small word to the last but one.
fn parse_first_last(text: &str) -> Name {
    let words = parts(text, Separator::Space);
    let last = words.len().saturating_sub(1);
    let start = (0..last).find(|at| is_small(words[*at])).unwrap_or(last);
    let behind = (start..last).rev().find(|at| is_small(words[*at])).map_or(start, |at| at + 1);
    if words.len() > 1 && start == behind {
        // BibTeX has no suffix without a comma, but people write it so.
        let name = Name::parse(&plain(text));
        if !name.suffix.is_empty() {
            return name;
        }
    }
    Name {
        family: plain(&words[behind..].join(" ")),
        given: plain(&words[..start].join(" ")),
        particle: plain(&words[start..behind].join(" ")),
        ..Name::default()
    }
}

fn with_last(last: &str, suffix: &str, first: &str) -> Name {
    let words = parts(last, Separator::Space);
    let behind = (0..words.len().saturating_sub(1)).rev().find(|at| is_small(words[*at]));
    let behind = behind.filter(|_| is_small(words[0])).map_or(0, |at| at + 1);
    Name {
        family: plain(&words[behind..].join(" ")),
        given: plain(first),
        particle: plain(&words[..behind].join(" ")),
        suffix: plain(suffix),
        literal: false,
    }
}

/// Whether a word's first letter outside braces is a small one. What stands in braces has no case.
fn is_small(word: &str) -> bool {
    if word.starts_with("{\\") {
        return plain(word).chars().next().is_some_and(char::is_lowercase);
    }
    !word.starts_with('{') && plain(word).chars().next().is_some_and(char::is_lowercase)
}

fn plain(text: &str) -> String {
    tex::read(text, TexMode::Full).plain()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    And,
    Comma,
    Space,
}

/// Cuts a text where nothing is open: at commas, at white space (and ties), or at `and`.
fn parts(text: &str, cut: Separator) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut escaped) = (Vec::new(), 0, 0_usize, false);
    let mut word = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if escaped {
            escaped = false;
            continue;
        }
        let space = (c.is_whitespace() || c == '~') && depth == 0;
        match c {
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && cut == Separator::Comma => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ if space && cut == Separator::Space => {
                if at > start {
                    parts.push(&text[start..at]);
                }
                start = at + c.len_utf8();
            }
            _ if space && cut == Separator::And => {
                if text[word..at].eq_ignore_ascii_case("and") {
                    parts.push(&text[start..word]);
                    start = at;
                }
                word = at + c.len_utf8();
            }
            _ => {}
        }
    }
    if start < text.len() {
        parts.push(&text[start..]);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_bibtex() {
        let check = |text: &str, expected: &[[&str; 4]]| {
            let names = bibtex(text);
            let parts: Vec<[&str; 4]> =
                names.iter().map(|n| [n.given.as_str(), &n.particle, &n.family, &n.suffix]).collect();
            assert_eq!(parts, expected, "{text}");
        };
        check("Donald E. Knuth", &[["Donald E.", "", "Knuth", ""]]);
        check(
            "Knuth, Donald E. and Lamport, Leslie",
            &[["Donald E.", "", "Knuth", ""], ["Leslie", "", "Lamport", ""]],
        );
        check("van Gennep, Arnold", &[["Arnold", "van", "Gennep", ""]]);
        check(
            "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
            &[["Charles Louis Xavier Joseph", "de la", "Vallée Poussin", ""]],
        );
        check("King, Jr., Martin Luther", &[["Martin Luther", "", "King", "Jr."]]);
        check("Martin Luther King Jr.", &[["Martin Luther", "", "King", "Jr."]]);
        check(
            "{Barnes and Noble} and Aristotle",
            &[["", "", "Barnes and Noble", ""], ["", "", "Aristotle", ""]],
        );
        check("V{\\'a}zques{ de }Parga, Luis", &[["Luis", "", "Vázques de Parga", ""]]);
        check("{\\'E}mile Zola", &[["Émile", "", "Zola", ""]]);
        check("{\\O}ystein Ore", &[["Øystein", "", "Ore", ""]]);
        check("Jane {de}~Wit", &[["Jane de", "", "Wit", ""]]);
        check("family=Beethoven, given={Ludwig}, prefix=van", &[["Ludwig", "van", "Beethoven", ""]]);
        check("A\nand\nB and others", &[["", "", "A", ""], ["", "", "B", ""], ["", "", "and others", ""]]);
        check("and and", &[]);
        check("{", &[]);
        assert!(bibtex("{NASA}")[0].literal);
        assert!(!bibtex("{\\'E}")[0].literal);
    }
}
