//! Writes links, images and references. `address` decides which URLs are safe.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::open::{Image, Link};
use super::writer::{RenderMode, Writer};
use crate::content::markup::{MarkupPart, Reference, Target};
use crate::content::{address::Address, placeholders::escaped, sanitize::with_placeholders};
use crate::diagnostic::codes;

impl Writer<'_> {
    /// Opens a link, if its URL is safe.
    pub fn start_link(&mut self, kind: LinkType, address: &str, title: &str, range: &Range<usize>) {
        let link = match kind {
            _ if !self.open_images.is_empty() => Link::Bare,
            LinkType::WikiLink { has_pothole } => {
                let name = address.trim();
                let target = match name.strip_prefix('@') {
                    Some(id) => Target::Arxiv(id.to_owned()),
                    None => Target::Slug(name.to_owned()),
                };
                self.reference(target, has_pothole, range)
            }
            LinkType::ReferenceUnknown => self.reference(Target::Arxiv(address.to_owned()), true, range),
            LinkType::CollapsedUnknown | LinkType::ShortcutUnknown => {
                self.reference(Target::Arxiv(address.to_owned()), false, range)
            }
            LinkType::Email => self.anchor(&format!("mailto:{address}"), title, range),
            _ => self.anchor(address, title, range),
        };
        self.open_links.push(link);
    }

    fn reference(&mut self, target: Target, own_text: bool, range: &Range<usize>) -> Link {
        Link::Reference { target, span: self.span(range), start: self.buffer.html.len(), own_text }
    }

    fn anchor(&mut self, address: &str, title: &str, range: &Range<usize>) -> Link {
        let read = Address::of_link(address);
        // A summary is shown on other pages, which do not have the target of the fragment.
        if self.mode == RenderMode::Summary && matches!(read, Address::Fragment(_)) {
            return Link::Bare;
        }
        let Some(value) = self.checked(read, address, range) else { return Link::Bare };
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(title)) };
        self.html(&format!("<a href=\"{}\"{title}>", attribute(&value)));
        Link::Anchor
    }

    /// The value of an attribute for a safe URL or path. Reports others.
    fn checked(&mut self, address: Address, written: &str, range: &Range<usize>) -> Option<String> {
        let (path, span) = (self.source.path, self.span(range));
        match &address {
            Address::Unsafe => self.report(codes::markup::unsafe_address(path, span, written)),
            Address::Outside => self.report(codes::markup::image_outside(path, span, written)),
            Address::File { name, .. } => self.rendered.images.push((name.clone(), span)),
            _ => {}
        }
        with_placeholders(&address)
    }

    /// Closes a link.
    pub fn end_link(&mut self) {
        match self.open_links.pop() {
            Some(Link::Anchor) => self.html("</a>"),
            Some(Link::Reference { target, span, start, own_text }) => {
                let text = self.buffer.take_from(start.min(self.buffer.html.len()));
                let text = Some(text.trim().to_owned()).filter(|text| own_text && !text.is_empty());
                self.buffer.protect(vec![MarkupPart::Reference(Reference { target, text, span })]);
            }
            Some(Link::Bare) | None => {}
        }
    }

    /// Opens an image. The following text is its alternative text.
    pub fn start_image(&mut self, address: &str, title: &str, range: &Range<usize>) {
        let is_shown =
            self.mode != RenderMode::Summary && self.open_images.is_empty() && !self.in_reference();
        let address = if is_shown && !address.trim().is_empty() {
            self.checked(Address::of_image(address), address, range)
        } else {
            None
        };
        self.open_images.push(Image { address, title: title.to_owned() });
        self.plain.push(String::new());
    }

    /// Writes the image at its end.
    pub fn end_image(&mut self) {
        let Some(Image { address, title }) = self.open_images.pop() else { return };
        let alt = self.plain.pop().unwrap_or_default();
        match address {
            Some(address) => {
                let title =
                    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(&title)) };
                self.html(&format!(
                    "<img src=\"{}\" alt=\"{}\"{title} loading=\"lazy\">",
                    attribute(&address),
                    escaped(&alt)
                ));
                self.plain(&alt);
            }
            None if self.mode == RenderMode::Summary && self.open_images.is_empty() => {}
            // Without a URL, the alternative text is shown.
            None => self.text(&alt),
        }
    }
}

/// An encoded URL, with placeholders, as the value of an attribute.
fn attribute(address: &str) -> String {
    address.replace('&', "&amp;")
}
