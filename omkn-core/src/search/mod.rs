//! Search: from a request and a view to a page of hits, suggestions, similar records, alerts.

mod alert;
mod boosts;
mod explain;
mod facet;
mod facet_labels;
mod forms;
mod hits;
mod interpretation;
mod plan;
mod relevance;
mod request;
mod run;
mod similar;
mod suggest;

pub use alert::{Alert, AlertKind, Alerts, SavedSearch};
pub use boosts::{Boosts, FitTarget};
pub use explain::Explanation;
pub use facet::{FacetCount, FacetCounts, FacetRequest, FacetSelection};
pub use hits::{HitFit, HitText, MatchedBy, SearchHit, SearchHits, Snippet};
pub use interpretation::{Correction, Expansion, Interpretation, Notice, ResolvedName};
pub use relevance::{GoldenQuery, Relevance};
pub use request::{QueryInput, SearchRequest, Sort};
pub use similar::{SimilarRecord, SimilarityAspect, SimilarityReason};
pub use suggest::{SuggestRequest, Suggestion, SuggestionKind};

pub(crate) use alert::{alerts_since, all_alerts_since, saved_searches};
pub(crate) use explain::explain;
pub(crate) use relevance::measure_relevance;
pub(crate) use run::{run, run_all};
pub(crate) use similar::{likely_duplicates, similar};
pub(crate) use suggest::suggest;
