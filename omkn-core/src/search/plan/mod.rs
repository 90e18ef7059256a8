//! From a query to a search of the index: understood and corrected, its names looked up and expanded, compiled.

mod alike;
mod compile;
mod compile_filter;
mod correct;
mod expand;
mod names;
mod one_record;
mod terms;
mod text;
mod titles;
mod understand;

pub(crate) use alike::{alike, rarity};
pub(crate) use compile::{Compiled, Reach, compile};
pub(crate) use expand::Mention;
pub(crate) use one_record::{MatchOfOne, explained, match_of_one};
pub(crate) use titles::titles;
pub(crate) use understand::{Relaxation, Understood, understand};
