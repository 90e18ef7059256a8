//! A knowledge base as it was at one change. What can be read of a knowledge base can be read of a view: each method is
//! written once, for both.

use std::sync::Arc;

use super::KnowledgeBase;
use crate::convert::counted;
use crate::error::Result;
use crate::job::{OptionalInterrupter, OptionalListener, run};

/// A knowledge base as it was at one change: every read of one view agrees with every other, whatever is written meanwhile.
///
/// For answers that belong together: the pages of a long listing, hits and their facets, an export. A view keeps the log of
/// changes from being shortened, so let go of it soon, with `use` in Kotlin. After a minute, or `view_limit_ms` of the
/// options, and once a record was erased, its reads end with `ViewEnded`. In Rust it is called `View`, a name that SwiftUI
/// has, too.
#[derive(Debug, uniffi::Object)]
pub struct KnowledgeBaseView(omkn_core::View);

/// The same methods for `KnowledgeBase` and `KnowledgeBaseView`, which whoever uses it imports: UniFFI knows types by
/// their bare names.
macro_rules! both {
    ($($methods:tt)*) => {
        #[uniffi::export]
        impl KnowledgeBase { $($methods)* }

        #[uniffi::export]
        impl KnowledgeBaseView { $($methods)* }
    };
}

pub(super) use both;

#[uniffi::export]
impl KnowledgeBase {
    /// The knowledge base as it is now, to be read as often as wanted. It may have to index what was written since; the
    /// interrupter ends that, so ask a view for what a person waits for.
    #[uniffi::method(default(listener = None, interrupter = None))]
    pub fn view(&self, listener: OptionalListener, interrupter: OptionalInterrupter) -> Result<Arc<KnowledgeBaseView>> {
        let kb = self.core()?;
        let view = run(listener, interrupter, |job| kb.view_with(job))?;
        Ok(Arc::new(KnowledgeBaseView(view)))
    }
}

impl KnowledgeBaseView {
    #[expect(clippy::unnecessary_wraps, reason = "the same as for a knowledge base, which may be closed")]
    pub(super) fn core(&self) -> Result<&omkn_core::View> {
        Ok(&self.0)
    }
}

#[uniffi::export]
impl KnowledgeBaseView {
    /// The last change it shows.
    pub fn seq(&self) -> i64 {
        counted(self.0.seq().0)
    }

    /// How far its index is: the same as `seq`, or less where the knowledge base was opened to search the index as it is.
    pub fn watermark(&self) -> i64 {
        counted(self.0.watermark().0)
    }

    /// How long it has lived, in milliseconds.
    pub fn age_ms(&self) -> i64 {
        counted(self.0.age().as_millis())
    }
}
