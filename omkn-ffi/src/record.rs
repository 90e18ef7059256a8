//! Records, drafts and their history.

use std::collections::HashMap;

use crate::convert::{both_ways, left_to_the_library, outgoing};
use crate::enums::{
    ChangeKind, EvidenceLevel, EvidenceStrength, PopulationBand, ProblemCode, RecordKind, RevisionAction, SectionKind,
    Status, TranslationStatus, Visibility,
};
use crate::record_parts::{
    Adoption, Agent, Award, Contact, Funding, Measure, Money, Relation, Resource, Rights, SourceCitation, Staffing,
};
use crate::values::{ConceptId, ContentHash, JsonText, LanguageTag, OrganizationId, PartialDate, RecordId, Timestamp};

/// The name of a record in the system it came from; importing the same pair again updates the record.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct ExternalId {
    /// The system, such as `omkn.ca`.
    pub source: String,
    /// The name in that system.
    pub source_id: String,
}

/// Everything a record says; give it to `capture` to make a record of it.
///
/// Field names follow Dublin Core where it has the word. Texts are `LanguageMap`s; sections hold Markdown.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct RecordDraft {
    /// What sort of knowledge it is.
    pub kind: RecordKind,
    /// The title; needed in one language at least.
    pub title: HashMap<LanguageTag, String>,
    /// One to three sentences.
    #[uniffi(default)]
    pub summary: HashMap<LanguageTag, String>,
    /// The text, by part.
    #[uniffi(default)]
    pub sections: HashMap<SectionKind, HashMap<LanguageTag, String>>,
    /// The language it was written in first.
    #[uniffi(default = None)]
    pub original_language: Option<LanguageTag>,
    /// How the text in each language came about.
    #[uniffi(default)]
    pub translations: HashMap<LanguageTag, TranslationStatus>,
    /// A short name for addresses: lower-case letters, digits and hyphens; unique in the knowledge base.
    #[uniffi(default = None)]
    pub slug: Option<String>,
    /// Earlier slugs, under which the record is still found.
    #[uniffi(default = [])]
    pub aliases: Vec<String>,
    /// Its names in the systems it came from.
    #[uniffi(default = [])]
    pub external_ids: Vec<ExternalId>,
    /// Its service areas: concepts of the taxonomy.
    #[uniffi(default = [])]
    pub concepts: Vec<ConceptId>,
    /// Free subjects, for what the taxonomy has no concept for.
    #[uniffi(default = [])]
    pub subjects: Vec<String>,
    /// Where it applies.
    /// Without it, what the library takes by default.
    #[uniffi(default = None)]
    pub coverage: Option<Coverage>,
    /// Who made it.
    #[uniffi(default = [])]
    pub creators: Vec<Agent>,
    /// Who contributed.
    #[uniffi(default = [])]
    pub contributors: Vec<Agent>,
    /// Who published it.
    #[uniffi(default = None)]
    pub publisher: Option<Agent>,
    /// Whom to ask.
    #[uniffi(default = [])]
    pub contacts: Vec<Contact>,
    /// When the practice began or the work was done.
    #[uniffi(default = None)]
    pub date: Option<PartialDate>,
    /// When the source was issued.
    #[uniffi(default = None)]
    pub issued: Option<PartialDate>,
    /// When someone should look whether it still holds.
    #[uniffi(default = None)]
    pub review_by: Option<PartialDate>,
    /// After when it no longer holds.
    #[uniffi(default = None)]
    pub valid_until: Option<PartialDate>,
    /// How well it is proven.
    #[uniffi(default = None)]
    pub level: Option<EvidenceLevel>,
    /// The rule or body that gave the level.
    #[uniffi(default = None)]
    pub level_rule: Option<String>,
    /// How strong the evidence is.
    #[uniffi(default = None)]
    pub evidence: Option<EvidenceStrength>,
    /// What was measured.
    #[uniffi(default = [])]
    pub measures: Vec<Measure>,
    /// What it cost.
    #[uniffi(default = [])]
    pub costs: Vec<Money>,
    /// What it saved or earned.
    #[uniffi(default = [])]
    pub savings: Vec<Money>,
    /// The people it needs.
    #[uniffi(default = None)]
    pub staffing: Option<Staffing>,
    /// How long it took to put in place, in months.
    #[uniffi(default = None)]
    pub duration_months: Option<u32>,
    /// Money from elsewhere.
    #[uniffi(default = [])]
    pub funding: Vec<Funding>,
    /// Prizes and recognitions.
    #[uniffi(default = [])]
    pub awards: Vec<Award>,
    /// Links and attached files.
    #[uniffi(default = [])]
    pub resources: Vec<Resource>,
    /// Links to other records.
    #[uniffi(default = [])]
    pub relations: Vec<Relation>,
    /// Who else took the practice up.
    #[uniffi(default = [])]
    pub adoptions: Vec<Adoption>,
    /// Where the knowledge comes from.
    #[uniffi(default = [])]
    pub sources: Vec<SourceCitation>,
    /// Who holds the rights and what others may do.
    /// Without it, what the library takes by default.
    #[uniffi(default = None)]
    pub rights: Option<Rights>,
    /// Who may see it.
    /// Without it, what the library takes by default.
    #[uniffi(default = None)]
    pub visibility: Option<Visibility>,
}

