//! Closed word lists: a code for JSON and queries, and a label in English and French for people.

/// The word is not one of the list; the message names the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{word}\" is not one of {allowed}")]
pub struct UnknownWord {
    word: String,
    allowed: String,
}

impl UnknownWord {
    pub(crate) fn new(word: &str, allowed: impl Iterator<Item = &'static str>) -> Self {
        Self { word: word.to_owned(), allowed: allowed.collect::<Vec<_>>().join(", ") }
    }
}

/// Makes an enum whose cases are words: a code for JSON and queries, an English and a French label for people.
macro_rules! word_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$case_doc:meta])* $case:ident = $code:literal, $en:literal, $fr:literal;)+ }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$case_doc])* #[serde(rename = $code)] $case,)+
        }

        impl $name {
            /// Every case, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$case),+];

            /// The code used in JSON and in queries.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$case => $code),+ }
            }

            /// The word for people: French for a French tag, else English.
            #[must_use]
            pub fn label(self, language: &$crate::base::LanguageTag) -> &'static str {
                match (language.primary() == "fr", self) {
                    $((false, Self::$case) => $en, (true, Self::$case) => $fr),+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::base::UnknownWord;

            fn from_str(text: &str) -> Result<Self, $crate::base::UnknownWord> {
                let wanted = text.trim();
                let matches = |word: &str| word.to_lowercase() == wanted.to_lowercase();
                Self::ALL
                    .iter()
                    .copied()
                    .find(|case| {
                        matches(case.as_str())
                            || matches(case.label(&$crate::base::LanguageTag::en()))
                            || matches(case.label(&$crate::base::LanguageTag::fr()))
                    })
                    .ok_or_else(|| $crate::base::UnknownWord::new(text, Self::ALL.iter().map(|case| case.as_str())))
            }
        }
    };
}

pub(crate) use word_enum;
