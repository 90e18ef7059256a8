//! Search: from a request to a page of hits.

mod adjacency;
mod alert;
mod bar;
mod bm25;
mod boost;
mod collector;
mod cursors;
mod explain;
mod facet;
mod facet_counter;
mod facet_labels;
mod highlight;
mod hits;
mod message;
mod order;
mod relevance;
mod request;
mod run;
mod similar;
mod suggest;
mod text_explain;
mod text_query;
#[cfg(test)]
mod text_query_tests;
mod text_scorer;
mod title_query;
mod top;
mod window;

pub use alert::{Alert, AlertKind, Alerts, SavedSearch};
pub use boost::{Boosts, Fits};
pub use explain::Explanation;
pub use facet::{Facet, FacetCount, FacetCounts, FacetRequest, FacetSelection};
pub use hits::{
    Expansion, Fit, HitText, Interpretation, Notice, ResolvedName, SearchHit, SearchHits, Snippet, TextRange, Through,
};
pub use relevance::{GoldenQuery, Relevance};
pub use request::{QueryInput, SearchRequest, Sort};
pub use similar::{SimilarRecord, SimilarityAspect, SimilarityReason};
pub use suggest::{SuggestRequest, Suggestion, SuggestionKind};

pub(crate) use alert::alerts_since;
pub(crate) use bar::Bar;
pub(crate) use explain::explain;
pub(crate) use facet_labels::{numbers_of, numbers_of_ids, put_at};
pub(crate) use highlight::Wanted;
pub(crate) use run::run;
pub(crate) use similar::{likely_duplicates, similar};
pub(crate) use suggest::suggest;
pub(crate) use text_query::{Group, GroupsQuery, Member, Sign};
pub(crate) use title_query::TitleQuery;
