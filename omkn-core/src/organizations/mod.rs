//! The register of organizations: Ontario's municipalities, and those a host adds.

mod built_in;
mod likeness;
mod names;
mod register;
mod resolve;

pub use likeness::{Likeness, LikenessAspect, LikenessReason, Peer};
pub use register::Organizations;

pub(crate) use likeness::LikenessTable;
