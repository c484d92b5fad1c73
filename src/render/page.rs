//! Renders views: pages by the theme, the rest by its own writers.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use tera::{Context, Value};

use super::template_error::Failure;
use super::theme::Theme;
use super::{bibliography, coins, feed, metadata, opensearch, sitemap};
use crate::fingerprint::{Fingerprint, Fingerprinted};
use crate::html::escape;
use crate::place::{OutputPath, SourcePath};
use crate::site::{
    CARD, COINS, CURRENT, Card, EachField, FRAME, METADATA, PageHead, PageView, RedirectView, SiteHeader,
    View,
};

/// Renders the views of one build.
pub struct Renderer<'a> {
    theme: &'a Theme,
    header: &'a Fingerprinted<SiteHeader>,
    sources: HashMap<Fingerprint, &'a SourcePath>,
    /// By what is current there.
    frames: Mutex<BTreeMap<BTreeMap<&'a str, &'static str>, Value>>,
    failures: Mutex<Vec<Failure>>,
}

impl<'a> Renderer<'a> {
    /// A renderer of pages with that header. `cards` tells which entry a card shows.
    pub fn new(
        theme: &'a Theme,
        header: &'a Fingerprinted<SiteHeader>,
        cards: &[(&'a Fingerprinted<Card>, &'a SourcePath)],
    ) -> Self {
        let sources = cards.iter().map(|(card, path)| (card.fingerprint(), *path)).collect();
        Self { theme, header, sources, frames: Mutex::default(), failures: Mutex::default() }
    }

    /// The bytes of an output. `None` when it failed, which [`Renderer::finish`] tells, or when the view
    /// is a file to be copied.
    pub fn render(&self, path: &OutputPath, view: &View, source: Option<&SourcePath>) -> Option<Vec<u8>> {
        let head = view.page();
        let page = |template: &str, view: &dyn erased::Page| self.page(template, view, head, path, source);
        match view {
            View::Home(view) => page("home.html", view.as_ref()),
            View::Papers(view) => page("papers.html", view.as_ref()),
            View::Paper(view) => {
                view.cite.iter().for_each(bibliography::prepare);
                page("paper.html", view.as_ref())
            }
            View::Edition(view) => page("edition.html", view.as_ref()),
            View::Period(view) => page("period.html", view.as_ref()),
            View::Year(view) => page("year.html", view.as_ref()),
            View::Archive(view) => page("archive.html", view.as_ref()),
            View::Topics(view) => page("topics.html", view.as_ref()),
            View::Topic(view) => page("topic.html", view.as_ref()),
            View::Tags(view) => page("tags.html", view.as_ref()),
            View::Tag(view) => page("tag.html", view.as_ref()),
            View::Authors(view) => page("authors.html", view.as_ref()),
            View::Author(view) => page("author.html", view.as_ref()),
            View::Page(view) => page("page.html", view.as_ref()),
            View::NotFound(view) => page("404.html", view.as_ref()),
            View::Redirect(view) => Some(redirect(view)),
            View::Feed(view) => Some(feed::feed(view)),
            View::Opml(view) => Some(feed::opml(view)),
            View::OpenSearch(view) => Some(opensearch::opensearch(view)),
            View::Llms(view) => Some(sitemap::llms(view)),
            View::Bibliography(view) => Some(bibliography::list(view)),
            View::ApiIndex(view) => Some(bibliography::index(view)),
            View::Sitemap(view) => Some(sitemap::sitemap(view)),
            View::Robots(view) => Some(sitemap::robots(view)),
            View::StyleSheet(view) => Some(view.css.as_bytes().to_vec()),
            View::Asset(_) => None,
        }
    }

