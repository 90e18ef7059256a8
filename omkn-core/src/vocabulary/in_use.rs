//! The taxonomy and the register in use: built in, or as the host edited them; loaded when first needed.

use std::sync::{Arc, RwLock};

use super::snapshot::VocabularySnapshot;
use crate::base::Result;
use crate::model::Organization;
use crate::organizations::Organizations;
use crate::store::{Reader, VocabularyTable, last_vocabulary_edit, load_vocabulary};
use crate::taxonomy::{Concept, ConceptScheme, Taxonomy};

/// What was loaded last, and the edit it holds.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary(RwLock<Option<(u64, VocabularySnapshot)>>);

impl Vocabulary {
    /// The taxonomy and the register at the change this reader shows.
    pub(crate) fn at(&self, reader: &Reader) -> Result<VocabularySnapshot> {
        let edit = last_vocabulary_edit(reader)?;
        if let Ok(loaded) = self.0.read()
            && let Some((at, snapshot)) = loaded.as_ref()
            && *at == edit
        {
            return Ok(snapshot.clone());
        }
        let snapshot = VocabularySnapshot {
            taxonomy: Arc::new(load_taxonomy(reader)?),
            organizations: Arc::new(load_organizations(reader)?),
        };
        if let Ok(mut loaded) = self.0.write() {
            *loaded = Some((edit, snapshot.clone()));
        }
        Ok(snapshot)
    }
}

fn load_taxonomy(reader: &Reader) -> Result<Taxonomy> {
    let schemes: Vec<ConceptScheme> = load_vocabulary(reader, VocabularyTable::ConceptScheme)?;
    if schemes.is_empty() {
        return Taxonomy::built_in();
    }
    let concepts: Vec<Concept> = load_vocabulary(reader, VocabularyTable::Concept)?;
    Ok(Taxonomy::new(schemes, concepts))
}

fn load_organizations(reader: &Reader) -> Result<Organizations> {
    let own: Vec<Organization> = load_vocabulary(reader, VocabularyTable::Organization)?;
    let built_in = Organizations::built_in()?;
    if own.is_empty() { Ok(built_in) } else { built_in.with(own) }
}
