//! What people paste to name a paper: ids and addresses of arXiv, DOIs, pages of Hugging Face.
//! Asks no service whether there is such a paper.

use std::fmt;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::paper::{ArxivId, Doi, PaperId};

/// A paper that can be looked up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PaperRef {
    /// At arXiv.
    Arxiv(ArxivId),
    /// At the resolver of DOIs.
    Doi(Doi),
}

impl PaperRef {
    /// Reads an id or an address.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches(['.', ',', ';']);
        if let Some(id) = ArxivId::parse(text) {
            return Some(Self::Arxiv(id));
        }
        if let Some(doi) = Doi::parse(text) {
            return Some(match doi.arxiv() {
                Some(id) => Self::Arxiv(ArxivId::parse(id)?),
                None => Self::Doi(doi),
            });
        }
        let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let url = Url::parse(&whole).ok()?;
        let host = url.host_str()?.trim_start_matches("www.");
        let path = url.path().trim_end_matches('/');
        match host {
            "arxiv.org"
            | "export.arxiv.org"
            | "ar5iv.org"
            | "ar5iv.labs.arxiv.org"
            | "alphaxiv.org"
            | "huggingface.co"
            | "hf.co" => {
                let leads = ["/abs/", "/pdf/", "/html/", "/format/", "/papers/", "/overview/"];
                let id = leads.iter().find_map(|lead| path.strip_prefix(lead))?;
                let id = id.trim_end_matches(".pdf").trim_end_matches(".md");
                ArxivId::parse(id).map(Self::Arxiv)
            }
            "doi.org" | "dx.doi.org" => {
                // Addresses have some characters of DOIs escaped.
                let path = percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy();
                Doi::parse(&path).and_then(|doi| Self::parse(doi.as_str()))
            }
            _ => None,
        }
    }

    /// What it identifies.
    pub fn identity(&self) -> PaperId {
        match self {
            Self::Arxiv(id) => PaperId::of_arxiv(id),
            Self::Doi(doi) => PaperId::of_doi(doi),
        }
    }
}

impl fmt::Display for PaperRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Arxiv(id) => write!(f, "arXiv:{id}"),
            Self::Doi(doi) => f.write_str(doi.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PaperRef;

    #[test]
    fn every_form_people_paste() {
        for (text, expected) in [
            ("2306.06626", "arXiv:2306.06626"),
            (" arXiv:2306.06626v2 ", "arXiv:2306.06626v2"),
            ("math.GT/0309136", "arXiv:math.GT/0309136"),
            ("https://arxiv.org/abs/2306.06626v2", "arXiv:2306.06626v2"),
            ("http://www.arxiv.org/pdf/2306.06626.pdf", "arXiv:2306.06626"),
            ("https://arxiv.org/pdf/2306.06626v1#page=3", "arXiv:2306.06626v1"),
            ("https://arxiv.org/html/2306.06626v1/", "arXiv:2306.06626v1"),
            ("arxiv.org/abs/hep-th/9901001", "arXiv:hep-th/9901001"),
            ("https://export.arxiv.org/abs/math.GT/0309136?context=math", "arXiv:math.GT/0309136"),
            ("https://huggingface.co/papers/2306.06626", "arXiv:2306.06626"),
            ("https://hf.co/papers/2306.06626", "arXiv:2306.06626"),
            ("10.48550/arXiv.2306.06626", "arXiv:2306.06626"),
            ("https://doi.org/10.48550/arXiv.2306.06626", "arXiv:2306.06626"),
            ("10.1063/1.2172593", "10.1063/1.2172593"),
            ("doi:10.1063/1.2172593", "10.1063/1.2172593"),
            ("https://dx.doi.org/10.1063/1.2172593", "10.1063/1.2172593"),
            ("https://www.doi.org/10.1002/%28SICI%291096", "10.1002/(SICI)1096"),
        ] {
            assert_eq!(
                PaperRef::parse(text).map(|pasted| pasted.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        for text in
            ["", "attention", "https://example.org/abs/2306.06626", "https://arxiv.org/list/cs.LG", "9999"]
        {
            assert_eq!(PaperRef::parse(text), None, "{text}");
        }
    }
}
