//! What can be typed. Filling these needs nothing beyond the words of the command line and the
//! environment.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use crate::config::Overrides;
use crate::paper::EditionId;

/// A static site generator for curated research digests
#[derive(Parser, Debug)]
#[command(name = "digestgen", version, about, propagate_version = true)]
pub struct Args {
    /// The digest's folder
    #[arg(short, long, global = true, default_value = ".", value_name = "DIR")]
    pub root: PathBuf,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Write a new digest that builds, to go on from
    New(NewArgs),
    /// Make the site
    Build(BuildArgs),
    /// Look for what is wrong, missing or unused, beyond what a build tells
    Check(CheckArgs),
    /// Write entries for papers at arXiv or with a DOI
    Add(AddArgs),
    /// Write entries for the records of files
    Import(ImportArgs),
    /// Make the site, keep it made while you write, and show it in a browser
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    /// List entries
    List(ListArgs),
    /// List themes, or write one out to change it
    Theme(ThemeArgs),
    /// Print a JSON Schema of what you write, for editors
    Schema {
        /// Of what
        #[arg(value_enum)]
        of: SchemaOf,
    },
    /// Print the completions of a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
}

#[derive(clap::Args, Debug)]
pub struct NewArgs {
    /// Its folder: one that is not there yet, or is empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// What a host needs to build it and put it on the web
    #[arg(long, value_enum, value_name = "HOST")]
    pub with: Vec<Host>,
    /// The day of its first edition [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
}

/// A host that builds the site, or has it built.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Host {
    /// A workflow that builds it and puts it on GitHub Pages
    GithubPages,
    /// `netlify.toml`
    Netlify,
    /// A workflow that builds it and uploads it to Cloudflare Pages, and headers
    Cloudflare,
}

/// Which entries are shown.
#[derive(clap::Args, Debug)]
pub struct ShownArgs {
    /// Show drafts
    #[arg(long)]
    pub drafts: bool,
    /// Show entries dated after today
    #[arg(long)]
    pub future: bool,
    /// Build as if it were this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
}

impl ShownArgs {
    /// What a build takes from these flags and an address, in place of what the configuration says.
    pub fn overrides(&self, base_url: Option<&String>) -> Overrides {
        Overrides { base_url: base_url.cloned(), drafts: self.drafts, future: self.future }
    }
}

#[derive(clap::Args, Debug)]
pub struct BuildArgs {
    /// Where the site goes [default: `public` in the digest's folder]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The address of the home page; wins over `base_url`
    #[arg(long, value_name = "URL", env = "DIGESTGEN_BASE_URL")]
    pub base_url: Option<String>,
    #[command(flatten)]
    pub shown: ShownArgs,
    /// Take warnings for errors
    #[arg(long)]
    pub strict: bool,
    /// How problems are told
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, value_name = "FORMAT")]
    pub message_format: MessageFormat,
    /// Tell problems only
    #[arg(short, long)]
    pub quiet: bool,
}

#[cfg(feature = "serve")]
#[derive(clap::Args, Debug)]
pub struct ServeArgs {
    /// The port [default: 1111, or the next one that is free]
    #[arg(short, long)]
    pub port: Option<u16>,
    /// The address to listen on; any but this machine's own lets others in
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub bind: std::net::IpAddr,
    /// Open a browser
    #[arg(long)]
    pub open: bool,
    /// Look at all files twice a second, for folders on a network
    #[arg(long)]
    pub poll: bool,
    #[command(flatten)]
    pub shown: ShownArgs,
    /// The address of the home page, whose path the site is served below
    #[arg(long, value_name = "URL", env = "DIGESTGEN_BASE_URL", hide = true)]
    pub base_url: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum MessageFormat {
    /// With source lines, to stderr
    Human,
    /// One JSON object a line, to stdout
    Json,
}

#[derive(clap::Args, Debug)]
pub struct CheckArgs {
    /// Ask the web outside too, whether links still lead somewhere
    #[arg(long)]
    pub external: bool,
    /// How old an answer of the web may be: `30d`, `12h`, `0`
    #[arg(long, value_name = "AGE", default_value = "30d", requires = "external")]
    pub max_age: Age,
    /// Ask hosts of this machine and its network too
    #[arg(long, requires = "external")]
    pub allow_private: bool,
    /// Mend what is safe to mend, and tell the rest
    #[arg(long)]
    pub fix: bool,
    /// A kind of finding that is fine here, by its name: it is told as a note and not counted
    #[arg(long, value_name = "CODE")]
    pub allow: Vec<String>,
    #[command(flatten)]
    pub shown: ShownArgs,
    /// How problems are told
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, value_name = "FORMAT")]
    pub message_format: MessageFormat,
    /// Tell problems only
    #[arg(short, long)]
    pub quiet: bool,
}

