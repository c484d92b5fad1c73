//! Requests metadata from arXiv and the DOI resolver according to their rules: one request at a time, and one
//! request to arXiv every three seconds. It supports `Retry-After` and back-off. Responses are cached for a
//! day. The caller passes the clock, which is also used to wait. It prints nothing.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::Url;

use super::arxiv::Answer;
use super::csl;
use super::imported_paper::ImportedPaper;
use crate::config::Import;
use crate::fingerprint::Fingerprint;
use crate::network::{Clock, RequestError, Response, Transport};
use crate::output::Store;
use crate::paper::{ArxivId, Doi};
use crate::place::SourcePath;

/// The time between requests that arXiv's terms of use ask for.
const ARXIV_PAUSE: Duration = Duration::from_secs(3);
/// How long a cached response is valid.
const FRESH: Duration = Duration::from_secs(24 * 60 * 60);
/// The maximum number of papers in one request to arXiv.
const BATCH: usize = 50;
/// The maximum number of attempts when a service is busy.
const MAX_ATTEMPTS: u32 = 4;
/// Maximum wait before a new attempt.
const MAX_RETRY_WAIT: Duration = Duration::from_secs(120);
const CSL: &str = "application/vnd.citationstyles.csl+json";

/// The reason why no facts were returned.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FetchError {
    /// The service has no such paper.
    #[error("{service} knows no paper `{id}`: look whether it is written right")]
    Unknown {
        /// The name of the service.
        service: &'static str,
        /// The requested id.
        id: String,
    },
    /// The service rejected the request.
    #[error("arXiv does not take `{id}`: {message}")]
    Refused {
        /// The requested id.
        id: String,
        /// The message from arXiv.
        message: String,
    },
    /// The service could not be reached.
    #[error("cannot reach `{address}`: {problem}; is there a connection to the network?")]
    Network {
        /// The requested address.
        address: String,
        /// The cause of the error.
        problem: String,
    },
    /// The response is incomplete or has unexpected content.
    #[error("the answer of `{address}` is not whole: {problem}; nothing was written, try again")]
    Half {
        /// The requested address.
        address: String,
        /// The problem with the response.
        problem: String,
    },
    /// The service is too busy.
    #[error("`{address}` is too busy: it asks to wait for {seconds} seconds; try again then")]
    Busy {
        /// The requested address.
        address: String,
        /// The requested wait, in seconds.
        seconds: u64,
    },
    /// A response with an unexpected status.
    #[error("`{address}` answered with status {status}")]
    Status {
        /// The requested address.
        address: String,
        /// The HTTP status code.
        status: u16,
    },
}

impl FetchError {
    /// Whether the error concerns only one paper, so that requests for others can continue.
    pub fn is_about_paper(&self) -> bool {
        matches!(self, Self::Unknown { .. } | Self::Refused { .. })
    }
}

#[derive(Serialize, Deserialize)]
struct Kept {
    address: String,
    seconds: u64,
    body: String,
}

/// Requests facts from the services.
pub struct Fetcher<'c> {
    services: &'c Import,
    cache: Store,
    clock: &'c dyn Clock,
    transport: Transport,
}

impl<'c> Fetcher<'c> {
    /// Creates a fetcher for these services that stores their responses in `cache`.
    pub fn new(services: &'c Import, cache: Store, clock: &'c dyn Clock) -> Self {
        Self { services, cache, clock, transport: Transport::default() }
    }

    /// Requests the facts of arXiv papers. Returns one result for each id.
    ///
    /// # Errors
    ///
    /// Returns an error if arXiv cannot be queried at all.
    pub fn arxiv(&mut self, ids: &[ArxivId]) -> Result<Vec<Result<ImportedPaper, FetchError>>, FetchError> {
        let mut all = Vec::with_capacity(ids.len());
        for batch in ids.chunks(BATCH) {
            let answer = self.ask_arxiv(batch)?;
            // If one id is invalid, arXiv rejects the whole request.
            if batch.len() > 1 && !answer.errors.is_empty() {
                for id in batch {
                    let answer = self.ask_arxiv(std::slice::from_ref(id))?;
                    all.push(pick(&answer, id));
                }
            } else {
                all.extend(batch.iter().map(|id| pick(&answer, id)));
            }
        }
        Ok(all)
    }

    fn ask_arxiv(&mut self, ids: &[ArxivId]) -> Result<Answer, FetchError> {
        let list = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let count = ids.len().to_string();
        let address =
            Url::parse_with_params(&self.services.arxiv, [("id_list", &list), ("max_results", &count)]);
        let address = address.map(String::from).map_err(|error| FetchError::Network {
            address: self.services.arxiv.clone(),
            problem: error.to_string(),
        })?;
        if let Some(body) = self.kept(&address) {
            return Ok(Answer::read(&body));
        }
        let response = self.ask(&address, "application/atom+xml", Some(ARXIV_PAUSE))?;
        let body = response.text();
        let answer = Answer::read(&body);
        // arXiv returns errors as feeds, with status 400.
        if !answer.errors.is_empty() {
            return Ok(answer);
        }
        if response.status != 200 {
            return Err(FetchError::Status { address, status: response.status });
        }
        if let Some((_, problem)) = answer.broken {
            return Err(FetchError::Half { address, problem });
        }
        self.keep(&address, body);
        Ok(answer)
    }

