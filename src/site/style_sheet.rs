//! Plans the style sheet for code and formulas in entries.

use super::context::Context;
use super::outputs::Outputs;
use crate::view::{StyleSheetView, View};

/// Plans `content.css`, if the configuration has one. A file of that name in `static/` replaces it.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    if let Some(css) = &context.content_css {
        outputs.add_if_absent("/content.css", View::StyleSheet(StyleSheetView { css: css.clone() }));
    }
}
