//! The register of organizations: Ontario's municipalities, and those a host adds.

mod built_in;
mod candidates;
mod former;
mod likeness;
mod names;
mod register;
mod resolve;

pub use former::FormerMunicipality;
pub use likeness::{Likeness, LikenessAspect, LikenessReason, Peer};
pub use register::{NamedOrganization, Organizations};

pub(crate) use likeness::LikenessTable;
