//! How a CSV file is read.

use std::collections::HashMap;

use crate::convert::{LanguageTag, parse_at, records};
use crate::error::Result;
use crate::model::RecordKind;

records! {
    /// How a CSV file is read. Without a value, what the library takes by default.
    pub struct CsvOptions {
        /// What columns hold, by header, such as `Nom` to `title_fr`; `ignored` leaves one out. Columns not named here are taken
        /// by what their header says.
        pub columns: HashMap<String, String> = default,
        /// The language of texts whose column does not tell it.
        pub language: Option<LanguageTag> = default,
        /// The name of the system the file comes from; with the column of ids it makes importing again harmless.
        pub source: Option<String> = default,
        /// The kind of records whose row does not tell it.
        pub kind: Option<RecordKind> = default,
        /// The delimiter, one character; without it, it is found out.
        pub delimiter: Option<String> = default,
    }
}

impl CsvOptions {
    /// These options, with the library's own where there is no value.
    pub(crate) fn into_core(self) -> Result<omkn_core::CsvOptions> {
        let Self { columns, language, source, kind, delimiter } = self;
        let column = |(header, word): (String, String)| Ok((header, parse_at("columns", &word)?));
        let default = omkn_core::CsvOptions::default();
        Ok(omkn_core::CsvOptions {
            columns: columns.into_iter().map(column).collect::<Result<_>>()?,
            language: language.map_or(Ok(default.language), |language| parse_at("language", &language.0))?,
            source: source.unwrap_or(default.source),
            kind: kind.map_or(default.kind, Into::into),
            delimiter: delimiter.map(|delimiter| parse_at("delimiter", &delimiter)).transpose()?,
        })
    }
}
