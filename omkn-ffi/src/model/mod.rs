//! Records, their parts and their history; organizations.

mod enums;
mod organization;
mod parts;
mod problem;
mod record;
mod revision;
mod text;

pub use enums::*;
pub use organization::*;
pub use parts::*;
pub use problem::*;
pub use record::*;
pub use revision::*;
pub use text::*;
