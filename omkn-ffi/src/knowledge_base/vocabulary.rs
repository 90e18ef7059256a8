//! Taxonomy and organizations.

use std::sync::Arc;

use super::KnowledgeBase;
use super::view::{KnowledgeBaseView, both};
use crate::convert::{OrganizationId, Problems, from_core, into_core_at};
use crate::error::Result;
use crate::model::Organization;
use crate::organizations::Peer;
use crate::taxonomy::{Classification, Taxonomy, TaxonomyEdit};

both! {
    /// The taxonomy as it is now.
    pub fn taxonomy(&self) -> Result<Arc<Taxonomy>> {
        Ok(Arc::new(Taxonomy(self.core()?.taxonomy()?)))
    }

    /// The service areas a text is about, best first, each with the words that led to it.
    #[uniffi::method(default(limit = 5))]
    pub fn classify(&self, text: String, limit: i32) -> Result<Vec<Classification>> {
        self.taxonomy()?.classify(text, limit)
    }

    /// Every organization: the 444 municipalities of Ontario and those of the host.
    pub fn organizations(&self) -> Result<Vec<Organization>> {
        from_core(self.core()?.organizations()?.all().cloned().collect::<Vec<_>>())
    }

    /// The organization with this id or name, however it is written: `Twp. of Adjala Tosorontio`, `Grand Sudbury`.
    /// `NotFound` with the nearest names; `Ambiguous` with what it may mean.
    pub fn organization(&self, name_or_id: String) -> Result<Organization> {
        from_core(self.core()?.organization(&name_or_id)?)
    }

    /// The organization with exactly this id, if there is one.
    pub fn find_organization(&self, id: OrganizationId) -> Result<Option<Organization>> {
        from_core(self.core()?.find_organization(&omkn_core::OrganizationId::new(id.0))?)
    }

    /// The municipalities most like this one, best first, each with what they have in common; itself left out.
    #[uniffi::method(default(limit = 10))]
    pub fn peers(&self, name_or_id: String, limit: i32) -> Result<Vec<Peer>> {
        from_core(self.core()?.peers(&name_or_id, into_core_at("limit", limit)?)?)
    }
}

#[uniffi::export]
impl KnowledgeBase {
    /// Edit the taxonomy: all of the edits or, where the result would break a condition, none. Gives the taxonomy as it
    /// is then.
    pub fn edit_taxonomy(&self, edits: Vec<TaxonomyEdit>) -> Result<Arc<Taxonomy>> {
        let edited = self.core()?.edit_taxonomy(|edit| {
            let mut problems = Problems::default();
            for (number, change) in edits.into_iter().enumerate() {
                problems.within(&format!("edits[{number}]"), |problems| change.apply(edit, problems));
            }
            let problems = problems.found();
            if problems.is_empty() { Ok(()) } else { Err(omkn_core::Error::Validation { problems }) }
        });
        Ok(Arc::new(Taxonomy(edited?)))
    }

    /// Add organizations to the register, or replace those with the same ids: all or none. `Validation` lists every problem.
    pub fn put_organizations(&self, organizations: Vec<Organization>) -> Result<()> {
        Ok(self.core()?.put_organizations(into_core_at("organizations", organizations)?)?)
    }
}
