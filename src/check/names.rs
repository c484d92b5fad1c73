//! Authors under several names who seem to be one person. Decides by how names are written and by whom
//! people write with; people who stand on one paper together are two.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Subject;
use super::places::{Place, literal};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::check as codes;
use crate::digest::{Digest, TermIndex};
use crate::fingerprint::Fingerprint;
use crate::paper::AuthorField;
use crate::slug::Slug;

/// Shorter names, in letters, differ by one letter without being slips.
const LONG_ENOUGH: usize = 10;
/// Who writes more papers writes with many who do not know each other.
const HUB: usize = 20;
/// So many names alike are a common name, and no sign of anything.
const TOO_MANY: usize = 50;

struct Person<'a> {
    index: TermIndex,
    field: &'a AuthorField,
    slug: &'a str,
    family: String,
    given: Vec<String>,
}

/// Tells of pairs of names. Names are compared only when they agree in something that few share, so the
/// work grows with the number of names and not with its square.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let digest = subject.digest;
    let people: Vec<Person<'_>> =
        (0..digest.authors.len()).filter_map(|index| person(digest, index)).collect();
    let mut bearers: HashMap<&str, usize> = HashMap::new();
    people.iter().for_each(|person| *bearers.entry(&person.family).or_default() += 1);
    let mut told: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (a, b) in pairs(&people) {
        let (one, other) = (&people[a], &people[b]);
        let Some(why) = alike(digest, one, other, bearers[one.family.as_str()] == 2) else { continue };
        told.insert((a, b), why);
    }
    let tell = |((a, b), why): ((usize, usize), String)| {
        let count = |at: usize| digest.authors[people[at].index].papers.len();
        // The name that fewer papers bear is told of; of two the shorter, which says less.
        let key = |at: usize| (count(at), people[at].slug.len(), people[at].slug);
        let (rare, common) = if key(a) <= key(b) { (a, b) } else { (b, a) };
        let (rare, common) = (&people[rare], &people[common]);
        let (name, shown) = (&digest.authors[rare.index].name, &digest.authors[common.index].name);
        let (here, there) = (place(subject, rare), place(subject, common));
        codes::similar_names(here, name, (shown, common.slug), there, &why)
    };
    told.into_iter().map(tell).collect()
}

/// Someone with a name in parts.
fn person<'a>(digest: &Digest<'a>, index: TermIndex) -> Option<Person<'a>> {
    let term = &digest.authors[index];
    let papers = term.papers.iter().map(|paper| digest.papers[*paper].document);
    // What an alias joins has another slug.
    let field = papers.flat_map(|paper| paper.authors.iter()).find(|author| author.slug == term.slug)?;
    // What a hyphen joins is one name.
    let given = field.name.given.split([' ', '.']).filter(|word| !word.is_empty());
    let given: Vec<String> = given.map(|word| Slug::of(word).to_string()).collect();
    let family = Slug::of(&field.name.family).to_string();
    (!field.name.literal && !given.is_empty() && !family.is_empty()).then(|| Person {
        index,
        field,
        slug: field.slug.as_str(),
        family,
        given,
    })
}

