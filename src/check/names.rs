//! Finds authors with several spellings. Compares names and co-authors; two co-authors of one paper are never the
//! same person.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::CheckContext;
use super::places::literal;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::check as codes;
use crate::diagnostic::codes::check::FileLocation;
use crate::digest::{Digest, TermIndex};
use crate::fingerprint::Fingerprint;
use crate::paper::AuthorField;
use crate::slug::transliterated;

/// Minimum number of letters of a name for a difference of one letter to count as a typing error.
const MIN_LETTERS: usize = 10;
/// Authors with more papers are not used as evidence.
const MAX_PAPERS: usize = 20;
/// Larger groups of similar names are common names and are ignored.
const MAX_GROUP: usize = 50;

struct AuthorCandidate<'a> {
    index: TermIndex,
    field: &'a AuthorField,
    /// The full name in ASCII, with hyphens between the words.
    ascii: String,
    family: String,
    given: Vec<String>,
}

/// Reports pairs of names. Only names with a common key are compared, so the work grows linearly with the number of
/// names.
pub fn check(context: &CheckContext<'_>) -> Vec<Diagnostic> {
    let digest = context.digest;
    let people: Vec<AuthorCandidate<'_>> =
        (0..digest.authors.len()).filter_map(|index| person(digest, index)).collect();
    let mut family_names: HashMap<&str, usize> = HashMap::new();
    for person in &people {
        *family_names.entry(&person.family).or_default() += 1;
    }
    let mut reasons: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (a, b) in pairs(&people) {
        let (one, other) = (&people[a], &people[b]);
        let Some(why) = same_person_reason(digest, one, other, family_names[one.family.as_str()] == 2) else {
            continue;
        };
        reasons.insert((a, b), why);
    }
    let diagnostic = |((a, b), why): ((usize, usize), String)| {
        let count = |at: usize| digest.authors[people[at].index].papers.len();
        // Reports the name with fewer papers or, if equal, the shorter one.
        let key = |at: usize| (count(at), people[at].ascii.len(), people[at].field.slug.as_str());
        let (rare, common) = if key(a) <= key(b) { (a, b) } else { (b, a) };
        let (rare, common) = (&people[rare], &people[common]);
        let (name, shown) = (&digest.authors[rare.index].name, &digest.authors[common.index].name);
        let (here, there) = (first_use(context, rare), first_use(context, common));
        codes::similar_names(here, name, (shown, common.field.slug.as_str()), there, &why)
    };
    reasons.into_iter().map(diagnostic).collect()
}

/// An author with family and given names.
fn person<'a>(digest: &Digest<'a>, index: TermIndex) -> Option<AuthorCandidate<'a>> {
    let term = &digest.authors[index];
    let papers = term.papers.iter().map(|paper| digest.papers[*paper].document);
    // Names that an alias merges have another slug.
    let field = papers.flat_map(|paper| paper.authors.iter()).find(|author| author.slug == term.slug)?;
    // Names with a hyphen are one given name.
    let given = field.name.given.split([' ', '.']).filter(|word| !word.is_empty());
    let given: Vec<String> = given.map(transliterated).filter(|word| !word.is_empty()).collect();
    let family = transliterated(&field.name.family);
    (!field.name.literal && !given.is_empty() && !family.is_empty()).then(|| AuthorCandidate {
        index,
        field,
        ascii: transliterated(field.slug.as_str()),
        family,
        given,
    })
}

