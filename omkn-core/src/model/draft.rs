//! The content of a record, before it has an id.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::agent::{Agent, Contact};
use super::coverage::Coverage;
use super::enums::{EvidenceLevel, EvidenceStrength, RecordKind, SectionKind, TranslationStatus, Visibility};
use super::measure::{Funding, Measure, Money, Staffing};
use super::resource::{Adoption, Award, Relation, Resource, Rights, SourceCitation};
use crate::base::{ConceptId, LanguageMap, LanguageTag, OrganizationId, PartialDate};

/// The name of a record in the system it came from; importing the same pair again updates the record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExternalId {
    /// The system, such as `omkn.ca`.
    pub source: String,
    /// The name in that system.
    pub source_id: String,
}

/// The whole content of a record; give it to [`capture`](crate::KnowledgeBase::capture) to make a record of it.
///
/// Field names follow Dublin Core where it has the word. Texts are [`LanguageMap`]s; sections hold Markdown.
///
/// # Examples
///
/// ```
/// use omkn_core::{RecordDraft, RecordKind, SectionKind};
///
/// let draft = RecordDraft::new(RecordKind::Practice, "en", "Two-bag garbage limit")
///     .with_summary("en", "Two bags a week, tags for more.")
///     .with_section(SectionKind::Results, "en", "A third less garbage in two years.")
///     .with_concept("waste/collection")
///     .with_date("2004-06".parse()?);
/// assert!(draft.validate().is_ok());
/// # Ok::<(), omkn_core::InvalidDate>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordDraft {
    /// What sort of knowledge it is.
    pub kind: RecordKind,
    /// The title; needed in one language at least.
    pub title: LanguageMap,
    /// One to three sentences.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "LanguageMap::is_empty")]
    pub summary: LanguageMap,
    /// The text, by part.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "BTreeMap::is_empty")]
    pub sections: BTreeMap<SectionKind, LanguageMap>,
    /// The language it was written in first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_language: Option<LanguageTag>,
    /// How the text in each language came about.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "BTreeMap::is_empty")]
    pub translations: BTreeMap<LanguageTag, TranslationStatus>,
    /// A short name for addresses: lower-case letters, digits and hyphens; unique in the knowledge base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Earlier slugs, under which the record is still found.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Its names in the systems it came from.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub external_ids: Vec<ExternalId>,
    /// Its service areas: concepts of the taxonomy.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub concepts: Vec<ConceptId>,
    /// Free subjects, for what the taxonomy has no concept for.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// Where it applies.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Coverage::is_empty")]
    pub coverage: Coverage,
    /// Who made it.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub creators: Vec<Agent>,
    /// Who contributed.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<Agent>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Agent>,
    /// Whom to ask.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// When the practice began or the work was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// When the source was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<PartialDate>,
    /// When someone should look whether it still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<PartialDate>,
    /// After when it no longer holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<PartialDate>,
    /// How well it is proven.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<EvidenceLevel>,
    /// The rule or body that gave the level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level_rule: Option<String>,
    /// How strong the evidence is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<EvidenceStrength>,
    /// What was measured.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// What it cost.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub costs: Vec<Money>,
    /// What it saved or earned.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub savings: Vec<Money>,
    /// The people it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staffing: Option<Staffing>,
    /// How long it took to put in place, in months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_months: Option<u32>,
    /// Money from elsewhere.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<Funding>,
    /// Prizes and recognitions.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub awards: Vec<Award>,
    /// Links and attached files.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Resource>,
    /// Links to other records.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// Who else took the practice up.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub adoptions: Vec<Adoption>,
    /// Where the knowledge comes from.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceCitation>,
    /// Who holds the rights and what others may do.
    #[serde(default, deserialize_with = "crate::base::null_is_default", skip_serializing_if = "Rights::is_empty")]
    pub rights: Rights,
    /// Who may see it.
    #[serde(default = "everyone", skip_serializing_if = "is_everyone")]
    pub visibility: Visibility,
}

fn everyone() -> Visibility {
    Visibility::Public
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_everyone(visibility: &Visibility) -> bool {
    *visibility == Visibility::Public
}

impl RecordDraft {
    /// A draft with a kind and a title in one language; everything else is empty and visibility is public.
    #[must_use]
    pub fn new(kind: RecordKind, language: &str, title: impl Into<String>) -> Self {
        Self {
            kind,
            title: LanguageMap::new().with(language, title),
            summary: LanguageMap::new(),
            sections: BTreeMap::new(),
            original_language: language.parse().ok(),
            translations: BTreeMap::new(),
            slug: None,
            aliases: Vec::new(),
            external_ids: Vec::new(),
            concepts: Vec::new(),
            subjects: Vec::new(),
            coverage: Coverage::default(),
            creators: Vec::new(),
            contributors: Vec::new(),
            publisher: None,
            contacts: Vec::new(),
            date: None,
            issued: None,
            review_by: None,
            valid_until: None,
            level: None,
            level_rule: None,
            evidence: None,
            measures: Vec::new(),
            costs: Vec::new(),
            savings: Vec::new(),
            staffing: None,
            duration_months: None,
            funding: Vec::new(),
            awards: Vec::new(),
            resources: Vec::new(),
            relations: Vec::new(),
            adoptions: Vec::new(),
            sources: Vec::new(),
            rights: Rights::default(),
            visibility: Visibility::Public,
        }
    }

    /// The same draft with a title in one more language.
    #[must_use]
    pub fn with_title(mut self, language: &str, text: impl Into<String>) -> Self {
        self.title = self.title.with(language, text);
        self
    }

    /// The same draft with a summary in one more language.
    #[must_use]
    pub fn with_summary(mut self, language: &str, text: impl Into<String>) -> Self {
        self.summary = self.summary.with(language, text);
        self
    }

    /// The same draft with one more section text.
    #[must_use]
    pub fn with_section(mut self, section: SectionKind, language: &str, text: impl Into<String>) -> Self {
        let texts = self.sections.remove(&section).unwrap_or_default();
        self.sections.insert(section, texts.with(language, text));
        self
    }

    /// The same draft with one more service area.
    #[must_use]
    pub fn with_concept(mut self, concept: impl Into<ConceptId>) -> Self {
        self.concepts.push(concept.into());
        self
    }

    /// The same draft with one more free subject.
    #[must_use]
    pub fn with_subject(mut self, subject: impl Into<String>) -> Self {
        self.subjects.push(subject.into());
        self
    }

    /// The same draft with one more organization it applies to.
    #[must_use]
    pub fn with_organization(mut self, organization: impl Into<OrganizationId>) -> Self {
        self.coverage.organizations.push(organization.into());
        self
    }

    /// The same draft with the date the practice began.
    #[must_use]
    pub fn with_date(mut self, date: PartialDate) -> Self {
        self.date = Some(date);
        self
    }

    /// The same draft with one more name in another system.
    #[must_use]
    pub fn with_external_id(mut self, source: impl Into<String>, source_id: impl Into<String>) -> Self {
        self.external_ids.push(ExternalId { source: source.into(), source_id: source_id.into() });
        self
    }
}
