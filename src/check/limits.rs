//! Compares the number and the size of a site's files with the limits of its host (`[limits]`), and says what
//! costs most. Works on paths and sizes; it reads the entries only to compute which `authors_min` and
//! `tags_min` would fit.

use std::collections::BTreeMap;
use std::fmt;

use crate::config::{self, Limits};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::limits::{LimitFacts, amount, near_limit, over_limit};
use crate::digest::{Digest, Term};
use crate::pipeline::{self, Inputs, Memo};
use crate::place::{OutputPath, SourcePath};

/// A limit and what the site uses of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LimitUse {
    /// What is counted: `files`, `bytes`, `bytes in one file` or `files in one folder`.
    pub what: &'static str,
    /// How much of it the site has.
    pub used: u64,
    /// How much of it the host takes.
    pub max: u64,
    /// The file or folder that has it, if not the whole site.
    pub place: Option<String>,
}

impl LimitUse {
    /// Whether the site does not fit.
    pub fn is_exceeded(&self) -> bool {
        self.used > self.max
    }

    /// Whether four fifths are used.
    fn is_near(&self) -> bool {
        self.used.saturating_mul(5) >= self.max.saturating_mul(4)
    }
}

impl fmt::Display for LimitUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (used, max) = (amount(self.what, self.used), amount(self.what, self.max));
        match self.max.checked_sub(self.used) {
            Some(left) => write!(f, "{used} of {max}, {} left", amount(self.what, left)),
            None => write!(f, "{used} of {max}, {} too many", amount(self.what, self.used - self.max)),
        }
    }
}

/// Number and size of some files.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cost {
    /// How many files.
    pub files: u64,
    /// Their size together, in bytes.
    pub bytes: u64,
}

impl Cost {
    fn add(&mut self, other: Self) {
        self.files += other.files;
        self.bytes += other.bytes;
    }

    fn without(self, other: Self) -> Self {
        Self { files: self.files - other.files, bytes: self.bytes - other.bytes }
    }

    fn fits(self, limits: &Limits) -> bool {
        limits.files.is_none_or(|max| self.files <= max) && limits.bytes.is_none_or(|max| self.bytes <= max)
    }
}

/// Values of `[pages]` with which the site would fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// For `authors_min`.
    pub authors_min: usize,
    /// For `tags_min`.
    pub tags_min: usize,
    /// What the site would have then.
    pub cost: Cost,
}

/// Compares a site's files with the limits in its configuration. `sizes` has every output once. Returns what
/// is used of each limit, a warning for each that is used to four fifths, and an error for each exceeded one.
/// Without `[limits]`, `sizes` is not called.
pub fn limits(
    inputs: &Inputs<'_>,
    sizes: impl FnOnce() -> Vec<(OutputPath, u64)>,
) -> (Vec<LimitUse>, Vec<Diagnostic>) {
    let config = config::parse(inputs.sources, inputs.overrides).value;
    if config.limits == Limits::default() {
        return (Vec::new(), Vec::new());
    }
    let sizes = &sizes();
    let uses = uses(&config.limits, sizes);
    if !uses.iter().any(LimitUse::is_near) {
        return (uses, Vec::new());
    }
    let mut memo = Memo::default();
    let model = pipeline::load_front_matter(inputs, &mut memo);
    let now = (config.pages.authors_min, config.pages.tags_min);
    let suggestion = suggestion(&config.limits, sizes, &model.digest, now);
    let path = SourcePath::new("config.toml");
    let near = uses.iter().filter(|limit| limit.is_near());
    let report = |limit: &LimitUse| {
        let groups = groups(sizes, limit.what.starts_with("bytes"));
        let groups: Vec<_> = groups.iter().map(|(name, cost)| (*name, cost.files, cost.bytes)).collect();
        let facts = LimitFacts {
            host: config.limits.host,
            what: limit.what,
            used: limit.used,
            max: limit.max,
            place: limit.place.as_deref(),
            groups: &groups,
            fit: suggestion
                .map(|found| (found.authors_min, found.tags_min, found.cost.files, found.cost.bytes)),
        };
        if limit.is_exceeded() { over_limit(&path, &facts) } else { near_limit(&path, &facts) }
    };
    let diagnostics = near.map(report).collect();
    (uses, diagnostics)
}

fn uses(limits: &Limits, sizes: &[(OutputPath, u64)]) -> Vec<LimitUse> {
    let total: u64 = sizes.iter().map(|(_, size)| size).sum();
    let largest = sizes.iter().max_by_key(|(_, size)| *size);
    let largest = (largest.map_or(0, |(_, size)| *size), largest.map(|(path, _)| path.to_string()));
    let of_site = |used: u64| (used, None);
    [
        ("files", limits.files, of_site(sizes.len() as u64)),
        ("bytes", limits.bytes, of_site(total)),
        ("bytes in one file", limits.file_bytes, largest),
        ("files in one folder", limits.folder_entries, fullest_folder(sizes)),
    ]
    .into_iter()
    .filter_map(|(what, max, (used, place))| Some(LimitUse { what, used, max: max?, place }))
    .collect()
}

