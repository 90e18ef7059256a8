//! The files of an index on disk: one flat folder, plain reads and writes, nothing ever synced on the way.
//!
//! All that touches the disk goes through here, so that tests can make any step fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::OpenReadError;
use tantivy::directory::{Directory, FileHandle, MmapDirectory};

/// Start of the name of a file that waits to be renamed to its final name.
const TEMPORARY: &str = ".tmp-";

/// An existing folder.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// tantivy's directory, used only to map files: it creates nothing and starts no thread for that.
    mapper: MmapDirectory,
    #[cfg(test)]
    pub(super) faults: faults::Faults,
}

impl Folder {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        if !fs::metadata(path)?.is_dir() {
            return Err(io::Error::new(io::ErrorKind::NotADirectory, format!("{} is not a folder", path.display())));
        }
        let mapper = MmapDirectory::open(path).map_err(io::Error::other)?;
        Ok(Self {
            path: path.to_owned(),
            mapper,
            #[cfg(test)]
            faults: faults::Faults::default(),
        })
    }

    /// The full path; names that would lead out of the folder are refused.
    fn full(&self, name: &Path) -> io::Result<PathBuf> {
        let mut parts = name.components();
        match (parts.next(), parts.next()) {
            (Some(Component::Normal(_)), None) => Ok(self.path.join(name)),
            _ => Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{} is not a file name", name.display()))),
        }
    }

    /// The size of a regular file, in bytes.
    pub(super) fn file_len(&self, name: &Path) -> io::Result<u64> {
        let metadata = fs::metadata(self.full(name)?)?;
        if metadata.is_file() { Ok(metadata.len()) } else { Err(super::checksum::damaged(name, "it is not a file")) }
    }

    pub(super) fn read(&self, name: &Path) -> io::Result<Vec<u8>> {
        let length = self.file_len(name)?;
        let mut bytes = Vec::new();
        // The limit holds even if someone else makes the file longer meanwhile.
        File::open(self.full(name)?)?.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    pub(super) fn map(&self, name: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.mapper.get_file_handle(name)
    }

    /// Makes a new file; fails if the name is taken.
    pub(super) fn create(&self, name: &Path) -> io::Result<File> {
        #[cfg(test)]
        self.faults.step()?;
        OpenOptions::new().write(true).create_new(true).open(self.full(name)?)
    }

    pub(super) fn append(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        #[cfg(test)]
        if let Err(error) = self.faults.step() {
            // A write that fails may well have written something.
            file.write_all(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        file.write_all(bytes)
    }

    /// Replaces the content of a file in one step: a reader sees the old content or the new one.
    pub(super) fn replace(&self, name: &Path, bytes: &[u8]) -> io::Result<()> {
        let target = self.full(name)?;
        let temporary = self.path.join(format!("{TEMPORARY}{}", name.display()));
        let mut file = File::create(&temporary)?;
        self.append(&mut file, bytes)?;
        drop(file);
        #[cfg(test)]
        self.faults.step()?;
        fs::rename(temporary, target)
    }

    pub(super) fn remove(&self, name: &Path) -> io::Result<()> {
        #[cfg(test)]
        self.faults.step()?;
        fs::remove_file(self.full(name)?)
    }

    /// Names and sizes of the regular files.
    pub(super) fn files(&self) -> io::Result<Vec<(PathBuf, u64)>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            match entry.metadata() {
                Ok(metadata) if metadata.is_file() => files.push((entry.file_name().into(), metadata.len())),
                Ok(_) => {}
                // The writer of another process may delete files while we list them.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(files)
    }

    /// Forces the content of a file to the disk.
    pub(super) fn sync(&self, name: &Path) -> io::Result<()> {
        OpenOptions::new().write(true).open(self.full(name)?)?.sync_data()
    }
}

/// Faults that tests order: the Nth step that changes the disk fails.
#[cfg(test)]
pub(super) mod faults {
    use std::io;
    use std::sync::Mutex;

    #[derive(Debug, Default)]
    pub(in crate::index) struct Faults {
        plan: Mutex<Plan>,
    }

    #[derive(Debug, Default)]
    struct Plan {
        steps: usize,
        fail: Option<(usize, io::ErrorKind, bool)>,
    }

    impl Faults {
        /// Lets step `nth` (from 0, counted from now) fail; if `lasting`, all later steps too, as after a kill.
        pub(in crate::index) fn order(&self, nth: usize, kind: io::ErrorKind, lasting: bool) {
            *self.plan.lock().unwrap() = Plan { steps: 0, fail: Some((nth, kind, lasting)) };
        }

        /// How many steps were taken since the last order.
        pub(in crate::index) fn steps(&self) -> usize {
            self.plan.lock().unwrap().steps
        }

        pub(super) fn step(&self) -> io::Result<()> {
            let mut plan = self.plan.lock().unwrap();
            let step = plan.steps;
            plan.steps += 1;
            match plan.fail {
                Some((nth, kind, lasting)) if step == nth || (lasting && step > nth) => Err(kind.into()),
                _ => Ok(()),
            }
        }
    }
}
