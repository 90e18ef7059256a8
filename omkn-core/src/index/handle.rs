//! The index of an open knowledge base: kept open, brought up to date, replaced when anything about it is in doubt.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, RwLock};

use serde::{Deserialize, Serialize};

use super::catch_up::{Due, Watermark, apply, due, fill};
use super::columns::ColumnCache;
use super::place::{Generation, Opened, Place};
use crate::error::{Error, Result};
use crate::id::Seq;
use crate::knowledge_base::KnowledgeBase;
use crate::progress::Job;
use crate::reentry::Inside;
use crate::store::StoreHead;

/// How many indexes that are there are tried before a new one is made: the one in use, then the latest on the disk.
const MOST_TRIED: usize = 2;

/// The index of one knowledge base handle.
pub(crate) struct Index {
    /// What searches use; `None` until the first.
    live: RwLock<Option<Arc<Snapshot>>>,
    /// Locked by whoever writes the index; `None` once it is closed.
    place: Mutex<Option<Place>>,
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
        Self { live: RwLock::default(), place: Mutex::new(Some(Place::new(store, read_only))) }
    }

    /// The state searches use, made if there is none yet.
    pub(crate) fn snapshot(&self, kb: &KnowledgeBase) -> Result<Arc<Snapshot>> {
        if let Some(live) = self.live() {
            return Ok(live);
        }
        self.catch_up(kb, &mut Job::new())?;
        self.live().ok_or_else(closed)
    }

    /// Bring the index up to the store's latest change.
    pub(crate) fn catch_up(&self, kb: &KnowledgeBase, job: &mut Job<'_>) -> Result<()> {
        let head = kb.store.head()?;
        if self.live().is_some_and(|live| live.watermark == Some(Watermark::of(kb, &head))) {
            return Ok(());
        }
        let (_inside, place) = self.lock()?;
        let place = place.as_ref().ok_or_else(closed)?;
        // Another thread may have done the work meanwhile.
        let head = kb.store.head()?;
        let mut in_use = self.live().map(|live| live.opened.clone());
        for opened in std::iter::from_fn(|| in_use.take().or_else(|| place.open_latest())).take(MOST_TRIED) {
            match self.advance(kb, opened, &head, job) {
                Ok(true) => return Ok(()),
                Ok(false) => {}
                // The index is a cache. Whatever is wrong with this one, and be it that another process has replaced
                // its files, the next will do.
                Err(error) if is_about_the_index(&error) => {}
                Err(error) => return Err(error),
            }
        }
        let made = match make(kb, place.begin(), &head, place, job) {
            // Where no index can be written, say on a full disk, searching goes on in memory.
            Err(error) if is_about_the_index(&error) => make(kb, Place::begin_in_memory(), &head, place, job)?,
            made => made?,
        };
        self.show(made)
    }

    /// Make the index anew.
    pub(crate) fn rebuild(&self, kb: &KnowledgeBase, job: &mut Job<'_>) -> Result<()> {
        let (_inside, place) = self.lock()?;
        let place = place.as_ref().ok_or_else(closed)?;
        job.check()?;
        let head = kb.store.head()?;
        self.show(make(kb, place.begin(), &head, place, job)?)
    }

    /// Bring one that is there up to date and show it; false where it is too far off.
    fn advance(&self, kb: &KnowledgeBase, opened: Opened, head: &StoreHead, job: &mut Job<'_>) -> Result<bool> {
        match due(kb, opened.watermark().as_ref(), head)? {
            Due::Nothing => {}
            Due::Changes(keys) => apply(kb, &opened, &keys, head, job)?,
            Due::Rebuild => return Ok(false),
        }
        self.show(opened).map(|()| true)
    }

    /// Let searches use what was committed last.
    fn show(&self, opened: Opened) -> Result<()> {
        // Read first: another process may commit in between, and then the index is further than it says, never less.
        let watermark = opened.watermark();
        opened.reader.reload().map_err(|source| Error::index("opening it", source))?;
        let searcher = opened.reader.searcher();
        opened.directory.require_positions(&searcher).map_err(|source| Error::io("opening the index", source))?;
        let columns = self.live().map(|live| live.columns.clone()).unwrap_or_default().keeping(&searcher);
        let snapshot = Snapshot { opened, searcher, columns, watermark };
        *self.live.write().map_err(|_| poisoned())? = Some(Arc::new(snapshot));
        Ok(())
    }

    /// Leave a mark that nothing was interrupted, and let go of the index.
    pub(crate) fn close(&self) -> Result<()> {
        let (_inside, mut place) = self.lock()?;
        // Whoever still wants to write finds it closed, and the mark stays true.
        place.take();
        let live = self.live.write().ok().and_then(|mut live| live.take());
        if let Some(live) = live {
            // Without the mark the next opening checks every file: slower, not wrong.
            let _ = live.opened.directory.mark_clean();
        }
        Ok(())
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

    fn lock(&self) -> Result<(Inside, MutexGuard<'_, Option<Place>>)> {
        Ok((Inside::enter(self)?, self.place.lock().map_err(|_| poisoned())?))
    }
}

impl Drop for Index {
    fn drop(&mut self) {
        // Without the mark the next opening checks every file: slower, not wrong.
        let _ = self.close();
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("place", &self.place).finish_non_exhaustive()
    }
}

fn make(
    kb: &KnowledgeBase,
    generation: Result<Generation>,
    head: &StoreHead,
    place: &Place,
    job: &mut Job<'_>,
) -> Result<Opened> {
    let generation = generation?;
    fill(kb, &generation.opened, head, job)?;
    generation.finish(place)
}

fn is_about_the_index(error: &Error) -> bool {
    matches!(error, Error::Index { .. } | Error::Io { .. } | Error::LowSpace { .. })
}

fn closed() -> Error {
    Error::Closed { reason: "it was closed: open the knowledge base again".to_owned() }
}

fn poisoned() -> Error {
    Error::Closed { reason: "an earlier call ended abnormally: open the knowledge base again".to_owned() }
}
