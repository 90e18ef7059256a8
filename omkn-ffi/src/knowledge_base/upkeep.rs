//! Checks and backups.

use super::KnowledgeBase;
use crate::convert::{from_core, into_core};
use crate::error::Result;
use crate::job::{OptionalInterrupter, OptionalListener, run};
use crate::store::{CheckLevel, HealthReport};

#[uniffi::export]
impl KnowledgeBase {
    /// Look for damage; nothing is changed. Finding some is no error: the report says what, and what to do.
    #[uniffi::method(default(listener = None, interrupter = None))]
    pub fn check(
        &self,
        level: CheckLevel,
        listener: OptionalListener,
        interrupter: OptionalInterrupter,
    ) -> Result<HealthReport> {
        let (kb, level) = (self.core()?, into_core(level)?);
        from_core(run(listener, interrupter, |job| kb.check(level, job))?)
    }

    /// Write a checked copy of the whole into a new or empty folder, while others go on writing; it opens like the original.
    /// `Io` where the folder holds a knowledge base already or cannot be written.
    #[uniffi::method(default(listener = None, interrupter = None))]
    pub fn backup(&self, folder: String, listener: OptionalListener, interrupter: OptionalInterrupter) -> Result<()> {
        let kb = self.core()?;
        run(listener, interrupter, |job| kb.backup(&folder, job))
    }
}
