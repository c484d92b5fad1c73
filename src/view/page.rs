//! What all views of pages have: a head, fields for the template, and values that are rendered before the page.

use serde::Serialize;

use super::card::Card;
use super::head::PageHead;
use super::record::BibRecord;
use crate::fingerprint::Fingerprinted;

/// The view of a page that a template of the theme renders. Declared by `page_view!`.
pub trait PageView {
    /// The names of its fields.
    const FIELDS: &'static [&'static str];

    /// The head of the page.
    fn head(&self) -> &PageHead;

    /// Passes every field with its name to the visitor.
    fn fields(&self, visitor: &mut impl FieldVisitor);

    /// Calls `each` with every card on the page. Cards are rendered before the page.
    fn cards(&self, _each: &mut dyn FnMut(&Fingerprinted<Card>)) {}

    /// Calls `each` with every record that the page cites. Citations are written before the page.
    fn citations(&self, _each: &mut dyn FnMut(&Fingerprinted<BibRecord>)) {}
}

/// Receives the fields of a view.
pub trait FieldVisitor {
    /// Receives one field.
    fn field<T: Serialize>(&mut self, name: &'static str, value: &T);
}

/// Declares the view of a page: a struct whose fields are what the template sees. `cards` and `citations` say
/// where in the view cards and records are.
macro_rules! page_view {
    (
        $(#[$($attribute:tt)*])*
        pub struct $name:ident {
            $($(#[$($field_attribute:tt)*])* pub $field:ident: $type:ty,)*
        }
        $(cards: |$of_cards:ident| $cards:expr;)?
        $(citations: |$of_citations:ident| $citations:expr;)?
    ) => {
        $crate::describe::described! {
            $(#[$($attribute)*])*
            pub struct $name {
                $($(#[$($field_attribute)*])* pub $field: $type,)*
            }
        }

        impl $crate::view::PageView for $name {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn head(&self) -> &$crate::view::PageHead {
                &self.page
            }

            fn fields(&self, visitor: &mut impl $crate::view::FieldVisitor) {
                $(visitor.field(stringify!($field), &self.$field);)*
            }

            $(fn cards(
                &self,
                each: &mut dyn FnMut(&$crate::fingerprint::Fingerprinted<$crate::view::Card>),
            ) {
                let $of_cards = self;
                $cards.into_iter().for_each(each);
            })?

            $(fn citations(
                &self,
                each: &mut dyn FnMut(&$crate::fingerprint::Fingerprinted<$crate::view::BibRecord>),
            ) {
                let $of_citations = self;
                $citations.into_iter().for_each(each);
            })?
        }
    };
}

pub(crate) use page_view;
