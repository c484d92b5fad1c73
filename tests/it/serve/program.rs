//! The program: what it prints, and how it ends.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};

use crate::folder::files;
use crate::program::{digestgen, program, ran, run};
use crate::rebuild::three;
use crate::site::Site;

fn command(site: &Site, words: &[&str]) -> Command {
    let mut command = digestgen(site.root(), &[&["serve"], words].concat());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn start(site: &Site, words: &[&str]) -> Child {
    command(site, words).spawn().unwrap()
}

/// The names of all files of a site.
fn names(site: &Site) -> Vec<String> {
    files(site.root()).into_keys().collect()
}

#[cfg(unix)]
#[test]
fn it_tells_its_address_and_each_build_and_ends_with_ctrl_c() {
    for signal in ["INT", "TERM"] {
        let mut site = three();
        let before = names(&site);
        let mut child = start(&site, &["--port", "0", "--today", crate::site::TODAY]);
        let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut err = BufReader::new(child.stderr.take().unwrap()).lines();
        let first = err.next().unwrap().unwrap();
        assert!(
            first.starts_with("3 entries: ") && first.contains(" pages in ") && first.ends_with(" ms"),
            "{first}"
        );
        let address = out.next().unwrap().unwrap();
        let port = address.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.strip_suffix('/'));
        assert!(port.unwrap().parse::<u16>().is_ok(), "{address}");
        assert_eq!(err.next().unwrap().unwrap(), "press Ctrl-C to stop");
        site.replace("content/papers/a.md", "Note on a.", "Note on a.\n\nMore.");
        let line = err.next().unwrap().unwrap();
        assert!(line.starts_with("content/papers/a.md: 8 pages in "), "{line}");
        site.write("content/papers/b.md", "x");
        let mut last = String::new();
        while !last.ends_with("; still serving the last successful build") {
            last = err.next().unwrap().unwrap();
        }
        assert_eq!(last, "content/papers/b.md: 1 error; still serving the last successful build");
        let killed =
            Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        assert_eq!(child.wait().unwrap().code(), Some(0));
        assert!(out.next().is_none(), "nothing but the address goes to stdout");
        assert_eq!(names(&site), before, "nothing is left behind");
    }
}

#[cfg(unix)]
#[test]
fn a_browser_is_shown_the_address() {
    use std::os::unix::fs::PermissionsExt;
    let mut site = three();
    let folder = site.root().join("bin");
    for program in ["xdg-open", "open"] {
        site.write(&format!("bin/{program}"), "#!/bin/sh\necho \"$1\" >\"${0%/*}/asked\"\n");
        std::fs::set_permissions(folder.join(program), PermissionsExt::from_mode(0o755)).unwrap();
    }
    // Reading from a pipe waits for who writes to it.
    let asked = folder.join("asked");
    assert!(Command::new("mkfifo").arg(&asked).status().unwrap().success());
    let mut child = command(&site, &["--port", "0", "--open"]).env("PATH", &folder).spawn().unwrap();
    let address = BufReader::new(child.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    assert_eq!(std::fs::read_to_string(asked).unwrap(), format!("{address}\n"));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn what_the_world_refuses_ends_with_3() {
    let site = three();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let mut child = start(&site, &["--port", &port]);
    assert_eq!(child.wait().unwrap().code(), Some(3));
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(said.starts_with(&format!("error: cannot listen on 127.0.0.1:{port}")), "{said}");
    let empty = tempfile::tempdir().unwrap();
    let refused = run(empty.path(), &["serve", "--port", "0"]);
    assert!(refused.code == 3 && refused.err.contains("no `config.toml`"), "{}", refused.err);
    let wrong = ran(program().args(["serve", "--port", "70000"]).output().unwrap());
    assert_eq!(wrong.code, 2);
}
