//! Converts MathML to a line of plain text, for places without markup: `H⁻¹`, `√x`, `O(k)`. Reads only the output
//! of `math`. Does not recurse, so nesting cannot overflow the stack.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::math::Math;
use super::mathml::{Token, tokens};

/// A formula that is TeX as plain text, as the title of an entry has it; TeX that cannot be read stays.
pub fn formula_as_text(tex: &str) -> String {
    static MATH: LazyLock<Option<Math>> = LazyLock::new(|| Math::new(&[]).ok());
    let mathml = MATH.as_ref().and_then(|math| math.convert(tex, false).ok());
    mathml.map_or_else(|| tex.to_owned(), |mathml| plain(&mathml))
}

/// Text in raised or lowered characters, if Unicode has them for all of it.
pub fn in_small_characters(text: &str, is_raised: bool) -> Option<String> {
    small(text, if is_raised { 1 } else { 2 })
}

/// A formula as plain text.
pub fn plain(mathml: &str) -> String {
    let mut open: Vec<Element> = vec![Element::default()];
    for token in tokens(mathml) {
        match token {
            Token::Open(name, attributes) => open.push(Element { name, attributes, children: Vec::new() }),
            Token::Empty(name, _) => add(&mut open, if name == "mspace" { " " } else { "" }.to_owned(), name),
            Token::Text(text) => add(&mut open, unescaped(text), ""),
            Token::Close(_) => {
                if let Some(element) = open.pop() {
                    let (name, text) = (element.name, element.text());
                    add(&mut open, text, name);
                }
            }
        }
    }
    let text = open.pop().map(|root| root.text()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Element<'a> {
    name: &'a str,
    attributes: &'a str,
    children: Vec<String>,
}

fn add(open: &mut [Element<'_>], text: String, name: &str) {
    // math-core writes an empty space before an upright name.
    if let Some(parent) = open.last_mut().filter(|_| name != "mspace" || !text.is_empty()) {
        parent.children.push(text);
    }
}

impl Element<'_> {
    fn text(self) -> String {
        let child = |at: usize| self.children.get(at).map_or("", String::as_str);
        match self.name {
            "msup" => format!("{}{}", child(0), raised(child(1))),
            "msub" => format!("{}{}", child(0), lowered(child(1))),
            "msubsup" | "munderover" => format!("{}{}{}", child(0), lowered(child(1)), raised(child(2))),
            "munder" if self.attributes.contains("accent") => child(0).to_owned(),
            "munder" => format!("{}{}", child(0), lowered(child(1))),
            "mover" if self.attributes.contains("accent") => accented(child(0), child(1)),
            "mover" => format!("{}{}", child(0), raised(child(1))),
            "mfrac" if self.attributes.contains("linethickness=\"0\"") => {
                format!("{} over {}", child(0), child(1))
            }
            "mfrac" => format!("{}/{}", grouped(child(0)), grouped(child(1))),
            "msqrt" => format!("√{}", grouped(&self.children.concat())),
            "mroot" => format!("{}√{}", raised(child(1)).trim_start_matches('^'), grouped(child(0))),
            "mphantom" => String::new(),
            "mtr" => {
                self.children.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(", ")
            }
            "mtable" => self.children.join("; "),
            "mo" => operator(&self.children.concat(), self.attributes),
            "mi" => self
                .children
                .iter()
                .flat_map(|text| text.chars())
                .filter(|c| !matches!(c, '\u{FE00}'..='\u{FE0F}'))
                .map(letter)
                .collect(),
            _ => self.children.concat(),
        }
    }
}

/// Puts spaces around relations and after names of functions, but not around the sign of a term.
fn operator(text: &str, attributes: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some('\u{2061}'..='\u{2064}'), None) | (None, _) => String::new(),
        (Some(c), None) => {
            let tight = attributes.contains("lspace=\"0\"");
            let relation = matches!(
                c,
                '=' | '<'
                    | '>'
                    | '≠'
                    | '≡'
                    | '≤'
                    | '≥'
                    | '≪'
                    | '≫'
                    | '≲'
                    | '≳'
                    | '∼'
                    | '≃'
                    | '≈'
                    | '≅'
                    | '∝'
                    | '∈'
                    | '∉'
                    | '∋'
                    | '⊂'
                    | '⊆'
                    | '⊃'
                    | '⊇'
                    | '→'
                    | '←'
                    | '↔'
                    | '⇒'
                    | '⇔'
                    | '↦'
                    | '≺'
                    | '≻'
                    | '⊢'
                    | '⊨'
                    | '≔'
            );
            let binary =
                matches!(c, '+' | '−' | '±' | '∓' | '×' | '⋅' | '∘' | '∪' | '∩' | '⊕' | '⊗' | '∧' | '∨');
            match c {
                ',' | ';' => format!("{c} "),
                _ if (relation || binary) && !tight => format!(" {c} "),
                _ => c.to_string(),
            }
        }
        _ if attributes.contains("rspace=\"0.1667em\"") => format!("{text} "),
        _ => text.to_owned(),
    }
}

/// Replaces styled letters of the mathematical alphabets by plain ones, except double-struck letters.
fn letter(c: char) -> char {
    let styled = matches!(c, '\u{1D400}'..='\u{1D7FF}')
        && !matches!(c, '\u{1D538}'..='\u{1D56B}' | '\u{1D7D8}'..='\u{1D7E1}');
    let script = matches!(
        c,
        'ℬ' | 'ℰ'
            | 'ℱ'
            | 'ℋ'
            | 'ℐ'
            | 'ℒ'
            | 'ℳ'
            | 'ℛ'
            | 'ℯ'
            | 'ℊ'
            | 'ℴ'
            | 'ℭ'
            | 'ℌ'
            | 'ℑ'
            | 'ℜ'
            | 'ℨ'
            | 'ℎ'
    );
    if styled || script { std::iter::once(c).nfkc().next().unwrap_or(c) } else { c }
}

