//! Problems in themes and templates.

use crate::diagnostic::Diagnostic;
use crate::place::{SourcePath, Span};

/// A template that does not parse.
pub fn template_syntax(path: &SourcePath, span: Option<Span>, message: &str) -> Diagnostic {
    Diagnostic::error("template-syntax", format!("the template does not parse: {message}"))
        .at(path, span)
        .help("mend the template at this place; it is written in Tera 2")
}

/// A template that extends or includes one that is not there, or uses a component, filter, function
/// or test that is not there. `message` says which.
pub fn unknown_template_name(
    path: &SourcePath,
    span: Option<Span>,
    message: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`?"),
        None => "write it, or use one that the theme or Tera has".to_string(),
    };
    Diagnostic::error("unknown-template-name", message).at(path, span).help(help)
}

/// A template that extends or includes itself, by way of others perhaps.
pub fn template_cycle(path: &SourcePath, verb: &str, chain: &[String]) -> Diagnostic {
    let chain = chain.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" → ");
    Diagnostic::error("template-cycle", format!("the template {verb} itself: {chain}"))
        .at(path, None::<Span>)
        .help("break the chain at one of them")
}

/// A template that every theme needs.
pub fn missing_template(path: &SourcePath, name: &str, nearest: Option<&str>) -> Diagnostic {
    let help = match nearest {
        Some(other) => format!("there is `{other}`: was it meant to be `{name}`?"),
        None => "write it, or let the theme extend one that has it: `extends = \"plain\"`".to_string(),
    };
    Diagnostic::error("missing-template", format!("the theme has no template `{name}`"))
        .at(path, None::<Span>)
        .help(help)
}

/// A name that templates of the frame do not see.
pub fn unknown_frame_variable(path: &SourcePath, span: Option<Span>, name: &str) -> Diagnostic {
    Diagnostic::error("unknown-frame-variable", format!("a template in `frame/` sees no `{name}`"))
        .at(path, span)
        .help("it sees `site` and `current`; what differs from page to page stands in the templates of pages")
}

/// A name that no view has.
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
        Some(name) => format!("did you mean `{name}`? `{template}` sees {list}"),
        None => format!("`{template}` sees {list}"),
    };
    Diagnostic::error("unknown-variable", format!("no page has `{name}`")).at(path, span).help(help)
}

/// A template that failed on a page. `subject` is what was rendered, `others` how many more failed alike.
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
            diagnostic.at(path, span).beside(source, None::<Span>, "the entry being rendered")
        }
        (Some((path, span)), None) => diagnostic.at(path, span),
        (None, Some(source)) => diagnostic.at(source, None::<Span>),
        (None, None) => diagnostic,
    };
    let more = match others {
        0 => String::new(),
        1 => " and one other output".to_string(),
        others => format!(" and {others} other outputs"),
    };
    diagnostic.help(format!("it happened while rendering {subject}{more}"))
}
