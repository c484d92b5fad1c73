//! Reads `[publication]`: where a paper appeared, in the variables of CSL 1.0.2. Does not read what entries have
//! separate fields for.

use super::people::name;
use crate::diagnostic::WithDiagnostics;
use crate::diagnostic::codes::content as codes;
use crate::fields::{Located, TableReader};
use crate::paper::{Edtf, Name, Publication, csl};

/// Reads the table.
pub fn read(fields: &mut TableReader<'_>) -> Publication {
    let Some(mut table) = fields.table("publication") else { return Publication::default() };
    let types: Vec<&str> = csl::TYPES.iter().map(|known| known.csl).collect();
    let mut publication =
        Publication { kind: table.choice("type", &types).map(str::to_owned), ..Publication::default() };
    for variable in csl::TEXTS {
        let text = table.text_or_number(variable.csl);
        publication.texts.extend(text.map(|text| (variable.csl.to_owned(), text.value)));
    }
    for variable in csl::NAMES {
        let plain = |text: Located<String>| Name::parse(&text.value);
        let names = table.tables(variable.csl, plain, |mut fields| {
            let name = name(&mut fields);
            WithDiagnostics::new(name, fields.finish())
        });
        if !names.is_empty() {
            publication.names.push((variable.csl.to_owned(), names));
        }
    }
    for variable in csl::DATES {
        let Some(text) = table.text_or_date(variable.csl) else { continue };
        match Edtf::parse(&text.value) {
            Some(date) => publication.dates.push((variable.csl.to_owned(), date)),
            None => table.report({
                let key = format!("publication.{}", variable.csl);
                codes::bad_publication_date(table.file().path, text.span, &key, &text.value)
            }),
        }
    }
    for diagnostic in table.finish() {
        fields.report(diagnostic);
    }
    publication
}
