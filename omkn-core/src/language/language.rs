//! The languages that texts are analysed in.

use super::stem_english::stem_english;
use super::stem_french::stem_french;
use crate::base::LanguageTag;

/// A language we analyse: every text is indexed in the chain of its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Language {
    /// English.
    English,
    /// French.
    French,
}

impl Language {
    /// Every language, in the order of the fields.
    pub(crate) const ALL: [Self; 2] = [Self::English, Self::French];

    /// The chains a text with this tag goes through: its own, or both when it is in neither language.
    pub(crate) fn of(tag: &LanguageTag) -> &'static [Self] {
        match tag.primary() {
            "en" => &[Self::English],
            "fr" => &[Self::French],
            _ => &Self::ALL,
        }
    }

    /// The code of the language, as in language tags.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// Its language tag.
    pub(crate) fn tag(self) -> LanguageTag {
        match self {
            Self::English => LanguageTag::en(),
            Self::French => LanguageTag::fr(),
        }
    }

    /// Reduce a folded word to its stem, in place.
    pub(crate) fn stem(self, word: &mut String) {
        let mut bytes = std::mem::take(word).into_bytes();
        match self {
            Self::English => stem_english(&mut bytes),
            Self::French => stem_french(&mut bytes),
        }
        // The stemmers touch ASCII words only, so the bytes are always text.
        *word = String::from_utf8(bytes).unwrap_or_default();
    }

    /// The stem of a folded word.
    pub(crate) fn stem_of(self, word: &str) -> String {
        let mut stem = word.to_owned();
        self.stem(&mut stem);
        stem
    }
}

/// One value for each language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ByLanguage<T> {
    english: T,
    french: T,
}

impl<T> ByLanguage<T> {
    pub(crate) fn new(mut of: impl FnMut(Language) -> T) -> Self {
        Self { english: of(Language::English), french: of(Language::French) }
    }

    pub(crate) fn get(&self, language: Language) -> &T {
        match language {
            Language::English => &self.english,
            Language::French => &self.french,
        }
    }

    pub(crate) fn get_mut(&mut self, language: Language) -> &mut T {
        match language {
            Language::English => &mut self.english,
            Language::French => &mut self.french,
        }
    }

    /// The values, in the order of [`Language::ALL`].
    pub(crate) fn into_values(self) -> [T; 2] {
        [self.english, self.french]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_unknown_language_goes_through_both_chains() {
        assert_eq!(Language::of(&LanguageTag::und()), Language::ALL);
        assert_eq!(Language::of(&"fr-CA".parse().unwrap()), [Language::French]);
    }
}
