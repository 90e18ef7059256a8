//! How a CSV file is read.

use std::collections::HashMap;
use std::fmt::Display;
use std::str::FromStr;

use crate::convert::{IntoCore, LanguageTag, Problems, records};
use crate::model::RecordKind;

records! {
    /// How a CSV file is read.
    pub struct CsvOptions {
        /// What columns hold, by header, such as `Nom` to `title_fr`; `ignored` leaves one out. Columns not named here are taken
        /// by what their header says.
        pub columns: HashMap<String, String> = default,
        /// The language of texts whose column does not give one; left out, English (`en`).
        pub language: Option<LanguageTag> = default,
        /// The name of the system the file comes from, left out `csv`; with the column of ids it makes importing again harmless.
        pub source: Option<String> = default,
        /// The kind of records whose row does not give one; left out, a practice (`RecordKind::Practice`).
        pub kind: Option<RecordKind> = default,
        /// The delimiter, one character; left out, it is detected.
        pub delimiter: Option<String> = default,
    }
}

/// These options, with the library's own where there is no value.
impl IntoCore<omkn_core::CsvOptions> for CsvOptions {
    fn into_core(self, problems: &mut Problems) -> omkn_core::CsvOptions {
        let Self { columns, language, source, kind, delimiter } = self;
        let default = omkn_core::CsvOptions::default();
        let mut columns: Vec<(String, String)> = columns.into_iter().collect();
        columns.sort();
        let columns = problems.within("columns", |problems| {
            let column = |(header, word): (String, String)| Some((header, parsed(&word, problems)?));
            columns.into_iter().filter_map(column).collect()
        });
        omkn_core::CsvOptions {
            columns,
            language: problems.within("language", |problems| language.into_core(problems)).unwrap_or(default.language),
            source: source.unwrap_or(default.source),
            kind: kind.map_or(default.kind, Into::into),
            delimiter: problems.within("delimiter", |problems| parsed(&delimiter?, problems)),
        }
    }
}

fn parsed<T: FromStr<Err: Display>>(text: &str, problems: &mut Problems) -> Option<T> {
    text.parse().map_err(|error| problems.add(error)).ok()
}
