//! Problems in Markdown, formulas and code.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A formula that math-core cannot parse.
pub fn bad_formula(path: &SourcePath, span: Span, reason: &str) -> Diagnostic {
    let help = if reason.starts_with("unknown command") {
        "use another command, or define it under `[math.macros]` in `config.toml`; until then the formula is shown as TeX"
    } else {
        "the formula is shown as TeX until it is fixed"
    };
    Diagnostic::warning("bad-formula", format!("cannot parse a formula: {reason}"))
        .with_location(path, span)
        .with_help(help)
}

/// A fenced code block with an unknown language.
pub fn unknown_language(path: &SourcePath, span: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "write `text` for code that needs no highlighting".to_owned(),
    };
    Diagnostic::warning("unknown-language", format!("unknown language `{name}` in a code block"))
        .with_location(path, span)
        .with_help(help)
}

/// A link with a scheme that is not allowed.
pub fn unsafe_address(path: &SourcePath, span: Span, address: &str) -> Diagnostic {
    Diagnostic::warning("unsafe-address", format!("the link to `{}` was removed", short(address)))
        .with_location(path, span)
        .with_help("a link must be relative or start with `https:`, `http:` or `mailto:`")
}

/// A relative image path that leaves the entry's folder.
pub fn image_outside(path: &SourcePath, span: Span, address: &str) -> Diagnostic {
    Diagnostic::error(
        "image-outside",
        format!("the image `{}` is outside the entry's folder", short(address)),
    )
    .with_location(path, span)
    .with_help(
        "put it next to the entry's `index.md`, or into `static/` and write its path from the root: `/…`",
    )
}

/// A tag that is not HTML, or that would hide the text after it.
pub fn unknown_tag(path: &SourcePath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::warning("unknown-tag", format!("`<{}>` is not an HTML tag for use in text", short(name)))
        .with_location(path, span)
        .with_help(format!("it is shown as text; to make this explicit, write `\\<{}>`", short(name)))
}

/// Raw HTML that is nested too deeply.
pub fn deep_nesting(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::warning("deep-nesting", "the HTML here is nested too deeply, so it is shown as text")
        .with_location(path, span)
        .with_help("close the open tags, or use Markdown instead")
}

/// A footnote that nothing refers to.
pub fn unused_footnote(path: &SourcePath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::warning("unused-footnote", format!("nothing refers to the footnote `{}`", short(name)))
        .with_location(path, span)
        .with_help(format!("write `[^{}]` where it belongs, or delete it", short(name)))
}

/// A value shortened for a message.
fn short(value: &str) -> String {
    const MAX_CHARS: usize = 60;
    match value.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}