/// Pairs of authors with a common key.
fn pairs(people: &[AuthorCandidate<'_>]) -> BTreeSet<(usize, usize)> {
    let mut by_key: HashMap<Fingerprint, Vec<usize>> = HashMap::new();
    for (at, person) in people.iter().enumerate() {
        for key in keys(person) {
            by_key.entry(key).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    let mut groups: Vec<_> =
        by_key.into_values().filter(|group| (2..=MAX_GROUP).contains(&group.len())).collect();
    groups.sort_unstable();
    for group in groups {
        for (position, one) in group.iter().enumerate() {
            pairs.extend(group[..position].iter().filter(|other| *other != one).map(|other| (*other, *one)));
        }
    }
    pairs
}

/// The keys by which a name is compared.
fn keys(person: &AuthorCandidate<'_>) -> BTreeSet<Fingerprint> {
    let compact: String = person.ascii.replace('-', "");
    let initial = person.given[0].chars().next();
    let mut sorted: Vec<&str> = person.ascii.split('-').collect();
    sorted.sort_unstable();
    let mut keys = BTreeSet::from([
        Fingerprint::of(&("compact", &compact)),
        Fingerprint::of(&("order", sorted)),
        Fingerprint::of(&("given", &person.family, &person.given[0])),
        Fingerprint::of(&("initial", &person.family, initial)),
    ]);
    keys.extend(person.field.orcid.iter().map(|orcid| Fingerprint::of(&("orcid", orcid))));
    if compact.len() >= MIN_LETTERS {
        // Two names that differ in one letter are equal when that letter is removed from both.
        keys.extend(
            (0..compact.len()).map(|at| Fingerprint::of(&("slip", &compact[..at], &compact[at + 1..]))),
        );
    }
    keys
}

/// Why two names may be the same person, if they may. `is_rare`: no other author has the family name.
fn same_person_reason(
    digest: &Digest<'_>,
    a: &AuthorCandidate<'_>,
    b: &AuthorCandidate<'_>,
    is_rare: bool,
) -> Option<String> {
    let papers = |person: &AuthorCandidate<'_>| &digest.authors[person.index].papers;
    if papers(a).iter().any(|paper| papers(b).binary_search(paper).is_ok()) {
        return None;
    }
    match (&a.field.orcid, &b.field.orcid) {
        (Some(a), Some(b)) if a == b => return Some(format!("both have the ORCID iD `{a}`")),
        (Some(_), Some(_)) => return None,
        _ => {}
    }
    // The less specific a name, the more co-authors must be shared.
    let same_words = a.ascii.replace('-', "") == b.ascii.replace('-', "");
    // Names in other scripts often have the same transliteration.
    let is_foreign = |person: &AuthorCandidate<'_>| !person.field.slug.as_str().is_ascii();
    if same_words && is_foreign(a) && is_foreign(b) {
        return None;
    }
    let is_weak = is_short_form(a, b) || is_short_form(b, a);
    if same_words || is_weak || is_longer(a, b) || is_longer(b, a) {
        let rare =
            || is_rare.then(|| format!("no other author has the family name `{}`", a.field.name.family));
        let least = if is_weak { 2 } else { 1 };
        return shared_coauthors(digest, a, b, least, 0).or_else(rare);
    }
    let mut order: [Vec<&str>; 2] = [a.ascii.split('-').collect(), b.ascii.split('-').collect()];
    for words in &mut order {
        words.sort_unstable();
    }
    (order[0] == order[1] || is_typo(a, b)).then(|| shared_coauthors(digest, a, b, 2, 3)).flatten()
}

/// Whether `short` is `long` with initials instead of given names: `A. B. Lee` for `Ann Beth Lee`.
fn is_short_form(short: &AuthorCandidate<'_>, long: &AuthorCandidate<'_>) -> bool {
    let mut words = short.given.iter().zip(&long.given);
    short.family == long.family
        && short.given.len() <= long.given.len()
        && short.given != long.given
        && words.all(|(short, long)| is_initial(short) && long.starts_with(short.as_str()))
        && !is_initial(&long.given[0])
}

/// Whether `long` is `short` with more given names: `Ann B. Lee` for `Ann Lee`.
fn is_longer(long: &AuthorCandidate<'_>, short: &AuthorCandidate<'_>) -> bool {
    let mut words = long.given.iter().zip(&short.given);
    long.family == short.family
        && long.given[0] == short.given[0]
        && !is_initial(&long.given[0])
        && long.given.len() >= short.given.len()
        && long.given != short.given
        && words.all(|(long, short)| long == short || (is_initial(short) && long.starts_with(short.as_str())))
}

fn is_initial(word: &str) -> bool {
    word.len() == 1
}

/// Whether two names differ only in one letter of one word, after its initial.
fn is_typo(a: &AuthorCandidate<'_>, b: &AuthorCandidate<'_>) -> bool {
    let (mine, yours): (Vec<_>, Vec<_>) = (a.ascii.split('-').collect(), b.ascii.split('-').collect());
    let differing: Vec<_> = mine.iter().zip(&yours).filter(|(a, b)| a != b).collect();
    let [(one, other)] = differing.as_slice() else { return false };
    let is_long = one.len().min(other.len()) >= 5 && one.as_bytes()[0] == other.as_bytes()[0];
    mine.len() == yours.len() && is_long && strsim::levenshtein(one, other) == 1
}

/// The first common co-author as a reason, if there are enough: at least `least`, and at least one in `part` of
/// the co-authors of the author with fewer papers.
fn shared_coauthors(
    digest: &Digest<'_>,
    a: &AuthorCandidate<'_>,
    b: &AuthorCandidate<'_>,
    least: usize,
    part: usize,
) -> Option<String> {
    let with = |person: &AuthorCandidate<'_>| -> BTreeSet<TermIndex> {
        let papers = digest.authors[person.index].papers.iter();
        let people = papers.flat_map(|paper| digest.papers[*paper].authors.iter().copied());
        people
            .filter(|index| *index != person.index && digest.authors[*index].papers.len() <= MAX_PAPERS)
            .collect()
    };
    let count = |person: &AuthorCandidate<'_>| digest.authors[person.index].papers.len();
    let (rare, common) = if count(a) <= count(b) { (a, b) } else { (b, a) };
    let (mine, theirs) = (with(rare), with(common));
    let shared: Vec<_> = mine.intersection(&theirs).collect();
    let is_enough = shared.len() >= least && (part == 0 || shared.len() * part >= mine.len());
    is_enough.then(|| {
        format!(
            "both have the co-author `{}`",
            shared.first().map_or("", |index| &digest.authors[**index].name)
        )
    })
}

/// The first use of a name.
fn first_use<'a>(context: &CheckContext<'a>, person: &AuthorCandidate<'a>) -> FileLocation<'a> {
    let papers = context.digest.authors[person.index].papers.iter();
    let documents = papers.map(|paper| context.digest.papers[*paper].document);
    let mut with = documents.filter_map(|paper| {
        let author = paper.authors.iter().find(|author| author.slug == person.field.slug)?;
        let text = context.sources.text(&paper.path)?;
        let inverted = author.name.inverted();
        let span = literal(text, &author.display).or_else(|| literal(text, &inverted));
        Some((&paper.path, span.or_else(|| literal(text, &author.name.family))))
    });
    with.next().unwrap_or((&context.digest.papers[0].document.path, None))
}
