//! Which column of a CSV file holds what.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::base::LanguageTag;
use crate::language::fold;
use crate::model::SectionKind;

/// What a column of a CSV file is taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CsvField {
    /// The record's name in the system it comes from; rows with the same name update the same record.
    SourceId,
    /// The kind, by code or label.
    Kind,
    /// The title, in a language or in that of the options.
    Title(Option<LanguageTag>),
    /// The summary.
    Summary(Option<LanguageTag>),
    /// A section.
    Section(SectionKind, Option<LanguageTag>),
    /// Service areas, by id or label; several are separated by `;` or `|`.
    Concepts,
    /// Free subjects; several are separated by `;` or `|`.
    Subjects,
    /// Organizations, by id or name; several are separated by `;` or `|`.
    Organizations,
    /// The date: a year, year and month, or day.
    Date,
    /// The level of evidence, by code or label.
    Level,
    /// The address of the source.
    SourceUrl,
    /// The licence.
    Licence,
    /// Nothing: the column is left out on purpose.
    Ignored,
}

impl FromStr for CsvField {
    type Err = UnknownCsvField;

    /// What a column holds in a word: a header that [`of_header`](Self::of_header) knows, such as `title_fr`, or `ignored`.
    fn from_str(word: &str) -> Result<Self, UnknownCsvField> {
        if word == "ignored" { Ok(Self::Ignored) } else { Self::of_header(word).ok_or(UnknownCsvField) }
    }
}

/// The word names nothing that a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "it is not what a column can hold: use `ignored` or a header such as `title`, `summary_fr`, `results`, `municipality`"
)]
pub struct UnknownCsvField;

impl CsvField {
    /// Whether a record has room for one of it only.
    pub(super) fn is_one(&self) -> bool {
        match self {
            Self::Kind
            | Self::Title(_)
            | Self::Summary(_)
            | Self::Section(..)
            | Self::Date
            | Self::Level
            | Self::Licence => true,
            Self::SourceId
            | Self::Concepts
            | Self::Subjects
            | Self::Organizations
            | Self::SourceUrl
            | Self::Ignored => false,
        }
    }

    /// What a header most likely means, in English or French: `Title`, `titre_fr`, `Service area`, `Municipalité`.
    #[must_use]
    pub fn of_header(header: &str) -> Option<Self> {
        let folded = fold(header.trim()).replace([' ', '-', '.'], "_");
        let (name, language) = match folded.rsplit_once('_') {
            Some((name, "en" | "english" | "anglais")) => (name, Some(LanguageTag::en())),
            Some((name, "fr" | "french" | "francais")) => (name, Some(LanguageTag::fr())),
            _ => (folded.as_str(), None),
        };
        let section = |kind| Some(Self::Section(kind, language.clone()));
        match name {
            "id" | "identifier" | "identifiant" | "source_id" | "external_id" => Some(Self::SourceId),
            "kind" | "type" | "genre" => Some(Self::Kind),
            "title" | "titre" | "name" | "nom" => Some(Self::Title(language)),
            "summary" | "resume" | "abstract" | "description" | "sommaire" => Some(Self::Summary(language)),
            "challenge" | "defi" | "problem" | "probleme" => section(SectionKind::Challenge),
            "approach" | "approche" => section(SectionKind::Approach),
            "implementation" | "mise_en_oeuvre" => section(SectionKind::Implementation),
            "results" | "result" | "resultats" | "resultat" => section(SectionKind::Results),
            "barriers" | "obstacles" => section(SectionKind::Barriers),
            "lessons" | "lessons_learned" | "lecons" => section(SectionKind::Lessons),
            "next_steps" | "prochaines_etapes" => section(SectionKind::NextSteps),
            "adoption_advice" | "conseils" => section(SectionKind::AdoptionAdvice),
            "body" | "text" | "texte" | "content" | "contenu" => section(SectionKind::Body),
            "concept" | "concepts" | "area" | "areas" | "service_area" | "service_areas" | "secteur" | "secteurs" => {
                Some(Self::Concepts)
            }
            "subject" | "subjects" | "tags" | "tag" | "keywords" | "sujet" | "sujets" | "mots_cles" => {
                Some(Self::Subjects)
            }
            "municipality" | "municipalities" | "municipalite" | "municipalites" | "organization" | "organizations"
            | "organisation" | "organisations" => Some(Self::Organizations),
            "date" | "year" | "annee" => Some(Self::Date),
            "level" | "niveau" => Some(Self::Level),
            "url" | "link" | "lien" | "source" | "source_url" => Some(Self::SourceUrl),
            "licence" | "license" => Some(Self::Licence),
            _ => None,
        }
    }
}
