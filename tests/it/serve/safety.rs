//! The rows of the security list that concern a server: what others' servers gave away or died of.

use std::io::{Read as _, Write as _};

use super::{connect, serve, serve_with};
use crate::rebuild::three;

#[test]
fn no_path_leads_out_of_the_site() {
    let mut site = three();
    site.write("secret.txt", "SECRET").write("public-leak/secret.txt", "SECRET").write("static/x.txt", "x");
    let served = serve(&site);
    let dots = ["..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "..;", "%c0%ae%c0%ae", "．．"];
    let slashes = ["/", "%2f", "%252f", "\\", "%5c", "//", "/./"];
    let mut asked = 0;
    for dot in dots {
        for slash in slashes {
            for start in ["/", "/static/", "/papers/a/", "//", "/.digestgen/"] {
                for end in ["secret.txt", "config.toml", "etc/passwd", "public-leak/secret.txt"] {
                    for times in [1, 2, 8] {
                        let path = format!("{start}{}{end}", format!("{dot}{slash}").repeat(times));
                        let reply = served.get(&path);
                        assert!(matches!(reply.status, 400 | 404), "{path}: {}", reply.status);
                        let text = String::from_utf8_lossy(&reply.body);
                        assert!(!text.contains("SECRET") && !text.contains("base_url"), "{path}");
                        asked += 1;
                    }
                }
            }
        }
    }
    println!("{asked} ways out, none open");
    for path in
        ["/config.toml", "/content/papers/a.md", "/templates/", "/themes/plain/theme.toml", "/static/x.txt"]
    {
        assert_eq!(served.get(path).status, 404, "{path} is no output");
    }
    assert_eq!(served.ask("GET http://localhost/../secret.txt HTTP/1.1\r\nHost: localhost\r\n").status, 404);
    assert_eq!(served.get("/x.txt").status, 200);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out() {
    use std::os::unix::fs::symlink;
    let mut site = three();
    let outside = tempfile::tempdir().unwrap();
    let large = vec![b'S'; 2_000_000];
    std::fs::write(outside.path().join("secret.txt"), "SECRET").unwrap();
    std::fs::write(outside.path().join("large.bin"), &large).unwrap();
    site.write("static/large.bin", vec![b'x'; 2_000_000]);
    let served = serve(&site);
    // A large file is read when it is asked for: what has become a link meanwhile is not.
    std::fs::remove_file(site.root().join("static/large.bin")).unwrap();
    symlink(outside.path().join("large.bin"), site.root().join("static/large.bin")).unwrap();
    let reply = served.get("/large.bin");
    assert!(reply.status != 200 || reply.body != large);
    while served.built().is_whole {}
    symlink(outside.path(), site.root().join("static/out")).unwrap();
    symlink(outside.path().join("secret.txt"), site.root().join("static/out.txt")).unwrap();
    while !served.built().changed.is_empty() {}
    for path in ["/large.bin", "/out/secret.txt", "/out.txt"] {
        let reply = served.get(path);
        assert!(reply.status != 200 && !reply.body.starts_with(b"S"), "{path}: {}", reply.status);
    }
}

#[test]
fn other_names_of_this_machine_are_refused() {
    let site = three();
    let served = serve(&site);
    let ask = |host: &str| served.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n"));
    for host in [
        "localhost",
        "localhost:1111",
        "LOCALHOST",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.1.2.3",
        "[::1]",
        "[::1]:1",
        "a.localhost",
    ] {
        assert_eq!(ask(host).status, 200, "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:1111",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.168.1.1",
        "0.0.0.0",
        "",
        "localhost@evil.example",
        "[::1",
        "[::2]",
        "localhost:x",
        "127.0.0.1, evil.example",
    ] {
        let reply = ask(host);
        assert!(matches!(reply.status, 400 | 403), "{host}: {}", reply.status);
        assert!(!reply.text().contains("<html"), "{host}");
    }
    for head in [
        "GET / HTTP/1.0\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n",
    ] {
        assert!(matches!(served.ask(head).status, 400 | 403), "{head:?}");
    }
    let open = serve_with(&site, |settings| settings.address = "0.0.0.0".parse().unwrap());
    let reply = open.ask("GET / HTTP/1.1\r\nHost: my-machine.lan:1111\r\n");
    assert_eq!(reply.status, 200, "`--bind` opens the server");
}

#[test]
fn pages_of_others_cannot_listen_or_read() {
    let served = serve(&three());
    let events = |headers: &str| {
        served.ask(&format!("GET /.digestgen/events HTTP/1.1\r\nHost: localhost:1111\r\n{headers}"))
    };
    for headers in [
        "Origin: https://evil.example\r\n",
        "Origin: null\r\n",
        "Origin: http://localhost:1112\r\n",
        "Origin: https://localhost:1111\r\n",
        "Origin: http://localhost:1111.evil.example\r\n",
        "Origin: http://localhost:1111\r\nOrigin: https://evil.example\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
    ] {
        assert_eq!(events(headers).status, 403, "{headers:?}");
    }
    for path in ["/", "/style.css", "/nothing", "/.digestgen/reload.js", "/papers/a"] {
        let reply = served
            .ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"));
        assert_eq!(reply.header("access-control-allow-origin"), None, "{path}");
        assert_eq!(reply.header("cross-origin-resource-policy"), Some("same-origin"), "{path}");
    }
    let mut page = served.listen(&served.build());
    assert_eq!(page.next().errors.len(), 0, "its own pages can");
}

#[test]
fn requests_have_limits() {
    let served = serve(&three());
    let long = "x".repeat(20_000);
    assert!(matches!(served.get(&format!("/{long}")).status, 414 | 431));
    assert_eq!(served.ask(&format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {long}\r\n")).status, 431);
    let many: String = (0..200).map(|number| format!("X-{number}: x\r\n")).collect();
    assert_eq!(served.ask(&format!("GET / HTTP/1.1\r\nHost: localhost\r\n{many}")).status, 431);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE", "BREW"] {
        let reply = served.ask(&format!("{method} / HTTP/1.1\r\nHost: localhost\r\n"));
        assert!(matches!(reply.status, 405 | 400 | 403), "{method}: {}", reply.status);
    }
    for body in ["Content-Length: 1000000000\r\n", "Transfer-Encoding: chunked\r\n", "Content-Length: 1\r\n"]
    {
        assert_eq!(
            served.ask(&format!("POST / HTTP/1.1\r\nHost: localhost\r\n{body}")).status,
            413,
            "{body:?}"
        );
    }
    assert_eq!(served.get("/").status, 200, "it lives on");
}

#[test]
fn malformed_requests_are_answered_and_survived() {
    let served = serve(&three());
    let requests: [&[u8]; 14] = [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET  /  HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\nHost: localhost\n\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /%ff%fe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /% HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: \xff\r\nConnection: close\r\n\r\n",
        b"GET * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ];
    for request in requests {
        let mut stream = connect(served.server.address());
        let _ = stream.write_all(request);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let said = String::from_utf8_lossy(request).into_owned();
        let answer = String::from_utf8_lossy(&all).into_owned();
        assert!(all.is_empty() || answer.starts_with("HTTP/1."), "{said:?}: {answer}");
        assert_eq!(served.get("/papers/a/").status, 200, "after {said:?}");
    }
}

#[test]
fn slow_clients_are_dropped_and_keep_nobody_out() {
    const SIZE: u64 = 64 * 1024 * 1024;
    let mut site = three();
    site.write("static/large.bin", "");
    std::fs::File::options()
        .write(true)
        .open(site.root().join("static/large.bin"))
        .unwrap()
        .set_len(SIZE)
        .unwrap();
    let served = serve(&site);
    let silent: Vec<_> = (0..100).map(|_| connect(served.server.address())).collect();
    let mut idle = connect(served.server.address());
    idle.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut stalled = connect(served.server.address());
    stalled.write_all(b"GET /large.bin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut slow = connect(served.server.address());
    slow.write_all(b"GET / HTTP/1.1\r\nHost: lo").unwrap();
    assert_eq!(served.get("/").status, 200, "others are answered");
    drop(silent);
    // The head of a request may take ten seconds, then the connection is ended.
    let mut answer = Vec::new();
    let _ = slow.read_to_end(&mut answer);
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 4"), "{answer:?}");
    let _ = idle.read_to_end(&mut answer);
    // Who takes nothing of what is sent is dropped before that, and misses the rest.
    let mut taken = Vec::new();
    let _ = stalled.read_to_end(&mut taken);
    assert!((taken.len() as u64) < SIZE, "{} bytes", taken.len());
    assert_eq!(served.get("/").status, 200);
}
