//! Opening, letting go, taking up again.

use std::path::PathBuf;
use std::sync::{Arc, RwLock, RwLockWriteGuard};

use crate::error::{OmknError, Result};

/// How to open a knowledge base.
#[derive(Debug, Clone, Default, PartialEq, Eq, uniffi::Record)]
pub struct OpenOptions {
    /// Only read: any number of handles and processes may.
    #[uniffi(default = false)]
    pub read_only: bool,
    /// Make the knowledge base where there is none.
    #[uniffi(default = true)]
    pub create: bool,
    /// Who is named in the history of what is written.
    #[uniffi(default = None)]
    pub author: Option<String>,
}

impl OpenOptions {
    fn open(&self, folder: &PathBuf) -> Result<Arc<omkn_core::KnowledgeBase>> {
        let mut options = omkn_core::OpenOptions::new().read_only(self.read_only).create(self.create);
        if let Some(author) = &self.author {
            options = options.author(author.as_str());
        }
        Ok(Arc::new(options.open(folder)?))
    }
}

/// A knowledge base: the whole opened collection of records, its taxonomy, its organizations and its index. All methods
/// may be called from any thread, and block until they are done.
#[derive(Debug, uniffi::Object)]
pub struct KnowledgeBase {
    state: RwLock<State>,
}

#[derive(Debug)]
enum State {
    Open { kb: Arc<omkn_core::KnowledgeBase>, from: Option<(PathBuf, OpenOptions)> },
    Suspended { folder: PathBuf, options: OpenOptions },
    ShutDown,
}

fn closed(reason: &str) -> OmknError {
    OmknError::Closed { reason: reason.to_owned() }
}

impl KnowledgeBase {
    /// The knowledge base, held as long as one call takes: shutting down waits for no one and breaks no call.
    pub(crate) fn kb(&self) -> Result<Arc<omkn_core::KnowledgeBase>> {
        match &*self.state.read().map_err(|_| closed("an earlier call ended abnormally: open it again"))? {
            State::Open { kb, .. } => Ok(Arc::clone(kb)),
            State::Suspended { .. } => Err(closed("the knowledge base is suspended: call resume first")),
            State::ShutDown => Err(closed("the knowledge base was shut down: open it again")),
        }
    }

    /// The state to look at and change. It is never held while work goes on, which may take long and call back.
    fn state(&self) -> Result<RwLockWriteGuard<'_, State>> {
        self.state.write().map_err(|_| closed("an earlier call ended abnormally: open it again"))
    }

    /// Take on another state, and let go of the files once running calls are done.
    fn let_go(&self, next: impl FnOnce(&State) -> Result<Option<State>>) -> Result<()> {
        let before = {
            let mut state = self.state()?;
            let Some(next) = next(&state)? else { return Ok(()) };
            std::mem::replace(&mut *state, next)
        };
        if let State::Open { kb, .. } = &before
            && let Err(error) = kb.close()
        {
            // It was asked for in the middle of work, and is still open.
            *self.state()? = before;
            return Err(error.into());
        }
        Ok(())
    }
}

#[uniffi::export]
impl KnowledgeBase {
    /// Open the knowledge base in this folder.
    #[uniffi::constructor(default(options))]
    pub fn open(folder: String, options: OpenOptions) -> Result<Arc<Self>> {
        let folder = PathBuf::from(folder);
        let kb = options.open(&folder)?;
        Ok(Arc::new(Self { state: RwLock::new(State::Open { kb, from: Some((folder, options)) }) }))
    }

    /// Make an empty knowledge base that lives in memory only.
    #[uniffi::constructor]
    pub fn in_memory() -> Result<Arc<Self>> {
        let kb = Arc::new(omkn_core::KnowledgeBase::in_memory()?);
        Ok(Arc::new(Self { state: RwLock::new(State::Open { kb, from: None }) }))
    }

    /// Let go of all files, once running calls are done; new calls give `Closed` at once. Shutting down twice is fine. From
    /// within a progress listener it gives `Busy`, and nothing changes.
    pub fn shutdown(&self) -> Result<()> {
        self.let_go(|_| Ok(Some(State::ShutDown)))
    }

    /// Let go of all files and locks while the app is in the background: mobile systems end apps that hold locks there.
    /// Calls give `Closed` until `resume`. A knowledge base in memory stays as it is.
    pub fn suspend(&self) -> Result<()> {
        self.let_go(|state| match state {
            State::Open { from: Some((folder, options)), .. } => {
                Ok(Some(State::Suspended { folder: folder.clone(), options: options.clone() }))
            }
            State::ShutDown => Err(closed("the knowledge base was shut down: open it again")),
            _ => Ok(None),
        })
    }

    /// Take up again after `suspend`; otherwise nothing happens. `Busy` while calls from before still run.
    pub fn resume(&self) -> Result<()> {
        let mut state = self.state()?;
        match &*state {
            State::Suspended { folder, options } => {
                // What was there must not be made anew, should it be gone.
                let options = OpenOptions { create: false, ..options.clone() };
                let kb = options.open(folder)?;
                *state = State::Open { kb, from: Some((folder.clone(), options)) };
                Ok(())
            }
            State::ShutDown => Err(closed("the knowledge base was shut down: open it again")),
            State::Open { .. } => Ok(()),
        }
    }

    /// Whether this handle only reads.
    pub fn is_read_only(&self) -> Result<bool> {
        Ok(self.kb()?.is_read_only())
    }
}
