//! The page of a year, and the archive: months with their days, as a calendar shows them.

use super::page::page_view;
use crate::describe::described;
use serde::Serialize;

use super::card::Neighbour;
use super::edition::EditionLink;
use super::head::{PageHead, SiteHeader};
use crate::fingerprint::Fingerprinted;

page_view! {
    /// The page of a year.
    #[derive(Clone, Hash, Debug)]
    pub struct YearView {
        /// The site.
        pub site: Fingerprinted<SiteHeader>,
        /// This page.
        pub page: PageHead,
        /// The year.
        pub year: YearGroup,
        /// The previous year with entries.
        pub older: Option<Neighbour>,
        /// The next year with entries.
        pub newer: Option<Neighbour>,
    }
}

page_view! {
    /// The archive: a calendar of all editions.
    #[derive(Clone, Hash, Debug)]
    pub struct ArchiveView {
        /// The site.
        pub site: Fingerprinted<SiteHeader>,
        /// This page.
        pub page: PageHead,
        /// The years, newest first.
        pub years: Vec<YearGroup>,
        /// The number of entries.
        pub total: usize,
        /// The number of editions.
        pub editions: usize,
    }
}

described! {
    /// A year and its months.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct YearGroup {
        /// The year.
        pub year: i16,
        /// The path of its page, if years have pages.
        pub permalink: Option<String>,
        /// The number of its entries.
        pub count: usize,
        /// Its months, newest first.
        pub months: Vec<MonthGroup>,
    }
}

described! {
    /// A month: its days as editions, and as the weeks of a calendar.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct MonthGroup {
        /// `March`.
        pub name: &'static str,
        /// From 1.
        pub month: i8,
        /// The path of its page, if months have pages.
        pub permalink: Option<String>,
        /// The number of its entries.
        pub count: usize,
        /// The editions of its days, newest first.
        pub editions: Vec<EditionLink>,
        /// Its weeks from Monday to Sunday.
        pub weeks: Vec<Vec<DayCell>>,
    }
}

described! {
    /// A day of a calendar.
    #[derive(Clone, Hash, Debug, Serialize)]
    pub struct DayCell {
        /// The day of the month; none for days of other months.
        pub day: Option<i8>,
        /// `2025-03-12`.
        pub iso: Option<String>,
        /// The number of its entries.
        pub count: usize,
        /// The path of its page, if it has one.
        pub permalink: Option<String>,
    }
}
