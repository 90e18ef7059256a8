//! Finding concepts by what people type.

use std::collections::{HashMap, HashSet};

use super::concept::LabelKind;
use super::concept_match::{ConceptMatch, MatchQuality};
use super::labels::{Label, LabelIndex};
use super::snapshot::Taxonomy;
use super::words::words;
use crate::language::fold;

/// No more matches than this are given; a text with more words than the second is compared as a whole only.
const MAX_MATCHES: usize = 50;
const MAX_WORDS: usize = 16;

impl Taxonomy {
    /// The concepts that a text names: by id, notation or any label in any language, exact matches before partial
    /// ones, pref labels before alt labels, narrower concepts before broader ones; each concept once, 50 at most.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{MatchQuality, Taxonomy};
    ///
    /// let taxonomy = Taxonomy::built_in()?;
    /// let found = taxonomy.lookup("bibliotheques");
    /// assert_eq!(found[0].concept.as_str(), "libraries");
    /// assert_eq!(found[0].quality, MatchQuality::Exact);
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    #[must_use]
    pub fn lookup(&self, text: &str) -> Vec<ConceptMatch> {
        let folded = fold(text.trim());
        let typed = TypedName::of(text, self.labels());
        let mut best: HashMap<usize, (Rank, Option<&Label>)> = HashMap::new();
        let mut offer = |concept: usize, rank: Rank, label: Option<_>| {
            let held = best.entry(concept).or_insert((rank, label));
            if rank < held.0 {
                *held = (rank, label);
            }
        };
        for concept in self.concepts() {
            let is_notation = concept.notation.as_deref().is_some_and(|n| fold(n) == folded);
            if is_notation || fold(concept.id.as_str()) == folded {
                for position in self.resolved(self.position(&concept.id).into_iter().collect()) {
                    offer(position, (MatchQuality::Id, None, 0), None);
                }
            }
        }
        for label in &self.labels().labels {
            if let Some((quality, extra)) = typed.quality(&folded, label) {
                offer(label.concept, (quality, Some(label.kind), extra), Some(label));
            }
        }
        let mut found: Vec<_> = best
            .into_iter()
            .map(|(concept, (rank, label))| {
                (order(rank), std::cmp::Reverse(self.positions_above(concept).len()), concept, rank.0, label)
            })
            .collect();
        found.sort_unstable_by_key(|(order, depth, concept, ..)| (*order, *depth, *concept));
        found.truncate(MAX_MATCHES);
        let shown = |(_, _, concept, quality, label): (_, _, usize, _, Option<&Label>)| {
            let id = &self.concepts().get(concept)?.id;
            Some(ConceptMatch {
                concept: id.clone(),
                label: label.map_or_else(|| text.trim().to_owned(), |label| label.text.clone()),
                language: label.map(|label| label.language.clone()),
                kind: label.map(|label| label.kind),
                quality,
            })
        };
        found.into_iter().filter_map(shown).collect()
    }
}

/// How good a match is: quality, kind, and how many other words the label has.
type Rank = (MatchQuality, Option<LabelKind>, usize);

/// Among partial matches the one with the fewest other words is nearer than one of a better kind.
fn order((quality, kind, extra): Rank) -> (MatchQuality, usize, Option<LabelKind>) {
    (quality, extra, kind)
}

/// The words of what was typed, compared with labels.
struct TypedName {
    /// The words that count; `None` where one is unknown, which rules out all but a whole match.
    words: Option<Vec<u32>>,
    /// All but the last word, and what the last may become; `None` where nothing fits.
    partial: Option<(Vec<u32>, HashSet<u32>)>,
}

impl TypedName {
    fn of(text: &str, index: &LabelIndex) -> Self {
        let stems: Vec<String> = words(text).filter(|w| !w.is_stop_word).take(MAX_WORDS + 1).map(|w| w.stem).collect();
        if stems.len() > MAX_WORDS {
            return Self { words: None, partial: None };
        }
        let known = |stems: &[String]| stems.iter().map(|stem| index.word(stem)).collect::<Option<Vec<u32>>>();
        let partial = stems
            .split_last()
            .filter(|(last, _)| last.len() >= 2)
            .and_then(|(last, others)| Some((known(others)?, index.words_beginning_with(last))));
        Self { words: known(&stems).filter(|words| !words.is_empty()), partial }
    }

    fn quality(&self, folded: &str, label: &Label) -> Option<(MatchQuality, usize)> {
        if label.folded == folded {
            return Some((MatchQuality::Exact, 0));
        }
        if self.words.as_ref() == Some(&label.words) {
            return Some((MatchQuality::SameWords, 0));
        }
        let (others, last) = self.partial.as_ref()?;
        let fits = others.iter().all(|word| label.words.contains(word)) && label.words.iter().any(|w| last.contains(w));
        fits.then(|| (MatchQuality::Partial, label.words.len().saturating_sub(others.len() + 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> (String, MatchQuality) {
        let found = Taxonomy::built_in().unwrap().lookup(text);
        (found[0].concept.as_str().to_owned(), found[0].quality)
    }

    #[test]
    fn ids_labels_plurals_and_unfinished_words_are_found_in_both_languages() {
        for (text, concept, quality) in [
            ("roads/winter-control", "roads/winter-control", MatchQuality::Id),
            ("SNOW PLOWING", "roads/winter-control", MatchQuality::Exact),
            ("deneigement", "roads/winter-control", MatchQuality::Exact),
            ("cemetary", "cemeteries", MatchQuality::Exact),
            ("ow", "social-assistance", MatchQuality::Exact),
            ("potholes repair", "roads/paved-roads", MatchQuality::SameWords),
            ("les postes d’ambulances", "paramedics/emergency-response", MatchQuality::SameWords),
            ("community paramed", "paramedics/community-paramedicine", MatchQuality::Partial),
        ] {
            assert_eq!(first(text), (concept.to_owned(), quality), "{text}");
        }
    }

    #[test]
    fn a_narrower_concept_comes_before_its_broader_one_with_the_same_label() {
        let found = Taxonomy::built_in().unwrap().lookup("tax arrears");
        assert_eq!(found[0].concept.as_str(), "taxation/billing-collection");
        assert_eq!(found[1].concept.as_str(), "taxation");
    }

    #[test]
    fn nothing_and_nonsense_name_nothing() {
        let taxonomy = Taxonomy::built_in().unwrap();
        for text in ["", " ", "the", "??", "xyzzyx", &"word ".repeat(100_000)] {
            assert_eq!(taxonomy.lookup(text), []);
        }
    }

    #[test]
    fn a_deprecated_concept_leads_to_its_replacement() {
        let old = "waste/collection".into();
        let mut edit = Taxonomy::built_in().unwrap().edit();
        edit.deprecate(&old, &["waste".into()]);
        let taxonomy = edit.apply().unwrap();
        assert_eq!(taxonomy.lookup("garbage trucks")[0].concept.as_str(), "waste");
        assert_eq!(taxonomy.lookup("waste/collection")[0].concept.as_str(), "waste");
    }
}
