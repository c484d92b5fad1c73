//! Reads names as they are printed below a title: from arXiv, Hugging Face, and RIS without commas. It
//! distinguishes groups from people, and removes footnote marks. [`super::names`] reads the syntax of BibTeX
//! names.

use super::imported_paper::Author;
use super::rich::{Piece, RichText, Style};
use super::tex::{self, TexMode};
use crate::paper::Name;

/// Last words of group names, in lower case. They can follow a space or a hyphen.
const GROUP_ENDS: [&str; 16] = [
    "collaboration",
    "collaborations",
    "consortium",
    "team",
    "group",
    "initiative",
    "project",
    "committee",
    "contributors",
    "authors",
    "laboratory",
    "university",
    "institute",
    "foundation",
    "association",
    "organization",
];

/// The same for words whose capitals matter: `Bo Ai` is a person.
const GROUP_ENDS_AS_WRITTEN: [&str; 8] = ["AI", "Inc", "Inc.", "Ltd", "Ltd.", "Lab", "Labs", "Research"];

/// Characters that mark an author for a footnote.
const MARKS: [char; 16] =
    ['*', '†', '‡', '§', '¶', '#', '∗', '⋆', '✉', '⁎', '∥', '‖', '⁺', '⁻', '\u{2709}', '\u{FE0F}'];

/// Reads one name in the form that arXiv and Hugging Face use. Returns `None` if it contains no letter, such as
/// the colon that arXiv lists after the name of a team.
pub fn parse_display_name(text: &str) -> Option<Author> {
    let text = plain(text, TexMode::Embedded);
    // The last item of a list that was split at commas still begins with `and`.
    let text = text.strip_prefix("and ").filter(|rest| !rest.starts_with("others")).unwrap_or(&text);
    let name = if is_group(text) { Name::literal(text) } else { Name::parse(text) };
    text.contains(char::is_alphanumeric).then(|| Author::from(name))
}

/// A name as plain text, without footnote marks.
pub fn plain(text: &str, mode: TexMode) -> String {
    if mode == TexMode::Full && !text.contains(['\\', '{', '$', '~', '`', '\'', '-', '<']) {
        return without_marks(&super::rich::folded(text)).to_owned();
    }
    let mut raised = 0_usize;
    let mut kept = RichText::default();
    for piece in tex::read(text, mode).0 {
        match piece {
            Piece::Open(Style::Raised) => raised += 1,
            Piece::Close(Style::Raised) => raised = raised.saturating_sub(1),
            Piece::Math(tex) if tex.trim_start_matches(['{', '}', ' ']).starts_with('^') => {}
            piece if raised == 0 => kept.0.push(piece),
            _ => {}
        }
    }
    without_marks(&kept.plain()).to_owned()
}

/// Removes the marks at the end of a name.
fn without_marks(name: &str) -> &str {
    let is_mark = |c: char| MARKS.contains(&c) || matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    // `Doe*, 1` has a comma between its marks.
    let trimmed = name.trim_end_matches(|c: char| is_mark(c) || c == ',' || c.is_whitespace());
    if trimmed.is_empty() || !name[trimmed.len()..].contains(is_mark) { name.trim() } else { trimmed }
}

/// Whether a name of several words belongs to a group. Only the first and last words are compared.
pub fn is_group(name: &str) -> bool {
    let Some(last) = name.rsplit([' ', '-']).next().filter(|last| last.len() < name.len()) else {
        return false;
    };
    GROUP_ENDS_AS_WRITTEN.contains(&last)
        || GROUP_ENDS.contains(&last.to_lowercase().as_str())
        || name.starts_with("Team ")
}

