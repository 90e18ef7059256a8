//! Values that apps hold as texts: ids, language tags, dates, instants. The library checks them.

use std::fmt;

use super::{ConversionError, Converted, FromCore, IntoCore};

/// A text with a meaning, and how the library parses it.
macro_rules! text_values {
    ($($(#[$doc:meta])* $name:ident = $parse:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub String);

        uniffi::custom_newtype!($name, String);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromCore<omkn_core::$name> for $name {
            fn from_core(core: omkn_core::$name) -> Converted<Self> {
                Ok(Self(core.to_string()))
            }
        }

        impl IntoCore<omkn_core::$name> for $name {
            fn into_core(self) -> Converted<omkn_core::$name> {
                let parse: fn(&str) -> Converted<omkn_core::$name> = $parse;
                parse(&self.0)
            }
        }
    )+};
}

text_values! {
    /// The id of a record: a UUID.
    RecordId = |text| text.parse().map_err(ConversionError::new);
    /// The id of a concept, such as `roads/winter-control`.
    ConceptId = |text| Ok(text.into());
    /// The id of a concept scheme.
    SchemeId = |text| Ok(text.into());
    /// The id of an organization, such as `sgc:3515014`.
    OrganizationId = |text| Ok(text.into());
    /// A language tag after BCP 47, such as `en` or `fr-CA`.
    LanguageTag = |text| text.parse().map_err(ConversionError::new);
    /// A date whose month or day may be unknown: `2011`, `2011-05`, `2011-05-04`.
    PartialDate = |text| text.parse().map_err(ConversionError::new);
    /// An instant after RFC 3339, in UTC.
    Timestamp = |text| text.parse().map_err(ConversionError::new);
    /// A SHA-256 hash, as 64 hexadecimal digits.
    ContentHash = |text| text.parse().map_err(ConversionError::new);
}

/// A value as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonText(pub String);

uniffi::custom_newtype!(JsonText, String);

/// Values that the library prints as JSON.
impl<Json: fmt::Display> FromCore<Json> for JsonText {
    fn from_core(core: Json) -> Converted<Self> {
        Ok(Self(core.to_string()))
    }
}
