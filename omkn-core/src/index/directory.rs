//! OMKN's own tantivy directory.
//!
//! tantivy's directory syncs every file, because for most programs the index is the data. Ours is a cache over the
//! store, so nothing is synced: a commit costs a few plain writes, and what a power cut may damage is found by checksum
//! and built again. Small files live on the heap, because a mapped file that someone cuts short kills the process.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, FileSlice, Lock, OwnedBytes, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

use super::checksum::{check_segment_file, seal, unseal};
use super::folder::Folder;
use crate::base::Error;

/// How much of an index may live on the heap, in bytes: an index up to this size is never mapped.
pub(crate) const HEAP_LIMIT: u64 = 64 << 20;
/// tantivy's list of segments; the commit is the moment it is replaced.
pub(super) const META: &str = "meta.json";
/// tantivy's list of the files it made. We derive it from the folder, which cannot be out of date.
const MANAGED: &str = ".managed.json";
/// How long a lock that may be waited for is waited for.
const LOCK_WAIT: Duration = Duration::from_secs(10);

/// The files of one index; clones share everything.
///
/// Three modes with one code path: files are looked up on the heap first, then in the folder, if there is one.
/// All handles of a process on one index should share one `IndexDirectory`; between processes, `omkn.lock` keeps
/// writers apart.
#[derive(Clone)]
pub(crate) struct IndexDirectory {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    pub(super) folder: Option<Folder>,
    /// Whether writes and deletes go to the folder; else they stay on the heap.
    pub(super) writable: bool,
    pub(super) limit: u64,
    verify_mapped: AtomicBool,
    /// Whether there was no room for something that was to be written: threads of the engine keep the text of an error only.
    ran_full: AtomicBool,
    state: Mutex<State>,
    locks: Mutex<HashSet<PathBuf>>,
    lock_released: Condvar,
}

#[derive(Default)]
struct State {
    heap: HashMap<PathBuf, HeapFile>,
    /// Files of a folder we must not touch that count as deleted.
    hidden: HashSet<PathBuf>,
    /// Mapped files that were written or checked in full by this process.
    verified: HashSet<PathBuf>,
}

struct HeapFile {
    bytes: Arc<[u8]>,
    /// Whether the folder holds the same bytes, so that the copy may be dropped.
    stored: bool,
}

