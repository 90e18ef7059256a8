//! What searches ask for and give back.

mod alert;
mod facet;
mod hits;
mod request;
mod similar;
mod suggest;

pub use alert::*;
pub use facet::*;
pub use hits::*;
pub use request::*;
pub use similar::*;
pub use suggest::*;
