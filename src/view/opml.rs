//! The list of all feeds.

/// The list of all feeds.
#[derive(Clone, Hash, Debug)]
pub struct OpmlView {
    /// The digest's name.
    pub title: String,
    /// Who chooses.
    pub owner: Option<String>,
    /// The feeds of the digest, of topics, of tags and of authors, those that there are.
    pub groups: Vec<OpmlGroup>,
}

/// Feeds of one kind.
#[derive(Clone, Hash, Debug)]
pub struct OpmlGroup {
    /// `Topics`.
    pub title: &'static str,
    /// By address.
    pub feeds: Vec<OpmlFeed>,
}

/// A feed as the list has it.
#[derive(Clone, Hash, Debug)]
pub struct OpmlFeed {
    /// Its name.
    pub title: String,
    /// Its address.
    pub address: String,
    /// The address of the page it belongs to.
    pub page: String,
}