/// Names that may be of one person, by what they agree in.
fn pairs(people: &[Person<'_>]) -> BTreeSet<(usize, usize)> {
    let mut by_key: HashMap<Fingerprint, Vec<usize>> = HashMap::new();
    for (at, person) in people.iter().enumerate() {
        for key in keys(person) {
            by_key.entry(key).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    let mut groups: Vec<_> =
        by_key.into_values().filter(|group| (2..=TOO_MANY).contains(&group.len())).collect();
    groups.sort_unstable();
    for group in groups {
        for (place, one) in group.iter().enumerate() {
            pairs.extend(group[..place].iter().filter(|other| *other != one).map(|other| (*other, *one)));
        }
    }
    pairs
}

/// What a name is compared by.
fn keys(person: &Person<'_>) -> BTreeSet<Fingerprint> {
    let compact: String = person.slug.replace('-', "");
    let initial = person.given[0].chars().next();
    let mut sorted: Vec<&str> = person.slug.split('-').collect();
    sorted.sort_unstable();
    let mut keys = BTreeSet::from([
        Fingerprint::of(&("compact", &compact)),
        Fingerprint::of(&("order", sorted)),
        Fingerprint::of(&("given", &person.family, &person.given[0])),
        Fingerprint::of(&("initial", &person.family, initial)),
    ]);
    keys.extend(person.field.orcid.iter().map(|orcid| Fingerprint::of(&("orcid", orcid))));
    if compact.len() >= LONG_ENOUGH {
        // Two names one letter apart are the same when a letter is left out of either.
        keys.extend(
            (0..compact.len()).map(|at| Fingerprint::of(&("slip", &compact[..at], &compact[at + 1..]))),
        );
    }
    keys
}

/// Why two names look like one person, if they do. `is_rare` says that nobody else bears the family name.
fn alike(digest: &Digest<'_>, a: &Person<'_>, b: &Person<'_>, is_rare: bool) -> Option<String> {
    let papers = |person: &Person<'_>| &digest.authors[person.index].papers;
    if papers(a).iter().any(|paper| papers(b).binary_search(paper).is_ok()) {
        return None;
    }
    match (&a.field.orcid, &b.field.orcid) {
        (Some(a), Some(b)) if a == b => return Some(format!("both have the ORCID iD `{a}`")),
        (Some(_), Some(_)) => return None,
        _ => {}
    }
    // What a name says less, the company of its bearer must say more.
    let same_words = a.slug.replace('-', "") == b.slug.replace('-', "");
    let is_weak = is_short_form(a, b) || is_short_form(b, a);
    if same_words || is_weak || is_longer(a, b) || is_longer(b, a) {
        let rare = || is_rare.then(|| format!("nobody else is called `{}`", a.field.name.family));
        let least = if is_weak { 2 } else { 1 };
        return company(digest, a, b, least, 0).or_else(rare);
    }
    let mut order: [Vec<&str>; 2] = [a.slug.split('-').collect(), b.slug.split('-').collect()];
    order.iter_mut().for_each(|words| words.sort_unstable());
    (order[0] == order[1] || is_slip(a, b)).then(|| company(digest, a, b, 2, 3)).flatten()
}

/// Whether one is the other with initials for given names: `A. B. Lee` for `Ann Beth Lee`.
fn is_short_form(short: &Person<'_>, long: &Person<'_>) -> bool {
    let mut words = short.given.iter().zip(&long.given);
    short.family == long.family
        && short.given.len() <= long.given.len()
        && short.given != long.given
        && words.all(|(short, long)| is_initial(short) && long.starts_with(short.as_str()))
        && !is_initial(&long.given[0])
}

/// Whether one is the other with more of the given names: `Ann B. Lee` for `Ann Lee`.
fn is_longer(long: &Person<'_>, short: &Person<'_>) -> bool {
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

/// Whether two names differ by one letter within one of their words, which is no initial.
fn is_slip(a: &Person<'_>, b: &Person<'_>) -> bool {
    let (mine, yours): (Vec<_>, Vec<_>) = (a.slug.split('-').collect(), b.slug.split('-').collect());
    let differing: Vec<_> = mine.iter().zip(&yours).filter(|(a, b)| a != b).collect();
    let [(one, other)] = differing.as_slice() else { return false };
    let is_long = one.len().min(other.len()) >= 5 && one.as_bytes()[0] == other.as_bytes()[0];
    mine.len() == yours.len() && is_long && strsim::levenshtein(one, other) == 1
}

/// Whom both write with, if they share enough: so many people, and one in `part` of those whom the one
/// with fewer papers writes with. Who writes with everybody counts for nothing.
fn company(digest: &Digest<'_>, a: &Person<'_>, b: &Person<'_>, least: usize, part: usize) -> Option<String> {
    let with = |person: &Person<'_>| -> BTreeSet<TermIndex> {
        let papers = digest.authors[person.index].papers.iter();
        let people = papers.flat_map(|paper| digest.papers[*paper].authors.iter().copied());
        people.filter(|index| *index != person.index && digest.authors[*index].papers.len() <= HUB).collect()
    };
    let count = |person: &Person<'_>| digest.authors[person.index].papers.len();
    let (rare, common) = if count(a) <= count(b) { (a, b) } else { (b, a) };
    let (mine, theirs) = (with(rare), with(common));
    let shared: Vec<_> = mine.intersection(&theirs).collect();
    let is_enough = shared.len() >= least && (part == 0 || shared.len() * part >= mine.len());
    is_enough.then(|| {
        format!("both write with `{}`", shared.first().map_or("", |index| &digest.authors[**index].name))
    })
}

/// Where a name stands first.
fn place<'a>(subject: &Subject<'a>, person: &Person<'a>) -> Place<'a> {
    let papers = subject.digest.authors[person.index].papers.iter();
    let documents = papers.map(|paper| subject.digest.papers[*paper].document);
    let mut with = documents.filter_map(|paper| {
        let author = paper.authors.iter().find(|author| author.slug == person.field.slug)?;
        let text = subject.sources.text(&paper.path)?;
        let inverted = author.name.inverted();
        let span = literal(text, &author.display).or_else(|| literal(text, &inverted));
        Some((&paper.path, span.or_else(|| literal(text, &author.name.family))))
    });
    with.next().unwrap_or((&subject.digest.papers[0].document.path, None))
}
