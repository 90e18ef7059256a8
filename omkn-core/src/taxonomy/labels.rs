//! All labels of a taxonomy by their words: a trie of word sequences for texts, a list for lookups.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::concept::{Concept, LabelKind};
use super::words::{LabelWord, acronym, words};
use crate::base::LanguageTag;
use crate::language::fold;

/// Labels with more words than this are found by lookup only; it bounds the work at each word of a text.
const MAX_TRIE_WORDS: usize = 12;

/// One label of a concept.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub(crate) text: String,
    pub(crate) folded: String,
    /// The words that count, as numbers of the vocabulary.
    pub(crate) words: Vec<u32>,
    pub(crate) kind: LabelKind,
    pub(crate) language: LanguageTag,
    /// The concept it means, by position; for a deprecated concept, its replacement.
    pub(crate) concept: usize,
}

/// Every label, reachable by its words.
#[derive(Debug, Clone, Default)]
pub(crate) struct LabelIndex {
    pub(crate) labels: Vec<Label>,
    vocabulary: HashMap<String, u32>,
    /// How rare each word is: the logarithm of the share of concepts whose labels have it, negated.
    rarity: Vec<f32>,
    branches: HashMap<(u32, u32), u32>,
    /// The labels that end at each node of the trie; node 0 is the root.
    ends: Vec<Vec<usize>>,
    /// The own words of top concepts, without plural ending, and the concepts by position.
    own_words: HashMap<String, BTreeSet<usize>>,
}

impl LabelIndex {
    /// The labels of all concepts; `meant` says which concepts the labels of each lead to, by position: itself, or what
    /// replaces it.
    pub(crate) fn of(concepts: &[Concept], meant: impl Fn(usize) -> BTreeSet<usize>) -> Self {
        let mut index = Self { ends: vec![Vec::new()], ..Self::default() };
        for (position, concept) in concepts.iter().enumerate() {
            for target in meant(position) {
                for word in own_words(concept) {
                    index.own_words.entry(word).or_default().insert(target);
                }
                for (kind, language, text) in concept.labels() {
                    index.add(text, kind, language, target);
                }
            }
        }
        index.weigh(concepts.len());
        index
    }

    fn add(&mut self, text: &str, kind: LabelKind, language: &LanguageTag, concept: usize) {
        let folded = fold(text.trim());
        let found: Vec<LabelWord> = words(&folded).collect();
        let acronym = if found.len() == 1 { acronym(text.trim()) } else { None };
        let all_stop = found.iter().all(|word| word.is_stop_word);
        let counted = found.into_iter().filter(|word| all_stop || !word.is_stop_word);
        let words: Vec<u32> = counted.map(|word| self.number(word.stem)).collect();
        if words.is_empty() {
            return;
        }
        let label = self.labels.len();
        if words.len() <= MAX_TRIE_WORDS {
            // In a text, "IT" is an acronym and "it" is not: such labels match capitals only.
            let steps = acronym.map_or_else(|| words.clone(), |capitals| vec![self.number(capitals)]);
            let node = steps.into_iter().fold(0, |node, word| self.branch(node, word));
            if let Some(ends) = self.ends.get_mut(node as usize) {
                ends.push(label);
            }
        }
        self.labels.push(Label { text: text.to_owned(), folded, words, kind, language: language.clone(), concept });
    }

    fn number(&mut self, word: String) -> u32 {
        let next = u32::try_from(self.vocabulary.len()).unwrap_or(u32::MAX);
        *self.vocabulary.entry(word).or_insert(next)
    }

    fn branch(&mut self, node: u32, word: u32) -> u32 {
        let next = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let child = *self.branches.entry((node, word)).or_insert(next);
        if child == next {
            self.ends.push(Vec::new());
        }
        child
    }

