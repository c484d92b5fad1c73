//! What the reader of a table asks for: every key, with what it may hold, in the order of asking. Found
//! by letting the reader read an empty table, so that nothing can be told of a table but what is read of
//! it. What a key means is not known here.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use toml::de::DeTable;

use super::{Fields, File};
use crate::place::{SourcePath, Span};

/// The keys of a table and of the tables in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outline {
    /// In the order in which they are asked for.
    pub keys: Vec<Key>,
}

/// A key that a reader asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    /// With the tables it stands in: `authors.family`.
    pub name: String,
    /// What it may hold: any of these.
    pub shapes: Vec<Shape>,
    /// Whether it must be there.
    pub required: bool,
    /// A key beside it, without which it must be there.
    pub unless: Option<&'static str>,
}

/// What a key may hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    /// Text that is not empty.
    Text,
    /// A day.
    Date,
    /// Text or a day.
    TextOrDate,
    /// Text or a whole number.
    TextOrNumber,
    /// A whole number within the range.
    Number(Range<i64>),
    /// `true` or `false`.
    Flag,
    /// One of these texts.
    Choice(Vec<&'static str>),
    /// A list of texts.
    Texts,
    /// A list of some of these texts.
    Choices(Vec<&'static str>),
    /// A table, whose keys follow.
    Table,
    /// A list of tables, whose keys follow, or of texts in their place.
    Tables,
    /// A table of texts with names of the curator's.
    TextTable,
    /// A table of whatever the curator wants.
    Anything,
}

impl Outline {
    /// What `read` asks for.
    pub fn of(read: impl FnOnce(Fields<'_>)) -> Self {
        let path = SourcePath::new("");
        let file = File { path: &path, text: "", toml: 0..0 };
        let outline = Rc::default();
        read(Fields::outlined(&file, String::new(), &outline));
        outline.take()
    }

    fn key(&mut self, name: String) -> &mut Key {
        let at = self.keys.iter().position(|key| key.name == name).unwrap_or_else(|| {
            self.keys.push(Key { name, shapes: Vec::new(), required: false, unless: None });
            self.keys.len() - 1
        });
        &mut self.keys[at]
    }
}

impl<'a> Fields<'a> {
    /// An empty table; what is asked of it is noted.
    fn outlined(file: &'a File<'a>, name: String, outline: &Rc<RefCell<Outline>>) -> Self {
        Fields {
            file,
            table: DeTable::new(),
            span: Span::default(),
            name,
            asked: Vec::new(),
            broken: [].into(),
            diagnostics: Vec::new(),
            outline: Some(Rc::clone(outline)),
        }
    }

    /// Notes what a key may hold.
    pub(super) fn outline(&self, key: &str, shape: impl FnOnce() -> Shape) {
        let Some(outline) = &self.outline else { return };
        let (mut outline, shape) = (outline.borrow_mut(), shape());
        let key = outline.key(self.full(key));
        if !key.shapes.contains(&shape) {
            key.shapes.push(shape);
        }
    }

    /// Notes that a key must be there, if `unless` is not.
    pub(super) fn outline_required(&self, key: &str, unless: Option<&'static str>) {
        let Some(outline) = &self.outline else { return };
        let mut outline = outline.borrow_mut();
        let key = outline.key(self.full(key));
        (key.required, key.unless) = (unless.is_none(), unless);
    }

    /// Notes a key that holds tables, and gives one whose keys are noted too.
    pub(super) fn outline_table(&self, key: &str, shape: Shape) -> Option<Self> {
        let outline = self.outline.as_ref()?;
        self.outline(key, || shape);
        Some(Self::outlined(self.file, self.full(key), outline))
    }
}
