//! What search engines are told: the sitemap and `robots.txt`.

use digestgen::config::{self, Overrides};
use digestgen::content;
use digestgen::digest::{Selection, Slugs, assemble};
use digestgen::fields::Extra;
use digestgen::fingerprint::Fingerprint;
use digestgen::render::{Renderer, Theme};
use digestgen::site::{Assets, Cards, Content, PlanInputs, plan, prepare};
use digestgen::source;
use digestgen::view::{ThemeNeeds, View};

use crate::site::{TODAY, entry, site};

#[test]
fn the_sitemap_lists_every_page_and_nothing_else() {
    let text = entry("a", "2025-05-01", "aliases = [\"/old/\"]\ntags = [\"g\"]")
        + &entry("b", "2025-05-01", "updated = 2025-05-20")
        + r#"--- content/pages/about.md
+++
title = "About"
+++
--- static/x.html
x
"#;
    let build = site(&text).build().fine();
    let xml = build.page("/sitemap.xml");
    let listed: Vec<_> = xml
        .split("<loc>https://digest.example")
        .skip(1)
        .map(|rest| rest.split("</loc>").next().unwrap())
        .collect();
    let pages = build.addresses().into_iter().filter(|address| address.ends_with('/') && address != "/old/");
    assert_eq!(listed, pages.collect::<Vec<_>>());
    assert!(xml.contains("/papers/a/</loc><lastmod>2025-05-01</lastmod>"));
    assert!(xml.contains("/papers/b/</loc><lastmod>2025-05-20</lastmod>"));
}

#[test]
fn robots_names_the_sitemap() {
    let build = site("").base_url("https://digest.example/repo").build().fine();
    let robots = build.page("/robots.txt");
    assert!(robots.contains("\nSitemap: https://digest.example/repo/sitemap.xml\n"), "{robots}");
    assert!(robots.contains("User-agent: *\nAllow: /\n"));
}

/// A site of 50,000 pages takes long to render, so this one is planned and only its sitemaps are rendered.
#[test]
fn more_than_50_000_addresses_are_parted() {
    let tags = |from: usize| (from..from + 500).map(|number| format!("\"t{number}\",")).collect::<String>();
    let entries =
        (0..100).map(|at| entry(&format!("e{at}"), "2025-05-01", &format!("tags = [{}]", tags(at * 500))));
    let site = site(&format!("[outputs]\ntags = []\n{}", entries.collect::<String>()));
    let sources = source::scan(site.root()).unwrap();
    let config = config::parse(&sources, &Overrides::default()).value;
    let markdown = content::markdown_of(&config).value;
    let files = sources.below("content/");
    let documents: Vec<_> =
        files.filter_map(|(path, source)| content::parse(path, source.text()?, &markdown).value).collect();
    let documents: Vec<_> = documents.iter().collect();
    let slugs = Slugs::of(&documents);
    let selection = Selection { today: TODAY.parse().unwrap(), drafts: false, future: false };
    let digest = assemble(&documents, &slugs, selection).value;
    let (extra, assets, needs) = (Extra::default(), Assets::default(), ThemeNeeds::default());
    let inputs = PlanInputs {
        theme_extra: &extra,
        assets: &assets,
        content_css: None,
        needs: &needs,
        frame: Fingerprint::default(),
    };
    let context = prepare(&digest, &config, &inputs, &Cards::default());
    let site = plan(&context).value;
    let pages = site.outputs.iter().filter(|output| output.content.is_page()).count() - 1;
    let theme = Theme::default();
    let renderer = Renderer::new(&theme, site.header, &[]);
    let sitemaps = site.outputs.iter().filter_map(|output| match &output.content {
        Content::Ready(view @ View::Sitemap(_)) => Some((&output.path, view)),
        _ => None,
    });
    let sitemaps: Vec<_> = sitemaps
        .map(|(path, view)| {
            (path.as_str(), String::from_utf8(renderer.render(path, view, None).unwrap()).unwrap())
        })
        .collect();
    let addresses: Vec<_> =
        sitemaps.iter().map(|(path, xml)| (*path, xml.matches("<loc>").count())).collect();
    assert_eq!(addresses, [("sitemap-1.xml", 50_000), ("sitemap-2.xml", pages - 50_000), ("sitemap.xml", 2)]);
    let index = &sitemaps[2].1;
    assert!(
        index.contains("<sitemapindex")
            && index.contains("<sitemap><loc>https://digest.example/sitemap-2.xml</loc></sitemap>")
    );
}
