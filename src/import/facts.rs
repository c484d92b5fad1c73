//! Lists the facts of a record by key, in the order in which an entry writes them. The curator's own keys
//! (`date`, `topics`, `tags`, the note) are not included.

use super::imported_paper::{Author, ImportedPaper, Variable};
use crate::edit::Value;
use crate::paper::{Edtf, Name, csl};

/// The table that contains the CSL variables.
pub const PUBLICATION: &str = "publication";

/// The facts of a record as pairs of key and value. Keys of the publication table begin with `publication.`.
pub fn facts(record: &ImportedPaper) -> Vec<(String, Value)> {
    let mut facts: Vec<(String, Value)> = Vec::new();
    let mut add = |key: &str, value: Option<String>| {
        let value = value.filter(|value| !value.is_empty());
        facts.extend(value.map(|value| (key.to_owned(), Value::Text(value))));
    };
    add("title", Some(record.title.markdown()));
    add("arxiv", record.arxiv.as_ref().map(ToString::to_string));
    add("doi", record.doi.as_ref().map(|doi| doi.as_str().to_owned()));
    add("url", record.url.clone());
    add("published", record.published.map(|published| published.to_string()));
    add("venue", record.venue.clone());
    add("category", record.category.clone());
    for (key, address) in &record.links {
        add(key, Some(address.clone()));
    }
    if !record.named_links.is_empty() {
        let link = |(name, url): &(String, String)| {
            let text = |text: &String| Value::Text(text.clone());
            Value::Table(vec![("name".to_owned(), text(name)), ("url".to_owned(), text(url))])
        };
        let links = record.named_links.iter().map(link).collect();
        facts.push(("links".to_owned(), Value::List(links)));
    }
    let mut add = |key: &str, value: Option<String>| {
        let value = value.filter(|value| !value.is_empty());
        facts.extend(value.map(|value| (key.to_owned(), Value::Text(value))));
    };
    if record.withdrawn {
        add("status", Some("withdrawn".to_owned()));
    }
    add("abstract", Some(record.abstract_text.abstract_text()));
    if !record.authors.is_empty() {
        let authors = Value::List(record.authors.iter().map(author).collect());
        facts.insert(1, ("authors".to_owned(), authors));
    }
    if let Some(votes) = record.votes {
        let behind = facts.iter().position(|(key, _)| key == "abstract").unwrap_or(facts.len());
        facts.insert(behind, ("votes".to_owned(), Value::Number(votes)));
    }
    for (name, variable) in record.publication.iter().filter(|(name, variable)| is_known(name, variable)) {
        let value = match variable {
            Variable::Text(text) => Value::Text(text.clone()),
            Variable::Names(names) => Value::List(names.iter().map(person).collect()),
        };
        facts.push((format!("{PUBLICATION}.{name}"), value));
    }
    facts
}

/// Whether an entry can contain the variable.
fn is_known(name: &str, variable: &Variable) -> bool {
    let among = |table: &[csl::Variable]| table.iter().any(|known| known.csl == name);
    match variable {
        Variable::Text(text) if name == "type" => csl::type_of(text).is_some(),
        Variable::Text(text) if among(&csl::DATES) => Edtf::parse(text).is_some(),
        Variable::Text(_) => among(&csl::TEXTS),
        Variable::Names(_) => among(&csl::NAMES),
    }
}

fn author(author: &Author) -> Value {
    if author.orcid.is_none() && author.affiliation.is_none() {
        return person(&author.name);
    }
    let mut parts = parts(&author.name);
    let more = [("orcid", &author.orcid), ("affiliation", &author.affiliation)];
    parts.extend(
        more.into_iter().filter_map(|(key, value)| Some((key.to_owned(), Value::Text(value.clone()?)))),
    );
    Value::Table(parts)
}

/// Writes a name as the shortest text that gives the same name when read. If there is none, writes a table of
/// its parts.
fn person(name: &Name) -> Value {
    let literal = format!("{{{}}}", name.family);
    let family = name.full_family();
    let listed = [family.as_str(), &name.suffix, &name.given];
    let listed = listed.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    for text in if name.literal { [literal.clone(), literal] } else { [name.display(), listed] } {
        if Name::parse(&text) == *name {
            return Value::Text(text);
        }
    }
    Value::Table(self::parts(name))
}

fn parts(name: &Name) -> Vec<(String, Value)> {
    let parts = if name.literal {
        vec![("literal", &name.family)]
    } else {
        vec![
            ("family", &name.family),
            ("given", &name.given),
            ("particle", &name.particle),
            ("suffix", &name.suffix),
        ]
    };
    let parts = parts.into_iter().filter(|(_, part)| !part.is_empty());
    parts.map(|(key, part)| (key.to_owned(), Value::Text(part.clone()))).collect()
}
