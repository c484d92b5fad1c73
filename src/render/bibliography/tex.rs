//! Writes text as TeX for both BibTeX and BibLaTeX. It escapes special characters, balances braces, and
//! protects capitals in titles from styles that change them to lower case. Non-ASCII letters stay in UTF-8,
//! which BibLaTeX and all current versions of BibTeX accept.

use crate::paper::{Run, Style};
use crate::view::RichLine;

/// Escapes the characters that have a special meaning in TeX.
pub fn escaped(text: &str) -> String {
    let mut tex = String::with_capacity(text.len() + 8);
    escape(text, &mut tex);
    tex
}

fn escape(text: &str, tex: &mut String) {
    let mut behind = ' ';
    for (at, c) in text.char_indices() {
        match c {
            // Two of these characters would be read as one: a dash or quotation marks.
            '-' | '\'' if behind == c => {
                tex.push_str("{}");
                tex.push(c);
            }
            '`' => tex.push_str("\\textasciigrave{}"),
            '&' | '%' | '#' | '_' | '$' => {
                tex.push('\\');
                tex.push(c);
                // If a title contains `&amp;` as text, readers must not decode it as an entity.
                if c == '&' && is_entity(&text[at..]) {
                    tex.push_str("{}");
                }
            }
            // BibTeX counts a brace even after a backslash, so a brace must not be unpaired.
            '{' => tex.push_str("\\textbraceleft{}"),
            '}' => tex.push_str("\\textbraceright{}"),
            '\\' => tex.push_str("\\textbackslash{}"),
            '~' => tex.push_str("\\textasciitilde{}"),
            '^' => tex.push_str("\\textasciicircum{}"),
            '<' => tex.push_str("\\textless{}"),
            '>' => tex.push_str("\\textgreater{}"),
            '|' => tex.push_str("\\textbar{}"),
            c if c.is_whitespace() => tex.push(' '),
            c if c.is_control() => {}
            c => tex.push(c),
        }
        behind = c;
    }
}

/// Whether a text begins with an HTML entity.
fn is_entity(text: &str) -> bool {
    let name = text[1..].split(';').next().filter(|name| name.len() < text.len() - 1);
    name.is_some_and(|name| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    })
}

