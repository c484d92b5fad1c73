//! Plans the list of all entries.

use super::about;
use super::bibliography;
use super::context::Context;
use super::list::{list_pages, numbered_title};
use super::outputs::Outputs;
use super::route;
use crate::view::{Page, PapersView};

/// Plans the pages of the list of all entries.
pub fn plan(context: &Context<'_>, outputs: &mut Outputs<'_>) {
    let formats = bibliography::formats(context, &context.config.outputs.site, "/", bibliography::PAPERS);
    for list_page in list_pages(context, route::PAPERS, &context.cards, context.config.per_page) {
        let title = numbered_title("Papers", &list_page.pagination);
        let mut page = context.head("papers", &list_page.path, title);
        page.about = context.about("papers", || about::list(context, [("Papers", route::PAPERS)]));
        let view = PapersView {
            site: context.header.clone(),
            page,
            papers: list_page.items.to_vec(),
            pagination: list_page.pagination,
            formats: formats.clone(),
        };
        outputs.add(&list_page.path, None, Page::Papers(Box::new(view)).into());
    }
}
