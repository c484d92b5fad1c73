//! `digestgen new`: creates a digest with example content. Its files are those in `starter/`; only the date of
//! the edition and the lines that refer to schemas are inserted.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::EXIT_OK;
use super::args::{FrontMatter, Host, NewArgs};
use super::report::{plural, report_error};
use crate::output::new_folder;
use crate::place::SourcePath;
use crate::schema::{self, CONFIG_FILE, FRONT_MATTER_FILE, with_directive};

/// Files by their paths in the digest.
type Files = [(&'static str, &'static str)];

/// A file in a folder of `starter/`.
macro_rules! file {
    ($folder:literal, $path:literal) => {
        ($path, include_str!(concat!("../../starter/", $folder, "/", $path)))
    };
}

const DIGEST: &Files = &[
    file!("digest", ".gitignore"),
    file!("digest", "config.toml"),
    file!("digest", "content/papers/grokking-lazy-to-rich/sketch.svg"),
];

/// Its content with front matter in TOML.
const IN_TOML: &Files = &[
    file!("digest", "content/editions/2025-03-12.md"),
    file!("digest", "content/pages/about.md"),
    file!("digest", "content/papers/adaptive-data-analysis.md"),
    file!("digest", "content/papers/grokking-lazy-to-rich/index.md"),
    file!("digest", "content/papers/stochastic-interpolants.md"),
];

/// The same content with front matter in YAML.
const IN_YAML: &Files = &[
    file!("yaml", "content/editions/2025-03-12.md"),
    file!("yaml", "content/pages/about.md"),
    file!("yaml", "content/papers/adaptive-data-analysis.md"),
    file!("yaml", "content/papers/grokking-lazy-to-rich/index.md"),
    file!("yaml", "content/papers/stochastic-interpolants.md"),
];

/// The date of the edition in these files.
const EDITION_DATE: &str = "2025-03-12";

/// The deployment files of each host.
fn deployment_files(host: Host) -> &'static Files {
    match host {
        Host::GithubPages => &[file!("with/github-pages", ".github/workflows/pages.yml")],
        Host::Netlify => &[file!("with/netlify", "netlify.toml")],
        Host::Cloudflare => &[
            file!("with/cloudflare", ".github/workflows/cloudflare.yml"),
            file!("with/cloudflare", "static/_headers"),
        ],
        Host::Nginx => &[file!("with/nginx", "deploy/nginx.conf")],
        Host::Apache => &[file!("with/apache", "static/.htaccess")],
    }
}

/// Writes a new digest.
pub fn run(args: &NewArgs) -> u8 {
    // The time zone of a new digest is UTC, so an edition dated today in UTC is not in the future.
    let today = args.today.unwrap_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date());
    let folder = args.folder.display().to_string();
    match new_folder(&args.folder, files(args, today).into_iter()) {
        Ok(count) => eprintln!("wrote {} to `{folder}`", plural(count, "file", "files")),
        Err(error) => return report_error(&error),
    }
    for host in &args.with {
        for (path, text) in deployment_files(*host) {
            to_adapt(text).into_iter().for_each(|what| eprintln!("edit `{path}`: {what}"));
        }
    }
    let next = if cfg!(feature = "serve") { "digestgen serve --open" } else { "digestgen build" };
    let (first, second) = match folder.as_str() {
        "." => (next.to_owned(), "digestgen add ID"),
        _ => (format!("cd {}", quoted(&folder)), next),
    };
    eprintln!("\nnext:\n\n    {first}\n    {second}\n");
    EXIT_OK
}

/// The files of a new digest.
fn files(args: &NewArgs, today: Date) -> BTreeMap<String, String> {
    let today = today.to_string();
    let needed = args.with.iter().flat_map(|host| deployment_files(*host));
    let content = match args.front_matter {
        FrontMatter::Toml => IN_TOML,
        FrontMatter::Yaml => IN_YAML,
    };
    let mut files: BTreeMap<String, String> = DIGEST
        .iter()
        .chain(content)
        .chain(needed)
        .map(|(path, text)| {
            let (path, text) =
                (SourcePath::new(path.replace(EDITION_DATE, &today)), text.replace(EDITION_DATE, &today));
            let text = if path.extension() == "md" { with_directive(&path, &text) } else { text };
            (path.to_string(), text)
        })
        .collect();
    if let Some(config) = files.get_mut("config.toml") {
        if let Some(format) = args.with.iter().find_map(redirects) {
            let key =
                format!("# Old addresses, in the file that the host reads.\nredirects = \"{format}\"\n");
            *config = config.replacen("[outputs]\n", &format!("[outputs]\n{key}"), 1);
        }
        config.push_str(&limits(&args.with).unwrap_or_default());
    }
    if args.front_matter == FrontMatter::Yaml
        && let Some(config) = files.get_mut("config.toml")
    {
        *config = config.replace("#front_matter = \"toml\"", "front_matter = \"yaml\"");
    }
    files.insert(CONFIG_FILE.to_owned(), schema::to_text(&schema::config()));
    files.insert(FRONT_MATTER_FILE.to_owned(), schema::to_text(&schema::front_matter()));
    files
}

/// The file of redirects that a host reads, if it reads one.
fn redirects(host: &Host) -> Option<&'static str> {
    match host {
        Host::Netlify => Some("netlify"),
        Host::Cloudflare => Some("cloudflare"),
        Host::Nginx => Some("nginx"),
        Host::GithubPages | Host::Apache => None,
    }
}

/// The part of `config.toml` that states what the first of the hosts accepts, if that is known.
fn limits(hosts: &[Host]) -> Option<String> {
    let name = |host: &Host| match host {
        Host::GithubPages => Some("github-pages"),
        Host::Netlify => Some("netlify"),
        Host::Cloudflare => Some("cloudflare-pages"),
        Host::Nginx | Host::Apache => None,
    };
    let name = hosts.iter().find_map(name)?;
    Some(format!(
        "\n# What the host accepts. `digestgen check` shows how much is left.\n[limits]\nhost = \"{name}\"\n"
    ))
}

/// What the curator has to change in a file for a host.
fn to_adapt(text: &str) -> Option<&'static str> {
    let placeholders = [
        ("YOU/digestgen", "replace `YOU` by the owner of digestgen's repository"),
        ("digest.example.org", "change `server_name` and `/var/www/digest`"),
    ];
    placeholders.into_iter().find(|(placeholder, _)| text.contains(placeholder)).map(|(_, what)| what)
}

/// A path quoted for a shell.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-~+:\\".contains(c);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
