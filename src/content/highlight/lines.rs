//! Lines of code, read by a grammar once for each state it may be in. Lines recur, in a block and from
//! block to block (`}`, `import numpy as np`), and grammars are slow. Knows no HTML.

use std::cell::RefCell;
use std::collections::HashMap;

use syntect::parsing::{ParseState, ScopeStackOp, SyntaxReference};

use super::languages::grammars;

/// So many lines, and states before them, are kept by each thread.
const MOST: (usize, usize) = (4_096, 256);

thread_local! {
    static LINES: RefCell<Lines> = RefCell::default();
}

/// What grammars have made of lines so far.
#[derive(Default)]
struct Lines {
    states: Vec<State>,
    count: usize,
}

/// A state that a grammar was in before a line, and what came of the lines read in it.
struct State {
    before: ParseState,
    lines: HashMap<Box<str>, Line>,
}

/// What a line does to the stack of scopes, and the state behind it.
struct Line {
    operations: Vec<(usize, ScopeStackOp)>,
    next: usize,
}

/// Reads lines one after the other and hands out each with what it does to the stack of scopes. `None`
/// as soon as the grammar or `each` fails.
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
    /// Where a state is kept.
    fn state(&mut self, state: ParseState) -> usize {
        let at = self.states.iter().position(|known| known.before == state);
        at.unwrap_or_else(|| {
            self.states.push(State { before: state, lines: HashMap::new() });
            self.states.len() - 1
        })
    }

    /// Forgets all but a state when there is too much. Gives where that one is now.
    fn make_room(&mut self, state: usize) -> usize {
        if self.count < MOST.0 && self.states.len() < MOST.1 {
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
