//! The JSON of a record, the same in bibliographies and the API. `docs/guide/api.md` describes it, and
//! `docs/api.schema.json` is its schema.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::{BibRecord, PublicationView};
use crate::paper::{AuthorField, Name, Publication};

impl Serialize for BibRecord {
    /// Leaves out what is not known.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = JsonObject(serializer.serialize_map(None)?);
        map.required("id", &self.id)?;
        map.required("slug", &self.slug)?;
        map.required("key", &self.key)?;
        map.required("page", &self.address)?;
        map.required("type", self.kind)?;
        map.required("title", &self.title.plain)?;
        map.optional("title_tex", self.title.has_formula().then(|| self.title.with_tex()).as_ref())?;
        map.required("authors", &JsonPeople(&self.authors))?;
        map.required("date", &self.date)?;
        map.optional("updated", self.updated.as_ref())?;
        map.optional("published", self.published.map(|date| date.to_string()).as_ref())?;
        map.optional("arxiv", self.arxiv.as_ref().map(ToString::to_string).as_ref())?;
        map.optional("doi", self.doi.as_ref())?;
        map.optional("url", self.url.as_ref())?;
        map.optional("venue", self.venue.as_ref())?;
        map.optional("category", self.category.as_ref())?;
        map.optional(
            "publication",
            (self.publication != Publication::default()).then_some(&JsonPublication(&self.publication)),
        )?;
        map.required("topics", &self.topics)?;
        map.required("tags", &self.tags)?;
        map.required("links", &self.links)?;
        map.optional("summary", Some(&self.summary.plain).filter(|summary| !summary.is_empty()))?;
        map.optional("abstract", self.abstract_text.as_ref().map(|text| text.with_tex()).as_ref())?;
        map.optional("curator", self.curator.as_ref().map(|curator| &curator.name))?;
        map.optional("votes", self.votes.as_ref())?;
        map.optional("featured", self.featured.then_some(&true))?;
        map.optional("withdrawn", self.withdrawn.then_some(&true))?;
        map.0.end()
    }
}

struct JsonObject<M>(M);

impl<M: SerializeMap> JsonObject<M> {
    fn required<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), M::Error> {
        self.0.serialize_entry(key, value)
    }

    fn optional<T: Serialize + ?Sized>(&mut self, key: &str, value: Option<&T>) -> Result<(), M::Error> {
        value.map_or(Ok(()), |value| self.required(key, value))
    }

    fn text(&mut self, key: &str, value: &str) -> Result<(), M::Error> {
        self.optional(key, Some(value).filter(|value| !value.is_empty()))
    }

    fn name(&mut self, name: &Name) -> Result<(), M::Error> {
        if name.literal {
            return Ok(());
        }
        self.text("family", &name.family)?;
        self.text("given", &name.given)?;
        self.text("particle", &name.particle)?;
        self.text("suffix", &name.suffix)
    }
}

struct JsonPeople<'a>(&'a [AuthorField]);

impl Serialize for JsonPeople<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut people = serializer.serialize_seq(Some(self.0.len()))?;
        for author in self.0 {
            people.serialize_element(&JsonPerson(author))?;
        }
        people.end()
    }
}

struct JsonPerson<'a>(&'a AuthorField);

impl Serialize for JsonPerson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let AuthorField { name, display, orcid, affiliation, url, .. } = self.0;
        let mut map = JsonObject(serializer.serialize_map(None)?);
        map.required("name", display)?;
        map.name(name)?;
        map.optional("orcid", orcid.as_ref())?;
        map.optional("affiliation", affiliation.as_ref())?;
        map.optional("url", url.as_ref())?;
        map.0.end()
    }
}

impl Serialize for PublicationView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        JsonPublication(&self.0).serialize(serializer)
    }
}

/// `[publication]` as templates and JSON have it: a flat table, people by their names.
struct JsonPublication<'a>(&'a Publication);

impl Serialize for JsonPublication<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Publication { kind, texts, names, dates } = self.0;
        let mut map = JsonObject(serializer.serialize_map(None)?);
        map.optional("type", kind.as_ref())?;
        for (variable, text) in texts {
            map.required(variable, text)?;
        }
        for (variable, names) in names {
            map.required(variable, &names.iter().map(Name::display).collect::<Vec<_>>())?;
        }
        for (variable, date) in dates {
            map.required(variable, &date.to_string())?;
        }
        map.0.end()
    }
}
