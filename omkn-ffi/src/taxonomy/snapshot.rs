//! The taxonomy as an object: concepts and their ways to each other, without a call to the store.

use std::sync::Arc;

use super::classify::labels_in_utf16;
use super::{Classification, Concept, ConceptMatch, ConceptScheme};
use crate::convert::{ConceptId, SchemeId, from_core, into_core_at};
use crate::error::Result;

/// The taxonomy as it stood when it was asked for: concept schemes, concepts and how they hang together. It never changes
/// and outlives the knowledge base; ask the knowledge base again after an edit.
#[derive(Debug, uniffi::Object)]
pub struct Taxonomy(pub(crate) Arc<omkn_core::Taxonomy>);

pub(crate) fn core_id(id: ConceptId) -> omkn_core::ConceptId {
    omkn_core::ConceptId::new(id.0)
}

fn concept_ids(ids: impl IntoIterator<Item = omkn_core::ConceptId>) -> Vec<ConceptId> {
    ids.into_iter().map(|id| ConceptId(id.as_str().to_owned())).collect()
}

fn cloned<'a>(concepts: impl Iterator<Item = &'a omkn_core::Concept>) -> Result<Vec<Concept>> {
    from_core(concepts.cloned().collect::<Vec<_>>())
}

#[uniffi::export]
impl Taxonomy {
    /// The taxonomy that comes with the library: more than 30 service areas of municipalities, English and French.
    #[uniffi::constructor]
    pub fn built_in() -> Result<Arc<Self>> {
        Ok(Arc::new(Self(Arc::new(omkn_core::Taxonomy::built_in()?))))
    }

    /// Every concept scheme.
    pub fn schemes(&self) -> Result<Vec<ConceptScheme>> {
        from_core(self.0.schemes().to_vec())
    }

    /// Every concept, deprecated ones too.
    pub fn concepts(&self) -> Result<Vec<Concept>> {
        from_core(self.0.concepts().to_vec())
    }

    /// The concept with this id, if there is one.
    pub fn get(&self, id: ConceptId) -> Result<Option<Concept>> {
        from_core(self.0.get(&core_id(id)).cloned())
    }

    /// The concepts in use at the top of a scheme.
    pub fn top_concepts(&self, scheme: SchemeId) -> Result<Vec<Concept>> {
        cloned(self.0.top_concepts(&omkn_core::SchemeId::new(scheme.0)))
    }

    /// The concepts in use directly under this one.
    pub fn narrower(&self, id: ConceptId) -> Result<Vec<Concept>> {
        cloned(self.0.narrower(&core_id(id)))
    }

    /// The concepts directly above this one.
    pub fn broader(&self, id: ConceptId) -> Result<Vec<Concept>> {
        cloned(self.0.broader(&core_id(id)))
    }

    /// The concepts that have to do with this one, whichever side says so.
    pub fn related(&self, id: ConceptId) -> Result<Vec<Concept>> {
        cloned(self.0.related(&core_id(id)))
    }

    /// Everything above this concept, up to the top; not itself.
    #[must_use]
    pub fn ancestors(&self, id: ConceptId) -> Vec<ConceptId> {
        concept_ids(self.0.ancestors(&core_id(id)))
    }

    /// Everything below this concept, down to the leaves; not itself.
    #[must_use]
    pub fn descendants(&self, id: ConceptId) -> Vec<ConceptId> {
        concept_ids(self.0.descendants(&core_id(id)))
    }

    /// The way from a top concept down to this one; empty for an unknown id.
    #[must_use]
    pub fn path(&self, id: ConceptId) -> Vec<ConceptId> {
        concept_ids(self.0.path(&core_id(id)))
    }

    /// What a record that names this concept counts for: the concept itself while it is in use or has no replacement, else
    /// its replacements; empty for an unknown id.
    #[must_use]
    pub fn resolve(&self, id: ConceptId) -> Vec<ConceptId> {
        concept_ids(self.0.resolve(&core_id(id)))
    }

    /// All concepts that a filter on this one lets through: itself, everything below it, and what they replaced.
    #[must_use]
    pub fn expand(&self, id: ConceptId) -> Vec<ConceptId> {
        concept_ids(self.0.expand(&core_id(id)))
    }

    /// The concepts that a text names: by id, notation or any label in any language, best first.
    pub fn lookup(&self, text: String) -> Result<Vec<ConceptMatch>> {
        from_core(self.0.lookup(&text))
    }

    /// The service areas a text is about, best first, each with the words that led to it.
    #[uniffi::method(default(limit = 5))]
    pub fn classify(&self, text: String, limit: i32) -> Result<Vec<Classification>> {
        let mut found: Vec<Classification> = from_core(self.0.classify(&text, into_core_at("limit", limit)?))?;
        labels_in_utf16(&text, &mut found);
        Ok(found)
    }
}
