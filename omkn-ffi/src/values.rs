//! Values that are texts on the other side: ids, language tags, dates, instants. The library checks them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A text with a meaning.
macro_rules! text {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        uniffi::custom_newtype!($name, String);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

text! {
    /// The id of a record: a UUID.
    RecordId;
    /// The id of a concept, such as `roads/winter-control`.
    ConceptId;
    /// The id of a concept scheme.
    SchemeId;
    /// The id of an organization, such as `sgc:3515014`.
    OrganizationId;
    /// A language tag after BCP 47, such as `en` or `fr-CA`.
    LanguageTag;
    /// A date whose month or day may be unknown: `2011`, `2011-05`, `2011-05-04`.
    PartialDate;
    /// An instant after RFC 3339, in UTC.
    Timestamp;
    /// A SHA-256 hash, as 64 hexadecimal digits.
    ContentHash;
}

/// A value as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonText(pub String);

uniffi::custom_newtype!(JsonText, String);

impl Serialize for JsonText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value: serde_json::Value = serde_json::from_str(&self.0).map_err(serde::ser::Error::custom)?;
        value.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for JsonText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_json::Value::deserialize(deserializer).map(|value| Self(value.to_string()))
    }
}
