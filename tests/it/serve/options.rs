//! The flags of `digestgen serve`, and which files a page is told of.

use std::io::{BufRead as _, BufReader, Lines};
use std::process::{Child, ChildStderr, Stdio};

use super::{connect, serve};
use crate::program::digestgen;
use crate::rebuild::three;
use crate::site::Site;

/// The program while it serves. It ends when this is dropped.
struct Running {
    child: Child,
    port: u16,
    said: Lines<BufReader<ChildStderr>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[track_caller]
fn start(site: &Site, words: &[&str]) -> Running {
    let mut command = digestgen(site.root(), &[&["serve", "--port", "0"], words].concat());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let address = BufReader::new(child.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    let port = address.trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
    let said = BufReader::new(child.stderr.take().unwrap()).lines();
    Running { child, port, said }
}

impl Running {
    /// The status of the home page, asked for as from another machine.
    fn status(&self, host: &str) -> u16 {
        use std::io::Write as _;
        let mut stream = connect(([127, 0, 0, 1], self.port).into());
        write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let first = BufReader::new(stream).lines().next().unwrap().unwrap();
        first.split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// Reads what it says until a line has this in it.
    #[track_caller]
    fn until(&mut self, part: &str) {
        self.said.find(|line| line.as_ref().is_ok_and(|line| line.contains(part))).unwrap().unwrap();
    }
}

#[test]
fn bind_lets_other_machines_in() {
    let site = three();
    let own = start(&site, &[]);
    assert_eq!((own.status("localhost"), own.status("my-machine.lan")), (200, 403));
    let open = start(&site, &["--bind", "0.0.0.0"]);
    assert_eq!((open.status("localhost"), open.status("my-machine.lan")), (200, 200));
}

#[test]
fn poll_sees_edits() {
    let mut site = three();
    let mut running = start(&site, &["--poll", "--today", crate::site::TODAY]);
    site.replace("content/papers/a.md", "Note on a.", "Another note, which is longer.");
    running.until("content/papers/a.md: ");
    site.remove("content/papers/a.md");
    running.until("content/papers/a.md: ");
}

#[test]
fn pages_are_told_of_pictures_scripts_fonts_and_style_sheets() {
    let mut site = three();
    let files = ["picture.png", "script.js", "font.woff2", "style.css", "deep/drawing.svg"];
    for file in files {
        site.write(&format!("static/{file}"), "old");
    }
    let served = serve(&site);
    let mut page = served.listen(&served.build());
    page.next();
    for file in files {
        site.write(&format!("static/{file}"), "of other bytes");
        // A burst may end between two writes to one file, so a message can come twice.
        let address = format!("/{file}");
        while !page.next().changed.expect("it is known what changed").contains(&address) {}
        assert_eq!(served.get(&address).body, b"of other bytes", "{file}");
    }
}
