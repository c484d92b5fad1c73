//! Converts TeX formulas to MathML, safely for any input. Does not handle Markdown or files.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use super::mathml;
use super::placeholders::escaped;

/// Maximum length of a formula, in bytes.
const MAX_FORMULA_BYTES: usize = 20_000;
/// Maximum nesting depth of a formula.
const MAX_DEPTH: usize = 200;
/// Formulas with more commands, braces and scripts than this are parsed on a separate stack.
const ON_ANY_STACK: usize = 400;
/// Enough for the deepest recursion that a formula of [`MAX_FORMULA_BYTES`] bytes can cause.
const STACK: usize = 256 << 20;

/// The message if math-core can parse a formula but writes invalid MathML.
const UNWRITABLE: &str = "math-core cannot write it";

/// Reads formulas, with the digest's own macros.
#[derive(Debug)]
pub struct Math(LatexToMathML);

impl Math {
    /// A reader with these macros: name (with or without its backslash) and definition. The error is the index of
    /// the invalid macro, and the reason.
    pub fn new(macros: &[(String, String)]) -> Result<Self, (usize, String)> {
        let named = |(name, definition): &(String, String)| {
            (name.strip_prefix('\\').unwrap_or(name).to_owned(), definition.clone())
        };
        let config =
            MathCoreConfig { macros: macros.iter().map(named).collect(), ..MathCoreConfig::default() };
        LatexToMathML::new(config)
            .map(Self)
            .map_err(|(error, index, _)| (index, reason(&error.error_message())))
    }

    /// The MathML of a formula. The error is the invalid range of bytes, and the reason.
    pub fn convert(&self, tex: &str, display: bool) -> Result<String, (Range<usize>, String)> {
        if tex.len() > MAX_FORMULA_BYTES {
            return Err((0..tex.len(), format!("it is longer than {MAX_FORMULA_BYTES} bytes")));
        }
        if let Some(at) = too_deep(tex) {
            return Err(deeper(at..at + 1));
        }
        let mathml = if tex.bytes().filter(|b| b"\\{^_&".contains(b)).count() <= ON_ANY_STACK {
            self.read(tex, display)?
        } else {
            self.read_apart(tex, display)?
        };
        let mathml = without_ids(mathml);
        match mathml::depth(&mathml) {
            None => Err((0..tex.len(), UNWRITABLE.to_owned())),
            Some(depth) if depth > MAX_DEPTH * 4 => Err(deeper(0..tex.len())),
            Some(_) => Ok(mathml::without_inline_styles(mathml)),
        }
    }

    fn read(&self, tex: &str, display: bool) -> Result<String, (Range<usize>, String)> {
        let display = if display { MathDisplay::Block } else { MathDisplay::Inline };
        // In debug builds, assertions of math-core fail on `\mathop\Big|` and similar input.
        let read = AssertUnwindSafe(|| self.0.convert_with_local_state(tex, display));
        match catch_unwind(read) {
            Ok(Ok(result)) => Ok(result.mathml),
            Ok(Err(error)) => {
                // The range may be inside the definition of a macro. Then it is not one of the formula.
                let range = if error.0.end <= tex.len() { error.0.clone() } else { 0..tex.len() };
                Err((range, reason(&error.error_message())))
            }
            Err(_) => Err((0..tex.len(), UNWRITABLE.to_owned())),
        }
    }

    /// Parses on a separate stack: commands also nest without braces (`\sqrt\sqrt x`), and math-core is recursive.
    fn read_apart(&self, tex: &str, display: bool) -> Result<String, (Range<usize>, String)> {
        let failed = |why: &str| Err((0..tex.len(), why.to_owned()));
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(STACK);
            match thread.spawn_scoped(scope, || self.read(tex, display)) {
                Ok(reader) => reader.join().unwrap_or_else(|_| failed(UNWRITABLE)),
                Err(_) => failed("there is no memory to read one this long"),
            }
        })
    }
}

fn deeper(range: Range<usize>) -> (Range<usize>, String) {
    (range, format!("it is nested deeper than {MAX_DEPTH} levels"))
}

/// The HTML of a formula that cannot be parsed: its TeX.
pub fn as_tex(tex: &str, block: bool) -> String {
    let tex = escaped(tex.trim());
    if block {
        format!("<pre class=\"tex\" tabindex=\"0\"><code>{tex}</code></pre>")
    } else {
        format!("<code class=\"tex\">{tex}</code>")
    }
}

