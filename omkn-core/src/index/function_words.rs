//! Words that hold sentences together, say little by themselves, and give a language away.

use super::analyzer::Language;
use super::tokenizer::Words;

/// English function words, folded, in order. Words that mean something in French (`but`, `on` is kept) are left out.
const ENGLISH: [&str; 33] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "do", "does", "for", "from", "how", "in", "is", "it", "its", "of",
    "on", "or", "our", "that", "the", "their", "this", "to", "was", "we", "were", "what", "which", "with", "your",
];

/// French function words, folded, in order. Words that mean something in English (`car`, `son`, `plus`) are left out.
const FRENCH: [&str; 44] = [
    "au", "aux", "avec", "ce", "ces", "cet", "cette", "comment", "d", "dans", "de", "des", "du", "elle", "elles", "en",
    "est", "et", "il", "ils", "l", "la", "le", "les", "leur", "leurs", "nous", "par", "pour", "que", "quel", "quelle",
    "quelles", "quels", "qui", "s", "sa", "se", "ses", "sont", "sur", "un", "une", "vous",
];

/// How many words decide the language of a text.
const WORDS_LOOKED_AT: usize = 200;
/// The fewest function words that give a language away.
const FEWEST: usize = 3;

/// Whether a folded word, not stemmed, is one of them. Such words are indexed and score like all others, but a text
/// that shares nothing else with a query is no answer to it.
pub(crate) fn is_function_word(word: &str) -> bool {
    ENGLISH.binary_search(&word).is_ok() || FRENCH.binary_search(&word).is_ok()
}

/// The language of a text that does not tell it, where its function words do: three at least, and three times as many
/// as of the other language.
pub(super) fn guess(text: &str) -> Option<Language> {
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
    fn the_lists_are_in_order_and_apart() {
        assert!(ENGLISH.is_sorted() && FRENCH.is_sorted());
        assert!(ENGLISH.iter().all(|word| !FRENCH.contains(word)));
        assert!(["the", "of", "les", "du"].into_iter().all(is_function_word));
        assert!(!["salt", "sel", "car", ""].into_iter().any(is_function_word));
    }

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
