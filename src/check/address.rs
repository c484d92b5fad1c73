//! Where an address on a page leads: into the site, or out of it. Does not look whether anything is there.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::config::BaseUrl;
use crate::place::OutputPath;
use crate::site::is_path;

/// The addresses of a site.
pub struct Addresses {
    /// The path of `base_url`: empty, or `/digest`.
    pub mount: String,
    origin: String,
    home: Option<Url>,
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Target {
    /// To a path of this site.
    Inside {
        /// Decoded, below the home page, without a slash at its beginning.
        path: String,
        /// A place there, decoded.
        fragment: Option<String>,
    },
    /// To another site.
    Web(String),
}

impl Addresses {
    /// The addresses below this one.
    pub fn new(base: &BaseUrl) -> Self {
        Self {
            mount: base.path.clone(),
            origin: base.origin.clone(),
            home: Url::parse(&base.address("/")).ok(),
        }
    }

    /// Where an address on a page leads; nothing for mail and the like.
    pub fn target(&self, page: &OutputPath, href: &str) -> Option<Target> {
        let href = href.trim();
        if href.is_empty() {
            return None;
        }
        if let Some(fragment) = href.strip_prefix('#') {
            return Some(inside(page.address(), Some(fragment)));
        }
        // Most addresses start at the root and have nothing to be resolved.
        let is_plain = is_path(href) && !href.contains(['.', '?', '\\', '\t', '\n']);
        if let Some(path) = below(href, &self.mount).filter(|_| is_plain) {
            let (path, fragment) = path.split_once('#').map_or((path, None), |(path, id)| (path, Some(id)));
            return Some(inside(path, fragment));
        }
        let is_far = |scheme: &str| href.starts_with(scheme) && !href.starts_with(&self.origin);
        if is_far("https://") || is_far("http://") {
            return Some(Target::Web(href.to_owned()));
        }
        let home = self.home.as_ref()?;
        let url = home.join(page.address()).and_then(|page| page.join(href)).ok()?;
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        if url.origin() != home.origin() {
            return Some(Target::Web(url.into()));
        }
        match below(url.path(), &self.mount) {
            Some(path) => Some(inside(path, url.fragment())),
            // Another site on the same host.
            None => Some(Target::Web(url.into())),
        }
    }
}

/// What stands behind the path of the home page and its slash.
fn below<'p>(path: &'p str, mount: &str) -> Option<&'p str> {
    path.strip_prefix(mount)?.strip_prefix('/')
}

fn inside(path: &str, fragment: Option<&str>) -> Target {
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    // `#:~:text=` means words, not a place; `#` and `#top` mean the beginning.
    let fragment = fragment.map(|id| id.split(":~:").next().unwrap_or_default());
    let fragment = fragment.filter(|id| !id.is_empty() && !id.eq_ignore_ascii_case("top"));
    Target::Inside { path: decode(path), fragment: fragment.map(decode) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_links_lead() {
        let base =
            BaseUrl { origin: "https://a.b".to_owned(), host: "a.b".to_owned(), path: "/d".to_owned() };
        let addresses = Addresses::new(&base);
        let page = OutputPath::new("papers/p/index.html");
        let text = |href: &str| match addresses.target(&page, href) {
            Some(Target::Inside { path, fragment }) => {
                format!("/{path}{}", fragment.map(|id| format!("#{id}")).unwrap_or_default())
            }
            Some(Target::Web(url)) => url,
            None => "-".to_owned(),
        };
        for (href, expected) in [
            ("/d/papers/x/", "/papers/x/"),
            ("/d/papers/x/#a%20b", "/papers/x/#a b"),
            ("/d/", "/"),
            ("/other/", "https://a.b/other/"),
            ("/d/x.png?v=1", "/x.png"),
            ("/d/a+b%20c.png", "/a+b c.png"),
            ("https://a.b/d/x/#top", "/x/"),
            ("https://a.b/d/x/#:~:text=y", "/x/"),
            ("../q/", "/papers/q/"),
            ("x.png", "/papers/p/x.png"),
            ("#h", "/papers/p/#h"),
            ("?q=1", "/papers/p/"),
            ("//c.d/e", "https://c.d/e"),
            ("mailto:a@b.c", "-"),
            ("", "-"),
            ("http://[", "http://["),
        ] {
            assert_eq!(text(href), expected, "{href}");
        }
    }
}
