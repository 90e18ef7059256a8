//! The handle: opening and closing.

use std::path::Path;
use std::sync::{Arc, RwLock};

use crate::completion::NameList;
use crate::error::Result;
use crate::index::Index;
use crate::options::{Freshness, OpenOptions};
use crate::progress::Interrupter;
use crate::store::Store;
use crate::vocabulary::Vocabulary;

/// A knowledge base: the whole opened collection of records, its taxonomy, its organizations and its index.
///
/// It lies in one folder (or in memory). One handle writes, any number read; all methods take `&self` and may be called
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
    /// Dropped before the store: it is finished while the lock still holds.
    pub(crate) index: Index,
    pub(crate) store: Store,
    pub(crate) vocabulary: Vocabulary,
    pub(super) freshness: Freshness,
    /// Queries of others, as the host gave them.
    pub(super) popular: RwLock<Arc<NameList>>,
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

    pub(crate) fn open_with(folder: &Path, options: &OpenOptions) -> Result<Self> {
        let store = Store::open(folder, options)?;
        Ok(Self::assemble(store, options))
    }

    pub(crate) fn in_memory_with(options: &OpenOptions) -> Result<Self> {
        Ok(Self::assemble(Store::in_memory(options)?, options))
    }

    fn assemble(store: Store, options: &OpenOptions) -> Self {
        let index = Index::new(store.folder(), store.is_read_only());
        Self {
            store,
            vocabulary: Vocabulary::default(),
            index,
            freshness: options.freshness,
            popular: RwLock::default(),
        }
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
