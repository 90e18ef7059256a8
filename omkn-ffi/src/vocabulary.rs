//! Organizations and concepts.

use std::collections::HashMap;

use crate::convert::{ConceptId, LanguageTag, OrganizationId, SchemeId, records};
use crate::enums::{LabelKind, MappingKind, MatchQuality, OrganizationKind, Tier};

records! {
    /// One more name of an organization.
    pub struct OrganizationName: FromCore + IntoCore {
        /// The name.
        pub name: String,
        /// Its language.
        pub language: LanguageTag,
    }

    /// The population at one census.
    pub struct CensusPopulation: FromCore + IntoCore {
        /// The census year.
        pub year: i16,
        /// How many people.
        pub population: u64,
    }

    /// A place on the earth, WGS 84, in degrees.
    pub struct Position: FromCore + IntoCore {
        /// North is positive, −90 to 90.
        pub latitude: f64,
        /// East is positive, −180 to 180.
        pub longitude: f64,
    }

    /// A municipality, association, ministry, agency or company.
    pub struct Organization: FromCore + IntoCore {
        /// The id.
        pub id: OrganizationId,
        /// What sort of organization it is.
        pub kind: OrganizationKind,
        /// The name without its status, in English and where it differs in French, such as `Greater Sudbury`.
        pub name: HashMap<LanguageTag, String> = default,
        /// The full official names, such as `City of Greater Sudbury`.
        pub official_name: HashMap<LanguageTag, String> = default,
        /// Other names it goes by.
        pub aliases: Vec<OrganizationName> = default,
        /// The tier, of a municipality.
        pub tier: Option<Tier> = default,
        /// The municipal status, such as `Township`, `City`, `County`.
        pub municipal_status: Option<String> = default,
        /// The upper-tier municipality it is part of, or the parent organization.
        pub parent: Option<OrganizationId> = default,
        /// The geographic area by name: the census division, such as `Simcoe` or `Rainy River`.
        pub region: Option<String> = default,
        /// Whether it lies in Northern Ontario; `None` where that is no question.
        pub is_northern: Option<bool> = default,
        /// The address of its website.
        pub website: Option<String> = default,
        /// Populations by census, oldest first.
        pub populations: Vec<CensusPopulation> = default,
        /// Land area in square kilometres.
        pub land_area_km2: Option<f64> = default,
        /// Where it is.
        pub position: Option<Position> = default,
        /// Yearly operating spending per resident in Canadian dollars, where the host knows it; the built-in register does not
        /// tell it.
        pub spending_per_resident: Option<f64> = default,
    }

    /// A link from a concept to one of another classification.
    pub struct Mapping: FromCore + IntoCore {
        /// How they match.
        pub kind: MappingKind,
        /// The other classification: `mbncanada`, `fir`, `cofog`, `lgsl`, or a name the host knows.
        pub scheme: String,
        /// The code there, such as `0621`, or the name where there are no codes.
        pub notation: String,
    }

    /// One idea that records can be about, such as winter control, with its names in every language.
    pub struct Concept: FromCore + IntoCore {
        /// The id, unique over all schemes; it never changes and is never used again.
        pub id: ConceptId,
        /// The scheme it is in.
        pub scheme: SchemeId,
        /// A code for people and forms, if the scheme has codes.
        pub notation: Option<String> = default,
        /// Its name, one in each language.
        pub pref_label: HashMap<LanguageTag, String>,
        /// Synonyms and acronyms by language.
        pub alt_labels: HashMap<LanguageTag, Vec<String>> = default,
        /// Misspellings and old words by language: found, never shown.
        pub hidden_labels: HashMap<LanguageTag, Vec<String>> = default,
        /// What it means, in a sentence.
        pub definition: HashMap<LanguageTag, String> = default,
        /// What belongs here and what does not.
        pub scope_note: HashMap<LanguageTag, String> = default,
        /// The concepts it is part or a kind of; the first is the one shown in a path. None: a top concept.
        pub broader: Vec<ConceptId> = default,
        /// Concepts that have to do with it; goes both ways even where only one side says so.
        pub related: Vec<ConceptId> = default,
        /// Whether it is out of use; records that name it count for its replacements.
        pub deprecated: bool = false,
        /// What to use instead; several after a split, none where nothing takes its place.
        pub replaced_by: Vec<ConceptId> = default,
        /// Its matches in other classifications.
        pub mappings: Vec<Mapping> = default,
        /// The version of its scheme in which it came in.
        pub added_in: Option<u32> = default,
        /// The version of its scheme in which it went out of use.
        pub deprecated_in: Option<u32> = default,
    }

    /// A set of concepts that belong together and are published together, with one version number.
    pub struct ConceptScheme: FromCore + IntoCore {
        /// The id, such as `omkn`.
        pub id: SchemeId,
        /// Its name.
        pub title: HashMap<LanguageTag, String>,
        /// What it is for.
        pub description: HashMap<LanguageTag, String> = default,
        /// Goes up by one with each edit that touches the scheme; the first is 1.
        pub version: u32 = 1,
        /// The languages its labels are kept in.
        pub languages: Vec<LanguageTag> = default,
        /// The terms others may use it under.
        pub licence: Option<String> = default,
        /// Whom to name when using it.
        pub attribution: Option<String> = default,
    }

    /// A label of a concept that stands in a text.
    pub struct ClassificationReason: FromCore<omkn_core::Reason> {
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
    pub struct Classification: FromCore {
        /// The concept.
        pub concept: ConceptId,
        /// How much in the text speaks for it, between 0 and 1; good for an order, not a probability.
        pub score: f32,
        /// What speaks for it, strongest first; never empty.
        pub reasons: Vec<ClassificationReason>,
    }

    /// A concept that a text may mean.
    pub struct ConceptMatch: FromCore {
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
}