/// Reads a RIS name without a comma. Most programs write groups this way, but some also write people with
/// initials: `Doe JA`, `J. A. Doe`.
pub fn parse_without_comma(text: &str) -> Name {
    let text = plain(text, TexMode::Embedded);
    let words: Vec<&str> = text.split(' ').collect();
    let is_initial = |word: &&str| {
        let letters = word.trim_end_matches('.').split('.');
        word.contains('.') && letters.clone().all(|letter| letter.chars().filter(|c| *c != '-').count() <= 2)
    };
    match words.as_slice() {
        // `NASA` is a group, `Aristotle` is not.
        [one] if one.chars().any(char::is_lowercase) && !one.contains(|c: char| c.is_ascii_digit()) => {
            Name { family: text, ..Name::default() }
        }
        [first, .., last] if is_initial(first) && !is_initial(last) && !is_group(&text) => Name::parse(&text),
        [family @ .., initials]
            if !family.is_empty()
                && family.len() <= 2
                && (1..=3).contains(&initials.len())
                && initials.bytes().all(|byte| byte.is_ascii_uppercase())
                && family.iter().all(|word| word.chars().any(char::is_lowercase))
                && !is_group(&text) =>
        {
            let given: Vec<String> = initials.chars().map(|initial| format!("{initial}.")).collect();
            Name::parse(&format!("{}, {}", family.join(" "), given.join(" ")))
        }
        _ => Name::literal(&text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_no_parts_and_people_have() {
        let check = |text: &str, expected: [&str; 3], is_group: bool| {
            let name = parse_display_name(text).map(|author| author.name).unwrap_or_default();
            assert_eq!([name.given.as_str(), &name.particle, &name.family], expected, "{text}");
            assert_eq!(name.literal, is_group, "{text}");
        };
        check("Kimi Team", ["", "", "Kimi Team"], true);
        check("Team Olmo", ["", "", "Team Olmo"], true);
        check("Veuns-Team", ["", "", "Veuns-Team"], true);
        check("LG AI Research", ["", "", "LG AI Research"], true);
        check("o3 contributors", ["", "", "o3 contributors"], true);
        check("Bo Ai", ["Bo", "", "Ai"], false);
        check("Ann Lab", ["", "", "Ann Lab"], true);
        check("Xingyu", ["", "", "Xingyu"], false);
        check("and Lei Bai", ["Lei", "", "Bai"], false);
        check("Shuhan Song§", ["Shuhan", "", "Song"], false);
        check("Albert Einstein*†", ["Albert", "", "Einstein"], false);
        check("Ann Lee$^{1,2}$", ["Ann", "", "Lee"], false);
        check("Ann Lee\\textsuperscript{1,*}", ["Ann", "", "Lee"], false);
        check("Ann Lee¹²", ["Ann", "", "Lee"], false);
        check("Hai \"Helen\" Li", ["Hai \"Helen\"", "", "Li"], false);
        check("王 小明", ["小明", "", "王"], false);
        check("Ludwig van Beethoven", ["Ludwig", "van", "Beethoven"], false);
        assert!(parse_display_name(":").is_none());
        assert!(parse_display_name("*").is_none());
        assert!(parse_display_name("et al.").is_some_and(|author| author.name.is_et_al()));
        assert!(parse_display_name("and others").is_some_and(|author| author.name.is_et_al()));
    }

    #[test]
    fn names_without_commas() {
        let check = |text: &str, given: &str, family: &str, is_group: bool| {
            let name = parse_without_comma(text);
            assert_eq!((name.given.as_str(), name.family.as_str()), (given, family), "{text}");
            assert_eq!(name.literal, is_group, "{text}");
        };
        check("Doe JA", "J. A.", "Doe", false);
        check("van Doe J", "J.", "Doe", false);
        check("J. A. Doe", "J. A.", "Doe", false);
        check("J.-P. Serre", "J.-P.", "Serre", false);
        check("Aristotle", "", "Aristotle", false);
        check("NASA", "", "NASA", true);
        check("World Health Organization", "", "World Health Organization", true);
        check("Google DeepMind", "", "Google DeepMind", true);
        check("Mistral AI", "", "Mistral AI", true);
    }
}
