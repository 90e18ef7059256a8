//! Who may be meant by a name that no organization has.

use std::collections::BTreeSet;

use super::names::{Reading, readings, words};
use super::resolve::{NameIndex, full_names};
use crate::base::OrganizationId;
use crate::language::distance;
use crate::model::Organization;

/// How many similar names are named.
const MOST_SIMILAR: usize = 3;
/// Names with more wrong letters are not similar.
const MOST_WRONG_LETTERS: usize = 4;
/// Longer names are not compared letter by letter.
const LONGEST_COMPARED: usize = 80;

impl NameIndex {
    /// Who may be meant by a name that is nobody's: those of the name with another status or in another place, those
    /// whose name contains it, or else those with a similar name.
    pub(super) fn candidates(
        &self,
        list: &[Organization],
        position: impl Fn(&OrganizationId) -> Option<usize>,
        name: &str,
        all: &[Reading],
    ) -> Vec<String> {
        // `London, UK` may be London after all.
        let (first, _) = name.split_once([',', '(']).unwrap_or((name, ""));
        let first = readings(&cut(first));
        let mut found: Vec<usize> = Vec::new();
        for reading in all.iter().chain(&first) {
            found.extend(self.look_up(&reading.words));
            found.extend(self.former_with_name(reading).filter_map(|former| position(&former.successor)));
        }
        if found.is_empty() {
            found.extend(
                all.iter().map(|reading| self.containing(reading)).find(|found| !found.is_empty()).unwrap_or_default(),
            );
        }
        if found.is_empty() {
            return self.similar(list, name);
        }
        full_names(list, &found)
    }

    /// Everyone whose name contains all these words, such as `Nipissing` for West Nipissing.
    fn containing(&self, reading: &Reading) -> Vec<usize> {
        let wanted: BTreeSet<_> = reading.words.iter().collect();
        if reading.words.iter().map(String::len).sum::<usize>() < 4 {
            return Vec::new();
        }
        let names = self.by_words.iter().filter(|(words, _)| wanted.iter().all(|word| words.contains(word)));
        let all: BTreeSet<usize> = names.flat_map(|(_, at)| at.iter().copied()).collect();
        all.into_iter().collect()
    }

    /// The names nearest to one that nobody has.
    fn similar(&self, list: &[Organization], name: &str) -> Vec<String> {
        let spelled: String = words(&cut(name)).concat();
        if spelled.is_empty() {
            return Vec::new();
        }
        let allowed = (spelled.chars().count() * 3 / 7).min(MOST_WRONG_LETTERS);
        let mut near: Vec<_> =
            self.spelled.iter().filter_map(|(name, at)| Some((distance(&spelled, name, allowed)?, *at))).collect();
        near.sort_unstable();
        let near: Vec<usize> = near.into_iter().map(|(_, at)| at).collect();
        let mut names = full_names(list, &near);
        names.truncate(MOST_SIMILAR);
        names
    }
}

/// How much of an overlong name is repeated.
fn cut(name: &str) -> String {
    name.chars().take(LONGEST_COMPARED).collect()
}
