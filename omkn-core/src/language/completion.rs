//! Names that are completed while they are typed: labels of concepts, names of organizations, queries of others.

use super::distance::distance;
use super::fold::fold;
use super::tokens::for_each_word;
use crate::base::LanguageTag;

/// No more words of what was typed are compared.
const MOST_WORDS: usize = 12;
/// Shorter words must be typed without an error.
const SHORTEST_MISTYPED: usize = 4;

/// What was typed so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct TypedText {
    /// The words, folded.
    pub(crate) words: Vec<String>,
    /// Whether the last word is known to be whole, because a blank follows it.
    pub(crate) is_whole: bool,
}

impl TypedText {
    pub(crate) fn new(text: &str) -> Self {
        let mut words = Vec::new();
        let mut end = 0;
        for_each_word(text, |word, range| {
            end = range.end;
            if words.len() < MOST_WORDS {
                words.push(word.to_owned());
            }
        });
        Self { words, is_whole: text.get(end..).is_some_and(|rest| !rest.is_empty()) }
    }
}

/// One name.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    words: Vec<String>,
    pub(crate) text: String,
    pub(crate) language: Option<LanguageTag>,
    /// What it is a name of: a position in some list.
    pub(crate) of: usize,
    /// Smaller comes first among names that fit equally well.
    rank: u32,
}

/// How well a name fits what was typed; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct NameFit {
    errors: usize,
    is_inside: bool,
    rank: u32,
    words: usize,
}

/// Names to complete from.
#[derive(Debug, Clone, Default)]
pub(crate) struct NameList {
    names: Vec<Name>,
}

impl NameList {
    pub(crate) fn add(&mut self, text: &str, language: Option<&LanguageTag>, of: usize, rank: u32) {
        let mut words = Vec::new();
        for_each_word(text, |word, _| words.push(word.to_owned()));
        if !words.is_empty() {
            self.names.push(Name { words, text: text.to_owned(), language: language.cloned(), of, rank });
        }
    }

    /// The names that fit best, one for each thing named; names with typing errors only where too few fit without.
    pub(crate) fn find(&self, typed: &TypedText, limit: usize) -> Vec<&Name> {
        let mut found = self.fitting(typed, 0);
        distinct(&mut found);
        if found.len() < limit {
            found.extend(self.fitting(typed, 1));
            found.sort_by_key(|(fit, name)| (*fit, name.text.len()));
            distinct(&mut found);
        }
        found.into_iter().take(limit).map(|(_, name)| name).collect()
    }

    fn fitting(&self, typed: &TypedText, errors: usize) -> Vec<(NameFit, &Name)> {
        let fits = self.names.iter().filter_map(|name| Some((name.fit(typed, errors)?, name)));
        let mut fits: Vec<_> = fits.collect();
        fits.sort_by_key(|(fit, name)| (*fit, name.text.len()));
        fits
    }
}

fn distinct(found: &mut Vec<(NameFit, &Name)>) {
    let mut seen = std::collections::HashSet::new();
    found.retain(|(_, name)| seen.insert(name.of));
}

impl Name {
    fn fit(&self, typed: &TypedText, allowed: usize) -> Option<NameFit> {
        let last = typed.words.len().checked_sub(1)?;
        let mut errors = 0;
        let mut is_inside = true;
        for (at, word) in typed.words.iter().enumerate() {
            let is_whole = at < last || typed.is_whole;
            let mut found = self.words.iter().enumerate();
            if allowed == 0 {
                let (position, _) = found.find(|(_, own)| fits(word, own, is_whole))?;
                is_inside &= at > 0 || position > 0;
            } else {
                let each = found.filter_map(|(position, own)| Some((errors_in(word, own, is_whole)?, position)));
                let (least, position) = each.min()?;
                errors += least;
                is_inside &= at > 0 || position > 0;
            }
        }
        (errors <= 2 * allowed).then_some(NameFit { errors, is_inside, rank: self.rank, words: self.words.len() })
    }
}

/// Whether a word of a name is what was typed, or begins with it; a whole word may lack its plural ending.
fn fits(typed: &str, own: &str, is_whole: bool) -> bool {
    own.strip_prefix(typed).is_some_and(|rest| !is_whole || rest.len() <= 2)
}

/// The errors in a word typed, compared with a word of a name or, while it may go on, with its beginning. People seldom
/// mistype the first letter.
fn errors_in(typed: &str, own: &str, is_whole: bool) -> Option<usize> {
    if fits(typed, own, is_whole) {
        return Some(0);
    }
    if typed.len() < SHORTEST_MISTYPED || typed.chars().next() != own.chars().next() {
        return None;
    }
    let allowed = if typed.len() < 8 { 1 } else { 2 };
    if is_whole {
        return distance(typed, own, allowed);
    }
    let chars = typed.chars().count();
    let beginnings = (chars.saturating_sub(1)..=chars + 1).filter_map(|length| {
        let end = own.char_indices().nth(length).map_or(own.len(), |(at, _)| at);
        distance(typed, own.get(..end)?, allowed)
    });
    beginnings.min()
}

/// Where the words typed stand in a text shown, in bytes: beginnings of words, in order.
pub(crate) fn typed_in(text: &str, typed: &TypedText) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for_each_word(text, |_, range| {
        let raw = text.get(range.clone()).unwrap_or_default();
        let longest = typed.words.iter().filter(|word| fold(raw).starts_with(word.as_str())).max_by_key(|w| w.len());
        let Some(longest) = longest.filter(|_| found.last().is_none_or(|last| last.end <= range.start)) else { return };
        // Letters and folded letters need not be equally many: mark until what was typed is covered.
        let mut end = range.start;
        for c in raw.chars() {
            if fold(text.get(range.start..end).unwrap_or_default()).len() >= longest.len() {
                break;
            }
            end += c.len_utf8();
        }
        found.push(range.start..end);
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> NameList {
        let mut list = NameList::default();
        for (at, name) in ["Winter control", "Déneigement", "Waste collection", "Drinking water"].iter().enumerate() {
            list.add(name, None, at, 0);
        }
        list
    }

    fn found(text: &str) -> Vec<String> {
        list().find(&TypedText::new(text), 3).into_iter().map(|name| name.text.clone()).collect()
    }

    #[test]
    fn the_last_word_may_be_unfinished_and_accents_do_not_matter() {
        assert_eq!(found("deneig"), ["Déneigement"]);
        assert_eq!(found("wa"), ["Waste collection", "Drinking water"]);
        assert_eq!(found("collection wa"), ["Waste collection"]);
        assert_eq!(found("wa "), [""; 0]);
    }

    #[test]
    fn a_mistyped_beginning_still_leads_to_its_name() {
        assert_eq!(found("wintr"), ["Winter control"]);
        assert_eq!(found("wniter contr"), ["Winter control"]);
        assert_eq!(found("dénegem"), ["Déneigement"]);
        assert_eq!(found("xyz"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }

    #[test]
    fn what_was_typed_is_marked_in_what_is_shown() {
        let typed = TypedText::new("eau œ");
        let text = "L’Eau et l’œuvre";
        let marked: Vec<_> = typed_in(text, &typed).into_iter().map(|range| text.get(range).unwrap()).collect();
        assert_eq!(marked, ["Eau", "œ"]);
    }
}
