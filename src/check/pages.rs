//! A build whose pages are read and not kept: what each output weighs, which places a page has, and where
//! all links lead. Judges nothing.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;
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
    seen: Mutex<Seen>,
}

/// What was read.
#[derive(Default)]
pub struct Read {
    /// Every output.
    pub outputs: BTreeMap<OutputPath, Output>,
    /// What pages of this site hold and lead to, and how they do.
    pub links: BTreeMap<(Target, What), Found>,
    /// Addresses that lead out of it.
    pub web: HashSet<String>,
    /// Pictures without `alt`: the address of each, and the first page that shows it.
    pub mute: BTreeMap<String, Found>,
    /// Static files in text.
    pub texts: Vec<String>,
}

/// What was read so far, in no order.
#[derive(Default)]
struct Seen {
    outputs: Vec<(OutputPath, Output)>,
    links: HashMap<(Target, What), Found>,
    web: HashSet<String>,
    mute: HashMap<String, Found>,
    texts: Vec<String>,
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
}

impl<'a> Pages<'a> {
    /// Reads pages of a site with these addresses.
    pub fn new(addresses: &'a Addresses) -> Self {
        Self { addresses, seen: Mutex::default() }
    }

    /// What was read, once the build is over.
    pub fn finish(self) -> Read {
        let seen = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        Read {
            outputs: seen.outputs.into_iter().collect(),
            links: seen.links.into_iter().collect(),
            web: seen.web,
            mute: seen.mute.into_iter().collect(),
            texts: seen.texts,
        }
    }

    fn page(&self, path: &OutputPath, html: &str, bytes: u64) {
        let mut page = Page::default();
        let mut hrefs: BTreeSet<(What, Cow<'_, str>)> = BTreeSet::new();
        let mut mute = BTreeSet::new();
        for tag in tags(html) {
            page.ids.extend(tag.get("id").filter(|id| !id.is_empty()).map(Box::from));
            page.ids.extend(tag.get("name").filter(|id| tag.is("a") && !id.is_empty()).map(Box::from));
            page.is_redirect |= tag.is("meta")
                && tag.get("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh"));
            if tag.is("img") && tag.get("alt").is_none() {
                mute.insert(tag.get("src").unwrap_or_default().into_owned());
            }
            wanted(&tag, &mut |what, href| hrefs.extend([(what, href)]));
        }
        let own = path.address();
        let (mut inside, mut web) = (Vec::new(), Vec::new());
        for (what, href) in hrefs {
            match self.addresses.target(path, &href) {
                Some(Target::Web(address)) => web.push(address),
                Some(target) => {
                    let Target::Inside { path, fragment } = &target else { continue };
                    if what != What::Link {
                        page.parts.insert(Box::from(path.as_str()));
                    }
                    // Most links of a page to its own headings are sound, and nobody else needs them.
                    let is_sound = fragment.as_ref().is_some_and(|id| page.ids.contains(id.as_str()));
                    if !is_sound || *path != own {
                        inside.push((target, what, href));
                    }
                }
                None => {}
            }
        }
        let mut seen = self.lock();
        for (target, what, href) in inside {
            note(&mut seen.links, (target, what), &href, path);
        }
        for src in mute {
            note(&mut seen.mute, src.clone(), &src, path);
        }
        seen.web.extend(web);
        seen.outputs.push((path.clone(), Output { bytes, page: Some(page) }));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Remembers the first page by its path, and the first of its addresses that lead to one place.
fn note<K: Hash + Eq>(found: &mut HashMap<K, Found>, key: K, href: &str, page: &OutputPath) {
    let first = found.entry(key).or_insert_with(|| Found { href: href.to_owned(), page: page.clone() });
    if (page, href) < (&first.page, first.href.as_str()) {
        *first = Found { href: href.to_owned(), page: page.clone() };
    }
}

/// Hands on the addresses in a tag.
fn wanted<'t>(tag: &Tag<'t>, take: &mut dyn FnMut(What, Cow<'t, str>)) {
    let mut one = |what, attribute| tag.get(attribute).into_iter().for_each(|href| take(what, href));
    if tag.is("a") || tag.is("area") {
        one(What::Link, "href");
    } else if tag.is("link") {
        let rel = tag.get("rel").unwrap_or_default().to_ascii_lowercase();
        let is_part = rel.split_whitespace().any(|rel| matches!(rel, "stylesheet" | "icon" | "preload"));
        // Hints on hosts lead nowhere.
        if !matches!(rel.as_str(), "preconnect" | "dns-prefetch") {
            one(if is_part { What::Part } else { What::Link }, "href");
        }
    } else if tag.is("img") || tag.is("source") {
        one(What::Picture, "src");
        for part in tag.get("srcset").unwrap_or_default().split(", ") {
            let first = part.split_whitespace().next();
            first.into_iter().for_each(|href| take(What::Picture, Cow::Owned(href.to_owned())));
        }
    } else if tag.is("video") {
        one(What::Picture, "poster");
        one(What::Part, "src");
    } else if ["audio", "track", "script", "iframe", "embed"].iter().any(|name| tag.is(name)) {
        one(What::Part, "src");
    } else if tag.is("object") {
        one(What::Part, "data");
    } else if tag.is("meta") && tag.get("property").is_some_and(|name| name == "og:image") {
        one(What::Picture, "content");
    }
}

/// Whether a static file can name other files.
fn is_text(extension: &str) -> bool {
    ["css", "js", "mjs", "svg", "json", "webmanifest", "xml", "txt", "md", "html", "htm"].contains(&extension)
}

impl Sink for Pages<'_> {
    fn write_output(&self, path: &OutputPath, content: Content<'_>) -> Result<(), WriteError> {
        let extension = path.as_str().rsplit_once('.').map_or("", |(_, extension)| extension);
        let is_page = matches!(extension, "html" | "htm");
        let is_static = matches!(content, Content::File { .. });
        let bytes = content.size();
        if is_page || (is_static && is_text(extension) && bytes <= LONGEST) {
            let content = content.read()?;
            let text = String::from_utf8_lossy(&content);
            if is_page {
                self.page(path, &text, bytes);
            }
            if is_static {
                self.lock().texts.push(text.into_owned());
            }
        }
        if !is_page {
            self.lock().outputs.push((path.clone(), Output { bytes, page: None }));
        }
        Ok(())
    }

    /// Nothing is kept: each page is to be read.
    fn reuse_output(&self, _path: &OutputPath) -> bool {
        false
    }
}
