//! Which values a theme uses that are expensive to compute. `render` finds this out from the templates, and `site`
//! leaves out what no template uses.

use std::collections::BTreeSet;

/// Which values that are expensive to compute a theme's templates use.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ThemeNeeds {
    /// The citation on the page of an entry: `cite` in `paper.html`.
    pub cite: bool,
    /// The co-authors of an author: `coauthors` or `coauthor_count` in `author.html`.
    pub coauthors: bool,
    /// The shares of a topic over time: `shares` in `topic.html`.
    pub shares: bool,
    /// The paper for reference managers in each row of a list: `coins` in `card.html`.
    pub coins: bool,
    /// The kinds of pages whose template uses `metadata`: `home`, `paper` and so on.
    pub metadata: BTreeSet<String>,
}

impl ThemeNeeds {
    /// Whether the template for pages of this kind uses `metadata`.
    pub fn metadata_of(&self, kind: &str) -> bool {
        self.metadata.contains(kind)
    }
}
