//! Reads the MathML that math-core makes, and nothing wider: its tags, and whether it is sound.
//! math-core does not escape the text of `\operatorname`, so what it makes has to be looked at.

/// A step through MathML.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token<'a> {
    /// An opening tag: its name and its attributes.
    Open(&'a str, &'a str),
    /// A tag that is closed at once.
    Empty(&'a str),
    /// A closing tag.
    Close(&'a str),
    /// Text, with its character references.
    Text(&'a str),
}

/// The tags and texts in their order.
pub fn tokens(mathml: &str) -> impl Iterator<Item = Token<'_>> {
    mathml.split_inclusive('>').flat_map(|section| {
        let (text, tag) = section.split_at(section.find('<').unwrap_or(section.len()));
        let text = (!text.is_empty()).then_some(Token::Text(text));
        let tag = tag.strip_prefix('<').map(|tag| tag.strip_suffix('>').unwrap_or(tag));
        let tag = tag.map(|tag| match (tag.strip_prefix('/'), tag.strip_suffix('/')) {
            (Some(name), _) => Token::Close(name),
            (None, Some(tag)) => Token::Empty(tag.split(' ').next().unwrap_or_default()),
            (None, None) => {
                let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
                Token::Open(name, attributes)
            }
        });
        text.into_iter().chain(tag)
    })
}

/// How deep the elements are nested; `None` if there is anything but elements, attributes and
/// values that a formula needs.
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
        if !ELEMENTS.contains(&name) || !are_sound(attributes) {
            return None;
        }
        if !empty {
            open.push(name);
            deepest = deepest.max(open.len());
        }
    }
    open.is_empty().then_some(deepest)
}

const ELEMENTS: [&str; 32] = [
    "math",
    "mi",
    "mn",
    "mo",
    "mrow",
    "msub",
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

fn are_sound(attributes: &str) -> bool {
    let mut rest = attributes.trim();
    while !rest.is_empty() {
        let Some((name, behind)) = rest.split_once("=\"") else { return false };
        let Some((value, behind)) = behind.split_once('"') else { return false };
        let plain = |value: &str| value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.% #".contains(&b));
        let sound = match name {
            "style" => value.split_terminator(';').all(|declaration| {
                let (property, value) = declaration.split_once(':').unwrap_or_default();
                let font = matches!(property.trim(), "font-size" | "font-variant-caps");
                (font || PROPERTIES.contains(&property.trim())) && plain(value)
            }),
            "class" => value.starts_with("math-core-") || value.starts_with("menclose-"),
            "notation" => plain(value),
            name => ATTRIBUTES.contains(&name) && plain(value),
        };
        if !sound {
            return false;
        }
        rest = behind.trim_start();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn soundness() {
        for (mathml, expected) in [
            ("<math><mi>x</mi><mspace width=\"1em\"/></math>", Some(2)),
            ("<math><mtd style=\"width: 50%;text-align: right;\"></mtd></math>", Some(2)),
            ("<math><mo><img src=x onerror=y></mo></math>", None),
            ("<math><mo></mo><mtext style=\"position:fixed\"></mtext></math>", None),
            ("<math><mo style=\"color:url(x)\"></mo></math>", None),
            ("<math><mo onclick=\"x\"></mo></math>", None),
            ("<math><mo>a<b</mo></math>", None),
            ("<math><mi>x</math></mi>", None),
        ] {
            assert_eq!(depth(mathml), expected, "{mathml}");
        }
    }
}
