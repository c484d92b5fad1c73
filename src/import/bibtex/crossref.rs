//! Adds the fields that an entry inherits from others through `crossref` and `xdata`, by the rules of BibLaTeX.
//! Each entry is completed once, so the time is proportional to the length of a chain.

use std::collections::BTreeMap;

use super::mapping;
use super::reader::Entry;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::import as codes;
use crate::place::SourcePath;

/// The maximum number of fields of an entry that inherits. Without this limit, a chain in which each entry adds
/// a field would need space that grows with the square of its length.
const MAX_FIELDS: usize = 300;

/// The fields of an entry.
pub type FieldMap<'e> = BTreeMap<&'e str, &'e str>;

/// The index of each entry by its key in lower case. If keys are equal, the first entry is used.
pub fn by_key(entries: &[Entry<'_>]) -> BTreeMap<String, usize> {
    let keys = entries.iter().enumerate().rev().filter(|(_, entry)| !entry.key.is_empty());
    keys.map(|(at, entry)| (entry.key.to_lowercase(), at)).collect()
}

/// Returns the fields of every entry, with the inherited ones. Reports references to entries that do not exist.
pub fn inherit<'e>(
    entries: &'e [Entry<'_>],
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<FieldMap<'e>> {
    let by_key = by_key(entries);
    let mut complete: Vec<Option<FieldMap<'e>>> = entries.iter().map(|_| None).collect();
    let mut is_open = vec![false; entries.len()];
    let mut open = Vec::new();
    for start in 0..entries.len() {
        open.push(start);
        while let Some(&at) = open.last() {
            if complete[at].is_some() {
                open.pop();
                continue;
            }
            let parents = parents(&entries[at]);
            let known = parents.iter().filter_map(|(_, key)| by_key.get(&key.to_lowercase()).copied());
            // A cycle of references is cut where it closes.
            let missing: Vec<usize> =
                known.filter(|parent| complete[*parent].is_none() && !is_open[*parent]).collect();
            if !is_open[at] {
                is_open[at] = true;
                open.extend(missing.iter().filter(|parent| **parent != at));
                continue;
            }
            let mut fields: FieldMap<'e> =
                entries[at].fields.iter().map(|(name, value)| (&**name, &**value)).collect();
            for (field, key) in parents {
                let Some(&parent) = by_key.get(&key.to_lowercase()) else {
                    diagnostics.push(codes::unresolved_crossref(path, entries[at].span, field, key));
                    continue;
                };
                let Some(inherited) = complete[parent].as_ref().filter(|_| parent != at) else { continue };
                for (name, value) in inherited {
                    let name = match field {
                        "xdata" => Some(*name),
                        _ => mapping::inherited(name, &entries[parent].kind, &entries[at].kind),
                    };
                    if let Some(name) = name.filter(|_| fields.len() < MAX_FIELDS) {
                        fields.entry(name).or_insert(value);
                    }
                }
            }
            complete[at] = Some(fields);
            open.pop();
        }
    }
    complete.into_iter().map(Option::unwrap_or_default).collect()
}

/// The references of an entry: the field and the key.
fn parents<'e>(entry: &'e Entry<'_>) -> Vec<(&'static str, &'e str)> {
    let keys = |field: &'static str| {
        let keys = entry.fields.get(field).map(|keys| &**keys).unwrap_or_default();
        keys.split(',').map(str::trim).filter(|key| !key.is_empty()).map(move |key| (field, key))
    };
    // Fields from data containers have priority over those of the parent.
    keys("xdata").chain(keys("crossref")).collect()
}
