//! `digestgen list`: prints the entries in the order of the site's lists, with their state. Reads only front
//! matter.

use std::io::{BufWriter, Write as _, stdout};
use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::args::{ListArgs, ListFormat, MessageFormat};
use super::entries::DigestFolder;
use super::report::{plural, problems};
use super::{EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE};
use crate::content::{Document, PaperDocument, parse_front_matter};
use crate::diagnostic::{Diagnostic, nearest};
use crate::digest::{Digest, Paper, Selection, Slugs, Term, WhyHidden, assemble};
use crate::slug::Slug;

/// An entry in the output for other programs.
#[derive(Serialize)]
struct Row<'d> {
    date: String,
    state: &'static str,
    slug: &'d str,
    title: &'d str,
    topics: Vec<&'d str>,
    path: &'d str,
}

/// Lists the entries selected by the flags. Entries with errors are reported; the others are listed.
pub fn run(root: &Path, args: &ListArgs) -> u8 {
    let folder = match DigestFolder::open(root) {
        Ok(folder) => folder,
        Err(code) => return code,
    };
    let mut diagnostics = Vec::new();
    let documents = documents(&folder, &mut diagnostics);
    let documents: Vec<&Document> = documents.iter().collect();
    let slugs = Slugs::of(&documents);
    // On the earliest date no entry has expired, so the digest contains every entry.
    let all = Selection { today: Date::MIN, drafts: true, future: true };
    let digest = assemble(&documents, &slugs, all).take_value(&mut diagnostics);
    let topic = match &args.topic {
        Some(name) => match topic(&digest, name) {
            Ok(topic) => Some(topic),
            Err(code) => return code,
        },
        None => None,
    };
    let shown = Selection { today: args.today.unwrap_or(folder.today), drafts: false, future: false };
    let is_selected = |hidden: Option<WhyHidden>| match (args.drafts, args.future) {
        (false, false) => true,
        (drafts, future) => {
            drafts && hidden == Some(WhyHidden::Draft) || future && hidden == Some(WhyHidden::Scheduled)
        }
    };
    let rows = digest.papers.iter().enumerate().filter_map(|(index, paper)| {
        let document = paper.document;
        let is_of_edition = args.edition.is_none_or(|edition| edition.holds(document.date.value));
        let is_of_topic = topic.is_none_or(|topic| topic.papers.binary_search(&index).is_ok());
        let hidden = shown.hides(document);
        (is_of_edition && is_of_topic && is_selected(hidden)).then(|| row(&digest, paper, hidden))
    });
    let rows: Vec<Row<'_>> = rows.collect();
    // If the reader of the output has closed it, that is not an error.
    let _ = print(&rows, args.format);
    diagnostics.retain(Diagnostic::is_error);
    problems(&diagnostics, &|path| folder.sources.text(path), MessageFormat::Human);
    if args.format == ListFormat::Human {
        eprintln!("{}", summary(&rows));
    }
    if diagnostics.is_empty() { EXIT_OK } else { EXIT_PROBLEMS }
}

/// The front matter of all content files.
fn documents(folder: &DigestFolder, diagnostics: &mut Vec<Diagnostic>) -> Vec<Document> {
    let files: Vec<_> = folder.sources.below("content/").filter(|(_, source)| source.is_text()).collect();
    let read: Vec<_> = files
        .par_iter()
        .with_min_len(16)
        .map(|(path, source)| parse_front_matter(path, source.text().unwrap_or_default(), &folder.markdown))
        .collect();
    read.into_iter().filter_map(|read| read.take_value(diagnostics)).collect()
}

/// Finds a topic by its name or alias, in any spelling.
fn topic<'t, 'd>(digest: &'t Digest<'d>, name: &str) -> Result<&'t Term<'d>, u8> {
    let slug = Slug::of(name);
    let has_name = |term: &&Term<'_>| {
        let aliases = term.section.iter().flat_map(|section| &section.aliases);
        let mut names = aliases.map(|alias| &alias.value).chain([&term.name]);
        term.slug == slug || names.any(|name| Slug::of(name) == slug)
    };
    digest.topics.iter().find(has_name).ok_or_else(|| {
        let near = nearest(name, digest.topics.iter().map(|term| term.name.as_str()));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        eprintln!("error: there is no topic `{name}`{near}");
        EXIT_USAGE
    })
}

fn row<'d>(digest: &'d Digest<'_>, paper: &'d Paper<'_>, hidden: Option<WhyHidden>) -> Row<'d> {
    let document: &PaperDocument = paper.document;
    Row {
        date: document.date.value.to_string(),
        state: match hidden {
            None => "shown",
            Some(WhyHidden::Draft) => "draft",
            Some(WhyHidden::Scheduled) => "scheduled",
            Some(WhyHidden::Expired) => "expired",
        },
        slug: document.slug.as_str(),
        title: &document.title.value.plain,
        topics: paper.topics.iter().map(|topic| digest.topics[*topic].name.as_str()).collect(),
        path: document.path.as_str(),
    }
}

fn print(rows: &[Row<'_>], format: ListFormat) -> std::io::Result<()> {
    let mut out = BufWriter::new(stdout().lock());
    for row in rows {
        let Row { date, state, slug, title, topics, path } = row;
        match format {
            ListFormat::Json => {
                serde_json::to_writer(&mut out, row)?;
                writeln!(out)?;
            }
            ListFormat::Tsv => {
                let cells = [date.as_str(), state, slug, title, &topics.join("; "), path];
                // TSV has no escapes for control characters, so they become spaces.
                let cells = cells.map(|cell| cell.replace(|c: char| c.is_control(), " "));
                writeln!(out, "{}", cells.join("\t"))?;
            }
            ListFormat::Human => {
                let state = if *state == "shown" { "" } else { state };
                writeln!(out, "{date}  {state:<9}  {title}")?;
                let topics = topics.iter().map(|topic| format!(" · {topic}")).collect::<String>();
                writeln!(out, "{:23}{path}{topics}", "")?;
            }
        }
    }
    out.flush()
}

/// The number of entries, and of those that are hidden.
fn summary(rows: &[Row<'_>]) -> String {
    let count = |state: &str| rows.iter().filter(|row| row.state == state).count();
    let drafts =
        Some(count("draft")).filter(|count| *count > 0).map(|count| plural(count, "draft", "drafts"));
    let hidden = ["scheduled", "expired"].into_iter().filter_map(|state| match count(state) {
        0 => None,
        count => Some(format!("{count} {state}")),
    });
    let hidden: Vec<String> = drafts.into_iter().chain(hidden).collect();
    let entries = plural(rows.len(), "entry", "entries");
    if hidden.is_empty() { entries } else { format!("{entries}: {}", hidden.join(", ")) }
}
