//! The labels that a query names.

use std::collections::BTreeSet;
use std::ops::Range;

use super::classify::longest;
use super::snapshot::Taxonomy;
use super::words::{LabelWord, words};

/// Acronyms are often typed without capitals in a query; longer ones are taken for words.
const LONGEST_ACRONYM: usize = 5;

impl Taxonomy {
    /// Where labels stand in a query, the longest at each place, and the positions of the concepts they stand for,
    /// those with the better kind of label first.
    pub(crate) fn named_in(&self, text: &str) -> Vec<(Range<usize>, Vec<usize>)> {
        let index = self.labels();
        let words: Vec<LabelWord> = words(text).map(|word| with_acronym(word, text)).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = words.get(at) {
            let Some((node, length)) = longest(index, words.get(at..).unwrap_or_default()) else {
                at += 1;
                continue;
            };
            let end = words.get(at + length - 1).map_or(first.end, |last| last.end);
            let mut labels: Vec<_> = index.at(node).map(|(_, label)| (label.kind, label.concept)).collect();
            labels.sort_unstable();
            let mut seen = BTreeSet::new();
            let concepts = labels.into_iter().map(|(_, concept)| concept).filter(|concept| seen.insert(*concept));
            found.push((first.start..end, concepts.collect()));
            at += length;
        }
        found
    }
}

fn with_acronym(word: LabelWord, text: &str) -> LabelWord {
    let raw = text.get(word.start..word.end).unwrap_or_default();
    let may_be = !word.is_stop_word && (2..=LONGEST_ACRONYM).contains(&raw.len()) && raw.is_ascii();
    let acronym = word.acronym.clone().or_else(|| may_be.then(|| raw.to_ascii_uppercase()));
    LabelWord { acronym, ..word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<(String, String)> {
        let taxonomy = Taxonomy::built_in().unwrap();
        let found = taxonomy.named_in(text);
        let shown = found.into_iter().map(|(range, concepts)| {
            (text.get(range).unwrap().to_owned(), taxonomy.concepts()[concepts[0]].id.as_str().to_owned())
        });
        shown.collect()
    }

    #[test]
    fn the_longest_label_at_each_place_counts_in_either_language() {
        let pair = |text: &str, id: &str| (text.to_owned(), id.to_owned());
        assert_eq!(named("cost of snow plowing"), [pair("snow plowing", "roads/winter-control")]);
        assert_eq!(named("deneigement"), [pair("deneigement", "roads/winter-control")]);
        assert_eq!(named("xyzzy"), []);
    }
}
