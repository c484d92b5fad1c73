//! The content of an entry in feeds: HTML with absolute URLs.

use crate::digest::PaperIndex;
use crate::html::{Html, escape};
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
    let find = |text: &str, what: &str| {
        let mut places = text.match_indices('<').map(|(at, _)| at);
        places.find(|at| text[*at..].get(..what.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(what)))
    };
    let mut rest = html.as_str();
    let Some(first) = find(rest, "<script") else { return html };
    let mut kept = String::with_capacity(html.len());
    let mut next = Some(first);
    while let Some(start) = next {
        kept.push_str(&rest[..start]);
        let end = find(&rest[start..], "</script").and_then(|at| {
            let close = rest[start + at..].find('>')?;
            Some(start + at + close + 1)
        });
        rest = end.map_or("", |end| &rest[end..]);
        next = find(rest, "<script");
    }
    kept.push_str(rest);
    kept
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
