//! From a name to the organization that is meant.

use std::collections::{BTreeSet, HashMap};

use super::names::{Reading, readings, words};
use crate::base::{Error, Result};
use crate::language::{WordList, distance};
use crate::model::Organization;

/// How many candidates are named.
const MOST_TOLD: usize = 5;
/// Longer names are not compared letter by letter.
const LONGEST_COMPARED: usize = 80;

/// All names of a register, ready for look-up.
#[derive(Debug)]
pub(super) struct NameIndex {
    /// By the words of a name in the alphabet's order: who is called so.
    by_words: HashMap<Vec<String>, BTreeSet<usize>>,
    /// Every name as one string of letters, for comparing.
    spelled: Vec<(String, usize)>,
}

impl NameIndex {
    pub(super) fn new(list: &[Organization]) -> Self {
        let mut index = Self { by_words: HashMap::new(), spelled: Vec::new() };
        for (at, organization) in list.iter().enumerate() {
            let names = organization.name.iter().chain(organization.official_name.iter()).map(|(_, name)| name);
            let aliases = organization.aliases.iter().map(|alias| alias.name.as_str());
            for name in names.chain(aliases) {
                index.add(name, at);
            }
        }
        index
    }

    fn add(&mut self, name: &str, at: usize) {
        let words = words(name);
        self.spelled.push((words.concat(), at));
        if let Some(without) = words.strip_prefix(&["the".to_owned()]) {
            self.by_words.entry(sorted(without)).or_default().insert(at);
        }
        self.by_words.entry(sorted(&words)).or_default().insert(at);
    }

    /// Every word of the names that people type for themselves, not what only fills them (`of`, `township`).
    pub(super) fn words(&self) -> WordList {
        let mut list = WordList::default();
        let all = self.by_words.keys().flatten();
        all.filter(|word| word.len() > 3).for_each(|word| list.add(word, true));
        list
    }

    /// Everyone who goes by exactly these words, in this or another order.
    pub(super) fn named(&self, words: &[String]) -> impl Iterator<Item = usize> {
        self.by_words.get(&sorted(words)).into_iter().flatten().copied()
    }

    /// The position of the one organization meant.
    pub(super) fn resolve(&self, list: &[Organization], name: &str) -> Result<usize> {
        let readings = readings(name);
        let mut found = readings.iter().map(|reading| self.called(list, reading)).find(|found| !found.is_empty());
        if found.is_none() {
            found = readings.iter().map(|reading| self.containing(list, reading)).find(|found| !found.is_empty());
        }
        if found.is_none() && name.len() <= LONGEST_COMPARED {
            found =
                readings.iter().rev().map(|reading| self.spelled_like(list, reading)).find(|found| !found.is_empty());
        }
        let found = found.unwrap_or_default();
        match (found.len(), found.first()) {
            (1, Some(at)) => Ok(*at),
            (0, _) => Err(Error::not_found_near("organization", name, self.near(list, name))),
            _ => {
                let candidates = found.iter().take(MOST_TOLD).filter_map(|at| list.get(*at)).map(full_name).collect();
                Err(Error::ambiguous("organization", name, candidates))
            }
        }
    }

    /// Everyone with exactly these words for a name, of the status given.
    fn called(&self, list: &[Organization], reading: &Reading) -> Vec<usize> {
        let all = self.by_words.get(&sorted(&reading.words)).into_iter().flatten().copied();
        of_status(list, reading, all.collect())
    }

    /// Everyone whose name contains all these words, such as `Sudbury` for Greater Sudbury.
    fn containing(&self, list: &[Organization], reading: &Reading) -> Vec<usize> {
        let wanted: BTreeSet<_> = reading.words.iter().collect();
        if reading.words.iter().map(String::len).sum::<usize>() < 4 {
            return Vec::new();
        }
        let names = self.by_words.iter().filter(|(words, _)| wanted.iter().all(|word| words.contains(word)));
        let all: BTreeSet<usize> = names.flat_map(|(_, at)| at.iter().copied()).collect();
        of_status(list, reading, all.into_iter().collect())
    }

    /// Everyone whose name differs by a letter, or two in a long name; only the nearest.
    fn spelled_like(&self, list: &[Organization], reading: &Reading) -> Vec<usize> {
        let spelled = reading.words.concat();
        let allowed = match spelled.chars().count() {
            0..=3 => return Vec::new(),
            4..=7 => 1,
            _ => 2,
        };
        let near = self.spelled.iter().filter_map(|(name, at)| Some((distance(&spelled, name, allowed)?, *at)));
        let near: Vec<_> = near.collect();
        let least = near.iter().map(|(distance, _)| *distance).min();
        let nearest: BTreeSet<_> =
            near.iter().filter(|(distance, _)| Some(*distance) == least).map(|(_, at)| *at).collect();
        of_status(list, reading, nearest.into_iter().collect())
    }