/// A message of math-core, in our style.
fn reason(message: &str) -> String {
    let message = message.trim_end_matches('.').replace('"', "`");
    let mut chars = message.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// Where braces, environments and fences are nested too deeply.
fn too_deep(tex: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let bytes = tex.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        match bytes[at] {
            b'\\' if rest.starts_with(b"\\begin") || rest.starts_with(b"\\left") => depth += 1,
            b'\\' if rest.starts_with(b"\\end") || rest.starts_with(b"\\right") => {
                depth = depth.saturating_sub(1)
            }
            // An escaped character, which may be a brace.
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Removes the ids that `\label` writes, which may not be unique on a page, and the links that `\eqref` writes.
fn without_ids(mathml: String) -> String {
    let mut mathml = mathml;
    // Text in MathML does not contain `"`, so this is always an attribute.
    for (opening, closing) in [(" id=\"", "\""), ("<a href=\"", ">")] {
        while let Some(start) = mathml.find(opening) {
            let after = start + opening.len();
            let end = mathml[after..].find(closing).map_or(mathml.len(), |at| after + at + closing.len());
            mathml.replace_range(start..end, "");
        }
    }
    if mathml.contains("</a>") { mathml.replace("</a>", "") } else { mathml }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::disallowed_methods)]
    use super::*;

    fn math() -> Math {
        Math::new(&[("R".to_owned(), "\\mathbb{R}".to_owned())]).unwrap()
    }

    #[test]
    fn converts() {
        for (tex, display, expected) in [
            ("x^2", false, "<math><msup><mi>x</mi><mn>2</mn></msup></math>"),
            ("x", true, "<math display=\"block\"><mi>x</mi></math>"),
            ("a<b", false, "<math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>"),
            ("\\R", false, "<math><mi>ℝ</mi></math>"),
            ("\\text{<script>}", false, "<math><mtext>&lt;script&gt;</mtext></math>"),
        ] {
            assert_eq!(math().convert(tex, display).unwrap(), expected, "{tex}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (tex, range, message) in [
            ("a + \\nope", 4..9, "unknown command `\\nope`"),
            ("\\frac{1}", 8..8, "expected argument but reached end of input"),
            ("\\href{javascript:alert(1)}{x}", 0..5, "unknown command `\\href`"),
        ] {
            assert_eq!(math().convert(tex, false), Err((range, message.to_owned())), "{tex}");
        }
        let error =
            Math::new(&[("a".to_owned(), "x".to_owned()), ("b1".to_owned(), "x".to_owned())]).unwrap_err();
        assert_eq!(error, (1, "invalid macro name: `\\b1`".to_owned()));
    }

    #[test]
    fn is_safe() {
        for tex in [
            "\\begin{align}a\\label{x\"onclick=y}\\end{align}",
            "\\begin{align}a\\tag{<b>}\\label{x}\\\\ b&=\\eqref{x}\\end{align}",
            "\\color{red\"onclick=y}{x}",
            "\\operatorname{<img>}",
            "\\text{\"><img onerror=x>}\\mathrm{&lt;}\\&\\#\"'",
            "\\class{x}{y}",
            "\\operatorname{<img\\text{ }src=x\\text{ }onerror=alert(1)>}",
            "\\operatorname{</mo><mtext\\text{ }style=\"position:fixed\">}",
        ] {
            let Ok(mathml) = math().convert(tex, true) else { continue };
            for forbidden in ["<img", "<b>", " id=", "href", "onclick=y\"", "position"] {
                assert!(!mathml.contains(forbidden), "{tex}: {mathml}");
            }
        }
    }

    #[test]
    fn depth_is_bounded() {
        let deep = |open: &str, middle: &str, close: &str, times: usize| {
            format!("{}{middle}{}", open.repeat(times), close.repeat(times))
        };
        assert!(math().convert(&deep("{", "x", "}", 150), false).is_ok());
        assert!(math().convert(&deep("\\sqrt{", "x", "}", 150), false).is_ok());
        for tex in [
            deep("{", "x", "}", 201),
            deep("{", "x", "", 9_000),
            deep("\\left(", "x", "\\right)", 201),
            deep("\\sqrt", " x", "", 3_990),
            deep("\\frac1", "1", "", 3_000),
            deep("\\hat", " x", "", 4_900),
            deep("x^{", "", "", 6_000),
            deep("\\begin{matrix}", "x", "\\end{matrix}", 300),
            "x".repeat(MAX_FORMULA_BYTES + 1),
            "\\mathop\\Big|  (fails)".to_owned(),
        ] {
            assert!(math().convert(&tex, false).is_err(), "{}", &tex[..12]);
        }
    }

    #[test]
    fn formulas_of_real_abstracts() {
        let file = crate::conditions::shared("math/abstract-math.jsonl", "formulas_of_real_abstracts");
        let Some(file) = file else { return };
        let text = std::fs::read_to_string(file).unwrap();
        let (math, mut all, mut good) = (math(), 0, 0);
        for line in text.lines() {
            let formula: serde_json::Value = serde_json::from_str(line).unwrap();
            all += 1;
            good += usize::from(math.convert(formula["tex"].as_str().unwrap(), false).is_ok());
        }
        assert!(good * 100 >= all * 98, "{good} of {all}");
    }

    #[test]
    fn macros_cannot_explode() {
        let math = Math::new(&[("S".to_owned(), "#1#1".to_owned())]).unwrap();
        let nested = format!("{}x{}", "\\S{".repeat(40), "}".repeat(40));
        // Each level doubles what is in it, so 40 levels would write 2 to the power of 40 letters.
        let length = math.convert(&nested, false).map_or(0, |html| html.len());
        assert!(length < 1 << 20, "{length} bytes");
    }
}
