//! The sentences of an answer, in English and French.

use super::verdict::{CannotTell, Verdict};
use crate::base::LanguageMap;
use crate::language::Language;
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

/// What separates a word from what it introduces.
pub(super) fn colon(language: Language) -> &'static str {
    match language {
        Language::English => ": ",
        Language::French => "\u{a0}: ",
    }
}

/// A whole number with its thousands apart.
pub(super) fn whole(number: f64, language: Language) -> String {
    let digits = format!("{:.0}", number.abs());
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group)).collect();
    groups.join(if language == Language::English { "," } else { "\u{a0}" })
}

fn dollars(amount: f64, language: Language) -> String {
    let amount = whole(amount, language);
    match language {
        Language::English => format!("${amount}"),
        Language::French => format!("{amount}\u{a0}$"),
    }
}

fn percent(share: f64, language: Language) -> String {
    let sign = if share < 0.0 { "−" } else { "+" };
    let number = format!("{sign}{:.1}", (share * 100.0).abs());
    match language {
        Language::English => format!("{number}%"),
        Language::French => format!("{}\u{a0}%", number.replace('.', ",")),
    }
}

/// The full name of an organization in both languages.
pub(super) fn full_name(organization: &Organization) -> LanguageMap {
    let names = if organization.official_name.is_empty() { &organization.name } else { &organization.official_name };
    names.clone()
}

/// A name as it is in a language, or in the other where it has none in that.
pub(super) fn name_in(names: &LanguageMap, language: Language) -> String {
    names.best(&[language.tag()]).map(|name| name.text.to_owned()).unwrap_or_default()
}

/// A text written in both languages.
fn in_both(write: impl Fn(Language) -> String) -> LanguageMap {
    LanguageMap::new().with("en", write(Language::English)).with("fr", write(Language::French))
}

/// What the figures show: the numbers where there are any, the reasons where they cannot tell, and the verdict.
pub(super) fn summary(found: Option<&Findings<'_>>, verdict: Verdict, reasons: &[CannotTell]) -> LanguageMap {
    in_both(|language| {
        let tag = language.tag();
        let numbers = found.map(|found| numbers(found, language)).unwrap_or_default();
        let reasons: Vec<_> = reasons.iter().map(|reason| reason.label(&tag)).collect();
        let why = if reasons.is_empty() { String::new() } else { format!("{}{}", colon(language), reasons.join("; ")) };
        format!("{numbers} {}{why}.", verdict.label(&tag)).trim().to_owned()
    })
}

fn numbers(found: &Findings<'_>, language: Language) -> String {
    let Findings { year, peers, .. } = found;
    let name = name_in(found.own, language);
    let (own, usual) = (percent(found.own_change, language), percent(found.usual_change, language));
    let (implied, noise) = (dollars(found.implied, language), dollars(found.noise, language));
    let is_less = found.implied >= 0.0;
    match language {
        Language::English => {
            let side = if is_less { "less" } else { "more" };
            let claim = found.claimed.map(|claimed| format!(" The record claims {}.", dollars(claimed, language)));
            format!(
                "{name}: cost per resident {own} from before {year} to after; comparable municipalities {usual} (median of \
                 {peers}). That is {implied} a year {side} than expected; {noise} either way is usual.{}",
                claim.unwrap_or_default()
            )
        }
        Language::French => {
            let side = if is_less { "de moins" } else { "de plus" };
            let claim = found.claimed.map(|claimed| format!(" La fiche déclare {}.", dollars(claimed, language)));
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
        let (en, fr) = (Language::English, Language::French);
        assert_eq!(
            (dollars(8_000_000.4, en), dollars(-999.6, fr)),
            ("$8,000,000".to_owned(), "1\u{a0}000\u{a0}$".to_owned())
        );
        assert_eq!((percent(-0.0123, en), percent(0.5, fr)), ("−1.2%".to_owned(), "+50,0\u{a0}%".to_owned()));
    }
}
