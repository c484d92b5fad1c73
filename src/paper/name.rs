//! Names of people as written in entries. Splits them into family and given names.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::describe::described;

described! {
    /// A name in the parts that citation formats distinguish (CSL 1.0.2 name variables).
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
    pub struct Name {
        /// The family name, or the whole name if it has no parts.
        pub family: String,
        /// Given names.
        pub given: String,
        /// Particle before the family name, ignored for sorting: `van der`.
        pub particle: String,
        /// Suffix after the name: `Jr.`
        pub suffix: String,
        /// Whether the name has no parts, such as the name of a group.
        pub literal: bool,
    }
}

const SUFFIXES: [&str; 7] = ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];

impl Name {
    /// Reads `Given Family`, `Family, Given`, `Family, Suffix, Given` or `{Literal}`.
    ///
    /// ```
    /// use digestgen::paper::Name;
    ///
    /// let name = Name::parse("Ludwig van Beethoven");
    /// assert_eq!((name.given.as_str(), name.particle.as_str()), ("Ludwig", "van"));
    /// assert_eq!(name.family, "Beethoven");
    /// assert_eq!(Name::parse("King, Jr., Martin Luther").display(), "Martin Luther King Jr.");
    /// // Braces keep a name in one piece.
    /// assert!(Name::parse("{Google DeepMind}").literal);
    /// ```
    pub fn parse(text: &str) -> Self {
        let text = fold(text);
        if let Some(literal) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            return Self::literal(literal.trim());
        }
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        match parts.as_slice() {
            [family, suffix, given] if is_suffix(suffix) => Self::with_family(family, given, suffix),
            [family, given, suffix] if is_suffix(suffix) => Self::with_family(family, given, suffix),
            [family, suffix] if is_suffix(suffix) => {
                let mut name = Self::natural(family);
                name.suffix = (*suffix).to_string();
                name
            }
            [family, given] => Self::with_family(family, given, ""),
            [name] => Self::natural(name),
            _ => Self::literal(&text),
        }
    }

    /// A name without parts.
    pub fn literal(text: &str) -> Self {
        Self { family: fold(text), literal: true, ..Self::default() }
    }

    fn with_family(family: &str, given: &str, suffix: &str) -> Self {
        let (particle, family) = split_particle(family);
        Self { family, given: given.to_string(), particle, suffix: suffix.to_string(), literal: false }
    }

    fn natural(text: &str) -> Self {
        let mut words: Vec<&str> = text.split(' ').collect();
        let suffix = match words.as_slice() {
            [_, _, .., last] if is_suffix(last) => words.pop().unwrap_or_default(),
            _ => "",
        };
        // The family name begins at the first lower-case word behind a given name: `Ludwig van Beethoven`.
        if let [family, given] = words.as_slice()
            && is_east_asian(family)
            && is_east_asian(given)
        {
            return Self { family: (*family).to_owned(), given: (*given).to_owned(), ..Self::default() };
        }
        let small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
        let last = words.len().saturating_sub(1);
        let start = (1..last).find(|at| small(&words[*at])).unwrap_or(last);
        Self::with_family(&words[start..].join(" "), &words[..start].join(" "), suffix)
    }

    /// Whether this is no name but says that there are more people: `others`, `et al.`
    pub fn is_et_al(&self) -> bool {
        let has_parts = [&self.given, &self.particle, &self.suffix].iter().any(|part| !part.is_empty());
        // BibTeX files hold `and others` as one name, too.
        let spoken = if has_parts { self.display() } else { self.family.clone() };
        let spoken = spoken.trim_matches(['{', '}', '.', ' ']).to_lowercase();
        matches!(spoken.as_str(), "others" | "and others" | "et al" | "et al.")
    }

    /// As it is spoken: `Ludwig van Beethoven`, `Martin Luther King Jr.`; in Chinese, Japanese and Korean
    /// writing the family name comes first.
    pub fn display(&self) -> String {
        if is_east_asian(&self.family) && is_east_asian(&self.given) {
            return format!("{}{}", self.family, self.given);
        }
        let parts = [&self.given, &self.particle, &self.family, &self.suffix];
        let mut name = String::new();
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            let space = if name.is_empty() { "" } else { " " };
            let _ = write!(name, "{space}{part}");
        }
        name
    }

    /// The family name with its particle: `van Beethoven`.
    pub fn full_family(&self) -> String {
        match self.particle.as_str() {
            "" => self.family.clone(),
            particle => format!("{particle} {}", self.family),
        }
    }

    /// The name in the order of an index: `Beethoven, Ludwig van`, `King, Martin Luther, Jr.`
    pub fn inverted(&self) -> String {
        let given = [&self.given, &self.particle].into_iter().filter(|part| !part.is_empty());
        let given = given.map(String::as_str).collect::<Vec<_>>().join(" ");
        let parts = [&self.family, &given, &self.suffix].into_iter().filter(|part| !part.is_empty());
        parts.map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// Whether a name is written in Chinese characters, kana or Hangul throughout.
fn is_east_asian(name: &str) -> bool {
    let is_one = |c| matches!(c, '\u{3005}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{20000}'..='\u{2FFFF}');
    !name.is_empty() && name.chars().all(is_one)
}

/// Whether a word stands behind names of people: `Jr.`, `III`.
pub fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word.to_lowercase().as_str())
}

