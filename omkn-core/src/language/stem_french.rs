//! The French stemmer: Savoy's light stemmer, on words without accents. Measured better than Snowball's, which leans on
//! accents that people leave out (`docs/adr/0003-analysis-and-ranking.md`).

/// One rule: words of at least this many letters with this ending lose it and get the other.
type Rule = (usize, &'static [u8], &'static [u8]);

/// The first rule that fits counts and ends the derivation.
const RULES: [Rule; 31] = [
    (10, b"issement", b"ir"),
    (9, b"issant", b"ir"),
    (8, b"ivement", b"if"),
    (7, b"ement", b"e"),
    (12, b"ficatrice", b"fier"),
    (11, b"ficateur", b"fier"),
    (10, b"catrice", b"quer"),
    (9, b"cateur", b"quer"),
    (9, b"atrice", b"er"),
    (8, b"ateur", b"er"),
    (8, b"trice", b"ter"),
    (7, b"trice", b"teur"),
    (6, b"ieme", b""),
    (8, b"teuse", b"ter"),
    (7, b"teur", b"ter"),
    (6, b"euse", b"eu"),
    (9, b"ere", b"er"),
    (8, b"ive", b"if"),
    (5, b"folle", b"fou"),
    (5, b"molle", b"mou"),
    (10, b"nnelle", b"n"),
    (10, b"nnel", b"n"),
    (5, b"ete", b"et"),
    (9, b"ique", b""),
    (9, b"esse", b"e"),
    (8, b"inage", b"in"),
    (13, b"ualisation", b"uel"),
    (10, b"isation", b""),
    (10, b"isateur", b""),
    (9, b"ation", b""),
    (9, b"ition", b""),
];

/// Reduce a folded French word to its stem, in place.
pub(crate) fn stem_french(word: &mut Vec<u8>) {
    if word.len() < 4 || !word.is_ascii() {
        return;
    }
    plural(word);
    if let Some((_, ending, instead)) =
        RULES.iter().find(|(letters, ending, _)| word.len() >= *letters && word.ends_with(ending))
    {
        word.truncate(word.len() - ending.len());
        word.extend_from_slice(instead);
    }
    if word.len() > 4 {
        single_letters(word);
    }
    if word.len() > 4 && word.ends_with(b"ie") {
        cut(word, 2);
    }
    if word.len() > 4 {
        verb_ending(word);
    }
}

fn cut(word: &mut Vec<u8>, count: usize) {
    word.truncate(word.len().saturating_sub(count));
}

/// Journaux is journal; travaux, jeux and cas lose their ending.
fn plural(word: &mut Vec<u8>) {
    if word.len() > 5 && word.ends_with(b"x") {
        cut(word, 1);
        if let [.., before, b'a', last @ b'u'] = word.as_mut_slice()
            && *before != b'e'
        {
            *last = b'l';
        }
    } else if word.len() > 3 && word.ends_with(b"x") {
        cut(word, 1);
    }
    if word.len() > 3 && word.ends_with(b"s") {
        cut(word, 1);
    }
}

/// Double letters become single ones, digits stay.
fn single_letters(word: &mut Vec<u8>) {
    word.dedup_by(|next, letter| next == letter && letter.is_ascii_alphabetic());
}

fn verb_ending(word: &mut Vec<u8>) {
    for ending in [b"r".as_slice(), b"e", b"e"] {
        if word.ends_with(ending) {
            cut(word, 1);
        }
    }
    if matches!(word.as_slice(), [.., a, b] if a == b && b.is_ascii_alphabetic()) {
        cut(word, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(word: &str) -> String {
        let mut bytes = word.as_bytes().to_vec();
        stem_french(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            ["journal", "journaux", "journal"],
            ["municipale", "municipales", "municipal"],
            ["evalue", "evalues", "evaluee"],
            ["deneigement", "deneigements", "deneigement"],
            ["recyclage", "recyclages", "recyclage"],
            ["utilise", "utilisees", "utiliser"],
            ["ancienne", "anciennes", "ancien"],
            ["administrateur", "administratrice", "administrateurs"],
        ] {
            for form in forms {
                assert_eq!(stem(form), stem(forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn short_words_other_scripts_and_numbers_are_left_alone() {
        for word in ["eau", "de", "москва", "1.2", "1200", "2000", "11"] {
            assert_eq!(stem(word), word);
        }
    }
}
