//! Words that hold sentences together, mean little by themselves, and reveal a language.

/// English function words, folded, in order. Words that mean something in French (`but`, `on` is kept) are left out.
pub(super) const ENGLISH: [&str; 33] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "do", "does", "for", "from", "how", "in", "is", "it", "its", "of",
    "on", "or", "our", "that", "the", "their", "this", "to", "was", "we", "were", "what", "which", "with", "your",
];

/// French function words, folded, in order. Words that mean something in English (`car`, `son`, `plus`) are left out.
pub(super) const FRENCH: [&str; 44] = [
    "au", "aux", "avec", "ce", "ces", "cet", "cette", "comment", "d", "dans", "de", "des", "du", "elle", "elles", "en",
    "est", "et", "il", "ils", "l", "la", "le", "les", "leur", "leurs", "nous", "par", "pour", "que", "quel", "quelle",
    "quelles", "quels", "qui", "s", "sa", "se", "ses", "sont", "sur", "un", "une", "vous",
];

/// Whether a folded word, not stemmed, is one of them. Such words are indexed and score like all others, but a text
/// that shares nothing else with a query is no answer to it.
pub(crate) fn is_function_word(word: &str) -> bool {
    ENGLISH.binary_search(&word).is_ok() || FRENCH.binary_search(&word).is_ok()
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
}
