//! Command-line arguments. Parsing needs only the arguments and the environment.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use jiff::civil::Date;

use super::values::{Age, EntryDate};
use crate::config::{BaseUrlSource, Overrides};
use crate::diagnostic::codes::WARNINGS;
use crate::paper::EditionId;
use crate::source::builtin_themes;

/// A static site generator for curated research digests
#[derive(Parser, Debug)]
#[command(name = "digestgen", version, about, propagate_version = true)]
pub struct Args {
    /// The digest's folder
    #[arg(short, long, global = true, default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: PathBuf,
    #[command(subcommand)]
    pub command: Command,
}

impl Args {
    /// Reads the arguments of this process. On wrong usage, exits with code 2.
    pub fn read() -> Self {
        let matches = Self::command().get_matches();
        let mut args = Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        let of_command = matches.subcommand().map(|(_, matches)| matches);
        match (&mut args.command, of_command) {
            (Command::Build(build), Some(matches)) => {
                build.base_url_source = source(&mut build.base_url, matches)
            }
            #[cfg(feature = "serve")]
            (Command::Serve(serve), Some(matches)) => {
                serve.base_url_source = source(&mut serve.base_url, matches)
            }
            _ => {}
        }
        args
    }
}

/// Where `base_url` is from. An empty variable counts as not set.
fn source(base_url: &mut Option<String>, matches: &ArgMatches) -> BaseUrlSource {
    if matches.value_source("base_url") != Some(ValueSource::EnvVariable) {
        return BaseUrlSource::Flag;
    }
    base_url.take_if(|url| url.trim().is_empty());
    BaseUrlSource::Environment
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Create a new digest with example content
    New(NewArgs),
    /// Build the site
    Build(BuildArgs),
    /// Check links, metadata and unused files
    Check(CheckArgs),
    /// Add entries for papers by arXiv id or DOI
    Add(AddArgs),
    /// Import entries from BibTeX, CSL-JSON, RIS and other files
    Import(ImportArgs),
    /// Build the site, rebuild it on change, and show it in a browser
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    /// List entries
    List(ListArgs),
    /// List themes, or copy a built-in theme for editing
    Theme(ThemeArgs),
    /// Print a JSON Schema for editors
    Schema {
        /// Which schema
        #[arg(value_enum)]
        of: SchemaOf,
    },
    /// Print a shell completion script
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Write man pages, one for each command
    Man {
        /// The folder, such as `~/.local/share/man/man1`; it is created if it is missing
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
}

#[derive(clap::Args, Debug)]
pub struct NewArgs {
    /// Folder to create; must not exist or be empty
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    /// Add deployment files for a host
    #[arg(long, value_enum, value_name = "HOST")]
    pub with: Vec<Host>,
    /// Syntax of the front matter
    #[arg(long, value_enum, value_name = "SYNTAX", default_value = "toml")]
    pub front_matter: FrontMatter,
    /// Date of the first edition [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
}

/// How front matter is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum FrontMatter {
    /// Between lines `+++`
    Toml,
    /// Between lines `---`
    Yaml,
}

/// A host for the site.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Host {
    /// A workflow that builds the site and deploys it to GitHub Pages
    GithubPages,
    /// `netlify.toml`
    Netlify,
    /// A workflow that builds the site and uploads it to Cloudflare Pages, and a file of HTTP headers
    Cloudflare,
    /// A server block for nginx
    Nginx,
    /// `.htaccess` for Apache
    Apache,
}

/// Which entries are shown.
#[derive(clap::Args, Debug)]
pub struct VisibilityArgs {
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

impl VisibilityArgs {
    /// The values that these flags and `base_url` override in the configuration.
    pub fn overrides(&self, base_url: Option<&String>, base_url_source: BaseUrlSource) -> Overrides {
        Overrides { base_url: base_url.cloned(), base_url_source, drafts: self.drafts, future: self.future }
    }
}

#[derive(clap::Args, Debug)]
pub struct BuildArgs {
    /// Output folder [default: `public` in the digest's folder]
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
    /// URL of the home page; overrides `base_url`
    #[arg(long, value_name = "URL", env = "DIGESTGEN_BASE_URL")]
    pub base_url: Option<String>,
    #[arg(skip)]
    pub base_url_source: BaseUrlSource,
    #[command(flatten)]
    pub visibility: VisibilityArgs,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Format of diagnostics
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, value_name = "FORMAT")]
    pub message_format: MessageFormat,
    /// Write a list of the files that were added, changed or removed; `-` is standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub changed: Option<PathBuf>,
    /// Print problems only
    #[arg(short, long)]
    pub quiet: bool,
}

