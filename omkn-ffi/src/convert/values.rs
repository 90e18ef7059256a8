//! Values that apps hold as texts: ids, language tags, dates, instants. The library checks them.

use std::fmt;

use super::{Converted, FromCore, IntoCore, Problems};

/// How much of a text that cannot be read is repeated, in characters.
const LONGEST_SHOWN: usize = 40;

/// A text with a meaning; how the library reads it, and what stands in for one that cannot be read.
macro_rules! text_values {
    ($($(#[$doc:meta])* $name:ident $([left out: $is_left_out:literal])? $(, else $stand_in:expr)?;)+) => {$(
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
            $(const IS_LEFT_OUT: bool = $is_left_out;)?

            fn into_core(self, _problems: &mut Problems) -> omkn_core::$name {
                text_values!(@read self _problems $name $($stand_in)?)
            }
        }
    )+};

    // Any text is one.
    (@read $text:ident $problems:ident $name:ident) => { omkn_core::$name::new($text.0) };

    (@read $text:ident $problems:ident $name:ident $stand_in:expr) => {
        $text.0.parse().unwrap_or_else(|error| {
            let shown: String = $text.0.chars().take(LONGEST_SHOWN).collect();
            $problems.add(format!("\"{shown}\": {error}"));
            $stand_in
        })
    };
}

text_values! {
    /// The id of a record: a UUID.
    RecordId, else omkn_core::RecordId::from_bytes([0; 16]);
    /// The id of a concept, such as `roads/winter-control`.
    ConceptId;
    /// The id of a concept scheme.
    SchemeId;
    /// The id of an organization, such as `sgc:3515014`.
    OrganizationId;
    /// A language tag after BCP 47, such as `en` or `fr-CA`.
    LanguageTag, else omkn_core::LanguageTag::und();
    /// A date whose month or day may be unknown: `2011`, `2011-05`, `2011-05-04`.
    PartialDate [left out: true], else omkn_core::Timestamp::default().date();
    /// An instant after RFC 3339, in UTC.
    Timestamp [left out: true], else omkn_core::Timestamp::default();
    /// A SHA-256 hash, as 64 hexadecimal digits.
    ContentHash, else omkn_core::ContentHash::from_bytes([0; 32]);
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
