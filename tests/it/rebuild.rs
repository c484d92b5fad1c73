//! Building again: what an edit renders anew, and that nothing else can tell a warm build from a clean one.

use std::collections::BTreeMap;

use digestgen::slug::Slug;

use crate::addresses::linked;
use crate::conditions::rounds;
use crate::site::{Build, Site, entry, site};

pub fn three() -> Site {
    let text = [
        entry("a", "2025-05-01", "topics = [\"T\"]\ntags = [\"g\"]\nauthors = [\"Ada Lovelace\"]"),
        entry("b", "2025-05-02", "topics = [\"T\"]\nauthors = [\"Emmy Noether\"]"),
        entry("c", "2025-06-01", "topics = [\"U\"]"),
    ];
    let mut site = site(&text.concat());
    site.build().fine();
    site
}

/// Pages among what was made anew; feeds and sitemaps left out.
fn pages(build: &Build) -> Vec<String> {
    build.rendered().into_iter().filter(|address| address.ends_with('/')).collect()
}

#[test]
fn nothing_changed_renders_nothing() {
    let mut site = three();
    let build = site.build().fine();
    assert_eq!(build.rendered(), Vec::<String>::new());
    assert!(build.has("/papers/a/"), "what is kept is there");
    assert_eq!(
        site.write("config.toml.bak", "x").write("notes/x.md", "x").build().rendered(),
        Vec::<String>::new()
    );
}

#[test]
fn a_note_renders_its_page_alone() {
    let mut site = three();
    site.write("content/papers/a.md", entry_text("a", "Note on a.\n\nA second paragraph."));
    assert_eq!(
        site.build().fine().rendered(),
        [
            "/atom.xml",
            "/feed.json",
            "/feed.xml",
            "/papers/a/",
            "/tags/g/feed.xml",
            "/topics/t/atom.xml",
            "/topics/t/feed.json",
            "/topics/t/feed.xml"
        ]
    );
}

fn entry_text(slug: &str, note: &str) -> String {
    format!(
        "+++\ntitle = \"{slug}\"\ndate = 2025-05-01\ntopics = [\"T\"]\ntags = [\"g\"]\nauthors = [\"Ada Lovelace\"]\n+++\n{note}\n"
    )
}

trait Sorted {
    fn sorted(self) -> Vec<String>;
}

impl<const N: usize> Sorted for [&str; N] {
    fn sorted(self) -> Vec<String> {
        let mut all = self.map(String::from).to_vec();
        all.sort();
        all
    }
}

#[test]
fn a_title_renders_the_lists_and_neighbours_that_show_it() {
    let mut site = three();
    let build =
        site.replace("content/papers/a.md", "title = \"a\"", "title = \"A new title\"").build().fine();
    let expected = [
        "/2025/05/01/",
        "/2025/05/",
        "/2025/w18/",
        "/authors/ada-lovelace/",
        "/papers/",
        "/papers/a/",
        "/papers/b/",
        "/tags/g/",
        "/topics/t/",
    ];
    let mut rendered = pages(&build);
    rendered.sort();
    assert_eq!(rendered, expected.sorted());
}

#[test]
fn an_opening_word_renders_its_edition() {
    let mut site = three();
    site.write("content/editions/2025-05-01.md", "+++\n+++\nOne.\n").build();
    assert_eq!(
        pages(&site.write("content/editions/2025-05-01.md", "+++\n+++\nTwo.\n").build().fine()),
        ["/2025/05/01/"]
    );
}

#[test]
fn a_file_of_the_curators_renders_its_page() {
    let mut site = three();
    let build = site.write("content/pages/about.md", "+++\ntitle = \"About\"\n+++\n").build().fine();
    assert_eq!(build.rendered(), ["/about/", "/sitemap.xml"]);
    let build = site.remove("content/pages/about.md").build().fine();
    assert_eq!(build.rendered(), ["/sitemap.xml"]);
    assert!(!build.has("/about/"), "what is no more is not kept");
}