#[cfg(feature = "serve")]
#[derive(clap::Args, Debug)]
pub struct ServeArgs {
    /// Port [default: 1111, or the next free one]
    #[arg(short, long)]
    pub port: Option<u16>,
    /// Address to listen on; a non-loopback address lets other machines connect
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub bind: std::net::IpAddr,
    /// Open a browser
    #[arg(long)]
    pub open: bool,
    /// Poll all files twice a second, for network folders
    #[arg(long)]
    pub poll: bool,
    #[command(flatten)]
    pub visibility: VisibilityArgs,
    /// URL of the home page; the site is served under its path
    #[arg(long, value_name = "URL", env = "DIGESTGEN_BASE_URL", hide = true)]
    pub base_url: Option<String>,
    #[arg(skip)]
    pub base_url_source: BaseUrlSource,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum MessageFormat {
    /// Text with source lines, to stderr
    Human,
    /// One JSON object per line, to stdout
    Json,
}

#[derive(clap::Args, Debug)]
pub struct CheckArgs {
    /// Also check external links
    #[arg(long)]
    pub external: bool,
    /// Reuse link results up to this age: `30d`, `12h`, `0`
    #[arg(long, value_name = "AGE", default_value = "30d", requires = "external")]
    pub max_age: Age,
    /// Also request hosts on this machine or its network
    #[arg(long, requires = "external")]
    pub allow_private: bool,
    /// Fix what is safe, report the rest
    #[arg(long)]
    pub fix: bool,
    /// Diagnostic code to allow: reported as a note and not counted
    #[arg(long, value_name = "CODE", value_parser = PossibleValuesParser::new(WARNINGS), hide_possible_values = true)]
    pub allow: Vec<String>,
    #[command(flatten)]
    pub visibility: VisibilityArgs,
    /// Format of diagnostics
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, value_name = "FORMAT")]
    pub message_format: MessageFormat,
    /// Print problems only
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(clap::Args, Debug)]
pub struct AddArgs {
    /// arXiv id, DOI, URL of either, or URL of a paper at Hugging Face
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub new_entry: NewEntryArgs,
    /// Open the new entries in `$EDITOR`
    #[arg(long, conflicts_with = "dry_run")]
    pub edit: bool,
    /// Print the entries and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(clap::Args, Debug)]
pub struct ImportArgs {
    /// Format of the files
    #[arg(value_enum)]
    pub format: ImportFormat,
    /// Files; `-` is standard input
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub new_entry: NewEntryArgs,
    /// Update existing entries; notes and your changes are kept
    #[arg(long)]
    pub update: bool,
    /// Do not turn keywords of the files into tags
    #[arg(long)]
    pub no_tags: bool,
    /// Put private notes and annotations into the notes of entries, where everybody can read them
    #[arg(long)]
    pub keep_notes: bool,
    /// Print the paths that would be written or changed, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print problems only
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(clap::Args, Debug)]
pub struct NewEntryArgs {
    /// Date of the edition that lists the entries, unless the source has one; `added`: when each was added to
    /// the imported library [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<EntryDate>,
    /// Topic; entries are grouped by the first one
    #[arg(long = "topic", value_name = "NAME")]
    pub topics: Vec<String>,
    /// Tag
    #[arg(long = "tag", value_name = "WORD")]
    pub tags: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ImportFormat {
    /// BibTeX or BibLaTeX
    Bibtex,
    /// CSL-JSON
    Csl,
    /// RIS
    Ris,
    /// Hugging Face's daily papers, as returned by its API
    Hf,
    /// Atom, as returned by arXiv's API
    Arxiv,
    /// One JSON object per line: id, title, authors, abstract, date
    Jsonl,
}

#[derive(clap::Args, Debug)]
pub struct ListArgs {
    /// Show only drafts (with `--future`: and scheduled entries)
    #[arg(long)]
    pub drafts: bool,
    /// Show only scheduled entries (with `--drafts`: and drafts)
    #[arg(long)]
    pub future: bool,
    /// Show only entries of an edition: `2025-03-12`, `2025-W11` or `2025-03`
    #[arg(long, value_name = "EDITION", value_parser = edition)]
    pub edition: Option<EditionId>,
    /// Show only entries with a topic
    #[arg(long, value_name = "NAME")]
    pub topic: Option<String>,
    /// List as if it were this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
    /// Output format
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub format: ListFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ListFormat {
    /// Two lines per entry
    Human,
    /// One line per entry, tab-separated: date, state, slug, title, topics, path
    Tsv,
    /// One JSON object per line
    Json,
}

fn edition(text: &str) -> Result<EditionId, &'static str> {
    EditionId::parse(text).ok_or("an edition is a day, a week or a month: 2025-03-12, 2025-W11 or 2025-03")
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum SchemaOf {
    /// Front matter of content files
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
    /// Copy a built-in theme to `themes/NAME` for editing
    Eject {
        /// The theme's name
        #[arg(value_parser = PossibleValuesParser::new(builtin_themes()))]
        name: String,
    },
}
