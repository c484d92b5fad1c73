//! Problems in reading a site's folder, as they are drawn.

use std::fs;

use insta::assert_snapshot;

use crate::site::{entry, site};

#[test]
fn a_file_that_is_not_utf8() {
    let mut site = site("");
    site.write("content/papers/a.md", b"+++\ntitle = \"caf\xe9\"\n+++\n");
    assert_snapshot!(site.build().drawn(), @"
    error[not-utf8]: line 2 is not UTF-8 text
    --> content/papers/a.md
     = help: save the file as UTF-8 in your editor
    ");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site() {
    let outside = tempfile::TempDir::new().unwrap();
    fs::write(outside.path().join("secret.md"), "+++\n+++\n").unwrap();
    let mut site = site(&entry("a", "2025-05-01", ""));
    std::os::unix::fs::symlink(outside.path().join("secret.md"), site.root().join("content/papers/b.md"))
        .unwrap();
    std::os::unix::fs::symlink(outside.path(), site.root().join("static")).unwrap();
    let build = site.build();
    assert_snapshot!(build.drawn(), @"
    error[symlink-outside-site]: the symbolic link `content/papers/b.md` points outside the site's folder
    --> content/papers/b.md
     = help: copy its target into the site

    error[symlink-outside-site]: the symbolic link `static` points outside the site's folder
    --> static
     = help: copy its target into the site
    ");
    assert!(build.files.is_empty(), "nothing is made of a site with errors");
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere() {
    let mut site = site(&entry("a", "2025-05-01", ""));
    std::os::unix::fs::symlink("gone.md", site.root().join("content/papers/b.md")).unwrap();
    assert_snapshot!(site.build().drawn(), @"
    error[broken-symlink]: the symbolic link `content/papers/b.md` points to nothing
    --> content/papers/b.md
     = help: remove it, or fix its target
    ");
}

#[cfg(unix)]
#[test]
fn a_link_within_the_site_is_followed() {
    let mut site = site(&entry("a", "2025-05-01", ""));
    std::os::unix::fs::symlink("a.md", site.root().join("content/papers/b.md")).unwrap();
    site.build().fine().page("/papers/b/");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_that_is_not_utf8() {
    use std::os::unix::ffi::OsStrExt as _;
    let mut site = site(&entry("a", "2025-05-01", ""));
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    fs::write(site.root().join("content/papers").join(name), "+++\n+++\n").unwrap();
    assert_snapshot!(site.build().drawn(), @"
    error[bad-file-name]: the file name `content/papers/caf�.md` is not UTF-8
    --> content/papers/caf�.md
     = help: rename the file
    ");
}
