//! The same bytes for any number of threads.

use std::path::Path;

use digestgen::config::Overrides;
use digestgen::output::MemorySink;
use digestgen::pipeline::{self, Inputs, Memo, Today};
use digestgen::source;

use crate::site::{Site, TODAY, entry, site};

fn with<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

/// Entries that share names, refer to each other and say things that are warned of.
fn varied() -> Site {
    let entries = (0..120).map(|n| {
        let more = format!(
            "authors = [\"Ada van der {}\", \"Émile N{}\"]\ntopics = [\"T {}\", \"t-{}\"]\ntags = [\"C++\", \"c plus plus\", \"g{}\"]\ntldr = \"*In* $x^{n}$\"\n",
            n % 7, n % 11, n % 5, n % 5, n % 13
        );
        let date = format!("2025-{:02}-{:02}", n % 5 + 1, n % 28 + 1);
        let body = format!(
            "[[e-{}]] and [^1] $\\nope{}$ <think{}>\n\n[^1]: Note.\n\n```python\nx = {n}\n```\n\n# Head\n",
            (n * 7) % 120, n % 3, n % 4
        );
        entry(&format!("e-{n}"), &date, &more).trim_end().to_owned() + "\n\n" + &body
    });
    site(&entries.collect::<String>())
}

#[test]
fn any_number_of_threads_makes_the_same_bytes() {
    let build = |threads| {
        with(threads, || {
            let build = varied().build();
            (build.json(), build.files)
        })
    };
    let one = build(1);
    assert!(one.1.len() > 100 && one.0.lines().count() > 10, "{}", one.0);
    for threads in [2, 3, 8] {
        assert!(one == build(threads), "{threads} threads");
    }
}

#[test]
fn any_number_of_threads_makes_the_same_demo() {
    let build = |threads| {
        with(threads, || {
            let sources = source::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
            let sink = MemorySink::new();
            let (overrides, today) = (Overrides::default(), Today::Day(TODAY.parse().unwrap()));
            let inputs =
                Inputs { sources: &sources, overrides: &overrides, today, strict: false, progress: &|_| {} };
            drop(pipeline::build(&inputs, Memo::default(), &sink));
            sink.finish().0
        })
    };
    let one = build(1);
    assert!(one.len() > 50);
    for threads in [2, 8] {
        assert!(one == build(threads), "{threads} threads");
    }
}
