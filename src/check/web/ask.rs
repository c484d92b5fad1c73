//! Checks one URL: `HEAD`, then `GET` if that fails. Follows redirects one by one, with the same checks for each
//! URL. A host gets one request at a time, and its `Retry-After` is respected.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use url::Url;

use super::SpecialHosts;
use crate::network::{Clock, Method, RequestError, Response, Transport, private_host};

/// Maximum number of redirects. More are probably a loop.
const MAX_REDIRECTS: usize = 8;
/// A host is skipped after this many failures in a row, because each can take half a minute.
const MAX_FAILURES: usize = 2;
/// Maximum number of requests for a URL of a busy host.
const MAX_ATTEMPTS: usize = 3;
/// Maximum wait before a retry.
const MAX_RETRY_WAIT: Duration = Duration::from_secs(120);
/// Wait before a retry if the host does not set `Retry-After`.
const RETRY_DELAY: Duration = Duration::from_secs(5);
/// Delay between two requests that arXiv's terms of use require.
const ARXIV_DELAY: Duration = Duration::from_secs(3);

/// The result for a URL.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// The page exists.
    Ok,
    /// The page does not exist: 404 or 410.
    NotFound(u16),
    /// The page has moved permanently.
    Moved(String),
    /// The page redirects temporarily.
    Redirected(String),
    /// A redirect is invalid, or there are too many.
    BadRedirect(String),
    /// The host answers with a status that leaves it open whether the page exists.
    Inconclusive(u16),
    /// The host does not answer.
    Unreachable(String),
    /// The host is private and must not be requested.
    Private(String),
}

impl Outcome {
    /// Whether the result can be cached.
    pub fn is_cacheable(&self) -> bool {
        !matches!(self, Self::Inconclusive(_) | Self::Unreachable(_) | Self::Private(_))
    }
}

/// Sends the requests.
pub struct LinkChecker<'c> {
    transport: Transport,
    allow_private: bool,
    special: &'c SpecialHosts,
    clock: &'c (dyn Clock + Sync),
    hosts: Mutex<HashMap<String, Arc<Mutex<Host>>>>,
}

/// The state of a host. Its lock is held during a request.
#[derive(Default)]
struct Host {
    last_request: Option<Duration>,
    /// Number of failures in a row.
    consecutive_failures: usize,
}

impl<'c> LinkChecker<'c> {
    /// Creates a checker; private hosts are requested only if `allow_private` is set.
    pub fn new(allow_private: bool, special: &'c SpecialHosts, clock: &'c (dyn Clock + Sync)) -> Self {
        let transport = Transport::for_untrusted_urls(allow_private);
        Self { transport, allow_private, special, clock, hosts: Mutex::default() }
    }

    /// Requests a URL and follows its redirects. The caller has checked that the host of the URL may be
    /// requested.
    pub fn check(&self, address: &Url) -> Outcome {
        let mut at = address.clone();
        // The URL after the leading permanent redirects.
        let mut moved = None;
        let mut is_permanent = true;
        for _ in 0..=MAX_REDIRECTS {
            let response = match self.request(&at) {
                Ok(response) => response,
                Err(RequestError::PrivateAddress(why)) => return Outcome::Private(why),
                Err(RequestError::Unreachable(problem) | RequestError::Truncated(problem)) => {
                    return Outcome::Unreachable(problem);
                }
            };
            match (response.status, &response.location) {
                (200..=299, _) => return redirect_outcome(address, &at, moved),
                // DOI resolvers always redirect.
                (300..=399, Some(_)) if self.special.is_resolver(&at) => {
                    return redirect_outcome(address, &at, moved);
                }
                (301 | 302 | 303 | 307 | 308, Some(location)) => {
                    let Some(next) = at.join(location).ok().filter(|url| url.scheme().starts_with("http"))
                    else {
                        return Outcome::BadRedirect(format!(
                            "redirects to `{location}`, which is not a web page"
                        ));
                    };
                    if let Some(why) = private_host(&next).filter(|_| !self.allow_private) {
                        return Outcome::Private(format!("it redirects to `{next}`, and {why}"));
                    }
                    is_permanent &= matches!(response.status, 301 | 308);
                    at = next;
                    if is_permanent {
                        moved = Some(at.clone());
                    }
                }
                (404 | 410, _) => return Outcome::NotFound(response.status),
                (status, _) => return Outcome::Inconclusive(status),
            }
        }
        Outcome::BadRedirect("redirects too many times".to_owned())
    }

