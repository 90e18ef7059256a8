//! Everyday words of municipal work in both languages, so that a question in one finds answers in the other.
//!
//! The taxonomy has the names of services; these are the words around them: small, contract, method, yearly. From
//! `data/word_pairs.csv`: words of one meaning, English and French, separated by blanks.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::function_words::is_function_word;
use super::language::{ByLanguage, Language};
use super::tokens::for_each_token;

const FILE: &str = include_str!("../../data/word_pairs.csv");

/// For each stem: the stems in the other language, and the words they come from.
type Pairs = HashMap<String, Vec<(String, &'static str)>>;

fn pairs() -> &'static ByLanguage<Pairs> {
    static PAIRS: OnceLock<ByLanguage<Pairs>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let mut from: ByLanguage<Pairs> = ByLanguage::default();
        for line in FILE.lines().skip(1) {
            let Some((english, french)) = line.split_once(',') else { continue };
            let (english, french) = (stems(Language::English, english), stems(Language::French, french));
            for (stem, word) in &english {
                for (other, other_word) in &french {
                    add(from.get_mut(Language::English), stem, (other, other_word));
                    add(from.get_mut(Language::French), other, (stem, word));
                }
            }
        }
        from
    })
}

fn add(pairs: &mut Pairs, stem: &str, (other, word): (&str, &'static str)) {
    let others = pairs.entry(stem.to_owned()).or_default();
    if others.iter().all(|(known, _)| known != other) {
        others.push((other.to_owned(), word));
    }
}

/// The stem of each word; a word of several parts (`chasse-neige`) gives none, as its parts mean something else.
fn stems(language: Language, words: &'static str) -> Vec<(String, &'static str)> {
    let each = words.split(' ').filter_map(|word| {
        let mut found = Vec::new();
        for_each_token(language, word, |stem, _| found.push(stem.to_owned()));
        if found.len() == 1 && !is_function_word(word) { found.pop().map(|stem| (stem, word)) } else { None }
    });
    each.collect()
}

/// The stems in the other language of what a word with this stem means, and the words they come from.
pub(crate) fn in_other_language(language: Language, stem: &str) -> &'static [(String, &'static str)] {
    pairs().get(language).get(stem).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(language: Language, word: &str) -> Vec<&'static str> {
        let mut stem = crate::language::fold(word);
        language.stem(&mut stem);
        in_other_language(language, &stem).iter().map(|(_, word)| *word).collect()
    }

    #[test]
    fn words_lead_to_those_of_the_other_language_in_any_form() {
        assert_eq!(words(Language::French, "petites"), ["small"]);
        assert_eq!(words(Language::English, "towns"), ["ville"]);
        assert!(words(Language::French, "contrats").contains(&"contract"));
        assert_eq!(words(Language::English, "xyzzy"), [""; 0]);
        assert_eq!(words(Language::English, "an"), [""; 0]);
    }

    #[test]
    fn every_line_of_the_file_has_words_of_both_languages() {
        for line in FILE.lines().skip(1) {
            let (english, french) = line.split_once(',').unwrap();
            assert!(!english.is_empty() && !french.is_empty() && !french.contains(','), "{line}");
        }
    }
}
