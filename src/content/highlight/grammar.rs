//! Converts code to spans with the grammars of syntect and two-face.

use std::cell::RefCell;
use std::collections::HashMap;

use syntect::parsing::{BasicScopeStackOp, Scope, ScopeStack, SyntaxReference};
use syntect::util::LinesWithEndings;

use super::languages::find;
use super::{Highlighted, lines};
use crate::content::placeholders::escape;

/// The prefix of every class.
pub const PREFIX: &str = "z-";
/// Maximum length of highlighted code, in bytes. Longer code is data, and grammars are slow on it.
const MAX_CODE_BYTES: usize = 200_000;
/// Maximum length of a line of highlighted code, in bytes.
const MAX_LINE_BYTES: usize = 5_000;

/// Highlights a block in the language with this name.
pub fn highlight(language: &str, code: &str) -> Highlighted {
    let Some(grammar) = find(language) else {
        return Highlighted::Unknown;
    };
    if code.len() > MAX_CODE_BYTES || code.lines().any(|line| line.len() > MAX_LINE_BYTES) {
        return Highlighted::Plain;
    }
    spans(grammar, code).map_or(Highlighted::Plain, Highlighted::Known)
}

fn spans(grammar: &SyntaxReference, code: &str) -> Option<String> {
    let mut stack = ScopeStack::new();
    let mut html = Spans { html: String::with_capacity(code.len() * 4), open: Vec::new() };
    lines::read(grammar, LinesWithEndings::from(code), |line, operations| {
        let mut from = 0;
        for (at, operation) in operations {
            html.text(line.get(from..*at)?);
            from = *at;
            let stepped = stack.apply_with_hook(operation, |step, _| match step {
                BasicScopeStackOp::Push(scope) => html.push(scope),
                BasicScopeStackOp::Pop => html.pop(),
            });
            stepped.ok()?;
        }
        html.text(line.get(from..)?);
        Some(())
    })?;
    while !html.open.is_empty() {
        html.pop();
    }
    Some(html.html)
}

thread_local! {
    /// The opening tag for each scope. To read the name of a scope, syntect takes a lock.
    static TAGS: RefCell<HashMap<Scope, Option<Box<str>>>> = RefCell::default();
}

struct Spans {
    html: String,
    /// For each open scope: where its `<span>` begins and where that tag ends, if it has one.
    open: Vec<Option<(usize, usize)>>,
}

impl Spans {
    fn text(&mut self, text: &str) {
        escape(text, &mut self.html);
    }

    fn push(&mut self, scope: Scope) {
        let start = self.html.len();
        let is_shown = TAGS.with_borrow_mut(|tags| {
            let tag = tags.entry(scope).or_insert_with(|| tag(&scope.build_string()));
            tag.as_ref().map(|tag| self.html.push_str(tag)).is_some()
        });
        self.open.push(is_shown.then_some((start, self.html.len())));
    }

    fn pop(&mut self) {
        match self.open.pop().flatten() {
            Some((start, end)) if end == self.html.len() => self.html.truncate(start),
            Some(_) => self.html.push_str("</span>"),
            None => {}
        }
    }
}

/// What opens a span of that scope, if it has one.
fn tag(scope: &str) -> Option<Box<str>> {
    if is_structure(scope) {
        return None;
    }
    let mut tag = String::from("<span class=\"");
    for (number, atom) in scope.split('.').enumerate() {
        tag.push_str(if number == 0 { "" } else { " " });
        tag.push_str(PREFIX);
        escape(atom, &mut tag);
    }
    tag.push_str("\">");
    Some(tag.into())
}

/// Scopes that say what a place belongs to and not what it is. They are most of all scopes, and
/// hardly a theme colours them.
pub fn is_structure(scope: &str) -> bool {
    matches!(scope.split('.').next(), Some("source" | "text" | "meta" | ""))
}

#[cfg(test)]
mod tests {
    use super::super::similar;
    use super::*;

    #[test]
    fn what_is_kept_of_lines_changes_nothing() {
        let block = |n: usize| {
            format!("{}def f(x{n}):\n    \"\"\"a\n    b{n}\n    \"\"\"\n    return x\n", "(".repeat(n % 3))
        };
        let all: Vec<String> = (0..2_000).map(block).collect();
        let afresh = |code: &str| {
            let code = code.to_owned();
            std::thread::spawn(move || highlight("python", &code)).join().expect("no panic")
        };
        let long = all[..600].concat();
        assert_eq!(highlight("python", &long), afresh(&long));
        for code in &all {
            highlight("python", code);
        }
        for code in all.iter().step_by(97) {
            assert_eq!(highlight("python", code), afresh(code));
        }
    }

    #[test]
    fn spans_are_closed() {
        let Highlighted::Known(html) = highlight("python", "def f(x):\n    return \"<&\" # \"\n'''open")
        else {
            unreachable!("python is known");
        };
        assert_eq!(html.matches("<span").count(), html.matches("</span>").count());
        assert!(
            html.contains("&lt;&amp;") && html.contains("z-keyword") && !html.contains("style="),
            "{html}"
        );
        assert_eq!(highlight("pyhton", "x"), Highlighted::Unknown);
        assert_eq!(similar("pyhton").as_deref(), Some("python"));
        assert_eq!(highlight("python", &"x = 1;".repeat(1_000)), Highlighted::Plain);
    }
}
