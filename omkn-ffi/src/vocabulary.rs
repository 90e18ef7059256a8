//! Organizations and concepts.

use std::collections::HashMap;

use crate::convert::{Crossed, Out, both_ways, outgoing};
use crate::enums::{LabelKind, MappingKind, MatchQuality, OrganizationKind, Tier};
use crate::values::{ConceptId, LanguageTag, OrganizationId, SchemeId};

/// One more name of an organization.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct OrganizationName {
    /// The name.
    pub name: String,
    /// Its language.
    pub language: LanguageTag,
}

/// The population at one census.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct CensusPopulation {
    /// The census year.
    pub year: i16,
    /// How many people.
    pub population: u64,
}

/// A place on the earth, WGS 84, in degrees.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Position {
    /// North is positive, −90 to 90.
    pub latitude: f64,
    /// East is positive, −180 to 180.
    pub longitude: f64,
}

/// A municipality, association, ministry, agency or company.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Organization {
    /// The id.
    pub id: OrganizationId,
    /// What sort of organization it is.
    pub kind: OrganizationKind,
    /// The name without its status, in English and where it differs in French, such as `Greater Sudbury`.
    #[uniffi(default)]
    pub name: HashMap<LanguageTag, String>,
    /// The full official names, such as `City of Greater Sudbury`.
    #[uniffi(default)]
    pub official_name: HashMap<LanguageTag, String>,
    /// Other names it goes by.
    #[uniffi(default = [])]
    pub aliases: Vec<OrganizationName>,
    /// The tier, of a municipality.
    #[uniffi(default = None)]
    pub tier: Option<Tier>,
    /// The municipal status, such as `Township`, `City`, `County`.
    #[uniffi(default = None)]
    pub municipal_status: Option<String>,
    /// The upper-tier municipality it is part of, or the parent organization.
    #[uniffi(default = None)]
    pub parent: Option<OrganizationId>,
    /// The geographic area by name: the census division, such as `Simcoe` or `Rainy River`.
    #[uniffi(default = None)]
    pub region: Option<String>,
    /// Whether it lies in Northern Ontario; `None` where that is no question.
    #[uniffi(default = None)]
    pub is_northern: Option<bool>,
    /// The address of its website.
    #[uniffi(default = None)]
    pub website: Option<String>,
    /// Populations by census, oldest first.
    #[uniffi(default = [])]
    pub populations: Vec<CensusPopulation>,
    /// Land area in square kilometres.
    #[uniffi(default = None)]
    pub land_area_km2: Option<f64>,
    /// Where it is.
    #[uniffi(default = None)]
    pub position: Option<Position>,
    /// Yearly operating spending per resident in Canadian dollars, where the host knows it; the built-in register does not
    /// tell it.
    #[uniffi(default = None)]
    pub spending_per_resident: Option<f64>,
}

/// A link from a concept to one of another classification.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Mapping {
    /// How they match.
    pub kind: MappingKind,
    /// The other classification: `mbncanada`, `fir`, `cofog`, `lgsl`, or a name the host knows.
    pub scheme: String,
    /// The code there, such as `0621`, or the name where there are no codes.
    pub notation: String,
}

