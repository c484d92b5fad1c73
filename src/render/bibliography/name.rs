//! Writes names of people in the forms that bibliographies use. It does not read names.

use super::tex::escaped;
use crate::paper::Name;

/// A name in BibTeX syntax: `von Last, Jr, First`. A name without parts is in braces.
pub fn bibtex(name: &Name) -> String {
    if name.is_et_al() {
        return "others".to_string();
    }
    if name.literal {
        let name = escaped(&name.family);
        // A backslash after one opening brace would begin a special character of BibTeX.
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

/// A part of a name. It is in braces if BibTeX would split it: at a comma, at `and`, or before a word in lower
/// case, which begins a particle. A family name without other parts is also in braces if it has several words.
fn braced(part: &str, is_alone: bool) -> String {
    let words = || part.split_whitespace();
    let has_joint = part.contains([',', ';']) || words().any(|word| word.eq_ignore_ascii_case("and"));
    let has_small = words().any(|word| word.chars().next().is_some_and(char::is_lowercase));
    let is_split = has_joint || has_small || is_alone && words().nth(1).is_some();
    if is_split { format!("{{{}}}", escaped(part)) } else { escaped(part) }
}

/// A name in RIS syntax: `von Last, First, Jr`. The name of a group ends with a comma, so that programs do not
/// read it as the name of a person.
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

/// A name in APA style: `von Last, F. M., Jr.`
pub fn apa(name: &Name) -> String {
    if name.literal || name.given.is_empty() && name.suffix.is_empty() {
        return name.full_family();
    }
    let name = Name { given: initials(&name.given), literal: false, ..name.clone() };
    ris(&name)
}

/// The initials of given names: `Jean-Paul Marie` becomes `J.-P. M.` Names in scripts without capitals are
/// unchanged.
pub fn initials(given: &str) -> String {
    if !given.chars().any(|c| c.is_uppercase() || c.is_lowercase()) {
        return given.to_owned();
    }
    let word = |word: &str| {
        let parts = word.split(['-', '‐']).filter_map(|part| part.chars().find(|c| c.is_alphabetic()));
        parts.map(|first| format!("{first}.")).collect::<Vec<_>>().join("-")
    };
    // `J.R.R.` stands for three names that are not separated by spaces.
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
