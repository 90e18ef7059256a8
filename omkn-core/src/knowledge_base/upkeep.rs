//! Keeping it safe.

use std::path::Path;

use super::open::KnowledgeBase;
use crate::base::{Job, Result};
use crate::index::differences;
use crate::store::{CheckLevel, FindingCode, HealthReport};

/// Keeping it safe.
impl KnowledgeBase {
    /// Look for damage. Finding some is no error: the report says what and what to do.
    ///
    /// # Errors
    ///
    /// `Cancelled`, `Storage`, `Closed`.
    pub fn check(&self, level: CheckLevel, job: &mut Job<'_>) -> Result<HealthReport> {
        let mut report = self.store.check(level, job)?;
        if level == CheckLevel::Index {
            let (store, index) = self.index.latest(&self.store, &self.vocabulary, None, job)?;
            for what in differences(&store, &index, job)? {
                report.find(FindingCode::Index, what);
            }
        }
        Ok(report)
    }

    /// Write a checked copy of the knowledge base into a new or empty folder; it opens like the original.
    ///
    /// # Errors
    ///
    /// `Io` where the folder holds a knowledge base already or cannot be written; `LowSpace`, `Corrupt`, `Cancelled`.
    pub fn backup(&self, folder: impl AsRef<Path>, job: &mut Job<'_>) -> Result<()> {
        self.store.backup(folder.as_ref(), job)
    }
}
