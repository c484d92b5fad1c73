//! How files change on a real disk: editors that save by renaming, folders that come and go, files that
//! are nobody's. Each ends with a build whose changes are exactly those of the site.

use std::fs;

use super::{Served, serve, serve_with};
use crate::rebuild::three;
use crate::site::{Site, entry};

/// Waits until a page holds a text, and gives all files that were told of on the way.
#[track_caller]
fn until(served: &Served, path: &str, text: &str) -> Vec<String> {
    let mut changed = Vec::new();
    while !served.get(path).text().contains(text) {
        changed.extend(served.built().changed);
    }
    changed.sort();
    changed.dedup();
    changed
}

fn text(site: &Site, title: &str) -> String {
    fs::read_to_string(site.root().join("content/papers/a.md"))
        .unwrap()
        .replace("title = \"a\"", &format!("title = \"{title}\""))
}

#[test]
fn editors_save_in_their_own_ways() {
    let mut site = three();
    let served = serve(&site);
    let text = text(&site, "TITLE");
    let file = site.root().canonicalize().unwrap().join("content/papers/a.md");
    let folder = file.parent().unwrap().to_path_buf();
    type Save = Box<dyn Fn(&str)>;
    let (f, d) = (file, folder);
    let saves: [(&str, Save); 7] = [
        (
            "in place",
            Box::new({
                let f = f.clone();
                move |text| fs::write(&f, text).unwrap()
            }),
        ),
        (
            "vim",
            Box::new({
                let (f, d) = (f.clone(), d.clone());
                move |text| {
                    fs::write(d.join("4913"), "").unwrap();
                    fs::remove_file(d.join("4913")).unwrap();
                    fs::write(d.join(".a.md.swp"), "swap").unwrap();
                    fs::rename(&f, d.join("a.md~")).unwrap();
                    fs::write(&f, text).unwrap();
                    fs::remove_file(d.join("a.md~")).unwrap();
                    fs::remove_file(d.join(".a.md.swp")).unwrap();
                }
            }),
        ),
        (
            "emacs",
            Box::new({
                let (f, d) = (f.clone(), d.clone());
                move |text| {
                    fs::write(d.join("#a.md#"), text).unwrap();
                    fs::write(d.join(".#a.md"), "lock").unwrap();
                    fs::copy(&f, d.join("a.md~")).unwrap();
                    fs::write(&f, text).unwrap();
                    fs::remove_file(d.join("#a.md#")).unwrap();
                    fs::remove_file(d.join(".#a.md")).unwrap();
                }
            }),
        ),
        (
            "JetBrains",
            Box::new({
                let (f, d) = (f.clone(), d.clone());
                move |text| {
                    fs::write(d.join("a.md___jb_tmp___"), text).unwrap();
                    fs::rename(&f, d.join("a.md___jb_old___")).unwrap();
                    fs::rename(d.join("a.md___jb_tmp___"), &f).unwrap();
                    fs::remove_file(d.join("a.md___jb_old___")).unwrap();
                }
            }),
        ),
        (
            "LibreOffice",
            Box::new({
                let (f, d) = (f.clone(), d.clone());
                move |text| {
                    fs::write(d.join(".~lock.a.md#"), "lock").unwrap();
                    fs::write(d.join("lu123abc.tmp"), text).unwrap();
                    fs::rename(d.join("lu123abc.tmp"), &f).unwrap();
                    fs::remove_file(d.join(".~lock.a.md#")).unwrap();
                }
            }),
        ),
        (
            "GNOME",
            Box::new({
                let (f, d) = (f.clone(), d.clone());
                move |text| {
                    fs::write(d.join(".goutputstream-ABCDEF"), text).unwrap();
                    fs::rename(d.join(".goutputstream-ABCDEF"), &f).unwrap();
                }
            }),
        ),
        (
            "removed and made anew",
            Box::new(move |text| {
                fs::remove_file(&f).unwrap();
                fs::write(&f, text).unwrap();
            }),
        ),
    ];
    for (editor, save) in saves {
        save(&text.replace("TITLE", &format!("by {editor}")));
        let changed = until(&served, "/papers/a/", &format!("by {editor}"));
        assert_eq!(changed, ["content/papers/a.md"], "{editor}");
    }
    site.write("content/papers/z.md", "+++\ntitle = \"z\"\ndate = 2025-05-01\n+++\n");
    let last = until(&served, "/papers/", ">z<");
    assert_eq!(last, ["content/papers/z.md"], "what editors leave behind is nobody's");
}

