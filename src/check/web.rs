//! Whether web pages are still where links say: several hosts at once, each asked for one thing at a time.
//! What was answered is remembered. What time it is and how to wait are told to it; it prints nothing.

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
use ask::{Asker, Outcome};
use memory::Memory;

pub use links::gather;

/// So many hosts are asked at once.
const AT_ONCE: usize = 16;

/// A link to the web outside, where it is written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct WebLink {
    /// The file.
    pub path: SourcePath,
    /// Its place there, if it was found.
    pub span: Option<Span>,
    /// Where it leads.
    pub address: String,
}

/// How the web is to be asked.
pub struct Settings<'c> {
    /// Where answers are remembered.
    pub cache: Store,
    /// How old an answer may be.
    pub max_age: Duration,
    /// Whether hosts of this machine and its network are asked too.
    pub allow_private: bool,
    /// What time it is.
    pub clock: &'c (dyn Clock + Sync),
    /// Told how many addresses there are to ask for, then of each.
    pub progress: &'c (dyn Fn(Step) + Sync),
}

/// How far the asking is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// So many addresses will be asked for.
    Begin(usize),
    /// One more was.
    One,
}

/// Why nothing can be said of any link.
#[derive(Debug, Error)]
#[error("none of {hosts} hosts can be reached: {problem}; is there a connection to the network?")]
pub struct NoNetwork {
    hosts: usize,
    problem: String,
}

/// Asks for every address once, unless it is known well enough, and tells of links that lead nowhere or
/// elsewhere.
///
/// # Errors
///
/// When no host at all can be reached.
pub fn ask(links: &[WebLink], settings: &Settings<'_>) -> Result<Vec<Diagnostic>, NoNetwork> {
    let memory = Memory::read(&settings.cache);
    let now = settings.clock.now();
    let mut outcomes: BTreeMap<String, (Outcome, Option<Duration>)> = BTreeMap::new();
    let mut hosts: BTreeMap<String, VecDeque<Url>> = BTreeMap::new();
    let mut asked = HashSet::new();
    for url in links.iter().filter_map(|link| target(&link.address)) {
        if !asked.insert(url.to_string()) {
            continue;
        }
        let refused = private_host(&url).filter(|_| !settings.allow_private);
        if let Some(why) = refused {
            outcomes.insert(url.into(), (Outcome::Private(why), None));
        } else if let Some((outcome, age)) = memory.get(url.as_str(), now, settings.max_age) {
            outcomes.insert(url.into(), (outcome, Some(age)));
        } else {
            hosts.entry(url.host_str().unwrap_or_default().to_owned()).or_default().push_back(url);
        }
    }
    let count: usize = hosts.values().map(VecDeque::len).sum();
    if count > 0 {
        (settings.progress)(Step::Begin(count));
        let new = ask_hosts(hosts, settings, &memory);
        no_network(&new)?;
        outcomes.extend(new.into_iter().map(|(url, outcome)| (url, (outcome, None))));
    }
    let tell = |link: &WebLink| {
        let (outcome, age) = outcomes.get(target(&link.address)?.as_str())?;
        told(link, outcome, *age)
    };
    Ok(links.iter().filter_map(tell).collect())
}

/// What is asked for: the address without the place on its page.
fn target(address: &str) -> Option<Url> {
    let mut url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    Some(url)
}

/// Takes hosts from a queue on some threads; what a host has is asked for in order.
fn ask_hosts(
    hosts: BTreeMap<String, VecDeque<Url>>,
    settings: &Settings<'_>,
    memory: &Memory,
) -> Vec<(String, Outcome)> {
    let asker = Asker::new(settings.allow_private, settings.clock);
    let workers = hosts.len().min(AT_ONCE);
    let queue = Mutex::new(hosts.into_values().collect::<VecDeque<_>>());
    let outcomes = Mutex::new(Vec::new());
    let lock = || outcomes.lock().unwrap_or_else(PoisonError::into_inner);
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let work = || {
        while let Some(urls) = next() {
            for url in urls {
                let outcome = asker.follow(&url);
                memory.keep(url.as_str(), &outcome, settings.clock.now(), &settings.cache);
                (settings.progress)(Step::One);
                lock().push((String::from(url), outcome));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    memory.write(&settings.cache);
    outcomes.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Whether it is the network that is missing, and not all of these hosts.
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

fn told(link: &WebLink, outcome: &Outcome, age: Option<Duration>) -> Option<Diagnostic> {
    let (place, address) = ((&link.path, link.span), link.address.as_str());
    let age = age.map(aged).unwrap_or_default();
    Some(match outcome {
        Outcome::Fine => return None,
        Outcome::Gone(status) => {
            codes::dead_link(place, address, &format!("answers with status {status}{age}"))
        }
        Outcome::Unreachable(problem) => {
            codes::dead_link(place, address, &format!("cannot be reached: {problem}"))
        }
        Outcome::Astray(problem) => codes::dead_link(place, address, &format!("{problem}{age}")),
        Outcome::Moved(to) => codes::moved_link(place, address, to, &age),
        Outcome::Elsewhere(to) => codes::redirected_link(place, address, to, &age),
        Outcome::Unsure(status) => {
            codes::unverified_link(place, address, &format!("answers with status {status}"))
        }
        Outcome::Private(why) => codes::private_link(place, address, why),
    })
}

/// How long ago it was asked.
fn aged(age: Duration) -> String {
    let minutes = age.as_secs() / 60;
    let (count, unit) = match minutes {
        0 => return " (asked just now)".to_owned(),
        1..120 => (minutes, "minute"),
        120..2880 => (minutes / 60, "hour"),
        _ => (minutes / (60 * 24), "day"),
    };
    format!(" (asked {count} {unit}{} ago)", if count == 1 { "" } else { "s" })
}
