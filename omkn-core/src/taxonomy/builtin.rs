//! The built-in scheme of municipal service areas, read from `data/service_areas.csv`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::concept::{Concept, ConceptScheme, Mapping, MappingKind};
use super::snapshot::Taxonomy;
use crate::base::{ConceptId, Error, LanguageMap, LanguageTag, Result};

const SERVICE_AREAS: &str = include_str!("../../data/service_areas.csv");
const SCHEME: &str = "omkn";
const VERSION: u32 = 1;
/// Lines of the Financial Information Return whose numbers were seen in a public return. They are wider than our areas.
const VERIFIED_FIR_LINES: &[&str] = &["0240", "0250", "0260"];

/// One line of the file; lists are separated by `|`.
#[derive(Deserialize)]
struct ConceptRow<'a> {
    concept: &'a str,
    broader: &'a str,
    related: &'a str,
    pref_en: &'a str,
    pref_fr: &'a str,
    alt_en: &'a str,
    alt_fr: &'a str,
    hidden_en: &'a str,
    hidden_fr: &'a str,
    definition_en: &'a str,
    definition_fr: &'a str,
    mbncanada: &'a str,
    fir: &'a str,
}

impl Taxonomy {
    /// The built-in scheme `omkn`: service areas of a municipality, 50 top concepts and about 150 below them, with
    /// labels and definitions in English and French.
    ///
    /// # Errors
    ///
    /// [`Error::Corrupt`] if the embedded file is not well formed, which the tests rule out.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{SchemeId, Taxonomy};
    ///
    /// let taxonomy = Taxonomy::built_in()?;
    /// assert_eq!(taxonomy.top_concepts(&SchemeId::new("omkn")).count(), 50);
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    pub fn built_in() -> Result<Self> {
        let damaged = |error: csv::Error| Error::corrupt(format!("built-in service areas: {error}"));
        let mut reader = csv::Reader::from_reader(SERVICE_AREAS.as_bytes());
        let headers = reader.headers().map_err(damaged)?.clone();
        let mut concepts = Vec::with_capacity(256);
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(damaged)? {
            concepts.push(concept(&record.deserialize(Some(&headers)).map_err(damaged)?));
        }
        Ok(Self::new(vec![scheme()], concepts))
    }
}

fn scheme() -> ConceptScheme {
    ConceptScheme {
        id: SCHEME.into(),
        title: both("Municipal service areas", "Secteurs de services municipaux"),
        description: both(
            "What municipalities do for people, from council to cemeteries: the subjects of the knowledge base.",
            "Ce que les municipalités font pour les gens, du conseil aux cimetières : les sujets de la base de savoir.",
        ),
        version: VERSION,
        languages: vec![LanguageTag::en(), LanguageTag::fr()],
        licence: Some(env!("CARGO_PKG_LICENSE").to_owned()),
        attribution: Some(env!("CARGO_PKG_AUTHORS").to_owned()),
    }
}

fn concept(row: &ConceptRow<'_>) -> Concept {
    let mut concept = Concept::new(SCHEME, row.concept);
    concept.pref_label = both(row.pref_en, row.pref_fr);
    concept.alt_labels = lists(row.alt_en, row.alt_fr);
    concept.hidden_labels = lists(row.hidden_en, row.hidden_fr);
    concept.definition = both(row.definition_en, row.definition_fr);
    concept.broader = list(row.broader).map(ConceptId::new).collect();
    concept.related = list(row.related).map(ConceptId::new).collect();
    concept.added_in = Some(VERSION);
    // A benchmarking area covers what is below it too.
    let area = if concept.broader.is_empty() { MappingKind::CloseMatch } else { MappingKind::BroadMatch };
    concept.mappings.extend(list(row.mbncanada).map(|notation| mapping(area, "mbncanada", notation)));
    concept.mappings.extend(list(row.fir).map(|line| {
        let verified = VERIFIED_FIR_LINES.contains(&line);
        mapping(if verified { MappingKind::BroadMatch } else { MappingKind::CloseMatch }, "fir", line)
    }));
    concept
}

fn mapping(kind: MappingKind, scheme: &str, notation: &str) -> Mapping {
    Mapping { kind, scheme: scheme.to_owned(), notation: notation.to_owned() }
}

fn list(texts: &str) -> impl Iterator<Item = &str> {
    texts.split('|').filter(|text| !text.is_empty())
}

fn both(en: &str, fr: &str) -> LanguageMap {
    LanguageMap::new().with("en", en).with("fr", fr)
}

fn lists(en: &str, fr: &str) -> BTreeMap<LanguageTag, Vec<String>> {
    [(LanguageTag::en(), en), (LanguageTag::fr(), fr)]
        .into_iter()
        .filter(|(_, texts)| !texts.is_empty())
        .map(|(language, texts)| (language, list(texts).map(str::to_owned).collect()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_scheme_is_sound_and_complete_in_both_languages() {
        let taxonomy = Taxonomy::built_in().unwrap();
        assert_eq!(taxonomy.check(), []);
        assert_eq!(taxonomy.top_concepts(&SCHEME.into()).count(), 50);
        assert!(taxonomy.concepts().len() >= 200);
        for concept in taxonomy.concepts() {
            for language in [LanguageTag::en(), LanguageTag::fr()] {
                assert!(concept.pref_label.get(&language).is_some_and(|text| !text.is_empty()), "{}", concept.id);
                assert!(concept.definition.get(&language).is_some_and(|text| text.len() > 10), "{}", concept.id);
                assert!(concept.alt_labels[&language].len() >= 3, "{} {language}", concept.id);
            }
        }
    }

    #[test]
    fn ids_begin_with_the_first_broader_concept() {
        let taxonomy = Taxonomy::built_in().unwrap();
        for concept in taxonomy.concepts() {
            let path = taxonomy.path(&concept.id);
            assert!(path.iter().all(|id| concept.id.as_str().starts_with(id.as_str())), "{}", concept.id);
            assert_eq!(path.len(), concept.id.as_str().split('/').count(), "{}", concept.id);
        }
    }

    #[test]
    fn unverified_lines_of_the_financial_return_are_only_close_matches() {
        let taxonomy = Taxonomy::built_in().unwrap();
        let winter = taxonomy.get(&"roads/winter-control".into()).unwrap();
        assert!(winter.mappings.contains(&mapping(MappingKind::CloseMatch, "fir", "0621")));
        assert!(winter.mappings.contains(&mapping(MappingKind::BroadMatch, "mbncanada", "Roads")));
        let payroll = taxonomy.get(&"finance/payroll".into()).unwrap();
        assert!(payroll.mappings.contains(&mapping(MappingKind::BroadMatch, "fir", "0260")));
    }
}
