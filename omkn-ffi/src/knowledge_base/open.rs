//! Opening, suspending, resuming and shutting down.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockWriteGuard};
use std::time::Duration;

use crate::convert::{into_core_at, records, word_enums};
use crate::error::{OmknError, Result};
use crate::subscription::Listeners;

word_enums! {
    /// Whether a search brings the index up to date first.
    pub enum Freshness {
        /// Every search sees every change made through this handle, and those of other processes as of its beginning.
        Latest,
        /// A search uses the index as it stands; the answer's watermark says how far that is. Bring it up to date with
        /// `refresh`.
        AsIndexed,
    }
}

records! {
    /// How to open a knowledge base.
    pub struct OpenOptions {
        /// Only read: any number of handles and processes may.
        pub read_only: bool = false,
        /// Make the knowledge base where there is none.
        pub create: bool = true,
        /// Whether a search brings the index up to date first; without a value, it does.
        pub freshness: Option<Freshness> = default,
        /// Who is named in the history of what is written.
        pub author: Option<String> = default,
        /// How long a view may live, in milliseconds; left out, a minute (60,000). The log of changes grows meanwhile.
        pub view_limit_ms: Option<i64> = default,
    }
}

impl OpenOptions {
    fn open(&self, folder: &Path) -> Result<omkn_core::KnowledgeBase> {
        let mut options = omkn_core::OpenOptions::new().read_only(self.read_only).create(self.create);
        if let Some(freshness) = self.freshness {
            options = options.freshness(freshness.into());
        }
        if let Some(author) = &self.author {
            options = options.author(author.as_str());
        }
        if let Some(limit) = self.view_limit_ms {
            options = options.view_limit(Duration::from_millis(into_core_at("view_limit_ms", limit)?));
        }
        Ok(options.open(folder)?)
    }
}

/// A knowledge base: the whole opened collection of records, its taxonomy, its organizations and its index. All methods
/// may be called from any thread, and block until they are done.
#[derive(Debug, uniffi::Object)]
pub struct KnowledgeBase {
    /// Its folder and options, unless it is in memory.
    location: Option<(PathBuf, OpenOptions)>,
    state: RwLock<State>,
    /// Kept for `resume`.
    popular_queries: Mutex<Vec<String>>,
    /// Those who are called for changes, also after `resume`.
    pub(super) listeners: Listeners,
}

#[derive(Debug)]
struct State {
    /// Kept when it is closed, too: whoever closes it a second time waits for the same calls.
    kb: Arc<omkn_core::KnowledgeBase>,
    phase: Phase,
}

/// In this order: a shutdown is final.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Open,
    Suspended,
    ShutDown,
}

fn closed_error(reason: &str) -> OmknError {
    OmknError::Closed { reason: reason.to_owned() }
}

fn shut_down_error() -> OmknError {
    closed_error("the knowledge base was shut down: open it again")
}

impl KnowledgeBase {
    fn new(kb: omkn_core::KnowledgeBase, location: Option<(PathBuf, OpenOptions)>) -> Arc<Self> {
        let state = RwLock::new(State { kb: Arc::new(kb), phase: Phase::Open });
        Arc::new(Self { location, state, popular_queries: Mutex::default(), listeners: Listeners::default() })
    }

    /// The knowledge base, held for one call: closing it meanwhile breaks nothing.
    pub(crate) fn core(&self) -> Result<Arc<omkn_core::KnowledgeBase>> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        match state.phase {
            Phase::Open => Ok(Arc::clone(&state.kb)),
            Phase::Suspended => Err(closed_error("the knowledge base is suspended: call resume first")),
            Phase::ShutDown => Err(shut_down_error()),
        }
    }

    fn phase(&self) -> Phase {
        self.state.read().unwrap_or_else(PoisonError::into_inner).phase
    }

    /// For `resume` to set again.
    pub(crate) fn remember_popular_queries(&self, queries: Vec<String>) {
        *self.popular_queries.lock().unwrap_or_else(PoisonError::into_inner) = queries;
    }

    /// The state, locked. Never keep it locked while waiting for running calls: they may call back.
    fn lock_state(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Refuse new calls, and close the files once running calls are done.
    fn close_as(&self, next: Phase) -> Result<()> {
        let (kb, before) = {
            let mut state = self.lock_state();
            match (state.phase, next) {
                (Phase::ShutDown, Phase::Suspended) => return Err(shut_down_error()),
                _ => (Arc::clone(&state.kb), std::mem::replace(&mut state.phase, next)),
            }
        };
        let closed = kb.close();
        let mut state = self.lock_state();
        if Arc::ptr_eq(&state.kb, &kb) {
            match closed {
                Ok(()) => state.phase = state.phase.max(next),
                // Asked for in the middle of work: it is still open.
                Err(_) if state.phase == next => state.phase = before,
                Err(_) => {}
            }
        }
        Ok(closed?)
    }
}

#[uniffi::export]
impl KnowledgeBase {
    /// Open the knowledge base in this folder. `NotFound` where there is none and none shall be made, `Busy` with the holder
    /// where another process writes to it, `Incompatible` where a newer program wrote it, `Corrupt` where it is damaged.
    #[uniffi::constructor(default(options))]
    pub fn open(folder: String, options: OpenOptions) -> Result<Arc<Self>> {
        let folder = PathBuf::from(folder);
        let kb = options.open(&folder)?;
        Ok(Self::new(kb, Some((folder, options))))
    }

    /// Make an empty knowledge base that lives in memory only.
    #[uniffi::constructor]
    pub fn in_memory() -> Result<Arc<Self>> {
        Ok(Self::new(omkn_core::KnowledgeBase::in_memory()?, None))
    }

    /// Let go of all files, once running calls are done; new calls give `Closed` at once. Shutting down twice is fine. From
    /// within a progress listener it gives `Busy`, and nothing changes.
    pub fn shutdown(&self) -> Result<()> {
        self.close_as(Phase::ShutDown)
    }

    /// Let go of all files and locks while the app is in the background: mobile systems end apps that hold locks there.
    /// Calls give `Closed` until `resume`. Suspending twice is fine; a knowledge base in memory stays as it is. From within
    /// a progress listener it gives `Busy`, and nothing changes.
    pub fn suspend(&self) -> Result<()> {
        if self.location.is_some() { self.close_as(Phase::Suspended) } else { self.core().map(drop) }
    }

    /// Take up again after `suspend`; otherwise nothing happens. Listeners are called again for what is written from then on.
    /// `Busy` while calls from before still run, or another process writes: try again then.
    pub fn resume(&self) -> Result<()> {
        let mut state = self.lock_state();
        match (state.phase, &self.location) {
            (Phase::Suspended, Some((folder, options))) => {
                // If the folder is gone, do not create an empty one.
                let kb = OpenOptions { create: false, ..options.clone() }.open(folder)?;
                kb.set_popular_queries(&*self.popular_queries.lock().unwrap_or_else(PoisonError::into_inner));
                self.listeners.begin_again(&kb)?;
                *state = State { kb: Arc::new(kb), phase: Phase::Open };
                Ok(())
            }
            (Phase::ShutDown, _) => Err(shut_down_error()),
            _ => Ok(()),
        }
    }

    /// Whether `shutdown` was called.
    pub fn is_shut_down(&self) -> bool {
        self.phase() == Phase::ShutDown
    }

    /// Whether it is between `suspend` and `resume`.
    pub fn is_suspended(&self) -> bool {
        self.phase() == Phase::Suspended
    }

    /// Whether this handle only reads.
    pub fn is_read_only(&self) -> Result<bool> {
        Ok(self.core()?.is_read_only())
    }
}
