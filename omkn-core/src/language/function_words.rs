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
    let begins_so = FIRST_LETTERS.get(word.len()).zip(word.bytes().next());
    begins_so.is_some_and(|(letters, first)| letters & letter(first) != 0)
        && (ENGLISH.binary_search(&word).is_ok() || FRENCH.binary_search(&word).is_ok())
}

/// The first letters of function words, by the length of the word, one bit each: most other words are told by that.
const FIRST_LETTERS: [u32; 9] = first_letters([0; 9], &ENGLISH, &FRENCH);

const fn letter(first: u8) -> u32 {
    1 << (first & 31)
}

#[expect(clippy::indexing_slicing, reason = "done by the compiler")]
const fn first_letters(mut found: [u32; 9], some: &[&str], others: &[&str]) -> [u32; 9] {
    let mut at = 0;
    while at < some.len() {
        found[some[at].len()] |= letter(some[at].as_bytes()[0]);
        at += 1;
    }
    if others.is_empty() { found } else { first_letters(found, others, &[]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_and_apart() {
        assert!(ENGLISH.is_sorted() && FRENCH.is_sorted());
        assert!(ENGLISH.iter().all(|word| !FRENCH.contains(word)));
        assert!(ENGLISH.into_iter().chain(FRENCH).all(is_function_word));
        assert!(!["salt", "sel", "car", ""].into_iter().any(is_function_word));
    }
}
