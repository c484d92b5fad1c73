//! One request over HTTP. The only code that touches the network; without the feature `network` every
//! request fails with words that say so. Whom to ask, and how often, is decided by those who ask.
//!
//! # Example
//!
//! Links in entries may come from strangers, so `check` does not request addresses of private networks:
//!
//! ```
//! use digestgen::network::is_public;
//!
//! assert!(is_public("151.101.131.42".parse()?));
//! assert!(!is_public("192.168.0.1".parse()?));
//! assert!(!is_public("::1".parse()?));
//! # Ok::<(), std::net::AddrParseError>(())
//! ```

mod guard;

use std::time::Duration;

pub use guard::{is_public, private_host};

/// What time it is, and how to wait.
pub trait Clock {
    /// Time since 1970.
    fn now(&self) -> Duration;
    /// Waits.
    fn sleep(&self, time: Duration);
}

/// How to ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// Whether it is there.
    Head,
    /// For all of it.
    Get,
}

/// An answer.
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Where else to look, as it is written.
    pub location: Option<String>,
    retry_after: Option<String>,
    body: Vec<u8>,
}

/// Why there is none.
#[derive(Debug)]
pub enum RequestError {
    /// Nothing answers.
    Unreachable(String),
    /// The answer stops.
    Truncated(String),
    /// It would be this machine or its network that is asked.
    PrivateAddress(String),
}

impl Response {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// How long the service asks to wait: seconds, or a date (RFC 9110, 10.2.3).
    pub fn retry_after(&self, now: Duration) -> Option<Duration> {
        let text = self.retry_after.as_deref()?.trim();
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let date = jiff::fmt::rfc2822::parse(text).ok()?.timestamp().as_second();
        Some(Duration::from_secs(u64::try_from(date).ok()?).saturating_sub(now))
    }
}

/// The connection; the next request to the same host uses it again.
#[cfg(feature = "network")]
pub struct Transport(ureq::Agent);

#[cfg(feature = "network")]
const USER_AGENT: &str = concat!("digestgen/", env!("CARGO_PKG_VERSION"));

#[cfg(feature = "network")]
impl Default for Transport {
    fn default() -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(60)))
            .http_status_as_error(false)
            .user_agent(USER_AGENT)
            .build();
        Self(config.into())
    }
}

#[cfg(feature = "network")]
impl Transport {
    /// One for addresses that anybody may have written: it follows no redirect, gives up soon and, unless
    /// it is allowed, asks no host of this machine or its network. Then it goes through no proxy either,
    /// since that would look names up itself.
    pub fn for_untrusted_urls(allow_private: bool) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(30)))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(USER_AGENT);
        if allow_private {
            return Self(config.build().into());
        }
        let connector = ureq::unversioned::transport::DefaultConnector::default();
        Self(ureq::Agent::with_parts(config.proxy(None).build(), connector, guard::PublicOnly::default()))
    }

    /// Asks for an address and does not wait for the body.
    pub fn send(&self, method: Method, address: &str) -> Result<Response, RequestError> {
        let request = match method {
            Method::Head => self.0.head(address),
            Method::Get => self.0.get(address),
        };
        let response = request.header("Accept", "*/*").call().map_err(problem)?;
        let header = |name| response.headers().get(name)?.to_str().ok().map(str::to_owned);
        let (location, retry_after) = (header("location"), header("retry-after"));
        Ok(Response { status: response.status().as_u16(), location, retry_after, body: Vec::new() })
    }

    /// Asks for an address.
    pub fn get(&self, address: &str, accept: &str) -> Result<Response, RequestError> {
        /// No answer on a paper is larger.
        const LARGEST: u64 = 32 << 20;
        let response = self.0.get(address).header("Accept", accept).call();
        let mut response = response.map_err(problem)?;
        let retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok());
        let retry_after = retry_after.map(str::to_owned);
        let body = response.body_mut().with_config().limit(LARGEST).read_to_vec();
        let body = body.map_err(|error| RequestError::Truncated(error.to_string()))?;
        Ok(Response { status: response.status().as_u16(), location: None, retry_after, body })
    }
}

#[cfg(feature = "network")]
fn problem(error: ureq::Error) -> RequestError {
    match error {
        ureq::Error::Protocol(_) => RequestError::Truncated(error.to_string()),
        ureq::Error::Other(why) if why.is::<guard::Private>() => {
            RequestError::PrivateAddress(why.to_string())
        }
        error => RequestError::Unreachable(error.to_string()),
    }
}

/// Nothing can be asked.
#[cfg(not(feature = "network"))]
#[derive(Default)]
pub struct Transport(());

#[cfg(not(feature = "network"))]
impl Transport {
    /// As good as any other.
    pub fn for_untrusted_urls(_allow_private: bool) -> Self {
        Self::default()
    }

    /// Says that it cannot.
    pub fn send(&self, _method: Method, address: &str) -> Result<Response, RequestError> {
        self.get(address, "")
    }

    /// Says that it cannot.
    pub fn get(&self, _address: &str, _accept: &str) -> Result<Response, RequestError> {
        Err(RequestError::Unreachable("this digestgen was built without `network`".to_owned()))
    }
}