fn split_particle(family: &str) -> (String, String) {
    let words: Vec<&str> = family.split(' ').collect();
    let small = words.iter().take(words.len().saturating_sub(1));
    let small = small.take_while(|word| word.chars().next().is_some_and(char::is_lowercase)).count();
    (words[..small].join(" "), words[small..].join(" "))
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn names_stand_in_an_index_by_family() {
        let check = |text: &str, inverted: &str| assert_eq!(Name::parse(text).inverted(), inverted);
        check("Ada Lovelace", "Lovelace, Ada");
        check("Ludwig van Beethoven", "Beethoven, Ludwig van");
        check("Martin Luther King Jr.", "King, Martin Luther, Jr.");
        check("{Google DeepMind}", "Google DeepMind");
        check("李明", "李明");
    }

    #[test]
    fn names_are_taken_apart() {
        let check = |text: &str, parts: [&str; 4], display: &str| {
            let name = Name::parse(text);
            assert_eq!([name.given.as_str(), &name.particle, &name.family, &name.suffix], parts, "{text}");
            assert_eq!(name.display(), display);
        };
        check("Ada Lovelace", ["Ada", "", "Lovelace", ""], "Ada Lovelace");
        check("Lovelace, Ada", ["Ada", "", "Lovelace", ""], "Ada Lovelace");
        check("J. Zico Kolter", ["J. Zico", "", "Kolter", ""], "J. Zico Kolter");
        check("Ludwig van  Beethoven", ["Ludwig", "van", "Beethoven", ""], "Ludwig van Beethoven");
        check("van der Berg, Jan", ["Jan", "van der", "Berg", ""], "Jan van der Berg");
        check("King, Jr., Martin Luther", ["Martin Luther", "", "King", "Jr."], "Martin Luther King Jr.");
        check("Martin Luther King Jr.", ["Martin Luther", "", "King", "Jr."], "Martin Luther King Jr.");
        check("{Google DeepMind}", ["", "", "Google DeepMind", ""], "Google DeepMind");
        check("OpenAI", ["", "", "OpenAI", ""], "OpenAI");
        // A suffix needs a given and a family name before it.
        check("Prince Jr.", ["Prince", "", "Jr.", ""], "Prince Jr.");
        check("Prince, Jr.", ["", "", "Prince", "Jr."], "Prince Jr.");
        check("de Vries", ["de", "", "Vries", ""], "de Vries");
        check("李明", ["", "", "李明", ""], "李明");
        check("李 明", ["明", "", "李", ""], "李明");
        check("김, 철수", ["철수", "", "김", ""], "김철수");
    }

    #[test]
    fn others_are_nobody() {
        for text in ["others", "{and others}", "et al.", "{et al}", "and others"] {
            assert!(Name::parse(text).is_et_al(), "{text}");
        }
        for text in ["Jane Others", "Alia Al", "{Others Inc.}"] {
            assert!(!Name::parse(text).is_et_al(), "{text}");
        }
    }
}
