//! Finds the ids of a paper in the fields where reference managers store them: arXiv ids in journal names,
//! volumes, pages and notes, and addresses in any text. A paper that is only at arXiv is a preprint. arXiv is
//! not stored as its journal or its publisher.

use super::imported_paper::{ImportedPaper, Variable};
use crate::paper::{ArxivId, ArxivMention, Doi, PaperId, PaperRef, addresses, is_arxiv_name};

/// Variables whose value can be the name arXiv.
const CONTAINERS: [&str; 6] =
    ["container-title", "collection-title", "event-title", "publisher", "archive", "container-title-short"];

/// Variables that can hold the id when one of [`CONTAINERS`] names arXiv.
const NUMBERS: [&str; 6] = ["volume", "number", "page", "issue", "archive_location", "version"];

/// Types that programs often give to a record that is only at arXiv.
const LOOSE_TYPES: [&str; 7] =
    ["article-journal", "document", "webpage", "manuscript", "report", "article", "post-weblog"];

impl ImportedPaper {
    /// Stores the arXiv id that a text mentions. Returns whether the text contains nothing else.
    pub fn take_mention(&mut self, text: &str, is_id: bool) -> bool {
        let Some(mention) = ArxivMention::find(text, is_id) else { return false };
        let is_same = self.arxiv.as_ref().is_none_or(|arxiv| arxiv.id == mention.id.id);
        if self.arxiv.is_none() {
            self.arxiv = Some(mention.id);
        }
        if is_same && self.category.is_none() {
            // `[cs]` is an archive and not a category. A name such as `hep-th` is both.
            self.category = mention.category.filter(|name| name.contains('.') || name.contains('-'));
        }
        mention.is_all && is_same
    }

    /// Stores the DOI in a text. If arXiv issued the DOI, the arXiv id is stored.
    pub fn take_doi(&mut self, text: &str) {
        let text = text.trim().trim_end_matches(['/', '.', ',', ';']);
        match Doi::parse(text).map(|doi| (PaperId::of_doi(&doi), doi)) {
            Some((PaperId::Arxiv(id), _)) => self.take_arxiv(&id),
            Some((_, doi)) if self.doi.is_none() => self.doi = Some(doi),
            _ => {}
        }
    }

    /// Stores an address, unless it is the same as that of the arXiv id or the DOI. For an address at arXiv or
    /// at a DOI resolver, the id in it is stored. A second address becomes a link. Returns whether the text is
    /// an address.
    pub fn take_url(&mut self, text: &str) -> bool {
        if !crate::fields::is_address(text) || !text.to_ascii_lowercase().starts_with("http") {
            return false;
        }
        match PaperId::of_address(text) {
            PaperId::Arxiv(id) => self.take_arxiv(&id),
            PaperId::Doi(_) => match PaperRef::parse(text) {
                Some(PaperRef::Doi(doi)) if self.doi.is_none() => self.doi = Some(doi),
                _ => {}
            },
            PaperId::Address(_) if self.url.is_none() => self.url = Some(text.to_owned()),
            PaperId::Address(_) if self.url.as_deref() != Some(text) => {
                let host = text.split('/').nth(2).unwrap_or_default();
                let host = host.strip_prefix("www.").unwrap_or(host).to_owned();
                self.named_link(&host, text);
            }
            PaperId::Address(_) => {}
        }
        true
    }

    /// Stores the addresses, DOIs and arXiv ids of an address field such as `url` or `UR`.
    pub fn take_addresses(&mut self, text: &str) {
        let found = addresses(text);
        if found.is_empty() {
            self.take_mention(text, false);
            self.take_doi(text);
        }
        for address in found {
            self.take_url(&address);
        }
    }

