//! Problems in `config.toml`.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// `base_url` is no web address.
pub fn bad_base_url(path: &SourcePath, span: Option<Span>, found: &str) -> Diagnostic {
    Diagnostic::error("bad-base-url", format!("`base_url` is `{found}`, expected a web address"))
        .at(path, span)
        .help("write scheme, host and, if the site lies below it, a path: `https://example.org/digest/`")
}

/// `search` is no address for searches.
pub fn bad_search(path: &SourcePath, span: Span, found: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-search",
        format!("`search` is `{found}`, expected an address with `{{searchTerms}}`"),
    )
    .at(path, span)
    .help("write where a search goes: `https://search.example/?q={searchTerms}&sites=digest.example`")
}

/// A time zone that is not in the IANA database.
pub fn unknown_timezone(path: &SourcePath, span: Span, found: &str, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None => "write an IANA name such as `Europe/Paris` or `UTC`".to_string(),
    };
    Diagnostic::error("unknown-timezone", format!("`{found}` is no time zone")).at(path, span).help(help)
}

/// A TeX macro that does not parse.
pub fn bad_macro(path: &SourcePath, span: Span, name: &str, problem: &str) -> Diagnostic {
    Diagnostic::error("bad-macro", format!("the macro `{name}` does not parse: {problem}"))
        .at(path, span)
        .help("a macro is a name without backslash and its TeX in single quotes: `R = '\\mathbb{R}'`")
}

/// A theme of `[highlight]` that is not known.
pub fn unknown_highlight(
    path: &SourcePath,
    span: Option<Span>,
    found: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    Diagnostic::error("unknown-highlight-theme", format!("there is no highlighting theme `{found}`"))
        .at(path, span)
        .help(match nearest {
            Some(name) => format!("did you mean `{name}`?"),
            None => {
                "remove the key for the usual one, or write the name of another, such as `GitHub` or `Nord`"
                    .to_string()
            }
        })
}

/// A theme that is neither in `themes/` nor built in. `key` says where it was asked for.
pub fn unknown_theme(
    path: &SourcePath,
    span: Option<Span>,
    found: &str,
    known: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("there are {known}; a theme of your own is a folder in `themes/`"),
    };
    Diagnostic::error("unknown-theme", format!("there is no theme `{found}`")).at(path, span).help(help)
}

/// A chain of `extends` that comes back to itself.
pub fn theme_cycle(path: &SourcePath, span: Option<Span>, chain: &[String]) -> Diagnostic {
    let chain = chain.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" → ");
    Diagnostic::error("theme-cycle", format!("the theme extends itself: {chain}"))
        .at(path, span)
        .help("remove one `extends`")
}
