//! An author of a paper, as named in an entry.

use serde::{Deserialize, Serialize};

use super::name::Name;
use crate::describe::described;
use crate::slug::Slug;

described! {
    /// An author as named in an entry. Templates receive it unchanged.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
    pub struct AuthorField {
        /// The name, split into its parts.
        pub name: Name,
        /// The full name in reading order, in this entry's spelling.
        pub display: String,
        /// Distinguishes two people with the same name; by default derived from the name.
        pub slug: Slug,
        /// ORCID iD.
        pub orcid: Option<String>,
        /// The author's affiliation.
        pub affiliation: Option<String>,
        /// The author's home page.
        pub url: Option<String>,
    }
}

impl AuthorField {
    /// An author with only a name.
    ///
    /// ```
    /// use digestgen::paper::{AuthorField, Name};
    ///
    /// let author = AuthorField::named(Name::parse("van der Berg, Jan"));
    /// assert_eq!(author.display, "Jan van der Berg");
    /// assert_eq!(author.slug.as_str(), "jan-van-der-berg");
    /// ```
    pub fn named(name: Name) -> Self {
        let display = name.display();
        let slug = Slug::of(&display);
        Self { name, display, slug, orcid: None, affiliation: None, url: None }
    }
}
