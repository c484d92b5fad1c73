//! `add`: what services are asked, how often, and what is made of their answers. Every service is on
//! loopback, and nobody sleeps: the clock is ours.
#![cfg(feature = "network")]

use std::cell::{Cell, RefCell};
use std::time::Duration;

use digestgen::config::Import;
use digestgen::import::{FetchError, Fetcher};
use digestgen::network::Clock;
use digestgen::output::Store;
use digestgen::paper::{ArxivId, PaperRef};
use tempfile::TempDir;

use crate::conditions::shared;

use super::server::{Reply, Server, feed, refusal, serve};

/// A clock that stands still but for its sleeper.
struct Slept {
    now: Cell<Duration>,
    sleeps: RefCell<Vec<u64>>,
}

impl Slept {
    fn new() -> Self {
        Self { now: Cell::new(Duration::from_secs(1_750_000_000)), sleeps: RefCell::default() }
    }

    fn pass(&self, hours: u64) {
        self.now.set(self.now.get() + Duration::from_secs(hours * 3600));
    }
}

impl Clock for Slept {
    fn now(&self) -> Duration {
        self.now.get()
    }

    fn sleep(&self, time: Duration) {
        self.sleeps.borrow_mut().push(time.as_secs());
        self.now.set(self.now.get() + time);
    }
}

fn services(server: &Server) -> Import {
    Import { arxiv: format!("{}/api/query", server.address), doi: format!("{}/", server.address) }
}

fn ids(texts: &[&str]) -> Vec<ArxivId> {
    texts.iter().map(|text| ArxivId::parse(text).unwrap()).collect()
}

fn cache(folder: &TempDir) -> Store {
    Store::of_site(folder.path(), "cache")
}

#[test]
fn arxiv_is_asked_once_for_many_and_not_again_within_a_day() {
    let server = serve(|_| Reply::of(200, &feed(&[("2306.06626v2", "One"), ("2306.00001v1", "Two")])));
    let (services, folder, clock) = (services(&server), TempDir::new().unwrap(), Slept::new());
    let papers = ids(&["2306.06626", "2306.00001v1", "2306.00002"]);
    let asked = |fetcher: &mut Fetcher<'_>| fetcher.arxiv(&papers).unwrap();
    let found = asked(&mut Fetcher::new(&services, cache(&folder), &clock));
    let first = found[0].as_ref().unwrap();
    assert_eq!(first.title.markdown(), "One in two lines");
    assert_eq!(first.arxiv.as_ref().unwrap().to_string(), "2306.06626", "the version was not asked for");
    assert_eq!(first.abstract_text.abstract_text(), "We bound $x < y$.");
    assert_eq!(first.published.unwrap().to_string(), "2023-06-11");
    assert_eq!(found[1].as_ref().unwrap().arxiv.as_ref().unwrap().to_string(), "2306.00001v1");
    assert!(matches!(&found[2], Err(FetchError::Unknown { id, .. }) if id == "2306.00002"));
    assert_eq!(server.asked().len(), 1);
    assert!(
        server.asked()[0]
            .starts_with("/api/query?id_list=2306.06626%2C2306.00001v1%2C2306.00002&max_results=3")
    );
    clock.pass(23);
    asked(&mut Fetcher::new(&services, cache(&folder), &clock));
    assert_eq!(server.asked().len(), 1);
    clock.pass(2);
    asked(&mut Fetcher::new(&services, cache(&folder), &clock));
    assert_eq!(server.asked().len(), 2);
    assert_eq!(*clock.sleeps.borrow(), [0; 0]);
}

#[test]
fn there_are_three_seconds_between_requests_even_of_two_runs() {
    let server = serve(|path| match path.contains("%2C") {
        true => Reply::of(400, &refusal("b")),
        false if path.contains("2306.00002") => Reply::of(400, &refusal("2306.00002")),
        false => Reply::of(200, &feed(&[("2306.00001v1", "One")])),
    });
    let (services, folder, clock) = (services(&server), TempDir::new().unwrap(), Slept::new());
    let mut fetcher = Fetcher::new(&services, cache(&folder), &clock);
    // One that arXiv does not take costs the others nothing but time.
    let found = fetcher.arxiv(&ids(&["2306.00001", "2306.00002"])).unwrap();
    assert!(found[0].is_ok());
    assert!(
        matches!(&found[1], Err(FetchError::Refused { message, .. }) if message.contains("incorrect id"))
    );
    assert_eq!(*clock.sleeps.borrow(), [3, 3]);
    let mut next = Fetcher::new(&services, cache(&folder), &clock);
    let _ = next.arxiv(&ids(&["2306.00003"]));
    assert_eq!(*clock.sleeps.borrow(), [3, 3, 3]);
}

