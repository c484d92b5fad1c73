//! Plans the page that servers show for addresses that do not exist.

use super::context::Context;
use super::outputs::Outputs;
use crate::view::{About, NotFoundView, Page};

/// Plans `404.html`. A file of that name in `static/` replaces it.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    let mut page = context.head("404", "/404.html", "Page not found");
    page.about = context.about("404", || About::Nothing);
    let view = NotFoundView { site: context.header.clone(), page };
    outputs.add_if_absent("/404.html", Page::NotFound(Box::new(view)).into());
}
