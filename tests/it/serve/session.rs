//! What an edit makes anew: exactly the pages that show it, each named here.

use std::collections::BTreeSet;
use std::path::Path;

use digestgen::config::Overrides;
use digestgen::serve::Session;
use digestgen::source::Changes;

use crate::rebuild::three;
use crate::site::{Site, TODAY, entry, site};

/// A site that is kept built, without a server around it.
pub struct Kept {
    pub site: Site,
    pub session: Session,
}

/// What came of looking again.
pub struct Looked {
    pub rendered: Vec<String>,
    pub changed: Vec<String>,
    /// Outputs of other bytes than before.
    pub outputs: Vec<String>,
}

pub fn kept(site: Site) -> Kept {
    let root = site.root().canonicalize().unwrap();
    let day = Some(TODAY.parse().unwrap());
    let mut kept = Kept { session: Session::new(root, Overrides::default(), day), site };
    kept.look(&Changes::Any).unwrap();
    kept
}

pub fn named(root: &Path, paths: &[&str]) -> Changes {
    let root = root.canonicalize().unwrap();
    Changes::Of(paths.iter().map(|path| root.join(path)).collect::<BTreeSet<_>>())
}

impl Kept {
    /// Looks again; `None` when nothing had to be built.
    pub fn look(&mut self, changes: &Changes) -> Option<Looked> {
        let refreshed = self.session.refresh(changes, super::noon()).unwrap()?;
        let address = |path: &str| format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        Some(Looked {
            rendered: refreshed
                .build
                .report
                .rendered
                .iter()
                .map(|(path, _)| address(path.as_str()))
                .collect(),
            changed: refreshed.changed.iter().map(ToString::to_string).collect(),
            outputs: refreshed.outputs.iter().map(|path| address(path.as_str())).collect(),
        })
    }

    /// What a change of one file renders. Told by name and found by reading all, it is the same.
    #[track_caller]
    fn renders(&mut self, path: &str, text: impl AsRef<[u8]>) -> Vec<String> {
        self.site.write(path, text);
        let looked = self.look(&named(self.site.root(), &[path])).expect("something has changed");
        assert_eq!(looked.changed, [path]);
        assert!(self.look(&Changes::Any).is_none(), "nothing was left out");
        looked.rendered
    }
}

fn a(note: &str) -> String {
    let text = entry("a", "2025-05-01", "topics = [\"T\"]\ntags = [\"g\"]\nauthors = [\"Ada Lovelace\"]");
    text.split_once('\n').unwrap().1.replace("Note on a.", note)
}

fn sorted(addresses: &[&str]) -> Vec<String> {
    let mut sorted: Vec<String> = addresses.iter().map(ToString::to_string).collect();
    sorted.sort();
    sorted
}

#[test]
fn a_note_renders_its_page_and_the_feeds_that_hold_it() {
    let mut kept = kept(three());
    let mut rendered = kept.renders("content/papers/a.md", a("Note on a.\n\nMore."));
    rendered.sort();
    assert_eq!(
        rendered,
        sorted(&[
            "/atom.xml",
            "/feed.json",
            "/feed.xml",
            "/papers/a/",
            "/tags/g/feed.xml",
            "/topics/t/atom.xml",
            "/topics/t/feed.json",
            "/topics/t/feed.xml"
        ])
    );
}

#[test]
fn a_summary_renders_the_lists_that_show_it_too() {
    let mut kept = kept(three());
    let mut rendered = kept.renders("content/papers/a.md", a("Another first paragraph."));
    rendered.sort();
    let shown = [
        "/2025/05/",
        "/2025/05/01/",
        "/2025/05/01/papers.bib",
        "/2025/05/01/papers.json",
        "/2025/05/01/papers.md",
        "/2025/w18/",
        "/2025/w18/papers.bib",
        "/2025/w18/papers.json",
        "/2025/w18/papers.md",
        "/atom.xml",
        "/authors/ada-lovelace/",
        "/feed.json",
        "/feed.xml",
        "/papers.bib",
        "/papers.csl.json",
        "/papers.json",
        "/papers.md",
        "/papers.ris",
        "/papers/",
        "/papers/a/",
        "/tags/g/",
        "/tags/g/feed.xml",
        "/tags/g/papers.bib",
        "/topics/t/",
        "/topics/t/atom.xml",
        "/topics/t/feed.json",
        "/topics/t/feed.xml",
        "/topics/t/papers.bib",
        "/topics/t/papers.csl.json",
        "/topics/t/papers.json",
        "/topics/t/papers.md",
        "/topics/t/papers.ris",
    ];
    assert_eq!(rendered, sorted(&shown), "no neighbour, no index, no home page: those name the title alone");
}

