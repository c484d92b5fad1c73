//! What a machine may lack and a run may scale: a case that cannot run here is skipped with a message
//! that names it, and long series are shortened. The unit tests in `src/` use this file too.

#![allow(clippy::disallowed_methods, reason = "test data, and the environment of a test run")]

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Says that a case is skipped, and why. Written to standard error itself: what a passing test prints
/// through `eprintln!` is never shown.
pub fn skip(case: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED {case}: {why}");
}

/// A file or folder of the test data that the repository does not hold.
pub fn shared(name: &str, case: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if !path.exists() {
        skip(case, &format!("`../shared/data/{name}` does not exist"));
        return None;
    }
    Some(path)
}

/// How many rounds a long series runs: `full` with `DIGESTGEN_TEST_SCALE=1`, and by default a tenth.
pub fn rounds(full: usize) -> usize {
    let scale = std::env::var("DIGESTGEN_TEST_SCALE").ok();
    let scale = scale.map_or(0.1, |scale| {
        scale.parse::<f64>().expect("`DIGESTGEN_TEST_SCALE` is a number, such as 0.1 or 1")
    });
    ((full as f64 * scale).ceil() as usize).max(1)
}
