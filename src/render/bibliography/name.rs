//! People's names as bibliographies write them.

use super::tex::escaped;
use crate::paper::Name;

/// A name as BibTeX reads it: `von Last, Jr, First`; one without parts in braces.
pub fn bibtex(name: &Name) -> String {
    if name.is_et_al() {
        return "others".to_string();
    }
    if name.literal {
        let name = escaped(&name.family);
        // Behind a brace a backslash would begin what BibTeX calls a special character.
        return if name.starts_with('\\') { format!("{{{{{name}}}}}") } else { format!("{{{name}}}") };
    }
    let family = braced(&name.family, name.given.is_empty());
    let particle = match name.particle.as_str() {
        "" => String::new(),
        particle => format!("{} ", escaped(particle)),
    };
    let given = if name.given.is_empty() { String::new() } else { braced(&name.given, false) };
    match (name.suffix.as_str(), given.as_str()) {
        ("", "") => format!("{particle}{family}"),
        ("", given) => format!("{particle}{family}, {given}"),
        (suffix, "") => format!("{particle}{family}, {}, {{}}", escaped(suffix)),
        (suffix, given) => format!("{particle}{family}, {}, {given}", escaped(suffix)),
    }
}

/// Part of a name, in braces where BibTeX would take it apart: at a comma, at `and`, before a small
/// letter, which begins a particle, and anywhere in a family name that stands alone.
fn braced(part: &str, is_alone: bool) -> String {
    let words = || part.split_whitespace();
    let has_joint = part.contains([',', ';']) || words().any(|word| word.eq_ignore_ascii_case("and"));
    let has_small = words().any(|word| word.chars().next().is_some_and(char::is_lowercase));
    let is_split = has_joint || has_small || is_alone && words().nth(1).is_some();
    if is_split { format!("{{{}}}", escaped(part)) } else { escaped(part) }
}

/// A name as RIS has it: `von Last, First, Jr`. A comma after the name of a group keeps programs from taking it
/// for a person's.
pub fn ris(name: &Name) -> String {
    if name.literal && !name.family.contains(',') {
        return format!("{},", name.family);
    }
    let family = name.full_family();
    match (name.given.as_str(), name.suffix.as_str()) {
        ("", "") => family,
        (given, "") => format!("{family}, {given}"),
        (given, suffix) => format!("{family}, {given}, {suffix}"),
    }
}

/// A name as APA has it: `von Last, F. M., Jr.`
pub fn apa(name: &Name) -> String {
    if name.literal || name.given.is_empty() && name.suffix.is_empty() {
        return name.full_family();
    }
    let name = Name { given: initials(&name.given), literal: false, ..name.clone() };
    ris(&name)
}

/// `Jean-Paul Marie` as `J.-P. M.`; names in scripts without capitals stay whole.
pub fn initials(given: &str) -> String {
    if !given.chars().any(|c| c.is_uppercase() || c.is_lowercase()) {
        return given.to_owned();
    }
    let word = |word: &str| {
        let parts = word.split(['-', '‐']).filter_map(|part| part.chars().find(|c| c.is_alphabetic()));
        parts.map(|first| format!("{first}.")).collect::<Vec<_>>().join("-")
    };
    // `J.R.R.` is three names without space between them.
    let spaced = given.replace('.', ". ").replace(". -", ".-");
    spaced.split_whitespace().map(word).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_each_format() {
        let check = |parts: [&str; 4], expected: [&str; 3]| {
            let [given, particle, family, suffix] = parts.map(str::to_owned);
            let name = Name { family, given, particle, suffix, literal: false };
            assert_eq!([bibtex(&name), ris(&name), apa(&name)], expected.map(str::to_owned), "{parts:?}");
        };
        check(["Ada", "", "Lovelace", ""], ["Lovelace, Ada", "Lovelace, Ada", "Lovelace, A."]);
        check(["Jan", "van der", "Berg", ""], ["van der Berg, Jan", "van der Berg, Jan", "van der Berg, J."]);
        check(
            ["Martin Luther", "", "King", "Jr."],
            ["King, Jr., Martin Luther", "King, Martin Luther, Jr.", "King, M. L., Jr."],
        );
        check(
            ["José", "", "Ortega y Gasset", ""],
            ["{Ortega y Gasset}, José", "Ortega y Gasset, José", "Ortega y Gasset, J."],
        );
        check(["", "", "李明", ""], ["李明", "李明", "李明"]);
        check(["明", "", "李", ""], ["李, 明", "李, 明", "李, 明"]);
        check(["", "", "Two IntroPart", ""], ["{Two IntroPart}", "Two IntroPart", "Two IntroPart"]);
        check(["A & B", "", "C_D", ""], ["C\\_D, A \\& B", "C_D, A & B", "C_D, A. B."]);
        check(["J.R.R.", "", "Tolkien", ""], ["Tolkien, J.R.R.", "Tolkien, J.R.R.", "Tolkien, J. R. R."]);
        check(["Jean-Paul", "", "Sartre", ""], ["Sartre, Jean-Paul", "Sartre, Jean-Paul", "Sartre, J.-P."]);
    }

    #[test]
    fn a_group_has_no_parts() {
        let name = Name::literal("Barnes and Noble, Inc.");
        assert_eq!(
            [bibtex(&name), ris(&name), apa(&name)],
            ["{Barnes and Noble, Inc.}", "Barnes and Noble, Inc.", "Barnes and Noble, Inc."]
        );
    }
}
