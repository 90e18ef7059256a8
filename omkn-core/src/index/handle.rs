//! The index of an open knowledge base: kept open, brought up to date, replaced when anything about it is in doubt.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, RwLock};
use std::time::Duration;

use super::catch_up::{Due, IndexSource, apply, due, fill};
use super::generations::{Generation, Generations, Opened};
use super::snapshot::Snapshot;
use super::watermark::Watermark;
use crate::base::{Error, Inside, Job, Result, Seq};
use crate::store::{Store, StoreView, chain_at};
use crate::vocabulary::Vocabulary;

/// How many indexes that are there are tried before a new one is made: the one in use, then the latest on the disk.
const MOST_TRIED: usize = 2;
/// How often the store is looked at again because another process has moved the index on.
const MOST_LOOKS: usize = 5;

/// What became of bringing an index up to date.
enum CaughtUp {
    /// It is, and searches use it.
    Shown(Arc<Snapshot>),
    /// None there is can be: make one from the beginning. How far the first of them was, if there is one that says so.
    Unusable(Option<Watermark>),
}

/// The index of one knowledge base handle.
pub(crate) struct Index {
    /// What searches use; `None` until the first.
    live: RwLock<Option<Arc<Snapshot>>>,
    /// Locked by whoever writes the index; `None` once it is closed.
    generations: Mutex<Option<Generations>>,
}

impl Index {
    pub(crate) fn new(store: Option<&Path>, read_only: bool) -> Self {
        Self { live: RwLock::default(), generations: Mutex::new(Some(Generations::new(store, read_only))) }
    }

    /// The store as it is now, and the index of exactly that.
    pub(crate) fn latest(
        &self,
        store: &Store,
        vocabulary: &Vocabulary,
        limit: Option<Duration>,
        job: &mut Job<'_>,
    ) -> Result<(StoreView, Arc<Snapshot>)> {
        let view = store.view(limit)?;
        let watermark = Watermark::of(store.id(), &view.head);
        if let Some(live) = self.live().filter(|live| live.watermark.as_ref() == Some(&watermark)) {
            return Ok((view, live));
        }
        drop(view);
        let (_inside, generations) = self.lock()?;
        let generations = generations.as_ref().ok_or_else(closed)?;
        // From here on no one else of this process moves the index, so that it ends where this view is.
        let mut looks = 1;
        loop {
            let view = store.view(limit)?;
            let organizations = view.read(|reader| vocabulary.at(reader))?.organizations;
            let source = IndexSource { store: &view, store_id: store.id(), organizations: &organizations };
            let snapshot = match self.catch_up(&source, generations, job)? {
                CaughtUp::Shown(snapshot) => snapshot,
                // Another process wrote since the view was made: a new view sees that.
                CaughtUp::Unusable(Some(mark))
                    if mark.seq > view.head.seq && looks < MOST_LOOKS && store.head()?.seq > view.head.seq =>
                {
                    looks += 1;
                    continue;
                }
                CaughtUp::Unusable(mark) => {
                    note_lost(store, mark)?;
                    self.remake(&source, generations, job)?
                }
            };
            return Ok((view, snapshot));
        }
    }

    /// The store as it is now, and the index as it is, which may be behind.
    pub(crate) fn as_indexed(
        &self,
        store: &Store,
        vocabulary: &Vocabulary,
        limit: Option<Duration>,
    ) -> Result<(StoreView, Arc<Snapshot>)> {
        match self.live() {
            // The index first: it must not be ahead of the store.
            Some(live) => Ok((store.view(limit)?, live)),
            None => self.latest(store, vocabulary, limit, &mut Job::new()),
        }
    }

