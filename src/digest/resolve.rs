//! Finds the entry a reference means, and tells of references that mean none.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::indices::PaperIndex;
use super::{Digest, Hidden};
use crate::content::{Document, Inline, Markup, PaperDocument, Target};
use crate::diagnostic::codes::digest as codes;
use crate::diagnostic::{Diagnostic, cap_per_code, nearest};
use crate::paper::HiddenReason;
use crate::place::SourcePath;

/// Where references lead.
#[derive(Debug, Default)]
pub struct Index<'d> {
    by_slug: HashMap<&'d str, PaperIndex>,
    by_arxiv: HashMap<Cow<'d, str>, PaperIndex>,
    hidden: BTreeMap<String, HiddenReason>,
}

/// What a reference leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResolvedReference {
    /// An entry that is shown.
    Paper(PaperIndex),
    /// One that is not, and why.
    Hidden(HiddenReason),
    /// None.
    Nothing,
}

impl<'d> Index<'d> {
    /// Notes every entry under its slug and arXiv id; of several for one paper the oldest counts.
    pub fn new(papers: &[&'d PaperDocument], hidden: &[Hidden]) -> Self {
        let mut index = Self::default();
        for (at, paper) in papers.iter().enumerate() {
            index.by_slug.insert(paper.slug.as_str(), at);
            if let Some(arxiv) = &paper.arxiv {
                index.by_arxiv.insert(lower(&arxiv.value.id), at);
            }
        }
        index.hidden = hidden.iter().map(|hidden| (hidden.slug.to_string(), hidden.why)).collect();
        index
    }

    /// What a reference leads to.
    pub fn find(&self, target: &Target) -> ResolvedReference {
        let (shown, name) = match target {
            Target::Slug(slug) => (self.by_slug.get(slug.as_str()), slug),
            Target::Arxiv(id) => {
                let id = lower(id);
                // A version in the reference does not matter: the digest has one entry a paper.
                let plain = id.rsplit_once('v').map_or(&*id, |(plain, _)| plain);
                (self.by_arxiv.get(&*id).or_else(|| self.by_arxiv.get(plain)), target.name())
            }
        };
        match shown {
            Some(at) => ResolvedReference::Paper(*at),
            None => self
                .hidden
                .get(name.as_str())
                .map_or(ResolvedReference::Nothing, |why| ResolvedReference::Hidden(*why)),
        }
    }
}

/// Only the ids of old have letters.
fn lower(id: &str) -> Cow<'_, str> {
    if id.bytes().any(|byte| byte.is_ascii_uppercase()) { id.to_ascii_lowercase().into() } else { id.into() }
}

/// So many references of one document are worth a suggestion.
const MAX_SUGGESTIONS: usize = 20;

/// Tells of every reference of a document that leads nowhere.
pub fn check(document: &Document, digest: &Digest<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut unresolved = 0;
    let mut look = |markup: &Markup| {
        for reference in markup.references() {
            let (path, span) = (document.path(), reference.span);
            let name = reference.target.name();
            match digest.find(&reference.target) {
                ResolvedReference::Paper(_) => {}
                ResolvedReference::Hidden(why) => {
                    diagnostics.push(codes::hidden_reference(path, span, name, why))
                }
                ResolvedReference::Nothing => {
                    // To look for what was meant takes a look at every entry.
                    unresolved += 1;
                    let worth_it = unresolved <= MAX_SUGGESTIONS;
                    let near = worth_it.then(|| nearest_target(digest, &reference.target)).flatten();
                    diagnostics.push(codes::unresolved_reference(path, span, name, near.as_deref()));
                }
            }
        }
    };
    let mut inline = |inline: &Option<Inline>| inline.iter().for_each(|inline| look(&inline.markup));
    match document {
        Document::Paper(paper) => {
            inline(&paper.tldr);
            look(&paper.title.value.markup);
            look(&paper.body.markup);
        }
        Document::Section(section) => {
            inline(&section.description);
            section.title.iter().for_each(|title| look(&title.value.markup));
            look(&section.body.markup);
        }
    }
    cap_per_code(diagnostics)
}

fn nearest_target(digest: &Digest<'_>, target: &Target) -> Option<String> {
    let index = &digest.index;
    let mut names: Vec<&str> = match target {
        Target::Slug(_) => index.by_slug.keys().copied().collect(),
        Target::Arxiv(_) => index.by_arxiv.keys().map(|id| &**id).collect(),
    };
    names.sort_unstable();
    nearest(target.name(), names).map(str::to_string)
}

/// Tells of images that do not lie beside their document. `files` are the site's other files.
pub fn check_images(
    document: &Document,
    has_file: &dyn Fn(&SourcePath) -> bool,
    beside: &dyn Fn(&str) -> Vec<String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (path, body) = match document {
        Document::Paper(paper) => (&paper.path, &paper.body),
        Document::Section(section) => (&section.path, &section.body),
    };
    let is_folder = path.file_name() == "index.md";
    let mut names = None;
    let mut found = Vec::new();
    for (image, span) in &body.images {
        if is_folder && has_file(&SourcePath::new(format!("{}/{image}", path.folder()))) {
            continue;
        }
        let names = names.get_or_insert_with(|| if is_folder { beside(path.folder()) } else { Vec::new() });
        let worth_it = found.len() < MAX_SUGGESTIONS;
        let near = worth_it.then(|| nearest(image, names.iter().map(String::as_str))).flatten();
        found.push(codes::missing_image(path, *span, image, near));
    }
    diagnostics.extend(cap_per_code(found));
}
