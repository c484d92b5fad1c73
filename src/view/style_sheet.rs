//! The style sheet for code and formulas in entries.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The style sheet for code and formulas in entries.
#[derive(Clone, Debug)]
pub struct StyleSheetView {
    /// Its text.
    pub css: Arc<str>,
}

impl Hash for StyleSheetView {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.css.hash(state);
    }
}