#[test]
fn a_busy_service_is_waited_for_as_it_asks() {
    let mut replies =
        vec![Reply::later("7"), Reply::of(503, ""), Reply::of(200, &feed(&[("2306.00001v1", "One")]))];
    let server = serve(move |_| if replies.is_empty() { Reply::of(500, "") } else { replies.remove(0) });
    let (services, folder, clock) = (services(&server), TempDir::new().unwrap(), Slept::new());
    let mut fetcher = Fetcher::new(&services, cache(&folder), &clock);
    assert!(fetcher.arxiv(&ids(&["2306.00001"])).unwrap()[0].is_ok());
    assert_eq!(*clock.sleeps.borrow(), [7, 14]);
    let error = fetcher.arxiv(&ids(&["2306.00002"])).unwrap_err();
    assert!(matches!(error, FetchError::Status { status: 500, .. }), "{error}");
    let server = serve(|_| Reply::later("3600"));
    let far = self::services(&server);
    let error = Fetcher::new(&far, cache(&folder), &clock).arxiv(&ids(&["2306.00002"])).unwrap_err();
    assert!(matches!(error, FetchError::Busy { seconds: 3600, .. }), "{error}");
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn fifty_papers_are_asked_for_at_once() {
    let server = serve(|path| {
        let address = url::Url::parse(&format!("http://x{path}")).unwrap();
        let list = address.query_pairs().find(|(key, _)| key == "id_list").unwrap().1.into_owned();
        let entries: Vec<_> = list.split(',').map(|id| (format!("{id}v1"), format!("Paper {id}"))).collect();
        let entries: Vec<_> = entries.iter().map(|(id, title)| (id.as_str(), title.as_str())).collect();
        Reply::of(200, &feed(&entries))
    });
    let (services, folder, clock) = (services(&server), TempDir::new().unwrap(), Slept::new());
    let names: Vec<String> = (1..=101).map(|number| format!("2306.{number:05}")).collect();
    let papers = ids(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let found = Fetcher::new(&services, cache(&folder), &clock).arxiv(&papers).unwrap();
    assert!(found.len() == 101 && found.iter().all(Result::is_ok));
    for (found, name) in found.iter().zip(&names) {
        assert_eq!(found.as_ref().unwrap().arxiv.as_ref().unwrap().to_string(), *name);
    }
    let sizes: Vec<_> = server.asked().iter().map(|asked| asked.matches("2306.").count()).collect();
    assert_eq!(sizes, [50, 50, 1]);
    assert_eq!(*clock.sleeps.borrow(), [3, 3]);
}

#[test]
fn a_service_that_stays_busy_is_asked_four_times() {
    let server = serve(|_| Reply::of(503, ""));
    let (services, folder, clock) = (services(&server), TempDir::new().unwrap(), Slept::new());
    let error = Fetcher::new(&services, cache(&folder), &clock).arxiv(&ids(&["2306.00001"])).unwrap_err();
    assert!(matches!(error, FetchError::Status { status: 503, .. }), "{error}");
    assert_eq!((server.asked().len(), clock.sleeps.borrow().clone()), (4, vec![6, 12, 24]));
}

#[test]
fn half_answers_are_none() {
    let whole = feed(&[("2306.00001v1", "One")]);
    for (reply, what) in [
        (Reply::cut(&whole), "fewer bytes than announced"),
        (Reply::of(200, &whole[..whole.len() - 30]), "an open element"),
        (Reply::of(200, "<html>maintenance</html>"), "no feed"),
        (Reply::of(200, ""), "nothing"),
    ] {
        let mut reply = Some(reply);
        let server = serve(move |_| reply.take().unwrap_or_else(|| Reply::of(200, "")));
        let (services, folder, clock) = (services(&server), TempDir::new().unwrap(), Slept::new());
        let error = Fetcher::new(&services, cache(&folder), &clock).arxiv(&ids(&["2306.00001"])).unwrap_err();
        assert!(matches!(error, FetchError::Half { .. }), "{what}: {error}");
    }
}

#[test]
fn nobody_there() {
    let services =
        Import { arxiv: "http://127.0.0.1:9/api".to_owned(), doi: "http://127.0.0.1:9".to_owned() };
    let (folder, clock) = (TempDir::new().unwrap(), Slept::new());
    let error = Fetcher::new(&services, cache(&folder), &clock).arxiv(&ids(&["2306.00001"])).unwrap_err();
    assert!(
        matches!(&error, FetchError::Network { .. }) && error.to_string().contains("connection"),
        "{error}"
    );
}

#[test]
fn a_doi_is_asked_for_as_csl() {
    let item = "{\"type\": \"journal-article\", \"title\": [\"A <i>b</i>\"], \"DOI\": \"10.1000/Ab\", \"author\": \
                [{\"given\": \"Ann\", \"family\": \"Lee\", \"sequence\": \"first\"}], \"container-title\": \"J\", \
                \"issued\": {\"date-parts\": [[2020, 3]]}}";
    let server = serve(
        move |path| if path == "/10.1000/ab%3Cc%3E" { Reply::of(200, item) } else { Reply::of(404, "") },
    );
    let (services, folder, clock) = (services(&server), TempDir::new().unwrap(), Slept::new());
    let mut fetcher = Fetcher::new(&services, cache(&folder), &clock);
    let Some(PaperRef::Doi(doi)) = PaperRef::parse("10.1000/ab<c>") else { panic!() };
    let record = fetcher.doi(&doi).unwrap();
    assert_eq!(record.title.markdown(), "A *b*");
    assert_eq!(record.doi.as_ref().unwrap().as_str(), "10.1000/ab<c>");
    assert_eq!(record.variable("type"), Some("article-journal"));
    assert!(server.asked()[0].contains("application/vnd.citationstyles.csl+json"));
    fetcher.doi(&doi).unwrap();
    assert_eq!(server.asked().len(), 1);
    let Some(PaperRef::Doi(other)) = PaperRef::parse("10.1000/none") else { panic!() };
    assert!(matches!(fetcher.doi(&other), Err(FetchError::Unknown { .. })));
}

#[test]
fn recorded_answers_of_arxiv() {
    let Some(folder) = shared("arxiv-atom", "recorded_answers_of_arxiv") else { return };
    let files = std::fs::read_dir(&folder).unwrap();
    let mut recorded = Vec::new();
    for file in
        files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "json"))
    {
        let answer: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let address = url::Url::parse(answer["url"].as_str().unwrap()).unwrap();
        let list = address.query_pairs().find(|(key, _)| key == "id_list").map(|(_, ids)| ids.into_owned());
        let status = answer["status_code"].as_u64().unwrap() as u16;
        recorded.push((list.unwrap_or_default(), status, answer["body"].as_str().unwrap().to_owned()));
    }
    let server = serve(move |path| {
        let address = url::Url::parse(&format!("http://x{path}")).unwrap();
        let list = address.query_pairs().find(|(key, _)| key == "id_list").unwrap().1.into_owned();
        let found = recorded.iter().find(|(known, ..)| *known == list);
        found.map_or_else(|| Reply::of(404, ""), |(_, status, body)| Reply::of(*status, body))
    });
    let (services, folder, clock) = (services(&server), TempDir::new().unwrap(), Slept::new());
    let mut fetcher = Fetcher::new(&services, cache(&folder), &clock);
    let mut ask = |id: &str| fetcher.arxiv(&ids(&[id])).unwrap().remove(0);
    assert_eq!(ask("1707.08567").unwrap().authors.len(), 34);
    assert_eq!(ask("1605.08386").unwrap().category.as_deref(), Some("math.CO"));
    assert_eq!(ask("quant-ph/0201082v1").unwrap().arxiv.unwrap().to_string(), "quant-ph/0201082v1");
    assert!(ask("astro-ph/0601001").is_ok());
    assert!(ask("2104.12255v1").is_ok());
    assert!(matches!(ask("0808.05394"), Err(FetchError::Unknown { .. })));
    let found = fetcher.arxiv(&ids(&["0808.05394", "1707.08567"])).unwrap();
    assert!(found[0].is_err() && found[1].is_ok());
}
