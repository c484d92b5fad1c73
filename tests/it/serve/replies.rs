//! What is answered: the bytes of a build, their types, and the forms of HTTP they come in.

use super::{serve, serve_with, settings, without_script};
use crate::rebuild::three;
use crate::site::entry;

#[test]
fn every_output_is_served_with_the_bytes_of_a_build() {
    let mut site = three();
    site.write("static/data.bin", [0, 159, 146, 150])
        .write("content/pages/about.md", "+++\ntitle = \"A\"\n+++\n");
    let served = serve(&site);
    let build = site.clean().fine();
    for (path, bytes) in &build.files {
        let reply = served.get(&format!("/{}", path.strip_suffix("index.html").unwrap_or(path)));
        let is_page = path.ends_with(".html");
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!(String::from_utf8_lossy(&reply.body).contains("/.digestgen/reload.js"), is_page, "{path}");
        assert!(without_script(&reply.body) == *bytes, "{path}");
        assert_eq!(reply.header("content-length"), Some(&*reply.body.len().to_string()), "{path}");
    }
}

#[test]
fn the_site_lies_at_the_path_of_base_url() {
    let mut site = three();
    site.replace("config.toml", "https://digest.example", "https://digest.example/a/digest");
    let served = serve(&site);
    assert!(served.server.home().ends_with("/a/digest/"));
    for (path, bytes) in &site.clean().fine().files {
        let reply = served.get(&format!("/a/digest/{path}"));
        assert!(reply.status == 200 && without_script(&reply.body) == *bytes, "{path}");
    }
    for above in ["/", "/a", "/a/", "/a/digest"] {
        let reply = served.get(above);
        assert_eq!((reply.status, reply.header("location")), (307, Some("/a/digest/")), "{above}");
    }
    for beside in ["/papers/a/", "/a/digestx", "/a/digestx/papers/a/", "/b"] {
        assert_eq!(served.get(beside).status, 404, "{beside}");
    }
    assert_eq!(served.get("/a/digest/papers/a").header("location"), Some("/a/digest/papers/a/"));
}

#[test]
fn the_script_finds_its_place_in_any_page() {
    let head = "<script src=";
    for (page, place) in [
        (
            "<!doctype html><html lang=\"en\"><head a=\"b\"><title>x</title></head>",
            "<head a=\"b\"><script src=",
        ),
        ("<!DOCTYPE html>\n<HTML>\n<header>x</header>", "<HTML><script src="),
        ("<!doctype html><header>x", "<!doctype html><script src="),
        ("nothing of all that < <head", head),
        ("", head),
    ] {
        let mut site = three();
        site.write("templates/404.html", page);
        let reply = serve(&site).get("/nothing");
        assert!(reply.text().contains(place), "{page}");
        assert_eq!(without_script(&reply.body), page.as_bytes());
    }
}

#[test]
fn types_are_told() {
    let mut site = three();
    for name in ["a.svg", "a.PNG", "a.woff2", "a.pdf", "a.xyz", "noextension", "a.webmanifest"] {
        site.write(&format!("static/{name}"), "x");
    }
    let served = serve(&site);
    for (path, media_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/.digestgen/reload.js", "text/javascript; charset=utf-8"),
        ("/a.svg", "image/svg+xml"),
        ("/a.PNG", "image/png"),
        ("/a.woff2", "font/woff2"),
        ("/a.pdf", "application/pdf"),
        ("/a.webmanifest", "application/manifest+json"),
        ("/a.xyz", "application/octet-stream"),
        ("/noextension", "application/octet-stream"),
    ] {
        let reply = served.get(path);
        assert_eq!((reply.status, reply.header("content-type")), (200, Some(media_type)), "{path}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(reply.header("cache-control"), Some("no-cache"), "{path}");
    }
}

#[test]
fn what_a_browser_has_is_not_sent_again() {
    let served = serve(&three());
    for path in ["/", "/style.css", "/.digestgen/reload.js"] {
        let tag = served.get(path).header("etag").unwrap().to_owned();
        let ask = |tags: &str| {
            served.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: {tags}\r\n"))
        };
        for tags in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
            let reply = ask(&tags);
            assert_eq!((reply.status, reply.body.len()), (304, 0), "{path} {tags}");
            assert_eq!(reply.header("etag"), Some(&*tag));
        }
        assert_eq!(ask("\"x\"").status, 200, "{path}");
    }
}

