//! A sink that scans built pages for sizes, ids and links, and discards them. Reports no problems.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use super::address::{Target, UrlResolver};
use crate::html::{Tag, tags};
use crate::output::{Content, Sink, WriteError};
use crate::place::OutputPath;

/// Maximum size of a static file that is searched for file names, in bytes.
const MAX_STATIC_BYTES: u64 = 1024 * 1024;

/// Scans the outputs of a build.
pub struct PageScanner<'a> {
    resolver: &'a UrlResolver,
    state: Mutex<ScanState>,
}

/// The result of a scan.
#[derive(Default)]
pub struct ScanResult {
    /// Every output.
    pub outputs: BTreeMap<OutputPath, OutputStats>,
    /// Links and resources within the site, each with its first use.
    pub links: BTreeMap<(Target, LinkRole), LinkUse>,
    /// URLs of other sites.
    pub web: HashSet<String>,
    /// Images without `alt`: the URL of each, and its first use.
    pub images_without_alt: BTreeMap<String, LinkUse>,
    /// Texts of static files.
    pub texts: Vec<String>,
}

/// The data collected so far, unsorted.
#[derive(Default)]
struct ScanState {
    outputs: Vec<(OutputPath, OutputStats)>,
    links: HashMap<(Target, LinkRole), LinkUse>,
    web: HashSet<String>,
    images_without_alt: HashMap<String, LinkUse>,
    texts: Vec<String>,
}

/// One output.
#[derive(Default)]
pub struct OutputStats {
    /// Its size.
    pub bytes: u64,
    /// Data on a page; `None` for other files.
    pub page: Option<Page>,
}

/// Data on a page.
#[derive(Default)]
pub struct Page {
    /// Ids that links can point to.
    pub ids: BTreeSet<Box<str>>,
    /// Images, scripts and style sheets of this site that the page loads.
    pub resources: BTreeSet<Box<str>>,
    /// Whether the page is a redirect.
    pub is_redirect: bool,
}

/// How a page uses a URL.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LinkRole {
    /// As a link.
    Link,
    /// As an image.
    Image,
    /// As another resource.
    Resource,
}

/// The first use of a link or image.
pub struct LinkUse {
    /// The URL as written on the page.
    pub href: String,
    /// The first page that contains it.
    pub page: OutputPath,
}

impl<'a> PageScanner<'a> {
    /// Creates a scanner for a site.
    pub fn new(resolver: &'a UrlResolver) -> Self {
        Self { resolver, state: Mutex::default() }
    }

    /// The result, after the build.
    pub fn finish(self) -> ScanResult {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        ScanResult {
            outputs: state.outputs.into_iter().collect(),
            links: state.links.into_iter().collect(),
            web: state.web,
            images_without_alt: state.images_without_alt.into_iter().collect(),
            texts: state.texts,
        }
    }

