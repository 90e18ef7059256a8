//! How likely it is that a word was mistyped for another: the weighted distance between spellings.
//!
//! The optimal string alignment distance with weights for the errors people make: neighbours on the keyboard, vowels
//! for each other, letters that sound alike in English or French, doubled and undoubled letters.

/// A letter changed, inserted or left out without a reason we know.
const PLAIN: f32 = 1.0;
const LEFT_OUT: f32 = 0.9;
const INSERTED: f32 = 0.9;
/// A vowel or an `h` left out or inserted: often not heard.
const NOT_HEARD: f32 = 0.7;
const SWAPPED: f32 = 0.7;
const NEIGHBOURS: f32 = 0.8;
const VOWELS: f32 = 0.7;
const ALIKE: f32 = 0.6;
/// A letter doubled, or not doubled.
const DOUBLED: f32 = 0.5;
/// People seldom mistype the first letter.
const FIRST: f32 = 0.4;

/// Letters that sound alike in one of the languages.
const SOUND_ALIKE: [(u8, u8); 12] = [
    (b'c', b'k'),
    (b'c', b's'),
    (b's', b'z'),
    (b'k', b'q'),
    (b'c', b'q'),
    (b'g', b'j'),
    (b'i', b'y'),
    (b'v', b'w'),
    (b'm', b'n'),
    (b's', b't'),
    (b'e', b'i'),
    (b'a', b'e'),
];

/// Letters that together sound like others.
const SOUND_LIKE: [(&str, &str); 8] =
    [("f", "ph"), ("k", "ch"), ("k", "ck"), ("k", "qu"), ("o", "au"), ("o", "eau"), ("x", "cs"), ("sh", "ch")];

const KEYBOARD: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];

/// How far what was typed is from what was meant; both folded, letters only. About 1 for each error.
pub(crate) fn misspelling(typed: &str, meant: &str) -> f32 {
    let (typed, meant) = (typed.as_bytes(), meant.as_bytes());
    let width = meant.len() + 1;
    let mut costs = vec![f32::INFINITY; (typed.len() + 1) * width];
    let letter = |word: &[u8], at: usize| at.checked_sub(1).and_then(|at| word.get(at).copied());
    for i in 0..=typed.len() {
        for j in 0..=meant.len() {
            let at = |i: usize, j: usize| costs.get(i * width + j).copied().unwrap_or(f32::INFINITY);
            let mut best = if i == 0 && j == 0 { 0.0 } else { f32::INFINITY };
            let first = if i.max(j) == 1 { FIRST } else { 0.0 };
            let (t, m) = (letter(typed, i), letter(meant, j));
            if let (Some(t), Some(m)) = (t, m) {
                best = best.min(at(i - 1, j - 1) + if t == m { 0.0 } else { change(t, m) + first });
                let is_swap = i > 1 && j > 1 && letter(typed, i - 1) == Some(m) && letter(meant, j - 1) == Some(t);
                if is_swap && t != m {
                    best = best.min(at(i - 2, j - 2) + SWAPPED);
                }
            }
            if let Some(t) = t {
                let cost = if letter(typed, i - 1) == Some(t) { DOUBLED } else { unheard(t).unwrap_or(INSERTED) };
                best = best.min(at(i - 1, j) + cost + first);
            }
            if let Some(m) = m {
                let cost = if letter(meant, j - 1) == Some(m) { DOUBLED } else { unheard(m).unwrap_or(LEFT_OUT) };
                best = best.min(at(i, j - 1) + cost + first);
            }
            for (one, other) in SOUND_LIKE {
                for (a, b) in [(one, other), (other, one)] {
                    if ends_with(typed, i, a) && ends_with(meant, j, b) {
                        best = best.min(at(i - a.len(), j - b.len()) + ALIKE);
                    }
                }
            }
            if let Some(slot) = costs.get_mut(i * width + j) {
                *slot = best;
            }
        }
    }
    costs.last().copied().unwrap_or(f32::INFINITY)
}

fn ends_with(word: &[u8], end: usize, part: &str) -> bool {
    word.get(..end).is_some_and(|beginning| beginning.ends_with(part.as_bytes()))
}

fn unheard(letter: u8) -> Option<f32> {
    (is_vowel(letter) || letter == b'h').then_some(NOT_HEARD)
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

fn change(a: u8, b: u8) -> f32 {
    if SOUND_ALIKE.contains(&(a, b)) || SOUND_ALIKE.contains(&(b, a)) {
        ALIKE
    } else if is_vowel(a) && is_vowel(b) {
        VOWELS
    } else if are_neighbours(a, b) {
        NEIGHBOURS
    } else {
        PLAIN
    }
}

/// Whether two letters are side by side or one above the other on the keyboard.
fn are_neighbours(a: u8, b: u8) -> bool {
    let place = |letter: u8| {
        KEYBOARD.iter().enumerate().find_map(|(row, keys)| Some((row, keys.iter().position(|key| *key == letter)?)))
    };
    place(a).zip(place(b)).is_some_and(|((row_a, column_a), (row_b, column_b))| {
        row_a.abs_diff(row_b) <= 1 && column_a.abs_diff(column_b) <= 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_mistype_is_nearer_than_other_words() {
        for (typed, meant, other) in [
            ("garbige", "garbage", "garbled"),
            ("managment", "management", "managed"),
            ("pemit", "permit", "emit"),
            ("amenagement", "amenagement", "management"),
            ("recyling", "recycling", "refiling"),
            ("fotocopie", "photocopie", "hotopie"),
            ("bibliotheke", "bibliotheque", "bibliotek"),
            ("comitee", "committee", "comite"),
            ("aqueduc", "aqueduct", "viaduc"),
        ] {
            assert!(misspelling(typed, meant) < misspelling(typed, other).max(1.3), "{typed} {meant} {other}");
        }
    }

    #[test]
    fn an_error_costs_about_one_and_the_same_word_nothing() {
        assert_eq!(misspelling("salt", "salt"), 0.0);
        assert_eq!(misspelling("salt", "sald"), PLAIN);
        assert_eq!(misspelling("slat", "salt"), SWAPPED);
        assert_eq!(misspelling("sallt", "salt"), DOUBLED);
        assert_eq!(misspelling("", ""), 0.0);
        assert!(misspelling("balt", "salt") > misspelling("sabt", "salt"));
    }
}