/// Writes an address or DOI. It is read without escapes, but a brace could end it early.
pub fn verbatim(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    text.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

/// Writes a title. Formulas are TeX, styles are commands, and words with capitals are in braces. The first word
/// needs no braces if only its first letter is a capital, because every style keeps that one.
pub fn title(line: &RichLine) -> String {
    let mut tex = String::with_capacity(line.plain.len() + 16);
    if line.rich.runs().is_empty() {
        protect(&line.plain, true, &mut tex);
        return tex;
    }
    let mut depth = 0_usize;
    for run in line.rich.runs() {
        match run {
            Run::Text(text) if depth == 0 => protect(text, tex.is_empty(), &mut tex),
            Run::Text(text) => escape(text, &mut tex),
            Run::Formula { tex: formula, .. } => match sound(formula) {
                // Styles also change the capitals of formulas to lower case, even those in command names.
                Some(formula) => tex.push_str(&format!("{{${formula}$}}")),
                None => escape(formula, &mut tex),
            },
            Run::Open(style) => {
                depth += 1;
                tex.push_str(match style {
                    Style::Emphasis => "\\emph{",
                    Style::Strong => "\\textbf{",
                    Style::Code => "\\texttt{",
                });
            }
            Run::Close(_) => {
                depth = depth.saturating_sub(1);
                tex.push('}');
            }
        }
    }
    tex
}

/// Escapes text, and puts sequences of words with capitals in braces.
fn protect(text: &str, is_start: bool, tex: &mut String) {
    let mut group = String::new();
    let mut gap = "";
    let mut words = text.split_inclusive(char::is_whitespace).enumerate();
    let close = |group: &mut String, tex: &mut String| {
        if group.is_empty() {
            return;
        }
        let words = escaped(group);
        // A backslash after one opening brace would begin a special character of BibTeX. Styles change its
        // letters to lower case in spite of the braces.
        let wrapped =
            if words.starts_with('\\') { format!("{{{{{words}}}}}") } else { format!("{{{words}}}") };
        tex.push_str(&wrapped);
        group.clear();
    };
    for (at, word) in words.by_ref() {
        let bare = word.trim_end();
        let mut letters = bare.chars();
        let first = letters.next();
        let has_capital = letters.any(char::is_uppercase)
            || first.is_some_and(char::is_uppercase) && !(is_start && at == 0);
        if has_capital {
            if !group.is_empty() {
                group.push_str(gap);
            }
            group.push_str(bare);
        } else {
            let was_open = !group.is_empty();
            close(&mut group, tex);
            tex.push_str(if was_open { gap } else { "" });
            escape(bare, tex);
            tex.push_str(if bare.len() < word.len() { " " } else { "" });
        }
        gap = if has_capital && bare.len() < word.len() { " " } else { "" };
    }
    let was_open = !group.is_empty();
    close(&mut group, tex);
    tex.push_str(if was_open { gap } else { "" });
}

/// A formula that is valid in a field: its braces are balanced as BibTeX counts them, and it contains no
/// comments.
fn sound(formula: &str) -> Option<String> {
    let mut tex = String::with_capacity(formula.len());
    let mut behind = ' ';
    for c in formula.chars() {
        match c {
            '%' if behind != '\\' => tex.push_str("\\%"),
            c if c.is_whitespace() => tex.push(' '),
            c if c.is_control() => {}
            c => tex.push(c),
        }
        behind = if behind == '\\' && c == '\\' { ' ' } else { c };
    }
    if behind == '\\' {
        return None;
    }
    if is_balanced(&tex) {
        return Some(tex);
    }
    let named = tex.replace("\\{", "\\lbrace ").replace("\\}", "\\rbrace ");
    is_balanced(&named).then_some(named)
}

fn is_balanced(tex: &str) -> bool {
    let mut depth = 0_i32;
    for byte in tex.bytes() {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        let check = |plain: &str, expected: &str| {
            let line = RichLine { plain: plain.to_owned(), ..RichLine::default() };
            assert_eq!(title(&line), expected, "{plain}");
            assert!(is_balanced(expected), "{plain}");
        };
        check("Attention Is All You Need", "Attention {Is All You Need}");
        check("Attention is all you need", "Attention is all you need");
        check("BERT for the eager", "{BERT} for the eager");
        check("learning with GPUs, fast", "learning with {GPUs,} fast");
        check("École", "École");
        check("At the École", "At the {École}");
        check(
            "100% of A&B_C #1 ~ x^2",
            "100\\% of {A\\&B\\_C} \\#1 \\textasciitilde{} x\\textasciicircum{}2",
        );
        check("use #Tags", "use {{\\#Tags}}");
        check("a } b { c", "a \\textbraceright{} b \\textbraceleft{} c");
        check("costs $5", "costs \\$5");
        check("a\\b", "a\\textbackslash{}b");
        check("<think> first", "\\textless{}think\\textgreater{} first");
        check("量子计算", "量子计算");
        check("", "");
    }

    #[test]
    fn formulas_keep_their_braces_balanced() {
        let check = |formula: &str, expected: Option<&str>| assert_eq!(sound(formula).as_deref(), expected);
        check("O(k)", Some("O(k)"));
        check("\\{1, 2\\}", Some("\\{1, 2\\}"));
        check("\\left\\{ x \\right.", Some("\\left\\lbrace  x \\right."));
        check("50%", Some("50\\%"));
        check("50\\%", Some("50\\%"));
        check("a\nb", Some("a b"));
        check("{", None);
        check("}{", None);
        check("x\\", None);
    }

    #[test]
    fn addresses_stay_as_they_are() {
        assert_eq!(verbatim("https://x.org/a_b%20c~d#e&f"), "https://x.org/a_b%20c~d#e&f");
        assert_eq!(verbatim("https://x.org/{a}\n"), "https://x.org/%7Ba%7D");
    }
}
