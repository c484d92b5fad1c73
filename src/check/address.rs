//! Resolves URLs on pages to paths of the site or external URLs. Does not check whether the target exists.

use url::Url;

use crate::config::BaseUrl;
use crate::place::OutputPath;
use crate::site::is_path;
use crate::url_path::decode;

/// Resolves the URLs of a site.
pub struct UrlResolver {
    /// The path of `base_url`: empty, or `/digest`.
    pub base_path: String,
    origin: String,
    home: Option<Url>,
}

/// The target of a link.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Target {
    /// A path of this site.
    Inside {
        /// Decoded, relative to the home page, without a leading slash.
        path: String,
        /// The fragment, decoded.
        fragment: Option<String>,
    },
    /// A URL of another site.
    Web(String),
}

impl UrlResolver {
    /// Resolves URLs for a site with this base URL.
    pub fn new(base: &BaseUrl) -> Self {
        Self {
            base_path: base.path.clone(),
            origin: base.origin.clone(),
            home: Url::parse(&base.address("/")).ok(),
        }
    }

    /// The target of a URL on a page; `None` for `mailto:` and similar schemes.
    pub fn target(&self, page: &OutputPath, href: &str) -> Option<Target> {
        let href = href.trim();
        if href.is_empty() {
            return None;
        }
        if let Some(fragment) = href.strip_prefix('#') {
            return Some(Target::Inside { path: page.address().to_owned(), fragment: id(fragment) });
        }
        // Most URLs are paths from the root and need no resolving.
        let is_plain = is_path(href) && !href.contains(['.', '?', '\\', '\t', '\n']);
        if let Some(path) = below(href, &self.base_path).filter(|_| is_plain) {
            let (path, fragment) = path.split_once('#').map_or((path, None), |(path, id)| (path, Some(id)));
            return Some(inside(path, fragment));
        }
        let is_external = |scheme: &str| href.starts_with(scheme) && !href.starts_with(&self.origin);
        if is_external("https://") || is_external("http://") {
            return Some(Target::Web(href.to_owned()));
        }
        let home = self.home.as_ref()?;
        let url = home.join(&page.in_url().to_string()).and_then(|page| page.join(href)).ok()?;
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        if url.origin() != home.origin() {
            return Some(Target::Web(url.into()));
        }
        match below(url.path(), &self.base_path) {
            Some(path) => Some(inside(path, url.fragment())),
            // Another site on the same host.
            None => Some(Target::Web(url.into())),
        }
    }
}

/// The part of a path after the base path and its slash.
fn below<'p>(path: &'p str, base_path: &str) -> Option<&'p str> {
    path.strip_prefix(base_path)?.strip_prefix('/')
}

fn inside(path: &str, fragment: Option<&str>) -> Target {
    Target::Inside { path: decode(path).into_owned(), fragment: fragment.and_then(id) }
}

/// The id that a fragment means, decoded. `#:~:text=` selects text instead of an element; `#` and `#top` mean the
/// start of the page.
fn id(fragment: &str) -> Option<String> {
    let id = fragment.split(":~:").next().unwrap_or_default();
    (!id.is_empty() && !id.eq_ignore_ascii_case("top")).then(|| decode(id).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_links_lead() {
        let base =
            BaseUrl { origin: "https://a.b".to_owned(), host: "a.b".to_owned(), path: "/d".to_owned() };
        let resolver = UrlResolver::new(&base);
        let page = OutputPath::new("papers/p/index.html");
        let text = |href: &str| match resolver.target(&page, href) {
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
