//! The index of an open knowledge base: kept open, brought up to date, replaced when anything about it is in doubt.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, RwLock};

use serde::{Deserialize, Serialize};

use super::catch_up::{Due, Watermark, apply, due, fill};
use super::columns::ColumnCache;
use super::place::{Opened, Place};
use crate::error::{Error, Result};
use crate::id::Seq;
use crate::knowledge_base::KnowledgeBase;
use crate::progress::Job;
use crate::store::StoreHead;

/// The index of one knowledge base handle.
pub(crate) struct Index {
    place: Place,
    /// What searches use; `None` until the first.
    live: RwLock<Option<Arc<Snapshot>>>,
    /// Held by whoever writes the index.
    writing: Mutex<()>,
}

/// One state of the index; searches that hold it go on while a newer one is made.
pub(crate) struct Snapshot {
    pub(crate) opened: Opened,
    pub(crate) searcher: tantivy::Searcher,
    pub(crate) columns: ColumnCache,
    /// How far it is.
    watermark: Option<Watermark>,
}

impl Snapshot {
    /// The last change it covers.
    pub(crate) fn seq(&self) -> Seq {
        self.watermark.as_ref().map_or(Seq(0), |watermark| watermark.seq)
    }
}

/// How far the index is, and how large.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexStatus {
    /// The last change the index covers.
    pub watermark: Seq,
    /// The last change of the store.
    pub latest: Seq,
    /// How many records the index holds.
    pub records: u64,
    /// In how many parts it is stored; a rebuild brings them together.
    pub segments: u32,
    /// Its size in bytes, on the disk or in memory.
    pub bytes: u64,
}

impl Index {
    pub(crate) fn new(store: Option<&Path>, read_only: bool) -> Self {
        Self { place: Place::new(store, read_only), live: RwLock::default(), writing: Mutex::default() }
    }

    /// The state searches use, made if there is none yet.
    pub(crate) fn snapshot(&self, kb: &KnowledgeBase) -> Result<Arc<Snapshot>> {
        if let Some(live) = self.live() {
            return Ok(live);
        }
        self.catch_up(kb, &mut Job::new())?;
        self.live().ok_or_else(|| Error::Closed { reason: "it was closed while it searched".to_owned() })
    }

    /// Bring the index up to the store's latest change.
    pub(crate) fn catch_up(&self, kb: &KnowledgeBase, job: &mut Job<'_>) -> Result<()> {
        let head = kb.store.head()?;
        if self.live().is_some_and(|live| live.watermark == Some(Watermark::of(kb, &head))) {
            return Ok(());
        }
        let _writing = self.lock()?;
        // Another thread may have done the work meanwhile.
        let head = kb.store.head()?;
        let opened = self.live().map(|live| live.opened.clone()).or_else(|| self.place.open_latest());
        let watermark = opened.as_ref().and_then(Opened::watermark);
        let opened = match (due(kb, watermark.as_ref(), &head)?, opened) {
            (Due::Nothing, Some(opened)) => opened,
            (Due::Changes(keys), Some(opened)) => match apply(kb, &opened, &keys, &head, job) {
                Ok(()) => opened,
                // The index is a cache: when changing it fails, it is made anew, whatever the cause was.
                Err(Error::Index { .. } | Error::Io { .. }) => self.make(kb, &head, job)?,
                Err(error) => return Err(error),
            },
            _ => self.make(kb, &head, job)?,
        };
        self.show(opened)
    }

    /// Make the index anew.
    pub(crate) fn rebuild(&self, kb: &KnowledgeBase, job: &mut Job<'_>) -> Result<()> {
        let _writing = self.lock()?;
        let head = kb.store.head()?;
        let opened = self.make(kb, &head, job)?;
        self.show(opened)
    }

    fn make(&self, kb: &KnowledgeBase, head: &StoreHead, job: &mut Job<'_>) -> Result<Opened> {
        let generation = self.place.begin()?;
        fill(kb, &generation.opened, head, job)?;
        generation.finish(&self.place)
    }

    /// Let searches use what was committed last.
    fn show(&self, opened: Opened) -> Result<()> {
        let failed = |source| Error::index("opening it", source);
        opened.reader.reload().map_err(failed)?;
        let searcher = opened.reader.searcher();
        let watermark = opened.watermark();
        let columns = self.live().map(|live| live.columns.clone()).unwrap_or_default().keeping(&searcher);
        let snapshot = Snapshot { opened, searcher, columns, watermark };
        *self.live.write().map_err(|_| poisoned())? = Some(Arc::new(snapshot));
        Ok(())
    }

    /// Leave a mark that nothing was interrupted, and let go of the index.
    pub(crate) fn close(&self) {
        let Ok(_writing) = self.lock() else { return };
        let live = self.live.write().ok().and_then(|mut live| live.take());
        if let Some(live) = live {
            // Without the mark the next opening checks every file: slower, not wrong.
            let _ = live.opened.directory.mark_clean();
        }
    }

    /// How far it is, and how large.
    pub(crate) fn status(&self, kb: &KnowledgeBase) -> Result<IndexStatus> {
        let live = self.snapshot(kb)?;
        let bytes = live.opened.directory.disk_bytes().map_err(|source| Error::io("measuring the index", source))?;
        Ok(IndexStatus {
            watermark: live.seq(),
            latest: kb.store.head()?.seq,
            records: live.searcher.num_docs(),
            segments: u32::try_from(live.searcher.segment_readers().len()).unwrap_or(u32::MAX),
            bytes,
        })
    }

    /// What the index has otherwise than the store; the first few of it.
    pub(crate) fn differences(&self, kb: &KnowledgeBase, job: &mut Job<'_>) -> Result<Vec<String>> {
        self.catch_up(kb, job)?;
        super::compare::differences(kb, self.snapshot(kb)?.as_ref(), job)
    }

    fn live(&self) -> Option<Arc<Snapshot>> {
        self.live.read().ok().and_then(|live| live.clone())
    }

    fn lock(&self) -> Result<MutexGuard<'_, ()>> {
        self.writing.lock().map_err(|_| poisoned())
    }
}

impl Drop for Index {
    fn drop(&mut self) {
        self.close();
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("place", &self.place).finish_non_exhaustive()
    }
}

fn poisoned() -> Error {
    Error::Closed { reason: "an earlier call ended abnormally: open the knowledge base again".to_owned() }
}
