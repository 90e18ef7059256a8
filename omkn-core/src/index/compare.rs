//! Does the index agree with the store?

use std::collections::BTreeMap;

use super::snapshot::Snapshot;
use crate::base::{Error, Job, Result};
use crate::store::{StoreView, touched_since};

/// How many differences are reported.
const MOST_REPORTED: usize = 20;

/// Every record that the index has in another version than the store, or that only one of them has.
pub(crate) fn differences(store: &StoreView, snapshot: &Snapshot, job: &mut Job<'_>) -> Result<Vec<String>> {
    let mut indexed = indexed_versions(snapshot).map_err(|source| Error::index("reading it", source))?;
    let mut found = Vec::new();
    let mut done = 0;
    store.for_each_record(|stored| {
        job.step("checking", done, None)?;
        done += 1;
        let (key, version) = (stored.key.unsigned_abs(), u64::from(stored.version.0));
        let versions = indexed.remove(&key).unwrap_or_default();
        if versions != [version] {
            found.push((key, format!("record {}: the store has version {version}, the index {versions:?}", stored.id)));
        }
        Ok(())
    })?;
    let unknown = indexed.keys().map(|key| (*key, format!("the index has a record with key {key}, the store has not")));
    found.extend(unknown);
    if !found.is_empty() {
        // What changed after the index was made is no difference, only newer.
        let newer = store.read(|connection| touched_since(connection, snapshot.seq()))?;
        found.retain(|(key, _)| !newer.iter().any(|changed| changed.unsigned_abs() == *key));
    }
    Ok(found.into_iter().take(MOST_REPORTED).map(|(_, difference)| difference).collect())
}

fn indexed_versions(snapshot: &Snapshot) -> tantivy::Result<BTreeMap<u64, Vec<u64>>> {
    let mut indexed: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    for segment in snapshot.searcher.segment_readers() {
        let columns = segment.fast_fields();
        let (keys, versions) = (columns.u64("key")?, columns.u64("version")?);
        for document in segment.doc_ids_alive() {
            let key = keys.first(document).unwrap_or_default();
            indexed.entry(key).or_default().push(versions.first(document).unwrap_or_default());
        }
    }
    Ok(indexed)
}
