//! A value that can be written into front matter. It does not depend on a key or a syntax.

use crate::fingerprint::Fingerprint;

/// A value of front matter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// A text or a date.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A list.
    List(Vec<Value>),
    /// A table on one line.
    Table(Vec<(String, Value)>),
}

impl Value {
    /// A short fingerprint of the value. It is different for different values.
    pub fn mark(&self) -> String {
        let text = format!("{self:?}");
        format!("{:016x}", Fingerprint::of_bytes(text.as_bytes()).0 as u64)
    }
}
