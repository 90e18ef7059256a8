//! From a name to the organization that is meant.

use std::collections::{BTreeSet, HashMap};

use super::former::{FormerMunicipality, fir_codes, former_municipalities};
use super::names::{MunicipalStatus, Reading, keys, readings, words};
use crate::base::{Error, OrganizationId, Result};
use crate::language::WordList;
use crate::model::{Organization, Tier};

/// How many candidates are named.
const MOST_CANDIDATES: usize = 5;

/// All names of a register, ready for look-up.
#[derive(Debug)]
pub(super) struct NameIndex {
    /// By the words of a name in the alphabet's order: who is called so.
    pub(super) by_words: HashMap<Vec<String>, BTreeSet<usize>>,
    /// By the keys of a name: who is called so, however it is written.
    by_key: HashMap<String, BTreeSet<usize>>,
    /// Every name as one string of letters, for comparing.
    pub(super) spelled: Vec<(String, usize)>,
    former: Vec<FormerMunicipality>,
    /// By the keys of a former name: positions in `former`.
    former_by_key: HashMap<String, Vec<usize>>,
    by_fir_code: HashMap<u32, OrganizationId>,
}

impl NameIndex {
    pub(super) fn new(list: &[Organization]) -> Self {
        let mut index = Self {
            by_words: HashMap::new(),
            by_key: HashMap::new(),
            spelled: Vec::new(),
            former: former_municipalities(),
            former_by_key: HashMap::new(),
            by_fir_code: fir_codes().collect(),
        };
        for (at, organization) in list.iter().enumerate() {
            let names = organization.name.iter().chain(organization.official_name.iter()).map(|(_, name)| name);
            let aliases = organization.aliases.iter().map(|alias| alias.name.as_str());
            for name in names.chain(aliases) {
                index.add(name, at);
            }
        }
        for (at, former) in index.former.iter().enumerate() {
            for key in keys(&words(&former.name)) {
                index.former_by_key.entry(key).or_default().push(at);
            }
        }
        index
    }

