//! Tokenizes the MathML that math-core writes, and checks that it is well-formed and allowed. math-core does not
//! escape the text of `\operatorname`, so the check is necessary. Does not handle other MathML.

/// A token of MathML.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token<'a> {
    /// An opening tag: its name and its attributes.
    Open(&'a str, &'a str),
    /// A self-closing tag: its name and its attributes.
    Empty(&'a str, &'a str),
    /// A closing tag.
    Close(&'a str),
    /// Text, with character references.
    Text(&'a str),
}

/// The tags and texts in order.
pub fn tokens(mathml: &str) -> impl Iterator<Item = Token<'_>> {
    mathml.split_inclusive('>').flat_map(|section| {
        let (text, tag) = section.split_at(section.find('<').unwrap_or(section.len()));
        let text = (!text.is_empty()).then_some(Token::Text(text));
        let tag = tag.strip_prefix('<').map(|tag| tag.strip_suffix('>').unwrap_or(tag));
        let tag = tag.map(|tag| match (tag.strip_prefix('/'), tag.strip_suffix('/')) {
            (Some(name), _) => Token::Close(name),
            (None, Some(tag)) => {
                let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
                Token::Empty(name, attributes)
            }
            (None, None) => {
                let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
                Token::Open(name, attributes)
            }
        });
        text.into_iter().chain(tag)
    })
}

/// The rules for the classes that [`without_inline_styles`] adds.
pub const STYLE_SHEET: &str = "math .left { text-align: left; justify-items: start }\n\
math .right { text-align: right; justify-items: end }\n\
math .flush-left { padding-left: 0 }\n\
math .flush-right { padding-right: 0 }\n\
math .gap-left { padding-left: 1em }\n\
math .back-thin { margin-left: -0.1667em }\n\
math .back-medium { margin-left: -0.2222em }\n\
math .back-thick { margin-left: -0.2778em }\n";

/// The declarations that math-core writes in `style` for cells and negative spaces, and the class for each.
const CLASSES: [(&str, &str); 10] = [
    ("text-align:left", "left"),
    ("justify-items:start", ""),
    ("text-align:right", "right"),
    ("justify-items:end", ""),
    ("padding-left:0", "flush-left"),
    ("padding-right:0", "flush-right"),
    ("padding-left:1em", "gap-left"),
    ("margin-left:-0.16666667em", "back-thin"),
    ("margin-left:-0.22222222em", "back-medium"),
    ("margin-left:-0.2777778em", "back-thick"),
];

/// Replaces attributes that are not allowed everywhere. `displaystyle` and `scriptlevel` of fractions and tables are
/// moved to an `<mstyle>` around them: MathML Core allows them on the elements, but MathML 3 and HTML checkers do not.
/// `style` of cells and spaces becomes classes, because a strict content security policy forbids it.
pub fn without_inline_styles(mathml: String) -> String {
    if ![" displaystyle=", " scriptlevel=", " style="].iter().any(|attribute| mathml.contains(attribute)) {
        return mathml;
    }
    let mut styled = String::with_capacity(mathml.len() + 64);
    let mut open = Vec::new();
    for token in tokens(&mathml) {
        match token {
            Token::Open(name @ ("mfrac" | "mtable"), attributes) => {
                let is_style = |attribute: &&str| {
                    attribute.starts_with("displaystyle=") || attribute.starts_with("scriptlevel=")
                };
                let (styles, rest): (Vec<&str>, Vec<&str>) = attributes.split(' ').partition(is_style);
                open.push(!styles.is_empty());
                if !styles.is_empty() {
                    styled.push_str(&format!("<mstyle {}>", styles.join(" ")));
                }
                push_tag(&mut styled, name, &rest.join(" "));
            }
            Token::Close(name @ ("mfrac" | "mtable")) => {
                let is_styled = open.pop().unwrap_or(false);
                styled.push_str(&format!("</{name}>{}", if is_styled { "</mstyle>" } else { "" }));
            }
            Token::Open("mtd", attributes) => match classes(attributes) {
                Some(classes) => push_tag(&mut styled, "mtd", &format!("class=\"{classes}\"")),
                None => push_tag(&mut styled, "mtd", attributes),
            },
            Token::Open(name, attributes) => push_tag(&mut styled, name, attributes),
            Token::Empty(name, attributes) => {
                let classes = classes(attributes).map(|classes| format!("class=\"{classes}\""));
                push_tag(&mut styled, name, classes.as_deref().unwrap_or(attributes));
                styled.insert(styled.len() - 1, '/');
            }
            Token::Close(name) => styled.push_str(&format!("</{name}>")),
            Token::Text(text) => styled.push_str(text),
        }
    }
    styled
}

