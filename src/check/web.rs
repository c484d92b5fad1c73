//! Checks external links: hosts in parallel, one request at a time per host. Results are cached. Does not print; the
//! clock is passed in.

mod ask;
mod links;
mod memory;

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use thiserror::Error;
use url::Url;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::check as codes;
use crate::network::{Clock, private_host};
use crate::output::Store;
use crate::place::{SourcePath, Span};
use ask::{LinkChecker, Outcome};
use memory::AnswerCache;

pub use links::gather;

/// Maximum number of hosts that are requested in parallel.
const MAX_CONCURRENT_HOSTS: usize = 16;

/// An external link, with its location in the sources.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct WebLink {
    /// The file.
    pub path: SourcePath,
    /// Its byte range, if known.
    pub span: Option<Span>,
    /// The URL.
    pub address: String,
}

/// Settings for checking external links.
pub struct Settings<'c> {
    /// Where results are cached.
    pub cache: Store,
    /// Maximum age of a cached result.
    pub max_age: Duration,
    /// Whether hosts on this machine or its network are requested too.
    pub allow_private: bool,
    /// Hosts with rules of their own.
    pub special: SpecialHosts,
    /// The clock.
    pub clock: &'c (dyn Clock + Sync),
    /// Called with the number of URLs, then once per URL.
    pub progress: &'c (dyn Fn(CheckProgress) + Sync),
}

/// Hosts with rules of their own.
#[derive(Clone, Debug)]
pub struct SpecialHosts {
    /// The domain of arXiv, which requires three seconds between two requests.
    pub arxiv: String,
    /// Resolvers of identifiers, which always redirect.
    pub resolvers: Vec<String>,
}

impl Default for SpecialHosts {
    fn default() -> Self {
        let resolvers = ["doi.org", "dx.doi.org", "hdl.handle.net"];
        Self { arxiv: "arxiv.org".to_owned(), resolvers: resolvers.map(str::to_owned).to_vec() }
    }
}

impl SpecialHosts {
    /// Whether a host is arXiv or one of its subdomains.
    fn is_arxiv(&self, host: &str) -> bool {
        host.strip_suffix(&self.arxiv).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }

    fn is_resolver(&self, url: &Url) -> bool {
        url.host_str().is_some_and(|host| self.resolvers.iter().any(|resolver| resolver == host))
    }
}

/// Progress of the check.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CheckProgress {
    /// The number of URLs that will be requested.
    Begin(usize),
    /// One URL is done.
    One,
}

/// No host can be reached.
#[derive(Debug, Error)]
#[error("none of {hosts} hosts can be reached: {problem}; check your network connection")]
pub struct NoNetwork {
    hosts: usize,
    problem: String,
}

/// Requests every URL once, unless a recent result is cached, and reports links that are broken or redirected.
///
/// # Errors
///
/// When no host at all can be reached.
pub fn check_links(links: &[WebLink], settings: &Settings<'_>) -> Result<Vec<Diagnostic>, NoNetwork> {
    let cache = AnswerCache::read(&settings.cache);
    let now = settings.clock.now();
    let mut outcomes: BTreeMap<String, (Outcome, Option<Duration>)> = BTreeMap::new();
    let mut hosts: BTreeMap<String, VecDeque<Url>> = BTreeMap::new();
    let mut seen = HashSet::new();
    for url in links.iter().filter_map(|link| target(&link.address)) {
        if !seen.insert(url.to_string()) {
            continue;
        }
        let private = private_host(&url).filter(|_| !settings.allow_private);
        if let Some(why) = private {
            outcomes.insert(url.into(), (Outcome::Private(why), None));
        } else if let Some((outcome, age)) = cache.get(url.as_str(), now, settings.max_age) {
            outcomes.insert(url.into(), (outcome, Some(age)));
        } else {
            hosts.entry(url.host_str().unwrap_or_default().to_owned()).or_default().push_back(url);
        }
    }
    let count: usize = hosts.values().map(VecDeque::len).sum();
    if count > 0 {
        (settings.progress)(CheckProgress::Begin(count));
        let new = check_hosts(hosts, settings, &cache);
        no_network(&new)?;
        outcomes.extend(new.into_iter().map(|(url, outcome)| (url, (outcome, None))));
    }
    let diagnostic = |link: &WebLink| {
        let (outcome, age) = outcomes.get(target(&link.address)?.as_str())?;
        link_diagnostic(link, outcome, *age)
    };
    Ok(links.iter().filter_map(diagnostic).collect())
}

