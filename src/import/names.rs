//! Reads names in the syntax of BibTeX and BibLaTeX, and in plain lists of people. It splits names into parts
//! and does not identify people.

use super::display_names;
use super::tex::{self, TexMode};
use crate::paper::{Name, is_suffix};

/// Reads a list of names that are separated by `and`. A name can have the form `First von Last`,
/// `von Last, First`, `von Last, Jr, First`, `{Literal}` or BibLaTeX's `family=…, given=…`. The word `others`
/// becomes [`others`].
pub fn bibtex(text: &str) -> Vec<Name> {
    let names = parts(text, Separator::And).into_iter().flat_map(|names| {
        // Some programs separate people with semicolons.
        parts(names, Separator::Semicolon)
    });
    let names = names.map(str::trim).filter(|name| !name.is_empty()).flat_map(parse_names);
    let mut names: Vec<Name> = names.filter(|name| !name.family.is_empty()).collect();
    for name in &mut names {
        if name.is_et_al() {
            *name = others();
        }
    }
    names
}

/// The mark at the end of a list that stands for further authors.
pub fn others() -> Name {
    Name::literal("and others")
}

/// Reads a list of places or publishers. BibLaTeX separates them in the same way as names.
pub fn list(text: &str) -> Vec<String> {
    let parts = parts(text, Separator::And).into_iter().map(plain);
    parts.filter(|part| !part.is_empty()).collect()
}

/// Reads one name, or several names with commas in place of `and`: `Ann Lee, Bo Li, Cy Wu`.
fn parse_names(text: &str) -> Vec<Name> {
    let commas = parts(text, Separator::Comma);
    let is_full = |part: &&str| {
        let words = parts(part, Separator::Space);
        words.len() > 1 && !words.iter().any(|word| is_small(word)) && !display_names::is_group(part)
    };
    if commas.len() > 2 && !text.contains('=') && commas.iter().all(is_full) {
        return commas.into_iter().map(parse_first_last).collect();
    }
    vec![parse_name(text)]
}

fn parse_name(text: &str) -> Name {
    let commas: Vec<&str> = parts(text, Separator::Comma).into_iter().map(str::trim).collect();
    if let Some(name) = parse_extended(&commas) {
        return name;
    }
    match commas.as_slice() {
        [all] if is_in_braces(all) => Name::literal(&plain(all)),
        [all] => parse_first_last(all),
        // `Google, Inc.` is a group, and `Google` is not a given name.
        [_, form] if matches!(*form, "Inc" | "Inc." | "Ltd" | "Ltd." | "LLC" | "GmbH") => {
            Name::literal(&plain(text))
        }
        [name, suffix] if is_suffix(&plain(suffix)) => {
            Name { suffix: plain(suffix), ..parse_first_last(name) }
        }
        [last, first] => with_last(last, "", first),
        [last, first, suffix] if is_suffix(&plain(suffix)) && !is_suffix(&plain(first)) => {
            with_last(last, suffix, first)
        }
        [last, suffix, first] => with_last(last, suffix, first),
        [last, suffix, rest @ ..] => with_last(last, suffix, &rest.join(" ")),
        [] => Name::default(),
    }
}

/// Whether the whole name is in braces and must not be split. Braces around a command belong to a letter:
/// `{\O}`.
fn is_in_braces(text: &str) -> bool {
    text.starts_with('{')
        && tex::closing_brace(text) == Some(text.len() - 1)
        && (!text.starts_with("{\\") || plain(text).contains(' '))
}

/// Reads `family={Doe}, given={Jane}, prefix={van}`, the syntax of BibLaTeX 3.
fn parse_extended(parts: &[&str]) -> Option<Name> {
    let (mut name, mut initials) = (Name::default(), String::new());
    for part in parts {
        let (key, value) = part.trim_matches('"').split_once('=')?;
        let slot = match key.trim().trim_matches('"') {
            "family" => &mut name.family,
            "given" => &mut name.given,
            "prefix" => &mut name.particle,
            "suffix" => &mut name.suffix,
            "given-i" => &mut initials,
            // These keys are initials of other parts, or options such as `useprefix`.
            key if key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') => continue,
            _ => return None,
        };
        *slot = plain(value.trim().trim_matches('"'));
    }
    if name.given.is_empty() {
        name.given = initials;
    }
    (!name.family.is_empty()).then_some(name)
}

/// Reads `First von Last`. The particle begins at the first word in lower case and ends at the last such word
/// before the final word.
fn parse_first_last(text: &str) -> Name {
    let words = parts(text, Separator::Space);
    let last = words.len().saturating_sub(1);
    let start = (0..last).find(|at| is_small(words[*at])).unwrap_or(last);
    let after = (start..last).rev().find(|at| is_small(words[*at])).map_or(start, |at| at + 1);
    if words.len() > 1 && start == after && !words[last].starts_with('{') {
        let whole = plain(text);
        if display_names::is_group(&whole) {
            return Name::literal(&whole);
        }
        // BibTeX allows a suffix only after a comma, but many files have it without one. In East Asian writing
        // the family name comes first.
        let name = Name::parse(&whole);
        if !name.suffix.is_empty() || words.len() == 2 && name.display() != whole {
            return name;
        }
    }
    with_suffix(Name {
        family: plain(&words[after..].join(" ")),
        given: plain(&words[..start].join(" ")),
        particle: plain(&words[start..after].join(" ")),
        ..Name::default()
    })
}

