//! Finds the targets of references between entries, and reports references and images without a target.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::indices::PaperIndex;
use super::{Digest, Hidden};
use crate::content::{Document, Markup, PaperDocument, Target};
use crate::diagnostic::codes::digest as codes;
use crate::diagnostic::{Diagnostic, cap_per_code, nearest};
use crate::paper::HiddenReason;
use crate::place::SourcePath;
use crate::slug::Slug;

/// The targets of references.
#[derive(Debug, Default)]
pub struct Index<'d> {
    by_slug: HashMap<&'d str, PaperIndex>,
    by_arxiv: HashMap<Cow<'d, str>, PaperIndex>,
    hidden: BTreeMap<String, HiddenReason>,
}

/// The target of a reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResolvedReference {
    /// A visible entry.
    Paper(PaperIndex),
    /// A hidden entry, and the reason.
    Hidden(HiddenReason),
    /// There is no such entry.
    Nothing,
}

impl<'d> Index<'d> {
    /// Indexes all entries by slug and arXiv id. Of several entries for one paper, the oldest is used.
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

    /// The target of a reference.
    pub fn find(&self, target: &Target) -> ResolvedReference {
        let normal;
        let (shown, name) = match target {
            // Unicode can write the same letter in several ways. ASCII slugs are compared as they are.
            Target::Slug(slug) if !slug.is_ascii() => {
                normal = Slug::of(slug).to_string();
                (self.by_slug.get(normal.as_str()), &normal)
            }
            Target::Slug(slug) => (self.by_slug.get(slug.as_str()), slug),
            Target::Arxiv(id) => {
                let id = lower(id);
                // The version in a reference is ignored: the digest has one entry for each paper.
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

/// Only arXiv ids up to March 2007 contain letters.
fn lower(id: &str) -> Cow<'_, str> {
    if id.bytes().any(|byte| byte.is_ascii_uppercase()) { id.to_ascii_lowercase().into() } else { id.into() }
}

/// Maximum number of suggestions in one document.
const MAX_SUGGESTIONS: usize = 20;

/// Reports every reference of a document that is broken.
pub fn check(document: &Document, digest: &Digest<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut unresolved = 0;
    let mut check = |markup: &Markup| {
        for reference in markup.references() {
            let (path, span) = (document.path(), reference.span);
            let name = reference.target.name();
            match digest.find(&reference.target) {
                ResolvedReference::Paper(_) => {}
                ResolvedReference::Hidden(why) => {
                    diagnostics.push(codes::hidden_reference(path, span, name, why))
                }
                ResolvedReference::Nothing => {
                    // A suggestion is expensive: the reference is compared with every entry.
                    unresolved += 1;
                    let worth_it = unresolved <= MAX_SUGGESTIONS;
                    let near = worth_it.then(|| nearest_target(digest, &reference.target)).flatten();
                    diagnostics.push(codes::unresolved_reference(path, span, name, near.as_deref()));
                }
            }
        }
    };
    let (text, title, body) = match document {
        Document::Paper(paper) => (&paper.tldr, Some(&paper.title), &paper.body),
        Document::Section(section) => (&section.description, section.title.as_ref(), &section.body),
    };
    if let Some(text) = text {
        check(&text.markup);
    }
    if let Some(title) = title {
        check(&title.value.markup);
    }
    check(&body.markup);
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

/// Reports images that are not in the folder of their document. `has_file` returns whether the site has a file,
/// `beside` lists the files in a folder.
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
