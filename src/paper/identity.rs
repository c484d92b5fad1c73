//! Identifiers of papers: arXiv id, DOI, URL. Parses the usual notations. Does not query any service.

use serde::{Deserialize, Serialize};

use std::fmt;

use super::digits::parse_digits;
use super::published::Published;

/// Prefix of the DOIs of papers at arXiv, before the arXiv id.
const OF_ARXIV: &str = "10.48550/arXiv.";

/// An arXiv identifier, old or new style, optionally with a version.
///
/// ```
/// use digestgen::paper::ArxivId;
///
/// let id = ArxivId::parse("arXiv:2306.06626v2").expect("an arXiv id");
/// assert_eq!((id.id.as_str(), id.version), ("2306.06626", Some(2)));
/// assert_eq!(id.pdf(), "https://arxiv.org/pdf/2306.06626v2");
/// assert!(ArxivId::parse("math.GT/0309136").is_some());
/// assert!(ArxivId::parse("2306.6").is_none());
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct ArxivId {
    /// Without version: `2306.06626` or `math.GT/0309136`.
    pub id: String,
    /// The version, if one is given.
    pub version: Option<u32>,
}

impl ArxivId {
    /// Reads an identifier, with or without the prefix `arXiv:`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text =
            text.get(..6).filter(|p| p.eq_ignore_ascii_case("arxiv:")).map_or(text, |_| text[6..].trim());
        let (id, version) = match text.rfind('v') {
            Some(at) if text[at + 1..].bytes().all(|b| b.is_ascii_digit()) && at + 1 < text.len() => {
                (&text[..at], Some(text[at + 1..].parse().ok().filter(|version| *version > 0)?))
            }
            _ => (text, None),
        };
        (is_new_style(id) || is_old_style(id)).then(|| Self { id: id.to_string(), version })
    }

    /// The address of its abstract, at the pinned version if there is one.
    pub fn address(&self) -> String {
        format!("https://arxiv.org/abs/{self}")
    }

    /// Its DOI at DataCite, for all versions.
    pub fn doi(&self) -> String {
        format!("{OF_ARXIV}{}", self.id)
    }

    /// The month in which the id was assigned, which is its first part.
    pub fn month(&self) -> Option<Published> {
        let digits = self.id.rsplit('/').next()?;
        let (year, month) = (parse_digits(digits.get(..2)?, 2)?, parse_digits(digits.get(2..4)?, 2)?);
        let year = if year >= 91 { 1900 + year } else { 2000 + year };
        Some(Published { year, month: Some(month as i8), day: None })
    }

    /// The URL of its PDF, with the version if one is given.
    pub fn pdf(&self) -> String {
        format!("https://arxiv.org/pdf/{self}")
    }
}

impl fmt::Display for ArxivId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)?;
        self.version.map_or(Ok(()), |version| write!(f, "v{version}"))
    }
}

/// `YYMM.NNNN` from April 2007, `YYMM.NNNNN` from January 2015.
fn is_new_style(id: &str) -> bool {
    let Some((date, number)) = id.split_once('.') else { return false };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    date.len() == 4
        && digits(date)
        && matches!(date[2..].parse(), Ok(1..=12))
        && (4..=5).contains(&number.len())
        && digits(number)
}

/// `archive/YYMMNNN` or `archive.XX/YYMMNNN`, up to March 2007.
fn is_old_style(id: &str) -> bool {
    let Some((archive, number)) = id.split_once('/') else { return false };
    let (archive, class) = archive.split_once('.').map_or((archive, None), |(a, class)| (a, Some(class)));
    !archive.is_empty()
        && archive.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        && class.is_none_or(|class| {
            (2..=3).contains(&class.len()) && class.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
        })
        && number.len() == 7
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(number[2..4].parse(), Ok(1..=12))
}

/// A digital object identifier, without resolver.
///
/// ```
/// use digestgen::paper::Doi;
///
/// let doi = Doi::parse("https://doi.org/10.1007/s10955-022-02966-8").expect("a DOI");
/// assert_eq!(doi.as_str(), "10.1007/s10955-022-02966-8");
/// let doi = Doi::parse("10.48550/arXiv.1706.03762").expect("a DOI");
/// assert_eq!(doi.arxiv(), Some("1706.03762"));
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Doi(String);

