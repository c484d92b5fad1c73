//! Parses lines of code with a grammar, and caches the results. The same lines occur again and again, in a block and
//! in other blocks (`}`, `import numpy as np`), and grammars are slow. A result depends only on the line and the
//! parser's state before it. Does not handle HTML.

use std::cell::RefCell;
use std::collections::HashMap;

use syntect::parsing::{ParseState, ScopeStackOp, SyntaxReference};

use super::languages::grammars;

/// Maximum number of lines that each thread caches.
const MAX_LINES: usize = 4_096;
/// Maximum number of parser states that each thread caches.
const MAX_STATES: usize = 256;

thread_local! {
    static LINES: RefCell<Lines> = RefCell::default();
}

/// The lines parsed so far.
#[derive(Default)]
struct Lines {
    states: Vec<State>,
    count: usize,
}

/// A parser state, and the results of the lines parsed in it.
struct State {
    before: ParseState,
    lines: HashMap<Box<str>, Line>,
}

/// How a line changes the stack of scopes, and the state after it.
struct Line {
    operations: Vec<(usize, ScopeStackOp)>,
    next: usize,
}

/// Parses lines in order, and calls `each` with every line and how it changes the stack of scopes. `None` as soon
/// as the grammar or `each` fails.
pub fn read<'c>(
    grammar: &SyntaxReference,
    lines: impl Iterator<Item = &'c str>,
    mut each: impl FnMut(&'c str, &[(usize, ScopeStackOp)]) -> Option<()>,
) -> Option<()> {
    LINES.with_borrow_mut(|known| {
        let mut state = known.state(ParseState::new(grammar));
        for line in lines {
            if !known.states[state].lines.contains_key(line) {
                state = known.make_room(state);
                known.learn(state, line)?;
            }
            let line_known = known.states[state].lines.get(line)?;
            each(line, &line_known.operations)?;
            state = line_known.next;
        }
        Some(())
    })
}

impl Lines {
    /// The index of a state.
    fn state(&mut self, state: ParseState) -> usize {
        let at = self.states.iter().position(|known| known.before == state);
        at.unwrap_or_else(|| {
            self.states.push(State { before: state, lines: HashMap::new() });
            self.states.len() - 1
        })
    }

    /// Removes all states but one when the cache is full. Returns the new index of that one.
    fn make_room(&mut self, state: usize) -> usize {
        if self.count < MAX_LINES && self.states.len() < MAX_STATES {
            return state;
        }
        let before = self.states.swap_remove(state).before;
        *self = Self::default();
        self.state(before)
    }

    fn learn(&mut self, state: usize, line: &str) -> Option<()> {
        let mut parse = self.states[state].before.clone();
        let operations = parse.parse_line(line, grammars()).ok()?;
        let next = self.state(parse);
        self.states[state].lines.insert(line.into(), Line { operations, next });
        self.count += 1;
        Some(())
    }
}
