//! How far an index is: which change of which store it holds, kept inside its own commit.

use serde::{Deserialize, Serialize};

use crate::base::Seq;
use crate::store::{ChainToken, StoreHead};

/// How far the index is: kept in the index's own commit, so that both are always of one piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Watermark {
    /// The store it was made from.
    pub(crate) store: String,
    /// The last change it covers.
    pub(crate) seq: Seq,
    /// The token of the change log there.
    pub(crate) chain: ChainToken,
}

impl Watermark {
    /// The watermark of an index that holds all of this state of a store.
    pub(super) fn of(store_id: &str, head: &StoreHead) -> Self {
        Self { store: store_id.to_owned(), seq: head.seq, chain: head.chain }
    }
}
