//! Words that records are described with; the same as in the library, in JSON and in queries.

use serde::{Deserialize, Serialize};

/// What sort of knowledge a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, uniffi::Enum)]
pub enum RecordKind {
    /// A way of doing something that worked somewhere.
    #[serde(rename = "practice")]
    Practice,
    /// A study, commissioned or academic.
    #[serde(rename = "research")]
    Research,
    /// How practices were chosen, measured and verified.
    #[serde(rename = "methodology")]
    Methodology,
    /// A celebrated success: an award or a recognised project.
    #[serde(rename = "success")]
    Success,
    /// Something that was tried and did not work, told so that others need not repeat it.
    #[serde(rename = "attempt")]
    Attempt,
    /// A guide, manual or toolkit.
    #[serde(rename = "guide")]
    Guide,
    /// A by-law, policy or form to start from.
    #[serde(rename = "template")]
    Template,
    /// A conference, webinar or course.
    #[serde(rename = "event")]
    Event,
    /// A question asked to other municipalities, with its answers.
    #[serde(rename = "question")]
    Question,
}

/// The parts of a record's text, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, uniffi::Enum)]
pub enum SectionKind {
    /// The problem and its setting.
    #[serde(rename = "challenge")]
    Challenge,
    /// What was decided and why.
    #[serde(rename = "approach")]
    Approach,
    /// How it was carried out.
    #[serde(rename = "implementation")]
    Implementation,
    /// What came of it.
    #[serde(rename = "results")]
    Results,
    /// What stood in the way.
    #[serde(rename = "barriers")]
    Barriers,
    /// What was learned.
    #[serde(rename = "lessons")]
    Lessons,
    /// What comes next.
    #[serde(rename = "next_steps")]
    NextSteps,
    /// What another municipality should consider first.
    #[serde(rename = "adoption_advice")]
    AdoptionAdvice,
    /// Text that fits no other part, or the whole text of an undivided source.
    #[serde(rename = "body")]
    Body,
}

/// How well a practice is proven: the ladder of the Ontario Centre for Municipal Best Practices, widened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, uniffi::Enum)]
pub enum EvidenceLevel {
    /// Verified by measures.
    #[serde(rename = "best")]
    Best,
    /// Ahead of the field in the judgement of practitioners.
    #[serde(rename = "leading")]
    Leading,
    /// Judged useful and transferable.
    #[serde(rename = "beneficial")]
    Beneficial,
    /// New, with a first result.
    #[serde(rename = "innovative")]
    Innovative,
    /// Under way, results to come.
    #[serde(rename = "emerging")]
    Emerging,
}

/// How strong the evidence behind the stated results is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, uniffi::Enum)]
pub enum EvidenceStrength {
    /// Measured before and after, checked by someone else.
    #[serde(rename = "strong")]
    Strong,
    /// Measured by the organization itself.
    #[serde(rename = "moderate")]
    Moderate,
    /// Told, not measured.
    #[serde(rename = "suggestive")]
    Suggestive,
}

/// Where a record stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, uniffi::Enum)]
pub enum Status {
    /// Being written.
    #[serde(rename = "draft")]
    Draft,
    /// Handed in for review.
    #[serde(rename = "submitted")]
    Submitted,
    /// Being reviewed.
    #[serde(rename = "in_review")]
    InReview,
    /// Given back to the author with a reason.
    #[serde(rename = "returned")]
    Returned,
    /// Approved, not yet shown to readers.
    #[serde(rename = "approved")]
    Approved,
    /// Shown to readers.
    #[serde(rename = "published")]
    Published,
    /// Shown to readers, its review date has passed.
    #[serde(rename = "review_due")]
    ReviewDue,
    /// Kept for the record, no longer current.
    #[serde(rename = "archived")]
    Archived,
    /// Taken out of circulation, kept with the reason.
    #[serde(rename = "withdrawn")]
    Withdrawn,
}

/// Who may see a record; the host enforces it, the library stores it and can filter by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, uniffi::Enum)]
pub enum Visibility {
    /// Everyone.
    #[serde(rename = "public")]
    Public,
    /// The members of the publishing association.
    #[serde(rename = "members")]
    Members,
    /// Only the organization that wrote it.
    #[serde(rename = "private")]
    Private,
}

/// How a text in one language came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, uniffi::Enum)]
pub enum TranslationStatus {
    /// Written in this language.
    #[serde(rename = "original")]
    Original,
    /// Translated by a person.
    #[serde(rename = "translated")]
    Translated,
    /// Translated by a person and checked by another.
    #[serde(rename = "reviewed")]
    Reviewed,
    /// Translated by a machine and not checked.
    #[serde(rename = "machine")]
    Machine,
    /// The original changed since this was translated.
    #[serde(rename = "outdated")]
    Outdated,
}

/// How one record relates to another; read as "this record … the target".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, uniffi::Enum)]
pub enum RelationKind {
    /// Took over the target's practice.
    #[serde(rename = "adopted_from")]
    AdoptedFrom,
    /// Changed the target to fit.
    #[serde(rename = "adapts")]
    Adapts,
    /// Takes the target's place.
    #[serde(rename = "supersedes")]
    Supersedes,
    /// Refers to the target.
    #[serde(rename = "cites")]
    Cites,
    /// Is a part of the target.
    #[serde(rename = "part_of")]
    PartOf,
    /// Has to do with the target.
    #[serde(rename = "related")]
    Related,
    /// Is the target in another language.
    #[serde(rename = "translation_of")]
    TranslationOf,
}

/// What an amount of money covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, uniffi::Enum)]
pub enum MoneyBasis {
    /// Once.
    #[serde(rename = "one_time")]
    OneTime,
    /// Every year.
    #[serde(rename = "annual")]
    Annual,
    /// For each unit named beside it, such as a household or a tonne.
    #[serde(rename = "per_unit")]
    PerUnit,
    /// Over the whole life or term of the practice.
    #[serde(rename = "total")]
    Total,
}

/// Whether a link was found to work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, uniffi::Enum)]
pub enum LinkHealth {
    /// Not checked.
    #[serde(rename = "unchecked")]
    Unchecked,
    /// Worked when last checked.
    #[serde(rename = "alive")]
    Alive,
    /// Did not work when last checked.
    #[serde(rename = "dead")]
    Dead,
    /// Survives in an archive only.
    #[serde(rename = "archived")]
    Archived,
}

/// What sort of organization it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, uniffi::Enum)]
pub enum OrganizationKind {
    /// A lower-tier or single-tier municipality.
    #[serde(rename = "municipality")]
    Municipality,
    /// A county, region or other upper-tier municipality.
    #[serde(rename = "upper_tier")]
    UpperTier,
    /// An association of municipalities or of their staff.
    #[serde(rename = "association")]
    Association,
    /// A ministry of a government.
    #[serde(rename = "ministry")]
    Ministry,
    /// An agency, board or commission.
    #[serde(rename = "agency")]
    Agency,
    /// A company or consultant.
    #[serde(rename = "company")]
    Company,
    /// A university, college or research institute.
    #[serde(rename = "academic")]
    Academic,
    /// Any other organization.
    #[serde(rename = "other")]
    Other,
}

/// The tier of a municipality after Ontario's Municipal Act, 2001.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, uniffi::Enum)]
pub enum Tier {
    /// Made up of lower-tier municipalities, such as a county or region.
    #[serde(rename = "upper")]
    Upper,
    /// Part of an upper-tier municipality.
    #[serde(rename = "lower")]
    Lower,
    /// On its own.
    #[serde(rename = "single")]
    Single,
}
