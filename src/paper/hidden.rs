//! Why an entry is not shown on a day.

/// Why an entry is not shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum HiddenReason {
    /// It is a draft.
    Draft,
    /// It is dated after the day.
    Scheduled,
    /// Its last day is over; it will not be shown again.
    Expired,
}
