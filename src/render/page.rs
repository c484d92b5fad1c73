//! Renders views: pages by the theme, the rest by its own writers.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use tera::{Context, Value};

use super::template_error::Failure;
use super::theme::Theme;
use super::{bibliography, coins, feed, formats, metadata, opensearch, redirect_list, sitemap};
use crate::fingerprint::{Fingerprint, Fingerprinted};
use crate::html::escape;
use crate::place::{OutputPath, SourcePath};
use crate::view::{
    BibRecord, CARD, COINS, CURRENT, Card, FRAME, FieldVisitor, METADATA, PageHead, PageView, PageVisitor,
    RedirectView, SiteHeader, View,
};

/// Renders the views of one build.
pub struct Renderer<'a> {
    theme: &'a Theme,
    header: &'a Fingerprinted<SiteHeader>,
    sources: HashMap<Fingerprint, &'a SourcePath>,
    /// By the links of the header that are current.
    frames: Mutex<BTreeMap<BTreeMap<&'a str, &'static str>, Value>>,
    failures: Mutex<Vec<Failure>>,
}

impl<'a> Renderer<'a> {
    /// A renderer for pages with this header. `cards` are all cards, with the files of their entries.
    pub fn new(
        theme: &'a Theme,
        header: &'a Fingerprinted<SiteHeader>,
        cards: &[(&'a Fingerprinted<Card>, &'a SourcePath)],
    ) -> Self {
        let sources = cards.iter().map(|(card, path)| (card.fingerprint(), *path)).collect();
        Self { theme, header, sources, frames: Mutex::default(), failures: Mutex::default() }
    }

    /// The bytes of an output. None if rendering failed, which [`Renderer::finish`] reports, or if the view is a
    /// file that is copied.
    pub fn render(&self, path: &OutputPath, view: &View, source: Option<&SourcePath>) -> Option<Vec<u8>> {
        match view {
            View::Page(page) => page.visit(PageRenderer { renderer: self, path, source }),
            View::Redirect(view) => Some(redirect(view)),
            View::RedirectList(view) => Some(redirect_list::redirect_list(view)),
            View::Feed(view) => Some(formats::feed(view)),
            View::Opml(view) => Some(feed::opml(view)),
            View::OpenSearch(view) => Some(opensearch::opensearch(view)),
            View::Llms(view) => Some(sitemap::llms(view)),
            View::Bibliography(view) => Some(formats::bibliography(view)),
            View::ApiIndex(view) => Some(bibliography::index(view)),
            View::Sitemap(view) => Some(sitemap::sitemap(view)),
            View::Robots(view) => Some(sitemap::robots(view)),
            View::StyleSheet(view) => Some(view.css.as_bytes().to_vec()),
            View::Asset(_) => None,
        }
    }

    /// The pages that failed.
    pub fn finish(self) -> Vec<Failure> {
        self.failures.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn page(
        &self,
        template: &str,
        view: &dyn erased::Page,
        path: &OutputPath,
        source: Option<&SourcePath>,
    ) -> Option<Vec<u8>> {
        let head = view.head();
        view.cards(&mut |card| self.prepare(card));
        view.citations(&mut bibliography::prepare);
        let subject = || format!("`/{}`", path.address());
        let mut bytes = Vec::with_capacity(16 * 1024);
        let used = self.theme.used(template);
        let uses = |field: &str| used.contains(field);
        let context = view.context(&uses).map(|mut context| {
            if uses(METADATA) {
                // Written here and not in templates, so that no theme has to follow the rules of escaping.
                context.insert_value(METADATA, Value::safe_string(&metadata::html(self.header, head)));
            }
            if uses(FRAME) {
                context.insert_value(FRAME, self.frame(head));
            }
            context
        });
        let rendered = context.and_then(|context| self.theme.tera.render_to(template, &context, &mut bytes));
        rendered.map_err(|error| self.fail(&error, subject(), source)).ok().map(|()| bytes)
    }

    /// The templates of the frame, rendered once for all pages that have the same current links in the header.
    fn frame(&self, head: &PageHead) -> Value {
        let current = if self.theme.frame_uses_current { self.header.current(head) } else { BTreeMap::new() };
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

    /// Renders the row of a card, once for all lists that show it.
    fn prepare(&self, card: &Fingerprinted<Card>) {
        card.prepare(|| {
            let value = Value::try_from_serializable::<Card>(card).unwrap_or(Value::none());
            let row = self.render_card(card, &value);
            let mut fields = value.into_map().unwrap_or_default();
            fields.insert("html".into(), row);
            Value::from(fields)
        });
    }

    fn render_card(&self, card: &Fingerprinted<Card>, value: &Value) -> Value {
        let mut context = Context::new();
        context.insert_value("site", self.header.template_value());
        context.insert_value("paper", value.clone());
        if self.theme.needs().coins {
            context.insert_value(COINS, Value::safe_string(&coins::span(card)));
        }
        let row = self.theme.tera.render(CARD.name, &context).unwrap_or_else(|error| {
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

/// Renders a page of any kind with its template.
struct PageRenderer<'r, 'a> {
    renderer: &'r Renderer<'a>,
    path: &'r OutputPath,
    source: Option<&'r SourcePath>,
}

impl PageVisitor for PageRenderer<'_, '_> {
    type Output = Option<Vec<u8>>;

    fn visit<V: PageView>(self, template: &'static str, view: &V) -> Self::Output {
        self.renderer.page(template, view, self.path, self.source)
    }
}

/// A page that redirects from an old address to the new one, for browsers and search engines.
fn redirect(view: &RedirectView) -> Vec<u8> {
    let RedirectView { path, address, language } = view;
    let (path, address, language) = (escape(path), escape(address), escape(language));
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n<title>Moved</title>\n\
         <link rel=\"canonical\" href=\"{address}\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={path}\">\n<p>This page has moved to <a href=\"{path}\">{address}</a>.</p>\n</html>\n"
    )
    .into_bytes()
}

/// Views of whole pages, whatever their type.
mod erased {
    use super::{
        BibRecord, Card, Context, FieldVisitor, Fingerprinted, PageHead, PageView, Serialize, Value,
    };

    /// What a page's template is given.
    pub trait Page {
        /// The fields of the view that the template uses.
        fn context(&self, uses: &dyn Fn(&str) -> bool) -> tera::TeraResult<Context>;
        /// The head of the page.
        fn head(&self) -> &PageHead;
        /// Calls `each` with every card on the page.
        fn cards(&self, each: &mut dyn FnMut(&Fingerprinted<Card>));
        /// Calls `each` with every record that the page cites.
        fn citations(&self, each: &mut dyn FnMut(&Fingerprinted<BibRecord>));
    }

    impl<V: PageView> Page for V {
        fn context(&self, uses: &dyn Fn(&str) -> bool) -> tera::TeraResult<Context> {
            let mut builder = ContextBuilder { uses, context: Ok(Context::new()) };
            self.fields(&mut builder);
            builder.context
        }

        fn head(&self) -> &PageHead {
            PageView::head(self)
        }

        fn cards(&self, each: &mut dyn FnMut(&Fingerprinted<Card>)) {
            PageView::cards(self, each);
        }

        fn citations(&self, each: &mut dyn FnMut(&Fingerprinted<BibRecord>)) {
            PageView::citations(self, each);
        }
    }

    /// Converts the fields that the template uses to template values. Converting costs more than printing.
    struct ContextBuilder<'u> {
        uses: &'u dyn Fn(&str) -> bool,
        context: tera::TeraResult<Context>,
    }

    impl FieldVisitor for ContextBuilder<'_> {
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
