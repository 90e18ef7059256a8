//! Names of organizations as people write them, brought to one form.

use std::ops::Range;

use crate::language::fold;

/// What a status word in a name says the organization is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum MunicipalStatus {
    City,
    /// `Ville`, which is a city or a town.
    CityOrTown,
    Town,
    Township,
    Village,
    Borough,
    /// Any local municipality.
    Municipality,
    County,
    Region,
    District,
}

impl MunicipalStatus {
    /// The status that a word means, in English, French and the short forms of financial returns.
    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "city" | "cite" | "c" => Self::City,
            "ville" => Self::CityOrTown,
            "town" | "t" => Self::Town,
            "township" | "townships" | "twp" | "twps" | "tp" | "tps" | "tshp" | "twsp" | "tsp" | "canton" => {
                Self::Township
            }
            "village" | "v" | "vlg" | "vill" => Self::Village,
            "borough" => Self::Borough,
            "municipality" | "municipalite" | "mun" | "munic" | "m" => Self::Municipality,
            "county" | "counties" | "comte" | "comtes" | "co" | "uco" | "cty" | "cnty" => Self::County,
            "region" | "regional" | "regionale" | "reg" | "r" | "rm" => Self::Region,
            "district" | "dist" | "d" | "dm" => Self::District,
            _ => return None,
        })
    }

    /// What several status words say together: a `Municipalité régionale` is a region.
    fn of_words(found: &[Self]) -> Option<Self> {
        let wider = [Self::Region, Self::District, Self::County];
        wider.into_iter().find(|status| found.contains(status)).or_else(|| found.first().copied())
    }

    /// Whether an organization with this municipal status is what the word says.
    pub(super) fn is(self, municipal_status: &str) -> bool {
        match self {
            Self::City => municipal_status == "City",
            Self::CityOrTown => matches!(municipal_status, "City" | "Town"),
            Self::Town => municipal_status == "Town",
            Self::Township => municipal_status == "Township",
            Self::Village => municipal_status == "Village",
            Self::Borough => municipal_status == "Borough",
            Self::Municipality => municipal_status == "Municipality",
            Self::County => municipal_status.contains("Count"),
            Self::Region => municipal_status == "Regional Municipality",
            Self::District => municipal_status == "District Municipality",
        }
    }

    /// Whether an organization with this municipal status may have been what the word says: towns become cities, not
    /// the other way round, and a township's name often went to the town within it, which is another place.
    pub(super) fn may_have_become(self, municipal_status: &str) -> bool {
        match self {
            Self::Village => matches!(municipal_status, "Town" | "City" | "Municipality"),
            Self::Town => matches!(municipal_status, "City" | "Municipality"),
            Self::Township | Self::CityOrTown => municipal_status == "Municipality",
            Self::Municipality => matches!(municipal_status, "City" | "Town" | "Village" | "Township"),
            Self::City | Self::Borough | Self::County | Self::Region | Self::District => false,
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
    /// Whether the name says that the place is in Ontario.
    pub(super) in_ontario: bool,
}

/// The ways a name may be read, likeliest first: as it is; `Township of X`; `X, Township of`; `X Tp`; and each of these
/// without `Ontario` or `Canada` at the end. Other provinces and countries stay part of the name, which no organization
/// then has.
pub(super) fn readings(name: &str) -> Vec<Reading> {
    let mut all = words(&without_elisions(name));
    let mut found = Vec::new();
    add_readings(&mut found, &all, name, false);
    let whole = all.len();
    let is_last = |all: &[String], choice: &[&str]| {
        all.len() > 1 && all.last().is_some_and(|word| choice.contains(&word.as_str()))
    };
    // `ON, CA` is in Canada, `CA` alone in California.
    let is_on_ca = matches!(&all[..], [_, .., on, ca] if ca == "ca" && matches!(on.as_str(), "on" | "ont" | "ontario"));
    if is_last(&all, &["canada"]) || is_on_ca {
        all.pop();
    }
    let in_ontario = is_last(&all, &["ontario", "ont", "on"]);
    if in_ontario {
        all.pop();
    }
    if all.len() < whole {
        add_readings(&mut found, &all, name, in_ontario);
    }
    found
}

fn add_readings(readings: &mut Vec<Reading>, all: &[String], name: &str, in_ontario: bool) {
    // `Chatham, Kent` is in England; names with a comma have an `and`, too.
    let parts = name.split_once(',').filter(|(_, rest)| !rest.contains(','));
    let longest = parts.map(|(first, last)| count(&words(first)).max(count(&words(last))));
    let mut add = |words: &[String], status| {
        let is_in_two_parts = longest.is_some_and(|longest| count(words) > longest);
        if is_in_two_parts && words.iter().all(|word| word != "and") {
            return;
        }
        let reading = Reading { words: words.to_vec(), status, in_ontario };
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    };
    add(all, None);
    let (status, rest) = without_front(all);
    if rest.len() < all.len() {
        add(rest, status);
        // The article may be part of the name: `Canton de La Vallee`, `Municipalité de la Rivière des Français`.
        if let Some((_, rest)) = rest.split_first().filter(|(first, rest)| *first == "la" && !rest.is_empty()) {
            add(rest, status);
        }
    }
    // `Wellington, CO` is in Colorado, `Wellington Co.` is a county.
    let end = name.rsplit_once([',', '(']).map(|(_, end)| end.trim_matches([' ', ')']));
    let is_colorado = end.is_some_and(|end| end.eq_ignore_ascii_case("co"));
    if is_colorado {
        return;
    }
    if let (Some(status), rest) = without_back(all) {
        add(rest, Some(status));
    }
    // The status word before may be part of the name: `Whitewater Region, Township of`.
    let outer = all.strip_suffix(&["of".to_owned()]).unwrap_or(all);
    if let Some((last, rest)) = outer.split_last().filter(|(_, rest)| !rest.is_empty())
        && let Some(status) = MunicipalStatus::of_word(last)
    {
        add(rest, Some(status));
    }
}

/// How many words there are but for the article: `Blue Mountains, The`.
fn count(words: &[String]) -> usize {
    words.iter().filter(|word| *word != "the").count()
}

/// Status words at the front, and the words after them.
fn without_front(all: &[String]) -> (Option<MunicipalStatus>, &[String]) {
    let (mut rest, mut statuses) = (all, Vec::new());
    while let Some((first, after)) = rest.split_first().filter(|(_, after)| !after.is_empty()) {
        let status = MunicipalStatus::of_word(first);
        let is_skipped =
            matches!(first.as_str(), "u" | "united" | "unis" | "the" | "corporation" | "corp" | "separated");
        let is_link = rest.len() < all.len() && matches!(first.as_str(), "of" | "de" | "du" | "des");
        if status.is_none() && !is_skipped && !is_link {
            break;
        }
        statuses.extend(status);
        rest = after;
    }
    (MunicipalStatus::of_words(&statuses), rest)
}

/// Status words at the end, and the words before them.
fn without_back(all: &[String]) -> (Option<MunicipalStatus>, &[String]) {
    let (mut rest, mut statuses) = (all, Vec::new());
    while let Some((last, before)) = rest.split_last().filter(|(_, before)| !before.is_empty()) {
        let status = MunicipalStatus::of_word(last);
        if status.is_none() && !matches!(last.as_str(), "of" | "the" | "u" | "united" | "unis") {
            break;
        }
        statuses.extend(status);
        rest = before;
    }
    (MunicipalStatus::of_words(&statuses), rest)
}

/// The name without the `d'` of `Ville d'Ottawa`.
fn without_elisions(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(' ').map(|word| word.strip_prefix("d'").unwrap_or(word));
    words.collect::<Vec<_>>().join(" ")
}

/// What a name is looked up by: its words in the alphabet's order, and all letters in a row (`La Salle`). Short forms are
/// written out, `and` and `the` are left out.
pub(super) fn keys(words: &[String]) -> Vec<String> {
    // `Dysart et al` is Dysart.
    let words = words.strip_suffix(&["and".to_owned(), "al".to_owned()]).unwrap_or(words);
    let mut spellings: Vec<Vec<&str>> = vec![Vec::new()];
    for word in words.iter().filter(|word| !matches!(word.as_str(), "and" | "the") || words.len() == 1) {
        let long = written_out(word);
        spellings =
            spellings.iter().flat_map(|before| long.iter().map(|word| [before, &[*word][..]].concat())).collect();
    }
    let mut keys = Vec::with_capacity(2 * spellings.len());
    for mut spelling in spellings {
        keys.push(spelling.concat());
        spelling.sort_unstable();
        keys.push(spelling.join(" "));
    }
    keys
}

/// The words that a short form may mean; any other word itself.
fn written_out(word: &str) -> Vec<&str> {
    match word {
        "n" | "nth" | "nord" => vec!["north"],
        "s" | "sth" | "sud" => vec!["south"],
        "e" | "est" => vec!["east"],
        "w" | "ouest" => vec!["west"],
        "ft" => vec!["fort"],
        "pt" => vec!["point", "port"],
        "mt" => vec!["mount"],
        "gtr" => vec!["greater"],
        // `Sault Saint Marie`
        "st" | "ste" => vec!["st"],
        "ctr" | "center" => vec!["centre"],
        "cen" => vec!["central", "centre"],
        "1000" => vec!["thousand"],
        other => vec![other],
    }
}
