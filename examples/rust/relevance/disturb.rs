//! Queries as people really type them: without accents, or with a typing error.

use omkn_core::GoldenQuery;

/// The queries without accents.
pub(crate) fn without_accents(golden: &[GoldenQuery]) -> Vec<GoldenQuery> {
    let plain = |c: char| match c {
        'à' | 'â' => "a".to_owned(),
        'ç' => "c".to_owned(),
        'é' | 'è' | 'ê' | 'ë' => "e".to_owned(),
        'î' | 'ï' => "i".to_owned(),
        'ô' => "o".to_owned(),
        'ù' | 'û' | 'ü' => "u".to_owned(),
        'œ' => "oe".to_owned(),
        'À' | 'Â' => "A".to_owned(),
        'Ç' => "C".to_owned(),
        'É' | 'È' | 'Ê' => "E".to_owned(),
        other => other.to_string(),
    };
    changed(golden, |query, _| query.chars().map(plain).collect())
}

/// The queries with one error each, in a word of at least five letters where there is one: a letter left out, doubled,
/// changed for a neighbour on the keyboard, or swapped with the next. The same every time.
pub(crate) fn with_a_typo(golden: &[GoldenQuery], seed: u64) -> Vec<GoldenQuery> {
    changed(golden, |query, number| {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(number as u64 + 1));
        let letters: Vec<char> = query.chars().collect();
        let places = letters_of_long_words(&letters);
        if places.is_empty() {
            return query.to_owned();
        }
        let at = places.get(random.below(places.len())).copied().unwrap_or_default();
        mistyped(letters, at, &mut random)
    })
}

fn changed(golden: &[GoldenQuery], change: impl Fn(&str, usize) -> String) -> Vec<GoldenQuery> {
    let each = golden.iter().enumerate();
    each.map(|(number, golden)| GoldenQuery { query: change(&golden.query, number), ..golden.clone() }).collect()
}

/// Positions of letters in the words of five letters and more, but for the first of each word.
fn letters_of_long_words(letters: &[char]) -> Vec<usize> {
    let mut places = Vec::new();
    let mut start = 0;
    for end in 0..=letters.len() {
        if letters.get(end).is_none_or(|c| !c.is_alphabetic()) {
            if end - start >= 5 {
                places.extend(start + 1..end);
            }
            start = end + 1;
        }
    }
    places
}

fn mistyped(mut letters: Vec<char>, at: usize, random: &mut Random) -> String {
    let Some(letter) = letters.get(at).copied() else { return letters.into_iter().collect() };
    match random.below(4) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letter),
        2 => letters.splice(at..=at, [neighbour(letter, random)]).for_each(drop),
        _ => {
            let has_next = letters.get(at + 1).is_some_and(|next| next.is_alphabetic());
            letters.swap(at, if has_next { at + 1 } else { at - 1 });
        }
    }
    letters.into_iter().collect()
}

fn neighbour(letter: char, random: &mut Random) -> char {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let found = ROWS.iter().find_map(|row| Some((row, row.find(letter.to_ascii_lowercase())?)));
    let Some((row, at)) = found else { return 'e' };
    let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| row.chars().nth(at));
    let near: Vec<char> = near.collect();
    near.get(random.below(near.len())).copied().unwrap_or('e')
}

/// Steele's SplitMix64: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit.max(1) as u64).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_query_gets_one_error_and_the_same_one_each_time() {
        let golden: Vec<_> = (0..50).map(|_| GoldenQuery::new("a winter day")).collect();
        let typos = with_a_typo(&golden, 1);
        assert_eq!(typos, with_a_typo(&golden, 1));
        assert!(typos.iter().any(|typo| typo.query != "a winter day"));
        assert!(typos.iter().all(|typo| typo.query.starts_with("a w") && typo.query.ends_with(" day")));
    }

    #[test]
    fn accents_fall_away() {
        assert_eq!(without_accents(&[GoldenQuery::new("Déneigement à l'œuvre")])[0].query, "Deneigement a l'oeuvre");
    }
}
