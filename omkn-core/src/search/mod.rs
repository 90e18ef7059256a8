//! Search: from a request to a page of hits.

mod collector;
mod explain;
mod facet;
mod facet_counter;
mod facet_labels;
mod highlight;
mod hits;
mod order;
mod request;
mod run;
mod top;

pub use explain::Explanation;
pub use facet::{Facet, FacetCount, FacetCounts, FacetRequest, FacetSelection};
pub use hits::{HitText, Interpretation, Notice, ResolvedName, SearchHit, SearchHits, Snippet, TextRange};
pub use request::{QueryInput, SearchRequest, Sort};

pub(crate) use explain::explain;
pub(crate) use facet_labels::numbers_of;
pub(crate) use highlight::Wanted;
pub(crate) use run::run;
