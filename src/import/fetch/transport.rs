//! One request over HTTP. The only code that touches the network; without the feature `network` every
//! request fails with words that say so. Whom to ask, and how often, is decided above.

use std::time::Duration;

/// An answer.
pub struct Response {
    /// The status code.
    pub status: u16,
    retry_after: Option<String>,
    body: Vec<u8>,
}

/// Why there is none.
#[derive(Debug)]
pub enum Problem {
    /// Nothing answers.
    Unreachable(String),
    /// The answer stops.
    #[cfg_attr(not(feature = "network"), expect(dead_code, reason = "nothing answers"))]
    Half(String),
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
impl Default for Transport {
    fn default() -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(60)))
            .http_status_as_error(false)
            .user_agent(concat!("digestgen/", env!("CARGO_PKG_VERSION")))
            .build();
        Self(config.into())
    }
}

#[cfg(feature = "network")]
impl Transport {
    /// Asks for an address.
    pub fn get(&self, address: &str, accept: &str) -> Result<Response, Problem> {
        /// No answer on a paper is larger.
        const LARGEST: u64 = 32 << 20;
        let response = self.0.get(address).header("Accept", accept).call();
        let mut response = response.map_err(|error| match error {
            ureq::Error::Protocol(_) => Problem::Half(error.to_string()),
            error => Problem::Unreachable(error.to_string()),
        })?;
        let retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok());
        let retry_after = retry_after.map(str::to_owned);
        let body = response.body_mut().with_config().limit(LARGEST).read_to_vec();
        let body = body.map_err(|error| Problem::Half(error.to_string()))?;
        Ok(Response { status: response.status().as_u16(), retry_after, body })
    }
}

/// Nothing can be asked.
#[cfg(not(feature = "network"))]
#[derive(Default)]
pub struct Transport(());

#[cfg(not(feature = "network"))]
impl Transport {
    /// Says that it cannot.
    pub fn get(&self, _address: &str, _accept: &str) -> Result<Response, Problem> {
        Err(Problem::Unreachable("this digestgen was built without `network`".to_owned()))
    }
}
