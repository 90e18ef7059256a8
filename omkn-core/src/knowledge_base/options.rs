//! How a knowledge base is opened.

use std::sync::Arc;
use std::time::Duration;

use crate::base::Clock;
use crate::store::StoreOptions;

/// How long a view may live unless the host says otherwise.
const VIEW_LIMIT: Duration = Duration::from_secs(60);

/// Whether a search brings the index up to date first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Freshness {
    /// Every search sees every change made through this handle, and those of other processes as of its beginning.
    #[default]
    Latest,
    /// A search uses the index as it is; the answer's watermark says how far that is. Bring it up to date with
    /// [`refresh`](crate::KnowledgeBase::refresh).
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
    pub(super) store: StoreOptions,
    pub(super) freshness: Freshness,
    pub(super) view_limit: Duration,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self { store: StoreOptions::default(), freshness: Freshness::Latest, view_limit: VIEW_LIMIT }
    }
}

impl OpenOptions {
    /// Read and write, create what is missing, always search the latest state.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Only read. Any number of handles and processes may read while one writes; nothing is ever written to the
    /// folder, so it may be on read-only media.
    #[must_use]
    pub fn read_only(mut self, read_only: bool) -> Self {
        self.store.read_only = read_only;
        self
    }

    /// Whether to create a knowledge base where there is none (the default), or to answer `NotFound`.
    #[must_use]
    pub fn create(mut self, create: bool) -> Self {
        self.store.create = create;
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
        self.store.clock = Arc::new(clock);
        self
    }

    /// Who makes the revisions of this handle: a role or name as it shall stand in the history.
    #[must_use]
    pub fn author(mut self, author: impl Into<String>) -> Self {
        self.store.author = Some(author.into());
        self
    }

    /// How long a [`View`](crate::View) may live; 60 seconds unless this says otherwise. The log of changes grows meanwhile.
    #[must_use]
    pub fn view_limit(mut self, limit: Duration) -> Self {
        self.view_limit = limit;
        self
    }
}
