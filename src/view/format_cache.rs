//! The texts of a value in the formats of one kind, each written when it is first needed.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use crate::format::Format;

/// The texts of a value in the formats of one kind, each written for the first output that contains it. They follow
/// from the value, so its hash does not include them.
#[derive(Debug)]
pub struct FormatCache<const FORMATS: usize>([OnceLock<Box<str>>; FORMATS]);

impl<const FORMATS: usize> Default for FormatCache<FORMATS> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| OnceLock::new()))
    }
}

impl<const FORMATS: usize> Hash for FormatCache<FORMATS> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl<const FORMATS: usize> FormatCache<FORMATS> {
    /// The text in a format of this kind, which `write` returns the first time.
    pub fn get(&self, format: Format, write: impl FnOnce() -> String) -> &str {
        self.0[format.info().slot].get_or_init(|| write().into_boxed_str())
    }
}