    /// Requests the facts for a DOI.
    ///
    /// # Errors
    ///
    /// Returns an error if the DOI does not exist or the request fails.
    pub fn doi(&mut self, doi: &Doi) -> Result<ImportedPaper, FetchError> {
        let base = self.services.doi.trim_end_matches('/');
        let escaped: String = doi.as_str().chars().map(escaped).collect();
        let address = format!("{base}/{escaped}");
        let unknown = || FetchError::Unknown { service: "the resolver of DOIs", id: doi.as_str().to_owned() };
        let body = match self.kept(&address) {
            Some(body) => body,
            None => {
                let response = self.ask(&address, CSL, None)?;
                match response.status {
                    200 => response.text(),
                    404 | 410 => return Err(unknown()),
                    status => return Err(FetchError::Status { address, status }),
                }
            }
        };
        let read = csl::read(&SourcePath::new(""), &body);
        let Some(mut record) = read.value.records.into_iter().next() else {
            let problem = read.diagnostics.first().map(|diagnostic| diagnostic.message.clone());
            let problem = problem.unwrap_or_else(|| "there is nothing in it".to_owned());
            return Err(FetchError::Half { address, problem });
        };
        self.keep(&address, body);
        // The requested DOI is kept, even if the response contains a different one.
        record.doi = None;
        record.take_doi(doi.as_str());
        Ok(record)
    }

    /// Repeats a request while the service answers that it is busy.
    fn ask(&mut self, address: &str, accept: &str, pause: Option<Duration>) -> Result<Response, FetchError> {
        let mut wait = ARXIV_PAUSE;
        for attempt in 1.. {
            if let Some(pause) = pause {
                self.pause(pause);
            }
            let response = self.transport.get(address, accept).map_err(|problem| match problem {
                RequestError::Unreachable(problem) | RequestError::PrivateAddress(problem) => {
                    FetchError::Network { address: address.to_owned(), problem }
                }
                RequestError::Truncated(problem) => FetchError::Half { address: address.to_owned(), problem },
            })?;
            if !matches!(response.status, 429 | 500 | 502 | 503 | 504) {
                return Ok(response);
            }
            wait = response.retry_after(self.clock.now()).unwrap_or(wait * 2);
            if wait > MAX_RETRY_WAIT {
                return Err(FetchError::Busy { address: address.to_owned(), seconds: wait.as_secs() });
            }
            if attempt == MAX_ATTEMPTS {
                return Err(FetchError::Status { address: address.to_owned(), status: response.status });
            }
            self.clock.sleep(wait);
        }
        Err(FetchError::Status { address: address.to_owned(), status: 0 })
    }

    /// Waits until enough time has passed since the last request of this run or an earlier one.
    fn pause(&self, pause: Duration) {
        const LAST: &str = "arxiv-asked";
        let now = self.clock.now();
        let last = self.cache.read(LAST).and_then(|bytes| String::from_utf8(bytes).ok()?.trim().parse().ok());
        let last = last.map(Duration::from_millis).filter(|last| *last <= now);
        if let Some(rest) =
            last.and_then(|last| (last + pause).checked_sub(now)).filter(|rest| !rest.is_zero())
        {
            self.clock.sleep(rest);
        }
        // If the time cannot be stored, for example on a full disk, the next run does not wait.
        let _ = self.cache.replace(LAST, self.clock.now().as_millis().to_string().as_bytes());
    }

    fn kept(&self, address: &str) -> Option<String> {
        let kept: Kept = serde_json::from_slice(&self.cache.read(&file_name(address))?).ok()?;
        let age = self.clock.now().checked_sub(Duration::from_secs(kept.seconds))?;
        (kept.address == address && age < FRESH).then_some(kept.body)
    }

    fn keep(&self, address: &str, body: String) {
        let kept = Kept { address: address.to_owned(), seconds: self.clock.now().as_secs(), body };
        // A response that cannot be stored is requested again next time.
        let _ = self.cache.replace(&file_name(address), &serde_json::to_vec(&kept).unwrap_or_default());
    }
}

fn file_name(address: &str) -> String {
    format!("{}.json", &Fingerprint::of_bytes(address.as_bytes()).to_string()[..16])
}

/// Escapes a character of a DOI for the path of an address.
fn escaped(c: char) -> String {
    match c {
        '<' | '>' | '#' | '?' | '"' | '%' | '[' | ']' | '{' | '}' | '|' | '\\' | '^' | '`' => {
            format!("%{:02X}", c as u32)
        }
        c => c.to_string(),
    }
}

/// Selects the requested paper from a response. A version is kept only if the request contained one.
fn pick(answer: &Answer, id: &ArxivId) -> Result<ImportedPaper, FetchError> {
    if let Some((_, message)) = answer.errors.first() {
        return Err(FetchError::Refused { id: id.to_string(), message: message.clone() });
    }
    let is_it = |record: &&ImportedPaper| {
        record.arxiv.as_ref().is_some_and(|found| {
            found.id.eq_ignore_ascii_case(&id.id) && (id.version.is_none() || found.version == id.version)
        })
    };
    let record = answer.records.iter().find(is_it).filter(|record| !record.title.is_empty());
    let mut record = record.cloned().ok_or(FetchError::Unknown { service: "arXiv", id: id.to_string() })?;
    record.arxiv = Some(id.clone());
    Ok(record)
}