#[test]
fn a_template_renders_pages_and_a_style_sheet_does_not() {
    let mut site = three();
    let all = pages(&site.write("templates/404.html", "x").build().fine()).len();
    assert_eq!(all, site.build().addresses().iter().filter(|address| address.ends_with('/')).count());
    assert_eq!(site.write("static/style.css", "x").build().fine().rendered(), ["/style.css"]);
}

#[test]
fn a_build_with_errors_does_not_spoil_the_next() {
    for (path, broken) in [
        ("content/papers/a.md", "no front matter"),
        ("templates/card.html", "{% if %}"),
        ("templates/card.html", "{{ paper.nothing.x }}"),
        ("templates/paper.html", "{% if paper.slug == \"b\" %}{{ paper.nothing.x }}{% endif %}"),
        ("config.toml", "title = 1"),
    ] {
        let mut site = three();
        let before = site.build().fine();
        let kept = std::fs::read(site.root().join(path)).ok();
        assert!(!site.write(path, broken).build().is_complete(), "{path}");
        assert!(!site.build().is_complete(), "told again from the memo");
        match kept {
            Some(text) => site.write(path, text),
            None => site.remove(path),
        };
        let build = site.build().fine();
        assert_eq!(build.files, before.files, "{path}: {broken}");
        assert_eq!(build.rendered(), Vec::<String>::new(), "{path}: {broken}");
    }
}

#[test]
fn any_number_of_threads_makes_the_same_bytes() {
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| linked().build().fine().files)
    };
    let one = with(1);
    for _ in 0..3 {
        assert!(with(8) == one);
    }
}

/// Numbers that look random: SplitMix64.
pub struct Random(u64);

impl Random {
    /// A new series each time, or the one that `SEED` asks for; its seed is printed.
    pub fn seeded() -> Self {
        let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
            // Each map of the standard library is seeded at random.
            use std::hash::{BuildHasher as _, RandomState};
            RandomState::new().hash_one(0)
        });
        println!("SEED={seed}");
        Self(seed)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn of<'v>(&mut self, values: &[&'v str]) -> &'v str {
        values[self.below(values.len())]
    }
}

/// Changes a file of the site in one of many ways. Gives the file, and what it held before.
pub fn edit(site: &mut Site, random: &mut Random) -> (String, Option<Vec<u8>>) {
    let slug = random.of(&["a", "b", "c", "d", "e", "f"]);
    let path = match random.below(12) {
        0 => format!("content/topics/{}.md", random.of(&["t", "u"])),
        1 => format!("content/editions/{}.md", random.of(&["2025-05-01", "2025-W18", "2025-05"])),
        2 => "content/authors/ada.md".to_owned(),
        3 => "content/pages/about.md".to_owned(),
        4 => format!("templates/{}.html", random.of(&["card", "404", "paper"])),
        5 => "static/x.txt".to_owned(),
        6 => "config.toml".to_owned(),
        _ => format!("content/papers/{slug}.md"),
    };
    let before = std::fs::read(site.root().join(&path)).ok();
    if before.is_some() && path != "config.toml" && random.below(5) == 0 {
        site.remove(&path);
        return (path, before);
    }
    let number = random.below(4);
    let text = if path.starts_with("content/papers/") {
        let date =
            random.of(&["2025-04-30", "2025-05-01", "2025-05-02", "2024-12-30", "2025-07-01", "\"broken\""]);
        let topics = random.of(&["", "topics = [\"T\"]", "topics = [\"U\", \"t\"]", "topics = [\"V\"]"]);
        let more = random.of(&[
            "",
            "draft = true",
            "featured = true\ntags = [\"g\"]",
            "authors = [\"Ada\", \"Emmy Noether\"]",
            "authors = [\"Emmy Noether\", \"Wei Zhang\", \"Ada\"]",
            "aliases = [\"/old/\"]",
            "status = \"withdrawn\"",
            "curator = \"Ada\"",
            "expires = 2025-06-01",
        ]);
        let note = random.of(&[
            "Note.",
            "See [[a]] and [[b|that]].",
            "$x^2$ and `code`",
            "```rust\nfn main() {}\n```",
        ]);
        format!("+++\ntitle = \"{slug} {number}\"\ndate = {date}\n{topics}\n{more}\n+++\n{note}\n")
    } else if path == "config.toml" {
        format!(
            "{}[pagination]\nper_page = {}\n[pages]\ntags = {}\n{}",
            crate::site::CONFIG.replace("plain", random.of(&["plain", "default"])),
            number + 1,
            number != 2,
            random.of(&[
                "",
                "[extra]\naccent = \"blue\"\n",
                "[extra]\nfooter = \"The end.\"\nrow_links = []\n"
            ])
        )
    } else if path.starts_with("templates/") {
        random
            .of(&[
                "{{ site.title }} one",
                "{{ page.path }}",
                "{% if %}",
                "{{ paper.slug }}{{ paper.title }}",
                "two",
            ])
            .to_owned()
    } else {
        let key = if path.starts_with("content/authors/") { "name" } else { "title" };
        format!(
            "+++\n{key} = \"{} {number}\"\n{}\n+++\nWords {number} on [[a]].\n",
            Slug::of(&path),
            random.of(&["", "description = \"D\"", "[extra]\nx = 1"])
        )
    };
    site.write(&path, &text);
    (path, before)
}

