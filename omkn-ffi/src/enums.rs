//! Words of closed lists; the same as in the library, in JSON and in queries.

use std::fmt;

use crate::convert::word_enums;
pub use crate::words::*;

word_enums! {
    /// Whether a search brings the index up to date first.
    pub enum Freshness {
        /// Every search sees every change made through this handle, and those of other processes as of its beginning.
        Latest,
        /// A search uses the index as it stands; the answer's watermark says how far that is. Bring it up to date with
        /// `refresh`.
        AsIndexed,
    }

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

    /// What made a revision.
    pub enum RevisionAction {
        /// The record was captured.
        Capture,
        /// What it says was changed.
        Revise,
        /// Its status was moved.
        Move,
        /// It was taken out of circulation.
        Withdraw,
        /// An earlier version was made current again.
        Restore,
    }

    /// What happened in one change of the knowledge base.
    pub enum ChangeKind {
        /// A record was captured.
        Captured,
        /// A record was revised, restored, or its status moved.
        Revised,
        /// A record was taken out of circulation.
        Withdrawn,
        /// A record was removed for good; only this mark remains.
        Erased,
        /// The taxonomy was edited.
        TaxonomyEdited,
        /// The register of organizations was edited.
        OrganizationsEdited,
    }

    /// Why a value is not accepted; stable, for programs.
    pub enum ProblemCode {
        /// A value is needed here.
        Required,
        /// The text has no letter or digit.
        Blank,
        /// The text or list is longer than the limit.
        TooLong,
        /// The value has not the form it should have.
        InvalidFormat,
        /// The number or date is outside the range.
        OutOfRange,
        /// The same value stands there twice.
        Duplicate,
        /// No concept has this id.
        UnknownConcept,
        /// No organization has this id.
        UnknownOrganization,
        /// No record has this id.
        UnknownRecord,
        /// Two values contradict each other.
        Inconsistent,
        /// The name or address of a person is given without their consent.
        ConsentMissing,
    }

    /// A side of a record that can be counted, filtered and narrowed by.
    pub enum Facet {
        /// Service areas; hierarchical: a record counts for its concepts and all broader ones, once each.
        Area,
        /// Kinds of record.
        Kind,
        /// Levels of evidence.
        Level,
        /// Organizations, by id.
        Municipality,
        /// Geographic areas.
        Region,
        /// Tiers of municipality.
        Tier,
        /// Classes of population.
        PopulationBand,
        /// Years of the record's date.
        Year,
        /// Languages the record has a title in.
        Language,
        /// Free subjects.
        Subject,
        /// Statuses.
        Status,
        /// Visibilities.
        Visibility,
    }

    /// The order of hits.
    pub enum Sort {
        /// Best first.
        Relevance,
        /// Latest date first; records without a date last.
        Newest,
        /// Earliest date first; records without a date last.
        Oldest,
        /// By title, without regard to case and accents.
        Title,
    }

    /// What a suggestion is.
    pub enum SuggestionKind {
        /// A query that others asked; see `KnowledgeBase::set_popular_queries`.
        Query,
        /// A service area.
        Concept,
        /// A municipality or another organization of the register.
        Organization,
        /// A record, by its title.
        Record,
    }

    /// In what records are alike.
    pub enum SimilarityAspect {
        /// The words of their texts; those that say most are given.
        Words,
        /// Their service areas, by concept id.
        Areas,
        /// The municipalities and other organizations they apply to, by id.
        Places,
        /// The words of their titles.
        Title,
        /// The name in another system (`source:source_id`): an import would update the record.
        ExternalId,
        /// The address of a source, resource or relation.
        Address,
    }

    /// What two municipalities are compared by.
    pub enum LikenessAspect {
        /// Population at the latest census.
        Population,
        /// Residents per square kilometre of land.
        Density,
        /// Upper, lower or single tier: who provides which services.
        Tier,
        /// The geographic area, and whether it is in the north.
        Region,
        /// Yearly spending per resident, where the host has told it for both.
        Spending,
    }

    /// What became of a record, as a saved search sees it.
    pub enum AlertKind {
        /// It answers the search, and did not before.
        New,
        /// It answered before and still does, and says something else now.
        Changed,
        /// It answered before and does not any more, or is no longer published.
        Left,
        /// It was erased; nothing is left to tell whether it answered.
        Erased,
    }

    /// Which sort of label a text is; better kinds first.
    pub enum LabelKind {
        /// The name that is shown.
        Pref,
        /// A synonym or acronym that may be shown.
        Alt,
        /// A misspelling or old word: found, never shown.
        Hidden,
    }

    /// How a concept matches one of another classification; the words are those of SKOS.
    pub enum MappingKind {
        /// They mean the same everywhere.
        ExactMatch,
        /// They mean nearly the same: good enough for some uses, not to be chained.
        CloseMatch,
        /// The other one is broader.
        BroadMatch,
        /// The other one is narrower.
        NarrowMatch,
        /// They have to do with each other.
        RelatedMatch,
    }

    /// How well a text names a concept; better first.
    pub enum MatchQuality {
        /// It is the id or the notation.
        Id,
        /// It is a label, whatever case and accents.
        Exact,
        /// It has the words of a label, singular or plural, with or without articles.
        SameWords,
        /// Its words stand among those of a label; the last may be unfinished.
        Partial,
    }

    /// How deep a check goes; each level includes those before it.
    pub enum CheckLevel {
        /// SQLite's quick check of the file's structure; a tenth of a second for 20,000 records.
        Quick,
        /// Every row against its hash, the change log against its chain, the set of records against its hash.
        Full,
        /// Also the index against the store.
        Index,
    }

    /// What sort of damage was found.
    pub enum FindingCode {
        /// SQLite says that the file's structure is broken.
        Structure,
        /// A link leads nowhere.
        Reference,
        /// A row is not what it was when it was written.
        Content,
        /// The change log is not the one that was written.
        ChangeLog,
        /// Records are missing or too many.
        Set,
        /// The index does not say what the store says.
        Index,
    }

    /// The order of a listing.
    pub enum RecordOrder {
        /// In the order of capture.
        Captured,
        /// Last changed first.
        Modified,
    }
}

impl fmt::Display for SectionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        omkn_core::SectionKind::from(*self).fmt(f)
    }
}

impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        omkn_core::Facet::from(*self).fmt(f)
    }
}
