//! Records and drafts.

use std::collections::HashMap;

use super::{
    Adoption, Agent, Award, Contact, EvidenceLevel, EvidenceStrength, Funding, Measure, Money, RecordKind, Relation,
    Resource, Rights, SectionKind, SourceCitation, Staffing, Status, TranslationStatus, Visibility,
};
use crate::convert::{
    ConceptId, ContentHash, LanguageTag, OrganizationId, PartialDate, RecordId, Timestamp, records, word_enums,
};

word_enums! {
    /// How many people live in a municipality, in classes.
    ///
    /// The bounds 1,000, 30,000 and 100,000 are those of Statistics Canada's population centres (2021 Census); 5,000 and
    /// 10,000 part the small municipalities, which are two thirds of Ontario's; 500,000 parts the largest.
    pub enum PopulationBand {
        /// Under 1,000.
        Under1k,
        /// 1,000 to 4,999.
        From1k,
        /// 5,000 to 9,999.
        From5k,
        /// 10,000 to 29,999.
        From10k,
        /// 30,000 to 99,999.
        From30k,
        /// 100,000 to 499,999.
        From100k,
        /// 500,000 and more.
        From500k,
    }
}

records! {
    /// The name of a record in the system it came from; importing the same pair again updates the record.
    pub struct ExternalId: FromCore + IntoCore {
        /// The system, such as `omkn.ca`.
        pub source: String,
        /// The name in that system.
        pub source_id: String,
    }

    /// Everything a record says; give it to `capture` to make a record of it.
    ///
    /// Field names follow Dublin Core where it has the word. Texts are maps from a
    /// language tag to the text in that language; sections hold Markdown.
    pub struct RecordDraft: FromCore + IntoCore {
        /// What sort of knowledge it is.
        pub kind: RecordKind,
        /// The title; needed in one language at least.
        pub title: HashMap<LanguageTag, String>,
        /// One to three sentences.
        pub summary: HashMap<LanguageTag, String> = default,
        /// The text, by part.
        pub sections: HashMap<SectionKind, HashMap<LanguageTag, String>> = default,
        /// The language it was written in first.
        pub original_language: Option<LanguageTag> = default,
        /// How the text in each language came about.
        pub translations: HashMap<LanguageTag, TranslationStatus> = default,
        /// A short name for addresses: lower-case letters, digits and hyphens; unique in the knowledge base.
        pub slug: Option<String> = default,
        /// Earlier slugs, under which the record is still found.
        pub aliases: Vec<String> = default,
        /// Its names in the systems it came from.
        pub external_ids: Vec<ExternalId> = default,
        /// Its service areas: concepts of the taxonomy.
        pub concepts: Vec<ConceptId> = default,
        /// Free subjects, for what the taxonomy has no concept for.
        pub subjects: Vec<String> = default,
        /// Where it applies; left out, nowhere in particular.
        pub coverage: Option<Coverage> = default,
        /// Who made it.
        pub creators: Vec<Agent> = default,
        /// Who contributed.
        pub contributors: Vec<Agent> = default,
        /// Who published it.
        pub publisher: Option<Agent> = default,
        /// Whom to ask.
        pub contacts: Vec<Contact> = default,
        /// When the practice began or the work was done.
        pub date: Option<PartialDate> = default,
        /// When the source was issued.
        pub issued: Option<PartialDate> = default,
        /// When someone should look whether it still holds.
        pub review_by: Option<PartialDate> = default,
        /// After when it no longer holds.
        pub valid_until: Option<PartialDate> = default,
        /// How well it is proven.
        pub level: Option<EvidenceLevel> = default,
        /// The rule or body that gave the level.
        pub level_rule: Option<String> = default,
        /// How strong the evidence is.
        pub evidence: Option<EvidenceStrength> = default,
        /// What was measured.
        pub measures: Vec<Measure> = default,
        /// What it cost.
        pub costs: Vec<Money> = default,
        /// What it saved or earned.
        pub savings: Vec<Money> = default,
        /// The people it needs.
        pub staffing: Option<Staffing> = default,
        /// How long it took to put in place, in months.
        pub duration_months: Option<i32> = default,
        /// Money from elsewhere.
        pub funding: Vec<Funding> = default,
        /// Prizes and recognitions.
        pub awards: Vec<Award> = default,
        /// Links and attached files.
        pub resources: Vec<Resource> = default,
        /// Links to other records.
        pub relations: Vec<Relation> = default,
        /// Who else took the practice up.
        pub adoptions: Vec<Adoption> = default,
        /// Where the knowledge comes from.
        pub sources: Vec<SourceCitation> = default,
        /// Who holds the rights and what others may do; left out, nothing is known.
        pub rights: Option<Rights> = default,
        /// Who may see it; left out, everyone (`Visibility::Public`).
        pub visibility: Option<Visibility> = default,
    }

    /// One item of shared knowledge at one version.
    pub struct Record: FromCore {
        /// The id; it never changes.
        pub id: RecordId,
        /// The version, counted from 1.
        pub version: i32,
        /// The stage it has reached.
        pub status: Status,
        /// When the record was captured.
        pub created: Timestamp,
        /// When this version was made.
        pub modified: Timestamp,
        /// The hash of this version and, through its parents, of all its history.
        pub hash: ContentHash,
        /// What the record says.
        pub content: RecordDraft,
    }

    /// Where a record applies: whose practice it is, and for what places.
    pub struct Coverage: FromCore + IntoCore {
        /// The organizations whose practice it is, as in the register; their region, tier and population are searchable.
        pub organizations: Vec<OrganizationId> = default,
        /// The country, ISO 3166-1 alpha-2 in capitals, such as `CA`.
        pub country: Option<String> = default,
        /// A region by name, if no organization is named.
        pub region: Option<String> = default,
        /// The size of municipality it suits, if no organization is named.
        pub population_band: Option<PopulationBand> = default,
    }
}