/// One idea that records can be about, such as winter control, with its names in every language.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Concept {
    /// The id, unique over all schemes; it never changes and is never used again.
    pub id: ConceptId,
    /// The scheme it is in.
    pub scheme: SchemeId,
    /// A code for people and forms, if the scheme has codes.
    #[uniffi(default = None)]
    pub notation: Option<String>,
    /// Its name, one in each language.
    pub pref_label: HashMap<LanguageTag, String>,
    /// Synonyms and acronyms by language.
    #[uniffi(default)]
    pub alt_labels: HashMap<LanguageTag, Vec<String>>,
    /// Misspellings and old words by language: found, never shown.
    #[uniffi(default)]
    pub hidden_labels: HashMap<LanguageTag, Vec<String>>,
    /// What it means, in a sentence.
    #[uniffi(default)]
    pub definition: HashMap<LanguageTag, String>,
    /// What belongs here and what does not.
    #[uniffi(default)]
    pub scope_note: HashMap<LanguageTag, String>,
    /// The concepts it is part or a kind of; the first is the one shown in a path. None: a top concept.
    #[uniffi(default = [])]
    pub broader: Vec<ConceptId>,
    /// Concepts that have to do with it; goes both ways even where only one side says so.
    #[uniffi(default = [])]
    pub related: Vec<ConceptId>,
    /// Whether it is out of use; records that name it count for its replacements.
    #[uniffi(default = false)]
    pub deprecated: bool,
    /// What to use instead; several after a split, none where nothing takes its place.
    #[uniffi(default = [])]
    pub replaced_by: Vec<ConceptId>,
    /// Its matches in other classifications.
    #[uniffi(default = [])]
    pub mappings: Vec<Mapping>,
    /// The version of its scheme in which it came in.
    #[uniffi(default = None)]
    pub added_in: Option<u32>,
    /// The version of its scheme in which it went out of use.
    #[uniffi(default = None)]
    pub deprecated_in: Option<u32>,
}

/// A set of concepts that belong together and are published together, with one version number.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct ConceptScheme {
    /// The id, such as `omkn`.
    pub id: SchemeId,
    /// Its name.
    pub title: HashMap<LanguageTag, String>,
    /// What it is for.
    #[uniffi(default)]
    pub description: HashMap<LanguageTag, String>,
    /// Goes up by one with each edit that touches the scheme; the first is 1.
    #[uniffi(default = 1)]
    pub version: u32,
    /// The languages its labels are kept in.
    #[uniffi(default = [])]
    pub languages: Vec<LanguageTag>,
    /// The terms others may use it under.
    #[uniffi(default = None)]
    pub licence: Option<String>,
    /// Whom to name when using it.
    #[uniffi(default = None)]
    pub attribution: Option<String>,
}

/// A label of a concept that stands in a text.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct ClassificationReason {
    /// The label.
    pub label: String,
    /// The language of the label.
    pub language: LanguageTag,
    /// The kind of the label.
    pub kind: LabelKind,
    /// Where it stands first in the text, in UTF-16 code units.
    pub start: u64,
    /// Where it ends there.
    pub end: u64,
    /// How often it stands there.
    pub count: u32,
}

/// A concept that a text is about.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Classification {
    /// The concept.
    pub concept: ConceptId,
    /// How much in the text speaks for it, between 0 and 1; good for an order, not a probability.
    pub score: f32,
    /// What speaks for it, strongest first; never empty.
    pub reasons: Vec<ClassificationReason>,
}

/// A concept that a text may mean.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct ConceptMatch {
    /// The concept; where the text names a deprecated one, its replacement.
    pub concept: ConceptId,
    /// The label that matched, or the id or notation.
    pub label: String,
    /// The language of the label; none for an id or notation.
    pub language: Option<LanguageTag>,
    /// The kind of the label; none for an id or notation.
    pub kind: Option<LabelKind>,
    /// How well it matched.
    pub quality: MatchQuality,
}

both_ways! {
    OrganizationName { name, language }
    CensusPopulation { year, population }
    Position { latitude, longitude }
    Organization {
        id, kind, name, official_name, aliases, tier, municipal_status, parent, region, is_northern, website,
        populations, land_area_km2, position, spending_per_resident,
    }
    Mapping { kind, scheme, notation }
    Concept {
        id, scheme, notation, pref_label, alt_labels, hidden_labels, definition, scope_note, broader, related,
        deprecated, replaced_by, mappings, added_in, deprecated_in,
    }
    ConceptScheme { id, title, description, version, languages, licence, attribution }
}

outgoing! {
    Classification { concept, score, reasons }
    ConceptMatch { concept, label, language, kind, quality }
}

impl Out<omkn_core::Reason> for ClassificationReason {
    fn out(core: omkn_core::Reason) -> Crossed<Self> {
        let omkn_core::Reason { label, language, kind, start, end, count } = core;
        let (start, end) = (Out::out(start)?, Out::out(end)?);
        Ok(Self { label, language: Out::out(language)?, kind: Out::out(kind)?, start, end, count })
    }
}
