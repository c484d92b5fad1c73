//! Reads HTML as browsers do and finds what could act: scripts, `on…` attributes, addresses of other
//! schemes than may be. Knows nothing of Markdown, of sites and of what an entry said.
//! The fuzz targets use this file too.

use html5ever::tendril::TendrilSink as _;
use html5ever::{Attribute, ParseOpts, QualName, ns, parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Elements that run, load or send something, or change how the rest is read. `input`, `link` and `meta`
/// are looked at one by one, and no element of SVG may be. So are scripts that hold JSON-LD.
const ELEMENTS: [&str; 20] = [
    "applet",
    "audio",
    "base",
    "button",
    "embed",
    "form",
    "frame",
    "frameset",
    "iframe",
    "noembed",
    "noscript",
    "object",
    "param",
    "plaintext",
    "portal",
    "script",
    "style",
    "textarea",
    "video",
    "xmp",
];

/// Attributes that hold an address.
const ADDRESSES: [&str; 18] = [
    "action",
    "archive",
    "background",
    "cite",
    "classid",
    "codebase",
    "data",
    "dynsrc",
    "formaction",
    "href",
    "icon",
    "longdesc",
    "lowsrc",
    "manifest",
    "ping",
    "poster",
    "profile",
    "src",
];

/// Attributes that hold whole programs, documents or lists of addresses: no output has one.
const NEVER: [&str; 3] = ["implementation", "srcdoc", "srcset"];

/// What may not be in a page, the theme's own script and style sheets among it.
pub fn faults_of_page(html: &str) -> Vec<String> {
    walk(parse_document(RcDom::default(), scripting()).one(html).document)
}

/// What may not be in a piece of HTML, as it is read within an element of that name.
pub fn faults_within(html: &str, element: &'static str) -> Vec<String> {
    let name = QualName::new(None, ns!(html), element.into());
    walk(parse_fragment(RcDom::default(), scripting(), name, Vec::new(), true).one(html).document)
}

/// As in a browser that runs scripts: what `<noscript>` holds is then text.
fn scripting() -> ParseOpts {
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = true;
    options
}

/// Walks without recursion: hostile trees are deep.
fn walk(root: Handle) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, attrs, template_contents, .. } = &node.data {
            look(name, &attrs.borrow(), &mut faults);
            open.extend(template_contents.borrow().iter().cloned());
            if template_contents.borrow().is_some() {
                faults.push("<template>".to_owned());
            }
        }
        // Taken out, so that no tree is dropped by recursion.
        open.append(&mut node.children.borrow_mut());
    }
    faults
}

fn look(name: &QualName, attributes: &[Attribute], faults: &mut Vec<String>) {
    let element = name.local.to_ascii_lowercase();
    let value = |wanted: &str| {
        let found = attributes.iter().find(|attribute| &*attribute.name.local == wanted);
        found.map(|attribute| &*attribute.value)
    };
    let is_known = match &*element {
        "link" => matches!(value("rel"), Some("canonical" | "alternate")),
        // A block of data, which no browser runs.
        "script" => value("type") == Some("application/ld+json") && attributes.len() == 1,
        "meta" => match value("http-equiv") {
            // Old addresses lead to new ones, within the site.
            Some(refresh) => {
                refresh == "refresh"
                    && value("content")
                        .and_then(|content| content.split_once("url="))
                        .is_some_and(|(_, address)| address.starts_with('/'))
            }
            None => true,
        },
        // Markdown's task lists.
        "input" => value("type") == Some("checkbox") && value("disabled").is_some(),
        other => !ELEMENTS.contains(&other) && name.ns != ns!(svg),
    };
    let shown = || {
        let attributes = attributes.iter().map(|a| format!(" {}={:?}", &*a.name.local, &*a.value));
        format!("<{element}{}>", attributes.collect::<String>())
    };
    if !is_known {
        faults.push(shown());
    }
    for attribute in attributes {
        let key = attribute.name.local.to_ascii_lowercase();
        let is_styled = &*key == "style" && !may_style(name, &attribute.value);
        let acts = is_styled || key.starts_with("on") || NEVER.contains(&&*key);
        if acts || (ADDRESSES.contains(&&*key) && !may_be(&attribute.value)) {
            faults.push(format!("{key} of {}", shown()));
        }
    }
}

/// Whether it is a style that formulas need: lengths, lines and colours, which ask for nothing.
fn may_style(name: &QualName, style: &str) -> bool {
    let is_harmless = |c: char| c.is_ascii_alphanumeric() || " :;.#%-".contains(c);
    let is_small_caps = &*name.local == "span" && style == "font-variant-caps: small-caps";
    (name.ns == ns!(mathml) && style.chars().all(is_harmless)) || is_small_caps
}

/// Whether an address is relative or has a scheme that may be, as the URL Standard finds schemes.
fn may_be(address: &str) -> bool {
    let address = address.trim_start_matches(|c: char| c <= ' ').replace(['\t', '\n', '\r'], "");
    let end = address.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '.'));
    match end {
        Some(end) if end > 0 && address[end..].starts_with(':') => {
            let scheme = address[..end].to_ascii_lowercase();
            !scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                || matches!(&*scheme, "http" | "https" | "mailto")
        }
        _ => true,
    }
}

/// A net without holes is worth nothing if it has no mesh: what must be found is found.
#[cfg(test)]
#[test]
fn faults_are_found() {
    for html in [
        "<script>x</script>",
        "<script type=application/ld+json src=//x></script>",
        "<p onclick=x>",
        "<svg><a xlink:href=\"javascript:x\">",
        "<a href=\" java\nscript:x\">",
        "<a href=\"&#1;javascript:x\">",
        "<img src=data:image/svg+xml,x>",
        "<math><mtext><table><mglyph><style><img src onerror=x>",
        "<template><p onclick=x></template>",
        "<b style=\"x\">",
        "<meta http-equiv=refresh content=\"0;url=javascript:x\">",
        "<iframe srcdoc=x>",
        "<link rel=stylesheet href=//x>",
        "<form><input name=x>",
    ] {
        assert!(!faults_of_page(html).is_empty(), "{html}");
        assert!(!faults_within(html, "body").is_empty(), "{html}");
    }
    for html in [
        "<a href=\"/x:y\">a</a> <a href=\"mailto:a@b.c\">b</a> <a href=\"?x:y\">c</a> <a href=\"HTTPS://a.b\">d</a>",
        "<meta http-equiv=refresh content=\"0; url=/new/\"><link rel=canonical href=https://a.b/>",
        "<math><mi>x</mi></math><input type=checkbox disabled>",
    ] {
        assert_eq!(faults_of_page(html), [""; 0]);
    }
}
