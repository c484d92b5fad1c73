//! Links of an entry, topic or author to other sites. Checks no address.

use serde::{Deserialize, Serialize};

/// A link of an entry, topic or author.
///
/// ```
/// use digestgen::paper::{Link, LinkKind};
///
/// let code = Link {
///     name: "Code".to_owned(),
///     url: "https://github.com/tensorflow/tensor2tensor".to_owned(),
///     kind: LinkKind::Code,
/// };
/// // Templates and the API see the kind as a lower-case word.
/// assert_eq!(serde_json::to_value(&code)?["kind"], "code");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Link {
    /// The words shown: `Code`, or what the entry says.
    pub name: String,
    /// The address.
    pub url: String,
    /// What it leads to.
    pub kind: LinkKind,
}

/// What a link of an entry leads to.
///
/// ```
/// use digestgen::paper::LinkKind;
///
/// assert_eq!(serde_json::from_str::<LinkKind>("\"slides\"")?, LinkKind::Slides);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// The abstract at arXiv.
    Arxiv,
    /// The paper to read.
    Pdf,
    /// The paper at its DOI.
    Doi,
    /// Code.
    Code,
    /// A page on the work.
    Project,
    /// A talk.
    Video,
    /// Slides.
    Slides,
    /// Data.
    Data,
    /// Whatever the entry says.
    Other,
}
