//! Links of an entry, topic or author to other sites. Does not check them.

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
    /// The text of the link: `Code`, or the text set in the entry.
    pub name: String,
    /// The URL.
    pub url: String,
    /// The kind of target.
    pub kind: LinkKind,
}

/// The kind of a link's target.
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
    /// The full text of the paper.
    Pdf,
    /// The paper's DOI.
    Doi,
    /// Code.
    Code,
    /// A project page.
    Project,
    /// A talk.
    Video,
    /// Slides.
    Slides,
    /// Data.
    Data,
    /// Any other target.
    Other,
}
