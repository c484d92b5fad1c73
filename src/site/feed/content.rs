//! The content of an entry in feeds: HTML with absolute URLs.

use crate::digest::PaperIndex;
use crate::html::{Html, Tag, all_tags, escape};
use crate::paper::LinkKind;
use crate::site::context::Context;
use crate::site::markup::MarkupContext;
use crate::site::route;

/// The summary, or the whole text of the entry.
pub fn content(context: &Context<'_>, index: PaperIndex) -> Html {
    let document = context.digest.papers[index].document;
    let (folder, base) = (route::paper(&document.slug), context.config.base_url.address(""));
    let prefix = format!("{}-", document.slug);
    let markup = MarkupContext { digest: context.digest, base: &base, folder: &folder, id_prefix: &prefix };
    let mut html = String::new();
    if let Some(tldr) = &document.tldr {
        html.push_str(&format!("<p><strong>{}</strong></p>\n", markup.resolve(&tldr.markup)));
    }
    if context.config.feeds.full_content {
        html.push_str(markup.resolve(&document.body.markup).as_str());
        if let Some(text) = &document.abstract_text {
            html.push_str(&format!("<h2>Abstract</h2>\n{}", markup.resolve(&text.markup)));
        }
        html.push_str(&links(context, index));
    } else if html.is_empty() {
        html.push_str(&format!("<p>{}</p>", markup.resolve(&document.body.summary)));
    }
    Html::new(without_scripts(html))
}

/// The links of the paper, in one line: a feed has no other place for them.
fn links(context: &Context<'_>, index: PaperIndex) -> String {
    let links = context.cards[index].links.iter().filter(|link| link.kind != LinkKind::Other);
    let link = |url: String, name: &str| format!("<a href=\"{}\">{}</a>", escape(&url), escape(name));
    let links: Vec<_> =
        links.map(|link_view| link(context.absolute(&link_view.url), &link_view.name)).collect();
    if links.is_empty() { String::new() } else { format!("\n<p>{}</p>\n", links.join(" · ")) }
}

/// Removes scripts, which a note can contain only with `raw_html = "allow"`. Feed readers remove them too, but some
/// show their content as text.
fn without_scripts(html: String) -> String {
    let is_script = |tag: &Tag<'_>| tag.is("script");
    if !all_tags(&html).any(|tag| is_script(&tag)) {
        return html;
    }
    let mut text = String::with_capacity(html.len());
    let (mut kept, mut is_open) = (0, false);
    for tag in all_tags(&html).filter(is_script) {
        if !is_open {
            text.push_str(&html[kept..tag.range.start]);
        }
        is_open = !tag.is_closing;
        kept = tag.range.end;
    }
    if !is_open {
        text.push_str(&html[kept..]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::without_scripts;

    #[test]
    fn scripts_are_left_out() {
        let check = |html: &str, expected: &str| assert_eq!(without_scripts(html.to_string()), expected);
        check("<p>a < b</p>", "<p>a < b</p>");
        check("a<script>1</script>b<SCRIPT src=x></Script >c", "abc");
        check("a<script>1 é", "a");
        check("é<script/>1</script", "é");
    }
}
