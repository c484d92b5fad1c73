//! `digestgen new`: writes a digest to go on from. Its files stand as they are in `starter/`; only the day
//! of its edition and the lines that name schemas are put in.

use std::collections::BTreeSet;

use include_dir::{Dir, include_dir};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::FINE;
use super::args::{Host, NewArgs};
use super::tell::{complain, plural};
use crate::output::new_folder;
use crate::place::SourcePath;
use crate::schema::{self, CONFIG_FILE, FRONT_MATTER_FILE, with_directive};
use crate::source::embedded_files;

static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// The day of the edition in `starter/`.
const DAY: &str = "2025-03-12";

/// Writes a new digest.
pub fn run(args: &NewArgs) -> u8 {
    // The time zone of a new digest is UTC, so an edition of today is never one to come.
    let today = args.today.unwrap_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date());
    let folder = args.folder.display().to_string();
    match new_folder(&args.folder, files(&args.with, today).into_iter()) {
        Ok(count) => eprintln!("wrote {} to `{folder}`", plural(count, "file", "files")),
        Err(error) => return complain(&error),
    }
    for host in &args.with {
        let (name, file) = of(*host);
        eprintln!("{name}: write into `{file}` where digestgen's source is, in place of `YOU`");
    }
    let next = if cfg!(feature = "serve") { "digestgen serve --open" } else { "digestgen build" };
    let (first, second) = match folder.as_str() {
        "." => (next.to_owned(), "digestgen add ID"),
        _ => (format!("cd {}", quoted(&folder)), next),
    };
    eprintln!("\nnext:\n\n    {first}\n    {second}\n");
    FINE
}

/// The folder of a host in `starter/with`, and its file that builds the site.
fn of(host: Host) -> (&'static str, &'static str) {
    match host {
        Host::GithubPages => ("github-pages", ".github/workflows/pages.yml"),
        Host::Netlify => ("netlify", "netlify.toml"),
        Host::Cloudflare => ("cloudflare", ".github/workflows/cloudflare.yml"),
    }
}

/// The files of a new digest: path, and bytes.
fn files(hosts: &[Host], today: Date) -> Vec<(String, Vec<u8>)> {
    let today = today.to_string();
    // A host that is named twice is one.
    let hosts: BTreeSet<String> = hosts.iter().map(|host| format!("with/{}", of(*host).0)).collect();
    let mut files = Vec::new();
    for folder in ["digest".to_owned()].into_iter().chain(hosts) {
        for (path, bytes) in embedded_files(&STARTER, &folder) {
            let path = path[folder.len() + 1..].replace(DAY, &today);
            let bytes = match std::str::from_utf8(bytes) {
                Ok(text) => filled(&path, &text.replace(DAY, &today)).into_bytes(),
                Err(_) => bytes.to_vec(),
            };
            files.push((path, bytes));
        }
    }
    files.push((CONFIG_FILE.to_owned(), schema::to_text(&schema::config()).into_bytes()));
    files.push((FRONT_MATTER_FILE.to_owned(), schema::to_text(&schema::front_matter()).into_bytes()));
    // The last one begins a build, so a digest that was written by half is none.
    files.sort_by_key(|(path, _)| path == "config.toml");
    files
}

/// A text with the line that names its schema, if it has front matter.
fn filled(path: &str, text: &str) -> String {
    let path = SourcePath::new(path);
    if path.extension() == "md" { with_directive(&path, text) } else { text.to_owned() }
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-~+:\\".contains(c);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