/// The URL to request: without its fragment.
fn target(address: &str) -> Option<Url> {
    let mut url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    Some(url)
}

/// Takes hosts from a queue on several threads. The URLs of a host are requested one after another.
fn check_hosts(
    hosts: BTreeMap<String, VecDeque<Url>>,
    settings: &Settings<'_>,
    cache: &AnswerCache,
) -> Vec<(String, Outcome)> {
    let checker = LinkChecker::new(settings.allow_private, &settings.special, settings.clock);
    let workers = hosts.len().min(MAX_CONCURRENT_HOSTS);
    let queue = Mutex::new(hosts.into_values().collect::<VecDeque<_>>());
    let outcomes = Mutex::new(Vec::new());
    let lock = || outcomes.lock().unwrap_or_else(PoisonError::into_inner);
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let work = || {
        while let Some(urls) = next() {
            for url in urls {
                let outcome = checker.check(&url);
                cache.insert(url.as_str(), &outcome, settings.clock.now(), &settings.cache);
                (settings.progress)(CheckProgress::One);
                lock().push((String::from(url), outcome));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    cache.write(&settings.cache);
    outcomes.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Fails if every host of several is unreachable, which means that the network is.
fn no_network(outcomes: &[(String, Outcome)]) -> Result<(), NoNetwork> {
    let host = |(url, _): &(String, Outcome)| Url::parse(url).ok()?.host_str().map(str::to_owned);
    let hosts: HashSet<String> = outcomes.iter().filter_map(host).collect();
    let mut problems = outcomes.iter().map(|(_, outcome)| match outcome {
        Outcome::Unreachable(problem) => Some(problem),
        _ => None,
    });
    match problems.next().flatten() {
        Some(problem) if hosts.len() > 1 && problems.all(|problem| problem.is_some()) => {
            Err(NoNetwork { hosts: hosts.len(), problem: problem.clone() })
        }
        _ => Ok(()),
    }
}

fn link_diagnostic(link: &WebLink, outcome: &Outcome, age: Option<Duration>) -> Option<Diagnostic> {
    let (location, address) = ((&link.path, link.span), link.address.as_str());
    let age = age.map(age_suffix).unwrap_or_default();
    Some(match outcome {
        Outcome::Ok => return None,
        Outcome::NotFound(status) => {
            codes::dead_link(location, address, &format!("answers with status {status}{age}"))
        }
        Outcome::Unreachable(problem) => {
            codes::dead_link(location, address, &format!("cannot be reached: {problem}"))
        }
        Outcome::BadRedirect(problem) => codes::dead_link(location, address, &format!("{problem}{age}")),
        Outcome::Moved(to) => codes::moved_link(location, address, to, &age),
        Outcome::Redirected(to) => codes::redirected_link(location, address, to, &age),
        Outcome::Inconclusive(status) => {
            codes::unverified_link(location, address, &format!("answers with status {status}"))
        }
        Outcome::Private(why) => codes::private_link(location, address, why),
    })
}

/// The age of a cached result, as text.
fn age_suffix(age: Duration) -> String {
    let minutes = age.as_secs() / 60;
    let (count, unit) = match minutes {
        0 => return " (checked just now)".to_owned(),
        1..120 => (minutes, "minute"),
        120..2880 => (minutes / 60, "hour"),
        _ => (minutes / (60 * 24), "day"),
    };
    format!(" (checked {count} {unit}{} ago)", if count == 1 { "" } else { "s" })
}
