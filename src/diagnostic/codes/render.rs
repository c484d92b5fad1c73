//! Problems in themes and templates.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A template syntax error.
pub fn template_syntax(path: &SourcePath, span: Option<Span>, message: &str) -> Diagnostic {
    Diagnostic::error("template-syntax", format!("cannot parse the template: {message}"))
        .with_location(path, span)
        .with_help("fix the template here; it uses Tera 2 syntax")
}

/// A template that extends or includes one that does not exist, or uses an unknown component, filter,
/// function, test or block. `message` says which.
pub fn unknown_template_name(
    path: &SourcePath,
    span: Option<Span>,
    message: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None => "define it, or use one from the theme or Tera".to_string(),
    };
    Diagnostic::error("unknown-template-name", message).with_location(path, span).with_help(help)
}

/// A template that extends or includes itself, directly or through others.
pub fn template_cycle(path: &SourcePath, verb: &str, chain: &[String]) -> Diagnostic {
    let chain = chain.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" → ");
    Diagnostic::error("template-cycle", format!("the template {verb} itself: {chain}"))
        .with_location(path, None::<Span>)
        .with_help("remove one link of the cycle")
}

/// A required template that the theme does not have.
pub fn missing_template(path: &SourcePath, name: &str, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(other) => format!("there is `{other}`: did you mean to name it `{name}`?"),
        None => "create it, or extend a theme that has it: `extends = \"plain\"`".to_string(),
    };
    Diagnostic::error("missing-template", format!("the theme has no template `{name}`"))
        .with_location(path, None::<Span>)
        .with_help(help)
}

/// A variable that templates in `frame/` cannot use.
pub fn unknown_frame_variable(path: &SourcePath, span: Option<Span>, name: &str) -> Diagnostic {
    Diagnostic::error("unknown-frame-variable", format!("`{name}` is not available in `frame/` templates"))
        .with_location(path, span)
        .with_help("only `site` and `current` are; use it in a page template")
}

/// A variable that does not exist in a template's data.
pub fn unknown_variable(
    path: &SourcePath,
    span: Option<Span>,
    name: &str,
    template: &str,
    known: &[&str],
    nearest: Option<&str>,
) -> Diagnostic {
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`? available in `{template}`: {list}"),
        None => format!("available in `{template}`: {list}"),
    };
    Diagnostic::error("unknown-variable", format!("unknown variable `{name}`"))
        .with_location(path, span)
        .with_help(help)
}

/// A template that failed on a page. `subject` is the output, `others` the number of other outputs with the
/// same failure.
pub fn template_failed(
    place: Option<(&SourcePath, Option<Span>)>,
    message: &str,
    subject: &str,
    source: Option<&SourcePath>,
    others: usize,
) -> Diagnostic {
    let diagnostic = Diagnostic::error("template-failed", format!("the template failed: {message}"));
    let diagnostic = match (place, source) {
        (Some((path, span)), Some(source)) => {
            diagnostic.with_location(path, span).with_related(source, None::<Span>, "the rendered entry")
        }
        (Some((path, span)), None) => diagnostic.with_location(path, span),
        (None, Some(source)) => diagnostic.with_location(source, None::<Span>),
        (None, None) => diagnostic,
    };
    let more = match others {
        0 => String::new(),
        1 => " and one other output".to_string(),
        others => format!(" and {others} other outputs"),
    };
    diagnostic.with_help(format!("it happened while rendering {subject}{more}"))
}
