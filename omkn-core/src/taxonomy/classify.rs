//! From a text to the concepts it is about, with reasons.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::concept::LabelKind;
use super::labels::{Label, LabelIndex};
use super::snapshot::Taxonomy;
use super::words::{LabelWord, words_of_text};
use crate::base::{ConceptId, LanguageTag};

/// Without a line break, this many words count as the title.
const TITLE_WORDS: usize = 12;
/// A label in the title counts this many times.
const TITLE_WEIGHT: f32 = 2.0;
/// The evidence that gives a score of one half: about one plain label in the title.
const HALF: f32 = 12.0;
/// No more reasons than this are given for a concept.
const MAX_REASONS: usize = 8;

/// A label of a concept that is in a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reason {
    /// The label.
    pub label: String,
    /// The language of the label.
    pub language: LanguageTag,
    /// The kind of the label.
    pub kind: LabelKind,
    /// Where it is first: the byte in the text.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// How often it is there.
    pub count: u32,
}

/// A concept that a text is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Classification {
    /// The concept.
    pub concept: ConceptId,
    /// How much in the text speaks for it, between 0 and 1; good for an order, not a probability.
    pub score: f32,
    /// What speaks for it, strongest first; never empty.
    pub reasons: Vec<Reason>,
}

/// Where a sequence of words is in a text.
struct Found {
    start: usize,
    end: usize,
    count: u32,
    in_title: bool,
}

