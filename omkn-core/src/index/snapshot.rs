//! The index as it was at one moment: what a search reads.

use serde::{Deserialize, Serialize};

use super::columns::ColumnCache;
use super::generations::Opened;
use super::watermark::Watermark;
use crate::base::{Error, Result, Seq};

/// One state of the index; searches that hold it go on while a newer one is made.
pub(crate) struct Snapshot {
    pub(crate) opened: Opened,
    pub(crate) searcher: tantivy::Searcher,
    pub(crate) columns: ColumnCache,
    /// How far it is.
    pub(super) watermark: Option<Watermark>,
}

impl Snapshot {
    /// The last change it covers.
    pub(crate) fn seq(&self) -> Seq {
        self.watermark.as_ref().map_or(Seq(0), |watermark| watermark.seq)
    }

    /// How far it is and how large, where the store is at `latest`.
    pub(crate) fn status(&self, latest: Seq) -> Result<IndexStatus> {
        let bytes = self.opened.directory.disk_bytes().map_err(|source| Error::io("measuring the index", source))?;
        Ok(IndexStatus {
            watermark: self.seq(),
            latest,
            records: self.searcher.num_docs(),
            segments: u32::try_from(self.searcher.segment_readers().len()).unwrap_or(u32::MAX),
            bytes,
        })
    }
}

/// How far the index is, and how large.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexStatus {
    /// The last change the index covers.
    pub watermark: Seq,
    /// The last change of the store.
    pub latest: Seq,
    /// How many records the index holds.
    pub records: u64,
    /// In how many parts it is stored; a rebuild brings them together.
    pub segments: u32,
    /// Its size in bytes, on the disk or in memory.
    pub bytes: u64,
}