/// One item of shared knowledge at one version.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Record {
    /// The id; it never changes.
    pub id: RecordId,
    /// The version, counted from 1.
    pub version: u32,
    /// Where it stands in its life.
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
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Coverage {
    /// The organizations whose practice it is, as in the register; their region, tier and population are searchable.
    #[uniffi(default = [])]
    pub organizations: Vec<OrganizationId>,
    /// The country, ISO 3166-1 alpha-2 in capitals, such as `CA`.
    #[uniffi(default = None)]
    pub country: Option<String>,
    /// A region by name, where no organization stands for it.
    #[uniffi(default = None)]
    pub region: Option<String>,
    /// The size of municipality it suits, where no organization stands for it.
    #[uniffi(default = None)]
    pub population_band: Option<PopulationBand>,
}

/// One immutable state of a record; what it says is read with `KnowledgeBase::get_version`.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Revision {
    /// The number within the record.
    pub version: u32,
    /// The content hash; covers everything here, the payload and the parents' hashes.
    pub hash: ContentHash,
    /// The revisions this one was made from; empty for the first.
    pub parents: Vec<ContentHash>,
    /// What made it.
    pub action: RevisionAction,
    /// The status it has.
    pub status: Status,
    /// When it was made.
    pub time: Timestamp,
    /// Who made it, as the host told when opening.
    pub author: Option<String>,
    /// The reason given.
    pub reason: Option<String>,
}

/// One entry of the change log.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Change {
    /// The number; numbers rise, gaps may occur.
    pub seq: u64,
    /// The record, where the change is about one.
    pub record: Option<RecordId>,
    /// The version the change led to, where it is about a record that still exists.
    pub version: Option<u32>,
    /// What happened.
    pub kind: ChangeKind,
    /// When.
    pub time: Timestamp,
}

/// How one field differs between two versions.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct FieldChange {
    /// Where: a path into the JSON form, such as `title.en`.
    pub path: String,
    /// The earlier value as JSON, if there was one.
    pub before: Option<JsonText>,
    /// The later value as JSON, if there is one.
    pub after: Option<JsonText>,
}

/// One finding of validation.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Problem {
    /// Where: a path into the JSON form, such as `measures[0].unit`.
    pub path: String,
    /// Why, for programs.
    pub code: ProblemCode,
    /// What is wrong and what would be right, for people.
    pub reason: String,
}

both_ways! {
    ExternalId { source, source_id }
    RecordDraft {
        kind, title, summary, sections, original_language, translations, slug, aliases, external_ids, concepts,
        subjects, coverage, creators, contributors, publisher, contacts, date, issued, review_by, valid_until,
        level, level_rule, evidence, measures, costs, savings, staffing, duration_months, funding, awards,
        resources, relations, adoptions, sources, rights, visibility,
    }
    Coverage { organizations, country, region, population_band }
}

outgoing! {
    Record { id, version, status, created, modified, hash, content }
    Revision { version, hash, parents, action, status, time, author, reason }
    Change { seq, record, version, kind, time }
    FieldChange { path, before, after }
    Problem { path, code, reason }
}

left_to_the_library! {
    Coverage = omkn_core::Coverage::default();
    Rights = omkn_core::Rights::default();
    Visibility = omkn_core::Visibility::Public;
}
