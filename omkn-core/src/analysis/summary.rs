//! The sentences of an answer, in English and French.

use super::verdict::{CannotTell, Verdict};
use crate::base::{LanguageMap, LanguageTag};
use crate::model::Organization;

/// What a comparison found, for its summary.
pub(super) struct Findings<'f> {
    pub(super) own: &'f LanguageMap,
    pub(super) year: i16,
    pub(super) own_change: f64,
    pub(super) usual_change: f64,
    pub(super) peers: usize,
    pub(super) implied: f64,
    pub(super) noise: f64,
    pub(super) claimed: Option<f64>,
}

/// A language in which numbers and sentences are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    French,
}

impl Tongue {
    fn tag(self) -> LanguageTag {
        if self == Self::English { LanguageTag::en() } else { LanguageTag::fr() }
    }

    /// A whole number with its thousands apart.
    pub(super) fn whole(self, number: f64) -> String {
        let digits = format!("{:.0}", number.abs());
        let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group)).collect();
        groups.join(if self == Self::English { "," } else { "\u{a0}" })
    }

    fn dollars(self, amount: f64) -> String {
        match self {
            Self::English => format!("${}", self.whole(amount)),
            Self::French => format!("{}\u{a0}$", self.whole(amount)),
        }
    }

    fn percent(self, share: f64) -> String {
        let sign = if share < 0.0 { "−" } else { "+" };
        let number = format!("{sign}{:.1}", (share * 100.0).abs());
        match self {
            Self::English => format!("{number}%"),
            Self::French => format!("{}\u{a0}%", number.replace('.', ",")),
        }
    }
}

/// The full name of an organization in both languages.
pub(super) fn full_name(organization: &Organization) -> LanguageMap {
    let names = if organization.official_name.is_empty() { &organization.name } else { &organization.official_name };
    names.clone()
}

/// A name as it is in a language, or in the other where it has none in that.
pub(super) fn name_in(names: &LanguageMap, tongue: Tongue) -> String {
    names.best(&[tongue.tag()]).map(|name| name.text.to_owned()).unwrap_or_default()
}

/// A text written in both languages.
fn in_both(write: impl Fn(Tongue) -> String) -> LanguageMap {
    LanguageMap::new().with("en", write(Tongue::English)).with("fr", write(Tongue::French))
}

/// What the figures show: the numbers where there are any, the reasons where they cannot tell, and the verdict.
pub(super) fn summary(found: Option<&Findings<'_>>, verdict: Verdict, reasons: &[CannotTell]) -> LanguageMap {
    in_both(|tongue| {
        let tag = tongue.tag();
        let numbers = found.map(|found| numbers(found, tongue)).unwrap_or_default();
        let reasons: Vec<_> = reasons.iter().map(|reason| reason.label(&tag)).collect();
        let colon = if tongue == Tongue::English { ": " } else { "\u{a0}: " };
        let why = if reasons.is_empty() { String::new() } else { format!("{colon}{}", reasons.join("; ")) };
        format!("{numbers} {}{why}.", verdict.label(&tag)).trim().to_owned()
    })
}

fn numbers(found: &Findings<'_>, tongue: Tongue) -> String {
    let Findings { year, peers, .. } = found;
    let name = name_in(found.own, tongue);
    let (own, usual) = (tongue.percent(found.own_change), tongue.percent(found.usual_change));
    let (implied, noise) = (tongue.dollars(found.implied), tongue.dollars(found.noise));
    let is_less = found.implied >= 0.0;
    match tongue {
        Tongue::English => {
            let side = if is_less { "less" } else { "more" };
            let claim = found.claimed.map(|claimed| format!(" The record claims {}.", tongue.dollars(claimed)));
            format!(
                "{name}: cost per resident {own} from before {year} to after; comparable municipalities {usual} (median of \
                 {peers}). That is {implied} a year {side} than expected; {noise} either way is usual.{}",
                claim.unwrap_or_default()
            )
        }
        Tongue::French => {
            let side = if is_less { "de moins" } else { "de plus" };
            let claim = found.claimed.map(|claimed| format!(" La fiche déclare {}.", tongue.dollars(claimed)));
            format!(
                "{name}\u{a0}: coût par habitant {own} d'avant {year} à après; municipalités comparables {usual} (médiane de \
                 {peers}). C'est {implied} par an {side} que prévu; un écart de {noise} dans un sens ou dans l'autre est \
                 habituel.{}",
                claim.unwrap_or_default()
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        let (en, fr) = (Tongue::English, Tongue::French);
        assert_eq!(
            (en.dollars(8_000_000.4), fr.dollars(-999.6)),
            ("$8,000,000".to_owned(), "1\u{a0}000\u{a0}$".to_owned())
        );
        assert_eq!((en.percent(-0.0123), fr.percent(0.5)), ("−1.2%".to_owned(), "+50,0\u{a0}%".to_owned()));
    }
}
