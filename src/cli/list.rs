//! `digestgen list`: prints the entries in the order of the site's lists, with their state. Reads only front
//! matter.

use std::io::{BufWriter, Write as _, stdout};
use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;

use super::args::{ListArgs, ListFormat, MessageFormat};
use super::entries::front_matter;
use super::report::{plural, problems, report_error};
use super::{EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE};
use crate::content::PaperDocument;
use crate::diagnostic::{Diagnostic, nearest};
use crate::digest::{Digest, Paper, Selection, Term};
use crate::paper::HiddenReason;
use crate::pipeline::{FrontMatter, Memo, Today};
use crate::slug::Slug;
use crate::source;

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
    let sources = match source::scan(root) {
        Ok(sources) => sources,
        Err(error) => return report_error(&error),
    };
    let mut memo = Memo::default();
    let FrontMatter { config, digest, mut diagnostics, .. } = match front_matter(&sources, &mut memo) {
        Ok(read) => read,
        Err(code) => return code,
    };
    let today = args.today.unwrap_or_else(|| Today::Now(Timestamp::now()).day(&config.timezone));
    let topic = match &args.topic {
        Some(name) => match topic(&digest, name) {
            Ok(topic) => Some(topic),
            Err(code) => return code,
        },
        None => None,
    };
    let shown = Selection { today, drafts: false, future: false };
    let is_selected = |hidden: Option<HiddenReason>| match (args.drafts, args.future) {
        (false, false) => true,
        (drafts, future) => {
            drafts && hidden == Some(HiddenReason::Draft) || future && hidden == Some(HiddenReason::Scheduled)
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
    problems(&diagnostics, &|path| sources.text(path), MessageFormat::Human);
    if args.format == ListFormat::Human {
        eprintln!("{}", summary(&rows));
    }
    if diagnostics.is_empty() { EXIT_OK } else { EXIT_PROBLEMS }
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

fn row<'d>(digest: &'d Digest<'_>, paper: &'d Paper<'_>, hidden: Option<HiddenReason>) -> Row<'d> {
    let document: &PaperDocument = paper.document;
    Row {
        date: document.date.value.to_string(),
        state: match hidden {
            None => "shown",
            Some(HiddenReason::Draft) => "draft",
            Some(HiddenReason::Scheduled) => "scheduled",
            Some(HiddenReason::Expired) => "expired",
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
