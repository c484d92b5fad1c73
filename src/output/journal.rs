//! The journal of an installation: the moves and removals that turn the old output into the new one.
//!
//! Why it exists: an output folder of many thousand files cannot be replaced in one step. Renaming a complete new
//! folder over the old one would change every time stamp, so that `rsync` and web servers would transfer everything
//! again, and it is not possible on every system. Renaming one file after another is possible everywhere, but a build
//! that is killed in between would leave a site that is half old and half new. So all new files are staged first, and
//! then the list of steps is written, complete or not at all. From that moment the new site is decided: a build that
//! finds a journal executes the remaining steps before it does anything else, and every step can be repeated. Before
//! that moment the old site is decided: a stage without a journal is discarded. The cost is one small file for each
//! build that changes anything.

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
/// The last line; without it the journal is incomplete.
const END: &str = "end\n";

/// Writes the journal, completely or not at all.
pub(super) fn write(location: &Location, steps: &[JournalStep]) -> Result<(), WriteError> {
    let draft = location.stage.join("journal.draft");
    // Not synced: nothing is lost if the process is killed. A crash of the machine is out of scope.
    fs::write(&draft, format(steps)).map_err(io("write", &draft))?;
    fs::rename(&draft, location.journal()).map_err(io("write", &location.journal()))
}

/// Completes or drops what an earlier build left beside the output. To be called under the lock. Returns all
/// steps of a build that was completed, those included that it had carried out itself.
pub(super) fn recover(location: &Location) -> Result<Vec<JournalStep>, WriteError> {
    let mut completed = Vec::new();
    if let Some(steps) = read(location)?
        // Without the output that it belongs to, a journal would write an incomplete site.
        && let Some(last) = manifest::read(&location.folder)?
    {
        let pending = pending(location, steps.clone(), &last);
        apply(location, &pending, None).map_err(|stopped| stopped.error)?;
        completed = steps;
    }
    discard(location)?;
    Ok(completed)
}

/// The steps that are not done yet. Steps are done in order, so all steps before the last move whose source is gone are
/// done. Only files in the manifest are removed: if the manifest does not list a file, it is already the new manifest,
/// or digestgen did not write the journal.
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

/// `None` if the journal is incomplete, or contains a path outside the output.
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
