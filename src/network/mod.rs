//! HTTP requests, and the only code that uses the network. Without the feature `network` every request returns an
//! error. Callers decide which hosts to request, and how often.
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

/// The current time, and a way to wait.
pub trait Clock {
    /// Time since 1970.
    fn now(&self) -> Duration;
    /// Waits.
    fn sleep(&self, time: Duration);
}

/// An HTTP method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// `HEAD`: only the headers.
    Head,
    /// `GET`: headers and body.
    Get,
}

/// A response.
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The header `Location`, as sent.
    pub location: Option<String>,
    retry_after: Option<String>,
    body: Vec<u8>,
}

/// Why a request failed.
#[derive(Debug)]
pub enum RequestError {
    /// The host does not answer.
    Unreachable(String),
    /// The response is incomplete.
    Truncated(String),
    /// The host is on this machine or its network, and must not be requested.
    PrivateAddress(String),
}

impl Response {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of `Retry-After`: seconds, or a date (RFC 9110, 10.2.3).
    pub fn retry_after(&self, now: Duration) -> Option<Duration> {
        let text = self.retry_after.as_deref()?.trim();
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let date = jiff::fmt::rfc2822::parse(text).ok()?.timestamp().as_second();
        Some(Duration::from_secs(u64::try_from(date).ok()?).saturating_sub(now))
    }
}

/// Sends requests; connections to the same host are reused.
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
    /// A transport for URLs from untrusted sources: it follows no redirects, has a shorter timeout and, unless
    /// `allow_private` is set, blocks hosts on this machine or its network. In that case it uses no proxy either,
    /// because a proxy resolves names itself.
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

    /// Sends a request without reading the body.
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

    /// Requests a URL and reads the body.
    pub fn get(&self, address: &str, accept: &str) -> Result<Response, RequestError> {
        /// Maximum size of a response, in bytes.
        const MAX_BODY_BYTES: u64 = 32 << 20;
        let response = self.0.get(address).header("Accept", accept).call();
        let mut response = response.map_err(problem)?;
        let retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok());
        let retry_after = retry_after.map(str::to_owned);
        let body = response.body_mut().with_config().limit(MAX_BODY_BYTES).read_to_vec();
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

/// Without the feature `network`, every request fails.
#[cfg(not(feature = "network"))]
#[derive(Default)]
pub struct Transport(());

#[cfg(not(feature = "network"))]
impl Transport {
    /// The same as `default`.
    pub fn for_untrusted_urls(_allow_private: bool) -> Self {
        Self::default()
    }

    /// Always fails.
    pub fn send(&self, _method: Method, address: &str) -> Result<Response, RequestError> {
        self.get(address, "")
    }

    /// Always fails.
    pub fn get(&self, _address: &str, _accept: &str) -> Result<Response, RequestError> {
        Err(RequestError::Unreachable("this digestgen was built without `network`".to_owned()))
    }
}