impl Doi {
    /// Reads a DOI, with or without the prefix `doi:` or the URL of a resolver.
    pub fn parse(text: &str) -> Option<Self> {
        let mut doi = text.trim();
        for lead in ["https://", "http://", "www.", "dx.doi.org/", "doi.org/", "doi:", "doi "] {
            if doi.get(..lead.len()).is_some_and(|start| start.eq_ignore_ascii_case(lead)) {
                doi = doi[lead.len()..].trim_start();
            }
        }
        let (registrant, suffix) = doi.strip_prefix("10.")?.split_once('/')?;
        let good = registrant.len() >= 4
            && registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && !suffix.is_empty()
            && !doi.contains(|c: char| c.is_whitespace() || c.is_control());
        good.then(|| Self(doi.to_string()))
    }

    /// The DOI as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its URL at the resolver.
    pub fn address(&self) -> String {
        format!("https://doi.org/{}", self.0)
    }

    /// The arXiv id in it, if it is DataCite's DOI of a paper at arXiv.
    pub fn arxiv(&self) -> Option<&str> {
        let (lead, id) = self.0.split_at_checked(OF_ARXIV.len())?;
        lead.eq_ignore_ascii_case(OF_ARXIV).then_some(id)
    }
}

/// An identifier of a paper. Two entries with the same identifier are the same paper.
///
/// ```
/// use digestgen::paper::{ArxivId, PaperId};
///
/// let arxiv = ArxivId::parse("1706.03762v5").expect("an arXiv id");
/// let id = PaperId::of_arxiv(&arxiv);
/// assert_eq!(id, PaperId::of_address("https://arxiv.org/pdf/1706.03762"));
/// // Other pages are compared without scheme, fragment and trailing slash.
/// assert_eq!(
///     PaperId::of_address("http://www.example.org/paper/#abstract"),
///     PaperId::of_address("https://example.org/paper"),
/// );
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum PaperId {
    /// An arXiv id without version.
    Arxiv(String),
    /// A DOI in lower case; those of papers at arXiv are [`PaperId::Arxiv`].
    Doi(String),
    /// A URL without scheme, fragment and last slash.
    Address(String),
}

impl PaperId {
    /// The identifier of an arXiv id.
    pub fn of_arxiv(arxiv: &ArxivId) -> Self {
        PaperId::Arxiv(arxiv.id.to_ascii_lowercase())
    }

    /// The identifier of a DOI (DOIs are not case-sensitive).
    pub fn of_doi(doi: &Doi) -> Self {
        match doi.arxiv().map(str::to_ascii_lowercase) {
            Some(id) => PaperId::Arxiv(ArxivId::parse(&id).map_or(id, |arxiv| arxiv.id)),
            None => PaperId::Doi(doi.as_str().to_ascii_lowercase()),
        }
    }
}

impl fmt::Display for PaperId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PaperId::Arxiv(id) => write!(f, "arXiv id `{id}`"),
            PaperId::Doi(doi) => write!(f, "DOI `{doi}`"),
            PaperId::Address(address) => write!(f, "address `{address}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arxiv_id_says_its_month() {
        let month = |id: &str| ArxivId::parse(id).and_then(|id| id.month()).map(|month| month.to_string());
        for (id, expected) in [
            // arXiv began in August 1991, so that 90 is a year of this century.
            ("hep-th/9108001", "1991-08"),
            ("hep-th/9912001", "1999-12"),
            ("math.GT/0001001", "2000-01"),
            ("2306.06626v2", "2023-06"),
            ("9012.00001", "2090-12"),
        ] {
            assert_eq!(month(id).as_deref(), Some(expected), "{id}");
        }
        for wrong in ["2313.00001", "2300.00001", "hep-th/9113001", "hep-th/910801"] {
            assert_eq!(ArxivId::parse(wrong), None, "{wrong}");
        }
    }
}
