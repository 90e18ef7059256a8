//! What keeps an index folder sound from one process to the next: sweep, clean mark, full check.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use tantivy::directory::error::{DeleteError, OpenReadError};
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, RamDirectory};
use tantivy::index::SegmentComponent;
use tantivy::{Index, Searcher};

use super::checksum::damaged;
use super::directory::{IndexDirectory, META, is_segment_file};

/// Present while the index rests after a clean stop; holds length and checksum of the `meta.json` it vouches for.
const CLEAN_MARK: &str = ".clean";

impl IndexDirectory {
    /// Deletes what earlier processes left behind: files of segments that `meta.json` does not name, temporary files
    /// and old lock files. Returns how many. Files that are not of an index are left alone.
    ///
    /// Call it before the first write. A killed commit leaves its `<segment>.<opstamp>.del` behind, the repeated commit
    /// makes a file of the same name, and tantivy refuses to write over it, for ever.
    pub(crate) fn sweep(&self) -> io::Result<usize> {
        let _no_writer = self
            .acquire_lock(&INDEX_WRITER_LOCK)
            .map_err(|_| io::Error::new(io::ErrorKind::ResourceBusy, "the index has a living writer"))?;
        let living = match self.segment_files() {
            Ok(living) => living,
            // Without a commit nothing is worth keeping. Damage is another matter: nothing is deleted on doubt.
            Err(error) if error.kind() == io::ErrorKind::NotFound => HashSet::new(),
            Err(error) => return Err(error),
        };
        let mut swept = 0;
        for name in self.names()? {
            let left_behind = is_segment_file(&name) || is_helper_file(&name);
            if !left_behind || living.contains(&name) {
                continue;
            }
            match self.delete(&name) {
                Ok(()) => swept += 1,
                Err(DeleteError::FileDoesNotExist(_)) => {}
                Err(DeleteError::IoError { io_error, .. }) => return Err(named(&name, &io_error)),
            }
        }
        Ok(swept)
    }

    /// Checks every file the last commit names against its checksum, reading all of them.
    ///
    /// # Errors
    ///
    /// `InvalidData` names the first damaged file, `NotFound` the first missing one.
    pub(crate) fn verify_all(&self) -> io::Result<()> {
        for name in self.segment_files()? {
            self.verify_stored(&name).map_err(|error| plain(&name, error))?;
        }
        Ok(())
    }

    /// Whether every segment of this searcher has its positions: the one file whose absence tantivy takes for emptiness,
    /// to fail only when a phrase is searched.
    pub(super) fn require_positions(&self, searcher: &Searcher) -> io::Result<()> {
        for segment in searcher.segment_readers() {
            let name = PathBuf::from(format!("{}.pos", segment.segment_id().uuid_string()));
            if !self.exists(&name).map_err(|error| plain(&name, error))? {
                return Err(named(&name, &io::ErrorKind::NotFound.into()));
            }
        }
        Ok(())
    }

    /// Notes that the last writer has stopped cleanly. Call it when the writer is closed; nothing may be written after.
    ///
    /// Mapped files are not checked after a clean stop, so an index too large for the heap is synced here, once: a
    /// power cut soon after must not leave the mark and lose the files.
    pub(crate) fn mark_clean(&self) -> io::Result<()> {
        let Some(folder) = self.inner.folder.as_ref().filter(|_| self.inner.writable) else {
            return Ok(());
        };
        if self.disk_bytes()? > self.inner.limit {
            for name in self.segment_files()? {
                folder.sync(&name)?;
            }
        }
        folder.replace(Path::new(CLEAN_MARK), self.fingerprint()?.as_bytes())
    }

    /// Whether the last writer stopped cleanly and nothing was committed since. The mark is gone afterwards, so call
    /// it once, on opening. Without a mark, call [`verify_mapped`](Self::verify_mapped) or
    /// [`verify_all`](Self::verify_all).
    pub(crate) fn take_clean_mark(&self) -> bool {
        let mark = Path::new(CLEAN_MARK);
        let Ok(found) = self.atomic_read(mark) else {
            return false;
        };
        // A mark that cannot be removed would vouch for whatever comes next.
        let removed = self.delete(mark).is_ok();
        removed && self.fingerprint().is_ok_and(|expected| expected.as_bytes() == found)
    }

    /// The size of all files in the folder, in bytes; 0 for an index in memory.
    pub(crate) fn disk_bytes(&self) -> io::Result<u64> {
        match &self.inner.folder {
            Some(folder) => Ok(folder.files()?.iter().map(|(_, length)| length).sum()),
            None => Ok(0),
        }
    }

    fn meta(&self) -> io::Result<Vec<u8>> {
        let name = Path::new(META);
        self.atomic_read(name).map_err(|error| plain(name, error))
    }

    fn fingerprint(&self) -> io::Result<String> {
        let meta = self.meta()?;
        Ok(format!("{} {:08x}", meta.len(), crc32fast::hash(&meta)))
    }

    /// The files that make up the last commit. tantivy itself reads its format, from a copy of `meta.json`.
    fn segment_files(&self) -> io::Result<HashSet<PathBuf>> {
        let name = Path::new(META);
        let copy = RamDirectory::create();
        copy.atomic_write(name, &self.meta()?)?;
        let meta = Index::open(copy).and_then(|index| index.load_metas()).map_err(|error| damaged(name, error))?;
        let mut files = meta.list_segment_files();
        for segment in meta.segments.iter().filter(|segment| !segment.has_deletes()) {
            files.remove(&segment.relative_path(SegmentComponent::Delete));
        }
        Ok(files)
    }
}

/// Temporary, lock and list files, ours and those of tantivy's own directory.
fn is_helper_file(name: &Path) -> bool {
    let starts = [".tmp", ".tantivy-", ".managed.json"];
    name.to_str().is_some_and(|name| starts.iter().any(|start| name.starts_with(start)))
}

fn named(name: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("index file {}: {error}", name.display()))
}

fn plain(name: &Path, error: OpenReadError) -> io::Error {
    match error {
        OpenReadError::FileDoesNotExist(_) => named(name, &io::ErrorKind::NotFound.into()),
        // Ours carry the name already.
        OpenReadError::IoError { io_error, .. } => io::Error::new(io_error.kind(), io_error.to_string()),
        OpenReadError::IncompatibleIndex(reason) => damaged(name, format!("{reason:?}")),
    }
}
