//! The English stemmer: Porter's second algorithm ("Porter2"), as published by the Snowball project.

/// Words the rules would spoil, and what they become.
const EXCEPTIONS: [(&[u8], &[u8]); 18] = [
    (b"skis", b"ski"),
    (b"skies", b"sky"),
    (b"dying", b"die"),
    (b"lying", b"lie"),
    (b"tying", b"tie"),
    (b"idly", b"idl"),
    (b"gently", b"gentl"),
    (b"ugly", b"ugli"),
    (b"early", b"earli"),
    (b"only", b"onli"),
    (b"singly", b"singl"),
    (b"sky", b"sky"),
    (b"news", b"news"),
    (b"howe", b"howe"),
    (b"atlas", b"atlas"),
    (b"cosmos", b"cosmos"),
    (b"bias", b"bias"),
    (b"andes", b"andes"),
];

/// Words that are left alone once their plural is gone.
const KEPT: [&[u8]; 9] =
    [b"inning", b"outing", b"canning", b"herring", b"earring", b"evening", b"proceed", b"exceed", b"succeed"];

/// Beginnings after which the first region starts, whatever their vowels.
const PREFIXES: [&[u8]; 9] =
    [b"gener", b"commun", b"arsen", b"past", b"univers", b"later", b"emerg", b"organ", b"inter"];

/// Endings of the second step; the longest that fits counts, so longer ones come first.
const STEP_2: [(&[u8], &[u8]); 23] = [
    (b"ational", b"ate"),
    (b"fulness", b"ful"),
    (b"iveness", b"ive"),
    (b"ization", b"ize"),
    (b"ousness", b"ous"),
    (b"biliti", b"ble"),
    (b"lessli", b"less"),
    (b"tional", b"tion"),
    (b"alism", b"al"),
    (b"aliti", b"al"),
    (b"ation", b"ate"),
    (b"entli", b"ent"),
    (b"fulli", b"ful"),
    (b"iviti", b"ive"),
    (b"ousli", b"ous"),
    (b"ogist", b"og"),
    (b"abli", b"able"),
    (b"alli", b"al"),
    (b"anci", b"ance"),
    (b"ator", b"ate"),
    (b"enci", b"ence"),
    (b"izer", b"ize"),
    (b"bli", b"ble"),
];

/// Endings of the third step.
const STEP_3: [(&[u8], &[u8]); 8] = [
    (b"ational", b"ate"),
    (b"tional", b"tion"),
    (b"alize", b"al"),
    (b"icate", b"ic"),
    (b"iciti", b"ic"),
    (b"ical", b"ic"),
    (b"ness", b""),
    (b"ful", b""),
];

/// Endings that fall away in the fourth step.
const STEP_4: [&[u8]; 17] = [
    b"ement", b"able", b"ance", b"ence", b"ible", b"ment", b"ant", b"ate", b"ent", b"ism", b"iti", b"ive", b"ize",
    b"ous", b"al", b"er", b"ic",
];

/// Reduce a folded English word to its stem, in place.
pub(crate) fn stem_english(word: &mut Vec<u8>) {
    if word.len() <= 2 || !word.is_ascii() {
        return;
    }
    if let Some((_, stem)) = EXCEPTIONS.iter().find(|(whole, _)| whole == word) {
        word.clear();
        word.extend_from_slice(stem);
        return;
    }
    mark_consonant_y(word);
    let (r1, r2) = regions(word);
    plural(word);
    if !KEPT.contains(&word.as_slice()) {
        past_and_participle(word, r1);
        // A word of two letters keeps its y: by, my.
        if let [_, .., before, b'y' | b'Y'] = word.as_slice()
            && !is_vowel(*before)
        {
            cut(word, 1);
            word.push(b'i');
        }
        derived(word, r1);
        adjective(word, r1, r2);
        residue(word, r1, r2);
    }
    word.make_ascii_lowercase();
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// A `y` at the start or after a vowel is a consonant; it is written `Y` while we work.
fn mark_consonant_y(word: &mut [u8]) {
    let mut after_vowel = true;
    for letter in word {
        if *letter == b'y' && after_vowel {
            *letter = b'Y';
        }
        after_vowel = is_vowel(*letter);
    }
}

/// Where the two regions start: after the first consonant that follows a vowel, and again from there.
fn regions(word: &[u8]) -> (usize, usize) {
    let after = |from: usize| {
        let rest = word.get(from..).unwrap_or_default();
        rest.windows(2)
            .position(|pair| matches!(pair, [a, b] if is_vowel(*a) && !is_vowel(*b)))
            .map_or(word.len(), |at| from + at + 2)
    };
    let r1 = PREFIXES.iter().find(|prefix| word.starts_with(prefix)).map_or_else(|| after(0), |prefix| prefix.len());
    (r1, after(r1))
}

fn cut(word: &mut Vec<u8>, count: usize) {
    word.truncate(word.len().saturating_sub(count));
}

/// What is before `ending`, if the word ends so.
fn before<'a>(word: &'a [u8], ending: &[u8]) -> Option<&'a [u8]> {
    word.strip_suffix(ending)
}

