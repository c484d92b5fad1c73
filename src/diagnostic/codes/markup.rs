//! Problems in Markdown, formulas and code. Does not look for them.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A formula that math-core cannot read.
pub fn bad_formula(path: &SourcePath, span: Span, reason: &str) -> Diagnostic {
    let help = if reason.starts_with("unknown command") {
        "use another command, or define it under `[math.macros]` in `config.toml`; until then the formula is shown as TeX"
    } else {
        "the formula is shown as TeX until it is mended"
    };
    Diagnostic::warning("bad-formula", format!("a formula cannot be read: {reason}"))
        .at(path, span)
        .help(help)
}

/// A fenced code block in a language that is not known.
pub fn unknown_language(path: &SourcePath, span: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "write `text` for code that needs no highlighting".to_owned(),
    };
    Diagnostic::warning("unknown-language", format!("the language `{name}` of a code block is not known"))
        .at(path, span)
        .help(help)
}

/// An address with a scheme that is not allowed.
pub fn unsafe_address(path: &SourcePath, span: Span, address: &str) -> Diagnostic {
    Diagnostic::warning("unsafe-address", format!("the address `{}` is left out", short(address)))
        .at(path, span)
        .help("an address is relative or begins with `https:`, `http:` or `mailto:`")
}

/// A relative picture outside the entry's folder.
pub fn image_outside(path: &SourcePath, span: Span, address: &str) -> Diagnostic {
    Diagnostic::error(
        "image-outside",
        format!("the picture `{}` lies outside the entry's folder", short(address)),
    )
    .at(path, span)
    .help("put it beside the entry's `index.md`, or into `static/` and write its address from the root: `/…`")
}

/// A tag that is no HTML, or that would swallow the text behind it.
pub fn unknown_tag(path: &SourcePath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::warning("unknown-tag", format!("`<{}>` is not an HTML tag for use in text", short(name)))
        .at(path, span)
        .help(format!("it is shown as text; to say so, write `\\<{}>`", short(name)))
}

/// Raw HTML that is nested too deep to be read.
pub fn deep_nesting(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::warning("deep-nesting", "the HTML here is nested too deep, so it is shown as text")
        .at(path, span)
        .help("close the tags that are open, or write it in Markdown")
}

/// A footnote that nothing refers to.
pub fn unused_footnote(path: &SourcePath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::warning("unused-footnote", format!("nothing refers to the footnote `{}`", short(name)))
        .at(path, span)
        .help(format!("write `[^{}]` where it belongs, or delete it", short(name)))
}

/// A value that may be of any length, as a message can bear it.
fn short(value: &str) -> String {
    const LONGEST: usize = 60;
    match value.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}