fn with_last(last: &str, suffix: &str, first: &str) -> Name {
    let words = parts(last, Separator::Space);
    let after = (0..words.len().saturating_sub(1)).rev().find(|at| is_small(words[*at]));
    let after = after.filter(|_| is_small(words[0])).map_or(0, |at| at + 1);
    with_suffix(Name {
        family: plain(&words[after..].join(" ")),
        given: plain(first),
        particle: plain(&words[..after].join(" ")),
        suffix: plain(suffix),
        literal: false,
    })
}

/// Separates a suffix from the family name: `King Jr., Martin`, `{King, Jr.}`.
fn with_suffix(mut name: Name) -> Name {
    if name.suffix.is_empty()
        && let Some((family, suffix)) = name.family.rsplit_once(' ')
        && is_suffix(suffix)
    {
        (name.family, name.suffix) = (family.trim_end_matches(',').to_owned(), suffix.to_owned());
    }
    name
}

/// Whether the first letter of a word outside braces is in lower case. Text in braces has no case.
fn is_small(word: &str) -> bool {
    if word.starts_with("{\\") {
        return plain(word).chars().next().is_some_and(char::is_lowercase);
    }
    !word.starts_with('{') && plain(word).chars().next().is_some_and(char::is_lowercase)
}

fn plain(text: &str) -> String {
    display_names::plain(text, TexMode::Full)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    And,
    Comma,
    Semicolon,
    Space,
}

impl Separator {
    fn is(self, c: char) -> bool {
        matches!((self, c), (Self::Comma, ',') | (Self::Semicolon, ';'))
    }
}

/// Splits a text at the separator, but not inside braces. `Space` also splits at ties.
fn parts(text: &str, separator: Separator) -> Vec<&str> {
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
            ',' | ';' if depth == 0 && separator.is(c) => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ if space && separator == Separator::Space => {
                if at > start {
                    parts.push(&text[start..at]);
                }
                start = at + c.len_utf8();
            }
            _ if space && separator == Separator::And => {
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
        check("First {Last}", &[["First", "", "Last", ""]]);
        check("Johan {DeKleer} and Vuli{\\'c}", &[["Johan", "", "DeKleer", ""], ["", "", "Vulić", ""]]);
        check("Ivan Vuli{\\'c}", &[["Ivan", "", "Vulić", ""]]);
        check("Gabriel {Garc{\\'i}a M{\\'a}rquez}", &[["Gabriel", "", "García Márquez", ""]]);
        check("Garc{\\'i}a M{\\'a}rquez, Gabriel", &[["Gabriel", "", "García Márquez", ""]]);
        check("King Jr., Martin Luther", &[["Martin Luther", "", "King", "Jr."]]);
        check("Gates, William Henry, III", &[["William Henry", "", "Gates", "III"]]);
        check("Sammy Davis, Jr.", &[["Sammy", "", "Davis", "Jr."]]);
        check("{Davis, Jr.}, Sammy", &[["Sammy", "", "Davis", "Jr."]]);
        check("Albert Einstein*$^{\\dag}$", &[["Albert", "", "Einstein", ""]]);
        check("Einstein\\textsuperscript{1,2}, Albert", &[["Albert", "", "Einstein", ""]]);
        check("Jane Doe\\thanks{Supported by NSF.}", &[["Jane", "", "Doe", ""]]);
        check("Doe, Jane; Roe, Ann", &[["Jane", "", "Doe", ""], ["Ann", "", "Roe", ""]]);
        check("Ann Lee, Bo Li, Cy Wu", &[["Ann", "", "Lee", ""], ["Bo", "", "Li", ""], ["Cy", "", "Wu", ""]]);
        check("family=Duchamp, given-i={Ph}, useprefix=true", &[["Ph", "", "Duchamp", ""]]);
        check("王 小明 and 王, 小明", &[["小明", "", "王", ""], ["小明", "", "王", ""]]);
        check("The ATLAS Collaboration", &[["", "", "The ATLAS Collaboration", ""]]);
        check("{Google, Inc.}", &[["", "", "Google, Inc.", ""]]);
        check("{\\TeX\\ Users Group}", &[["", "", "TeX Users Group", ""]]);
        check("Jane Doe and {and others}", &[["Jane", "", "Doe", ""], ["", "", "and others", ""]]);
        check(
            "O'Brien, Pat and d'Alembert, Jean",
            &[["Pat", "", "O'Brien", ""], ["Jean", "", "d'Alembert", ""]],
        );
        check("and and", &[]);
        check("{", &[]);
        assert!(bibtex("{NASA}")[0].literal);
        assert!(!bibtex("{\\'E}")[0].literal);
    }
}
