//! Edits of the taxonomy: a list of changes, made together or not at all.

use crate::convert::{given, parsed};
use crate::error::Result;
use crate::taxonomy::core_id;
use crate::values::{ConceptId, LanguageTag};
use crate::vocabulary::{Concept, ConceptScheme, Mapping};

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
        concept: ConceptId,
        /// The language.
        language: LanguageTag,
        /// Its name.
        label: String,
    },
    /// Set all alt labels in a language; none takes them away.
    SetAltLabels {
        /// Which concept.
        concept: ConceptId,
        /// The language.
        language: LanguageTag,
        /// Synonyms and acronyms.
        labels: Vec<String>,
    },
    /// Set all hidden labels in a language; none takes them away.
    SetHiddenLabels {
        /// Which concept.
        concept: ConceptId,
        /// The language.
        language: LanguageTag,
        /// Misspellings and old words.
        labels: Vec<String>,
    },
    /// Set the definition in a language.
    SetDefinition {
        /// Which concept.
        concept: ConceptId,
        /// The language.
        language: LanguageTag,
        /// What it means, in a sentence.
        text: String,
    },
    /// Set the scope note in a language.
    SetScopeNote {
        /// Which concept.
        concept: ConceptId,
        /// The language.
        language: LanguageTag,
        /// What belongs there and what does not.
        text: String,
    },
    /// Set the notation or take it away. The id stays.
    SetNotation {
        /// Which concept.
        concept: ConceptId,
        /// The code, or none.
        notation: Option<String>,
    },
    /// Set all matches in other classifications.
    SetMappings {
        /// Which concept.
        concept: ConceptId,
        /// The matches.
        mappings: Vec<Mapping>,
    },
    /// Put a concept under one more broader concept.
    AddBroader {
        /// Which concept.
        concept: ConceptId,
        /// What it is put under.
        broader: ConceptId,
    },
    /// Take a concept away from under a broader concept.
    RemoveBroader {
        /// Which concept.
        concept: ConceptId,
        /// What it is taken away from.
        broader: ConceptId,
    },
    /// Relate two concepts with each other.
    AddRelated {
        /// Which concept.
        concept: ConceptId,
        /// The other.
        related: ConceptId,
    },
    /// Relate two concepts no more, whichever side says so.
    RemoveRelated {
        /// Which concept.
        concept: ConceptId,
        /// The other.
        related: ConceptId,
    },
    /// Take a concept out of use; records that name it count for the replacements from then on. Its narrower concepts must
    /// go elsewhere first.
    Deprecate {
        /// Which concept.
        concept: ConceptId,
        /// What to use instead; may be none.
        replaced_by: Vec<ConceptId>,
    },
    /// Take a concept out of use in favour of another, which gets its labels, its narrower and related concepts and its
    /// matches.
    Merge {
        /// Which concept.
        concept: ConceptId,
        /// The one that goes on.
        into: ConceptId,
    },
    /// Remove a concept that the same edit added. One that was there before can only be deprecated.
    Remove {
        /// Which concept.
        concept: ConceptId,
    },
}

impl TaxonomyEdit {
    /// Make this change.
    pub(crate) fn make(self, edit: &mut omkn_core::TaxonomyEdit) -> Result<()> {
        let tag = |language: LanguageTag| parsed::<omkn_core::LanguageTag>("language", &language.0);
        match self {
            Self::AddScheme { scheme } => edit.add_scheme(given(scheme)?),
            Self::AddConcept { concept } => edit.add_concept(given(concept)?),
            Self::SetPrefLabel { concept, language, label } => {
                edit.set_pref_label(&core_id(concept), tag(language)?, label)
            }
            Self::SetAltLabels { concept, language, labels } => {
                edit.set_alt_labels(&core_id(concept), tag(language)?, labels)
            }
            Self::SetHiddenLabels { concept, language, labels } => {
                edit.set_hidden_labels(&core_id(concept), tag(language)?, labels)
            }
            Self::SetDefinition { concept, language, text } => {
                edit.set_definition(&core_id(concept), tag(language)?, text)
            }
            Self::SetScopeNote { concept, language, text } => {
                edit.set_scope_note(&core_id(concept), tag(language)?, text)
            }
            Self::SetNotation { concept, notation } => edit.set_notation(&core_id(concept), notation),
            Self::SetMappings { concept, mappings } => edit.set_mappings(&core_id(concept), given(mappings)?),
            Self::AddBroader { concept, broader } => edit.add_broader(&core_id(concept), &core_id(broader)),
            Self::RemoveBroader { concept, broader } => edit.remove_broader(&core_id(concept), &core_id(broader)),
            Self::AddRelated { concept, related } => edit.add_related(&core_id(concept), &core_id(related)),
            Self::RemoveRelated { concept, related } => edit.remove_related(&core_id(concept), &core_id(related)),
            Self::Deprecate { concept, replaced_by } => {
                let replaced_by: Vec<_> = replaced_by.into_iter().map(core_id).collect();
                edit.deprecate(&core_id(concept), &replaced_by)
            }
            Self::Merge { concept, into } => edit.merge(&core_id(concept), &core_id(into)),
            Self::Remove { concept } => edit.remove(&core_id(concept)),
        };
        Ok(())
    }
}
