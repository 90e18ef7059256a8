//! What a knowledge base shows as a whole: where nothing is shared yet, and whether a claimed saving shows in public figures.
//! Each analysis is a function of what was read once, and its numbers come with what they cannot show.

mod areas;
mod caveat;
mod cost_table;
mod coverage;
mod evidence;
mod gaps;
mod narrowing;
mod places;
mod service_cost;
mod services;
mod statistics;
mod summary;
mod verdict;

pub use caveat::{Caveat, CaveatKind};
pub use coverage::{CoverageCell, CoverageRequest, CoverageTable};
pub use evidence::{CostChange, Evidence, EvidenceRequest};
pub use gaps::GapsRequest;
pub use service_cost::ServiceCost;
pub use services::{SERVICES_BY_AREA, service_of_area};
pub use verdict::{CannotTell, Verdict};

pub(crate) use coverage::coverage;
pub(crate) use evidence::evidence;
pub(crate) use gaps::gaps;
