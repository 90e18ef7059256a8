//! How a knowledge base is opened.

use std::path::Path;
use std::sync::Arc;

use crate::error::Result;
use crate::knowledge_base::KnowledgeBase;
use crate::time::{Clock, SharedClock, SystemClock};

/// Whether a search brings the index up to date first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Freshness {
    /// Every search sees every change made through this handle, and those of other processes as of its beginning.
    #[default]
    Latest,
    /// A search uses the index as it stands; the answer's watermark says how far that is. Bring it up to date with
    /// [`refresh`](KnowledgeBase::refresh).
    AsIndexed,
}

/// Settings for opening a knowledge base.
///
/// # Examples
///
/// ```
/// use omkn_core::OpenOptions;
///
/// let folder = tempfile::tempdir().unwrap();
/// let kb = OpenOptions::new().author("Waste Services").open(folder.path())?;
/// drop(kb);
/// let reader = OpenOptions::new().read_only(true).open(folder.path())?;
/// assert!(reader.is_read_only());
/// # Ok::<(), omkn_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct OpenOptions {
    pub(crate) read_only: bool,
    pub(crate) create: bool,
    pub(crate) freshness: Freshness,
    pub(crate) clock: SharedClock,
    pub(crate) author: Option<String>,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self {
            read_only: false,
            create: true,
            freshness: Freshness::Latest,
            clock: Arc::new(SystemClock),
            author: None,
        }
    }
}

impl OpenOptions {
    /// Read and write, create what is missing, always search the latest state.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Only read. Any number of handles and processes may read while one writes; nothing is ever written to the
    /// folder, so it may lie on read-only media.
    #[must_use]
    pub fn read_only(mut self, read_only: bool) -> Self {
        self.read_only = read_only;
        self
    }

    /// Whether to create a knowledge base where there is none (the default), or to answer `NotFound`.
    #[must_use]
    pub fn create(mut self, create: bool) -> Self {
        self.create = create;
        self
    }

    /// Whether searches bring the index up to date first.
    #[must_use]
    pub fn freshness(mut self, freshness: Freshness) -> Self {
        self.freshness = freshness;
        self
    }

    /// Take the time from this clock instead of the machine's.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Who makes the revisions of this handle: a role or name as it shall stand in the history.
    #[must_use]
    pub fn author(mut self, author: impl Into<String>) -> Self {
        self.author = Some(author.into());
        self
    }

    /// Open the knowledge base in this folder.
    ///
    /// # Errors
    ///
    /// - `NotFound`: nothing is there and `create` is off or the handle is read-only.
    /// - `Busy`: another handle or process writes to it; open it read-only instead.
    /// - `Incompatible`: a newer library wrote it, or the file is no knowledge base.
    /// - `Corrupt`, `Storage`, `Io`, `LowSpace`: it cannot be read or created.
    pub fn open(&self, folder: impl AsRef<Path>) -> Result<KnowledgeBase> {
        KnowledgeBase::open_with(folder.as_ref(), self)
    }

    /// Make a knowledge base that lives in memory only, with these settings.
    ///
    /// # Errors
    ///
    /// `Storage` where SQLite cannot be set up.
    pub fn in_memory(&self) -> Result<KnowledgeBase> {
        KnowledgeBase::in_memory_with(self)
    }
}
