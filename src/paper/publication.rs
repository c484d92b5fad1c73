//! Publication data of a paper, as CSL 1.0.2 variables. Does not include data for which entries have separate fields.

use serde::{Deserialize, Serialize};

use super::edtf::Edtf;
use super::name::Name;

/// The table `[publication]` of an entry, in the order of the tables in [`csl`].
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