fn push_tag(into: &mut String, name: &str, attributes: &str) {
    let space = if attributes.is_empty() { "" } else { " " };
    into.push_str(&format!("<{name}{space}{attributes}>"));
}

/// The classes for a `style` attribute; `None` if it contains another declaration.
fn classes(attributes: &str) -> Option<String> {
    let style = attributes.strip_prefix("style=\"")?.strip_suffix('"')?;
    let mut classes = Vec::new();
    for rule in style.split(';').map(|rule| rule.replace(' ', "")).filter(|rule| !rule.is_empty()) {
        let (_, class) = CLASSES.iter().find(|(known, _)| *known == rule)?;
        classes.extend(Some(*class).filter(|class| !class.is_empty()));
    }
    Some(classes.join(" "))
}

/// The nesting depth of the elements; `None` if there are elements, attributes or values that no formula needs.
pub fn depth(mathml: &str) -> Option<usize> {
    let (mut open, mut deepest) = (Vec::new(), 0);
    for section in mathml.split('<').skip(1) {
        let (tag, text) = section.split_once('>')?;
        if text.contains('>') {
            return None;
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return None;
            }
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !ELEMENTS.contains(&name) || !are_allowed(attributes) {
            return None;
        }
        if !empty {
            open.push(name);
            deepest = deepest.max(open.len());
        }
    }
    open.is_empty().then_some(deepest)
}

const ELEMENTS: [&str; 33] = [
    "math",
    "mi",
    "mn",
    "mo",
    "mrow",
    "msub",
    "mstyle",
    "msup",
    "msubsup",
    "mtext",
    "mfrac",
    "msqrt",
    "mroot",
    "mover",
    "munder",
    "munderover",
    "mspace",
    "mtable",
    "mtr",
    "mtd",
    "mpadded",
    "mphantom",
    "menclose",
    "mmultiscripts",
    "mprescripts",
    "merror",
    "b",
    "i",
    "em",
    "code",
    "span",
    "s",
    "u",
];

const ATTRIBUTES: [&str; 20] = [
    "display",
    "mathvariant",
    "stretchy",
    "form",
    "fence",
    "separator",
    "symmetric",
    "largeop",
    "movablelimits",
    "accent",
    "accentunder",
    "lspace",
    "rspace",
    "minsize",
    "maxsize",
    "width",
    "height",
    "linethickness",
    "displaystyle",
    "scriptlevel",
];

const PROPERTIES: [&str; 13] = [
    "width",
    "text-align",
    "justify-items",
    "padding-left",
    "padding-right",
    "padding-top",
    "padding-bottom",
    "margin-left",
    "border-left",
    "border-right",
    "border-top",
    "color",
    "math-shift",
];

fn are_allowed(attributes: &str) -> bool {
    let mut rest = attributes.trim();
    let mut names = Vec::new();
    while !rest.is_empty() {
        let Some((name, after)) = rest.split_once("=\"") else { return false };
        let Some((value, after)) = after.split_once('"') else { return false };
        let plain = |value: &str| value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.% #".contains(&b));
        let is_allowed = match name {
            "style" => value.split_terminator(';').all(|declaration| {
                let (property, value) = declaration.split_once(':').unwrap_or_default();
                let font = matches!(property.trim(), "font-size" | "font-variant-caps");
                (font || PROPERTIES.contains(&property.trim())) && plain(value)
            }),
            "class" => value.starts_with("math-core-") || value.starts_with("menclose-"),
            "notation" => plain(value),
            name => ATTRIBUTES.contains(&name) && plain(value),
        };
        if !is_allowed || names.contains(&name) {
            return false;
        }
        names.push(name);
        rest = after.trim_start();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allowed_mathml() {
        for (mathml, expected) in [
            ("<math><mi>x</mi><mspace width=\"1em\"/></math>", Some(2)),
            ("<math><mtd style=\"width: 50%;text-align: right;\"></mtd></math>", Some(2)),
            ("<math><mo><img src=x onerror=y></mo></math>", None),
            ("<math><mo></mo><mtext style=\"position:fixed\"></mtext></math>", None),
            ("<math><mo style=\"color:url(x)\"></mo></math>", None),
            ("<math><mo onclick=\"x\"></mo></math>", None),
            ("<math><mo form=\"infix\" form=\"prefix\"></mo></math>", None),
            ("<math><mo>a<b</mo></math>", None),
            ("<math><mi>x</math></mi>", None),
        ] {
            assert_eq!(depth(mathml), expected, "{mathml}");
        }
    }
}
