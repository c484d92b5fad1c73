//! A build whose pages are read and not kept: what each output weighs, which places a page has, and where
//! all links lead. Judges nothing.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::address::{Addresses, Target};
use crate::html::{Tag, tags};
use crate::output::{Content, Sink, WriteError};
use crate::place::OutputPath;

/// The longest static file that is read for what it names, in bytes.
const LONGEST: u64 = 1024 * 1024;

/// Reads the outputs of a build.
pub struct Pages<'a> {
    addresses: &'a Addresses,
    read: Mutex<Read>,
}

/// What was read.
#[derive(Default)]
pub struct Read {
    /// Every output.
    pub outputs: BTreeMap<OutputPath, Output>,
    /// What pages lead to, and how they do.
    pub links: BTreeMap<(Target, What), Found>,
    /// Pictures without `alt`: the address of each, and the first page that shows it.
    pub mute: BTreeMap<String, Found>,
    /// Static files in text.
    pub texts: Vec<String>,
}

/// One output.
#[derive(Default)]
pub struct Output {
    /// Its size.
    pub bytes: u64,
    /// What a page holds; nothing of other files.
    pub page: Option<Page>,
}

/// What a page holds.
#[derive(Default)]
pub struct Page {
    /// The places that links can lead to, in order.
    pub ids: BTreeSet<Box<str>>,
    /// Pictures, scripts and style sheets of this site, which it is not whole without.
    pub parts: BTreeSet<Box<str>>,
    /// Whether it only leads elsewhere.
    pub is_redirect: bool,
}

/// What a page wants at an address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum What {
    /// To lead there.
    Link,
    /// To show a picture.
    Picture,
    /// Anything else it is not whole without.
    Part,
}

/// Where something was found.
pub struct Found {
    /// The address as it stands there.
    pub href: String,
    /// The first page.
    pub page: OutputPath,
    /// How many pages there are.
    pub count: usize,
}

impl<'a> Pages<'a> {
    /// Reads pages of a site with these addresses.
    pub fn new(addresses: &'a Addresses) -> Self {
        Self { addresses, read: Mutex::default() }
    }

    /// What was read, once the build is over.
    pub fn finish(self) -> Read {
        self.read.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn page(&self, path: &OutputPath, html: &str, bytes: u64) {
        let mut page = Page::default();
        let mut links: BTreeMap<(Target, What), String> = BTreeMap::new();
        let mut mute = BTreeSet::new();
        for tag in tags(html) {
            page.ids.extend(tag.get("id").filter(|id| !id.is_empty()).map(Box::from));
            if tag.is("a") {
                page.ids.extend(tag.get("name").filter(|id| !id.is_empty()).map(Box::from));
            }
            page.is_redirect |= tag.is("meta")
                && tag.get("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh"));
            if tag.is("img") && tag.get("alt").is_none() {
                mute.insert(tag.get("src").unwrap_or_default().into_owned());
            }
            for (what, href) in wanted(&tag) {
                let Some(target) = self.addresses.target(path, &href) else { continue };
                if let (Target::Inside { path, .. }, true) = (&target, what != What::Link) {
                    page.parts.insert(Box::from(path.as_str()));
                }
                links.entry((target, what)).or_insert(href);
            }
        }
        // Most links of a page to its own headings are sound, and nobody else needs them.
        let own = self.addresses.of_output(path);
        links.retain(|(target, _), _| match target {
            Target::Inside { path, fragment: Some(fragment) } if *path == own => {
                !page.ids.contains(fragment.as_str())
            }
            _ => true,
        });
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, href) in links {
            note(read.links.entry(key), href, path);
        }
        for src in mute {
            note(read.mute.entry(src.clone()), src, path);
        }
        read.outputs.insert(path.clone(), Output { bytes, page: Some(page) });
    }
}

/// Counts a page, and remembers the first by its path.
fn note<K: Ord>(entry: Entry<'_, K, Found>, href: String, page: &OutputPath) {
    match entry {
        Entry::Vacant(entry) => {
            entry.insert(Found { href, page: page.clone(), count: 1 });
        }
        Entry::Occupied(entry) => {
            let found = entry.into_mut();
            found.count += 1;
            if *page < found.page {
                (found.href, found.page) = (href, page.clone());
            }
        }
    }
}

/// The addresses in a tag.
fn wanted(tag: &Tag<'_>) -> Vec<(What, String)> {
    let name = tag.name.to_ascii_lowercase();
    let get = |attribute| tag.get(attribute).map(std::borrow::Cow::into_owned);
    let one = |what, attribute| get(attribute).map(|href| (what, href)).into_iter().collect::<Vec<_>>();
    let sets = |attribute| {
        let set = get(attribute).unwrap_or_default();
        let first = |part: &str| Some((What::Picture, part.split_whitespace().next()?.to_owned()));
        set.split(", ").filter_map(first).collect::<Vec<_>>()
    };
    match name.as_str() {
        "a" | "area" => one(What::Link, "href"),
        "img" | "source" => [one(What::Picture, "src"), sets("srcset")].concat(),
        "video" => [one(What::Picture, "poster"), one(What::Part, "src")].concat(),
        "audio" | "track" | "script" | "iframe" | "embed" => one(What::Part, "src"),
        "object" => one(What::Part, "data"),
        "link" => {
            let rel = get("rel").unwrap_or_default().to_ascii_lowercase();
            let is_part = rel.split_whitespace().any(|rel| matches!(rel, "stylesheet" | "icon" | "preload"));
            // Hints on hosts lead nowhere.
            let is_hint = matches!(rel.as_str(), "preconnect" | "dns-prefetch");
            let what = if is_part { What::Part } else { What::Link };
            if is_hint { Vec::new() } else { one(what, "href") }
        }
        "meta" if get("property").is_some_and(|name| name == "og:image") => one(What::Picture, "content"),
        _ => Vec::new(),
    }
}

/// Whether a static file can name other files.
fn is_text(extension: &str) -> bool {
    ["css", "js", "mjs", "svg", "json", "webmanifest", "xml", "txt", "md", "html", "htm"].contains(&extension)
}

impl Sink for Pages<'_> {
    fn put(&self, path: &OutputPath, content: Content<'_>) -> Result<(), WriteError> {
        let extension = path.as_str().rsplit_once('.').map_or("", |(_, extension)| extension);
        let is_page = matches!(extension, "html" | "htm");
        let is_static = matches!(content, Content::File { .. });
        let bytes = content.size();
        if is_page || (is_static && is_text(extension) && bytes <= LONGEST) {
            let text = String::from_utf8_lossy(&content.read()?).into_owned();
            if is_static {
                self.read.lock().unwrap_or_else(PoisonError::into_inner).texts.push(text.clone());
            }
            if is_page {
                self.page(path, &text, bytes);
                return Ok(());
            }
        }
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.outputs.insert(path.clone(), Output { bytes, page: None });
        Ok(())
    }

    /// Nothing is kept: each page is to be read.
    fn keep(&self, _path: &OutputPath) -> bool {
        false
    }
}
