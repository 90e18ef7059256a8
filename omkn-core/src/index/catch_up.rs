//! The one function that writes the index: everyday indexing, crash recovery, restored backups and rebuilds.

use tantivy::{IndexWriter, Term};

use super::document::{FacetNumbers, document};
use super::generations::Opened;
use super::schema::Fields;
use super::watermark::Watermark;
use super::writer::{Merging, close_writer, open_writer};
use crate::base::{Error, Job, Result, Seq};
use crate::organizations::Organizations;
use crate::store::{StoreView, StoredRecord, by_key, chain_at, count, touched_since};

/// Memory for indexing a few changes; tantivy takes no less.
const SMALL_HEAP: usize = 15_000_000;
/// Memory for each thread of a rebuild.
const REBUILD_HEAP: usize = 56_000_000;
/// Beyond this share of all records, rebuilding the index is cheaper than changing it.
const REBUILD_SHARE: u64 = 2;

/// What an index is made from: the store at one change, and the register there.
pub(super) struct IndexSource<'s> {
    pub(super) store: &'s StoreView,
    pub(super) store_id: &'s str,
    pub(super) organizations: &'s Organizations,
}

impl IndexSource<'_> {
    /// The watermark of an index that holds all of it.
    pub(super) fn watermark(&self) -> Watermark {
        Watermark::of(self.store_id, &self.store.head)
    }
}

/// What has to be done to an index.
pub(super) enum Due {
    /// Nothing.
    Nothing,
    /// Index these records again; they are named by their keys.
    Changes(Vec<i64>),
    /// Make it from the beginning.
    Rebuild,
}

/// What an index with this watermark needs to hold all of `source`.
pub(super) fn due(source: &IndexSource<'_>, watermark: Option<&Watermark>) -> Result<Due> {
    let Some(watermark) = watermark else { return Ok(Due::Rebuild) };
    if *watermark == source.watermark() {
        return Ok(Due::Nothing);
    }
    let store = source.store;
    let same_history = watermark.store == source.store_id
        && (watermark.seq == Seq(0) || store.read(|reader| chain_at(reader, watermark.seq))? == Some(watermark.chain));
    if !same_history {
        return Ok(Due::Rebuild);
    }
    let keys = store.read(|reader| touched_since(reader, watermark.seq))?;
    let many = keys.len() as u64 > 1000 && keys.len() as u64 * REBUILD_SHARE > store.read(count)?;
    Ok(if many { Due::Rebuild } else { Due::Changes(keys) })
}

/// Index these records again, up to `head`.
pub(super) fn apply(source: &IndexSource<'_>, opened: &Opened, keys: &[i64], job: &mut Job<'_>) -> Result<()> {
    let mut numbers = FacetNumbers::new(source.store);
    let total = Some(keys.len() as u64);
    let writer = open_writer(&opened.index, 1, SMALL_HEAP, Merging::ByLogarithm).map_err(failed)?;
    let added = keys.iter().enumerate().try_for_each(|(done, key)| {
        job.step("indexing", done as u64, total)?;
        writer.delete_term(Term::from_field_u64(opened.fields.key, key.unsigned_abs()));
        let Some(stored) = source.store.read(|reader| by_key(reader, *key))? else { return Ok(()) };
        add(&writer, &opened.fields, &stored, source.organizations, &mut numbers)
    });
    finish(writer, added, &source.watermark())
}

/// Fill an empty index from the store, up to `head`.
pub(super) fn fill(source: &IndexSource<'_>, opened: &Opened, job: &mut Job<'_>) -> Result<()> {
    let total = source.store.read(count)?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    // A small collection needs no second thread, and a phone has no memory for one.
    let (threads, heap) = if total > 5000 { (threads, REBUILD_HEAP) } else { (1, SMALL_HEAP) };
    let mut numbers = FacetNumbers::new(source.store);
    let writer = open_writer(&opened.index, threads, threads * heap, Merging::ByLogarithm).map_err(failed)?;
    let mut done = 0;
    let added = source.store.for_each_record(|stored| {
        job.step("indexing", done, Some(total))?;
        done += 1;
        add(&writer, &opened.fields, &stored, source.organizations, &mut numbers)
    });
    job.report("indexing", done, Some(total));
    finish(writer, added.and_then(|()| job.check()), &source.watermark())
}

/// Add a record to the index. One that is damaged must not keep all others from being found: it is left out, and `check`
/// reports it. Any other error, such as a disk that failed to read once, fails the catch-up: what is left out for it would
/// be missing until the next rebuild.
pub(super) fn add(
    writer: &IndexWriter,
    fields: &Fields,
    stored: &StoredRecord,
    organizations: &Organizations,
    numbers: &mut FacetNumbers<'_>,
) -> Result<()> {
    let draft = match stored.draft() {
        Err(Error::Corrupt { .. }) => return Ok(()),
        draft => draft?,
    };
    let document = document(fields, stored, &draft, organizations, numbers)?;
    writer.add_document(document).map(|_| ()).map_err(failed)
}

/// Commit what was added, unless adding failed. The writer is closed in any case: merges that go on behind its back
/// would make files in a folder that is someone else's by then.
fn finish(mut writer: IndexWriter, added: Result<()>, watermark: &Watermark) -> Result<()> {
    let committed = added.and_then(|()| commit(&mut writer, watermark));
    let closed = close_writer(writer).map_err(failed);
    committed.and(closed)
}

fn commit(writer: &mut IndexWriter, watermark: &Watermark) -> Result<()> {
    let payload = serde_json::to_string(watermark).map_err(|source| Error::index("writing the watermark", source))?;
    let mut prepared = writer.prepare_commit().map_err(failed)?;
    prepared.set_payload(&payload);
    prepared.commit().map(|_| ()).map_err(failed)
}

fn failed(source: tantivy::TantivyError) -> Error {
    Error::index("writing it", source)
}