    /// Stores the ids in a text such as a note. Returns whether the text contains nothing else.
    pub fn take_from_note(&mut self, text: &str) -> bool {
        let lower = text.trim().to_ascii_lowercase();
        let is_arxiv = self.take_mention(text, false);
        let found = addresses(text);
        for address in &found {
            let is_id = !matches!(PaperId::of_address(address), PaperId::Address(_));
            // Notes can link to other pages, so an ordinary address is used only if the paper has no other id
            // or address.
            if is_id || self.url.is_none() && self.arxiv.is_none() && self.doi.is_none() {
                self.take_url(address);
            }
        }
        let doi = lower.find("doi:").or_else(|| lower.find("doi ")).map(|at| text.trim()[at..].trim());
        let doi = doi.and_then(|text| text[4..].split_whitespace().next());
        if self.doi.is_none() {
            doi.into_iter().for_each(|doi| self.take_doi(doi));
        }
        let words = text.split_whitespace().filter(|word| addresses(word).is_empty());
        let words: Vec<String> =
            words.map(|word| word.trim_matches([':', ',', '.']).to_ascii_lowercase()).collect();
        let is_silent = |word: &String| {
            matches!(
                word.as_str(),
                "" | "available" | "at" | "online" | "url" | "from" | "doi" | "see" | "accessed"
            ) || Doi::parse(word).is_some()
        };
        is_arxiv || (!found.is_empty() || doi.is_some()) && words.iter().all(is_silent)
    }

    fn take_arxiv(&mut self, id: &str) {
        if self.arxiv.is_none() {
            self.arxiv = ArxivId::parse(id);
        }
    }

    /// Reads the arXiv ids in the variables, and removes arXiv as a journal or publisher.
    pub fn settle_preprint(&mut self) {
        let mut at_arxiv = false;
        for name in CONTAINERS {
            let Some(text) = self.variable(name).map(str::to_owned) else { continue };
            let is_arxiv = is_arxiv_name(&text);
            at_arxiv |= is_arxiv;
            if (self.take_mention(&text, false) || is_arxiv) && self.is_named_arxiv(&text) {
                self.remove(name);
            }
        }
        for name in NUMBERS {
            let Some(text) = self.variable(name).map(str::to_owned) else { continue };
            let says_all = self.take_mention(&text, at_arxiv);
            if says_all && (at_arxiv || text.to_ascii_lowercase().contains("arxiv")) {
                self.remove(name);
            }
        }
        let note = self.variable("note").map(str::to_owned).unwrap_or_default();
        if note.len() < 2_000 && self.take_from_note(&note) {
            self.remove("note");
        }
        if self.arxiv.is_none() {
            return;
        }
        let has_place =
            ["container-title", "event-title", "publisher"].iter().any(|name| self.variable(name).is_some());
        let kind = self.variable("type").unwrap_or_default();
        if !has_place && LOOSE_TYPES.contains(&kind) && kind != "article" && (at_arxiv || self.doi.is_none())
        {
            for (name, value) in &mut self.publication {
                if name == "type" {
                    *value = Variable::Text("article".to_owned());
                }
            }
        }
    }

    fn is_named_arxiv(&self, text: &str) -> bool {
        is_arxiv_name(text) || ArxivMention::find(text, false).is_some_and(|mention| mention.is_all)
    }
}

/// If chapters or papers in proceedings share one DOI, it is the DOI of their book and does not identify them.
/// It becomes a link. Two records of the same article keep their DOI.
pub fn part_from_book(records: &mut [ImportedPaper]) {
    let mut by_doi: std::collections::BTreeMap<String, Vec<usize>> = std::collections::BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        if let Some(doi) = &record.doi {
            by_doi.entry(doi.as_str().to_ascii_lowercase()).or_default().push(at);
        }
    }
    let is_part = |record: &ImportedPaper| {
        let kind = record.variable("type").unwrap_or_default();
        matches!(kind, "chapter" | "paper-conference" | "entry" | "entry-encyclopedia" | "entry-dictionary")
    };
    for shared in by_doi.into_values().filter(|shared| shared.len() > 1) {
        let title = |at: usize| crate::slug::Slug::of(&records[at].title.plain());
        let first = title(shared[0]);
        if shared.iter().all(|at| title(*at) == first) {
            continue;
        }
        for at in shared {
            let record = &mut records[at];
            if is_part(record)
                && let Some(doi) = record.doi.take()
            {
                record.named_link("Book", &doi.address());
            }
        }
    }
}
