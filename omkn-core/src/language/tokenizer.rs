//! Words: where they stand in a text and how they read once folded. The same for every language, so that a word of
//! a query and a word of a text always meet.

use std::ops::Range;

use super::fold::{fold_char, is_ignorable};

/// The longest word, in bytes after folding; what is beyond is not looked at.
pub(crate) const LONGEST_WORD: usize = 64;

/// Elided words that mean nothing by themselves: l'eau, d'évaluation, qu'il.
const ELIDED: [&str; 13] = ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// English endings after an apostrophe that mean nothing: city's, they're.
const CONTRACTED: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];

/// What joins two words: the hyphen of keyboards, that of Unicode, and the one where no line ends.
pub(super) const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// The words of a text, in order.
///
/// Hyphens and slashes split (`winter-control` is `winter control`), numbers keep their decimals (`1.2`; `1,200` and
/// `1 200` are `1200`), abbreviations lose their dots (`A.M.P.S.` is `amps`) and the s of their plural (`KPIs` is `kpi`), elided
/// articles and possessives fall away.
#[derive(Debug, Clone)]
pub(crate) struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    /// Start at the beginning of `text`.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Put the next word, folded, into `word` and say which bytes of the text it is; `None` at the end.
    pub(crate) fn next_word(&mut self, word: &mut String) -> Option<Range<usize>> {
        loop {
            self.skip_separators();
            let mut start = self.at;
            word.clear();
            if !self.run(word) {
                return None;
            }
            while let Some(joiner) = self.joiner(word) {
                self.at += joiner.len;
                match joiner.does {
                    Does::Drop => {
                        word.clear();
                        start = self.at;
                    }
                    Does::Push(text) => word.push_str(text),
                }
                let end = self.at;
                if !self.run(word) {
                    self.at = end;
                    break;
                }
            }
            // A word may fold to nothing, such as a lone sign that counts as a number.
            if !word.is_empty() {
                let end = self.at;
                if is_plural_of_capitals(self.text.get(start..end).unwrap_or_default()) {
                    word.pop();
                }
                if let Some(contracted) = self.contraction() {
                    self.at += contracted;
                }
                return Some(start..end);
            }
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_separators(&mut self) {
        let rest = self.rest();
        let ascii = rest.bytes().take_while(|b| b.is_ascii() && !b.is_ascii_alphanumeric()).count();
        self.at += ascii;
        for c in self.rest().chars() {
            if c.is_alphanumeric() {
                return;
            }
            self.at += c.len_utf8();
        }
    }

    /// Add the letters and digits from here on; false when there are none.
    fn run(&mut self, word: &mut String) -> bool {
        let start = self.at;
        let from = word.len();
        loop {
            let rest = self.rest();
            let ascii = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let room = LONGEST_WORD.saturating_sub(word.len());
            word.push_str(rest.get(..ascii.min(room)).unwrap_or_default());
            self.at += ascii;
            let Some(c) = rest.get(ascii..).and_then(|rest| rest.chars().next()).filter(|c| !c.is_ascii()) else {
                break;
            };
            if is_written_without_spaces(c) {
                if self.at == start {
                    self.at += c.len_utf8();
                    fold_char(c, |part| word.push_str(part));
                }
                break;
            }
            if c.is_alphanumeric() {
                fold_char(c, |part| {
                    if word.len() + part.len() <= LONGEST_WORD {
                        word.push_str(part);
                    }
                });
            } else if !is_ignorable(c) || self.at == start {
                break;
            }
            self.at += c.len_utf8();
        }
        if let Some(added) = word.get_mut(from..) {
            added.make_ascii_lowercase();
        }
        self.at > start
    }

    /// What the sign after a run of letters or digits does, if it joins anything.
    fn joiner(&self, word: &str) -> Option<Joiner> {
        let mut chars = self.rest().chars();
        let sign = chars.next()?;
        let next = chars.next().filter(|c| c.is_alphanumeric())?;
        let does = match sign {
            '\'' | '\u{2018}' | '\u{2019}' | '\u{2BC}' | '\u{FF07}' => {
                if self.contraction().is_some() {
                    return None;
                }
                if ELIDED.contains(&word) { Does::Drop } else { Does::Push("") }
            }
            '.' if ends_in_digit(word) && next.is_ascii_digit() => Does::Push("."),
            '.' if is_initials(self.text, self.at, word) && !chars.next().is_some_and(char::is_alphanumeric) => {
                Does::Push("")
            }
            ',' if ends_in_digit(word) && next.is_ascii_digit() => {
                Does::Push(if self.is_thousands(sign) { "" } else { "." })
            }
            ' ' | '\u{A0}' | '\u{202F}' if is_group_of_digits(self.text, self.at) && self.is_thousands(sign) => {
                Does::Push("")
            }
            _ if HYPHENS.contains(&sign) && word == "e" && next.is_alphabetic() => Does::Push(""),
            _ => return None,
        };
        Some(Joiner { len: sign.len_utf8(), does })
    }

    /// Whether exactly three digits follow the sign.
    fn is_thousands(&self, sign: char) -> bool {
        let after = self.rest().get(sign.len_utf8()..).unwrap_or_default();
        after.bytes().take(4).take_while(u8::is_ascii_digit).count() == 3
            && !after.as_bytes().get(3).is_some_and(u8::is_ascii_alphanumeric)
    }

    /// The bytes of a contracted ending (`'s`, `’re`) that is here.
    fn contraction(&self) -> Option<usize> {
        let rest = self.rest();
        let sign = rest.chars().next().filter(|c| matches!(c, '\'' | '\u{2019}' | '\u{2BC}'))?.len_utf8();
        let after = rest.get(sign..)?;
        let len = after.bytes().take(3).take_while(u8::is_ascii_alphabetic).count();
        let ending = after.get(..len)?;
        let ends = !after.get(len..)?.chars().next().is_some_and(char::is_alphanumeric);
        (ends && CONTRACTED.iter().any(|known| known.eq_ignore_ascii_case(ending))).then_some(sign + len)
    }
}

struct Joiner {
    len: usize,
    does: Does,
}

enum Does {
    Drop,
    Push(&'static str),
}

fn ends_in_digit(word: &str) -> bool {
    word.bytes().next_back().is_some_and(|b| b.is_ascii_digit())
}

/// Whether at most three digits are before `at`, as before a blank in `8 000`; those of `2012 300` are two numbers.
fn is_group_of_digits(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let digits = before.bytes().rev().take(4).take_while(u8::is_ascii_digit).count();
    let signs = before.get(..before.len() - digits).unwrap_or_default().chars().next_back();
    (1..=3).contains(&digits) && !signs.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ','))
}

