//! Structs that can describe their fields: name, type and documentation. The reference for theme authors and
//! its test are made from these descriptions. Used for the structs that templates see.

use std::sync::Arc;

use crate::fields::Extra;
use crate::fingerprint::Fingerprinted;
use crate::html::Html;
use crate::paper::LinkKind;
use crate::slug::Slug;

/// A type that templates see.
pub trait Described {
    /// What it is to a template.
    fn field_type() -> FieldType;
}

/// What a field is to a template.
#[derive(Clone, Debug)]
pub enum FieldType {
    /// Text, which is escaped.
    Text,
    /// HTML, which is not.
    Html,
    /// A whole number.
    Number,
    /// True or false.
    Flag,
    /// A table with keys that the author of an entry or the configuration chooses.
    Table,
    /// The type, or none.
    Optional(Box<FieldType>),
    /// A list of the type.
    List(Box<FieldType>),
    /// A struct with fields of its own.
    Struct(fn() -> StructDescription),
}

/// A struct that templates see.
#[derive(Clone, Debug)]
pub struct StructDescription {
    /// Its name in Rust.
    pub name: &'static str,
    /// Its documentation, on one line.
    pub about: String,
    /// Its fields in order, without those that templates do not see.
    pub fields: Vec<FieldDescription>,
}

/// A field that templates see.
#[derive(Clone, Debug)]
pub struct FieldDescription {
    /// Its name.
    pub name: &'static str,
    /// What it is to a template.
    pub field_type: FieldType,
    /// Its documentation, on one line.
    pub about: String,
}

impl FieldDescription {
    /// A field of a type, with its documentation line by line.
    pub fn of<T: Described + ?Sized>(name: &'static str, docs: &[&str]) -> Self {
        Self { name, field_type: T::field_type(), about: one_line(docs) }
    }
}

/// Joins the lines of a documentation comment.
pub fn one_line(docs: &[&str]) -> String {
    let lines = docs.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// Declares a struct and implements [`Described`] for it from its documentation comments. Fields with
/// `#[serde(skip)]` are left out.
macro_rules! described {
    (
        $(#[$($attribute:tt)*])*
        pub struct $name:ident {
            $($(#[$($field_attribute:tt)*])* pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$($attribute)*])*
        pub struct $name {
            $($(#[$($field_attribute)*])* pub $field: $type,)*
        }

        impl $crate::describe::Described for $name {
            fn field_type() -> $crate::describe::FieldType {
                $crate::describe::FieldType::Struct(Self::description)
            }
        }

        impl $name {
            /// Describes the fields for authors of themes.
            pub fn description() -> $crate::describe::StructDescription {
                let fields = [
                    $($crate::describe::field_of!([] [$({$($field_attribute)*})*] $field $type),)*
                ];
                $crate::describe::StructDescription {
                    name: stringify!($name),
                    about: $crate::describe::one_line(&[$($crate::describe::doc_line!($($attribute)*)),*]),
                    fields: fields.into_iter().flatten().collect(),
                }
            }
        }
    };
}

/// The line of a documentation comment; empty for other attributes.
macro_rules! doc_line {
    (doc = $text:expr) => {
        $text
    };
    ($($other:tt)*) => {
        ""
    };
}

/// The description of a field with these attributes; none with `#[serde(skip)]`.
macro_rules! field_of {
    ([$($docs:expr,)*] [] $field:ident $type:ty) => {
        Some($crate::describe::FieldDescription::of::<$type>(stringify!($field), &[$($docs),*]))
    };
    ([$($docs:expr,)*] [{serde(skip)} $($rest:tt)*] $field:ident $type:ty) => {
        None
    };
    ([$($docs:expr,)*] [{doc = $doc:expr} $($rest:tt)*] $field:ident $type:ty) => {
        $crate::describe::field_of!([$($docs,)* $doc,] [$($rest)*] $field $type)
    };
    ([$($docs:expr,)*] [{$($other:tt)*} $($rest:tt)*] $field:ident $type:ty) => {
        $crate::describe::field_of!([$($docs,)*] [$($rest)*] $field $type)
    };
}

pub(crate) use {described, doc_line, field_of};

/// Implements [`Described`] for types that are one thing to a template.
macro_rules! described_as {
    ($($variant:ident: $($type:ty),*;)*) => {
        $($(impl Described for $type {
            fn field_type() -> FieldType {
                FieldType::$variant
            }
        })*)*
    };
}

described_as! {
    Text: String, str, &'static str, char, LinkKind, Slug;
    Html: Html;
    Number: usize, u64, i64, i16, i8;
    Flag: bool;
    Table: Extra;
}

impl<T: Described> Described for Option<T> {
    fn field_type() -> FieldType {
        FieldType::Optional(Box::new(T::field_type()))
    }
}

impl<T: Described> Described for Vec<T> {
    fn field_type() -> FieldType {
        FieldType::List(Box::new(T::field_type()))
    }
}

impl<T: Described> Described for [T] {
    fn field_type() -> FieldType {
        FieldType::List(Box::new(T::field_type()))
    }
}

impl<T: Described + ?Sized> Described for Arc<T> {
    fn field_type() -> FieldType {
        T::field_type()
    }
}

impl<T: Described> Described for Fingerprinted<T> {
    fn field_type() -> FieldType {
        T::field_type()
    }
}