fn has_vowel(letters: &[u8]) -> bool {
    letters.iter().any(|letter| is_vowel(*letter))
}

fn ends_in_short_syllable(word: &[u8]) -> bool {
    match word {
        [first, last] => is_vowel(*first) && !is_vowel(*last),
        [.., a, b, c] => !is_vowel(*a) && is_vowel(*b) && !is_vowel(*c) && !matches!(c, b'w' | b'x' | b'Y'),
        _ => false,
    }
}

fn plural(word: &mut Vec<u8>) {
    if word.ends_with(b"sses") {
        cut(word, 2);
    } else if word.ends_with(b"ies") || word.ends_with(b"ied") {
        let count = if word.len() > 4 { 2 } else { 1 };
        cut(word, count);
    } else if let Some([before @ .., last]) = before(word, b"s")
        && !matches!(last, b's' | b'u')
        && has_vowel(before)
    {
        cut(word, 1);
    }
}

fn past_and_participle(word: &mut Vec<u8>, r1: usize) {
    for ending in [b"eedly".as_slice(), b"eed"] {
        if let Some(stem) = before(word, ending) {
            if stem.len() >= r1 {
                let length = stem.len() + 2;
                word.truncate(length);
            }
            return;
        }
    }
    for ending in [b"ingly".as_slice(), b"edly", b"ing", b"ed"] {
        let Some(stem) = before(word, ending) else { continue };
        if !has_vowel(stem) {
            return;
        }
        let length = stem.len();
        if ending == b"ing" && matches!(stem, [first, b'y'] if !is_vowel(*first)) {
            word.truncate(length - 1);
            return word.extend_from_slice(b"ie");
        }
        word.truncate(length);
        return mend(word, r1);
    }
}

/// After an ending fell away: `hop-` from hopping, `hope` from hoping, `conflate` from conflated.
fn mend(word: &mut Vec<u8>, r1: usize) {
    match word.as_slice() {
        [.., b'a', b't'] | [.., b'b', b'l'] | [.., b'i', b'z'] => word.push(b'e'),
        [b'a' | b'e' | b'o', a, b] if a == b => {}
        [.., a, b] if a == b && matches!(a, b'b' | b'd' | b'f' | b'g' | b'm' | b'n' | b'p' | b'r' | b't') => {
            cut(word, 1);
        }
        _ if r1 >= word.len() && ends_in_short_syllable(word) => word.push(b'e'),
        _ => {}
    }
}

fn derived(word: &mut Vec<u8>, r1: usize) {
    if let Some((ending, instead)) = STEP_2.iter().find(|(ending, _)| word.ends_with(ending)) {
        return replace(word, ending, instead, r1);
    }
    if word.ends_with(b"logi") {
        replace(word, b"ogi", b"og", r1);
    } else if let Some([.., b'c' | b'd' | b'e' | b'g' | b'h' | b'k' | b'm' | b'n' | b'r' | b't']) = before(word, b"li")
    {
        replace(word, b"li", b"", r1);
    }
}

fn adjective(word: &mut Vec<u8>, r1: usize, r2: usize) {
    if let Some((ending, instead)) = STEP_3.iter().find(|(ending, _)| word.ends_with(ending)) {
        replace(word, ending, instead, r1);
    } else if word.ends_with(b"ative") {
        replace(word, b"ative", b"", r2.max(r1));
    }
}

fn residue(word: &mut Vec<u8>, r1: usize, r2: usize) {
    if let Some(ending) = STEP_4.iter().find(|ending| word.ends_with(ending)) {
        replace(word, ending, b"", r2);
    } else if word.ends_with(b"sion") || word.ends_with(b"tion") {
        replace(word, b"ion", b"", r2);
    }
    if let Some(stem) = before(word, b"e") {
        if stem.len() >= r2 || (stem.len() >= r1 && !ends_in_short_syllable(stem)) {
            cut(word, 1);
        }
    } else if word.ends_with(b"ll") && word.len() > r2 {
        cut(word, 1);
    }
}

