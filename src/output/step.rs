//! One change to an output folder. `journal` writes steps down, `apply` carries them out.

/// One change to the output. Steps are done in their order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum JournalStep {
    /// Removes a file that the last build wrote, and the folders that become empty by it.
    Remove(String),
    /// Moves a file from the stage to the same path in the output.
    Move(String),
}
