//! Publication data of a paper, as CSL 1.0.2 variables. Does not include data for which entries have separate fields.

use serde::{Deserialize, Serialize};

use super::edtf::Edtf;
use super::name::Name;

/// The table `[publication]` of an entry, in the order of the tables in [`csl`](super::csl).
///
/// ```
/// use digestgen::paper::{Edtf, Publication};
///
/// let publication = Publication {
///     kind: Some("article-journal".to_owned()),
///     texts: vec![("container-title".to_owned(), "Physical Review D".to_owned())],
///     dates: Edtf::parse("2024").map(|year| ("issued".to_owned(), year)).into_iter().collect(),
///     ..Publication::default()
/// };
/// assert_eq!(publication.text("container-title"), Some("Physical Review D"));
/// assert_eq!(publication.date("issued").and_then(|date| date.year()), Some(2024));
/// assert_eq!(publication.text("volume"), None);
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Publication {
    /// The CSL type.
    pub kind: Option<String>,
    /// Texts and numbers.
    pub texts: Vec<(String, String)>,
    /// People.
    pub names: Vec<(String, Vec<Name>)>,
    /// Dates.
    pub dates: Vec<(String, Edtf)>,
}

impl Publication {
    /// A text variable.
    pub fn text(&self, csl: &str) -> Option<&str> {
        self.texts.iter().find(|(name, _)| name == csl).map(|(_, text)| text.as_str())
    }

    /// A date variable.
    pub fn date(&self, csl: &str) -> Option<Edtf> {
        self.dates.iter().find(|(name, _)| name == csl).map(|(_, date)| *date)
    }
}