impl Taxonomy {
    /// The concepts in use whose labels stand in a text, best first, at most `limit`.
    ///
    /// Labels of both languages count, singular or plural, the longest at each place; long labels and rare words
    /// count more, and the title, which is the first line or the first dozen words, counts twice. What speaks for a
    /// broader concept speaks for a narrower one too, once that is named itself: so the narrower one comes first.
    /// Work is linear in the length of the text.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::Taxonomy;
    ///
    /// let taxonomy = Taxonomy::built_in()?;
    /// let best = &taxonomy.classify("Two-bag limit\nWeekly garbage collection with bag tags.", 3)[0];
    /// assert_eq!(best.concept.as_str(), "waste/user-pay");
    /// assert_eq!(best.reasons[0].label, "two-bag limit");
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    #[must_use]
    pub fn classify(&self, text: &str, limit: usize) -> Vec<Classification> {
        let index = self.labels();
        let evidence = evidence(index, &sequences(index, text));
        let strength = |position: &usize| evidence.get(position).map_or(0.0, |found| found.iter().map(|e| e.0).sum());
        let in_use = |position: &usize| self.concepts().get(*position).is_some_and(|concept| !concept.deprecated);
        let mut ranked: Vec<(f32, usize)> = evidence
            .keys()
            .filter(|position| in_use(position))
            .map(|position| {
                let above = self.positions_above(*position);
                let inherited: f32 = above.iter().filter(|other| *other != position).map(strength).sum();
                (strength(position) + inherited, *position)
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.truncate(limit);
        let shown = |(strength, position): (f32, usize)| {
            let reasons = evidence.get(&position)?.iter().take(MAX_REASONS).map(|(_, reason)| reason.clone()).collect();
            let concept = self.concepts().get(position)?.id.clone();
            Some(Classification { concept, score: strength / (strength + HALF), reasons })
        };
        ranked.into_iter().filter_map(shown).collect()
    }
}

/// The sequences of words in the text that are labels, by node of the trie: at each word the longest one.
fn sequences(index: &LabelIndex, text: &str) -> HashMap<u32, Found> {
    let words: Vec<LabelWord> = words_of_text(text);
    let title_end = text.trim_start().split_once('\n').map(|(_, rest)| text.len() - rest.len());
    let in_title = |at: usize, word: &LabelWord| title_end.map_or(at < TITLE_WORDS, |end| word.start < end);
    let mut found: HashMap<u32, Found> = HashMap::new();
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let Some((node, length)) = longest(index, words.get(at..).unwrap_or_default()) else {
            at += 1;
            continue;
        };
        let end = words.get(at + length - 1).map_or(first.end, |last| last.end);
        let title = in_title(at, first);
        found.entry(node).and_modify(|found| found.count += 1).or_insert(Found {
            start: first.start,
            end,
            count: 1,
            in_title: title,
        });
        at += length;
    }
    found
}

/// The longest label at the beginning of these words: its node and how many words it takes, little words included.
pub(super) fn longest(index: &LabelIndex, words: &[LabelWord]) -> Option<(u32, usize)> {
    let first = words.first()?;
    let capitals = first.acronym.as_deref().and_then(|capitals| index.step(0, index.word(capitals)?));
    let mut best = capitals.map(|node| (node, 1));
    if first.is_stop_word {
        return best;
    }
    let mut node = 0;
    for (at, word) in words.iter().enumerate() {
        if word.after_break && at > 0 {
            break;
        }
        // Little words inside a label do not count, on either side; two in a row at most ("of the", "de la").
        if word.is_stop_word {
            let run = words.get(at.saturating_sub(2)..at).unwrap_or_default();
            if run.len() == 2 && run.iter().all(|word| word.is_stop_word) {
                break;
            }
            continue;
        }
        let Some(next) = index.word(&word.stem).and_then(|number| index.step(node, number)) else { break };
        node = next;
        if index.at(node).next().is_some() {
            best = Some((node, at + 1));
        }
    }
    best
}

/// What speaks for each concept, by position, strongest first: one label for each sequence of words.
fn evidence(index: &LabelIndex, sequences: &HashMap<u32, Found>) -> BTreeMap<usize, Vec<(f32, Reason)>> {
    let mut evidence: BTreeMap<usize, Vec<(f32, Reason)>> = BTreeMap::new();
    for (node, found) in sequences {
        let mut best: BTreeMap<usize, (f32, usize, &Label)> = BTreeMap::new();
        for (number, label) in index.at(*node) {
            let weight = index.weight(label);
            let held = best.entry(label.concept).or_insert((weight, number, label));
            if weight > held.0 {
                *held = (weight, number, label);
            }
        }
        let shared = (best.len() as f32).sqrt();
        let place = if found.in_title { TITLE_WEIGHT } else { 1.0 };
        let often = 1.0 + 0.3 * (found.count as f32).ln();
        for (concept, (weight, _, label)) in best {
            let reason = Reason {
                label: label.text.clone(),
                language: label.language.clone(),
                kind: label.kind,
                start: found.start,
                end: found.end,
                count: found.count,
            };
            evidence.entry(concept).or_default().push((weight * place * often / shared, reason));
        }
    }
    for found in evidence.values_mut() {
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)));
    }
    evidence
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(text: &str) -> String {
        let found = Taxonomy::built_in().unwrap().classify(text, 1);
        found.first().map_or_else(String::new, |best| best.concept.as_str().to_owned())
    }

    #[test]
    fn texts_are_classified_in_both_languages() {
        for (text, concept) in [
            ("LED streetlight conversion in a small town", "roads/street-lighting"),
            ("Remplacement des lampadaires par des DEL", "roads/street-lighting"),
            ("Training volunteer firefighters in the north", "fire/volunteer-firefighters"),
            ("Le compostage des résidus alimentaires", "waste/organics"),
            (
                "A shared clerk for three townships\nWho signs the inter-municipal agreement",
                "shared-services/intermunicipal-agreements",
            ),
        ] {
            assert_eq!(best(text), concept, "{text}");
        }
    }

    #[test]
    fn a_narrower_concept_named_itself_comes_before_its_broader_one() {
        let found = Taxonomy::built_in().unwrap().classify("Roads, roads and roads, and one culvert", 5);
        assert_eq!(found[0].concept.as_str(), "roads/bridges-culverts");
        assert_eq!(found[1].concept.as_str(), "roads");
    }

    #[test]
    fn acronyms_match_capitals_only() {
        assert_eq!(best("it is what it is"), "");
        assert_eq!(best("our IT"), "information-technology");
        let shared = Taxonomy::built_in().unwrap().classify("HR, IT and GIS", 9);
        assert!(shared.iter().any(|c| c.concept.as_str() == "information-technology"));
        let found = Taxonomy::built_in().unwrap().classify("IT IS TIME TO PAVE THE ROAD", 5);
        assert_eq!(found[0].concept.as_str(), "roads");
        assert!(found.iter().all(|c| c.concept.as_str() != "information-technology"));
    }

    #[test]
    fn a_comma_parts_words_that_are_a_label_together() {
        let text = "Sharing recreation, waste, water";
        let found = Taxonomy::built_in().unwrap().classify(text, 9);
        assert!(found.iter().all(|c| c.concept.as_str() != "wastewater"));
    }

    #[test]
    fn reasons_say_what_is_where() {
        let text = "À l’hiver\nLe déneigement des trottoirs et le déneigement des trottoirs";
        let found = Taxonomy::built_in().unwrap().classify(text, 9);
        let sidewalks = found.iter().find(|c| c.concept.as_str() == "roads/sidewalks-winter").unwrap();
        let reason = &sidewalks.reasons[0];
        assert_eq!(text.get(reason.start..reason.end), Some("déneigement des trottoirs"));
        assert_eq!((reason.language.as_str(), reason.count), ("fr", 2));
        assert!(found.iter().all(|c| c.score > 0.0 && c.score < 1.0));
    }

    #[test]
    fn a_megabyte_of_anything_is_classified() {
        let taxonomy = Taxonomy::built_in().unwrap();
        assert_eq!(taxonomy.classify(&"the of ".repeat(150_000), 3), []);
        let snow = taxonomy.classify(&"snow ".repeat(200_000), 3);
        assert_eq!(snow[0].reasons[0].count, 200_000);
    }
}
