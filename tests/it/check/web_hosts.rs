//! `check --external`: redirects, hosts with rules of their own, and each diagnostic from a real run.

use super::web::{Web, addresses, fine, serve};
use crate::program::run;
use crate::site::{entry, site};

#[test]
fn what_comes_behind_a_temporary_redirect_is_not_for_good() {
    let server = serve("127.0.0.1", |asked| match asked {
        "HEAD /now" => (302, "Location: /old\r\n".to_owned()),
        "HEAD /old" => (301, "Location: /new#part\r\n".to_owned()),
        "HEAD /new" => (200, String::new()),
        _ => (404, String::new()),
    });
    let told = Web::new().ask(&addresses(&server, &["/now", "/old"]));
    let told: Vec<_> = told.iter().map(|told| told.replace(&server.address, "")).collect();
    let starts = ["redirected-link `/now`", "moved-link `/old`"];
    assert!(told.iter().zip(starts).all(|(told, start)| told.starts_with(start)), "{told:?}");
    assert!(told.iter().all(|told| told.contains("`/new#part`")), "{told:?}");
    // The place on a page is not the server's business.
    assert_eq!(server.asked(), ["HEAD /now", "HEAD /old", "HEAD /new", "HEAD /old", "HEAD /new"]);
}

#[test]
fn arxiv_gets_three_seconds_between_requests_and_others_do_not() {
    let (arxiv, other) = (serve("127.0.0.3", fine), serve("127.0.0.1", fine));
    let mut web = Web::new();
    web.special.arxiv = "127.0.0.3".to_owned();
    assert_eq!(web.ask(&addresses(&other, &["/a", "/b", "/c"])), [""; 0]);
    assert_eq!(web.sleeps(), [0; 0]);
    assert_eq!(web.ask(&addresses(&arxiv, &["/a", "/b", "/c"])), [""; 0]);
    assert_eq!(web.sleeps(), [3, 3]);
}

#[test]
fn what_a_resolver_leads_to_is_not_where_it_has_moved() {
    let page = serve("127.0.0.1", |_| (404, String::new()));
    let to = format!("{}/page", page.address);
    let doi = serve("127.0.0.4", move |asked| match asked.ends_with("/10.1000/none") {
        true => (404, String::new()),
        false => (301, format!("Location: {to}\r\n")),
    });
    let mut web = Web::new();
    web.special.resolvers = vec!["127.0.0.4".to_owned()];
    let told = web.ask(&addresses(&doi, &["/10.1000/a", "/10.1000/none"]));
    assert!(told.len() == 1 && told[0].starts_with("dead-link"), "{told:?}");
    assert!(told[0].contains("/10.1000/none"), "{told:?}");
    assert_eq!(page.asked(), [""; 0], "publishers turn programs away, and the resolver knows");
}

/// Each diagnostic on links from a real run, with its place in the file.
#[test]
fn what_hosts_answer_is_drawn() {
    let server = serve("127.0.0.1", |asked| match asked {
        "HEAD /fine" => (200, String::new()),
        "HEAD /old" => (301, "Location: /fine\r\n".to_owned()),
        "HEAD /now" => (302, "Location: /fine\r\n".to_owned()),
        _ if asked.ends_with("/shy") => (403, String::new()),
        _ => (404, String::new()),
    });
    let links = ["none", "old", "now", "shy"].map(|path| format!("<{}/{path}>\n", server.address));
    let site = site(&(entry("a", "2025-05-01", "") + &links.concat()));
    let check = |words: &[&str]| run(site.root(), &[&["check", "--external"], words].concat()).err;
    let (asked, refused) = (check(&["--allow-private"]), check(&[]));
    for (said, code, line) in [
        (&asked, "dead-link", 7),
        (&asked, "moved-link", 8),
        (&asked, "redirected-link", 9),
        (&asked, "unverified-link", 10),
        (&refused, "private-link", 7),
    ] {
        let found = said.split("\n\n").find(|part| part.contains(&format!("[{code}]: ")));
        let found = found.unwrap_or_else(|| panic!("no `{code}` in {said}"));
        assert!(found.contains(&format!("--> content/papers/a.md:{line}:1")), "{found}");
        assert!(found.contains(&server.address), "{found}");
    }
}
