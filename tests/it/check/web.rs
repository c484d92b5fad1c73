//! `check --external`: what hosts are asked, how often, and what is said of their answers. Every host is
//! on loopback, and nobody sleeps: the clock is ours.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use digestgen::check::{CheckProgress, SpecialHosts, WebLink, WebSettings, check_web};
use digestgen::network::Clock;
use digestgen::output::Store;
use digestgen::place::SourcePath;
use tempfile::TempDir;

use crate::http::{self, Server};
use crate::program::run;
use crate::site::{entry, site};

/// A status, and further header lines.
pub type Reply = (u16, String);

/// Starts a server at an address of loopback, which answers each `METHOD /path`.
pub fn serve(ip: &str, answer: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Server {
    http::serve(ip, move |request| answer(&request.line()).into())
}

/// A clock that stands still but for its sleeper.
struct Slept(Mutex<(Duration, Vec<u64>)>);

impl Clock for Slept {
    fn now(&self) -> Duration {
        self.0.lock().unwrap().0
    }

    fn sleep(&self, time: Duration) {
        let mut state = self.0.lock().unwrap();
        state.0 += time;
        state.1.push(time.as_secs());
    }
}

pub struct Web {
    folder: TempDir,
    clock: Slept,
    max_age: Duration,
    allow_private: bool,
    pub special: SpecialHosts,
}

impl Web {
    pub fn new() -> Self {
        let clock = Slept(Mutex::new((Duration::from_secs(1_750_000_000), Vec::new())));
        let max_age = Duration::from_secs(30 * 24 * 3600);
        let special = SpecialHosts::default();
        Self { folder: TempDir::new().unwrap(), clock, max_age, allow_private: true, special }
    }

    /// What is said of these addresses: `code message`, without the addresses of servers.
    pub fn ask(&self, addresses: &[String]) -> Vec<String> {
        let link =
            |address: &String| WebLink { path: SourcePath::new("a"), span: None, address: address.clone() };
        let links: Vec<_> = addresses.iter().map(link).collect();
        let settings = WebSettings {
            cache: Store::of_site(self.folder.path(), "cache"),
            max_age: self.max_age,
            allow_private: self.allow_private,
            special: self.special.clone(),
            clock: &self.clock,
            progress: &|_: CheckProgress| {},
        };
        let found = match check_web(&links, &settings) {
            Ok(found) => found,
            Err(error) => return vec![error.to_string()],
        };
        found
            .iter()
            .map(|found| {
                format!("{} {} {}", found.code, found.message, found.help.as_deref().unwrap_or_default())
            })
            .collect()
    }

    pub fn sleeps(&self) -> Vec<u64> {
        self.clock.0.lock().unwrap().1.clone()
    }
}

pub fn addresses(server: &Server, paths: &[&str]) -> Vec<String> {
    paths.iter().map(|path| format!("{}{path}", server.address)).collect()
}

pub fn fine(_: &str) -> Reply {
    (200, String::new())
}

#[test]
fn head_comes_first_then_get() {
    let server = serve("127.0.0.1", |asked| match asked {
        "HEAD /fine" | "GET /no-head" => (200, String::new()),
        "HEAD /no-head" => (405, String::new()),
        "HEAD /shy" | "GET /shy" => (403, String::new()),
        "HEAD /gone" | "GET /gone" => (410, String::new()),
        _ => (404, String::new()),
    });
    let web = Web::new();
    let told = web.ask(&addresses(&server, &["/fine", "/fine#part", "/no-head", "/none", "/gone", "/shy"]));
    let told: Vec<_> = told.iter().map(|told| told.replace(&server.address, "")).collect();
    assert_eq!(
        told,
        [
            "dead-link `/none` answers with status 404 fix or remove the link",
            "dead-link `/gone` answers with status 410 fix or remove the link",
            "unverified-link `/shy` answers with status 403 open it in a browser: some hosts block automated requests",
        ]
    );
    assert_eq!(
        server.asked(),
        [
            "HEAD /fine",
            "HEAD /no-head",
            "GET /no-head",
            "HEAD /none",
            "GET /none",
            "HEAD /gone",
            "GET /gone",
            "HEAD /shy",
            "GET /shy"
        ]
    );
    assert_eq!(server.most_at_once(), 1);
}

#[test]
fn redirects_are_told() {
    let server = serve("127.0.0.1", |asked| match asked {
        "HEAD /old" => (301, "Location: /new\r\n".to_owned()),
        "HEAD /older" => (308, "Location: /old\r\n".to_owned()),
        "HEAD /now" => (302, "Location: /new\r\n".to_owned()),
        "HEAD /both" => (301, "Location: /now\r\n".to_owned()),
        "HEAD /lost" => (301, "Location: /none\r\n".to_owned()),
        "HEAD /round" => (302, "Location: /round\r\n".to_owned()),
        "HEAD /mail" => (302, "Location: mailto:a@b.c\r\n".to_owned()),
        "HEAD /new" => (200, String::new()),
        _ => (404, String::new()),
    });
    let told =
        Web::new().ask(&addresses(&server, &["/old", "/older", "/now", "/both", "/lost", "/round", "/mail"]));
    let told: Vec<_> = told.iter().map(|told| told.replace(&server.address, "")).collect();
    assert_eq!(
        told,
        [
            "moved-link `/old` has moved update the link to `/new`",
            "moved-link `/older` has moved update the link to `/new`",
            "redirected-link `/now` redirects to `/new` ",
            "moved-link `/both` has moved update the link to `/now`",
            "dead-link `/lost` answers with status 404 fix or remove the link",
            "dead-link `/round` redirects too many times fix or remove the link",
            "dead-link `/mail` redirects to `mailto:a@b.c`, which is not a web page fix or remove the link",
        ]
    );
}

#[test]
fn a_busy_host_gets_the_time_it_asks_for() {
    let left = Mutex::new(vec![(200, ""), (503, ""), (429, "Retry-After: 7\r\n")]);
    let server = serve("127.0.0.1", move |asked| match asked {
        "HEAD /later" => (503, "Retry-After: 3600\r\n".to_owned()),
        _ => left
            .lock()
            .unwrap()
            .pop()
            .map_or((500, String::new()), |(status, head)| (status, head.to_owned())),
    });
    let web = Web::new();
    assert_eq!(web.ask(&addresses(&server, &["/busy"])), [""; 0]);
    assert_eq!(web.sleeps(), [7, 10]);
    let told = web.ask(&addresses(&server, &["/later"]));
    assert!(
        told.len() == 1 && told[0].starts_with("unverified-link") && told[0].contains("status 503"),
        "{told:?}"
    );
    assert_eq!(web.sleeps(), [7, 10]);
}

#[test]
fn several_hosts_at_once_each_one_thing_at_a_time() {
    // Each host answers its first request only when the other has been asked too.
    let asked = Arc::new((Mutex::new([false; 2]), Condvar::new()));
    let meet = |place: usize| {
        let asked = asked.clone();
        move |_: &str| {
            let (both, bell) = &*asked;
            let mut both = both.lock().unwrap();
            both[place] = true;
            bell.notify_all();
            let (both, _) = bell
                .wait_timeout_while(both, Duration::from_secs(60), |both| !both.iter().all(|asked| *asked))
                .unwrap();
            if both.iter().all(|asked| *asked) { (200, String::new()) } else { (404, String::new()) }
        }
    };
    let (one, other) = (serve("127.0.0.1", meet(0)), serve("127.0.0.2", meet(1)));
    let paths: Vec<String> = (0..20).map(|number| format!("/{number}")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let all = [addresses(&one, &paths), addresses(&other, &paths)].concat();
    assert_eq!(Web::new().ask(&all), [""; 0]);
    assert_eq!((one.most_at_once(), other.most_at_once()), (1, 1));
    assert_eq!((one.asked().len(), other.asked().len()), (20, 20));
}

#[test]
fn a_redirect_to_a_host_that_is_busy_waits_for_it() {
    let target = Arc::new(serve("127.0.0.1", fine));
    let to = target.address.clone();
    let from = serve("127.0.0.2", move |asked| {
        (302, format!("Location: {to}/{}\r\n", asked.rsplit('/').next().unwrap_or_default()))
    });
    let paths: Vec<String> = (0..20).map(|number| format!("/{number}")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let told = Web::new().ask(&[addresses(&from, &paths), addresses(&target, &paths)].concat());
    assert_eq!(told.iter().filter(|told| told.starts_with("redirected-link")).count(), 20, "{told:?}");
    assert_eq!((from.most_at_once(), target.most_at_once()), (1, 1));
}

#[test]
fn answers_are_remembered_with_their_age() {
    let server = serve("127.0.0.1", |asked| match asked.ends_with("/none") {
        true => (404, String::new()),
        false if asked.ends_with("/shy") => (403, String::new()),
        false => (200, String::new()),
    });
    let (mut web, all) = (Web::new(), addresses(&server, &["/fine", "/none", "/shy"]));
    assert_eq!(web.ask(&all).len(), 2);
    assert_eq!(server.asked().len(), 5);
    web.clock.sleep(Duration::from_secs(3 * 24 * 3600));
    let told = web.ask(&all);
    assert!(told[0].contains("answers with status 404 (checked 3 days ago)"), "{told:?}");
    // What nobody knows is asked for again.
    assert_eq!(server.asked()[5..], ["HEAD /shy", "GET /shy"]);
    web.max_age = Duration::from_secs(2 * 24 * 3600);
    web.ask(&all);
    assert_eq!(server.asked().len(), 12);
    web.max_age = Duration::ZERO;
    web.ask(&all);
    assert_eq!(server.asked().len(), 17);
    std::fs::write(web.folder.path().join(".digestgen/cache/links.json"), "{").unwrap();
    assert_eq!(web.ask(&all).len(), 2);
}

#[test]
fn this_machine_and_its_network_are_not_asked() {
    let server = serve("127.0.0.1", fine);
    let port = server.address.rsplit(':').next().unwrap().to_owned();
    let mut web = Web::new();
    web.allow_private = false;
    let hosts = [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "a.localhost",
    ];
    let told = web.ask(&hosts.map(|host| format!("http://{host}:{port}/")));
    assert_eq!(told.iter().filter(|told| told.starts_with("private-link")).count(), hosts.len(), "{told:?}");
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn a_name_that_leads_here_is_not_asked() {
    use digestgen::network::{Method, RequestError, Transport};
    let server = serve("127.0.0.1", fine);
    // The guard of names sees this one as it would see one that a resolver sends here.
    let refused = Transport::for_untrusted_urls(false)
        .send(Method::Head, &server.address.replace("127.0.0.1", "localhost"));
    assert!(matches!(refused, Err(RequestError::PrivateAddress(_))));
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn no_network_is_told_once() {
    let web = Web::new();
    let told = web.ask(&["http://127.0.0.1:9/a".to_owned(), "http://127.0.0.2:9/b".to_owned()]);
    assert!(told.len() == 1 && told[0].starts_with("none of 2 hosts can be reached"), "{told:?}");
    // One host may be gone; after two tries it is left alone.
    let told = web.ask(&["a", "b", "c", "d"].map(|path| format!("http://127.0.0.1:9/{path}")));
    assert!(told.len() == 4 && told.iter().all(|told| told.starts_with("dead-link")), "{told:?}");
    assert_eq!(told.iter().filter(|told| told.contains("failed to answer earlier")).count(), 2, "{told:?}");
}

#[test]
fn links_are_found_where_they_are_written() {
    let server = serve("127.0.0.1", |_| (404, String::new()));
    let at = &server.address;
    let text = format!(
        "[[nav]]\nname = \"N\"\nurl = \"{at}/nav\"\n\
         {}[a]({at}/note) <{at}/auto> ![p]({at}/picture)\n\
         --- templates/404.html\n<a href=\"{at}/template\">x</a>\n\
         --- content/pages/about.md\n+++\ntitle = \"About\"\n+++\n<a href=\"{at}/html\">x</a>\n",
        entry(
            "a",
            "2025-05-01",
            &format!(
                "authors = [{{ family = \"Lee\", given = \"Ann\", url = \"{at}/author\" }}]\nurl = \"{at}/paper\"\n\
                 code = \"{at}/code\"\n[[links]]\nname = \"L\"\nurl = \"{at}/link\""
            )
        ),
    );
    let site = site(&text);
    let check = |words: &[&str]| {
        let ran = run(site.root(), &[&["check", "--external", "--message-format", "json"], words].concat());
        (ran.code, ran.out)
    };
    let (code, out) = check(&["--allow-private"]);
    assert_eq!(code, 1);
    let lines = out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut found: Vec<String> = lines
        .map(|line| {
            let path =
                line["message"].as_str().unwrap().split(['`', '/']).nth(4).unwrap_or_default().to_owned();
            format!(
                "{} {path} {}:{}",
                line["code"].as_str().unwrap(),
                line["file"].as_str().unwrap(),
                line["line"]
            )
        })
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "dead-link author content/papers/a.md:4",
            "dead-link auto content/papers/a.md:12",
            "dead-link code content/papers/a.md:6",
            "dead-link html content/pages/about.md:4",
            "dead-link link content/papers/a.md:9",
            "dead-link nav config.toml:7",
            "dead-link note content/papers/a.md:12",
            "dead-link paper content/papers/a.md:5",
            "dead-link picture content/papers/a.md:12",
            "dead-link template templates/404.html:1",
        ]
    );
    let asked = server.asked().len();
    let (code, out) = check(&["--allow-private"]);
    assert_eq!((code, server.asked().len()), (1, asked), "{out}");
    let (code, out) = check(&[]);
    assert_eq!((code, server.asked().len()), (1, asked));
    assert_eq!(out.matches("private-link").count(), 10, "{out}");
}