/// Put another ending in place of this one, if it begins in the region.
fn replace(word: &mut Vec<u8>, ending: &[u8], instead: &[u8], region: usize) {
    let length = word.len().saturating_sub(ending.len());
    if length >= region {
        word.truncate(length);
        word.extend_from_slice(instead);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use frostem::{Algorithm, Stemmer};
    use proptest::prelude::*;

    use super::*;

    fn stem(word: &str) -> String {
        let mut bytes = word.as_bytes().to_vec();
        stem_english(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    /// What Snowball's own stemmer makes of a word.
    fn published(word: &str) -> String {
        Stemmer::new(Algorithm::English).stem(word).into_owned()
    }

    /// Where our stems differ from the published ones, and why.
    fn may_differ(word: &str) -> bool {
        // There "past" counts as a short syllable, which keeps the e of paste, pasted and pasting. Ours meet past.
        let paste = word.contains("past");
        // There exceed, proceed and succeed also lose -ly, which no one writes.
        let exceedly = ["exceedly", "proceedly", "succeedly"].iter().any(|made_up| word.starts_with(made_up));
        paste || exceedly
    }

    /// Words that read `a-z` once folded: others never reach the stemmer as they are.
    fn plain_words(text: &str) -> impl Iterator<Item = &str> {
        text.lines().filter(|word| !word.is_empty() && word.bytes().all(|letter| letter.is_ascii_lowercase()))
    }

    #[test]
    fn the_snowball_vocabulary_has_its_published_stems() {
        let file = "../../shared/data/search_peers/snowball_stemming_data/english/voc.txt";
        let Ok(vocabulary) = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)) else {
            println!("skipped: the Snowball vocabulary is not here");
            return;
        };
        assert_eq!(plain_words(&vocabulary).count(), 42_633);
        let differing: Vec<&str> = plain_words(&vocabulary).filter(|word| stem(word) != published(word)).collect();
        assert_eq!(differing, ["paste", "pasted", "pasting"]);
    }

    #[test]
    fn every_ending_after_every_word_we_know_has_its_published_stem() {
        let ours = [include_str!("../../data/service_areas.csv"), include_str!("../../data/word_pairs.csv")];
        let folded = ours.concat().to_lowercase();
        let stems: BTreeSet<String> = folded.split(|letter: char| !letter.is_ascii_lowercase()).map(stem).collect();
        assert!(stems.len() > 2_000, "{}", stems.len());
        let short =
            ["", "s", "es", "ies", "ied", "ed", "ing", "eed", "edly", "ingly", "y", "ly", "li", "e", "ll", "ion"];
        let endings = STEP_2.iter().chain(&STEP_3).map(|(ending, _)| *ending);
        let endings = endings.chain(STEP_4).chain(short.iter().map(|ending| ending.as_bytes()));
        let endings: Vec<&str> = endings.map(|ending| std::str::from_utf8(ending).unwrap()).collect();
        let words = stems.iter().flat_map(|stem| endings.iter().map(move |ending| format!("{stem}{ending}")));
        let differing: Vec<String> = words.filter(|word| stem(word) != published(word) && !may_differ(word)).collect();
        assert_eq!(differing, [""; 0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn letters_and_endings_in_any_order_have_their_published_stem(
            parts in prop::collection::vec(prop::sample::select(vec![
                "a", "e", "i", "o", "u", "y", "b", "c", "d", "h", "l", "n", "r", "s", "t", "w", "x", "gener", "commun",
                "univers", "inter", "sk", "at", "bl", "iz", "ll", "ss", "us", "ies", "ied", "ing", "ed", "eed", "ly",
                "evening", "inning", "ational", "alize", "ical", "ness", "logi", "ogist", "ative", "ement", "sion",
            ]), 1..7),
        ) {
            let word = parts.concat();
            prop_assert!(stem(&word) == published(&word) || may_differ(&word), "{}: {}", word, stem(&word));
        }
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            ["plow", "plows", "plowing", "plowed"],
            ["municipality", "municipalities", "municipality", "municipality"],
            ["recycle", "recycled", "recycling", "recycles"],
            ["permit", "permits", "permitting", "permitted"],
            ["approve", "approved", "approves", "approving"],
        ] {
            for form in forms {
                assert_eq!(stem(form), stem(forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn stems_are_those_of_the_published_algorithm() {
        for (word, expected) in [
            ("knightly", "knight"),
            ("consistency", "consist"),
            ("consolations", "consol"),
            ("generously", "generous"),
            ("communities", "communiti"),
            ("hopping", "hop"),
            ("hoping", "hope"),
            ("egging", "egg"),
            ("tied", "tie"),
            ("cries", "cri"),
            ("yearly", "year"),
            ("news", "news"),
            ("relational", "relat"),
            ("controlled", "control"),
            ("sky", "sky"),
            ("by", "by"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    #[test]
    fn other_scripts_and_numbers_are_left_alone() {
        for word in ["москва", "ᓄᓇᕗᑦ", "1.2", "588", "a", ""] {
            assert_eq!(stem(word), word);
        }
    }
}
