//! How a query was understood.

use serde::{Deserialize, Serialize};

use crate::language::{Language, Message};

/// How a query was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interpretation {
    /// The query as understood, in the query language.
    pub query: String,
    /// What was read differently from what was typed, or could not be understood.
    pub notices: Vec<Notice>,
    /// What names in the query were taken for.
    pub resolved: Vec<ResolvedName>,
    /// Words that were corrected; ask with `correct` off to search for what was typed.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// Service areas and municipalities named by plain words, found by their other labels, too.
    #[serde(default)]
    pub expansions: Vec<Expansion>,
}

/// A word that was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What was typed.
    pub typed: String,
    /// What was looked for instead.
    pub corrected: String,
}

/// A name or word of a query, and what else was looked for because of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expansion {
    /// What it names: `area` or `municipality`; `word` for a word that was also looked for in the other language.
    pub field: String,
    /// What was typed.
    pub typed: String,
    /// The ids it means, none for a word; records with narrower service areas are found, too.
    pub ids: Vec<String>,
    /// What it was taken for, as people call it.
    pub label: String,
    /// The other labels that were looked for, in both languages.
    pub labels: Vec<String>,
}

/// Something a reader should know about how the query was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Why, for programs.
    pub code: String,
    /// What happened, for people: in French for readers who prefer it, else in English.
    pub reason: String,
}

impl Notice {
    pub(crate) fn new(code: &str, message: &Message<'_>, language: Language) -> Self {
        Self { code: code.to_owned(), reason: message.text(language) }
    }
}

/// A name in a filter, and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolvedName {
    /// The field, such as `area` or `municipality`.
    pub field: String,
    /// What was typed.
    pub typed: String,
    /// The ids it means.
    pub ids: Vec<String>,
    /// The label of what it was taken for.
    pub label: String,
}
