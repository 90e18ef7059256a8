//! The taxonomy and the register in use: built in, or as the host edited them; loaded when first needed.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};

use crate::error::Result;
use crate::id::OrganizationId;
use crate::index::facet_values;
use crate::model::{Agent, Organization, ProblemCode, RecordDraft, ValidationReport};
use crate::organizations::Organizations;
use crate::store::{Accepted, Store, VocabularyTable, load_vocabulary};
use crate::taxonomy::{Concept, ConceptScheme, Taxonomy};

/// Loads each vocabulary once and again after an edit.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    taxonomy: Cached<Taxonomy>,
    organizations: Cached<Organizations>,
}

impl Vocabulary {
    pub(crate) fn taxonomy(&self, store: &Store) -> Result<Arc<Taxonomy>> {
        self.taxonomy.get(store, || {
            let (schemes, concepts) = store.read(|connection| {
                let schemes: Vec<ConceptScheme> = load_vocabulary(connection, VocabularyTable::ConceptScheme)?;
                let concepts: Vec<Concept> = load_vocabulary(connection, VocabularyTable::Concept)?;
                Ok((schemes, concepts))
            })?;
            if schemes.is_empty() { Taxonomy::built_in() } else { Ok(Taxonomy::new(schemes, concepts)) }
        })
    }

    pub(crate) fn organizations(&self, store: &Store) -> Result<Arc<Organizations>> {
        self.organizations.get(store, || {
            let own: Vec<Organization> =
                store.read(|connection| load_vocabulary(connection, VocabularyTable::Organization))?;
            let built_in = Organizations::built_in()?;
            if own.is_empty() { Ok(built_in) } else { built_in.with(own) }
        })
    }

    /// Load anew after an edit.
    pub(crate) fn forget(&self) {
        self.taxonomy.forget();
        self.organizations.forget();
    }

    /// Both as they stand.
    pub(crate) fn snapshot(&self, store: &Store) -> Result<VocabularySnapshot> {
        Ok(VocabularySnapshot { taxonomy: self.taxonomy(store)?, organizations: self.organizations(store)? })
    }
}

/// The vocabularies at one moment; usable inside a write, where the store must not be read through another connection.
pub(crate) struct VocabularySnapshot {
    pub(crate) taxonomy: Arc<Taxonomy>,
    pub(crate) organizations: Arc<Organizations>,
}

impl VocabularySnapshot {
    /// Normalize a draft and check everything about it.
    pub(crate) fn accept(&self, draft: RecordDraft) -> Result<Accepted> {
        let draft = draft.normalized();
        self.validate(&draft).into_result()?;
        let values = facet_values(&draft, &self.organizations);
        let facet_values = values.into_iter().map(|(facet, value)| (facet, value.into_owned())).collect();
        Ok(Accepted { draft, facet_values })
    }

    /// All rules of the model, and whether what the draft names exists.
    pub(crate) fn validate(&self, draft: &RecordDraft) -> ValidationReport {
        let mut report = draft.validate();
        for (position, id) in draft.concepts.iter().enumerate().filter(|(_, id)| self.taxonomy.get(id).is_none()) {
            let near = self.taxonomy.near(id.as_str());
            let reason = if near.is_empty() {
                format!("no concept is called {id}: take one of the taxonomy, or add it there first")
            } else {
                format!("no concept is called {id}: did you mean {}?", near.join(" or "))
            };
            report.add(format!("concepts[{position}]"), ProblemCode::UnknownConcept, reason);
        }
        for (path, id) in named_organizations(draft).filter(|(_, id)| self.organizations.get(id).is_none()) {
            let reason = format!("no organization has the id {id}: look it up by name, or add it first");
            report.add(path, ProblemCode::UnknownOrganization, reason);
        }
        report
    }
}

/// Every place of a draft that names an organization.
fn named_organizations(draft: &RecordDraft) -> impl Iterator<Item = (String, &OrganizationId)> {
    fn of_agents<'d>(list: &'static str, agents: &'d [Agent]) -> impl Iterator<Item = (String, &'d OrganizationId)> {
        let named = agents.iter().enumerate();
        named.filter_map(move |(at, agent)| Some((format!("{list}[{at}].organization"), agent.organization.as_ref()?)))
    }
    let covered = draft.coverage.organizations.iter().enumerate();
    let contacts = draft.contacts.iter().enumerate();
    let adoptions = draft.adoptions.iter().enumerate();
    let publisher = draft.publisher.as_ref().and_then(|agent| agent.organization.as_ref());
    covered
        .map(|(at, id)| (format!("coverage.organizations[{at}]"), id))
        .chain(of_agents("creators", &draft.creators))
        .chain(of_agents("contributors", &draft.contributors))
        .chain(publisher.map(|id| ("publisher.organization".to_owned(), id)))
        .chain(
            contacts.filter_map(|(at, contact)| {
                Some((format!("contacts[{at}].organization"), contact.organization.as_ref()?))
            }),
        )
        .chain(adoptions.map(|(at, adoption)| (format!("adoptions[{at}].organization"), &adoption.organization)))
}

/// A value that stays valid until the next edit of a vocabulary.
#[derive(Debug)]
struct Cached<T> {
    value: RwLock<Option<(u64, Arc<T>)>>,
    /// Goes up with every edit of this handle. A value that was begun to be loaded before an edit is never used after.
    edition: AtomicU64,
}

impl<T> Default for Cached<T> {
    fn default() -> Self {
        Self { value: RwLock::new(None), edition: AtomicU64::new(0) }
    }
}

impl<T> Cached<T> {
    fn get(&self, store: &Store, load: impl FnOnce() -> Result<T>) -> Result<Arc<T>> {
        // Where this handle writes, no one else does: what it loaded holds until it edits.
        let read_only = store.is_read_only();
        let edit = if read_only { store.last_vocabulary_edit()? } else { self.edition.load(Ordering::Acquire) };
        if let Ok(cached) = self.value.read()
            && let Some((at, value)) = cached.as_ref()
            && *at == edit
        {
            return Ok(Arc::clone(value));
        }
        let value = Arc::new(load()?);
        if let Ok(mut cached) = self.value.write() {
            *cached = Some((edit, Arc::clone(&value)));
        }
        Ok(value)
    }

    fn forget(&self) {
        self.edition.fetch_add(1, Ordering::AcqRel);
    }
}
