//! The forms in which people name a paper: ids and addresses of arXiv and of sites that mirror it, DOIs and
//! their resolvers, the words in which references mention arXiv. The one place that knows them: front matter,
//! `add` and `import` read by it. Asks no service whether there is such a paper.

use std::fmt;

use percent_encoding::percent_decode_str;
use url::Url;

use super::{ArxivId, Doi, PaperId};

/// A paper that can be looked up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PaperRef {
    /// At arXiv.
    Arxiv(ArxivId),
    /// At the resolver of DOIs.
    Doi(Doi),
}

/// Sites that show papers of arXiv by their ids, besides those of `arxiv.org` itself.
const MIRRORS: [&str; 8] = [
    "ar5iv.org",
    "alphaxiv.org",
    "huggingface.co",
    "hf.co",
    "scirate.com",
    "papers.cool",
    "arxiv-vanity.com",
    "semanticscholar.org",
];

/// What stands before the id in the paths of those sites.
const LEADS: [&str; 8] =
    ["/abs/", "/pdf/", "/html/", "/format/", "/papers/", "/overview/", "/ps/", "/arxiv/"];

impl PaperRef {
    /// Reads an id or an address.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches(['.', ',', ';']);
        if let Some(id) = ArxivId::parse(text) {
            return Some(Self::Arxiv(id));
        }
        // URLs of DOIs have some characters escaped, so they are read as URLs below.
        if !text.contains("doi.org/")
            && let Some(doi) = Doi::parse(text)
        {
            return Self::of_doi(doi);
        }
        let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        Self::of_url(&Url::parse(&whole).ok()?)
    }

    /// Reads an address that has a scheme.
    pub fn of_url(url: &Url) -> Option<Self> {
        let host = url.host_str()?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        let path = url.path().trim_end_matches('/');
        if host == "arxiv.org" || host.ends_with(".arxiv.org") || MIRRORS.contains(&host) {
            let id = LEADS.iter().find_map(|lead| path.strip_prefix(lead))?;
            let id = [".pdf", ".md", ".ps"].iter().find_map(|end| id.strip_suffix(end)).unwrap_or(id);
            return ArxivId::parse(id).map(Self::Arxiv);
        }
        if matches!(host, "doi.org" | "dx.doi.org") {
            // Addresses have some characters of DOIs escaped.
            let path = percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy();
            return Doi::parse(&path).and_then(Self::of_doi);
        }
        None
    }

    fn of_doi(doi: Doi) -> Option<Self> {
        match doi.arxiv() {
            Some(id) => ArxivId::parse(id).map(Self::Arxiv),
            None => Some(Self::Doi(doi)),
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

impl ArxivId {
    /// Reads an identifier or the address of one, which front matter may hold too.
    pub fn parse_any(text: &str) -> Option<Self> {
        match PaperRef::parse(text)? {
            PaperRef::Arxiv(id) => Some(id),
            PaperRef::Doi(_) => None,
        }
    }
}

impl PaperId {
    /// The identifier of a URL; URLs at arXiv and DOI resolvers are converted to arXiv ids and DOIs.
    pub fn of_address(address: &str) -> Self {
        let plain = || PaperId::Address(address.trim_end_matches('/').to_string());
        let Ok(url) = Url::parse(address) else { return plain() };
        let host = url.host_str().unwrap_or_default().trim_start_matches("www.");
        let path = url.path().trim_end_matches('/');
        match PaperRef::of_url(&url) {
            Some(PaperRef::Arxiv(arxiv)) => return Self::of_arxiv(&arxiv),
            Some(PaperRef::Doi(doi)) => return Self::of_doi(&doi),
            None => {}
        }
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        PaperId::Address(format!("{host}{path}{query}"))
    }
}

/// How a reference mentions a paper at arXiv.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArxivMention {
    /// Which paper.
    pub id: ArxivId,
    /// The category after it, in brackets.
    pub category: Option<String>,
    /// Whether the text says nothing else.
    pub is_all: bool,
}

impl ArxivMention {
    /// Finds the first mention in a text: `arXiv preprint arXiv:1706.03762`, `arXiv:1706.03762v5 [cs.CL]`,
    /// `CoRR abs/1706.03762`, an address. A number alone is none unless the text `is_id`, as `eprint` is.
    pub fn find(text: &str, is_id: bool) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        if !is_id
            && !["arxiv", "corr", "abs/", "alphaxiv", "ar5iv", "/papers/"]
                .iter()
                .any(|word| lower.contains(word))
        {
            return None;
        }
        let tokens = text.split(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '{' | '}' | '<' | '>' | '"')
        });
        let tokens: Vec<&str> = tokens.filter(|token| !token.is_empty()).collect();
        let read = |token: &str| {
            let token = token.trim_end_matches(['.', ':']);
            let bare = token.split_once('[').map_or(token, |(id, _)| id);
            let bare = ["abs/", "arXiv:abs/", "arxiv.org/abs/"]
                .iter()
                .find_map(|lead| bare.strip_prefix(lead))
                .unwrap_or(bare);
            match PaperRef::parse(bare) {
                Some(PaperRef::Arxiv(id)) => Some(id),
                // `cs.CL/1706.03762` is a category and an id.
                _ if is_id => ArxivId::parse(bare.rsplit('/').next()?),
                _ => None,
            }
        };
        let (at, id) = tokens.iter().enumerate().find_map(|(at, token)| Some((at, read(token)?)))?;
        let bracketed = |token: &&str| {
            let (_, inside) = token.split_once('[')?;
            let category = inside.split(']').next()?.trim();
            let is_one =
                category.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'-'));
            (is_one && !category.is_empty()).then(|| category.to_owned())
        };
        let category = tokens[at..].iter().take(2).find_map(bracketed);
        let is_lead = |token: &&str| {
            let word = token.trim_matches([':', '.', '[', ']']).to_ascii_lowercase();
            matches!(
                word.as_str(),
                "arxiv"
                    | "preprint"
                    | "preprints"
                    | "e-print"
                    | "e-prints"
                    | "eprint"
                    | "eprints"
                    | "corr"
                    | "abs"
                    | "id"
                    | "on"
                    | "url"
                    | "available"
                    | "at"
                    | "and"
                    | "in"
                    | "arxiv.org"
            )
        };
        let is_tail = |token: &&str| bracketed(token).is_some() || read(token).is_some() || is_lead(token);
        let is_all = tokens[..at].iter().all(is_lead) && tokens[at + 1..].iter().all(is_tail);
        Some(Self { id, category, is_all })
    }
}

