//! Edits of the taxonomy: a list of changes, made together or not at all.

use super::snapshot::core_id;
use super::{Concept, ConceptScheme, Mapping};
use crate::convert::{ConceptId, IntoCore, LanguageTag, Problems};

/// One change to the taxonomy, for `edit_taxonomy`.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
#[expect(clippy::large_enum_variant, reason = "what crosses is not boxed, and an edit has few changes")]
pub enum TaxonomyEdit {
    /// Add a concept scheme; its version begins at 1.
    AddScheme {
        /// The scheme.
        scheme: ConceptScheme,
    },
    /// Add a concept; ids of deprecated concepts cannot be used again.
    AddConcept {
        /// The concept.
        concept: Concept,
    },
    /// Set the pref label in a language.
    SetPrefLabel {
        /// Which concept.
        id: ConceptId,
        /// The language.
        language: LanguageTag,
        /// Its name.
        label: String,
    },
    /// Set all alt labels in a language; none takes them away.
    SetAltLabels {
        /// Which concept.
        id: ConceptId,
        /// The language.
        language: LanguageTag,
        /// Synonyms and acronyms.
        labels: Vec<String>,
    },
    /// Set all hidden labels in a language; none takes them away.
    SetHiddenLabels {
        /// Which concept.
        id: ConceptId,
        /// The language.
        language: LanguageTag,
        /// Misspellings and old words.
        labels: Vec<String>,
    },
    /// Set the definition in a language.
    SetDefinition {
        /// Which concept.
        id: ConceptId,
        /// The language.
        language: LanguageTag,
        /// What it means, in a sentence.
        text: String,
    },
    /// Set the scope note in a language.
    SetScopeNote {
        /// Which concept.
        id: ConceptId,
        /// The language.
        language: LanguageTag,
        /// What belongs there and what does not.
        text: String,
    },
    /// Set the notation or take it away. The id stays.
    SetNotation {
        /// Which concept.
        id: ConceptId,
        /// The code, or none.
        notation: Option<String>,
    },
    /// Set all matches in other classifications.
    SetMappings {
        /// Which concept.
        id: ConceptId,
        /// The matches.
        mappings: Vec<Mapping>,
    },
    /// Put a concept under one more broader concept.
    AddBroader {
        /// Which concept.
        id: ConceptId,
        /// What it is put under.
        broader: ConceptId,
    },
    /// Take a concept away from under a broader concept.
    RemoveBroader {
        /// Which concept.
        id: ConceptId,
        /// What it is taken away from.
        broader: ConceptId,
    },
    /// Relate two concepts with each other.
    AddRelated {
        /// Which concept.
        id: ConceptId,
        /// The other.
        related: ConceptId,
    },
    /// Relate two concepts no more, whichever side says so.
    RemoveRelated {
        /// Which concept.
        id: ConceptId,
        /// The other.
        related: ConceptId,
    },
    /// Take a concept out of use; records that name it count for the replacements from then on. Its narrower concepts must
    /// go elsewhere first.
    Deprecate {
        /// Which concept.
        id: ConceptId,
        /// What to use instead; may be none.
        replaced_by: Vec<ConceptId>,
    },
    /// Take a concept out of use in favour of another, which gets its labels, its narrower and related concepts and its
    /// matches.
    Merge {
        /// Which concept.
        id: ConceptId,
        /// The one that goes on.
        into: ConceptId,
    },
    /// Remove a concept that the same edit added. One that was there before can only be deprecated.
    Remove {
        /// Which concept.
        id: ConceptId,
    },
}

impl TaxonomyEdit {
    /// Apply this change, with a stand-in for what cannot be read.
    pub(crate) fn apply(self, edit: &mut omkn_core::TaxonomyEdit, problems: &mut Problems) {
        let mut tag = |language: LanguageTag| problems.within("language", |problems| language.into_core(problems));
        match self {
            Self::AddScheme { scheme } => {
                edit.add_scheme(problems.within("scheme", |problems| scheme.into_core(problems)))
            }
            Self::AddConcept { concept } => {
                edit.add_concept(problems.within("concept", |problems| concept.into_core(problems)))
            }
            Self::SetPrefLabel { id, language, label } => edit.set_pref_label(&core_id(id), tag(language), label),
            Self::SetAltLabels { id, language, labels } => edit.set_alt_labels(&core_id(id), tag(language), labels),
            Self::SetHiddenLabels { id, language, labels } => {
                edit.set_hidden_labels(&core_id(id), tag(language), labels)
            }
            Self::SetDefinition { id, language, text } => edit.set_definition(&core_id(id), tag(language), text),
            Self::SetScopeNote { id, language, text } => edit.set_scope_note(&core_id(id), tag(language), text),
            Self::SetNotation { id, notation } => edit.set_notation(&core_id(id), notation),
            Self::SetMappings { id, mappings } => edit.set_mappings(&core_id(id), mappings.into_core(problems)),
            Self::AddBroader { id, broader } => edit.add_broader(&core_id(id), &core_id(broader)),
            Self::RemoveBroader { id, broader } => edit.remove_broader(&core_id(id), &core_id(broader)),
            Self::AddRelated { id, related } => edit.add_related(&core_id(id), &core_id(related)),
            Self::RemoveRelated { id, related } => edit.remove_related(&core_id(id), &core_id(related)),
            Self::Deprecate { id, replaced_by } => {
                let replaced_by: Vec<_> = replaced_by.into_iter().map(core_id).collect();
                edit.deprecate(&core_id(id), &replaced_by)
            }
            Self::Merge { id, into } => edit.merge(&core_id(id), &core_id(into)),
            Self::Remove { id } => edit.remove(&core_id(id)),
        };
    }
}
