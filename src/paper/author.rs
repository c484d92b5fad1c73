//! An author of a paper, as an entry names them. Knows no other entry.

use serde::{Deserialize, Serialize};

use super::name::Name;
use crate::describe::described;
use crate::slug::Slug;

described! {
    /// An author as an entry gives them. Templates see it as it is.
    #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
    pub struct AuthorField {
        /// The name in parts.
        pub name: Name,
        /// The name as it is spoken, in this entry's spelling.
        pub display: String,
        /// What parts two people of one name, or the name's.
        pub slug: Slug,
        /// ORCID iD.
        pub orcid: Option<String>,
        /// Where they work.
        pub affiliation: Option<String>,
        /// Their home page.
        pub url: Option<String>,
    }
}

impl AuthorField {
    /// An author of whom the name alone is known.
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
