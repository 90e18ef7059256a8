//! The handle: opening and closing.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use super::options::{Freshness, OpenOptions};
use crate::base::{Error, Interrupter, Result};
use crate::index::{Index, has_index};
use crate::language::NameList;
use crate::store::{Store, facets_without_numbers, has_database, is_erasure_due};
use crate::vocabulary::Vocabulary;

/// A knowledge base: the whole opened collection of records, its taxonomy, its organizations and its index.
///
/// It is kept in one folder (or in memory). One handle writes, any number read; all methods take `&self` and may be called
/// from any thread. What a method has written when it returns `Ok` is on the disk.
///
/// # Examples
///
/// ```
/// use omkn_core::{KnowledgeBase, RecordDraft, RecordKind, SearchRequest};
///
/// let kb = KnowledgeBase::in_memory()?;
/// let draft = RecordDraft::new(RecordKind::Practice, "en", "Two-bag garbage limit")
///     .with_summary("en", "Residents may put out two bags a week; a tag is needed for each more.")
///     .with_concept("waste/collection");
/// let record = kb.capture(draft)?;
///
/// let found = kb.search(&SearchRequest::new("garbage bag limits"))?;
/// assert_eq!(found.hits[0].id, record.id);
/// # Ok::<(), omkn_core::Error>(())
/// ```
#[derive(Debug)]
pub struct KnowledgeBase {
    /// Dropped before the store: it is finished while the lock is still held.
    pub(super) index: Index,
    pub(super) store: Store,
    pub(super) vocabulary: Vocabulary,
    pub(super) freshness: Freshness,
    pub(super) view_limit: Duration,
    /// Queries of others, as the host gave them.
    pub(super) popular: RwLock<Arc<NameList>>,
}

/// Opening.
impl OpenOptions {
    /// Open the knowledge base in this folder.
    ///
    /// # Errors
    ///
    /// - `NotFound`: nothing is there and `create` is off or the handle is read-only.
    /// - `Busy`: another handle or process writes to it; open it read-only instead.
    /// - `Incompatible`: a newer library wrote it, or the file is no knowledge base.
    /// - `Corrupt`, `Storage`, `Io`, `LowSpace`: it cannot be read or created.
    pub fn open(&self, folder: impl AsRef<Path>) -> Result<KnowledgeBase> {
        let folder = folder.as_ref();
        if !has_database(folder) && has_index(folder) {
            let what = format!("omkn.db in {} is missing or empty, and an index of it is there", folder.display());
            return Err(Error::corrupt(what));
        }
        let kb = KnowledgeBase::assemble(Store::open(folder, &self.store)?, self);
        if !kb.is_read_only() {
            kb.number_new_facets()?;
            if kb.store.read(is_erasure_due)? {
                // What keeps it from being finished now, such as a full disk, must not keep the records from being read:
                // it stays due, and `check` reports it.
                let _ = kb.finish_erasure();
            }
        }
        Ok(kb)
    }

    /// Make a knowledge base that lives in memory only, with these settings.
    ///
    /// # Errors
    ///
    /// `Storage` where SQLite cannot be set up.
    pub fn in_memory(&self) -> Result<KnowledgeBase> {
        Ok(KnowledgeBase::assemble(Store::in_memory(&self.store)?, self))
    }
}

/// Opening and closing.
impl KnowledgeBase {
    /// Open the knowledge base in this folder for reading and writing; make one where there is none.
    ///
    /// # Errors
    ///
    /// Those of [`OpenOptions::open`].
    pub fn open(folder: impl AsRef<Path>) -> Result<Self> {
        OpenOptions::new().open(folder)
    }

    /// Make an empty knowledge base that lives in memory only.
    ///
    /// # Errors
    ///
    /// `Storage` where SQLite cannot be set up.
    pub fn in_memory() -> Result<Self> {
        OpenOptions::new().in_memory()
    }

    fn assemble(store: Store, options: &OpenOptions) -> Self {
        let index = Index::new(store.folder(), store.is_read_only());
        Self {
            store,
            vocabulary: Vocabulary::default(),
            index,
            freshness: options.freshness,
            view_limit: options.view_limit,
            popular: RwLock::default(),
        }
    }

    /// A facet that is newer than the store: number the values its records have.
    fn number_new_facets(&self) -> Result<()> {
        let facets = self.store.read(facets_without_numbers)?;
        if facets.is_empty() {
            return Ok(());
        }
        let mut values = BTreeSet::new();
        self.ask_store(|store, vocabulary| {
            store.for_each_record(|stored| {
                // A damaged record stays for `check` to report.
                if let Ok(draft) = stored.draft() {
                    values.extend(vocabulary.open_values(&draft, facets.iter().copied()));
                }
                Ok(())
            })
        })?;
        self.store.write(|transaction| {
            transaction.number_facet_values(values.iter().map(|(facet, value)| (*facet, value.as_str())))?;
            transaction.note_facets()
        })
    }

    /// Close the knowledge base: finish, move the log into the database file, release the lock. Later calls of any
    /// method give `Closed`; closing twice is fine. Dropping the handle closes it, too.
    ///
    /// # Errors
    ///
    /// `Closed` in a process forked off after opening; `Busy` from within work on this handle, such as a progress listener.
    /// It stays open then.
    pub fn close(&self) -> Result<()> {
        self.store.require_outside()?;
        self.index.close()?;
        self.store.close()
    }

    /// Whether this handle only reads.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.store.is_read_only()
    }

    /// An interrupter for a [`Job`](crate::Job); the same as [`Interrupter::new`].
    #[must_use]
    pub fn interrupter(&self) -> Interrupter {
        Interrupter::new()
    }
}
