//! From a query to a search of the index: understood and corrected, its names looked up and expanded, compiled.

mod compile;
mod compile_filter;
mod correct;
mod expand;
mod names;
mod understand;

pub(crate) use compile::{Compiled, Reach, compile};
pub(crate) use expand::Named;
pub(crate) use understand::{Relaxation, Understood, understand};
