//! A file that is copied without change.

use crate::fingerprint::Fingerprint;
use crate::place::SourcePath;

/// A file that is copied as it is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AssetView {
    /// Where it stands.
    pub source: SourcePath,
    /// Changes when the file does.
    pub fingerprint: Fingerprint,
}
