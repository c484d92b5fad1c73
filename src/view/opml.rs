//! The list of all feeds.

/// The list of all feeds.
#[derive(Clone, Hash, Debug)]
pub struct OpmlView {
    /// The digest's name.
    pub title: String,
    /// The name of the curator.
    pub owner: Option<String>,
    /// The feeds of the digest, of topics, of tags and of authors. Groups without feeds are left out.
    pub groups: Vec<OpmlGroup>,
}

/// Feeds of one kind.
#[derive(Clone, Hash, Debug)]
pub struct OpmlGroup {
    /// `Topics`.
    pub title: &'static str,
    /// By URL.
    pub feeds: Vec<OpmlFeed>,
}

/// A feed in the list.
#[derive(Clone, Hash, Debug)]
pub struct OpmlFeed {
    /// Its name.
    pub title: String,
    /// Its URL.
    pub address: String,
    /// The URL of the page it belongs to.
    pub page: String,
}
