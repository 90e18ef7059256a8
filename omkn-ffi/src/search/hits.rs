//! What a search gives back.

use super::FacetCounts;
use crate::convert::{ConceptId, LanguageTag, OrganizationId, PartialDate, RecordId, TextRange, records, utf16_ranges};
use crate::model::{EvidenceLevel, RecordKind, SectionKind, Status};
use crate::organizations::Likeness;

records! {
    /// A text of a hit with what to highlight in it.
    pub struct HitText: FromCore {
        /// The text as stored, plain or Markdown; never HTML.
        pub text: String,
        /// The language it is in.
        pub language: LanguageTag,
        /// Whether the reader asked for another language.
        pub is_fallback: bool,
        /// The words that made the record a hit, in order, not overlapping.
        pub highlights: Vec<TextRange> => utf16_ranges(&text, &highlights),
    }

    /// The part of a record's text that answers the query best.
    pub struct Snippet: FromCore {
        /// The section it comes from; `None` for the summary.
        pub section: Option<SectionKind>,
        /// The text; with an ellipsis where it was cut.
        pub text: HitText,
    }

    /// One record found.
    pub struct SearchHit: FromCore {
        /// The record.
        pub id: RecordId,
        /// The version found.
        pub version: i32,
        /// The place in the whole result, from 1.
        pub rank: i64,
        /// How well it answers; comparable within one result only. 0 where the order is not by relevance.
        pub score: f32,
        /// What sort of record.
        pub kind: RecordKind,
        /// The stage it has reached.
        pub status: Status,
        /// How well it is proven.
        pub level: Option<EvidenceLevel>,
        /// Its date.
        pub date: Option<PartialDate>,
        /// Its title.
        pub title: HitText,
        /// The part of its text that answers best; `None` where it has no text but the title or none was asked for.
        pub snippet: Option<Snippet>,
        /// Its service areas.
        pub concepts: Vec<ConceptId>,
        /// The organizations it applies to.
        pub organizations: Vec<OrganizationId>,
        /// The languages it has a title in.
        pub languages: Vec<LanguageTag>,
        /// What stands for words of the query that its texts do not have: its service areas, or its municipality.
        pub matched_by: Vec<MatchedBy>,
        /// How it fits the municipality asked for; `None` where none was, or the record names no municipality.
        pub fit: Option<HitFit>,
    }

    /// How a record fits a municipality.
    pub struct HitFit: FromCore {
        /// The record's municipality that is most like it.
        pub organization: OrganizationId,
        /// How alike they are, and in what.
        pub likeness: Likeness,
    }

    /// Why a record answers that does not have the words: a name in the query, and what the record has for it.
    pub struct MatchedBy: FromCore {
        /// What was typed.
        pub typed: String,
        /// What it names: `area` or `municipality`.
        pub field: String,
        /// The record's own service areas or municipalities that it was found by; empty where it has another label in its
        /// text.
        pub ids: Vec<String>,
        /// What the name was taken for, as people call it.
        pub label: String,
    }

    /// One page of hits, and what is true of all of them.
    pub struct SearchHits: FromCore {
        /// How many records answer, exactly.
        pub total: i64,
        /// The hits of this page.
        pub hits: Vec<SearchHit>,
        /// The facets asked for, in the order asked.
        pub facets: Vec<FacetCounts>,
        /// What was understood.
        pub interpretation: Interpretation,
        /// How far the index was when it answered: it covers all changes up to this one.
        pub watermark: i64,
        /// What to give as `after` for the next page; `None` where this is the last.
        pub next: Option<String>,
    }

    /// How a query was understood.
    pub struct Interpretation: FromCore {
        /// The query as understood, in the query language.
        pub query: String,
        /// What was read differently from what was typed, or could not be understood.
        pub notices: Vec<Notice>,
        /// What names in the query were taken for.
        pub resolved: Vec<ResolvedName>,
        /// Words that were corrected; ask with `correct` off to search for what was typed.
        pub corrections: Vec<Correction>,
        /// Service areas and municipalities named by plain words, found by their other labels, too.
        pub expansions: Vec<Expansion>,
    }

    /// A name or word of a query, and what else was looked for because of it.
    pub struct Expansion: FromCore {
        /// What it names: `area` or `municipality`; `word` for a word that was also looked for in the other language.
        pub field: String,
        /// What was typed.
        pub typed: String,
        /// The ids it stands for, none for a word; records with narrower service areas are found, too.
        pub ids: Vec<String>,
        /// What it was taken for, as people call it.
        pub label: String,
        /// The other labels that were looked for, in both languages.
        pub labels: Vec<String>,
    }

    /// Something a reader should know about how the query was read.
    pub struct Notice: FromCore {
        /// Why, for programs.
        pub code: String,
        /// What happened, for people.
        pub reason: String,
    }

    /// A name in a filter, and what it was taken for.
    pub struct ResolvedName: FromCore {
        /// The field, such as `area` or `municipality`.
        pub field: String,
        /// What was typed.
        pub typed: String,
        /// The ids it stands for.
        pub ids: Vec<String>,
        /// The label of what it was taken for.
        pub label: String,
    }

    /// A word that was corrected.
    pub struct Correction: FromCore {
        /// What was typed.
        pub typed: String,
        /// What was looked for instead.
        pub corrected: String,
    }

    /// A part of a score. Lines that follow with a greater depth say what it is made of.
    pub struct ExplanationLine {
        /// How deep in the tree: 0 is the score itself.
        pub depth: i32,
        /// What the number is.
        pub description: String,
        /// The number.
        pub value: f32,
    }
}

impl ExplanationLine {
    /// A tree of parts as lines, each part before what it is made of.
    pub(crate) fn all(part: &omkn_core::Explanation) -> Vec<Self> {
        let mut lines = Vec::new();
        add_lines(part, 0, &mut lines);
        lines
    }
}

fn add_lines(part: &omkn_core::Explanation, depth: i32, lines: &mut Vec<ExplanationLine>) {
    lines.push(ExplanationLine { depth, description: part.description.clone(), value: part.value });
    part.details.iter().for_each(|detail| add_lines(detail, depth + 1, lines));
}
