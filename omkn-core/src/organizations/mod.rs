//! The register of organizations: Ontario's municipalities, and those a host adds.

mod built_in;
mod names;
mod register;
mod resolve;

pub use register::Organizations;
