//! Measures builds: complete builds, cold, warm and after one edit, and the stages apart,
//! at 1,000 and 10,000 papers. `cargo bench`; the corpus is generated from a word list, in memory if there is
//! a memory file system.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use digestgen::config::{self, Overrides};
use digestgen::content;
use digestgen::digest::{Selection, Slugs, assemble};
use digestgen::fingerprint::Fingerprint;
use digestgen::output::{DiskSink, MemorySink, Store};
use digestgen::pipeline::{self, BuildCache, Inputs, Memo, Today};
use digestgen::site::{self, Assets, Cards, PlanInputs};
use digestgen::source::{self, Sources};
use digestgen::view::ThemeNeeds;
use divan::Bencher;
use jiff::civil::{Date, date};
use rayon::prelude::*;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 2] = [1_000, 10_000];
const TODAY: Date = date(2030, 1, 1);
const WORDS: [&str; 16] = [
    "diffusion",
    "transport",
    "variational",
    "posterior",
    "gradient",
    "manifold",
    "kernel",
    "entropy",
    "particle",
    "operator",
    "spectral",
    "neural",
    "adaptive",
    "causal",
    "sparse",
    "stochastic",
];

fn main() {
    divan::main();
}

/// A folder for one run, in memory if possible.
fn folder(name: &str) -> PathBuf {
    let memory = Path::new("/dev/shm");
    let base = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
    base.join(format!("digestgen-bench-{}-{name}", std::process::id()))
}

/// A site with this number of papers, generated once.
fn corpus(papers: usize) -> &'static Path {
    static SMALL: OnceLock<PathBuf> = OnceLock::new();
    static LARGE: OnceLock<PathBuf> = OnceLock::new();
    let cell = if papers == SIZES[0] { &SMALL } else { &LARGE };
    cell.get_or_init(|| {
        let root = folder(&papers.to_string());
        fs::create_dir_all(root.join("content/papers")).unwrap();
        let config = "title = \"Bench\"\nbase_url = \"https://bench.example\"\ntheme = \"plain\"\n[pages]\nperiods = [\"day\"]\n";
        fs::write(root.join("config.toml"), config).unwrap();
        for number in 0..papers {
            fs::write(root.join(format!("content/papers/p{number:05}.md")), entry(number)).unwrap();
        }
        root
    })
}

fn entry(number: usize) -> String {
    let mut seed = number as u64 + 1;
    let mut word = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        WORDS[(seed >> 33) as usize % WORDS.len()]
    };
    let mut text = format!("+++\ntitle = \"On {} {} {number}\"\n", word(), word());
    let day = date(2020, 1, 1).checked_add(jiff::Span::new().days((number / 15) as i64)).unwrap();
    let (first, second) = (number % 3_000, number % 1_700);
    let _ = write!(
        text,
        "date = {day}\nauthors = [\"Ada N{first}\", \"Emmy M{second}\", \"{} L{number}\"]\n",
        word()
    );
    let _ = write!(text, "topics = [\"{}\"]\ntags = [\"{}\", \"{}\"]\n+++\n", word(), word(), word());
    for _ in 0..4 {
        for _ in 0..40 {
            let _ = write!(text, "{} ", word());
        }
        let _ = write!(text, "and $x_{{{number}}}^2$.\n\n");
    }
    if number.is_multiple_of(4) {
        let _ = write!(
            text,
            "```python\ndef f_{number}(x, beta={number}):\n    return x * beta  # {}\n```\n",
            word()
        );
    }
    text
}

fn inputs<'a>(sources: &'a Sources, overrides: &'a Overrides) -> Inputs<'a> {
    Inputs { sources, overrides, today: Today::Day(TODAY), strict: false, progress: &|_| {} }
}

