//! What open pages are told: which addresses changed, what is wrong, and what they have missed.

use super::{Message, serve};
use crate::rebuild::three;

fn changed(message: &Message) -> Vec<&str> {
    message.changed.iter().flatten().map(String::as_str).collect()
}

#[test]
fn a_change_names_its_addresses() {
    let mut site = three();
    let served = serve(&site);
    let before = served.build();
    let mut page = served.listen(&before);
    let first = page.next();
    assert_eq!((first.build.as_str(), changed(&first).len()), (before.as_str(), 0), "nothing was missed");
    site.replace("content/papers/a.md", "Note on a.", "Note on a.\n\nAnother paragraph.");
    let message = page.next();
    assert_eq!(
        changed(&message),
        [
            "/atom.xml",
            "/feed.json",
            "/feed.xml",
            "/papers/a/",
            "/tags/g/feed.xml",
            "/topics/t/atom.xml",
            "/topics/t/feed.json",
            "/topics/t/feed.xml"
        ]
    );
    assert!(
        served.get("/papers/a/").text().contains("Another paragraph"),
        "it is there when it is announced"
    );
    site.write("static/style.css", "/* other */");
    assert_eq!(changed(&page.next()), ["/style.css"]);
    site.remove("content/papers/c.md");
    let message = page.next();
    assert!(changed(&message).contains(&"/papers/c/") && changed(&message).contains(&"/topics/u/"));
    assert_eq!(served.get("/papers/c/").status, 404);
    // A page that was not looked at meanwhile is told all of it at once.
    let all = served.listen(&before).next();
    for address in ["/papers/a/", "/style.css", "/papers/c/"] {
        assert!(changed(&all).contains(&address), "{address}");
    }
    assert_eq!(served.listen("123").next().changed, None, "a build of another server");
}

#[test]
fn a_server_that_starts_again_knows_the_pages_of_the_last_one() {
    let mut site = three();
    let first = serve(&site);
    let build = first.build();
    drop(first);
    let second = serve(&site);
    assert_eq!(second.listen(&build).next().changed, Some(Vec::new()), "nothing has changed");
    drop(second);
    site.replace("content/papers/a.md", "Note on a.", "Another note.");
    assert_eq!(serve(&site).listen(&build).next().changed, None, "all may have changed");
}

#[test]
fn errors_are_told_and_the_last_good_site_stays() {
    let mut site = three();
    let served = serve(&site);
    let (before, build) = (served.get("/papers/a/").body, served.build());
    let mut page = served.listen(&build);
    page.next();
    let text = std::fs::read(site.root().join("content/papers/a.md")).unwrap();
    site.write("content/papers/a.md", "+++\ntitle = \"<script>alert(1)</script>\"\ndate = yesterday\n+++\n");
    let broken = page.next();
    assert!(broken.build == build && broken.changed == Some(Vec::new()), "no page has changed");
    assert!(
        broken.errors[0].contains("content/papers/a.md:3") && broken.errors[0].contains("date = yesterday")
    );
    assert!(served.get("/papers/a/").body == before);
    assert_eq!(served.listen(&build).next().errors, broken.errors, "who comes later is told as well");
    site.write("content/papers/a.md", text);
    assert_eq!(page.next(), Message { build, changed: Some(Vec::new()), errors: Vec::new() });
}

#[test]
fn warnings_are_for_the_terminal() {
    let mut site = three();
    let served = serve(&site);
    let mut page = served.listen(&served.build());
    page.next();
    site.replace("content/papers/a.md", "Note on a.", "```zzzzzz\n```");
    assert_eq!(page.next().errors, Vec::<String>::new());
}

#[test]
fn a_config_that_is_away_is_waited_for() {
    let mut site = three();
    let served = serve(&site);
    let mut page = served.listen(&served.build());
    page.next();
    let text = std::fs::read(site.root().join("config.toml")).unwrap();
    site.remove("config.toml");
    assert!(page.next().errors[0].contains("config.toml"));
    assert_eq!(served.get("/papers/a/").status, 200);
    site.write("config.toml", text);
    assert_eq!(page.next().errors.len(), 0);
}
