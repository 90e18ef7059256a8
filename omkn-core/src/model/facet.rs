//! Facets: the sides from which records are counted, filtered and narrowed. One table says everything about each.

use std::borrow::Cow;

use super::coverage::PopulationBand;
use super::enums::{EvidenceLevel, RecordKind, Status, Tier, Visibility};
use crate::base::{LanguageTag, Word, parse_word, word_enum};
use crate::language::Message;

/// What the values of a facet are.
#[derive(Debug, Clone, Copy)]
pub(crate) enum FacetValues {
    /// Concept ids; a record counts for the broader ones, too. Filters take labels as well.
    Concepts,
    /// Ids of the register, or names where the register has none. Filters take any form of a name.
    Organizations,
    /// Names. Filters take them in any case, with or without accents.
    Names,
    /// Free text.
    Texts,
    /// Language tags, without regions.
    Languages,
    /// Codes of a closed list.
    Words(&'static [Word]),
    /// Years.
    Years,
}

/// Makes the list of facets and what is known of each: its code and labels, what its values are, and its names in the query
/// language, folded, of which the first is printed.
macro_rules! facets {
    ($($(#[$doc:meta])* $case:ident = $code:literal, $en:literal, $fr:literal, $values:expr, [$($name:literal),*];)+) => {
        word_enum! {
            /// A side of a record that can be counted, filtered and narrowed by.
            Facet { $($(#[$doc])* $case = $code, $en, $fr;)+ }
        }

        impl Facet {
            /// What its values are.
            pub(crate) fn values(self) -> FacetValues {
                match self { $(Self::$case => $values),+ }
            }

            /// Its names in the query language; none where queries cannot filter by it.
            pub(crate) fn query_names(self) -> &'static [&'static str] {
                match self { $(Self::$case => &[$($name),*]),+ }
            }
        }
    };
}

facets! {
    /// Service areas; hierarchical: a record counts for its concepts and all broader ones, once each.
    Area = "area", "Service area", "Domaine de service",
        FacetValues::Concepts, ["area", "secteur", "domaine", "service"];
    /// Kinds of record.
    Kind = "kind", "Kind", "Genre",
        FacetValues::Words(RecordKind::WORDS), ["kind", "genre", "type"];
    /// Levels of evidence.
    Level = "level", "Level of evidence", "Niveau de preuve",
        FacetValues::Words(EvidenceLevel::WORDS), ["level", "niveau"];
    /// Organizations, by id.
    Municipality = "municipality", "Municipality", "Municipalité",
        FacetValues::Organizations, ["municipality", "municipalite", "organization", "organisation", "org"];
    /// Geographic areas.
    Region = "region", "Region", "Région",
        FacetValues::Names, ["region"];
    /// Tiers of municipality.
    Tier = "tier", "Tier", "Palier",
        FacetValues::Words(Tier::WORDS), ["tier", "palier"];
    /// Classes of population.
    PopulationBand = "population_band", "Population", "Population",
        FacetValues::Words(PopulationBand::WORDS), [];
    /// Years of the record's date.
    Year = "year", "Year", "Année",
        FacetValues::Years, ["year", "annee", "date"];
    /// Languages the record has a title in.
    Language = "language", "Language", "Langue",
        FacetValues::Languages, ["lang", "language", "langue"];
    /// Free subjects.
    Subject = "subject", "Subject", "Sujet",
        FacetValues::Texts, ["subject", "sujet"];
    /// Statuses.
    Status = "status", "Status", "État",
        FacetValues::Words(Status::WORDS), ["status", "statut"];
    /// Visibilities.
    Visibility = "visibility", "Visibility", "Visibilité",
        FacetValues::Words(Visibility::WORDS), ["visibility", "visibilite"];
    /// Who published the record: an id of the register, or a name.
    Publisher = "publisher", "Publisher", "Éditeur",
        FacetValues::Organizations, ["publisher", "editeur"];
}

impl Facet {
    /// The value as it is stored: a code for a code or label of a closed list, a language tag in its usual form.
    ///
    /// # Errors
    ///
    /// What values the facet has, where this is none.
    fn value(self, text: &str) -> Result<String, Message<'static>> {
        match self.values() {
            FacetValues::Words(words) => parse_word(text, words, words.iter())
                .map(|word| word.code.to_owned())
                .map_err(|_| Message::NotInList(text.to_owned(), words)),
            FacetValues::Languages => match text.parse::<LanguageTag>() {
                Ok(tag) => Ok(tag.to_string()),
                Err(_) => Err(Message::TakesLanguages(text.to_owned())),
            },
            FacetValues::Years => text.parse::<u16>().map(|year| year.to_string()).map_err(|_| Message::TakesYears),
            FacetValues::Concepts | FacetValues::Organizations | FacetValues::Names | FacetValues::Texts => {
                Ok(text.to_owned())
            }
        }
    }

    /// Several values as they are stored; see [`value`](Self::value).
    pub(crate) fn checked(self, values: &[String]) -> Result<Vec<String>, Message<'static>> {
        values.iter().map(|value| self.value(value)).collect()
    }

    /// The number of a value from a closed list, or of a year; `None` for facets whose values the store numbers.
    pub(crate) fn closed_number(self, value: &str) -> Option<u64> {
        match self.values() {
            FacetValues::Words(words) => words.iter().zip(0..).find(|(word, _)| word.code == value).map(|(_, at)| at),
            FacetValues::Years => value.parse().ok(),
            _ => None,
        }
    }

    /// The value of a closed list that has this number; the inverse of [`closed_number`](Self::closed_number).
    pub(crate) fn closed_value(self, number: u64) -> Option<Cow<'static, str>> {
        match self.values() {
            FacetValues::Words(words) => words.get(usize::try_from(number).ok()?).map(|word| Cow::Borrowed(word.code)),
            FacetValues::Years => Some(Cow::Owned(number.to_string())),
            _ => None,
        }
    }

    /// Its values, where they are a closed list, in the order of the list.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::Facet;
    ///
    /// assert_eq!(Facet::Tier.words().unwrap(), ["upper", "lower", "single"]);
    /// assert_eq!(Facet::Subject.words(), None);
    /// ```
    #[must_use]
    pub fn words(self) -> Option<Vec<&'static str>> {
        match self.values() {
            FacetValues::Words(words) => Some(words.iter().map(|word| word.code).collect()),
            _ => None,
        }
    }

    /// Whether the store numbers its values.
    pub(crate) fn is_open(self) -> bool {
        !matches!(self.values(), FacetValues::Words(_) | FacetValues::Years)
    }
}
