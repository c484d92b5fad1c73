//! Problems in `config.toml`.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// `base_url` is not the absolute URL of a home page. `name` is the key, flag or variable that sets it.
pub fn bad_base_url(
    path: &SourcePath,
    span: Option<Span>,
    name: &str,
    found: &str,
    expected: &str,
    suggestion: Option<&str>,
) -> Diagnostic {
    let form = "write scheme, host and, if the site is in a subfolder, its path";
    Diagnostic::error("bad-base-url", format!("`{name}` is `{found}`, expected {expected}"))
        .with_location(path, span)
        .with_help(match suggestion {
            Some(suggestion) => format!("write `{suggestion}`"),
            None => format!("{form}: `https://example.org/digest/`"),
        })
}

/// `search` is not a search URL.
pub fn bad_search(path: &SourcePath, span: Span, found: &str) -> Diagnostic {
    Diagnostic::error("bad-search", format!("`search` is `{found}`, expected a URL with `{{searchTerms}}`"))
        .with_location(path, span)
        .with_help("write the search URL: `https://search.example/?q={searchTerms}&sites=digest.example`")
}

/// A time zone that is not in the IANA database.
pub fn unknown_timezone(path: &SourcePath, span: Span, found: &str, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None => "write an IANA name such as `Europe/Paris` or `UTC`".to_string(),
    };
    Diagnostic::error("unknown-timezone", format!("`{found}` is not a time zone"))
        .with_location(path, span)
        .with_help(help)
}

/// A TeX macro that cannot be parsed.
pub fn bad_macro(path: &SourcePath, span: Span, name: &str, problem: &str) -> Diagnostic {
    Diagnostic::error("bad-macro", format!("cannot parse the macro `{name}`: {problem}"))
        .with_location(path, span)
        .with_help("a macro is a name without backslash and its TeX in single quotes: `R = '\\mathbb{R}'`")
}

/// An unknown theme under `[highlight]`.
pub fn unknown_highlight(
    path: &SourcePath,
    span: Option<Span>,
    found: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    Diagnostic::error("unknown-highlight-theme", format!("there is no highlighting theme `{found}`"))
        .with_location(path, span)
        .with_help(match nearest {
            Some(name) => format!("did you mean `{name}`?"),
            None => "remove the key to use the default theme, or choose another such as `GitHub` or `Nord`"
                .to_string(),
        })
}

/// A theme that is neither in `themes/` nor built in. `path` and `span` locate the key that names it.
pub fn unknown_theme(
    path: &SourcePath,
    span: Option<Span>,
    found: &str,
    known: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("available themes: {known}; put your own in `themes/NAME/`"),
    };
    Diagnostic::error("unknown-theme", format!("there is no theme `{found}`"))
        .with_location(path, span)
        .with_help(help)
}

/// A theme that extends itself, directly or through others.
pub fn theme_cycle(path: &SourcePath, span: Option<Span>, chain: &[String]) -> Diagnostic {
    let chain = chain.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" → ");
    Diagnostic::error("theme-cycle", format!("the theme extends itself: {chain}"))
        .with_location(path, span)
        .with_help("remove one `extends`")
}
