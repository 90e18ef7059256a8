//! Listing records of a service area with its narrower ones.

use std::collections::BTreeSet;

use super::snapshot::VocabularySnapshot;
use crate::base::{ConceptId, Result};
use crate::store::{Page, Reader, RecordFilter, StoredRecord, list_records};

/// One page of the records that a filter lets through.
pub(crate) fn list(
    reader: &Reader,
    vocabulary: &VocabularySnapshot,
    filter: &RecordFilter,
) -> Result<Page<StoredRecord>> {
    let mut concepts = BTreeSet::new();
    if let Some(concept) = &filter.concept {
        vocabulary.taxonomy.require(concept)?;
        concepts = vocabulary.taxonomy.expand(concept);
    }
    if let Some(organization) = &filter.organization {
        vocabulary.organizations.require(organization)?;
    }
    let concepts: Vec<&str> = concepts.iter().map(ConceptId::as_str).collect();
    list_records(reader, filter, &concepts)
}
