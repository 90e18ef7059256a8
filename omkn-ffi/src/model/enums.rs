//! Words that records are described with; the same as in the library, in JSON and in queries.

use std::fmt;

use crate::convert::word_enums;

word_enums! {
    /// What sort of knowledge a record is.
    pub enum RecordKind {
        /// A way of doing something that worked somewhere.
        Practice,
        /// A study, commissioned or academic.
        Research,
        /// How practices were chosen, measured and verified.
        Methodology,
        /// A celebrated success: an award or a recognised project.
        Success,
        /// Something that was tried and did not work, shared so that others need not repeat it.
        Attempt,
        /// A guide, manual or toolkit.
        Guide,
        /// A by-law, policy or form to start from.
        Template,
        /// A conference, webinar or course.
        Event,
        /// A question asked to other municipalities, with its answers.
        Question,
    }

    /// The parts of a record's text, in reading order.
    pub enum SectionKind {
        /// The problem and its setting.
        Challenge,
        /// What was decided and why.
        Approach,
        /// How it was carried out.
        Implementation,
        /// What came of it.
        Results,
        /// What stood in the way.
        Barriers,
        /// What was learned.
        Lessons,
        /// What comes next.
        NextSteps,
        /// What another municipality should consider first.
        AdoptionAdvice,
        /// Text that fits no other part, or the whole text of an undivided source.
        Body,
    }

    /// How well a practice is proven: the ladder of the Ontario Centre for Municipal Best Practices, widened.
    pub enum EvidenceLevel {
        /// Verified by measures.
        Best,
        /// Ahead of the field in the judgement of practitioners.
        Leading,
        /// Judged useful and transferable.
        Beneficial,
        /// New, with a first result.
        Innovative,
        /// Under way, results to come.
        Emerging,
    }

    /// How strong the evidence behind the stated results is.
    pub enum EvidenceStrength {
        /// Measured before and after, checked by someone else.
        Strong,
        /// Measured by the organization itself.
        Moderate,
        /// Told, not measured.
        Suggestive,
    }

    /// The stage a record has reached.
    pub enum Status {
        /// Being written.
        Draft,
        /// Handed in for review.
        Submitted,
        /// Being reviewed.
        InReview,
        /// Given back to the author with a reason.
        Returned,
        /// Approved, not yet shown to readers.
        Approved,
        /// Shown to readers.
        Published,
        /// Shown to readers, its review date has passed.
        ReviewDue,
        /// Kept for the record, no longer current.
        Archived,
        /// Taken out of circulation, kept with the reason.
        Withdrawn,
    }

    /// Who may see a record; the host enforces it, the library stores it and can filter by it.
    pub enum Visibility {
        /// Everyone.
        Public,
        /// The members of the publishing association.
        Members,
        /// Only the organization that wrote it.
        Private,
    }

    /// How a text in one language came about.
    pub enum TranslationStatus {
        /// Written in this language.
        Original,
        /// Translated by a person.
        Translated,
        /// Translated by a person and checked by another.
        Reviewed,
        /// Translated by a machine and not checked.
        Machine,
        /// The original changed since this was translated.
        Outdated,
    }

    /// How one record relates to another; read as "this record … the target".
    pub enum RelationKind {
        /// Took over the target's practice.
        AdoptedFrom,
        /// Changed the target to fit.
        Adapts,
        /// Takes the target's place.
        Supersedes,
        /// Refers to the target.
        Cites,
        /// Is a part of the target.
        PartOf,
        /// Has to do with the target.
        Related,
        /// Is the target in another language.
        TranslationOf,
    }

    /// What an amount of money covers.
    pub enum MoneyBasis {
        /// Once.
        OneTime,
        /// Every year.
        Annual,
        /// For each unit named beside it, such as a household or a tonne.
        PerUnit,
        /// Over the whole life or term of the practice.
        Total,
    }

    /// Whether a link was found to work.
    pub enum LinkHealth {
        /// Not checked.
        Unchecked,
        /// Worked when last checked.
        Alive,
        /// Did not work when last checked.
        Dead,
        /// Survives in an archive only.
        Archived,
    }

    /// What sort of organization it is.
    pub enum OrganizationKind {
        /// A lower-tier or single-tier municipality.
        Municipality,
        /// A county, region or other upper-tier municipality.
        UpperTier,
        /// An association of municipalities or of their staff.
        Association,
        /// A ministry of a government.
        Ministry,
        /// An agency, board or commission.
        Agency,
        /// A company or consultant.
        Company,
        /// A university, college or research institute.
        Academic,
        /// Any other organization.
        Other,
    }

    /// The tier of a municipality after Ontario's Municipal Act, 2001.
    pub enum Tier {
        /// Made up of lower-tier municipalities, such as a county or region.
        Upper,
        /// Part of an upper-tier municipality.
        Lower,
        /// On its own.
        Single,
    }
}

/// As part of a path to a wrong value.
impl fmt::Display for SectionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        omkn_core::SectionKind::from(*self).fmt(f)
    }
}