impl IndexDirectory {
    /// An index kept in `folder`, which is made if missing. Up to `limit` bytes of its files live on the heap, first
    /// come, first served; files beyond that are mapped.
    pub(crate) fn persistent(folder: &Path, limit: u64) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self::new(Some(Folder::open(folder)?), true, limit))
    }

    /// An index read from `folder`, which is never touched: all that is written or deleted stays on the heap.
    ///
    /// While another process writes to the folder, a file may be gone between reading `meta.json` and opening it: on
    /// `FileDoesNotExist`, reload.
    pub(crate) fn overlay(folder: &Path, limit: u64) -> io::Result<Self> {
        Ok(Self::new(Some(Folder::open(folder)?), false, limit))
    }

    /// An index on the heap alone.
    pub(crate) fn in_memory() -> Self {
        Self::new(None, false, 0)
    }

    fn new(folder: Option<Folder>, writable: bool, limit: u64) -> Self {
        let inner = Inner {
            folder,
            writable,
            limit,
            verify_mapped: AtomicBool::new(false),
            ran_full: AtomicBool::new(false),
            state: Mutex::default(),
            locks: Mutex::default(),
            lock_released: Condvar::new(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// From now on mapped files are checked in full, once, when first opened, as files on the heap always are. For use
    /// after an unclean stop.
    pub(crate) fn verify_mapped(&self) {
        self.inner.verify_mapped.store(true, Ordering::Relaxed);
    }

    /// What to say of an error while writing: that there is no room, if that is why.
    pub(super) fn explained(&self, error: Error) -> Error {
        match error {
            Error::Index { .. } if self.inner.ran_full.load(Ordering::Relaxed) => Error::LowSpace {
                reason: "the disk is full while writing the index: free some space and repeat".to_owned(),
            },
            error => error,
        }
    }

    /// Names of all files there are, in no order.
    pub(super) fn names(&self) -> io::Result<HashSet<PathBuf>> {
        let state = self.inner.state();
        let mut names: HashSet<PathBuf> = state.heap.keys().cloned().collect();
        if let Some(folder) = &self.inner.folder {
            let stored = folder.files()?.into_iter().map(|(name, _)| name);
            names.extend(stored.filter(|name| !state.hidden.contains(name)));
        }
        Ok(names)
    }

    /// Checks the file as the folder holds it now, whatever the heap holds.
    pub(super) fn verify_stored(&self, name: &Path) -> Result<(), OpenReadError> {
        let Some(folder) = self.inner.stored(name) else {
            return self.inner.open(name).map(drop);
        };
        let length = folder.file_len(name).map_err(|error| read_error(name, error))?;
        if length <= self.inner.limit {
            let bytes = folder.read(name).map_err(|error| read_error(name, error))?;
            return check_segment_file(name, bytes.into(), true).map_err(|error| read_error(name, error));
        }
        check_segment_file(name, FileSlice::new(folder.map(name)?), true).map_err(|error| read_error(name, error))?;
        self.inner.state().verified.insert(name.to_owned());
        Ok(())
    }
}

impl Inner {
    /// Remember whether there was no room.
    fn noted<T>(&self, written: io::Result<T>) -> io::Result<T> {
        written.inspect_err(|error| {
            if matches!(
                error.kind(),
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
            ) {
                self.ran_full.store(true, Ordering::Relaxed);
            }
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The folder that writes go to.
    fn target(&self) -> Option<&Folder> {
        self.folder.as_ref().filter(|_| self.writable)
    }

    /// The folder, if this file is to be read from there.
    fn stored(&self, name: &Path) -> Option<&Folder> {
        let state = self.state();
        let replaced = state.hidden.contains(name) || state.heap.get(name).is_some_and(|file| !file.stored);
        self.folder.as_ref().filter(|_| !replaced)
    }

    fn open(&self, name: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if let Some(file) = self.state().heap.get(name) {
            return Ok(Arc::new(OwnedBytes::new(Arc::clone(&file.bytes))));
        }
        let folder = self.stored(name).ok_or_else(|| OpenReadError::FileDoesNotExist(name.to_owned()))?;
        let length = folder.file_len(name).map_err(|error| read_error(name, error))?;
        if self.state().make_room(length, self.limit) {
            let bytes: Arc<[u8]> = folder.read(name).map_err(|error| read_error(name, error))?.into();
            let handle = Arc::new(OwnedBytes::new(Arc::clone(&bytes)));
            check_segment_file(name, FileSlice::new(handle.clone()), true).map_err(|error| read_error(name, error))?;
            self.state().heap.insert(name.to_owned(), HeapFile { bytes, stored: true });
            return Ok(handle);
        }
        let handle = folder.map(name)?;
        let whole = self.verify_mapped.load(Ordering::Relaxed) && !self.state().verified.contains(name);
        check_segment_file(name, FileSlice::new(Arc::clone(&handle)), whole)
            .map_err(|error| read_error(name, error))?;
        if whole {
            self.state().verified.insert(name.to_owned());
        }
        Ok(handle)
    }

    /// Takes over a file this process has just written: it needs no check, and no reading back if there is room.
    fn keep(&self, name: &Path, bytes: Option<Vec<u8>>) {
        let stored = self.target().is_some();
        let mut state = self.state();
        state.verified.insert(name.to_owned());
        if let Some(bytes) = bytes
            && (!stored || state.make_room(bytes.len() as u64, self.limit))
        {
            state.heap.insert(name.to_owned(), HeapFile { bytes: bytes.into(), stored });
        }
    }
}

impl State {
    fn heap_bytes(&self) -> u64 {
        self.heap.values().filter(|file| file.stored).map(|file| file.bytes.len() as u64).sum()
    }

    /// Whether `length` more bytes fit under `limit`, after letting go of copies no reader uses if need be.
    fn make_room(&mut self, length: u64, limit: u64) -> bool {
        let fits = |used: u64| used.saturating_add(length) <= limit;
        if !fits(self.heap_bytes()) && length <= limit {
            self.heap.retain(|_, file| !file.stored || Arc::strong_count(&file.bytes) > 1);
        }
        fits(self.heap_bytes())
    }
}

impl Directory for IndexDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.open(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let mut state = self.inner.state();
        state.verified.remove(path);
        let kept = state.heap.remove(path).is_some();
        let missing = || DeleteError::FileDoesNotExist(path.to_owned());
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => missing(),
            _ => DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() },
        };
        match &self.inner.folder {
            Some(folder) if self.inner.writable => folder.remove(path).map_err(failed),
            Some(folder) if !state.hidden.contains(path) => match folder.file_len(path) {
                Ok(_) => {
                    state.hidden.insert(path.to_owned());
                    Ok(())
                }
                Err(_) if kept => Ok(()),
                Err(error) => Err(failed(error)),
            },
            _ if kept => Ok(()),
            _ => Err(missing()),
        }
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        if self.inner.state().heap.contains_key(path) {
            return Ok(true);
        }
        match self.inner.stored(path).map(|folder| folder.file_len(path)) {
            None => Ok(false),
            Some(Ok(_)) => Ok(true),
            Some(Err(error)) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Some(Err(error)) => Err(read_error(path, error)),
        }
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::wrap_io_error(error, path.to_owned()),
        };
        let file = match self.inner.target() {
            Some(folder) => Some(self.inner.noted(folder.create(path)).map_err(failed)?),
            None if self.exists(path).unwrap_or(true) => {
                return Err(OpenWriteError::FileAlreadyExists(path.to_owned()));
            }
            None => {
                // As on a disk, the name is taken from now on.
                self.inner.keep(path, Some(Vec::new()));
                None
            }
        };
        let writer = FileWriter { inner: Arc::clone(&self.inner), name: path.to_owned(), file, copy: Some(Vec::new()) };
        Ok(BufWriter::new(Box::new(writer)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(MANAGED) {
            let names = self.names().map_err(|error| read_error(path, error))?;
            let made: Vec<_> = names.iter().filter(|name| is_segment_file(name)).collect();
            return serde_json::to_vec(&made).map_err(|error| read_error(path, error.into()));
        }
        if let Some(file) = self.inner.state().heap.get(path) {
            return Ok(file.bytes.to_vec());
        }
        let folder = self.inner.stored(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))?;
        let bytes = folder.read(path);
        let bytes = if path == Path::new(META) { bytes.and_then(|bytes| unseal(path, &bytes)) } else { bytes };
        bytes.map_err(|error| read_error(path, error))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(MANAGED) {
            return Ok(());
        }
        match self.inner.target() {
            Some(folder) if path == Path::new(META) => self.inner.noted(folder.replace(path, &seal(path, data)?)),
            Some(folder) => self.inner.noted(folder.replace(path, data)),
            None => {
                self.inner.keep(path, Some(data.to_vec()));
                Ok(())
            }
        }
    }

    /// Does nothing: see the top of this file.
    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// Locks hold inside this process only and make no files; between processes there is `omkn.lock`.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let locks = self.inner.locks.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = if lock.is_blocking { LOCK_WAIT } else { Duration::ZERO };
        let taken = |locks: &mut HashSet<PathBuf>| locks.contains(&lock.filepath);
        let (mut locks, _) =
            self.inner.lock_released.wait_timeout_while(locks, wait, taken).unwrap_or_else(PoisonError::into_inner);
        if !locks.insert(lock.filepath.clone()) {
            return Err(LockError::LockBusy);
        }
        let held = HeldLock { inner: Arc::clone(&self.inner), name: lock.filepath.clone() };
        Ok(DirectoryLock::from(Box::new(held)))
    }

    /// Never calls back: readers are reloaded by whoever commits.
    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

impl fmt::Debug for IndexDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IndexDirectory")
            .field("folder", &self.inner.folder)
            .field("writable", &self.inner.writable)
            .finish_non_exhaustive()
    }
}

