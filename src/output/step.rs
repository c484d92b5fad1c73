//! One change to an output folder. `journal` saves steps, `apply` executes them.

/// One change to the output. Steps are done in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum JournalStep {
    /// Removes a file that the last build wrote, and the folders that become empty.
    Remove(String),
    /// Moves a file from the stage to the same path in the output.
    Move(String),
}
