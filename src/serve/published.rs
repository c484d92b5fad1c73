//! The state that requests read: the outputs of the last successful build, when each changed, and the current
//! errors. It is replaced as a whole, so a request never mixes two builds.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::fingerprint::Fingerprint;
use crate::output::BuiltFiles;
use crate::place::OutputPath;
use crate::url_path::encode;

/// The published state.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The outputs; empty until a build succeeds.
    pub files: Arc<BuiltFiles>,
    /// The path of `base_url`: empty, or `/digest`.
    pub mount: String,
    /// Identifies the build by its content, so that open pages recognise it after a restart of the server.
    pub build: Fingerprint,
    /// The errors of the latest build, formatted. If there are any, `files` is from the last successful build.
    pub errors: Arc<[String]>,
    /// Counts the published builds.
    number: u64,
    /// The build number with which an output last changed. Outputs that never changed are not included.
    changed: Arc<BTreeMap<OutputPath, u64>>,
    /// The number of each build.
    builds: Arc<HashMap<Fingerprint, u64>>,
}

impl Published {
    /// The state after a successful build; `changed` are the outputs that differ from the build before.
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

    /// Whether any build has succeeded.
    pub fn is_ready(&self) -> bool {
        !self.files.is_empty()
    }

    /// The URLs that changed since a build. `None` if that build is unknown: it is from another server.
    pub fn since(&self, build: Fingerprint) -> Option<Vec<String>> {
        let number = *self.builds.get(&build)?;
        let changed = self.changed.iter().filter(|(_, at)| **at > number);
        Some(changed.map(|(path, _)| self.url_path(path.as_str())).collect())
    }

    /// The URL path of an output, with the path of `base_url`, percent-encoded as in links.
    pub fn url_path(&self, output: &str) -> String {
        let path = if output == "index.html" || output.ends_with("/index.html") {
            &output[..output.len() - "index.html".len()]
        } else {
            output
        };
        format!("{}/{}", self.mount, encode(path))
    }
}
