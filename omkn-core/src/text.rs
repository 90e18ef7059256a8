//! Folding: one spelling for letters that differ only by case, accent, ligature or width.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::index::Language;

/// What one character becomes: lower case, without accents, ligatures taken apart. Marks and signs give nothing.
pub(crate) fn fold_char(c: char, mut push: impl FnMut(&str)) {
    if let Some(folded) = fold_latin(c) {
        return push(folded);
    }
    let mut bytes = [0_u8; 4];
    if matches!(c, '\u{AC00}'..='\u{D7A3}') {
        return push(c.encode_utf8(&mut bytes)); // Hangul syllables stay whole
    }
    for part in c.nfkd().flat_map(char::to_lowercase).flat_map(UnicodeNormalization::nfkd) {
        if let Some(folded) = fold_latin(part) {
            push(folded);
        } else if part.is_alphanumeric() && canonical_combining_class(part) == 0 {
            push(part.encode_utf8(&mut bytes));
        }
    }
}

/// The same for a whole text; of other characters, apostrophes and dashes get one form each.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            fold_char(c, |part| folded.push_str(part));
        } else if !is_ignorable(c) {
            folded.push(match c {
                '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{2032}' => '\'',
                '\u{2010}'..='\u{2015}' => '-',
                other => other,
            });
        }
    }
    folded
}

/// Characters that do not end a word and say nothing: accents standing alone, soft hyphens, joiners.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}') || canonical_combining_class(c) != 0
}

/// Latin letters by table: French text must not pay for full normalisation. Letters that Unicode does not take apart
/// (æ, ø, ł, ß) are here too.
fn fold_latin(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => "a",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "e",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "i",
        'Ñ' | 'ñ' | 'Ń'..='ň' => "n",
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'Ō'..='ő' => "o",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => "u",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'Œ' | 'œ' => "oe",
        'Æ' | 'æ' => "ae",
        'ß' | 'ẞ' => "ss",
        'Ð' | 'ð' | 'Ď'..='đ' => "d",
        'Þ' | 'þ' => "th",
        'Ĺ'..='ł' => "l",
        'Ś'..='š' => "s",
        'Ź'..='ž' => "z",
        _ => return None,
    })
}

/// The optimal string alignment distance (insert, delete, change, swap neighbours), where it is at most `allowed`.
pub(crate) fn distance(a: &str, b: &str, allowed: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > allowed {
        return None;
    }
    let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
    let (mut before, mut last): (Vec<usize>, Vec<usize>) = (Vec::new(), (0..=b.len()).collect());
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let change = at(&last, j) + usize::from(from != to);
            let mut best = change.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let is_swap = i > 0 && j > 0 && a.get(i - 1) == Some(to) && b.get(j - 1) == Some(from);
            if is_swap {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        if row.iter().min().is_none_or(|least| *least > allowed) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|distance| *distance <= allowed)
}

/// Folded words to compare others with.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordList {
    /// Each word, and whether it is a good spelling that others may be corrected to.
    words: HashMap<String, bool>,
    /// Stems of words, by language.
    stems: HashSet<(Language, String)>,
}

impl WordList {
    pub(crate) fn add(&mut self, word: &str, is_good: bool) {
        let known = self.words.entry(word.to_owned()).or_default();
        *known |= is_good;
    }

    pub(crate) fn add_stem(&mut self, language: Language, stem: &str) {
        self.stems.insert((language, stem.to_owned()));
    }

    pub(crate) fn contains_stem(&self, language: Language, stem: &str) -> bool {
        self.stems.contains(&(language, stem.to_owned()))
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// Good spellings that differ from this word by at most `allowed` letters.
    pub(crate) fn near<'w>(&'w self, word: &'w str, allowed: usize) -> impl Iterator<Item = &'w str> {
        let letters = counted(word);
        // Letters that one has and the other has not: each error makes two at most.
        let differ = move |other: &str| {
            let pairs = letters.iter().zip(counted(other));
            pairs.map(|(a, b)| usize::from(a.abs_diff(b))).sum::<usize>() <= 2 * allowed
        };
        let good = self.words.iter().filter(|(_, is_good)| **is_good).map(|(word, _)| word.as_str());
        good.filter(move |other| {
            other.len().abs_diff(word.len()) <= allowed && differ(other) && distance(word, other, allowed).is_some()
        })
    }
}

/// How often each letter stands in a word.
fn counted(word: &str) -> [u8; 32] {
    let mut counts = [0_u8; 32];
    for byte in word.bytes() {
        if let Some(count) = counts.get_mut(usize::from(byte % 32)) {
            *count = count.saturating_add(1);
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_counts_swapped_neighbours_once() {
        assert_eq!(distance("guelph", "gulehp", 2), Some(2));
        assert_eq!(distance("guelph", "geulph", 2), Some(1));
        assert_eq!(distance("guelph", "guelph", 0), Some(0));
        assert_eq!(distance("guelph", "ottawa", 2), None);
    }

    #[test]
    fn near_words_are_good_spellings_a_letter_or_two_away() {
        let mut list = WordList::default();
        [("permit", true), ("permits", true), ("permitt", false), ("summit", true)]
            .into_iter()
            .for_each(|(word, is_good)| list.add(word, is_good));
        assert_eq!(list.near("pemit", 1).collect::<Vec<_>>(), ["permit"]);
        assert!(list.contains("permitt") && !list.contains("pemit"));
    }

    #[test]
    fn accents_case_and_ligatures_do_not_tell_words_apart() {
        assert_eq!(fold("Événement ŒUVRE Cæsar Straße"), "evenement oeuvre caesar strasse");
        assert_eq!(fold("e\u{301}te\u{301}"), "ete");
        assert_eq!(fold("ﬁnance Ｆｉｒｅ m²"), "finance fire m2");
        assert_eq!(fold("İstanbul Łódź"), "istanbul lodz");
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(fold("ᓄᓇᕗᑦ"), "ᓄᓇᕗᑦ");
        assert_eq!(fold("한국 東京"), "한국 東京");
        assert_eq!(fold("हिन्दी"), "हिनदी");
    }

    #[test]
    fn folding_what_is_folded_changes_nothing() {
        for text in ["Événement", "ﬀ½Ⅷ", "ǅ", "Ω", "ŉ", "ậ", "ﷺ"] {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }

    #[test]
    fn accents_case_ligatures_and_apostrophes_make_no_difference() {
        assert_eq!(fold("Déneigement"), "deneigement");
        assert_eq!(fold("e\u{301}tat"), "etat");
        assert_eq!(fold("Main-d’Œuvre"), "main-d'oeuvre");
        assert_eq!(fold("Main\u{2011}d'œuvre"), "main-d'oeuvre");
        assert_eq!(fold("ÆGIS Straße"), "aegis strasse");
        assert_eq!(fold("Snow PLOWING"), "snow plowing");
    }
}