/// A length of time: a number of days, or a number and `d`, `h` or `m`.
#[derive(Clone, Copy, Debug)]
pub struct Age(pub Duration);

impl FromStr for Age {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const DAY: u64 = 24 * 60 * 60;
        let (number, unit) = match text.strip_suffix(['d', 'h', 'm']) {
            Some(number) if text.ends_with('h') => (number, 60 * 60),
            Some(number) if text.ends_with('m') => (number, 60),
            number => (number.unwrap_or(text), DAY),
        };
        let number: u64 =
            number.parse().map_err(|_| "expected days, hours or minutes: `30d`, `12h`, `90m`")?;
        Ok(Self(Duration::from_secs(number.saturating_mul(unit))))
    }
}

#[derive(clap::Args, Debug)]
pub struct AddArgs {
    /// An arXiv id, a DOI, or the address of either; a page of Hugging Face's papers
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub choice: ChoiceArgs,
    /// Open the new entries in `$EDITOR`
    #[arg(long, conflicts_with = "dry_run")]
    pub edit: bool,
    /// Print the entries and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(clap::Args, Debug)]
pub struct ImportArgs {
    /// What the files hold
    #[arg(value_enum)]
    pub format: ImportFormat,
    /// Files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub choice: ChoiceArgs,
    /// Refresh the facts of entries that are there already; notes and what you changed stay
    #[arg(long)]
    pub update: bool,
    /// Do not make tags of the keywords of the files
    #[arg(long)]
    pub no_tags: bool,
    /// Put private notes and annotations of the files into the notes of entries, for all to read
    #[arg(long)]
    pub keep_notes: bool,
    /// Print the paths of what would be written, or changed, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Tell problems only
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(clap::Args, Debug)]
pub struct ChoiceArgs {
    /// The day of the edition that lists them, unless the source names one; `added`: the day on which each came
    /// into the library that is imported [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<EntryDate>,
    /// A topic; the first is the one they are grouped under
    #[arg(long = "topic", value_name = "NAME")]
    pub topics: Vec<String>,
    /// A tag
    #[arg(long = "tag", value_name = "WORD")]
    pub tags: Vec<String>,
}

/// The date of new entries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryDate {
    /// A day.
    Day(Date),
    /// What the source says of when it was added.
    Added,
}

impl FromStr for EntryDate {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "added" {
            return Ok(Self::Added);
        }
        text.parse().map(Self::Day).map_err(|_| "expected a day, such as `2025-03-12`, or `added`")
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ImportFormat {
    /// BibTeX or BibLaTeX
    Bibtex,
    /// CSL-JSON
    Csl,
    /// RIS
    Ris,
    /// Hugging Face's daily papers, as its API gives them
    Hf,
    /// Atom, as arXiv's API gives it
    Arxiv,
    /// One JSON object a line: id, title, authors, abstract, date
    Jsonl,
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {
    /// Drafts, and no others but those that `--future` asks for
    #[arg(long)]
    pub drafts: bool,
    /// Entries dated after today, and no others but those that `--drafts` asks for
    #[arg(long)]
    pub future: bool,
    /// Entries of an edition: `2025-03-12`, `2025-W11` or `2025-03`
    #[arg(long, value_name = "EDITION", value_parser = edition)]
    pub edition: Option<EditionId>,
    /// Entries with a topic
    #[arg(long, value_name = "NAME")]
    pub topic: Option<String>,
    /// List as if it were this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
    /// How entries are listed
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub format: ListFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ListFormat {
    /// Two lines each
    Human,
    /// A line each, with tabs: date, state, slug, title, topics, path
    Tsv,
    /// A JSON object a line
    Json,
}

fn edition(text: &str) -> Result<EditionId, &'static str> {
    EditionId::parse(text).ok_or("an edition is a day, a week or a month: 2025-03-12, 2025-W11 or 2025-03")
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum SchemaOf {
    /// What stands between the lines `+++` of a content file
    FrontMatter,
    /// `config.toml`
    Config,
}

#[derive(clap::Args, Debug)]
pub struct ThemeArgs {
    #[command(subcommand)]
    pub command: ThemeCommand,
}

#[derive(Subcommand, Debug)]
pub enum ThemeCommand {
    /// List the themes that can be used here
    List,
    /// Write a built-in theme to `themes/NAME`, to change it
    Eject {
        /// The theme's name
        name: String,
    },
}
