//! Words that hold sentences together and say little by themselves.

/// English and French function words, folded, in order. Words that mean something in the other language (`car`, `but`,
/// `son`, `plus`) are left out.
const FUNCTION_WORDS: [&str; 77] = [
    "a", "an", "and", "are", "as", "at", "au", "aux", "avec", "be", "by", "ce", "ces", "cet", "cette", "comment", "d",
    "dans", "de", "des", "do", "does", "du", "elle", "elles", "en", "est", "et", "for", "from", "how", "il", "ils",
    "in", "is", "it", "its", "l", "la", "le", "les", "leur", "leurs", "nous", "of", "on", "or", "our", "par", "pour",
    "que", "quel", "quelle", "quelles", "quels", "qui", "s", "sa", "se", "ses", "sont", "sur", "that", "the", "their",
    "this", "to", "un", "une", "vous", "was", "we", "were", "what", "which", "with", "your",
];

/// Whether a folded word, not stemmed, is one of them. Such words are indexed and score like all others, but a text
/// that shares nothing else with a query is no answer to it.
pub(crate) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_knows_both_languages() {
        assert!(FUNCTION_WORDS.is_sorted());
        assert!(["the", "of", "les", "du"].into_iter().all(is_function_word));
        assert!(!["salt", "sel", "car", ""].into_iter().any(is_function_word));
    }
}