    fn request(&self, url: &Url) -> Result<Response, RequestError> {
        let host = url.host_str().unwrap_or_default();
        let state = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host.to_owned()).or_default())
        };
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.consecutive_failures >= MAX_FAILURES {
            return Err(RequestError::Unreachable("the host failed to answer earlier requests".to_owned()));
        }
        let mut address = url.clone();
        address.set_fragment(None);
        let mut send = |method| {
            let is_arxiv = self.special.is_arxiv(host);
            let since = state.last_request.map(|last| self.clock.now().saturating_sub(last));
            if let Some(rest) = since.filter(|_| is_arxiv).and_then(|since| ARXIV_DELAY.checked_sub(since)) {
                self.clock.sleep(rest);
            }
            let response = self.request_with_retry(method, address.as_str());
            state.last_request = Some(self.clock.now());
            state.consecutive_failures = if matches!(response, Err(RequestError::Unreachable(_))) {
                state.consecutive_failures + 1
            } else {
                0
            };
            response
        };
        match send(Method::Head) {
            Ok(response) if response.status < 400 => Ok(response),
            // Some hosts do not support `HEAD`, with various status codes.
            Ok(response) if !matches!(response.status, 429 | 503) => send(Method::Get),
            Err(RequestError::Truncated(_)) => send(Method::Get),
            other => other,
        }
    }

    /// Sends a request, and retries while the host is busy.
    fn request_with_retry(&self, method: Method, address: &str) -> Result<Response, RequestError> {
        let mut pause = RETRY_DELAY;
        let mut response = self.transport.send(method, address)?;
        for _ in 1..MAX_ATTEMPTS {
            if !matches!(response.status, 429 | 503) {
                break;
            }
            let wait = response.retry_after(self.clock.now()).unwrap_or(pause);
            if wait > MAX_RETRY_WAIT {
                break;
            }
            pause *= 2;
            self.clock.sleep(wait);
            response = self.transport.send(method, address)?;
        }
        Ok(response)
    }
}

/// The result for a URL that led to a page.
fn redirect_outcome(address: &Url, at: &Url, moved: Option<Url>) -> Outcome {
    match moved {
        _ if at == address => Outcome::Ok,
        Some(moved) => Outcome::Moved(moved.into()),
        None => Outcome::Redirected(at.to_string()),
    }
}

#[cfg(test)]
#[cfg(feature = "network")]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;

    use super::*;

    struct Still;

    impl Clock for Still {
        fn now(&self) -> Duration {
            Duration::ZERO
        }

        fn sleep(&self, _: Duration) {}
    }

    /// The transport may request this machine, which stands for a public host here. The target of a
    /// redirect is checked all the same.
    #[test]
    fn a_redirect_to_a_private_host_is_not_followed() {
        for target in ["http://localhost:9/", "http://10.0.0.1/", "//[::1]/x", "http://169.254.169.254/"] {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let address = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
            let server = std::thread::spawn(move || {
                let (mut stream, _) = listener.accept().unwrap();
                let _ = stream.read(&mut [0; 4096]);
                let head = format!("HTTP/1.1 302 X\r\nLocation: {target}\r\nContent-Length: 0");
                write!(stream, "{head}\r\nConnection: close\r\n\r\n").unwrap();
            });
            let (special, clock) = (SpecialHosts::default(), Still);
            let transport = Transport::for_untrusted_urls(true);
            let checker = LinkChecker { transport, ..LinkChecker::new(false, &special, &clock) };
            let outcome = checker.check(&address);
            assert!(matches!(&outcome, Outcome::Private(_)), "{target}: {outcome:?}");
            server.join().unwrap();
        }
    }
}
