//! A file that is copied without change.

use crate::fingerprint::Fingerprint;
use crate::place::SourcePath;

/// A file that is copied without change.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AssetView {
    /// Its path in the site's folder.
    pub source: SourcePath,
    /// The fingerprint of the file.
    pub fingerprint: Fingerprint,
}
