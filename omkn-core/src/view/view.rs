//! Everything a question needs, taken once.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::base::{Seq, Timestamp};
use crate::index::Snapshot;
use crate::language::NameList;
use crate::store::StoreView;
use crate::vocabulary::VocabularySnapshot;

/// A knowledge base as it was at one change: every read of one view agrees with every other, whatever is written meanwhile.
///
/// Made by [`KnowledgeBase::view`](crate::KnowledgeBase::view), for answers that belong together: the pages of a long
/// listing, hits and their facets, a table and an export. It may be read from any thread.
///
/// A view keeps the log of changes from being shortened, so it does not live for ever: after a minute, or what
/// [`OpenOptions::view_limit`](crate::OpenOptions::view_limit) says, its reads end with
/// [`Error::ViewEnded`](crate::Error::ViewEnded). So do they once a record was erased, because nothing of it may be read any
/// more, and with [`Error::Closed`](crate::Error::Closed) once the knowledge base was closed. Dropping a view ends it.
///
/// # Examples
///
/// ```
/// use omkn_core::{KnowledgeBase, RecordDraft, RecordKind, SearchRequest};
///
/// let kb = KnowledgeBase::in_memory()?;
/// kb.capture(RecordDraft::new(RecordKind::Guide, "en", "Salt guide"))?;
/// let view = kb.view()?;
/// kb.capture(RecordDraft::new(RecordKind::Guide, "en", "Brine guide"))?;
/// assert_eq!(view.search(&SearchRequest::new("guide"))?.total, 1);
/// assert_eq!(view.count()?, 1);
/// assert_eq!(kb.search(&SearchRequest::new("guide"))?.total, 2);
/// # Ok::<(), omkn_core::Error>(())
/// ```
pub struct View {
    pub(crate) store: StoreView,
    pub(crate) index: Arc<Snapshot>,
    pub(crate) vocabulary: VocabularySnapshot,
    /// Queries of others, as the host gave them.
    pub(crate) popular: Arc<NameList>,
    pub(crate) now: Timestamp,
}

impl View {
    /// The last change it shows.
    #[must_use]
    pub fn seq(&self) -> Seq {
        self.store.head.seq
    }

    /// How far its index is: the same as [`seq`](Self::seq), or less where the knowledge base was opened to search the index
    /// as it is.
    #[must_use]
    pub fn watermark(&self) -> Seq {
        self.index.seq()
    }

    /// How long it has lived.
    #[must_use]
    pub fn age(&self) -> Duration {
        self.store.age()
    }
}

impl fmt::Debug for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View").field("seq", &self.seq()).field("watermark", &self.watermark()).finish_non_exhaustive()
    }
}
