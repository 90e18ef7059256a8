//! Concepts and concept schemes, as plain data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{ConceptId, LanguageMap, LanguageTag, SchemeId, word_enum};

word_enum! {
    /// How a concept matches one of another classification; the words are those of SKOS.
    MappingKind {
        /// They mean the same everywhere.
        ExactMatch = "exact_match", "Exact match", "Équivalence exacte";
        /// They mean nearly the same: good enough for some uses, not to be chained.
        CloseMatch = "close_match", "Close match", "Équivalence proche";
        /// The other one is broader.
        BroadMatch = "broad_match", "Broader match", "Équivalence générique";
        /// The other one is narrower.
        NarrowMatch = "narrow_match", "Narrower match", "Équivalence spécifique";
        /// They have to do with each other.
        RelatedMatch = "related_match", "Related match", "Équivalence associée";
    }
}

/// A link from a concept to one of another classification.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// How they match.
    pub kind: MappingKind,
    /// The other classification: `mbncanada`, `fir`, `cofog`, `lgsl`, or a name the host knows.
    pub scheme: String,
    /// The code there, such as `0621`, or the name where there are no codes.
    pub notation: String,
}

word_enum! {
    /// Which sort of label a text is; better kinds first.
    LabelKind {
        /// The name that is shown.
        Pref = "pref", "Preferred label", "Libellé préférentiel";
        /// A synonym or acronym that may be shown.
        Alt = "alt", "Alternative label", "Libellé alternatif";
        /// A misspelling or old word: found, never shown.
        Hidden = "hidden", "Hidden label", "Libellé caché";
    }
}

/// One idea that records can be about, such as winter control, with its names in every language.
///
/// # Examples
///
/// ```
/// use omkn_core::{Concept, LanguageTag};
///
/// let concept = Concept::new("omkn", "roads/ice-roads")
///     .with_label("en", "Ice roads")
///     .with_label("fr", "Routes de glace")
///     .with_broader("roads");
/// assert_eq!(concept.pref_label.get(&LanguageTag::fr()), Some("Routes de glace"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// The id, unique over all schemes; it never changes and is never used again.
    pub id: ConceptId,
    /// The scheme it is in.
    pub scheme: SchemeId,
    /// A code for people and forms, if the scheme has codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notation: Option<String>,
    /// Its name, one in each language.
    pub pref_label: LanguageMap,
    /// Synonyms and acronyms by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub alt_labels: BTreeMap<LanguageTag, Vec<String>>,
    /// Misspellings and old words by language: found, never shown.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub hidden_labels: BTreeMap<LanguageTag, Vec<String>>,
    /// What it means, in a sentence.
    #[serde(default, skip_serializing_if = "LanguageMap::is_empty")]
    pub definition: LanguageMap,
    /// What belongs here and what does not.
    #[serde(default, skip_serializing_if = "LanguageMap::is_empty")]
    pub scope_note: LanguageMap,
    /// The concepts it is part or a kind of; the first is the one shown in a path. None: a top concept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broader: Vec<ConceptId>,
    /// Concepts that have to do with it; goes both ways even where only one side states it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<ConceptId>,
    /// Whether it is out of use; records that name it count for its replacements.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// What to use instead; several after a split, none where nothing takes its place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced_by: Vec<ConceptId>,
    /// Its matches in other classifications.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mappings: Vec<Mapping>,
    /// The version of its scheme in which it came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added_in: Option<u32>,
    /// The version of its scheme in which it went out of use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated_in: Option<u32>,
}

impl Concept {
    /// A concept with nothing but an id, in a scheme.
    #[must_use]
    pub fn new(scheme: impl Into<SchemeId>, id: impl Into<ConceptId>) -> Self {
        Self {
            id: id.into(),
            scheme: scheme.into(),
            notation: None,
            pref_label: LanguageMap::new(),
            alt_labels: BTreeMap::new(),
            hidden_labels: BTreeMap::new(),
            definition: LanguageMap::new(),
            scope_note: LanguageMap::new(),
            broader: Vec::new(),
            related: Vec::new(),
            deprecated: false,
            replaced_by: Vec::new(),
            mappings: Vec::new(),
            added_in: None,
            deprecated_in: None,
        }
    }

