//! Writes a reference as HTML in the style of the American Psychological Association, 7th edition. Titles keep
//! their capitals, because names in them cannot be recognized.

use super::name;
use crate::html::escape;
use crate::paper::{Edtf, EdtfDate, Name, Published, Run, Style};
use crate::view::{BibRecord, month_name};

/// Maximum number of authors in a full list. A longer list has the first nineteen authors and the last one.
const MOST_AUTHORS: usize = 20;

/// The mark at the end of a list that stands for further authors.
const ET_AL: &str = "et al.";

/// Writes a reference.
pub fn reference(record: &BibRecord) -> String {
    let publication = &record.publication;
    let said = |variable| publication.text(variable).map(escape);
    let mut authors: Vec<String> =
        record.authors.iter().map(|author| escape(&name::apa(&author.name))).collect();
    if record.has_more_authors {
        authors.push(ET_AL.to_owned());
    }
    let when = format!("({})", when(record));
    let title = title(record);
    let container = record.container().map(escape);
    let stands_alone = container.is_none() || matches!(record.kind, "webpage" | "post" | "post-weblog");
    let title = if stands_alone { format!("<i>{title}</i>") } else { title };
    let note = bracket(record).map(|note| format!(" [{note}]")).unwrap_or_default();
    let number = number(record).map(|number| format!(" ({number})")).unwrap_or_default();
    let head = match listed(&authors) {
        // A work without authors begins with its title.
        names if names.is_empty() => format!("{} {when}.", ended(&format!("{title}{number}{note}"))),
        names => format!("{} {when}. {}", ended(&names), ended(&format!("{title}{number}{note}"))),
    };
    let pages = said("page").map(|pages| pages.replace("--", "–").replace('-', "–"));
    // Proceedings with a volume and without an editor are cited like a journal.
    let has_editor = publication.names.iter().any(|(variable, _)| variable == "editor");
    let is_serial = record.kind == "paper-conference" && said("volume").is_some() && !has_editor;
    let tail = match (container, record.kind) {
        (Some(container), "paper-conference" | "chapter") if !is_serial => {
            let volume = said("volume").map(|volume| format!("Vol. {volume}"));
            let many = |pages: &String| if pages.contains('–') { "pp." } else { "p." };
            let pages = pages.map(|pages| format!("{} {pages}", many(&pages)));
            let inside = volume.into_iter().chain(pages).collect::<Vec<_>>().join(", ");
            let inside = if inside.is_empty() { inside } else { format!(" ({inside})") };
            let publisher = said("publisher").map(|publisher| format!(" {}", ended(&publisher)));
            format!("In {}<i>{container}</i>{inside}.{}", editors(record), publisher.unwrap_or_default())
        }
        (Some(container), _) if !stands_alone => {
            let volume = said("volume").map(|volume| format!(", <i>{volume}</i>"));
            let issue = said("issue").map(|issue| format!("({issue})"));
            let issue = if volume.is_none() { issue.map(|issue| format!(", {issue}")) } else { issue };
            let article = said("number").map(|number| format!(", Article {number}"));
            let pages = pages.map(|pages| format!(", {pages}"));
            let rest = [volume, issue, pages.or(article)].into_iter().flatten().collect::<String>();
            format!("<i>{container}</i>{rest}.")
        }
        (container, _) => {
            let preprint = record.arxiv.as_ref().map(|_| "arXiv".to_string());
            let thesis = |publisher: &String| record.kind == "thesis" && !publisher.is_empty();
            let publisher = said("publisher").filter(|publisher| !thesis(publisher));
            let publisher = publisher.or(container).or(preprint).or(record.venue_fallback().map(escape));
            publisher.map(|publisher| ended(&publisher)).unwrap_or_default()
        }
    };
    let address = record.address_of_work().map(|address| escape(&address));
    let parts = [Some(head), Some(tail).filter(|tail| !tail.is_empty()), address];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The year. For types that appear on a certain day, also the month and the day if they are known.
fn when(record: &BibRecord) -> String {
    let Some(issued) = record.issued else { return "n.d.".to_string() };
    let by_day = ["article-magazine", "article-newspaper", "webpage", "post", "post-weblog", "speech"];
    let day = issued.plain().filter(|_| by_day.contains(&record.kind));
    let Some(Published { year, month: Some(month), day }) = day else { return years(&issued) };
    let month = month_name(month);
    day.map_or_else(|| format!("{year}, {month}"), |day| format!("{year}, {month} {day}"))
}

/// The years of a date: `1988`, `1988–1991`, `ca. 1988`.
pub fn years(date: &Edtf) -> String {
    let year = |end: Option<EdtfDate>| end.map(|end| end.at.year.to_string());
    let about = if date.is_doubtful() { "ca. " } else { "" };
    let years = match *date {
        Edtf::Date(date) => year(Some(date)).unwrap_or_default(),
        Edtf::Interval(from, to) if year(from) == year(to) => year(from).unwrap_or_default(),
        Edtf::Interval(from, to) => {
            let to = year(to).unwrap_or_else(|| "present".to_string());
            format!("{}–{to}", year(from).unwrap_or_default())
        }
    };
    format!("{about}{years}")
}

fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [named @ .., last] if last == ET_AL => format!("{}, {ET_AL}", named.join(", ")),
        [first @ .., last] if names.len() <= MOST_AUTHORS => format!("{}, &amp; {last}", first.join(", ")),
        [first @ .., last] => format!("{}, … {last}", first[..MOST_AUTHORS - 1].join(", ")),
    }
}

