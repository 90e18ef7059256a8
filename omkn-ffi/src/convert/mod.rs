//! Conversions between types of the library and those of the interface, field by field and without JSON on the way.

mod builtin;
mod error;
mod macros;
mod optional;
mod problems;
mod utf16;
mod values;

pub(crate) use error::ConversionError;
pub(crate) use macros::{records, word_enums};
pub(crate) use problems::Problems;
pub use utf16::TextRange;
pub(crate) use utf16::{utf16_position, utf16_ranges};
pub use values::*;

use crate::error::Result;

/// A value of the library for the app, or why it has no counterpart.
pub(crate) type Converted<T> = std::result::Result<T, Box<ConversionError>>;

/// A type of the interface, made from one of the library.
pub(crate) trait FromCore<Core>: Sized {
    fn from_core(core: Core) -> Converted<Self>;
}

/// A type of the interface that becomes one of the library. What cannot be read becomes a problem, and a stand-in.
pub(crate) trait IntoCore<Core> {
    /// Whether an optional one that cannot be read counts as left out: a stand-in for a date would contradict other dates.
    const IS_LEFT_OUT: bool = false;

    fn into_core(self, problems: &mut Problems) -> Core;
}

/// What the library returned, for the app.
pub(crate) fn from_core<A, B: FromCore<A>>(value: A) -> Result<B> {
    Ok(B::from_core(value)?)
}

/// What the app gave, for the library; `Validation` with everything that cannot be read.
pub(crate) fn into_core<A: IntoCore<B>, B>(value: A) -> Result<B> {
    readable(read(value))
}

/// The same for an argument that is not the whole: paths begin with its name, as in the library's own errors.
pub(crate) fn into_core_at<A: IntoCore<B>, B>(name: &str, value: A) -> Result<B> {
    readable(read_at(name, value))
}

/// What the app gave with a stand-in for what cannot be read, and what that is: for whoever checks the rest as well.
pub(crate) fn read<A: IntoCore<B>, B>(value: A) -> (B, Vec<omkn_core::Problem>) {
    let mut problems = Problems::default();
    (value.into_core(&mut problems), problems.found())
}

fn read_at<A: IntoCore<B>, B>(name: &str, value: A) -> (B, Vec<omkn_core::Problem>) {
    let mut problems = Problems::default();
    (problems.within(name, |problems| value.into_core(problems)), problems.found())
}

fn readable<B>((value, problems): (B, Vec<omkn_core::Problem>)) -> Result<B> {
    if problems.is_empty() { Ok(value) } else { Err(omkn_core::Error::Validation { problems }.into()) }
}

/// The language of a reader; one that cannot be read is none that the library has texts for.
pub(crate) fn reader(language: &LanguageTag) -> omkn_core::LanguageTag {
    language.0.parse().unwrap_or_else(|_| omkn_core::LanguageTag::und())
}

/// A number that never comes near the most that apps count.
pub(crate) fn counted(core: impl TryInto<i64>) -> i64 {
    core.try_into().unwrap_or(i64::MAX)
}

/// The id of a record; a text that is no UUID is `NotFound`, like an id that no record has.
pub(crate) fn record_id(id: &RecordId) -> Result<omkn_core::RecordId> {
    Ok(id.0.parse::<omkn_core::RecordId>()?)
}