    fn page(&self, path: &OutputPath, html: &str, bytes: u64) {
        let mut page = Page::default();
        let mut hrefs: BTreeSet<(LinkRole, Cow<'_, str>)> = BTreeSet::new();
        let mut images_without_alt = BTreeSet::new();
        for tag in tags(html) {
            page.ids.extend(tag.get("id").filter(|id| !id.is_empty()).map(Box::from));
            page.ids.extend(tag.get("name").filter(|id| tag.is("a") && !id.is_empty()).map(Box::from));
            page.is_redirect |= tag.is("meta")
                && tag.get("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh"));
            if tag.is("img") && tag.get("alt").is_none() {
                images_without_alt.insert(tag.get("src").unwrap_or_default().into_owned());
            }
            for_each_url(&tag, &mut |role, href| hrefs.extend([(role, href)]));
        }
        let own = path.address();
        let (mut inside, mut web) = (Vec::new(), Vec::new());
        for (role, href) in hrefs {
            match self.resolver.target(path, &href) {
                Some(Target::Web(address)) => web.push(address),
                Some(target) => {
                    let Target::Inside { path, fragment } = &target else { continue };
                    if role != LinkRole::Link {
                        page.resources.insert(Box::from(path.as_str()));
                    }
                    // Valid links of a page to its own headings need no further check.
                    let is_valid = fragment.as_ref().is_some_and(|id| page.ids.contains(id.as_str()));
                    if !is_valid || *path != own {
                        inside.push((target, role, href));
                    }
                }
                None => {}
            }
        }
        let mut state = self.lock();
        for (target, role, href) in inside {
            record_use(&mut state.links, (target, role), &href, path);
        }
        for src in images_without_alt {
            record_use(&mut state.images_without_alt, src.clone(), &src, path);
        }
        state.web.extend(web);
        state.outputs.push((path.clone(), OutputStats { bytes, page: Some(page) }));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, ScanState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the first use, ordered by page path and then by URL.
fn record_use<K: Hash + Eq>(found: &mut HashMap<K, LinkUse>, key: K, href: &str, page: &OutputPath) {
    let first = found.entry(key).or_insert_with(|| LinkUse { href: href.to_owned(), page: page.clone() });
    if (page, href) < (&first.page, first.href.as_str()) {
        *first = LinkUse { href: href.to_owned(), page: page.clone() };
    }
}

/// Calls `take` with each URL in a tag.
fn for_each_url<'t>(tag: &Tag<'t>, take: &mut dyn FnMut(LinkRole, Cow<'t, str>)) {
    let mut one = |role, attribute| {
        if let Some(href) = tag.get(attribute) {
            take(role, href);
        }
    };
    if tag.is("a") || tag.is("area") {
        one(LinkRole::Link, "href");
    } else if tag.is("link") {
        let rel = tag.get("rel").unwrap_or_default().to_ascii_lowercase();
        let is_resource = rel.split_whitespace().any(|rel| matches!(rel, "stylesheet" | "icon" | "preload"));
        // Connection hints are not links.
        if !matches!(rel.as_str(), "preconnect" | "dns-prefetch") {
            one(if is_resource { LinkRole::Resource } else { LinkRole::Link }, "href");
        }
    } else if tag.is("img") || tag.is("source") {
        one(LinkRole::Image, "src");
        for part in tag.get("srcset").unwrap_or_default().split(", ") {
            if let Some(href) = part.split_whitespace().next() {
                take(LinkRole::Image, Cow::Owned(href.to_owned()));
            }
        }
    } else if tag.is("video") {
        one(LinkRole::Image, "poster");
        one(LinkRole::Resource, "src");
    } else if ["audio", "track", "script", "iframe", "embed"].iter().any(|name| tag.is(name)) {
        one(LinkRole::Resource, "src");
    } else if tag.is("object") {
        one(LinkRole::Resource, "data");
    } else if tag.is("meta") && tag.get("property").is_some_and(|name| name == "og:image") {
        one(LinkRole::Image, "content");
    }
}

/// Whether a static file can contain names of other files.
fn is_text(extension: &str) -> bool {
    ["css", "js", "mjs", "svg", "json", "webmanifest", "xml", "txt", "md", "html", "htm"].contains(&extension)
}

impl Sink for PageScanner<'_> {
    fn write_output(&self, path: &OutputPath, content: Content<'_>) -> Result<(), WriteError> {
        let extension = path.as_str().rsplit_once('.').map_or("", |(_, extension)| extension);
        let is_page = matches!(extension, "html" | "htm");
        let is_static = matches!(content, Content::File { .. });
        let bytes = content.size();
        if is_page || (is_static && is_text(extension) && bytes <= MAX_STATIC_BYTES) {
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
            self.lock().outputs.push((path.clone(), OutputStats { bytes, page: None }));
        }
        Ok(())
    }

    /// Never reuses an output, because each page must be scanned.
    fn reuse_output(&self, _path: &OutputPath) -> bool {
        false
    }
}
