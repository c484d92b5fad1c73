//! The shape of a record in JSON, the digest's own and the API's: `docs/guide/api.md` describes it,
//! `docs/api.schema.json` says it to machines.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::{PublicationView, Record};
use crate::paper::{AuthorField, Name, Publication};

impl Serialize for Record {
    /// What is not known is not there.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = Object(serializer.serialize_map(None)?);
        map.set("id", &self.id)?;
        map.set("slug", &self.slug)?;
        map.set("key", &self.key)?;
        map.set("page", &self.address)?;
        map.set("type", self.kind)?;
        map.set("title", &self.title.plain)?;
        map.some("title_tex", self.title.has_formula().then(|| self.title.with_tex()).as_ref())?;
        map.set("authors", &People(&self.authors))?;
        map.set("date", &self.date)?;
        map.some("updated", self.updated.as_ref())?;
        map.some("published", self.published.map(|date| date.to_string()).as_ref())?;
        map.some("arxiv", self.arxiv.as_ref().map(ToString::to_string).as_ref())?;
        map.some("doi", self.doi.as_ref())?;
        map.some("url", self.url.as_ref())?;
        map.some("venue", self.venue.as_ref())?;
        map.some("category", self.category.as_ref())?;
        map.some(
            "publication",
            (self.publication != Publication::default()).then_some(&Shown(&self.publication)),
        )?;
        map.set("topics", &self.topics)?;
        map.set("tags", &self.tags)?;
        map.set("links", &self.links)?;
        map.some("summary", Some(&self.summary.plain).filter(|summary| !summary.is_empty()))?;
        map.some("abstract", self.abstract_text.as_ref().map(|text| text.with_tex()).as_ref())?;
        map.some("curator", self.curator.as_ref().map(|curator| &curator.name))?;
        map.some("votes", self.votes.as_ref())?;
        map.some("featured", self.featured.then_some(&true))?;
        map.some("withdrawn", self.withdrawn.then_some(&true))?;
        map.0.end()
    }
}

struct Object<M>(M);

impl<M: SerializeMap> Object<M> {
    fn set<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), M::Error> {
        self.0.serialize_entry(key, value)
    }

    fn some<T: Serialize + ?Sized>(&mut self, key: &str, value: Option<&T>) -> Result<(), M::Error> {
        value.map_or(Ok(()), |value| self.set(key, value))
    }

    fn text(&mut self, key: &str, value: &str) -> Result<(), M::Error> {
        self.some(key, Some(value).filter(|value| !value.is_empty()))
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

struct People<'a>(&'a [AuthorField]);

impl Serialize for People<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut people = serializer.serialize_seq(Some(self.0.len()))?;
        for author in self.0 {
            people.serialize_element(&Person(author))?;
        }
        people.end()
    }
}

struct Person<'a>(&'a AuthorField);

impl Serialize for Person<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let AuthorField { name, display, orcid, affiliation, url, .. } = self.0;
        let mut map = Object(serializer.serialize_map(None)?);
        map.set("name", display)?;
        map.name(name)?;
        map.some("orcid", orcid.as_ref())?;
        map.some("affiliation", affiliation.as_ref())?;
        map.some("url", url.as_ref())?;
        map.0.end()
    }
}

impl Serialize for PublicationView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Shown(&self.0).serialize(serializer)
    }
}

/// `[publication]` as templates and JSON have it: a flat table, people by their names.
struct Shown<'a>(&'a Publication);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Publication { kind, texts, names, dates } = self.0;
        let mut map = Object(serializer.serialize_map(None)?);
        map.some("type", kind.as_ref())?;
        for (variable, text) in texts {
            map.set(variable, text)?;
        }
        for (variable, names) in names {
            map.set(variable, &names.iter().map(Name::display).collect::<Vec<_>>())?;
        }
        for (variable, date) in dates {
            map.set(variable, &date.to_string())?;
        }
        map.0.end()
    }
}
