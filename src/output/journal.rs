//! The list of what is still to be done to an output, written once the stage is whole.
//! A build that was killed after that is completed from it; without a journal a stage is worth nothing.

use std::fs;
use std::io::ErrorKind;

use super::WriteError;
use super::apply::apply;
use super::error::io;
use super::location::{Location, MANIFEST, check};
use super::manifest::{self, PreviousOutput};
use super::stage::discard;
use super::step::JournalStep;

const HEAD: &str = "digestgen journal 1\n";
/// The last line: without it the journal is not whole.
const END: &str = "end\n";

/// Writes the journal, whole or not at all.
pub(super) fn write(location: &Location, steps: &[JournalStep]) -> Result<(), WriteError> {
    let draft = location.stage.join("journal.draft");
    // Not synced: the death of the process loses nothing that was written, and that of the machine is
    // out of scope.
    fs::write(&draft, format(steps)).map_err(io("write", &draft))?;
    fs::rename(&draft, location.journal()).map_err(io("write", &location.journal()))
}

/// Completes or drops what an earlier build left beside the output. To be called under the lock.
pub(super) fn recover(location: &Location) -> Result<(), WriteError> {
    if let Some(steps) = read(location)?
        // A journal whose output was taken away, or is not ours, would make half a site.
        && let Some(last) = manifest::read(&location.folder)?
    {
        apply(location, &pending(location, steps, &last), None).map_err(|stopped| stopped.error)?;
    }
    discard(location)
}

/// The steps that are not done yet. They are done in their order, so whatever stands before the last move
/// whose source is gone has been done. And only what the manifest lists is removed: when it does not list
/// it any more, the new manifest is in place, or the journal is not of our making.
pub(super) fn pending(
    location: &Location,
    mut steps: Vec<JournalStep>,
    last: &PreviousOutput,
) -> Vec<JournalStep> {
    let moved = |step: &JournalStep| match step {
        JournalStep::Move(path) => fs::symlink_metadata(location.new.join(path)).is_err(),
        JournalStep::Remove(_) => false,
    };
    let done = steps.iter().rposition(moved).map_or(0, |last| last + 1);
    steps.drain(..done);
    steps.retain(|step| match step {
        JournalStep::Remove(path) => last.size_of(path).is_some(),
        JournalStep::Move(_) => true,
    });
    steps
}

fn read(location: &Location) -> Result<Option<Vec<JournalStep>>, WriteError> {
    let file = location.journal();
    match fs::read(&file) {
        Ok(bytes) => Ok(String::from_utf8(bytes).ok().and_then(|text| parse(&text))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(io("read", &file)(error)),
    }
}

pub(super) fn format(steps: &[JournalStep]) -> String {
    let mut text = HEAD.to_owned();
    for step in steps {
        let (verb, path) = match step {
            JournalStep::Remove(path) => ("remove ", path),
            JournalStep::Move(path) => ("move ", path),
        };
        text.extend([verb, path, "\n"]);
    }
    text + END
}

/// Nothing when the journal is not whole, or names a path that leads out of the output.
pub(super) fn parse(text: &str) -> Option<Vec<JournalStep>> {
    let lines = text.strip_prefix(HEAD)?.strip_suffix(END)?;
    let step = |line: &str| {
        let (verb, path) = line.strip_suffix('\n')?.split_once(' ')?;
        match verb {
            "remove" if check(path).is_ok() => Some(JournalStep::Remove(path.to_owned())),
            "move" if path == MANIFEST || check(path).is_ok() => Some(JournalStep::Move(path.to_owned())),
            _ => None,
        }
    };
    lines.split_inclusive('\n').map(step).collect()
}