/// Whether tantivy makes files of this name: 32 hexadecimal digits of a segment, a dot, and the component.
pub(super) fn is_segment_file(name: &Path) -> bool {
    let segment = name.to_str().and_then(|name| name.split_once('.')).map(|(segment, _)| segment);
    segment.is_some_and(|segment| segment.len() == 32 && segment.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn read_error(name: &Path, error: io::Error) -> OpenReadError {
    match error.kind() {
        io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(name.to_owned()),
        _ => OpenReadError::wrap_io_error(error, name.to_owned()),
    }
}

/// Writes a new file, to the folder if there is one to write to, and keeps a copy as long as it fits on the heap.
struct FileWriter {
    inner: Arc<Inner>,
    name: PathBuf,
    file: Option<File>,
    copy: Option<Vec<u8>>,
}

impl Write for FileWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let (Some(folder), Some(file)) = (&self.inner.folder, &mut self.file) {
            self.inner.noted(folder.append(file, bytes))?;
        }
        let limit = if self.file.is_some() { self.inner.limit } else { u64::MAX };
        self.copy = self.copy.take().filter(|copy| (copy.len() + bytes.len()) as u64 <= limit);
        if let Some(copy) = &mut self.copy {
            copy.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for FileWriter {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.file = None;
        self.inner.keep(&self.name, self.copy.take());
        Ok(())
    }
}

struct HeldLock {
    inner: Arc<Inner>,
    name: PathBuf,
}

impl Drop for HeldLock {
    fn drop(&mut self) {
        self.inner.locks.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.name);
        self.inner.lock_released.notify_all();
    }
}