    /// Ends the build: what failed.
    pub fn finish(self) -> Vec<Failure> {
        self.failures.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn page(
        &self,
        template: &str,
        view: &dyn erased::Page,
        head: Option<&PageHead>,
        path: &OutputPath,
        source: Option<&SourcePath>,
    ) -> Option<Vec<u8>> {
        view.cards(&mut |card| self.prepare(card));
        let subject = || format!("`/{}`", path.address());
        let mut bytes = Vec::with_capacity(16 * 1024);
        let used = self.theme.used(template);
        let uses = |field: &str| used.contains(field);
        let context = view.context(&uses).map(|mut context| {
            if let Some(head) = head.filter(|_| uses(METADATA)) {
                // Made here, and not in templates, so that no theme has to know the rules of escaping.
                context.insert_value(METADATA, Value::safe_string(&metadata::html(self.header, head)));
            }
            if let Some(head) = head.filter(|_| uses(FRAME)) {
                context.insert_value(FRAME, self.frame(head));
            }
            context
        });
        let rendered = context.and_then(|context| self.theme.tera.render_to(template, &context, &mut bytes));
        rendered.map_err(|error| self.fail(&error, subject(), source)).ok().map(|()| bytes)
    }

    /// What stands around a page, made once for all pages at which the same of the header is current.
    fn frame(&self, head: &PageHead) -> Value {
        let current = if self.theme.frame_differs { self.header.current(head) } else { BTreeMap::new() };
        let mut frames = self.frames.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(frame) = frames.get(&current) {
            return frame.clone();
        }
        let mut context = Context::new();
        context.insert_value("site", self.header.template_value());
        context.insert(CURRENT, &current);
        let render = |(name, template): (&String, &String)| {
            let html = self.theme.tera.render(template, &context).unwrap_or_else(|error| {
                self.fail(&error, format!("`{template}`"), None);
                String::new()
            });
            (name.clone(), Value::safe_string(html.trim()))
        };
        let parts: BTreeMap<String, Value> = self.theme.frame.iter().map(render).collect();
        let frame = Value::try_from_serializable(&parts).unwrap_or(Value::none());
        frames.insert(current, frame.clone());
        frame
    }

    /// Gives a card its row, made once for all lists that show it.
    fn prepare(&self, card: &Fingerprinted<Card>) {
        card.prepare(|| {
            let value = Value::try_from_serializable::<Card>(card).unwrap_or(Value::none());
            let row = self.row(card, &value);
            let mut fields = value.into_map().unwrap_or_default();
            fields.insert("html".into(), row);
            Value::from(fields)
        });
    }

    fn row(&self, card: &Fingerprinted<Card>, value: &Value) -> Value {
        let mut context = Context::new();
        context.insert_value("site", self.header.template_value());
        context.insert_value("paper", value.clone());
        if self.theme.uses(CARD.0, COINS) {
            context.insert_value(COINS, Value::safe_string(&coins::span(card)));
        }
        let row = self.theme.tera.render(CARD.0, &context).unwrap_or_else(|error| {
            let source = self.sources.get(&card.fingerprint()).copied();
            self.fail(&error, format!("the row of `{}`", card.slug), source);
            String::new()
        });
        Value::safe_string(&row)
    }

    fn fail(&self, error: &tera::Error, subject: String, source: Option<&SourcePath>) {
        let failure = Failure::new(error, &self.theme.files, subject, source.cloned());
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).push(failure);
    }
}

/// A page that leads from an old address to the new one, at once and for search engines.
fn redirect(view: &RedirectView) -> Vec<u8> {
    let RedirectView { path, address, language } = view;
    let (path, address, language) = (escape(path), escape(address), escape(language));
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n<title>Moved</title>\n\
         <link rel=\"canonical\" href=\"{address}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={path}\">\n<p>This page has moved to <a href=\"{path}\">{address}</a>.</p>\n</html>\n"
    )
    .into_bytes()
}

/// Views of whole pages, whatever their type.
mod erased {
    use super::{Card, Context, EachField, Fingerprinted, PageView, Serialize, Value};

    /// What a page's template is given.
    pub trait Page {
        /// The fields of the view that `uses` says are wanted.
        fn context(&self, uses: &dyn Fn(&str) -> bool) -> tera::TeraResult<Context>;
        /// Hands out every card the page shows.
        fn cards(&self, each: &mut dyn FnMut(&Fingerprinted<Card>));
    }

    impl<V: PageView> Page for V {
        fn context(&self, uses: &dyn Fn(&str) -> bool) -> tera::TeraResult<Context> {
            let mut wanted = Wanted { uses, context: Ok(Context::new()) };
            self.fields(&mut wanted);
            wanted.context
        }

        fn cards(&self, each: &mut dyn FnMut(&Fingerprinted<Card>)) {
            PageView::cards(self, each);
        }
    }

    /// Makes template values of the fields that are wanted. To make one costs more than to print it.
    struct Wanted<'u> {
        uses: &'u dyn Fn(&str) -> bool,
        context: tera::TeraResult<Context>,
    }

    impl EachField for Wanted<'_> {
        fn field<T: Serialize>(&mut self, name: &'static str, field: &T) {
            let Ok(context) = &mut self.context else { return };
            if (self.uses)(name) {
                match Value::try_from_serializable(field) {
                    Ok(value) => context.insert_value(name, value),
                    Err(error) => self.context = Err(error),
                }
            }
        }
    }
}
