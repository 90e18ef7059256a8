//! The knowledge bases that this process has open for writing. One that is opened again, as a notebook does whose cell runs twice,
//! is shared: every handle is closed on its own, and the last one closes the knowledge base.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use omkn_core::{Error, OpenOptions, Result};
use pyo3::prelude::*;

/// How long a thread waits before it looks again whether another has opened the same folder.
const PAUSE: Duration = Duration::from_millis(10);

/// Locked for moments only, and never without Python's lock: so it is free whenever Python forks.
static OPEN: Mutex<Option<HashMap<PathBuf, Entry>>> = Mutex::new(None);

/// What a process does with a folder; an entry of a parent process says nothing.
struct Entry {
    process: u32,
    /// `None` while it is being opened.
    opened: Option<Weak<Shared>>,
}

/// A knowledge base that any number of handles share.
pub(super) struct Shared {
    pub(super) kb: omkn_core::KnowledgeBase,
    /// Where it is; `None` for one that nobody shares.
    folder: Option<PathBuf>,
    /// The options it was opened with, by the name of the argument.
    options: Vec<(&'static str, String)>,
    /// The handles that were not closed.
    handles: AtomicUsize,
}

impl Shared {
    /// One that no other handle will share.
    pub(super) fn alone(kb: omkn_core::KnowledgeBase) -> Arc<Self> {
        Arc::new(Self { kb, folder: None, options: Vec::new(), handles: AtomicUsize::new(1) })
    }

    /// One handle less; the last one closes the knowledge base.
    pub(super) fn let_go(self: &Arc<Self>, py: Python<'_>) -> Result<()> {
        if !self.forget() {
            return Ok(());
        }
        py.detach(|| self.kb.close()).inspect_err(|_| self.count_again())
    }

    /// One handle more again: the knowledge base could not be closed, and the handle may try once more.
    fn count_again(self: &Arc<Self>) {
        let mut open = lock();
        self.handles.fetch_add(1, Ordering::AcqRel);
        if let Some(folder) = &self.folder {
            let entry = Entry { process: std::process::id(), opened: Some(Arc::downgrade(self)) };
            open.get_or_insert_default().insert(folder.clone(), entry);
        }
    }

    /// One handle less; whether it was the last.
    pub(super) fn forget(&self) -> bool {
        let mut open = lock();
        let is_last = self.handles.fetch_sub(1, Ordering::AcqRel) == 1;
        if let (true, Some(folder), Some(entries)) = (is_last, &self.folder, open.as_mut()) {
            entries.retain(|path, entry| path != folder || entry.process != std::process::id());
        }
        is_last
    }
}

fn lock() -> MutexGuard<'static, Option<HashMap<PathBuf, Entry>>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is known of a folder.
enum Known {
    Nothing,
    /// Another thread is opening it.
    Opening,
    Opened(Arc<Shared>),
}

/// Look the folder up, and say that this thread opens it if nobody has.
fn look_up(folder: &Path) -> Known {
    let mut open = lock();
    let entries = open.get_or_insert_default();
    match entries.get(folder).filter(|entry| entry.process == std::process::id()) {
        Some(Entry { opened: None, .. }) => return Known::Opening,
        Some(Entry { opened: Some(opened), .. }) => {
            if let Some(shared) = opened.upgrade().filter(|shared| shared.handles.load(Ordering::Acquire) > 0) {
                shared.handles.fetch_add(1, Ordering::AcqRel);
                return Known::Opened(shared);
            }
        }
        None => {}
    }
    entries.insert(folder.to_owned(), Entry { process: std::process::id(), opened: None });
    Known::Nothing
}

/// The knowledge base in a folder: the one that is open already, or opened now.
pub(super) fn open(
    py: Python<'_>,
    folder: &Path,
    options: &OpenOptions,
    named: Vec<(&'static str, String)>,
) -> Result<Arc<Shared>> {
    // Two names of one folder are one; a folder that is not there yet has no other.
    let path = folder.canonicalize().or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_owned());
    loop {
        match look_up(&path) {
            Known::Opening => py.detach(|| std::thread::sleep(PAUSE)),
            Known::Opened(shared) => match same(py, &shared, &named) {
                Ok(()) => return Ok(shared),
                Err(error) => {
                    shared.let_go(py)?;
                    return Err(error);
                }
            },
            Known::Nothing => break,
        }
    }
    let opened = py.detach(|| options.clone().open(folder));
    let mut open = lock();
    let entries = open.get_or_insert_default();
    entries.remove(&path);
    let kb = opened?;
    let path = folder.canonicalize().unwrap_or(path);
    let shared = Arc::new(Shared { kb, folder: Some(path.clone()), options: named, handles: AtomicUsize::new(1) });
    entries.insert(path, Entry { process: std::process::id(), opened: Some(Arc::downgrade(&shared)) });
    Ok(shared)
}

/// Whether the open knowledge base is what the caller asks for.
fn same(py: Python<'_>, shared: &Shared, named: &[(&'static str, String)]) -> Result<()> {
    let other: Vec<&str> =
        named.iter().filter(|option| !shared.options.contains(option)).map(|(name, _)| *name).collect();
    if !other.is_empty() {
        let reason = format!(
            "it is open in this process with another {}: close that handle first, open it with the same options, or read-only",
            other.join(" and ")
        );
        return Err(Error::Busy { reason });
    }
    // What happened to the file or the handle meanwhile is reported now, not at the first call.
    py.detach(|| shared.kb.count()).map(drop)
}