    fn add(&mut self, name: &str, at: usize) {
        let words = words(name);
        self.spelled.push((words.concat(), at));
        for key in keys(&words) {
            self.by_key.entry(key).or_default().insert(at);
        }
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

    /// The id that a code means: the digits of an id, or a number of financial returns, with or without `MUNID`.
    pub(super) fn id_of_code(&self, code: &str) -> Option<OrganizationId> {
        let digits = code.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, ' ' | ':' | '-' | '#'));
        let number: u32 = Some(digits).filter(|digits| digits.bytes().all(|c| c.is_ascii_digit()))?.parse().ok()?;
        let prefix = code.strip_suffix(digits)?.to_ascii_lowercase();
        match prefix.trim_end_matches([' ', ':', '-', '#']) {
            "sgc" => Some(format!("sgc:{number}").into()),
            "munid" | "fir" => self.by_fir_code.get(&number).cloned(),
            // Codes of the classification begin with Ontario's 35 and have 4 or 7 digits; none is a MUNID.
            "" => Some(self.by_fir_code.get(&number).cloned().unwrap_or_else(|| format!("sgc:{number}").into())),
            _ => None,
        }
    }

    /// The position of the one organization meant, and the former municipality if the name is one's.
    pub(super) fn resolve(
        &self,
        list: &[Organization],
        position: impl Fn(&OrganizationId) -> Option<usize>,
        name: &str,
    ) -> Result<(usize, Option<&FormerMunicipality>)> {
        let readings = readings(name);
        // First who is exactly what the name says, then who may have become it.
        for is_lenient in [false, true] {
            for reading in &readings {
                let present = self.called(list, reading, is_lenient);
                match (present.len(), present.first()) {
                    (1, Some(at)) => return Ok((*at, None)),
                    (0, _) => {}
                    _ => return Err(Error::ambiguous("organization", name, full_names(list, &present))),
                }
                let former = self.once_called(reading, is_lenient);
                let successors: BTreeSet<usize> = former.iter().filter_map(|it| position(&it.successor)).collect();
                match (successors.len(), successors.first()) {
                    (1, Some(at)) => return Ok((*at, former.first().copied())),
                    (0, _) => {}
                    _ => {
                        let successors: Vec<usize> = successors.into_iter().collect();
                        return Err(Error::ambiguous("organization", name, full_names(list, &successors)));
                    }
                }
            }
        }
        if let Some(at) = self.within_upper_tier(list, name).or_else(|| self.in_both_languages(list, name)) {
            return Ok((at, None));
        }
        Err(Error::not_found_near("organization", name, self.candidates(list, position, name, &readings)))
    }

    /// Everyone who is called so and has the status given, if one is.
    fn called(&self, list: &[Organization], reading: &Reading, is_lenient: bool) -> Vec<usize> {
        let found = self.look_up(&reading.words);
        let Some(status) = reading.status else { return if is_lenient { Vec::new() } else { found } };
        let having = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let of = |at: &usize| list.get(*at).and_then(|organization| organization.municipal_status.as_deref());
            found.iter().copied().filter(|at| of(at).is_some_and(fits)).collect()
        };
        if !is_lenient {
            let exact = having(&|municipal| status.is(municipal));
            // Some have the word in their name: `County of Norfolk` is Norfolk County.
            let is_in_name = exact.is_empty() && status == MunicipalStatus::County;
            return if is_in_name {
                self.look_up(&[&reading.words[..], &["county".to_owned()]].concat())
            } else {
                exact
            };
        }
        // Of two with the name, the one that may have become it is a guess.
        if found.len() == 1 { having(&|municipal| status.may_have_become(municipal)) } else { Vec::new() }
    }

    /// The one organization of the name that is in the county or region behind it: `Hamilton, Northumberland County`.
    fn within_upper_tier(&self, list: &[Organization], name: &str) -> Option<usize> {
        let (name, upper) = name.rsplit_once([',', '('])?;
        let uppers = self.exactly(list, upper.trim_matches([' ', ')'])).into_iter().filter_map(|at| list.get(at));
        let upper = uppers.into_iter().find(|organization| organization.tier == Some(Tier::Upper))?;
        let is_within = |at: &usize| {
            let of = list.get(*at).filter(|organization| organization.tier != Some(Tier::Upper));
            of.is_some_and(|of| of.parent.as_ref() == Some(&upper.id) || of.region == upper.region)
        };
        let mut within = self.exactly(list, name).into_iter().filter(is_within);
        within.next().filter(|_| within.next().is_none())
    }

    /// The one organization that both sides of a slash name: `Greater Sudbury / Grand Sudbury`.
    fn in_both_languages(&self, list: &[Organization], name: &str) -> Option<usize> {
        let (english, french) = name.split_once('/')?;
        let named = self.exactly(list, english);
        named.first().copied().filter(|_| named.len() == 1 && named == self.exactly(list, french))
    }

    /// Everyone who is exactly what the name says, in its likeliest reading.
    fn exactly(&self, list: &[Organization], name: &str) -> Vec<usize> {
        let found = readings(name).into_iter().map(|reading| self.called(list, &reading, false));
        found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Everyone who is called so, whatever their status.
    pub(super) fn look_up(&self, words: &[String]) -> Vec<usize> {
        let found = keys(words).into_iter().filter_map(|key| self.by_key.get(&key)).flatten().copied();
        found.collect::<BTreeSet<usize>>().into_iter().collect()
    }

    /// The former municipalities with this name, and with the status given if there is one. A name that is better known
    /// elsewhere needs its status or the province.
    fn once_called(&self, reading: &Reading, is_lenient: bool) -> Vec<&FormerMunicipality> {
        let fits = |former: &&FormerMunicipality| match reading.status {
            None => !is_lenient && (!former.is_common || reading.in_ontario),
            Some(status) if is_lenient => status.may_have_become(&former.status),
            // `Ville de Paris` may be in France.
            Some(MunicipalStatus::CityOrTown) if former.is_common && !reading.in_ontario => false,
            Some(status) => status.is(&former.status),
        };
        self.former_with_name(reading).filter(fits).collect()
    }

    pub(super) fn former_with_name(&self, reading: &Reading) -> impl Iterator<Item = &FormerMunicipality> {
        let found = keys(&reading.words).into_iter().filter_map(|key| self.former_by_key.get(&key)).flatten();
        let positions: BTreeSet<usize> = found.copied().collect();
        positions.into_iter().filter_map(|at| self.former.get(at))
    }
}

