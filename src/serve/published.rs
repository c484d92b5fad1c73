//! What is shown to browsers: the outputs of the last whole build, when each changed, and what is wrong
//! with the site now. Replaced as a whole, so a request sees one build or the other.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::fingerprint::Fingerprint;
use crate::output::BuiltFiles;
use crate::place::OutputPath;

/// What is shown.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The outputs; none as long as no build has been whole.
    pub files: Arc<BuiltFiles>,
    /// The path below which they lie: empty, or `/digest`.
    pub mount: String,
    /// Names the build by what it holds, so that a page finds its build again when the server restarts.
    pub build: Fingerprint,
    /// The errors of the newest build, as they are drawn. While there are any, the last whole one stays.
    pub errors: Arc<[String]>,
    /// Counts what was published.
    number: u64,
    /// The last number with which an output changed; those that did not are not in it.
    changed: Arc<BTreeMap<OutputPath, u64>>,
    /// The last number of each build.
    builds: Arc<HashMap<Fingerprint, u64>>,
}

impl Published {
    /// The state after a whole build, of which `changed` are other outputs than before.
    pub fn after(
        &self,
        build: Fingerprint,
        files: Arc<BuiltFiles>,
        mount: String,
        changed: &[OutputPath],
    ) -> Self {
        let mut next = self.clone();
        next.number += 1;
        let is_first = self.builds.is_empty();
        if !is_first {
            let numbers = Arc::make_mut(&mut next.changed);
            numbers.extend(changed.iter().map(|path| (path.clone(), next.number)));
        }
        Arc::make_mut(&mut next.builds).insert(build, next.number);
        Self { build, files, mount, errors: Arc::default(), ..next }
    }

    /// The state after a build with errors.
    pub fn with_errors(&self, errors: Vec<String>) -> Self {
        Self { errors: errors.into(), ..self.clone() }
    }

    /// Whether a build has been whole.
    pub fn is_ready(&self) -> bool {
        !self.files.is_empty()
    }

    /// The addresses that changed since a build, by path. `None` when that build is not known: it was
    /// another server's, or is from before the first whole one.
    pub fn since(&self, build: Fingerprint) -> Option<Vec<String>> {
        let number = *self.builds.get(&build)?;
        let changed = self.changed.iter().filter(|(_, at)| **at > number);
        Some(changed.map(|(path, _)| self.address(path.as_str())).collect())
    }

    /// The address of an output, with the path of `base_url`, as browsers write it.
    pub fn address(&self, output: &str) -> String {
        let path = if output == "index.html" || output.ends_with("/index.html") {
            &output[..output.len() - "index.html".len()]
        } else {
            output
        };
        format!("{}/{}", self.mount, encoded(path))
    }
}

/// What browsers percent-encode in paths (the path percent-encode set of the URL standard, and `%`, since
/// names of files are no addresses yet).
const IN_PATHS: AsciiSet = CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%');

/// A path as browsers write it.
pub fn encoded(path: &str) -> impl fmt::Display + '_ {
    utf8_percent_encode(path, &IN_PATHS)
}