/// Gives a file back what it held.
pub fn undo(site: &mut Site, (path, before): &(String, Option<Vec<u8>>)) {
    match before {
        Some(text) => site.write(path, text),
        None => site.remove(path),
    };
}

/// `default` shows who wrote with whom, in the order of the index of authors.
#[test]
fn another_order_of_authors_renders_those_who_wrote_with_them() {
    let mut site = three();
    site.replace("config.toml", "plain", "default").add(
        "d",
        "2025-05-03",
        "authors = [\"Xi Cao\", \"Zed Abel\", \"Yan Bach\"]",
    );
    let names = |build: &Build| {
        let page = build.page("/authors/xi-cao/");
        (page.rfind("Zed Abel").unwrap(), page.rfind("Yan Bach").unwrap())
    };
    let (zed, yan) = names(&site.build());
    assert!(zed < yan, "by family name");
    let warm = site.write("content/authors/yan-bach.md", "+++\norder = 1\n+++\n").build();
    assert!(warm.rendered().contains(&"/authors/xi-cao/".to_owned()), "{:?}", warm.rendered());
    assert!(texts(&warm) == texts(&site.clean()));
}

#[test]
fn after_any_edits_a_warm_build_is_a_clean_one() {
    let mut random = Random::seeded();
    let seed = random.0;
    let (mut warm, mut clean) = (three(), three());
    let (mut rendered, mut whole, mut all) = (0, 0, 0);
    let mut broken = Vec::new();
    let steps = rounds(600);
    for step in 0..steps {
        // What broke the site is mostly mended at once.
        let mended = if random.below(4) > 0 { broken.pop() } else { None };
        let done = if let Some(done) = mended {
            undo(&mut warm, &done);
            undo(&mut clean, &done);
            format!("undone: {done:?}")
        } else {
            edit(&mut clean, &mut Random(random.0));
            let done = edit(&mut warm, &mut random);
            broken.push(done.clone());
            format!("{done:?}")
        };
        if random.below(12) == 0 {
            let day = random.of(&["2025-05-01", "2025-05-31", "2025-06-01", "2025-06-02", "2025-07-01"]);
            warm.today(day);
            clean.today(day);
        }
        let (warm, clean) = (warm.build(), clean.clean());
        assert_eq!(warm.drawn(), clean.drawn(), "SEED={seed}, step {step}: {done}");
        if warm.is_complete() {
            assert_eq!(texts(&warm), texts(&clean), "SEED={seed}, step {step}: {done}");
            whole += 1;
            rendered += warm.rendered().len();
            all += warm.files.len();
            broken.clear();
        }
    }
    println!("{whole} of {steps} builds were complete; they rendered {rendered} of {all} outputs");
    assert!(whole > 0 && whole < steps, "some builds are complete and some have errors: {whole} of {steps}");
    assert!(rendered > 0 && rendered < all, "some builds render a part: {rendered} of {all}");
}

fn texts(build: &Build) -> BTreeMap<&str, String> {
    build
        .files
        .iter()
        .map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes).into_owned()))
        .collect()
}
