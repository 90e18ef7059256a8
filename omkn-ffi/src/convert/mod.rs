//! Conversions between types of the library and those of the interface, field by field and without JSON on the way.

mod builtin;
mod error;
mod macros;
mod optional;
mod utf16;
mod values;

pub(crate) use error::ConversionError;
pub(crate) use macros::{records, word_enums};
pub use utf16::TextRange;
pub(crate) use utf16::{utf16_position, utf16_ranges};
pub use values::*;

use crate::error::{OmknError, Result};

/// A converted value, or why it could not be converted.
pub(crate) type Converted<T> = std::result::Result<T, Box<ConversionError>>;

/// A type of the interface, made from one of the library.
pub(crate) trait FromCore<Core>: Sized {
    fn from_core(core: Core) -> Converted<Self>;
}

/// A type of the interface that becomes one of the library.
pub(crate) trait IntoCore<Core> {
    fn into_core(self) -> Converted<Core>;
}

/// What the library returned, for the app.
pub(crate) fn from_core<A, B: FromCore<A>>(value: A) -> Result<B> {
    B::from_core(value).map_err(|error| error.into_defect())
}

/// What the app gave, for the library.
pub(crate) fn into_core<A: IntoCore<B>, B>(value: A) -> Result<B> {
    Ok(value.into_core()?)
}

/// The same for a list: the path to a wrong value begins with the name of the list, as in the library's own errors.
pub(crate) fn into_core_list<A: IntoCore<B>, B>(name: &str, values: A) -> Result<B> {
    Ok(values.into_core().map_err(|error| error.within(name))?)
}

/// The id of a record; a text that is no UUID is `NotFound`, like an id that no record has.
pub(crate) fn record_id(id: &RecordId) -> Result<omkn_core::RecordId> {
    Ok(id.0.parse::<omkn_core::RecordId>()?)
}

/// A text as a value of the library, such as a language tag.
pub(crate) fn parse_at<T: std::str::FromStr<Err: std::fmt::Display>>(path: &str, text: &str) -> Result<T> {
    text.parse().map_err(|error| OmknError::invalid_at(path, format!("{error}")))
}
