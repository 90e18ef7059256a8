//! Backups: a whole copy, checked before it is called one.

use std::path::Path;

use super::connection::Store;
use super::error::During;
use super::health::CheckLevel;
use super::options::StoreOptions;
use crate::base::{Error, Job, ProblemCode, Result, put_in_place};

impl Store {
    /// Write a copy of the store into a new or empty folder; the copy opens like the store itself.
    pub(crate) fn backup(&self, folder: &Path, job: &mut Job<'_>) -> Result<()> {
        let failed = |doing: &str, source| Error::io(format!("{doing} {}", folder.display()), source);
        std::fs::create_dir_all(folder).map_err(|source| failed("creating the folder", source))?;
        let inside = |own: &Path| match (own.canonicalize(), folder.canonicalize()) {
            (Ok(own), Ok(folder)) => folder.starts_with(own),
            _ => false,
        };
        if self.folder().is_some_and(inside) {
            let reason = "the folder is within that of the knowledge base: choose another one";
            return Err(Error::invalid("folder", ProblemCode::Inconsistent, reason));
        }
        let target = folder.join("omkn.db");
        if target.exists() || folder.join("omkn.db-wal").exists() {
            let source = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
            return Err(failed("a backup needs a folder without a knowledge base; writing to", source));
        }
        let partial = folder.join("omkn.db.partial");
        let path = partial
            .to_str()
            .ok_or_else(|| failed("the path must be Unicode; writing to", std::io::ErrorKind::InvalidInput.into()))?;
        // A partial copy of an earlier try is of no use to anyone.
        let _ = std::fs::remove_file(&partial);
        job.report("copying", 0, None);
        job.check()?;
        self.read(|connection| {
            connection.execute_batch("PRAGMA query_only = OFF").during("copying the store")?;
            connection.execute("VACUUM INTO ?1", [path]).during("copying the store").map(drop)
        })
        .inspect_err(|_| {
            // What is left of a copy that failed would only take room.
            let _ = std::fs::remove_file(&partial);
        })?;
        put_in_place(&partial, &target).map_err(|source| failed("finishing the copy in", source))?;
        job.report("checking", 0, None);
        let copy = Self::open(folder, &StoreOptions { read_only: true, ..StoreOptions::default() })?;
        let report = copy.check(CheckLevel::Full, job)?;
        match report.findings.first() {
            None => Ok(()),
            Some(finding) => Err(Error::corrupt(format!("the backup is not whole: {}", finding.what))),
        }
    }
}
