//! `[limits]`: how many files and bytes a host takes. Knows the hosts' numbers; counts nothing.

/// `[limits]`. Without a number, there is no limit.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Limits {
    /// The host that the numbers are of, if one is named.
    pub host: Option<&'static str>,
    /// The maximum number of files.
    pub files: Option<u64>,
    /// The maximum size of all files together, in bytes.
    pub bytes: Option<u64>,
    /// The maximum size of a file, in bytes.
    pub file_bytes: Option<u64>,
    /// The maximum number of files and folders in a folder.
    pub folder_entries: Option<u64>,
}

/// Names of hosts whose limits are known.
pub const HOSTS: [&str; 3] = ["cloudflare-pages", "github-pages", "netlify"];

impl Limits {
    /// The limits of a host, as its documentation gives them for plans that cost nothing.
    pub fn of_host(host: &'static str) -> Self {
        let none = Self { host: Some(host), ..Self::default() };
        match host {
            "cloudflare-pages" => Self { files: Some(20_000), file_bytes: Some(25 * 1024 * 1024), ..none },
            "github-pages" => Self { bytes: Some(1_000_000_000), ..none },
            "netlify" => Self { folder_entries: Some(54_000), ..none },
            _ => none,
        }
    }
}
