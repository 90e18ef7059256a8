//! Files by their paths: read as a stream, written whole or not at all.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};

use crate::base::{Error, ProblemCode, Result, put_in_place};

/// A file to read.
pub(crate) fn open(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path).map_err(|source| Error::io(format!("reading {}", path.display()), source));
    file.map(BufReader::new)
}

/// Write a file: what was there under its name is replaced once everything is on the disk, and stays as it is where the
/// work fails, is cancelled or interrupted.
pub(crate) fn replace<T>(path: &Path, work: impl FnOnce(BufWriter<&File>) -> Result<T>) -> Result<T> {
    let failed = |source| Error::io(format!("writing {}", path.display()), source);
    // A link keeps leading where it leads.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if is_of_a_knowledge_base(&target) {
        let reason = format!("{} is a file of a knowledge base and would be lost: give another one", target.display());
        return Err(Error::invalid("path", ProblemCode::Inconsistent, reason));
    }
    if fs::metadata(&target).is_ok_and(|there| !there.is_file()) {
        // A pipe or a device has no contents to save; a folder says that it is one.
        let device = File::options().write(true).open(&target).map_err(failed)?;
        return work(BufWriter::new(&device));
    }
    let partial = Partial::beside(&target);
    let file = File::create_new(&partial.0).map_err(failed)?;
    let value = work(BufWriter::new(&file))?;
    put_in_place(&partial.0, &target).map_err(failed)?;
    Ok(value)
}

/// Whether the name is that of the database, of what SQLite keeps beside it, or of the lock: on any file system.
fn is_of_a_knowledge_base(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    name.starts_with("omkn.db") || name == "omkn.lock"
}

/// A file of ours that is gone when it was not finished; once it has its real name there is nothing left to remove.
struct Partial(PathBuf);

impl Partial {
    fn beside(target: &Path) -> Self {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.partial", uuid::Uuid::new_v4()));
        Self(target.with_file_name(name))
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