#[test]
fn config_is_saved_by_renaming() {
    let site = three();
    let served = serve(&site);
    let (config, draft) = (site.root().join("config.toml"), site.root().join("config.toml.new"));
    fs::write(&draft, fs::read_to_string(&config).unwrap().replace("\"Digest\"", "\"Renamed\"")).unwrap();
    fs::rename(&draft, &config).unwrap();
    assert_eq!(until(&served, "/", "Renamed"), ["config.toml"]);
}

#[test]
fn folders_come_and_go() {
    let mut site = three();
    let served = serve(&site);
    let page = |slug: &str| entry(slug, "2025-05-03", "").split_once('\n').unwrap().1.to_owned();
    site.write("content/papers/deep/er/n.md", page("n"));
    until(&served, "/papers/", "/papers/n/");
    site.replace("content/papers/deep/er/n.md", "title = \"n\"", "title = \"in a new folder\"");
    until(&served, "/papers/", "in a new folder");
    // A folder that is made elsewhere and moved in, with what is in it.
    site.write("elsewhere/m.md", page("m"));
    fs::rename(site.root().join("elsewhere"), site.root().join("content/papers/moved")).unwrap();
    until(&served, "/papers/", "/papers/m/");
    site.replace("content/papers/moved/m.md", "title = \"m\"", "title = \"in a moved folder\"");
    until(&served, "/papers/", "in a moved folder");
    fs::rename(site.root().join("content/papers/moved"), site.root().join("away")).unwrap();
    while served.get("/papers/").text().contains("/papers/m/") {
        served.built();
    }
    fs::remove_dir_all(site.root().join("content/papers/deep")).unwrap();
    while served.get("/papers/").text().contains("/papers/n/") {
        served.built();
    }
    assert!(!site.root().join("static").exists() && !site.root().join("templates").exists());
    site.write("static/new.txt", "one");
    while served.get("/new.txt").status != 200 {
        served.built();
    }
    site.write("static/new.txt", "two");
    until(&served, "/new.txt", "two");
    site.write("templates/404.html", "none of ours");
    until(&served, "/nothing", "none of ours");
}

#[cfg(unix)]
#[test]
fn what_links_lead_to_is_watched() {
    let mut site = three();
    site.write("notes/n.md", "+++\ntitle = \"first\"\ndate = 2025-05-03\n+++\n");
    std::os::unix::fs::symlink("../../notes/n.md", site.root().join("content/papers/n.md")).unwrap();
    let served = serve(&site);
    assert!(served.get("/papers/n/").text().contains("first"));
    site.replace("notes/n.md", "first", "second");
    until(&served, "/papers/n/", "second");
}

#[test]
fn other_files_build_nothing() {
    let mut site = three();
    let served = serve(&site);
    for path in [
        "notes.txt",
        "public/index.html",
        ".git/index",
        "content/papers/.a.md.swp",
        "content/papers/a.md~",
        "content/.hidden/x.md",
    ] {
        site.write(path, "x");
    }
    site.write("content/papers/a.md", text(&site, "A real change"));
    assert_eq!(until(&served, "/papers/a/", "A real change"), ["content/papers/a.md"]);
    served.server.wake();
    site.write("content/papers/a.md", text(&site, "Another one").replace("A real change", "Another one"));
    assert_eq!(served.built().changed, ["content/papers/a.md"]);
}

#[test]
fn polling_sees_the_same() {
    let mut site = three();
    let served = serve_with(&site, |settings| settings.poll = true);
    site.write("content/papers/a.md", text(&site, "One"));
    until(&served, "/papers/a/", "One");
    site.write("content/papers/new/n.md", "+++\ntitle = \"n\"\ndate = 2025-05-03\n+++\n");
    until(&served, "/papers/", "/papers/n/");
    site.remove("content/papers/a.md");
    while served.get("/papers/a/").status != 404 {
        served.built();
    }
}

#[test]
fn past_midnight_the_new_day_is_shown() {
    let site = crate::site::site(&(entry("a", "2025-05-01", "") + &entry("b", "2025-06-02", "")));
    let served = serve_with(&site, |settings| settings.day = None);
    let mut page = served.listen(&served.build());
    page.next();
    assert_eq!(served.get("/papers/b/").status, 404);
    served.pass(24 * 60 * 60);
    assert!(page.next().changed.unwrap().contains(&"/papers/b/".to_owned()));
    assert_eq!(served.get("/papers/b/").status, 200);
    assert_eq!(served.built().changed, Vec::<String>::new(), "no file has changed");
}