    /// Bring the index that is in use, or the one in the folder, to the change that `source` shows.
    fn catch_up(&self, source: &IndexSource<'_>, generations: &Generations, job: &mut Job<'_>) -> Result<CaughtUp> {
        if let Some(live) = self.live().filter(|live| live.watermark.as_ref() == Some(&source.watermark())) {
            return Ok(CaughtUp::Shown(live));
        }
        let mut first = None;
        let mut in_use = self.live().map(|live| live.opened.clone());
        for opened in std::iter::from_fn(|| in_use.take().or_else(|| generations.open_latest())).take(MOST_TRIED) {
            let watermark = opened.watermark();
            first = first.or_else(|| watermark.clone());
            match self.advance(source, opened, watermark.as_ref(), job) {
                Ok(Some(snapshot)) => return Ok(CaughtUp::Shown(snapshot)),
                Ok(None) => {}
                // The index is a cache. Whatever is wrong with this one, and be it that another process has replaced
                // its files, the next will do.
                Err(error) if is_about_the_index(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(CaughtUp::Unusable(first))
    }

    /// Make the index from the store.
    fn remake(&self, source: &IndexSource<'_>, generations: &Generations, job: &mut Job<'_>) -> Result<Arc<Snapshot>> {
        let made = match make(source, generations.begin(), generations, job) {
            // Where no index can be written, say on a full disk, searching goes on in memory.
            Err(error) if is_about_the_index(&error) => make(source, Generations::begin_in_memory(), generations, job)?,
            made => made?,
        };
        self.show(made)
    }

    /// Throw the index away and make it from the store.
    pub(crate) fn rebuild(&self, store: &Store, vocabulary: &Vocabulary, job: &mut Job<'_>) -> Result<()> {
        let (_inside, generations) = self.lock()?;
        let generations = generations.as_ref().ok_or_else(closed)?;
        job.check()?;
        let view = store.view(None)?;
        let organizations = view.read(|reader| vocabulary.at(reader))?.organizations;
        let source = IndexSource { store: &view, store_id: store.id(), organizations: &organizations };
        self.show(make(&source, generations.begin(), generations, job)?)?;
        store.forget_lost()
    }

    /// Bring one index up to date and show it, if that can be done.
    fn advance(
        &self,
        source: &IndexSource<'_>,
        opened: Opened,
        watermark: Option<&Watermark>,
        job: &mut Job<'_>,
    ) -> Result<Option<Arc<Snapshot>>> {
        match due(source, watermark)? {
            Due::Nothing => {}
            Due::Changes(keys) => apply(source, &opened, &keys, job)?,
            Due::Rebuild => return Ok(None),
        }
        self.show(opened).map(Some)
    }

    /// Let searches use what was committed last.
    fn show(&self, opened: Opened) -> Result<Arc<Snapshot>> {
        // Read first: another process may commit in between, and then the index is further than it says, never less.
        let watermark = opened.watermark();
        opened.reader.reload().map_err(|source| Error::index("opening it", source))?;
        let searcher = opened.reader.searcher();
        opened.directory.require_positions(&searcher).map_err(|source| Error::io("opening the index", source))?;
        let columns = self.live().map(|live| live.columns.clone()).unwrap_or_default().keeping(&searcher);
        let snapshot = Arc::new(Snapshot { opened, searcher, columns, watermark });
        *self.live.write().map_err(|_| poisoned())? = Some(Arc::clone(&snapshot));
        Ok(snapshot)
    }

    /// Leave a mark that nothing was interrupted, and let go of the index.
    pub(crate) fn close(&self) -> Result<()> {
        let (_inside, mut generations) = self.lock()?;
        // Whoever still wants to write finds it closed, and the mark stays true.
        generations.take();
        let live = self.live.write().ok().and_then(|mut live| live.take());
        if let Some(live) = live {
            // Without the mark the next opening checks every file: slower, not wrong.
            let _ = live.opened.directory.mark_clean();
        }
        Ok(())
    }

    fn live(&self) -> Option<Arc<Snapshot>> {
        self.live.read().ok().and_then(|live| live.clone())
    }

    fn lock(&self) -> Result<(Inside, MutexGuard<'_, Option<Generations>>)> {
        Ok((Inside::enter(self)?, self.generations.lock().map_err(|_| poisoned())?))
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
        f.debug_struct("Index").field("generations", &self.generations).finish_non_exhaustive()
    }
}

/// An index that knew more than the store, or other changes, is about to be replaced: that is kept for `check`.
fn note_lost(store: &Store, watermark: Option<Watermark>) -> Result<()> {
    let of_this_store = watermark.filter(|mark| mark.store == store.id() && mark.seq > Seq(0));
    let Some(Watermark { seq, chain, .. }) = of_this_store else { return Ok(()) };
    if store.read(|reader| chain_at(reader, seq))? != Some(chain) {
        // A reader cannot keep it, and what cannot be kept now must not stop a search.
        let _ = store.note_lost(seq);
    }
    Ok(())
}

fn make(
    source: &IndexSource<'_>,
    generation: Result<Generation>,
    generations: &Generations,
    job: &mut Job<'_>,
) -> Result<Opened> {
    let generation = generation?;
    let directory = generation.opened.directory.clone();
    fill(source, &generation.opened, job).map_err(|error| directory.explained(error))?;
    generation.finish(generations)
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