#[test]
fn head_is_get_without_a_body() {
    let served = serve(&three());
    for path in ["/", "/papers/a/", "/style.css", "/nothing", "/papers/a"] {
        let (get, head) =
            (served.get(path), served.ask(&format!("HEAD {path} HTTP/1.1\r\nHost: localhost\r\n")));
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        for name in ["content-length", "content-type", "etag", "location"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
    }
}

#[test]
fn ranges_are_cut() {
    let mut site = three();
    let digits: Vec<u8> = (0..3_000_000_u32).map(|at| b'0' + (at % 10) as u8).collect();
    site.write("static/small.txt", "0123456789").write("static/large.bin", &digits);
    let served = serve(&site);
    for (path, size) in [("/small.txt", 10), ("/large.bin", digits.len())] {
        let whole = served.get(path);
        assert!(whole.status == 200 && whole.body == digits[..size], "{path}");
        let ask = |range: &str| {
            served.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nRange: {range}\r\n"))
        };
        for (range, start, end) in [
            ("bytes=2-4", 2, 5),
            ("bytes=7-", 7, size),
            ("bytes=-3", size - 3, size),
            ("bytes=0-99999999", 0, size),
        ] {
            let reply = ask(range);
            let told = format!("bytes {start}-{}/{size}", end - 1);
            assert_eq!((reply.status, reply.header("content-range")), (206, Some(&*told)), "{path} {range}");
            assert!(reply.body == digits[start..end], "{path} {range}");
        }
        let reply = ask("bytes=99999999-");
        assert_eq!((reply.status, reply.header("content-range")), (416, Some(&*format!("bytes */{size}"))));
        for range in ["bytes=4-2", "bytes=1-2,4-5", "lines=1-2", "bytes=-", "bytes=x-y"] {
            let reply = ask(range);
            assert!(reply.status == 200 && reply.body == digits[..size], "{path} {range}");
        }
        let head = served.ask(&format!("HEAD {path} HTTP/1.1\r\nHost: localhost\r\nRange: bytes=2-4\r\n"));
        let length = size.to_string();
        assert_eq!((head.status, head.header("content-length")), (200, Some(&*length)), "ranges are of GET");
        let other =
            format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nRange: bytes=2-4\r\nIf-Range: \"x\"\r\n");
        assert_eq!(served.ask(&other).status, 200, "of what is not what the browser has");
    }
}

#[test]
fn a_large_file_that_has_changed_is_never_shown_in_part() {
    let mut site = three();
    site.write("static/large.bin", vec![b'a'; 2_000_000]);
    let served = serve(&site);
    site.write("static/large.bin", vec![b'b'; 2_000_001]);
    let reply = served.get("/large.bin");
    let is_of_one = |bytes: &[u8]| bytes.windows(2).all(|two| two[0] == two[1]);
    assert!(matches!(reply.status, 200 | 503) && (reply.status == 503 || is_of_one(&reply.body)));
    while !served.built().changed.contains(&"static/large.bin".to_owned()) {}
    let reply = served.get("/large.bin");
    assert!(reply.status == 200 && reply.body == vec![b'b'; reply.body.len()]);
}

#[test]
fn a_folder_without_its_slash_leads_to_it() {
    let served = serve(&three());
    for (path, to) in
        [("/papers/a", "/papers/a/"), ("/papers?x=1", "/papers/?x=1"), ("/2025/05/01", "/2025/05/01/")]
    {
        let reply = served.get(path);
        assert_eq!((reply.status, reply.header("location")), (307, Some(to)));
    }
    assert_eq!(served.get("/papers/a/index.html").status, 200);
    assert_eq!(served.get("//papers/a").status, 404, "an address of another host is no folder here");
    assert_eq!(served.get("/style.css/").status, 404);
}

#[test]
fn names_in_other_letters_are_found() {
    let mut site = three();
    site.write("static/Größe 1.txt", "x");
    let served = serve(&site);
    assert_eq!(served.get("/Gr%C3%B6%C3%9Fe%201.txt").status, 200);
    assert_eq!(served.get("/papers/%61/").status, 200);
}

#[test]
fn the_page_for_what_is_not_there_comes_with_404() {
    let mut site = three();
    let served = serve(&site);
    let build = site.clean().fine();
    for path in ["/nothing", "/nothing/", "/papers/zzz/", "/papers/a/x"] {
        let reply = served.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert_eq!(without_script(&reply.body), build.page("/404.html").as_bytes(), "{path}");
    }
}

#[test]
fn a_site_that_was_never_whole_says_why() {
    let mut site = three();
    site.write("content/papers/a.md", "<script>alert(1)</script> no front matter");
    let served = serve(&site);
    let reply = served.get("/anything");
    assert_eq!(reply.status, 503);
    assert!(reply.text().contains("error[missing-front-matter]") && !reply.text().contains("<script>alert"));
    let mut page = served.listen("0");
    assert_eq!(page.next().errors.len(), 1);
    let text = entry("a", "2025-05-01", "");
    site.write("content/papers/a.md", text.split_once('\n').unwrap().1);
    let mended = page.next();
    assert_eq!((mended.changed, mended.errors.len()), (None, 0), "a page of no build is loaded again");
    assert_eq!(served.get("/papers/a/").status, 200);
}

#[test]
fn ports() {
    let site = three();
    let taken = serve(&site);
    let port = taken.server.address().port();
    let asked = super::Settings { port: Some(port), ..settings(&site) };
    let now: digestgen::serve::Now = std::sync::Arc::new(super::noon);
    let error = digestgen::serve::Server::start(asked, now, |_| {}).err().unwrap().to_string();
    assert!(error.starts_with(&format!("cannot listen on 127.0.0.1:{port}: ")), "{error}");
    let free = || serve_with(&site, |settings| settings.port = None);
    let (one, two) = (free(), free());
    assert_ne!(one.server.address(), two.server.address(), "the next free one is taken");
    assert!(one.server.address().port() >= 1111);
}