/// Whether what a work appeared in is arXiv, by one of the names it goes by in references.
pub fn is_arxiv_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.split(['(', '[']).next().unwrap_or_default().trim().trim_end_matches('.');
    let rest = name
        .strip_prefix("arxiv")
        .map(|rest| rest.strip_prefix(".org").unwrap_or(rest).trim_start_matches([':', ' ', ',']));
    name == "corr"
        || name == "computing research repository"
        || rest.is_some_and(|rest| {
            let word = rest.split_whitespace().next().unwrap_or_default();
            matches!(
                word.trim_end_matches('s'),
                "" | "preprint" | "e-print" | "eprint" | "cornell" | "pre-print"
            ) || ArxivMention::find(rest, true).is_some_and(|mention| mention.is_all)
        })
}

/// The web addresses in a text, in order: `https://…`, and `www.…`, which gets a scheme.
pub fn addresses(text: &str) -> Vec<String> {
    let tokens = text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '{' | '}'));
    let address = |token: &str| {
        let token = token.strip_prefix('<').map_or(token, |rest| rest.split('>').next().unwrap_or_default());
        let token = token.trim_start_matches(['(', '[']).trim_end_matches([',', ';', '.', ']']);
        let token = if token.contains('(') { token } else { token.trim_end_matches(')') };
        let lower = token.get(..8)?.to_ascii_lowercase();
        let whole = if lower.starts_with("www.") { format!("https://{token}") } else { token.to_owned() };
        let is_web =
            lower.starts_with("www.") || lower.starts_with("http://") || lower.starts_with("https://");
        (is_web && Url::parse(&whole).is_ok_and(|url| url.host_str().is_some_and(|host| host.contains('.'))))
            .then_some(whole)
    };
    tokens.filter_map(address).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("https://alphaxiv.org/abs/2306.06626v2", "arXiv:2306.06626v2"),
            ("https://www.alphaxiv.org/overview/2306.06626", "arXiv:2306.06626"),
            ("https://ar5iv.labs.arxiv.org/html/2306.06626", "arXiv:2306.06626"),
            ("https://scirate.com/arxiv/2306.06626", "arXiv:2306.06626"),
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

    #[test]
    fn references_mention_arxiv_in_many_ways() {
        for (text, id, category, is_all) in [
            ("arXiv preprint arXiv:1706.03762", "1706.03762", None, true),
            ("arXiv:1706.03762 [cs]", "1706.03762", Some("cs"), true),
            ("arXiv:1706.03762v5 [cs.CL]", "1706.03762v5", Some("cs.CL"), true),
            ("CoRR abs/1706.03762", "1706.03762", None, true),
            ("CoRR, abs/hep-th/9901001", "hep-th/9901001", None, true),
            ("https://arxiv.org/abs/1706.03762", "1706.03762", None, true),
            ("ArXiv e-prints, 1706.03762", "1706.03762", None, true),
            ("NeurIPS 2017. arXiv:1706.03762.", "1706.03762", None, false),
            ("Code at https://x.org, arXiv: 1706.03762", "1706.03762", None, false),
        ] {
            let expected = (id.to_owned(), category, is_all);
            let mention = ArxivMention::find(text, false);
            let found =
                mention.as_ref().map(|found| (found.id.to_string(), found.category.as_deref(), found.is_all));
            assert_eq!(found, Some(expected), "{text}");
        }
        for text in ["pages 1706.03762", "Correlated abstracts", "arXiv", "the CoRR of 1999"] {
            assert_eq!(ArxivMention::find(text, false), None, "{text}");
        }
        for text in ["1706.03762 [cs.LG]", "cs.LG/1706.03762", "1706.03762"] {
            assert!(ArxivMention::find(text, true).is_some(), "{text}");
        }
    }

    #[test]
    fn names_of_arxiv() {
        for name in [
            "arXiv",
            "arXiv preprint",
            "ArXiv e-prints",
            "CoRR",
            "arXiv.org",
            "arXiv (Cornell University)",
            "arXiv preprint arXiv:1706.03762",
            "arXiv:1706.03762 [cs]",
        ] {
            assert!(is_arxiv_name(name), "{name}");
        }
        for name in ["Nature", "Corrosion", "arXivology", "Proceedings of arXiv Day"] {
            assert!(!is_arxiv_name(name), "{name}");
        }
    }

    #[test]
    fn addresses_in_texts() {
        for (text, expected) in [
            ("https://a.org/x, http://b.org", vec!["https://a.org/x", "http://b.org"]),
            ("Available at www.example.org/paper.", vec!["https://www.example.org/paper"]),
            ("(see https://a.org/x)", vec!["https://a.org/x"]),
            ("https://a.org/x_(y)", vec!["https://a.org/x_(y)"]),
            ("no address, file:///home/x", vec![]),
            ("http", vec![]),
        ] {
            assert_eq!(addresses(text), expected, "{text}");
        }
    }
}
