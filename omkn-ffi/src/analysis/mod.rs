//! Analyses: what the knowledge base shows as a whole.

mod caveat;
mod coverage;
mod evidence;
mod service_cost;

pub use caveat::*;
pub use coverage::*;
pub use evidence::*;
pub use service_cost::*;
