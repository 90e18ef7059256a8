//! Names of organizations as people write them, brought to one form.

use std::ops::Range;

use crate::language::fold;

/// What a status word in a name says the organization is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum MunicipalStatus {
    City,
    Town,
    Township,
    Village,
    Municipality,
    County,
    Region,
    District,
}

impl MunicipalStatus {
    /// The status that a word means, in English, French and the short forms of financial returns.
    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "city" | "ville" | "cite" | "c" => Self::City,
            "town" | "t" => Self::Town,
            "township" | "twp" | "tp" | "tps" | "canton" => Self::Township,
            "village" | "v" => Self::Village,
            "municipality" | "municipalite" | "mun" | "m" => Self::Municipality,
            "county" | "counties" | "comte" | "comtes" | "co" | "uco" | "cty" => Self::County,
            "region" | "regional" | "r" | "rm" => Self::Region,
            "district" | "d" | "dm" => Self::District,
            _ => return None,
        })
    }

    /// Whether an organization with this municipal status answers to the word; `ville` is a city or a town.
    pub(super) fn fits(self, municipal_status: &str) -> bool {
        match self {
            Self::City => matches!(municipal_status, "City" | "Town"),
            Self::Town => municipal_status == "Town",
            Self::Township => municipal_status == "Township",
            Self::Village => municipal_status == "Village",
            Self::Municipality => municipal_status.contains("Municipality"),
            Self::County => municipal_status.contains("Count"),
            Self::Region => municipal_status == "Regional Municipality",
            Self::District => municipal_status == "District Municipality",
        }
    }

    /// Whether it is exactly this status, not only one the word may stand for.
    pub(super) fn is(self, municipal_status: &str) -> bool {
        match self {
            Self::City => municipal_status == "City",
            Self::Municipality => municipal_status == "Municipality",
            other => other.fits(municipal_status),
        }
    }
}

/// The words of a name: folded, without punctuation, with `and` and `saint` in one spelling.
pub(super) fn words(name: &str) -> Vec<String> {
    let folded = fold(name).replace('&', " and ").replace('\'', "");
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| match word {
            "saint" => "st",
            "sainte" => "ste",
            "et" => "and",
            other => other,
        })
        .map(str::to_owned)
        .collect()
}

/// The same words with where they stand; the text is not folded before, so that places stay right.
pub(super) fn words_with_spans(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let is_part = |c: char| c.is_alphanumeric() || c == '\'' || c == '\u{2019}';
    let mut end = 0;
    for part in text.split(|c: char| !is_part(c)) {
        let start = end;
        end = start + part.len();
        end += text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        found.extend(words(part).into_iter().map(|word| (word, start..start + part.len())));
    }
    found
}

/// A name cut into what it calls the organization and what status it gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) words: Vec<String>,
    pub(super) status: Option<MunicipalStatus>,
}

/// The ways a name may be read, likeliest first: as it is; `Township of X`; `X, Township of`; `X Tp`.
pub(super) fn readings(name: &str) -> Vec<Reading> {
    let all = words(name);
    let mut readings = vec![Reading { words: all.clone(), status: None }];
    let link = |word: &String| matches!(word.as_str(), "of" | "de" | "du" | "des" | "la" | "d" | "the");
    // Status words at the front, with what links them to the name.
    let mut front = all.as_slice();
    let mut status = None;
    while let Some((first, rest)) = front.split_first() {
        let found = if first == "united" || first == "unis" { None } else { MunicipalStatus::of_word(first) };
        let skips =
            found.is_some() || matches!(first.as_str(), "united" | "unis" | "the" | "corporation" | "separated");
        if !skips || rest.is_empty() {
            break;
        }
        // Of `Regional Municipality` the first word decides.
        status = status.or(found);
        front = rest;
        while let Some((word, rest)) = front.split_first().filter(|(word, rest)| link(word) && !rest.is_empty()) {
            let _ = word;
            front = rest;
        }
    }
    if front.len() < all.len() {
        readings.push(Reading { words: front.to_vec(), status });
    }
    // Status words at the end.
    let mut back = all.as_slice();
    let mut status = None;
    while let Some((last, rest)) = back.split_last() {
        let found = MunicipalStatus::of_word(last);
        let skips = found.is_some() || matches!(last.as_str(), "of" | "united" | "unis");
        if !skips || rest.is_empty() {
            break;
        }
        status = found.or(status);
        back = rest;
    }
    if back.len() < all.len() && status.is_some() {
        readings.push(Reading { words: back.to_vec(), status });
    }
    readings
}