/// One run of the program, without the process: reads and writes the build cache.
fn run(root: &Path, output: &Path) {
    let (store, program) = (Store::new(root, output), Fingerprint::default());
    let cache = BuildCache::read(&store, program);
    let sources = source::scan_again(root, &cache.sources(), SystemTime::now()).unwrap();
    let disk = DiskSink::open(output).unwrap();
    let memo = cache.into_memo(&store, disk.installed_build());
    let overrides = Overrides::default();
    let (build, memo) = pipeline::build(&inputs(&sources, &overrides), memo, &disk);
    assert!(build.is_complete());
    disk.commit_with_id(memo.build_id()).unwrap();
    memo.encode(program, &sources.known_files()).unwrap().save(&store).unwrap();
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn cold(bencher: Bencher, papers: usize) {
    let (root, output) = (corpus(papers), folder("cold"));
    let clean = || {
        let _ = fs::remove_dir_all(&output);
        let _ = fs::remove_dir_all(root.join(".digestgen"));
    };
    bencher.with_inputs(clean).bench_local_values(|()| run(root, &output));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn nothing_changed(bencher: Bencher, papers: usize) {
    let (root, output) = (corpus(papers), folder("warm"));
    let _ = fs::remove_dir_all(&output);
    run(root, &output);
    bencher.bench_local(|| run(root, &output));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn one_title_changed(bencher: Bencher, papers: usize) {
    let (root, output) = (corpus(papers), folder("edit"));
    let _ = fs::remove_dir_all(&output);
    run(root, &output);
    let file = root.join("content/papers/p00500.md");
    let text = fs::read_to_string(&file).unwrap();
    let mut edits = 0;
    let edit = || {
        edits += 1;
        fs::write(&file, text.replacen("On ", &format!("On {edits} "), 1)).unwrap();
    };
    bencher.with_inputs(edit).bench_local_values(|()| run(root, &output));
    fs::write(&file, &text).unwrap();
}

mod stages {
    use super::*;

    #[divan::bench(args = SIZES, sample_count = 5)]
    fn source_scan(papers: usize) -> Sources {
        source::scan(corpus(papers)).unwrap()
    }

    #[divan::bench(args = SIZES, sample_count = 5)]
    fn content_parse(bencher: Bencher, papers: usize) {
        let sources = source::scan(corpus(papers)).unwrap();
        bencher.bench_local(|| parse(&sources));
    }

    #[divan::bench(args = SIZES, sample_count = 5)]
    fn digest_assemble(bencher: Bencher, papers: usize) {
        let documents = parse(&source::scan(corpus(papers)).unwrap());
        let documents: Vec<_> = documents.iter().collect();
        bencher.bench_local(|| drop(assemble(&documents, &Slugs::of(&documents), selection())));
    }

    #[divan::bench(args = SIZES, sample_count = 5)]
    fn site_plan(bencher: Bencher, papers: usize) {
        let sources = source::scan(corpus(papers)).unwrap();
        let config = config::parse(&sources, &Overrides::default()).value;
        let documents = parse(&sources);
        let documents: Vec<_> = documents.iter().collect();
        let slugs = Slugs::of(&documents);
        let digest = assemble(&documents, &slugs, selection()).value;
        let (theme_extra, assets) = (digestgen::fields::Extra::default(), Assets::default());
        let needs = ThemeNeeds::default();
        let inputs = PlanInputs {
            theme_extra: &theme_extra,
            assets: &assets,
            content_css: None,
            needs: &needs,
            frame: digestgen::fingerprint::Fingerprint::default(),
        };
        bencher.bench_local(|| {
            let context = site::prepare(&digest, &config, &inputs, &Cards::default());
            site::plan(&context).value.outputs.len()
        });
    }

    /// A complete build in memory. The difference to `cold` is the cost of the disk.
    #[divan::bench(args = SIZES, sample_count = 5)]
    fn all_to_memory(bencher: Bencher, papers: usize) {
        let sources = source::scan(corpus(papers)).unwrap();
        let overrides = Overrides::default();
        bencher.bench_local(|| {
            let memory = MemorySink::new();
            let (build, _) = pipeline::build(&inputs(&sources, &overrides), Memo::default(), &memory);
            assert!(build.is_complete());
            memory.finish().0.len()
        });
    }

    fn selection() -> Selection {
        Selection { today: TODAY, drafts: false, future: false }
    }

    fn parse(sources: &Sources) -> Vec<content::Document> {
        let config = config::parse(sources, &Overrides::default()).value;
        let markdown = content::markdown_of(&config).value;
        let files: Vec<_> = sources.below("content/").collect();
        let parse = |(path, source): &(&digestgen::place::SourcePath, &source::Source)| {
            content::parse(path, source.text().unwrap_or_default(), &markdown).value
        };
        files.par_iter().filter_map(parse).collect()
    }
}
