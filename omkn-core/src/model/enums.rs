//! The closed word lists of the model; each word has one spelling in every language, in JSON and in the query language.

use crate::base::word_enum;

word_enum! {
    /// What sort of knowledge a record is.
    RecordKind {
        /// A way of doing something that worked somewhere.
        Practice = "practice", "Practice", "Pratique";
        /// A study, commissioned or academic.
        Research = "research", "Research", "Recherche";
        /// How practices were chosen, measured and verified.
        Methodology = "methodology", "Methodology", "Méthodologie";
        /// A celebrated success: an award or a recognised project.
        Success = "success", "Success", "Réussite";
        /// Something that was tried and did not work, shared so that others need not repeat it.
        Attempt = "attempt", "Attempt", "Tentative";
        /// A guide, manual or toolkit.
        Guide = "guide", "Guide", "Guide";
        /// A by-law, policy or form to start from.
        Template = "template", "Template", "Modèle";
        /// A conference, webinar or course.
        Event = "event", "Event", "Événement";
        /// A question asked to other municipalities, with its answers.
        Question = "question", "Question", "Question posée";
    }
}

word_enum! {
    /// The parts of a record's text, in reading order.
    SectionKind {
        /// The problem and its setting.
        Challenge = "challenge", "Challenge", "Défi";
        /// What was decided and why.
        Approach = "approach", "Approach", "Approche";
        /// How it was carried out.
        Implementation = "implementation", "Implementation", "Mise en œuvre";
        /// What came of it.
        Results = "results", "Results", "Résultats";
        /// What stood in the way.
        Barriers = "barriers", "Barriers", "Obstacles";
        /// What was learned.
        Lessons = "lessons", "Lessons", "Leçons";
        /// What comes next.
        NextSteps = "next_steps", "Next steps", "Prochaines étapes";
        /// What another municipality should consider first.
        AdoptionAdvice = "adoption_advice", "Adoption advice", "Conseils d'adoption";
        /// Text that fits no other part, or the whole text of an undivided source.
        Body = "body", "Text", "Texte";
    }
}

word_enum! {
    /// How well a practice is proven: the ladder of the Ontario Centre for Municipal Best Practices, widened.
    EvidenceLevel {
        /// Verified by measures.
        Best = "best", "Best practice", "Pratique exemplaire";
        /// Ahead of the field in the judgement of practitioners.
        Leading = "leading", "Leading practice", "Pratique de pointe";
        /// Judged useful and transferable.
        Beneficial = "beneficial", "Beneficial practice", "Pratique bénéfique";
        /// New, with a first result.
        Innovative = "innovative", "Innovative practice", "Pratique novatrice";
        /// Under way, results to come.
        Emerging = "emerging", "Emerging practice", "Pratique émergente";
    }
}

word_enum! {
    /// How strong the evidence behind the stated results is.
    EvidenceStrength {
        /// Measured before and after, checked by someone else.
        Strong = "strong", "Strong", "Forte";
        /// Measured by the organization itself.
        Moderate = "moderate", "Moderate", "Moyenne";
        /// Reported, not measured.
        Suggestive = "suggestive", "Suggestive", "Indicative";
    }
}

word_enum! {
    /// The stage a record has reached.
    Status {
        /// Being written.
        Draft = "draft", "Draft", "Ébauche";
        /// Handed in for review.
        Submitted = "submitted", "Submitted", "Soumis";
        /// Being reviewed.
        InReview = "in_review", "In review", "En révision";
        /// Given back to the author with a reason.
        Returned = "returned", "Returned", "Renvoyé";
        /// Approved, not yet shown to readers.
        Approved = "approved", "Approved", "Approuvé";
        /// Shown to readers.
        Published = "published", "Published", "Publié";
        /// Shown to readers, its review date has passed.
        ReviewDue = "review_due", "Review due", "À réviser";
        /// Kept for the record, no longer current.
        Archived = "archived", "Archived", "Archivé";
        /// Taken out of circulation, kept with the reason.
        Withdrawn = "withdrawn", "Withdrawn", "Retiré";
    }
}

impl Status {
    /// Whether readers see records of this status when they do not ask for another one.
    #[must_use]
    pub fn is_current(self) -> bool {
        matches!(self, Self::Published | Self::ReviewDue)
    }