    fn weigh(&mut self, concepts: usize) {
        let mut pairs: Vec<(u32, usize)> =
            self.labels.iter().flat_map(|label| label.words.iter().map(|word| (*word, label.concept))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut counts = vec![0_u32; self.vocabulary.len()];
        for (word, _) in pairs {
            if let Some(count) = counts.get_mut(word as usize) {
                *count += 1;
            }
        }
        let share = |count: u32| (concepts as f32 + 1.0) / (count.max(1) as f32);
        self.rarity = counts.into_iter().map(|count| share(count).ln()).collect();
    }

    /// The number of a word in the vocabulary, if any label has it.
    pub(crate) fn word(&self, stem: &str) -> Option<u32> {
        self.vocabulary.get(stem).copied()
    }

    /// The numbers of the words that begin with this.
    pub(crate) fn words_beginning_with(&self, prefix: &str) -> HashSet<u32> {
        self.vocabulary.iter().filter(|(word, _)| word.starts_with(prefix)).map(|(_, number)| *number).collect()
    }

    /// The top concepts with this own word.
    pub(crate) fn with_own_word(&self, stem: &str) -> impl Iterator<Item = usize> {
        self.own_words.get(stem).into_iter().flatten().copied()
    }

    /// The node after one more word.
    pub(crate) fn step(&self, node: u32, word: u32) -> Option<u32> {
        self.branches.get(&(node, word)).copied()
    }

    /// The labels that end at a node.
    pub(crate) fn at(&self, node: u32) -> impl Iterator<Item = (usize, &Label)> {
        let ends = self.ends.get(node as usize).map(Vec::as_slice).unwrap_or_default();
        ends.iter().filter_map(|label| self.labels.get(*label).map(|found| (*label, found)))
    }

    /// The weight of a label: higher for rare words, for several words, and for better kinds.
    pub(crate) fn weight(&self, label: &Label) -> f32 {
        let rarity: f32 = label.words.iter().filter_map(|word| self.rarity.get(*word as usize)).sum();
        let length = 1.0 + 0.25 * (label.words.len().saturating_sub(1)) as f32;
        let kind = match label.kind {
            LabelKind::Pref => 1.2,
            LabelKind::Alt => 1.0,
            LabelKind::Hidden => 0.9,
        };
        rarity * length * kind
    }
}

/// What a top concept is called in one word: its id, and what its preferred labels begin with, such as "Culture" in
/// "Culture and heritage". People ask for the whole area by it, although no label is that word.
fn own_words(concept: &Concept) -> BTreeSet<String> {
    if !concept.broader.is_empty() {
        return BTreeSet::new();
    }
    let labels = concept.pref_label.iter().map(|(_, label)| label);
    let heads = labels
        .map(|label| label.split_once(" and ").or_else(|| label.split_once(" et ")).map_or(label, |(head, _)| head));
    let one_word = |text: &str| {
        let mut words = words(text);
        let first = words.next().filter(|word| !word.is_stop_word && words.next().is_none());
        first.map(|word| word.stem)
    };
    heads.chain([concept.id.as_str()]).filter_map(one_word).collect()
}

/// One-word labels that often mean something else in texts on other subjects, folded.
const DOUBTFUL: [&str; 48] = [
    "amp",
    "amps",
    "animation",
    "backup",
    "benefits",
    "books",
    "branch",
    "branches",
    "bulletins",
    "bureaux",
    "chutes",
    "cour",
    "digital",
    "dump",
    "filing",
    "leadership",
    "lean",
    "learning",
    "leave",
    "lid",
    "lip",
    "livres",
    "marche",
    "mat",
    "meters",
    "metrics",
    "minutes",
    "mobilisation",
    "noue",
    "obligations",
    "orientation",
    "paint",
    "placements",
    "pool",
    "pools",
    "pound",
    "prets",
    "rage",
    "records",
    "regards",
    "rep",
    "reserves",
    "sap",
    "satisfaction",
    "signals",
    "signs",
    "str",
    "vote",
];

/// Whether a label is one word that often means something else: a number such as 911, or a word such as pound.
pub(crate) fn is_doubtful(label: &str) -> bool {
    let folded = fold(label);
    let is_number = !folded.is_empty() && folded.bytes().all(|byte| byte.is_ascii_digit());
    is_number || DOUBTFUL.binary_search(&folded.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubtful_words_are_in_order() {
        assert!(DOUBTFUL.is_sorted());
        assert!(is_doubtful("Pound") && is_doubtful("911") && !is_doubtful("déneigement") && !is_doubtful("dog pound"));
    }

    #[test]
    fn a_top_concept_is_called_by_its_id_and_by_the_head_of_its_labels() {
        let concept = Concept::new("s", "culture")
            .with_label("fr", "Gouvernance et conseil")
            .with_label("en", "Land use planning");
        assert_eq!(own_words(&concept).into_iter().collect::<Vec<_>>(), ["cultur", "gouvernanc"]);
        assert!(own_words(&concept.with_broader("top")).is_empty());
    }
}