    /// The names nearest to one that fits nothing.
    fn near(&self, list: &[Organization], name: &str) -> Vec<String> {
        let spelled: String = words(&cut(name)).concat();
        if spelled.is_empty() {
            return Vec::new();
        }
        let allowed = spelled.chars().count() / 2;
        let mut near: Vec<_> =
            self.spelled.iter().filter_map(|(name, at)| Some((distance(&spelled, name, allowed)?, *at))).collect();
        near.sort_unstable();
        let mut names = Vec::new();
        for name in near.into_iter().filter_map(|(_, at)| list.get(at)).map(full_name) {
            if !names.contains(&name) && names.len() < 3 {
                names.push(name);
            }
        }
        names
    }
}

/// Those of a status, where the name gave one: exactly it if any are, else what the word may stand for.
fn of_status(list: &[Organization], reading: &Reading, found: Vec<usize>) -> Vec<usize> {
    let Some(status) = reading.status else { return found };
    let having = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let of = |at: &usize| list.get(*at).and_then(|organization| organization.municipal_status.as_deref());
        found.iter().copied().filter(|at| of(at).is_some_and(fits)).collect()
    };
    let exact = having(&|municipal| status.is(municipal));
    if !exact.is_empty() {
        return exact;
    }
    let fitting = having(&|municipal| status.fits(municipal));
    // A status that changed over the years must not hide the only one of the name.
    if fitting.is_empty() && found.len() == 1 { found } else { fitting }
}

fn full_name(organization: &Organization) -> String {
    let official = organization.official_name.best(&[]).or_else(|| organization.name.best(&[]));
    official.map_or_else(|| organization.id.to_string(), |name| name.text.to_owned())
}

fn sorted(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    words.sort_unstable();
    words
}

/// How much of an overlong name is repeated.
fn cut(name: &str) -> String {
    name.chars().take(LONGEST_COMPARED).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Organizations;
    use crate::base::Error;

    fn id_of(name: &str) -> String {
        let register = Organizations::built_in().unwrap();
        register.resolve(name).map_or_else(|error| error.to_string(), |found| found.id.to_string())
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        for (name, id) in [
            ("Twp. of Adjala Tosorontio", "sgc:3543003"),
            ("Adjala-Tosorontio, Township of", "sgc:3543003"),
            ("ADJALA TOSORONTIO TP", "sgc:3543003"),
            ("Greater Sudbury", "sgc:3553005"),
            ("Ville du Grand Sudbury", "sgc:3553005"),
            ("Sudbury", "sgc:3553005"),
            ("Rivière des Français", "sgc:3552001"),
            ("riviere des francais", "sgc:3552001"),
            ("Toronto C", "sgc:3520005"),
            ("Stormont, Dundas and Glengarry UCo", "sgc:3501"),
            ("Saint Catharines", "sgc:3526053"),
            ("St. Catharines", "sgc:3526053"),
            ("Blue Mountains", "sgc:3542045"),
            ("East Hawkesbury", "sgc:3502001"),
            ("Kichener", "sgc:3530013"),
            ("Missisauga", "sgc:3521005"),
            ("Region of Peel", "sgc:3521"),
            ("City of Peterborogh", "sgc:3515014"),
            ("sgc:3515014", "sgc:3515014"),
        ] {
            assert_eq!(id_of(name), id, "{name}");
        }
    }

    #[test]
    fn every_official_name_means_its_own_municipality() {
        let register = Organizations::built_in().unwrap();
        assert_eq!(register.all().count(), 444);
        for organization in register.all() {
            for (_, name) in organization.official_name.iter() {
                let found = register.resolve(name).map(|found| found.id.as_str()).map_err(|error| error.to_string());
                assert_eq!(found, Ok(organization.id.as_str()), "{name}");
            }
        }
    }

    #[test]
    fn a_name_of_two_is_reported_with_names_of_one() {
        let register = Organizations::built_in().unwrap();
        for name in ["Hamilton", "Peterborough", "Waterloo", "Essex"] {
            let Err(Error::Ambiguous { candidates, .. }) = register.resolve(name) else { panic!("{name}") };
            assert!(candidates.len() > 1);
            for candidate in candidates {
                assert!(register.resolve(&candidate).is_ok(), "{candidate}");
            }
        }
    }

    #[test]
    fn an_unknown_name_is_reported_with_similar_ones() {
        let register = Organizations::built_in().unwrap();
        let Err(Error::NotFound { candidates, .. }) = register.resolve("Otawwwa") else { panic!() };
        assert!(candidates.contains(&"City of Ottawa".to_owned()), "{candidates:?}");
        assert!(register.resolve("").is_err());
        assert!(register.resolve(&"x".repeat(1_000_000)).is_err());
    }
}
