//! Taxonomy and organizations.

use super::KnowledgeBase;
use crate::convert::{given, out};
use crate::error::Result;
use crate::finding::Peer;
use crate::values::{ConceptId, OrganizationId};
use crate::vocabulary::{Classification, Concept, ConceptMatch, ConceptScheme, Organization};

#[uniffi::export]
impl KnowledgeBase {
    /// Every concept scheme of the taxonomy.
    pub fn schemes(&self) -> Result<Vec<ConceptScheme>> {
        out(&self.kb()?.taxonomy()?.schemes())
    }

    /// Every concept, deprecated ones too.
    pub fn concepts(&self) -> Result<Vec<Concept>> {
        out(&self.kb()?.taxonomy()?.concepts())
    }

    /// The concept with this id, if there is one.
    pub fn concept(&self, id: ConceptId) -> Result<Option<Concept>> {
        out(&self.kb()?.taxonomy()?.get(&omkn_core::ConceptId::new(id.0)))
    }

    /// The concepts in use directly under this one.
    pub fn narrower(&self, id: ConceptId) -> Result<Vec<Concept>> {
        let taxonomy = self.kb()?.taxonomy()?;
        let found: Vec<_> = taxonomy.narrower(&omkn_core::ConceptId::new(id.0)).collect();
        out(&found)
    }

    /// The way from a top concept down to this one; empty for an unknown id.
    pub fn concept_path(&self, id: ConceptId) -> Result<Vec<ConceptId>> {
        out(&self.kb()?.taxonomy()?.path(&omkn_core::ConceptId::new(id.0)))
    }

    /// The concepts that a text names: by id, notation or any label in any language.
    pub fn lookup(&self, text: String) -> Result<Vec<ConceptMatch>> {
        out(&self.kb()?.taxonomy()?.lookup(&text))
    }

    /// The service areas a text is about, best first, each with the words that led to it.
    #[uniffi::method(default(limit = 5))]
    pub fn classify(&self, text: String, limit: u32) -> Result<Vec<Classification>> {
        out(&self.kb()?.classify(&text, limit as usize)?)
    }

    /// Every organization: the 444 municipalities of Ontario and those of the host.
    pub fn organizations(&self) -> Result<Vec<Organization>> {
        let register = self.kb()?.organizations()?;
        let all: Vec<_> = register.all().collect();
        out(&all)
    }

    /// The organization with this id or name, however it is written: `Twp. of Adjala Tosorontio`, `Grand Sudbury`.
    pub fn organization(&self, name_or_id: String) -> Result<Organization> {
        out(&self.kb()?.organization(&name_or_id)?)
    }

    /// The organization with exactly this id, if there is one.
    pub fn find_organization(&self, id: OrganizationId) -> Result<Option<Organization>> {
        out(&self.kb()?.find_organization(&omkn_core::OrganizationId::new(id.0))?)
    }

    /// Add organizations to the register, or replace those with the same ids.
    pub fn put_organizations(&self, organizations: Vec<Organization>) -> Result<()> {
        Ok(self.kb()?.put_organizations(given(&organizations)?)?)
    }

    /// The municipalities most like this one, best first, each with what they have in common; itself left out.
    #[uniffi::method(default(limit = 10))]
    pub fn peers(&self, name_or_id: String, limit: u32) -> Result<Vec<Peer>> {
        out(&self.kb()?.peers(&name_or_id, limit as usize)?)
    }
}