/// Whether the letter before `at` stands alone, so that a dot after it is that of an abbreviation.
fn is_initials(text: &str, at: usize, word: &str) -> bool {
    let mut before = text.get(..at).unwrap_or_default().chars().rev();
    before.next().is_some_and(char::is_alphabetic)
        && !word.is_empty()
        && match before.next() {
            None => true,
            Some(c) => !c.is_alphanumeric(),
        }
}

/// `KPIs`, `RFPs`: stemmers need a vowel before the s, and abbreviations often have none.
fn is_plural_of_capitals(raw: &str) -> bool {
    let Some(capitals) = raw.strip_suffix('s').filter(|capitals| capitals.len() >= 2) else { return false };
    capitals.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && capitals.bytes().filter(u8::is_ascii_uppercase).count() >= 2
}

/// Scripts without spaces between words: each character is a word.
fn is_written_without_spaces(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Words::new(text);
        let mut word = String::new();
        let mut all = Vec::new();
        while let Some(range) = words.next_word(&mut word) {
            assert!(text.get(range).is_some());
            all.push(word.clone());
        }
        all
    }

    #[test]
    fn hyphens_and_slashes_split_words() {
        assert_eq!(words("winter-control and/or 2-bag limit"), ["winter", "control", "and", "or", "2", "bag", "limit"]);
        assert_eq!(words("O. Reg. 588/17, 2009-2014"), ["o", "reg", "588", "17", "2009", "2014"]);
        assert_eq!(words("e-mail E‑Government co-op"), ["email", "egovernment", "co", "op"]);
    }

    #[test]
    fn elided_articles_fall_away_with_either_apostrophe() {
        assert_eq!(words("l'eau d’évaluation qu'il aujourd'hui"), ["eau", "evaluation", "il", "aujourdhui"]);
        assert_eq!(words("S'il n’y a L'Orignal"), ["il", "y", "a", "orignal"]);
        assert_eq!(words("prud'homme quelqu'un d'l'eau"), ["prudhomme", "quelquun", "eau"]);
    }

    #[test]
    fn possessives_and_contractions_are_the_plain_word() {
        assert_eq!(words("the city's residents' they’re I'm don't"), ["the", "city", "residents", "they", "i", "dont"]);
        assert_eq!(words("O'Brien 'quoted'"), ["obrien", "quoted"]);
    }

    #[test]
    fn numbers_are_one_word_however_they_are_grouped() {
        assert_eq!(words("$1.2 million, 10%, 1,200 14,2"), ["1.2", "million", "10", "1200", "14.2"]);
        assert_eq!(words("100\u{202F}000 1\u{A0}500\u{A0}000 12,345,678.90"), ["100000", "1500000", "12345678.90"]);
        assert_eq!(words("CO2 18F 3 000 homes"), ["co2", "18f", "3000", "homes"]);
        assert_eq!(words("in 2012 300 of 1.5 200"), ["in", "2012", "300", "of", "1.5", "200"]);
    }

    #[test]
    fn abbreviations_read_the_same_with_and_without_dots() {
        assert_eq!(words("A.M.P.S. AMPS, e.g. U.S. data.gov"), ["amps", "amps", "eg", "us", "data", "gov"]);
    }

    #[test]
    fn abbreviations_lose_the_s_of_their_plural() {
        assert_eq!(
            words("ten KPIs, RFPs and P3s; OMBI, As, 90s, USs"),
            ["ten", "kpi", "rfp", "and", "p3s", "ombi", "as", "90s", "us"]
        );
    }

    #[test]
    fn every_script_gives_words() {
        assert_eq!(words("東京 ᓄᓇᕗᑦ Москва"), ["東", "京", "ᓄᓇᕗᑦ", "москва"]);
    }

    #[test]
    fn very_long_words_are_cut() {
        let long = words(&"é".repeat(500));
        assert_eq!(long, ["e".repeat(LONGEST_WORD)]);
        assert_eq!(words(&"x".repeat(200)), ["x".repeat(LONGEST_WORD)]);
    }

    #[test]
    fn a_range_covers_the_word_in_the_text() {
        let text = "à l’Évaluation's";
        let mut word = String::new();
        let mut words = Words::new(text);
        words.next_word(&mut word);
        let range = words.next_word(&mut word).unwrap();
        assert_eq!((text.get(range), word.as_str()), (Some("Évaluation"), "evaluation"));
        assert_eq!(words.next_word(&mut word), None);
    }
}