#[test]
fn opening_words_and_descriptions_render_their_pages() {
    let mut kept = kept(three());
    kept.renders("content/topics/t.md", "+++\ntitle = \"T\"\ndescription = \"One.\"\n+++\n");
    let rendered = kept.renders("content/topics/t.md", "+++\ntitle = \"T\"\ndescription = \"Two.\"\n+++\n");
    assert!(rendered.contains(&"/topics/t/".to_owned()), "{rendered:?}");
    assert!(!rendered.iter().any(|address| address.starts_with("/papers/")), "{rendered:?}");
    kept.renders("content/editions/2025-05-01.md", "+++\n+++\nOne.\n");
    let rendered = kept.renders("content/editions/2025-05-01.md", "+++\n+++\nTwo.\n");
    assert_eq!(rendered, ["/2025/05/01/", "/2025/05/01/papers.md"]);
}

#[test]
fn a_style_sheet_or_a_picture_renders_no_page() {
    let mut kept = kept(three());
    assert_eq!(kept.renders("static/style.css", "body {}"), ["/style.css"]);
    assert_eq!(kept.renders("static/style.css", "body { color: red }"), ["/style.css"]);
    assert_eq!(kept.renders("static/a.png", [1, 2, 3]), ["/a.png"]);
}

#[test]
fn touching_a_file_builds_nothing() {
    let mut kept = kept(three());
    kept.renders("static/style.css", "body {}");
    for path in ["content/papers/a.md", "config.toml", "static/style.css"] {
        let bytes = std::fs::read(kept.site.root().join(path)).unwrap();
        kept.site.write(path, bytes);
        assert!(kept.look(&named(kept.site.root(), &[path])).is_none(), "{path}");
        assert!(kept.look(&Changes::Any).is_none(), "{path}");
    }
}

#[test]
fn an_error_and_its_repair_render_nothing() {
    let mut kept = kept(three());
    kept.site.write("content/papers/a.md", "no front matter");
    let broken = kept.look(&named(kept.site.root(), &["content/papers/a.md"])).unwrap();
    assert_eq!((broken.rendered.len(), broken.outputs.len()), (0, 0));
    assert_eq!(kept.renders("content/papers/a.md", a("Note on a.")), Vec::<String>::new());
}

#[test]
fn five_hundred_files_are_one_build() {
    let mut kept = kept(three());
    let names: Vec<String> = (0..500).map(|number| format!("content/papers/n{number}.md")).collect();
    for (number, name) in names.iter().enumerate() {
        let text = entry(&format!("n{number}"), "2025-04-01", "");
        kept.site.write(name, text.split_once('\n').unwrap().1);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let looked = kept.look(&named(kept.site.root(), &names)).unwrap();
    assert_eq!(looked.changed.len(), 500);
    assert!(kept.look(&Changes::Any).is_none());
}

#[test]
fn a_new_day_shows_its_entries() {
    let text = entry("a", "2025-05-01", "") + &entry("b", "2025-05-02", "");
    let site = site(&format!("timezone = \"Europe/Berlin\"\n{text}"));
    let root = site.root().canonicalize().unwrap();
    let mut session = Session::new(root, Overrides::default(), None);
    let mut shown = |moment: &str| {
        let refreshed = session.refresh(&Changes::none(), moment.parse().unwrap()).unwrap();
        refreshed.map(|refreshed| refreshed.files.get("papers/b/index.html").is_some())
    };
    assert_eq!(shown("2025-05-01T12:00:00Z"), Some(false));
    assert_eq!(shown("2025-05-01T21:59:59Z"), None, "the day is not over in Berlin");
    assert_eq!(shown("2025-05-01T22:00:00Z"), Some(true));
    assert_eq!(shown("2025-05-02T12:00:00Z"), None);
}
