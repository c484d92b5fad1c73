//! Asks for one address: `HEAD`, then `GET` if that is not liked; redirects followed one by one, each
//! looked at like the first address. A host gets one request at a time, and as much time as it asks for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::network::{Clock, Method, RequestError, Response, Transport, private_host};

/// More redirects lead in circles.
const MOST_HOPS: usize = 8;
/// A host that did not answer so often is asked no more: each time may take half a minute.
const SILENT: usize = 2;
/// How often a busy host is asked.
const TRIES: usize = 3;
/// The longest wait that is worth it.
const PATIENCE: Duration = Duration::from_secs(120);
/// What a busy host gets that does not say how long it wants.
const PAUSE: Duration = Duration::from_secs(5);
/// What arXiv's terms of use ask for between two requests.
const ARXIV_PAUSE: Duration = Duration::from_secs(3);

/// What came of an address.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// It is there.
    Fine,
    /// It is not: 404 or 410.
    Gone(u16),
    /// It is elsewhere, for good.
    Moved(String),
    /// It is elsewhere for now.
    Elsewhere(String),
    /// Redirects lead nowhere.
    Astray(String),
    /// The host answers, and does not say.
    Unsure(u16),
    /// Nothing answers.
    Unreachable(String),
    /// The host may not be asked.
    Private(String),
}

impl Outcome {
    /// Whether it can be expected to be the same for some time.
    pub fn lasts(&self) -> bool {
        !matches!(self, Self::Unsure(_) | Self::Unreachable(_) | Self::Private(_))
    }
}

/// Asks hosts.
pub struct Asker<'c> {
    transport: Transport,
    allow_private: bool,
    clock: &'c (dyn Clock + Sync),
    hosts: Mutex<HashMap<String, Arc<Mutex<Host>>>>,
}

/// What is known of a host; who holds it may ask.
#[derive(Default)]
struct Host {
    asked: Option<Duration>,
    /// How often it did not answer, one time after the other.
    silent: usize,
}

impl<'c> Asker<'c> {
    /// One that asks private hosts only if that is allowed.
    pub fn new(allow_private: bool, clock: &'c (dyn Clock + Sync)) -> Self {
        let transport = Transport::for_untrusted_urls(allow_private);
        Self { transport, allow_private, clock, hosts: Mutex::default() }
    }

    /// Asks for an address, and for those it leads on to.
    pub fn follow(&self, address: &Url) -> Outcome {
        let mut at = address.clone();
        // Where it was said to be for good, as long as nothing was said to be for now.
        let mut moved = None;
        let mut is_for_good = true;
        for _ in 0..=MOST_HOPS {
            if let Some(why) = private_host(&at).filter(|_| !self.allow_private) {
                return Outcome::Private(format!("it leads on to `{at}`, and {why}"));
            }
            let response = match self.request(&at) {
                Ok(response) => response,
                Err(RequestError::PrivateAddress(why)) => return Outcome::Private(why),
                Err(RequestError::Unreachable(problem) | RequestError::Truncated(problem)) => {
                    return Outcome::Unreachable(problem);
                }
            };
            match (response.status, &response.location) {
                (200..=299, _) => return ended(address, &at, moved),
                // Every DOI leads on: that is what its resolver is for.
                (300..=399, Some(_)) if is_resolver(&at) => return ended(address, &at, moved),
                (301 | 302 | 303 | 307 | 308, Some(location)) => {
                    let Some(next) = at.join(location).ok().filter(|url| url.scheme().starts_with("http"))
                    else {
                        return Outcome::Astray(format!("leads on to `{location}`, which is no web page"));
                    };
                    is_for_good &= matches!(response.status, 301 | 308);
                    at = next;
                    if is_for_good {
                        moved = Some(at.clone());
                    }
                }
                (404 | 410, _) => return Outcome::Gone(response.status),
                (status, _) => return Outcome::Unsure(status),
            }
        }
        Outcome::Astray("leads on and on".to_owned())
    }

    fn request(&self, url: &Url) -> Result<Response, RequestError> {
        let host = url.host_str().unwrap_or_default();
        let state = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host.to_owned()).or_default())
        };
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.silent >= SILENT {
            return Err(RequestError::Unreachable("the host did not answer before".to_owned()));
        }
        let mut address = url.clone();
        address.set_fragment(None);
        let mut ask = |method| {
            let is_arxiv = host == "arxiv.org" || host.ends_with(".arxiv.org");
            let since = state.asked.map(|asked| self.clock.now().saturating_sub(asked));
            if let Some(rest) = since.filter(|_| is_arxiv).and_then(|since| ARXIV_PAUSE.checked_sub(since)) {
                self.clock.sleep(rest);
            }
            let response = self.patiently(method, address.as_str());
            state.asked = Some(self.clock.now());
            state.silent =
                if matches!(response, Err(RequestError::Unreachable(_))) { state.silent + 1 } else { 0 };
            response
        };
        match ask(Method::Head) {
            Ok(response) if response.status < 400 => Ok(response),
            // Some hosts do not know `HEAD`, and say so in many ways.
            Ok(response) if !matches!(response.status, 429 | 503) => ask(Method::Get),
            Err(RequestError::Truncated(_)) => ask(Method::Get),
            other => other,
        }
    }

    /// Asks until the host is not too busy.
    fn patiently(&self, method: Method, address: &str) -> Result<Response, RequestError> {
        let mut pause = PAUSE;
        let mut response = self.transport.send(method, address)?;
        for _ in 1..TRIES {
            if !matches!(response.status, 429 | 503) {
                break;
            }
            let wait = response.retry_after(self.clock.now()).unwrap_or(pause);
            if wait > PATIENCE {
                break;
            }
            pause *= 2;
            self.clock.sleep(wait);
            response = self.transport.send(method, address)?;
        }
        Ok(response)
    }
}

/// What to say of an address that led to a page.
fn ended(address: &Url, at: &Url, moved: Option<Url>) -> Outcome {
    match moved {
        _ if at == address => Outcome::Fine,
        Some(moved) => Outcome::Moved(moved.into()),
        None => Outcome::Elsewhere(at.to_string()),
    }
}

fn is_resolver(url: &Url) -> bool {
    matches!(url.host_str(), Some("doi.org" | "dx.doi.org" | "hdl.handle.net"))
}
