//! The labels that a query names.

use std::collections::BTreeSet;
use std::ops::Range;

use super::classify::longest;
use super::labels::LabelIndex;
use super::snapshot::Taxonomy;
use super::words::{LabelWord, words, words_of_text};

/// Acronyms are often typed without capitals in a query; longer ones are taken for words.
const LONGEST_ACRONYM: usize = 5;
/// The shortest half of a word that is taken apart, in bytes.
const SHORTEST_HALF: usize = 3;

impl Taxonomy {
    /// Where labels stand in a query, the longest at each place, and the positions of the concepts they stand for,
    /// those with the better kind of label first.
    pub(crate) fn named_in(&self, text: &str) -> Vec<(Range<usize>, Vec<usize>)> {
        let index = self.labels();
        let words: Vec<LabelWord> = words_of_text(text).into_iter().map(|word| with_acronym(word, text)).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = words.get(at) {
            let rest = words.get(at..).unwrap_or_default();
            let label =
                longest(index, rest).or_else(|| joined(index, rest, text)).or_else(|| split(index, first, text));
            let Some((node, length)) = label else {
                let concepts: Vec<usize> = index.with_own_word(&first.stem).collect();
                if !concepts.is_empty() && !first.is_stop_word {
                    found.push((first.start..first.end, concepts));
                }
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

/// A label of one word that was typed in two: `by law`, `éco-centre`.
fn joined(index: &LabelIndex, words: &[LabelWord], text: &str) -> Option<(u32, usize)> {
    let [first, second, ..] = words else { return None };
    let raw = |word: &LabelWord| text.get(word.start..word.end).map(str::to_owned);
    let label = labelled(index, &[raw(first)? + &raw(second)?])?;
    (!second.after_break).then_some((label, 2))
}

/// A label of two words that was typed in one: `snowplowing`.
fn split(index: &LabelIndex, word: &LabelWord, text: &str) -> Option<(u32, usize)> {
    let raw = text.get(word.start..word.end).filter(|_| !word.is_stop_word)?;
    let ends = SHORTEST_HALF..=raw.len().saturating_sub(SHORTEST_HALF);
    let mut halves = ends.filter_map(|at| raw.split_at_checked(at));
    halves.find_map(|(first, second)| labelled(index, &[first.to_owned(), second.to_owned()])).map(|label| (label, 1))
}

/// The node of the label with exactly these words.
fn labelled(index: &LabelIndex, typed: &[String]) -> Option<u32> {
    let mut steps = typed.iter().flat_map(|word| words(word));
    let node = steps.try_fold(0, |node, word| index.step(node, index.word(&word.stem)?))?;
    index.at(node).next().is_some().then_some(node)
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

    #[test]
    fn labels_are_found_in_one_word_or_two() {
        let pair = |text: &str, id: &str| (text.to_owned(), id.to_owned());
        assert_eq!(named("snowplowing"), [pair("snowplowing", "roads/winter-control")]);
        assert_eq!(named("rain-water"), [pair("rain-water", "stormwater")]);
    }

    #[test]
    fn a_top_area_is_named_by_its_own_word() {
        for word in ["procurement", "culture", "recreation", "finance", "governance", "water", "fire", "planning"] {
            assert_eq!(named(word), [(word.to_owned(), word.to_owned())]);
        }
        assert_eq!(named("eau")[0].1, "water");
        assert_eq!(named("gouvernance")[0].1, "governance");
    }
}