    /// The same concept with its name in one more language.
    #[must_use]
    pub fn with_label(mut self, language: &str, label: impl Into<String>) -> Self {
        self.pref_label = self.pref_label.with(language, label);
        self
    }

    /// The same concept with one more synonym. A tag that is not well formed counts as `und`.
    #[must_use]
    pub fn with_alt_label(mut self, language: &str, label: impl Into<String>) -> Self {
        let language = language.parse().unwrap_or_else(|_| LanguageTag::und());
        self.alt_labels.entry(language).or_default().push(label.into());
        self
    }

    /// The same concept under one more broader concept.
    #[must_use]
    pub fn with_broader(mut self, broader: impl Into<ConceptId>) -> Self {
        self.broader.push(broader.into());
        self
    }

    /// The same concept with one more related concept.
    #[must_use]
    pub fn with_related(mut self, related: impl Into<ConceptId>) -> Self {
        self.related.push(related.into());
        self
    }

    /// Every label with its kind and language: pref labels first, then alt labels, then hidden labels.
    pub fn labels(&self) -> impl Iterator<Item = (LabelKind, &LanguageTag, &str)> {
        let pref = self.pref_label.iter().map(|(language, text)| (LabelKind::Pref, language, text));
        let alt = several(LabelKind::Alt, &self.alt_labels);
        let hidden = several(LabelKind::Hidden, &self.hidden_labels);
        pref.chain(alt).chain(hidden)
    }
}

fn several(
    kind: LabelKind,
    labels: &BTreeMap<LanguageTag, Vec<String>>,
) -> impl Iterator<Item = (LabelKind, &LanguageTag, &str)> {
    labels.iter().flat_map(move |(language, texts)| texts.iter().map(move |text| (kind, language, text.as_str())))
}

/// A set of concepts that belong together and are published together, with one version number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConceptScheme {
    /// The id, such as `omkn`.
    pub id: SchemeId,
    /// Its name.
    pub title: LanguageMap,
    /// What it is for.
    #[serde(default, skip_serializing_if = "LanguageMap::is_empty")]
    pub description: LanguageMap,
    /// Goes up by one with each edit that touches the scheme; the first is 1.
    pub version: u32,
    /// The languages its labels are kept in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// The terms others may use it under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Whom to name when using it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
}

impl ConceptScheme {
    /// The first version of a scheme with a title in one language.
    #[must_use]
    pub fn new(id: impl Into<SchemeId>, language: &str, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: LanguageMap::new().with(language, title),
            description: LanguageMap::new(),
            version: 1,
            languages: Vec::new(),
            licence: None,
            attribution: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_concept_reads_back_from_its_json_and_leaves_empty_fields_out() {
        let concept = Concept::new("omkn", "a").with_label("en", "A").with_alt_label("fr", "Un A").with_broader("b");
        let json = serde_json::to_value(&concept).unwrap();
        let expected = serde_json::json!({
            "id": "a", "scheme": "omkn", "pref_label": {"en": "A"}, "alt_labels": {"fr": ["Un A"]}, "broader": ["b"]
        });
        assert_eq!(json, expected);
        assert_eq!(serde_json::from_value::<Concept>(json).unwrap(), concept);
    }

    #[test]
    fn labels_come_better_kinds_first() {
        let mut concept = Concept::new("omkn", "a").with_alt_label("en", "two").with_label("fr", "un");
        concept.hidden_labels.insert(LanguageTag::en(), vec!["tree".into()]);
        let kinds: Vec<_> = concept.labels().map(|(kind, _, text)| (kind, text)).collect();
        assert_eq!(kinds, [(LabelKind::Pref, "un"), (LabelKind::Alt, "two"), (LabelKind::Hidden, "tree")]);
    }
}