/// The number of files and folders in the folder that has most of them, and its path.
fn fullest_folder(sizes: &[(OutputPath, u64)]) -> (u64, Option<String>) {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    let mut last = "";
    for (path, _) in sizes {
        let path = path.as_str();
        // Paths are sorted, so a folder is new where the path differs from the last one before its slash.
        let ends = path.match_indices('/').map(|(slash, _)| slash);
        for end in ends.filter(|end| !last.starts_with(&path[..=*end])) {
            *counts.entry(parent(&path[..end])).or_default() += 1;
        }
        *counts.entry(parent(path)).or_default() += 1;
        last = path;
    }
    let fullest = counts.into_iter().max_by_key(|(_, count)| *count);
    fullest.map_or((0, None), |(folder, count)| (count, Some(format!("{folder}/"))))
}

fn parent(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..slash])
}

/// What a file belongs to, in words.
fn group_of(path: &str) -> &'static str {
    match path.split_once('/').map(|(first, _)| first) {
        Some("authors") => "authors",
        Some("tags") => "tags",
        Some("topics") => "topics",
        Some("papers") => "papers",
        Some("api") => "the API",
        Some(year) if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => "editions",
        _ => "everything else",
    }
}

/// The cost of each kind of files, the most expensive first.
fn groups(sizes: &[(OutputPath, u64)], by_bytes: bool) -> Vec<(&'static str, Cost)> {
    let mut groups: BTreeMap<&str, Cost> = BTreeMap::new();
    for (path, bytes) in sizes {
        groups.entry(group_of(path.as_str())).or_default().add(Cost { files: 1, bytes: *bytes });
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, cost)| std::cmp::Reverse(if by_bytes { cost.bytes } else { cost.files }));
    groups
}

/// The highest values that are tried.
const MAX_MIN: usize = 50;

/// The values with which the site fits and fewest authors and tags lose their pages; `None` if there are none
/// or the site fits as it is.
fn suggestion(
    limits: &Limits,
    sizes: &[(OutputPath, u64)],
    digest: &Digest<'_>,
    (authors_now, tags_now): (usize, usize),
) -> Option<Suggestion> {
    let total = Cost { files: sizes.len() as u64, bytes: sizes.iter().map(|(_, size)| size).sum() };
    if total.fits(limits) {
        return None;
    }
    let authors = removable(sizes, "authors", &digest.authors);
    let tags = removable(sizes, "tags", &digest.tags);
    let mut best: Option<(usize, Suggestion)> = None;
    for authors_min in authors_now..=MAX_MIN.max(authors_now) {
        for tags_min in tags_now..=MAX_MIN.max(tags_now) {
            let (lost_authors, author_cost) = below(&authors, authors_min);
            let (lost_tags, tag_cost) = below(&tags, tags_min);
            let (lost, cost) = (lost_authors + lost_tags, total.without(author_cost).without(tag_cost));
            if cost.fits(limits) && best.is_none_or(|(least, _)| lost < least) {
                best = Some((lost, Suggestion { authors_min, tags_min, cost }));
            }
        }
    }
    best.map(|(_, suggestion)| suggestion)
}

/// For each number of entries, how many terms have it and what their files cost.
type ByEntries = BTreeMap<usize, (usize, Cost)>;

/// The terms that a higher minimum would leave without a page: all but those with a file of their own.
fn removable(sizes: &[(OutputPath, u64)], folder: &str, terms: &[Term<'_>]) -> ByEntries {
    let mut costs: BTreeMap<&str, Cost> = BTreeMap::new();
    for (path, bytes) in sizes {
        let inner = path.as_str().strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
        if let Some((slug, _)) = inner.and_then(|inner| inner.split_once('/')) {
            costs.entry(slug).or_default().add(Cost { files: 1, bytes: *bytes });
        }
    }
    let mut by_entries = ByEntries::new();
    for term in terms.iter().filter(|term| term.section.is_none()) {
        if let Some(cost) = costs.get(term.slug.as_str()) {
            let (count, sum) = by_entries.entry(term.papers.len()).or_default();
            *count += 1;
            sum.add(*cost);
        }
    }
    by_entries
}

/// How many terms have fewer entries than `min`, and what their files cost.
fn below(terms: &ByEntries, min: usize) -> (usize, Cost) {
    terms.range(..min).fold((0, Cost::default()), |(count, mut cost), (_, (more, files))| {
        cost.add(*files);
        (count + more, cost)
    })
}
