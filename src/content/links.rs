//! Finds links and images in the source of a note, with spans. Used by `check` only, not by builds.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::address::Address;
use super::markdown::BODY;
use super::placeholders::{BASE, FOLDER, ID_PREFIX};
use super::sanitize::with_placeholders;
use crate::html::tags;
use crate::place::Span;

/// A link or image as written in the source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrittenLink {
    /// The URL or path as written.
    pub address: String,
    /// The alternative text of an image; `None` if it has none.
    pub alt: Option<String>,
    /// Whether it is an image.
    pub is_image: bool,
    /// Its span in the file.
    pub span: Span,
}

impl WrittenLink {
    /// The URL or path on the page: `base` is the path of the site, `folder` that of the document.
    pub fn href(&self, base: &str, folder: &str) -> Option<String> {
        let address =
            if self.is_image { Address::of_image(&self.address) } else { Address::of_link(&self.address) };
        let href = with_placeholders(&address)?;
        Some(href.replace(BASE, base).replace(FOLDER, &format!("{base}{folder}")).replace(ID_PREFIX, ""))
    }
}

/// The links and images in the body of a file, which begins at byte `start`, without references to entries.
pub fn written_links(file: &str, start: usize) -> Vec<WrittenLink> {
    let text = file.get(start..).unwrap_or_default();
    let mut links = Vec::new();
    let mut images: Vec<WrittenLink> = Vec::new();
    for (event, range) in Parser::new_ext(text, BODY).into_offset_iter() {
        let span = Span::from(range.clone()).shifted(start);
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let address = match link_type {
                    LinkType::WikiLink { .. } => continue,
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                links.push(WrittenLink { address, alt: None, is_image: false, span });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let address = dest_url.into_string();
                images.push(WrittenLink { address, alt: Some(String::new()), is_image: true, span });
            }
            Event::End(TagEnd::Image) => links.extend(images.pop()),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let alt = images.last_mut().and_then(|image| image.alt.as_mut());
                if let Some(alt) = alt {
                    alt.push_str(&text);
                }
            }
            Event::Html(_) | Event::InlineHtml(_) => of_html(text, range, start, &mut links),
            _ => {}
        }
    }
    links
}

/// Adds the links and images in a piece of HTML.
fn of_html(text: &str, range: std::ops::Range<usize>, start: usize, links: &mut Vec<WrittenLink>) {
    let piece = text.get(range.clone()).unwrap_or_default();
    for tag in tags(piece) {
        let is_image = tag.is("img");
        let address = if is_image { tag.get("src") } else { tag.get("href").filter(|_| tag.is("a")) };
        let Some(address) = address else { continue };
        let span = Span::from(tag.range.clone()).shifted(start + range.start);
        let alt = tag.get("alt").map(std::borrow::Cow::into_owned).filter(|_| is_image);
        links.push(WrittenLink { address: address.into_owned(), alt, is_image, span });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn any_text(text in "(\\[|\\]|\\(|\\)|!|<|>|a href=|\"|'|/|é|\n|#|:| |\\[\\[|\\]\\]|https://x){0,30}") {
            for link in written_links(&text, 0) {
                proptest::prop_assert!(text.get(link.span.range()).is_some());
                let _ = link.href("/d", "/papers/p/");
            }
        }
    }

    #[test]
    fn links_and_images() {
        let text = "+++\n+++\n[a](/about/) ![b *c*](./x.png) [[slug]] <https://d.e> [f][g] [![](h.png)](#i)\n\n\
                    <a href=\"/j\">k</a> <img src=\"/l.png\">\n\n[g]: ../m/\n\n```\n[n](o)\n```\n";
        let found: Vec<_> = written_links(text, 8)
            .into_iter()
            .map(|link| {
                let href = link.href("/d", "/papers/p/").unwrap_or_default();
                let alt = link.alt.map(|alt| format!(" {alt:?}")).unwrap_or_default();
                format!("{}{alt} {}", href, &text[link.span.range()])
            })
            .collect();
        assert_eq!(
            found,
            [
                "/d/about/ [a](/about/)",
                "/d/papers/p/x.png \"b c\" ![b *c*](./x.png)",
                "https://d.e <https://d.e>",
                "../m/ [f][g]",
                "#i [![](h.png)](#i)",
                "/d/papers/p/h.png \"\" ![](h.png)",
                "/d/j <a href=\"/j\">",
                "/d/l.png <img src=\"/l.png\">",
            ]
        );
    }
}
