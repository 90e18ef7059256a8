//! Listing records of a service area with its narrower ones.

use std::collections::BTreeSet;

use super::snapshot::VocabularySnapshot;
use crate::base::{ConceptId, OrganizationId, Result};
use crate::store::{Page, Reader, RecordFilter, StoredRecord, list_records};

/// One page of the records that a filter lets through.
pub(crate) fn list(
    reader: &Reader,
    vocabulary: &VocabularySnapshot,
    filter: &RecordFilter,
) -> Result<Page<StoredRecord>> {
    let mut concepts = BTreeSet::new();
    if let Some(concept) = &filter.concept {
        concepts = vocabulary.taxonomy.expand(&vocabulary.taxonomy.named(concept.as_str())?.id);
    }
    let named = |id: &OrganizationId| vocabulary.organizations.resolve(id.as_str()).map(|found| found.id.clone());
    let organization = filter.organization.as_ref().map(named).transpose()?;
    let filter = RecordFilter { organization, ..filter.clone() };
    let concepts: Vec<&str> = concepts.iter().map(ConceptId::as_str).collect();
    list_records(reader, &filter, &concepts)
}