    /// The statuses a record may move to from this one. Withdrawing is possible from every other status; a withdrawn
    /// record comes back by restoring a version.
    #[must_use]
    pub fn next(self) -> &'static [Self] {
        use Status::{Approved, Archived, Draft, InReview, Published, Returned, ReviewDue, Submitted, Withdrawn};
        match self {
            Draft | Returned => &[Submitted, Withdrawn],
            Submitted => &[InReview, Returned, Draft, Withdrawn],
            InReview => &[Returned, Approved, Withdrawn],
            Approved => &[Published, Returned, Withdrawn],
            Published => &[ReviewDue, Archived, Withdrawn],
            ReviewDue => &[Published, InReview, Archived, Withdrawn],
            Archived => &[Published, Withdrawn],
            Withdrawn => &[Draft],
        }
    }
}

word_enum! {
    /// Who may see a record; the host enforces it, the library stores it and can filter by it.
    Visibility {
        /// Everyone.
        Public = "public", "Public", "Public";
        /// The members of the publishing association.
        Members = "members", "Members", "Membres";
        /// Only the organization that wrote it.
        Private = "private", "Private", "Privé";
    }
}

word_enum! {
    /// How a text in one language came about.
    TranslationStatus {
        /// Written in this language.
        Original = "original", "Original", "Original";
        /// Translated by a person.
        Translated = "translated", "Translated", "Traduit";
        /// Translated by a person and checked by another.
        Reviewed = "reviewed", "Reviewed", "Révisé";
        /// Translated by a machine and not checked.
        Machine = "machine", "Machine translation", "Traduction automatique";
        /// The original changed since this was translated.
        Outdated = "outdated", "Outdated", "Périmé";
    }
}

word_enum! {
    /// How one record relates to another; read as "this record … the target".
    RelationKind {
        /// Took over the target's practice.
        AdoptedFrom = "adopted_from", "Adopted from", "Adopté de";
        /// Changed the target to fit.
        Adapts = "adapts", "Adapts", "Adapte";
        /// Takes the target's place.
        Supersedes = "supersedes", "Supersedes", "Remplace";
        /// Refers to the target.
        Cites = "cites", "Cites", "Cite";
        /// Is a part of the target.
        PartOf = "part_of", "Part of", "Fait partie de";
        /// Has to do with the target.
        Related = "related", "Related", "Lié à";
        /// Is the target in another language.
        TranslationOf = "translation_of", "Translation of", "Traduction de";
    }
}

word_enum! {
    /// What an amount of money covers.
    MoneyBasis {
        /// Once.
        OneTime = "one_time", "One time", "Ponctuel";
        /// Every year.
        Annual = "annual", "Annual", "Annuel";
        /// For each unit named beside it, such as a household or a tonne.
        PerUnit = "per_unit", "Per unit", "Par unité";
        /// Over the whole life or term of the practice.
        Total = "total", "Total", "Total";
    }
}

word_enum! {
    /// Whether a link was found to work.
    LinkHealth {
        /// Not checked.
        Unchecked = "unchecked", "Unchecked", "Non vérifié";
        /// Worked when last checked.
        Alive = "alive", "Alive", "Actif";
        /// Did not work when last checked.
        Dead = "dead", "Dead", "Mort";
        /// Survives in an archive only.
        Archived = "archived", "Archived copy", "Copie archivée";
    }
}

word_enum! {
    /// What sort of organization it is.
    OrganizationKind {
        /// A lower-tier or single-tier municipality.
        Municipality = "municipality", "Municipality", "Municipalité";
        /// A county, region or other upper-tier municipality.
        UpperTier = "upper_tier", "Upper-tier municipality", "Municipalité de palier supérieur";
        /// An association of municipalities or of their staff.
        Association = "association", "Association", "Association";
        /// A ministry of a government.
        Ministry = "ministry", "Ministry", "Ministère";
        /// An agency, board or commission.
        Agency = "agency", "Agency", "Organisme";
        /// A company or consultant.
        Company = "company", "Company", "Entreprise";
        /// A university, college or research institute.
        Academic = "academic", "Academic", "Établissement d'enseignement";
        /// Any other organization.
        Other = "other", "Other", "Autre";
    }
}

word_enum! {
    /// The tier of a municipality after Ontario's Municipal Act, 2001.
    Tier {
        /// Made up of lower-tier municipalities, such as a county or region.
        Upper = "upper", "Upper tier", "Palier supérieur";
        /// Part of an upper-tier municipality.
        Lower = "lower", "Lower tier", "Palier inférieur";
        /// On its own.
        Single = "single", "Single tier", "Palier unique";
    }
}
