//! The one function that writes the index: everyday indexing, crash recovery, restored backups and rebuilds.

use serde::{Deserialize, Serialize};
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::document::{FacetNumbers, document};
use super::lexicon::NewWords;
use super::place::Opened;
use super::writer::{Merging, close_writer, open_writer};
use crate::error::{Error, Result};
use crate::id::Seq;
use crate::knowledge_base::KnowledgeBase;
use crate::organizations::Organizations;
use crate::progress::Job;
use crate::store::{ChainToken, StoreHead, by_key, chain_at, touched_since};

/// Memory for indexing a few changes; tantivy takes no less.
const SMALL_HEAP: usize = 15_000_000;
/// Memory for each thread of a rebuild.
const REBUILD_HEAP: usize = 40_000_000;
/// Beyond this share of all records, making the index anew is cheaper than changing it.
const REBUILD_SHARE: u64 = 2;

/// How far the index is: kept in the index's own commit, so that both are always of one piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Watermark {
    /// The store it was made from.
    pub(crate) store: String,
    /// The last change it covers.
    pub(crate) seq: Seq,
    /// The token of the change log there.
    pub(crate) chain: ChainToken,
}

impl Watermark {
    pub(super) fn of(kb: &KnowledgeBase, head: &StoreHead) -> Self {
        Self { store: kb.store.id().to_owned(), seq: head.seq, chain: head.chain }
    }
}

/// What has to be done to an index.
pub(super) enum Due {
    /// Nothing.
    Nothing,
    /// Index these records again; they are named by their keys.
    Changes(Vec<i64>),
    /// Make it anew.
    Rebuild,
}

/// Compare an index with the store.
pub(super) fn due(kb: &KnowledgeBase, watermark: Option<&Watermark>, head: &StoreHead) -> Result<Due> {
    let Some(watermark) = watermark else { return Ok(Due::Rebuild) };
    if *watermark == Watermark::of(kb, head) {
        return Ok(Due::Nothing);
    }
    let same_history = watermark.store == kb.store.id()
        && watermark.seq <= head.seq
        && (watermark.seq == Seq(0) || kb.store.read(|c| chain_at(c, watermark.seq))? == Some(watermark.chain));
    if !same_history {
        return Ok(Due::Rebuild);
    }
    let keys = kb.store.read(|connection| touched_since(connection, watermark.seq))?;
    let many = keys.len() as u64 > 1000 && keys.len() as u64 * REBUILD_SHARE > kb.store.count()?;
    Ok(if many { Due::Rebuild } else { Due::Changes(keys) })
}

/// Index these records again, up to `head`.
pub(super) fn apply(
    kb: &KnowledgeBase,
    opened: &Opened,
    keys: &[i64],
    head: &StoreHead,
    job: &mut Job<'_>,
) -> Result<()> {
    let organizations = kb.organizations()?;
    let (mut numbers, mut words) = (FacetNumbers::new(&kb.store), NewWords::default());
    let total = Some(keys.len() as u64);
    let writer = open_writer(&opened.index, 1, SMALL_HEAP, Merging::ByLogarithm).map_err(failed)?;
    let added = keys.iter().enumerate().try_for_each(|(done, key)| {
        job.step("indexing", done as u64, total)?;
        writer.delete_term(Term::from_field_u64(opened.fields.key, key.unsigned_abs()));
        match kb.store.read(|connection| by_key(connection, *key))? {
            Some(stored) => {
                add(&writer, readable(document(&opened.fields, &stored, &organizations, &mut numbers, &mut words))?)
            }
            None => Ok(()),
        }
    });
    finish(writer, added, &Watermark::of(kb, head))
}

/// Fill an empty index from the store, up to `head`.
pub(super) fn fill(kb: &KnowledgeBase, opened: &Opened, head: &StoreHead, job: &mut Job<'_>) -> Result<()> {
    let total = kb.store.count()?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    // A small collection needs no second thread, and a phone has no memory for one.
    let (threads, heap) = if total > 5000 { (threads, REBUILD_HEAP) } else { (1, SMALL_HEAP) };
    let organizations: std::sync::Arc<Organizations> = kb.organizations()?;
    let (mut numbers, mut words) = (FacetNumbers::new(&kb.store), NewWords::default());
    let writer = open_writer(&opened.index, threads, threads * heap, Merging::ByLogarithm).map_err(failed)?;
    let mut done = 0;
    let added = kb.store.for_each_record(|stored| {
        job.step("indexing", done, Some(total))?;
        done += 1;
        add(&writer, readable(document(&opened.fields, &stored, &organizations, &mut numbers, &mut words))?)
    });
    job.report("indexing", done, Some(total));
    finish(writer, added, &Watermark::of(kb, head))
}

/// A damaged record must not keep all others from being found: it is left out, and `check` names it.
pub(super) fn readable(document: Result<TantivyDocument>) -> Result<Option<TantivyDocument>> {
    match document {
        Err(Error::Corrupt { .. }) => Ok(None),
        other => other.map(Some),
    }
}

pub(super) fn add(writer: &IndexWriter, document: Option<TantivyDocument>) -> Result<()> {
    document.map_or(Ok(()), |document| writer.add_document(document).map(|_| ()).map_err(failed))
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
