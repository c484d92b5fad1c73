//! Facts of an entry that several outputs show: its permanent id, its short description and its date.

use super::context::Context;
use crate::content::PaperDocument;
use crate::paper::Edtf;

/// The permanent id of an entry: `id`, else the URL at arXiv, else that of the DOI, else `url`, else a tag URI of
/// the site (RFC 4151). It does not depend on the build or on the address of the page. A later entry for the same
/// paper always gets a tag URI, because feed readers show one item for each id.
pub fn permanent_id(context: &Context<'_>, document: &PaperDocument) -> String {
    let arxiv = || document.arxiv.as_ref().map(|arxiv| format!("https://arxiv.org/abs/{}", arxiv.value.id));
    let doi = || document.doi.as_ref().map(|doi| doi.value.address());
    let url = || document.url.as_ref().map(|url| url.value.clone());
    let of_paper = || arxiv().or_else(doi).or_else(url).filter(|_| document.again.is_none());
    document.id.clone().or_else(of_paper).unwrap_or_else(|| {
        format!("tag:{},{}:{}", context.config.base_url.host, document.date.value, document.slug.in_url())
    })
}

/// The curator's short text about an entry, for descriptions.
pub fn description(document: &PaperDocument) -> Option<&str> {
    let tldr = document.tldr.as_ref().map(|tldr| tldr.plain.as_str());
    tldr.or(Some(document.body.summary_plain.as_str()).filter(|text| !text.is_empty()))
}

/// When the work was published: `issued`, else `published`, else the month that an arXiv id begins with.
pub fn issued(document: &PaperDocument) -> Option<Edtf> {
    let arxiv = || document.arxiv.as_ref().and_then(|arxiv| arxiv.value.month());
    let own = || document.published.or_else(arxiv).map(Edtf::from);
    document.publication.date("issued").or_else(own)
}
