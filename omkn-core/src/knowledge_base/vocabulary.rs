//! Taxonomy and organizations.

use std::sync::Arc;

use super::both::both;
use super::open::KnowledgeBase;
use crate::base::{OrganizationId, Result};
use crate::model::{ChangeKind, Facet, Organization};
use crate::organizations::{Organizations, Peer};
use crate::store::{VocabularyTable, last_vocabulary_edit};
use crate::taxonomy::{Classification, Taxonomy, TaxonomyEdit};

both! {
    /// The taxonomy as it is now.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn taxonomy(&self) -> Result<Arc<Taxonomy>> {
        Ok(self.vocabulary()?.taxonomy)
    }

    /// The service areas a text is about, best first, each with the words that led to it.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`: the taxonomy cannot be read.
    pub fn classify(&self, text: &str, limit: usize) -> Result<Vec<Classification>> {
        Ok(self.taxonomy()?.classify(text, limit))
    }

    /// The register of organizations: the 444 municipalities of Ontario and those of the host.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn organizations(&self) -> Result<Arc<Organizations>> {
        Ok(self.vocabulary()?.organizations)
    }

    /// The organization with this id or name, however it is written: `Twp. of Adjala Tosorontio`, `Grand Sudbury`.
    ///
    /// # Errors
    ///
    /// `NotFound` with the nearest names; `Ambiguous` with what it may mean.
    pub fn organization(&self, name_or_id: &str) -> Result<Organization> {
        self.organizations()?.resolve(name_or_id).cloned()
    }

    /// The municipalities most like this one, best first, each with what they have in common; itself left out.
    ///
    /// # Errors
    ///
    /// `NotFound` with the nearest names; `Ambiguous` with what it may mean.
    pub fn peers(&self, name_or_id: &str, limit: usize) -> Result<Vec<Peer>> {
        self.organizations()?.peers(name_or_id, limit)
    }

    /// The organization with exactly this id, if there is one.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn find_organization(&self, id: &OrganizationId) -> Result<Option<Organization>> {
        Ok(self.organizations()?.get(id).cloned())
    }
}

/// Editing them.
impl KnowledgeBase {
    /// Edit the taxonomy: all of the edit or nothing of it.
    ///
    /// # Errors
    ///
    /// `Taxonomy` where the result would break an integrity condition; `Conflict` where another thread edited it or the
    /// register meanwhile; errors of `edit` as they are.
    pub fn edit_taxonomy(&self, edit: impl FnOnce(&mut TaxonomyEdit) -> Result<()>) -> Result<Arc<Taxonomy>> {
        let (made_from, vocabulary) =
            self.store.read(|reader| Ok((last_vocabulary_edit(reader)?, self.vocabulary.at(reader)?)))?;
        let mut work = vocabulary.taxonomy.edit();
        edit(&mut work)?;
        let edited = work.apply()?;
        self.store.write(|transaction| {
            transaction.expect_vocabulary_edit("taxonomy", made_from)?;
            let schemes = edited.schemes().iter().map(|scheme| (scheme.id.as_str(), scheme));
            transaction.replace_vocabulary(VocabularyTable::ConceptScheme, schemes)?;
            let concepts = edited.concepts().iter().map(|concept| (concept.id.as_str(), concept));
            transaction.replace_vocabulary(VocabularyTable::Concept, concepts)?;
            transaction.log_vocabulary_edit(ChangeKind::TaxonomyEdited)
        })?;
        self.taxonomy()
    }

    /// Add organizations to the register, or replace those with the same ids.
    ///
    /// # Errors
    ///
    /// `Validation` with every problem; `Conflict` where another thread edited it or the taxonomy meanwhile; the rest as
    /// [`capture`](Self::capture).
    pub fn put_organizations(&self, organizations: Vec<Organization>) -> Result<()> {
        let (made_from, vocabulary) =
            self.store.read(|reader| Ok((last_vocabulary_edit(reader)?, self.vocabulary.at(reader)?)))?;
        let merged = vocabulary.organizations.with(organizations)?;
        self.store.write(|transaction| {
            transaction.expect_vocabulary_edit("register of organizations", made_from)?;
            let own = merged.own().map(|organization| (organization.id.as_str(), organization));
            transaction.replace_vocabulary(VocabularyTable::Organization, own)?;
            let regions = merged.all().filter_map(|organization| organization.region.as_deref());
            transaction.number_facet_values(regions.map(|region| (Facet::Region, region)))?;
            transaction.log_vocabulary_edit(ChangeKind::OrganizationsEdited)
        })
    }
}
