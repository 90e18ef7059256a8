//! The language of a text whose tag does not give it.

use super::function_words::{ENGLISH, FRENCH};
use super::language::Language;
use super::tokenizer::Words;
use crate::base::LanguageTag;

/// How many words decide the language of a text.
const WORDS_LOOKED_AT: usize = 200;
/// The fewest function words that give a language away.
const FEWEST: usize = 3;

impl Language {
    /// The chains this text goes through: as its tag says, or as its words do where the tag says neither language.
    pub(crate) fn of_text(tag: &LanguageTag, text: &str) -> &'static [Self] {
        match Self::of(tag) {
            [one] => std::slice::from_ref(one),
            _ => match guess(text) {
                Some(Self::English) => &[Self::English],
                Some(Self::French) => &[Self::French],
                None => &Self::ALL,
            },
        }
    }
}

/// The language of a text whose tag does not give it, where its function words do: three at least, and three times as many
/// as of the other language.
fn guess(text: &str) -> Option<Language> {
    let (mut english, mut french) = (0, 0);
    let mut words = Words::new(text);
    let mut word = String::new();
    for _ in 0..WORDS_LOOKED_AT {
        if words.next_word(&mut word).is_none() {
            break;
        }
        english += usize::from(ENGLISH.binary_search(&word.as_str()).is_ok());
        french += usize::from(FRENCH.binary_search(&word.as_str()).is_ok());
    }
    let wins = |mine: usize, other: usize| mine >= FEWEST && mine >= 3 * other;
    match (wins(english, french), wins(french, english)) {
        (true, false) => Some(Language::English),
        (false, true) => Some(Language::French),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_gives_its_language_away_and_a_title_need_not() {
        let english = "The township sprays brine on its roads before a storm, and uses less salt for it.";
        let french = "La municipalité épand de la saumure sur les routes avant la tempête et utilise moins de sel.";
        assert_eq!(guess(english), Some(Language::English));
        assert_eq!(guess(french), Some(Language::French));
        assert_eq!(guess("Plan 2012"), None);
        assert_eq!(guess(&format!("{english} {french}")), None);
    }
}
