//! What a search asks for.

use std::collections::HashMap;

use super::{Facet, FacetRequest};
use crate::convert::{Converted, FromCore, IntoCore, LanguageTag, Problems, records, word_enums};

word_enums! {
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
}

records! {
    /// A search: the query, and what to give back.
    pub struct SearchRequest: FromCore + IntoCore {
        /// What to search for; empty finds everything.
        pub query: String = "",
        /// The languages the reader prefers, best first; decides which texts are shown, never what is found.
        pub languages: Vec<LanguageTag> = default,
        /// Which facets to count.
        pub facets: Vec<FacetRequest> = default,
        /// Which facet values the reader chose, service areas and organizations by id or exact name.
        pub selected: HashMap<Facet, Vec<String>> = default,
        /// The order of the hits; left out, best first (`Sort::Relevance`).
        pub sort: Option<Sort> = default,
        /// How many hits to give, at most 1,000; 0 gives totals and facets only.
        pub limit: i32 = 10,
        /// How many hits to leave out first, at most 10,000; `after` goes as far as there are any.
        pub offset: i32 = 0,
        /// Go on after an earlier page: its `next`. Pages made this way neither repeat nor skip records that stay.
        pub after: Option<String> = default,
        /// The length of snippets, in characters; 0 for none.
        pub snippet_chars: i32 = 240,
        /// Whether words that no record has are replaced by what they may be misspelt for; the interpretation tells.
        pub correct: bool = true,
        /// Whether names of service areas and municipalities among the words also find records by other labels, in both
        /// languages, and records of that service area or municipality; the interpretation tells.
        pub expand: bool = true,
        /// Whether a query that finds nothing is asked again less strictly; the interpretation tells.
        pub relax: bool = true,
        /// What else counts for the order by relevance, apart from the words; left out, nothing.
        pub boosts: Option<Boosts> = default,
        /// The municipality that records should fit; decides the order by relevance, and what is left out.
        pub fits: Option<FitTarget> = default,
    }

    /// What else counts for the order, besides the words; all 0 by default.
    pub struct Boosts: FromCore + IntoCore {
        /// How much a recent date counts, from 0 (not at all) to 10: a record of today gets this much more of its score, one
        /// five years old half as much more, and so on; one without a date gets nothing.
        pub recency: f32 = 0.0,
        /// How much the level of evidence counts, from 0 to 10: `best` gets this much more of its score, `leading` 0.8 of
        /// that, `beneficial` 0.6, `innovative` 0.4, `emerging` 0.2.
        pub level: f32 = 0.0,
    }

    /// A municipality that records should fit.
    pub struct FitTarget: FromCore + IntoCore {
        /// Its id or name.
        pub organization: String,
        /// How much likeness counts for the order, from 0 (not at all) to 10: a record of the municipality itself gets this
        /// much more of its score.
        pub weight: f32 = 1.0,
        /// Only records of municipalities at least so like it, from 0 to 1; 0 leaves none out.
        pub least: f32 = 0.0,
    }
}

impl IntoCore<omkn_core::QueryInput> for String {
    fn into_core(self, _: &mut Problems) -> omkn_core::QueryInput {
        omkn_core::QueryInput::Text(self)
    }
}

impl FromCore<omkn_core::QueryInput> for String {
    fn from_core(core: omkn_core::QueryInput) -> Converted<Self> {
        Ok(match core {
            omkn_core::QueryInput::Text(text) => text,
            omkn_core::QueryInput::Tree(query) => query.to_string(),
        })
    }
}
