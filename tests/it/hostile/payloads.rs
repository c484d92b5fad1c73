//! Script injections in every place where an entry can say something: none of them leaves.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use digestgen::place::SourcePath;
use jiff::ToSpan as _;

use super::document::{faults_of_page, faults_within};
use super::{line, quoted, shared};
use crate::site::{Build, Site, site};

const CONFIG: &str = "\
[markdown]
smart_punctuation = false
[outputs]
topics = [\"rss\", \"atom\"]
tags = [\"rss\", \"json-feed\"]
authors = [\"rss\"]
";

/// Addresses that run something, in the forms that have slipped through elsewhere.
const SCHEMES: [&str; 12] = [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "\u{1}javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "javascript://x/%0aalert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:alert(1)",
    "//x:javascript:alert(1)",
];

/// Markup that runs something, by each way in which a browser can be made to.
const MARKUP: [&str; 16] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<math><mi href=\"javascript:alert(1)\">x</mi></math>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"data:text/html,<script>alert(1)</script>\"></object>",
    "<form action=\"javascript:alert(1)\"><button>x</button></form>",
    "<base href=\"//evil.example/\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<p style=\"background:url(javascript:alert(1))\">x</p>",
    "<details open ontoggle=alert(1)>x</details>",
    "</title></style></textarea></script><script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "' autofocus onfocus=alert(1) x='",
    "<!--><img src=x onerror=alert(1)>-->",
];

/// Our own payloads, and those of the shared test data where it is.
fn payloads(test: &str) -> Vec<String> {
    let own = SCHEMES.iter().chain(&MARKUP).map(|payload| (*payload).to_owned());
    let Some(text) = shared("security/dompurify-xss.json", test) else { return own.collect() };
    let cases: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    assert!(cases.len() > 190, "{}", cases.len());
    own.chain(cases.iter().map(|case| case["payload"].as_str().unwrap().to_owned())).collect()
}

/// The day of the `n`th payload: each has an edition of its own.
fn day(n: usize) -> String {
    (jiff::civil::date(2024, 1, 1) + (n as i64).days()).to_string()
}

/// Texts: wherever an entry, an edition, a topic, an author or a page says something.
fn write_texts(site: &mut Site, n: usize, payload: &str) {
    let (date, text, line) = (day(n), quoted(payload), line(payload));
    let entry = format!(
        "+++\ntitle = {text}\ndate = {date}\nauthors = [{text}, {{ family = {text}, given = {text}, affiliation = {text}, orcid = {text} }}, {{ literal = {text} }}]\n\
         topics = [{text}]\ntags = [{text}]\ntldr = {text}\nabstract = {text}\nvenue = {text}\ncategory = {text}\nid = {text}\ncurator = {text}\n\
         [publication]\nnote = {text}\n[extra]\nx = {text}\n+++\n{payload}\n\n{line}\n"
    );
    site.write(&format!("content/papers/text-{n}/index.md"), entry);
    let forms = format!(
        "+++\ntitle = {0}\ndate = {date}\ntldr = {1}\nabstract = {2}\n+++\n\
         [a](<{line}>) ![b](<{line}> \"{line}\") [c]({line}) [d][e] <{line}>\n\n[e]: <{line}> '{line}'\n\n\
         ```{line}\n{payload}\n```\n\n`{line}` ${line}$ [[{line}]] [[text-{n}|{line}]] [@{line}] [{line}][@2306.06626]\n\n\
         | {line} |\n|---|\n| {line} |\n\n# {line} {{#{line}}}\n\n> [!NOTE]\n> {line}\n\n[^1] [^{line}]\n\n[^1]: {line}\n\n[^{line}]: {line}\n\n\
         <div title='{line}' class=\"{line}\">\n\n{payload}\n\n</div>\n\n<a href=\"{line}\">a</a><img src='{line}' alt=\"{line}\">\n\n\
         Term\n: {line}\n",
        quoted(&format!("<b>{line}</b> ${line}$")),
        quoted(&format!("[a](<{line}>) *{line}* `{line}`")),
        quoted(&format!("${line}$ $${line}$$\n\n{payload}")),
    );
    site.write(&format!("content/papers/form-{n}/index.md"), forms);
    let words = format!("description = {text}\n[extra]\nx = {text}\n+++\n{payload}\n\n{line}\n");
    site.write(
        &format!("content/editions/{date}.md"),
        format!("+++\ntitle = {text}\ncurator = {text}\n{words}"),
    );
    site.write(&format!("content/pages/page-{n}.md"), format!("+++\ntitle = {text}\n{words}"));
    let topic = digestgen::slug::Slug::of(payload);
    site.write(&format!("content/topics/{topic}.md"), format!("+++\ntitle = {text}\n{words}"));
    site.write(&format!("content/authors/{topic}.md"), format!("+++\nname = {text}\n{words}"));
}

/// Addresses: a file each, since one that may not be is an error.
fn write_addresses(site: &mut Site, n: usize, payload: &str) {
    let text = quoted(payload);
    let keys = ["pdf", "code", "project", "video", "slides", "data", "url", "doi", "arxiv", "image", "slug"];
    let mut fields: Vec<String> = keys.iter().map(|key| format!("{key} = {text}")).collect();
    fields.push(format!("aliases = [{text}]"));
    fields.push(format!("again = {text}"));
    fields.push(format!("links = [{{ name = {text}, url = {text} }}]"));
    fields.push(format!("links = [{text}]"));
    fields.push(format!("curator = {{ name = {text}, url = {text}, email = {text} }}"));
    fields.push(format!("authors = [{{ family = {text}, url = {text}, slug = \"a-{n}\" }}]"));
    for (at, field) in fields.iter().enumerate() {
        let entry = format!("+++\ntitle = \"T\"\ndate = {}\n{field}\n+++\n", day(n));
        site.write(&format!("content/papers/address-{n}-{at}.md"), entry);
    }
}

/// Builds, and takes away what is refused, until the site is whole. Gives the codes of what was refused.
fn build_what_may_be(site: &mut Site) -> (Build, BTreeSet<String>) {
    let mut refused = BTreeSet::new();
    for _ in 0..8 {
        let build = site.build();
        if build.is_complete() {
            return (build, refused);
        }
        for error in build.diagnostics().iter().filter(|diagnostic| diagnostic.is_error()) {
            refused.insert(error.code.to_string());
            let path = error.primary.as_ref().unwrap().path.clone();
            if error.code == "missing-image" {
                let name = error.message.strip_prefix("there is no file `").unwrap().trim_end_matches('`');
                if is_writable(&path, name) {
                    let folder = path.folder().to_owned();
                    site.write(&format!("{folder}/{name}"), "");
                    continue;
                }
            }
            // Several errors of one file.
            let _ = std::fs::remove_file(site.root().join(path.as_str()));
        }
    }
    panic!("eight rounds are not enough:\n{}", site.build().drawn());
}

fn is_writable(path: &SourcePath, name: &str) -> bool {
    path.file_name() == "index.md" && name.len() < 200 && !name.contains('\0') && !name.ends_with('/')
}

/// The HTML that the entries of a feed hold; nothing of other files.
fn items_of<'t>(path: &str, text: impl Fn() -> &'t str) -> Vec<String> {
    if path.ends_with("feed.xml") {
        let channel = rss::Channel::read_from(text().as_bytes()).unwrap();
        channel.items().iter().map(|item| item.content().unwrap_or_default().to_owned()).collect()
    } else if path.ends_with("atom.xml") {
        let feed = atom_syndication::Feed::read_from(text().as_bytes()).unwrap();
        let content =
            |entry: &atom_syndication::Entry| entry.content().unwrap().value().unwrap_or_default().to_owned();
        feed.entries().iter().map(content).collect()
    } else if path.ends_with("feed.json") {
        assert!(!text().contains("</") && !text().contains("<!--"), "{path} could end a script");
        let feed: serde_json::Value = serde_json::from_str(text()).unwrap();
        let items = feed["items"].as_array().unwrap().iter();
        items.map(|item| item["content_html"].as_str().unwrap().to_owned()).collect()
    } else {
        Vec::new()
    }
}

/// The JSON-LD of a page is one block that ends where it should, as a browser finds its end.
fn linked_data(html: &str) -> Result<(), String> {
    for block in html.split("<script type=\"application/ld+json\">").skip(1) {
        let text = block.split_once("</script>").map_or(block, |(text, _)| text);
        let read = serde_json::from_str::<serde_json::Value>(text);
        let read = read.map_err(|error| format!("{error} in {text}"))?;
        if read["@context"] != "https://schema.org" || text.contains("<!--") || text.contains('\u{2028}') {
            return Err(text.to_owned());
        }
    }
    Ok(())
}

/// Holds every page and every feed against what may be. Gives how many were looked at.
fn check(build: &Build) -> (usize, usize) {
    let own: BTreeSet<String> = faults_of_page(build.page("/404.html")).into_iter().collect();
    let (mut pages, mut items) = (0, 0);
    let mut found = String::new();
    for (path, bytes) in &build.files {
        let text = || std::str::from_utf8(bytes).unwrap();
        if path.ends_with(".html") {
            pages += 1;
            let faults = faults_of_page(&without_chart(text()));
            if let Err(fault) = linked_data(text()) {
                writeln!(found, "{path}: {fault}").unwrap();
            }
            faults
                .iter()
                .filter(|fault| !own.contains(*fault))
                .for_each(|fault| writeln!(found, "{path}: {fault}").unwrap());
        }
        for html in items_of(path, text) {
            items += 1;
            for fault in faults_within(&html, "div") {
                writeln!(found, "{path}: {fault}").unwrap();
            }
        }
    }
    assert!(found.is_empty(), "{found}");
    (pages, items)
}

/// A page without the chart of a topic, the one SVG of the theme's that differs from page to page. It may
/// hold months and numbers in the elements and attributes named here, and nothing else.
fn without_chart(page: &str) -> String {
    let Some((before, rest)) = page.split_once("<figure class=\"share\">") else { return page.to_owned() };
    let (chart, after) = rest.split_once("</figure>").unwrap();
    for tag in chart.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let mut words = tag.trim_start_matches('/').split(' ');
        let element = words.next().unwrap();
        assert!(["figcaption", "svg", "rect", "title", "p"].contains(&element), "{chart}");
        let names = words.filter_map(|word| word.split_once('=')).map(|(name, _)| name);
        let known = ["viewBox", "preserveAspectRatio", "role", "aria-label", "x", "y", "width", "height"];
        assert!(names.into_iter().all(|name| known.contains(&name)), "{chart}");
    }
    format!("{before}{after}")
}

fn no_payload_leaves(theme: &str) {
    let payloads = payloads("no_payload_leaves");
    let mut site = site(CONFIG);
    site.replace("config.toml", "plain", theme);
    for (n, payload) in payloads.iter().enumerate().filter(|(_, payload)| !payload.trim().is_empty()) {
        write_texts(&mut site, n, payload);
        write_addresses(&mut site, n, payload);
    }
    let (build, refused) = build_what_may_be(&mut site);
    let (pages, items) = check(&build);
    eprintln!(
        "{theme}: {} payloads, {pages} pages, {items} items of feeds; refused by {refused:?}",
        payloads.len()
    );
    // Each payload has an entry, an edition, a page and terms, and its entries are in feeds.
    assert!(pages > payloads.len() * 8 && items > payloads.len() * 2, "{pages} pages, {items} items");
}

#[test]
fn no_payload_leaves_the_plain_theme() {
    no_payload_leaves("plain");
}

#[test]
fn no_payload_leaves_the_default_theme() {
    no_payload_leaves("default");
}
