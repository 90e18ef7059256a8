//! What can be read of a knowledge base can be read of a view: each method is written once, for both.

use super::open::KnowledgeBase;
use super::options::Freshness;
use crate::base::{Job, Result};
use crate::store::{Reader, StoreView};
use crate::view::View;
use crate::vocabulary::VocabularySnapshot;

/// The same methods for [`KnowledgeBase`] and [`View`].
macro_rules! both {
    ($($methods:tt)*) => {
        impl $crate::knowledge_base::KnowledgeBase { $($methods)* }
        impl $crate::view::View { $($methods)* }
    };
}

pub(super) use both;

/// Views.
impl KnowledgeBase {
    /// The knowledge base as it is now, to be read as often as wanted: see [`View`].
    ///
    /// # Errors
    ///
    /// `Index`, `Storage`, `LowSpace`, `Closed`; `Busy` from within work on this handle.
    pub fn view(&self) -> Result<View> {
        self.view_with(&mut Job::new())
    }

    /// [`view`](Self::view) with progress and cancellation: it may have to index what was written since. Ask the view for what
    /// a person waits for, and the wait can be shown and ended.
    ///
    /// # Errors
    ///
    /// `Cancelled`; the rest as `view`.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{Interrupter, Job, KnowledgeBase, SearchRequest};
    ///
    /// let kb = KnowledgeBase::in_memory()?;
    /// // Another thread calls its `interrupt` when the person types on.
    /// let interrupter = Interrupter::new();
    /// let view = kb.view_with(&mut Job::new().with_interrupter(interrupter.clone()))?;
    /// assert_eq!(view.search(&SearchRequest::new("salt"))?.total, 0);
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    pub fn view_with(&self, job: &mut Job<'_>) -> Result<View> {
        self.make_view(Some(self.view_limit), job)
    }

    fn make_view(&self, limit: Option<std::time::Duration>, job: &mut Job<'_>) -> Result<View> {
        let (store, index) = match self.freshness {
            Freshness::Latest => self.index.latest(&self.store, &self.vocabulary, limit, job)?,
            Freshness::AsIndexed => self.index.as_indexed(&self.store, &self.vocabulary, limit)?,
        };
        let vocabulary = store.read(|reader| self.vocabulary.at(reader))?;
        let popular = self.popular.read().map(|popular| std::sync::Arc::clone(&popular)).unwrap_or_default();
        Ok(View { store, index, vocabulary, popular, now: self.store.now() })
    }

    /// Answer one question from a view made for it.
    pub(super) fn ask<T>(&self, question: impl FnOnce(&View) -> Result<T>) -> Result<T> {
        question(&self.make_view(None, &mut Job::new())?)
    }

    /// Answer one question that needs no index.
    pub(super) fn ask_store<T>(
        &self,
        question: impl FnOnce(&StoreView, &VocabularySnapshot) -> Result<T>,
    ) -> Result<T> {
        let store = self.store.view(None)?;
        let vocabulary = store.read(|reader| self.vocabulary.at(reader))?;
        question(&store, &vocabulary)
    }

    pub(super) fn read<T>(&self, work: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        self.store.read(work)
    }

    pub(super) fn vocabulary(&self) -> Result<VocabularySnapshot> {
        self.read(|reader| self.vocabulary.at(reader))
    }
}

impl View {
    pub(super) fn ask<T>(&self, question: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        question(self)
    }

    pub(super) fn ask_store<T>(
        &self,
        question: impl FnOnce(&StoreView, &VocabularySnapshot) -> Result<T>,
    ) -> Result<T> {
        question(&self.store, &self.vocabulary)
    }

    pub(super) fn read<T>(&self, work: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        self.store.read(work)
    }

    pub(super) fn vocabulary(&self) -> Result<VocabularySnapshot> {
        // A view that has ended shows nothing any more, the vocabulary neither.
        self.read(|_| Ok(self.vocabulary.clone()))
    }
}