/// The title as HTML. Emphasis in it becomes `em`, which is upright inside an italic title.
fn title(record: &BibRecord) -> String {
    if record.title.rich.runs().is_empty() {
        return escape(&record.title.plain);
    }
    let mut html = String::new();
    for run in record.title.rich.runs() {
        match run {
            Run::Text(text) | Run::Formula { plain: text, .. } => html.push_str(&escape(text)),
            Run::Open(Style::Emphasis) => html.push_str("<em>"),
            Run::Close(Style::Emphasis) => html.push_str("</em>"),
            Run::Open(_) | Run::Close(_) => {}
        }
    }
    html
}

/// The text in parentheses after the title.
fn number(record: &BibRecord) -> Option<String> {
    let said = |variable| record.publication.text(variable).map(escape);
    let preprint = record.arxiv.as_ref().filter(|_| record.kind == "article");
    match record.kind {
        "article" => said("number").or_else(|| preprint.map(|arxiv| format!("arXiv:{arxiv}"))),
        "book" => said("edition").map(|edition| format!("{edition} ed.")),
        "report" | "standard" => said("number").map(|number| format!("No. {number}")),
        "software" | "dataset" => said("version").map(|version| format!("Version {version}")),
        _ => None,
    }
}

/// The text in brackets after the title: the kind of the work, if that is not obvious.
fn bracket(record: &BibRecord) -> Option<String> {
    let said = |variable| record.publication.text(variable).map(escape);
    match record.kind {
        "thesis" => {
            let genre = said("genre").unwrap_or_else(|| "Doctoral dissertation".to_string());
            Some(said("publisher").map_or_else(|| genre.clone(), |school| format!("{genre}, {school}")))
        }
        "dataset" => Some("Dataset".to_string()),
        "software" => Some("Computer software".to_string()),
        _ => None,
    }
}

/// The editors, such as `A. Editor &amp; B. Other (Eds.), `.
fn editors(record: &BibRecord) -> String {
    let names = record.publication.names.iter().find(|(variable, _)| variable == "editor");
    let Some((_, names)) = names else { return String::new() };
    let names: Vec<&Name> = names.iter().filter(|name| !name.is_et_al()).collect();
    if names.is_empty() {
        return String::new();
    }
    let natural =
        |name: &Name| escape(&Name { given: name::initials(&name.given), ..name.clone() }.display());
    let all: Vec<String> = names.into_iter().map(natural).collect();
    let role = if all.len() == 1 { "Ed." } else { "Eds." };
    let listed = match all.as_slice() {
        [first, last] => format!("{first} &amp; {last}"),
        all => listed(all),
    };
    format!("{listed} ({role}), ")
}

/// The text with a full stop at its end. A second one is not added.
fn ended(text: &str) -> String {
    let last = text.trim_end_matches("</i>").chars().last();
    let has_stop = last.is_some_and(|last| matches!(last, '.' | '?' | '!'));
    if has_stop { text.to_string() } else { format!("{text}.") }
}
