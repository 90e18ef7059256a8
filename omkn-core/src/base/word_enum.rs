//! Closed word lists: a code for JSON and queries, and a label in English and French for people.

use super::lang::LanguageTag;

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

    /// The words there are, with commas.
    #[must_use]
    pub fn allowed(&self) -> &str {
        &self.allowed
    }
}

/// One word of a closed list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// The code used in JSON and in queries.
    pub(crate) code: &'static str,
    pub(crate) english: &'static str,
    pub(crate) french: &'static str,
}

impl Word {
    /// The word for people: French for a French tag, else English.
    pub(crate) fn label(&self, language: &LanguageTag) -> &'static str {
        if language.primary() == "fr" { self.french } else { self.english }
    }
}

/// The case whose word has this code or label, in any case of letters; `cases` are in the order of `words`.
pub(crate) fn parse_word<T>(text: &str, words: &[Word], cases: impl Iterator<Item = T>) -> Result<T, UnknownWord> {
    let wanted = text.trim().to_lowercase();
    let matches = |word: &Word| [word.code, word.english, word.french].iter().any(|form| form.to_lowercase() == wanted);
    let found = words.iter().zip(cases).find(|(word, _)| matches(word));
    found.map(|(_, case)| case).ok_or_else(|| UnknownWord::new(text, words.iter().map(|word| word.code)))
}

/// Makes an enum whose cases are words: a code for JSON and queries, an English and a French label for people.
macro_rules! word_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$case_meta:meta])* $case:ident = $code:literal, $en:literal, $fr:literal;)+ }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$case_meta])* #[serde(rename = $code)] $case,)+
        }

        impl $name {
            /// Every case, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$case),+];

            pub(crate) const WORDS: &'static [$crate::base::Word] =
                &[$($crate::base::Word { code: $code, english: $en, french: $fr }),+];

            /// The code used in JSON and in queries.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$case => $code),+ }
            }

            /// The word for people: French for a French tag, else English.
            #[must_use]
            pub fn label(self, language: &$crate::base::LanguageTag) -> &'static str {
                Self::WORDS.get(self as usize).map_or(self.as_str(), |word| word.label(language))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::base::UnknownWord;

            /// The case with this code or label, in any case of letters.
            fn from_str(text: &str) -> Result<Self, $crate::base::UnknownWord> {
                $crate::base::parse_word(text, Self::WORDS, Self::ALL.iter().copied())
            }
        }
    };
}

pub(crate) use word_enum;