/// Threes: a character, the same raised, the same lowered; a space where there is none.
const SMALL: [&str; 3] = [
    "0⁰₀1¹₁2²₂3³₃4⁴₄5⁵₅6⁶₆7⁷₇8⁸₈9⁹₉+⁺₊−⁻₋-⁻₋=⁼₌(⁽₍)⁾₎aᵃₐbᵇ cᶜ dᵈ eᵉₑfᶠ gᵍ hʰₕ",
    "iⁱᵢjʲⱼkᵏₖlˡₗmᵐₘnⁿₙoᵒₒpᵖₚrʳᵣsˢₛtᵗₜuᵘᵤvᵛᵥwʷ xˣₓyʸ zᶻ Aᴬ Bᴮ Dᴰ Eᴱ Gᴳ Hᴴ Iᴵ ",
    "Jᴶ Kᴷ Lᴸ Mᴹ Nᴺ Oᴼ Pᴾ Rᴿ Tᵀ Uᵁ Vⱽ Wᵂ βᵝᵦγᵞᵧδᵟ θᶿ φᵠᵩχᵡᵪρ ᵨ",
];

fn raised(text: &str) -> String {
    let text = text.replace(' ', "");
    if let Some(primes) =
        text.chars().map(|c| matches!(c, '′' | '″' | '‴' | '°').then_some(c)).collect::<Option<String>>()
    {
        return primes;
    }
    match text.as_str() {
        "∘" => "°".to_owned(),
        "∗" => "*".to_owned(),
        _ => small(&text, 1).unwrap_or_else(|| marked('^', &text, '(', ')')),
    }
}

fn lowered(text: &str) -> String {
    let text = text.replace(' ', "");
    small(&text, 2).unwrap_or_else(|| marked('_', &text, '{', '}'))
}

/// The text in small characters, if there are such for all of it.
fn small(text: &str, column: usize) -> Option<String> {
    let one = |c: char| {
        let mut characters = SMALL.iter().flat_map(|row| row.chars()).enumerate();
        let (at, _) = characters.find(|(at, plain)| at % 3 == 0 && *plain == c)?;
        characters
            .find(|(near, _)| *near == at + column)
            .map(|(_, small)| small)
            .filter(|small| *small != ' ')
    };
    text.chars().map(one).collect()
}

fn marked(mark: char, text: &str, open: char, close: char) -> String {
    if text.chars().nth(1).is_none() { format!("{mark}{text}") } else { format!("{mark}{open}{text}{close}") }
}

/// The text in parentheses, unless it is one number, one name or in parentheses already.
fn grouped(text: &str) -> String {
    let text = text.trim();
    let simple = text.chars().all(|c| c.is_numeric() || c == '.')
        || text.chars().filter(|c| c.is_alphabetic()).count() == 1
            && text
                .chars()
                .all(|c| c.is_alphanumeric() || SMALL.iter().any(|row| row.contains(c) && !c.is_ascii()));
    if simple && !text.contains(' ') { text.to_owned() } else { format!("({text})") }
}

fn accented(base: &str, accent: &str) -> String {
    let combining = match accent.trim() {
        "^" | "ˆ" | "\u{302}" => '\u{302}',
        "~" | "˜" | "\u{303}" => '\u{303}',
        "¯" | "‾" | "―" | "\u{332}" | "\u{305}" => '\u{304}',
        "˙" => '\u{307}',
        "¨" => '\u{308}',
        "→" | "\u{20d7}" => '\u{20d7}',
        "ˇ" => '\u{30c}',
        _ => return base.to_owned(),
    };
    let mut chars = base.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => [c, combining].into_iter().nfc().collect(),
        _ => base.to_owned(),
    }
}

fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::math::Math;
    use super::*;

    #[test]
    fn formulas_as_text() {
        let math = Math::new(&[]).unwrap();
        for (tex, expected) in [
            ("O(k)", "O(k)"),
            ("\\beta", "β"),
            ("H^{-1}", "H⁻¹"),
            ("x_i", "xᵢ"),
            ("x_{ab}", "x_{ab}"),
            ("x^{\\alpha q}", "x^(αq)"),
            ("x_i^2", "xᵢ²"),
            ("\\frac{a}{b}", "a/b"),
            ("\\frac{a+1}{2}", "(a+1)/2"),
            ("\\sqrt{x}", "√x"),
            ("\\sqrt{x+1}", "√(x + 1)"),
            ("\\sqrt[3]{x}", "³√x"),
            ("\\mathbb R", "ℝ"),
            ("\\mathbf{x}\\in\\mathcal{O}", "x ∈ O"),
            ("a<b", "a < b"),
            ("-x", "−x"),
            ("\\sin x", "sin x"),
            ("\\sin(x)", "sin(x)"),
            ("f''", "f″"),
            ("90^\\circ", "90°"),
            ("\\hat{x}", "x̂"),
            ("\\mathrm{E}(3)", "E(3)"),
            ("\\text{A\\&B}", "A&B"),
            ("\\sum_{i=1}^n x_i", "∑ᵢ₌₁ⁿxᵢ"),
            ("x, y", "x, y"),
            ("\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}", "(a, b; c, d)"),
        ] {
            assert_eq!(plain(&math.convert(tex, false).unwrap()), expected, "{tex}");
        }
    }

    #[test]
    fn any_input() {
        for text in ["", "<", "</a></b>", "<msup>", "<mfrac></mfrac>", ">&<"] {
            plain(text);
        }
        assert!(SMALL.iter().all(|row| row.chars().count() % 3 == 0));
    }
}
