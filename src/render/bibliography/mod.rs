//! Writes bibliographies in BibTeX, RIS, CSL-JSON, the digest's own JSON and Markdown. A record is written once
//! in each format. Its text is then used in every list that contains the record. The view decides which entries
//! are in a list.

mod apa;
pub mod bibtex;
mod cite;
pub mod csl;
pub mod json;
pub mod markdown;
mod name;
pub mod ris;
mod tex;

pub use cite::prepare;
pub use json::index;