/// The full names of the first of these, each once.
pub(super) fn full_names(list: &[Organization], positions: &[usize]) -> Vec<String> {
    let mut names = Vec::new();
    for name in positions.iter().filter_map(|at| list.get(*at)).map(full_name) {
        if names.len() == MOST_CANDIDATES {
            break;
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
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
            ("Region of Peel", "sgc:3521"),
            ("sgc:3515014", "sgc:3515014"),
            ("3515014", "sgc:3515014"),
            ("3521", "sgc:3521"),
            ("SGC 3515014", "sgc:3515014"),
            ("15014", "sgc:3515014"),
            ("MUNID 20002", "sgc:3520005"),
            ("W. Nipissing", "sgc:3548055"),
            ("Pt. Edward", "sgc:3538031"),
            ("Pt Colborne", "sgc:3526011"),
            ("N. Dumfries Twp", "sgc:3530004"),
            ("Reg. Mun. of York", "sgc:3519"),
            ("Municipalité régionale de Waterloo", "sgc:3530"),
            ("Ville d’Ottawa", "sgc:3506008"),
            ("Canton de La Vallee", "sgc:3559016"),
            ("La Salle", "sgc:3537034"),
            ("Comté de Norfolk", "sgc:3528052"),
            ("Leeds & 1000 Islands", "sgc:3507021"),
            ("Toronto, Ontario, Canada", "sgc:3520005"),
            ("Barrie, Ont.", "sgc:3543042"),
            ("Ajax, ON", "sgc:3518005"),
            ("Ajax, ON, CA", "sgc:3518005"),
            ("Sault Saint Marie", "sgc:3557061"),
            ("Hamilton, Northumberland County", "sgc:3514019"),
            ("Perth (Lanark)", "sgc:3509021"),
            ("Greater Sudbury / Grand Sudbury", "sgc:3553005"),
            ("Dysart", "sgc:3546024"),
            ("Cen. Elgin", "sgc:3534020"),
            ("London, Middlesex", "sgc:3539036"),
            ("Whitewater Region Township", "sgc:3547056"),
            ("Blue Mountains, Town of The", "sgc:3542045"),
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

    #[test]
    fn a_name_that_is_not_quite_one_is_reported_with_who_may_be_meant() {
        let register = Organizations::built_in().unwrap();
        for (name, candidate) in [
            ("Markam", "City of Markham"),
            ("Mulmer", "Township of Mulmur"),
            ("City of Peterborogh", "City of Peterborough"),
            ("District of Thunder Bay", "City of Thunder Bay"),
            ("Sudbury District", "City of Greater Sudbury"),
            ("London, UK", "City of London"),
            ("Wellington, CO", "County of Wellington"),
            ("Cambridge, Middlesex County", "City of Cambridge"),
            ("Chatham, Kent", "Municipality of Chatham-Kent"),
            ("Milton, DE", "Town of Milton"),
            ("City of Oxford", "County of Oxford"),
            ("Norfolk", "Norfolk County"),
            ("Paris", "County of Brant"),
            ("Township of Collingwood", "Town of Collingwood"),
        ] {
            let found = register.resolve(name);
            let Err(Error::NotFound { candidates, .. }) = found else { panic!("{name}: {found:?}") };
            assert!(candidates.contains(&candidate.to_owned()), "{name}: {candidates:?}");
        }
    }

    #[test]
    fn a_former_municipality_leads_to_its_successor_and_is_named() {
        let register = Organizations::built_in().unwrap();
        for (name, id, since) in [
            ("Etobicoke", "sgc:3520005", 1998),
            ("City of York", "sgc:3520005", 1998),
            ("Township of Brantford", "sgc:3529005", 1999),
            ("Cornwall Twp", "sgc:3501011", 1998),
            ("Lindsay", "sgc:3516010", 2001),
            ("Township of Lindsay", "sgc:3541069", 1999),
            ("Paris, Ontario", "sgc:3529005", 1999),
            ("Regional Municipality of Sudbury", "sgc:3553005", 2001),
            ("Sudbury", "sgc:3553005", 2001),
        ] {
            let found = register.resolve_named(name).unwrap();
            let former = found.former.unwrap();
            assert_eq!((found.organization.id.as_str(), former.since), (id, since), "{name}");
        }
        for name in ["York", "Simcoe", "Wellington", "Orillia", "Town of Innisfil"] {
            assert!(register.resolve_named(name).unwrap().former.is_none(), "{name}");
        }
    }
}
