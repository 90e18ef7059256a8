//! Where the index is kept: a folder named after its format and a generation, or memory.

use std::path::{Path, PathBuf};

use tantivy::{IndexReader, ReloadPolicy};

use super::analyzer;
use super::directory::{HEAP_LIMIT, IndexDirectory};
use super::schema::{Fields, fingerprint, schema};
use super::watermark::Watermark;
use crate::base::{Error, Result};

/// An index that is open.
#[derive(Clone)]
pub(crate) struct Opened {
    pub(crate) index: tantivy::Index,
    pub(crate) fields: Fields,
    pub(super) directory: IndexDirectory,
    pub(super) reader: IndexReader,
}

/// Where generations of the index are kept.
#[derive(Debug)]
pub(super) struct Generations {
    /// The folder that holds one folder for each generation; `None` keeps everything in memory.
    folder: Option<PathBuf>,
    /// Whether files may be written there.
    writable: bool,
}

impl Generations {
    pub(super) fn new(store: Option<&Path>, read_only: bool) -> Self {
        Self { folder: store.map(|folder| folder.join("index")), writable: !read_only }
    }

    /// Open the latest generation that is whole, if there is one.
    pub(super) fn open_latest(&self) -> Option<Opened> {
        let latest = self.finished().pop()?.1;
        let directory = if self.writable {
            let directory = IndexDirectory::persistent(&latest, HEAP_LIMIT).ok()?;
            if !directory.take_clean_mark() {
                directory.verify_all().ok()?;
            }
            directory.sweep().ok()?;
            directory
        } else {
            // A reader cannot know how the last writer stopped.
            let directory = IndexDirectory::overlay(&latest, HEAP_LIMIT).ok()?;
            directory.verify_mapped();
            directory
        };
        let index = tantivy::Index::open(directory.clone()).ok()?;
        open(index, directory).ok()
    }

    /// Begin a new generation; [`Generation::finish`] makes it the latest.
    pub(super) fn begin(&self) -> Result<Generation> {
        let Some(folder) = self.folder.as_ref().filter(|_| self.writable) else {
            return Self::begin_in_memory();
        };
        let number = self.finished().pop().map_or(1, |(number, _)| number + 1);
        let name = format!("{}-{number}", fingerprint(&schema().0));
        let (building, done) = (folder.join(format!("{name}.building")), folder.join(name));
        let failed = |source| Error::io(format!("making the index in {}", building.display()), source);
        match std::fs::remove_dir_all(&building) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => return Err(failed(source)),
            _ => {}
        }
        std::fs::create_dir_all(&building).map_err(failed)?;
        let directory = IndexDirectory::persistent(&building, HEAP_LIMIT).map_err(failed)?;
        Ok(Generation { opened: create(directory)?, paths: Some((building, done)) })
    }

    /// Begin a generation that leaves no files.
    pub(super) fn begin_in_memory() -> Result<Generation> {
        Ok(Generation { opened: create(IndexDirectory::in_memory())?, paths: None })
    }

    /// Remove what is not the latest generation. The index is a cache: nothing of value is lost.
    fn remove_others(&self, latest: &Path) {
        let entries = self.folder.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
        for path in entries.map(|entry| entry.path()).filter(|path| path != latest) {
            // What cannot be removed now is removed after the next rebuild.
            let _ = std::fs::remove_dir_all(path);
        }
    }

    /// The finished generations of our format, oldest first.
    fn finished(&self) -> Vec<(u64, PathBuf)> {
        let prefix = format!("{}-", fingerprint(&schema().0));
        let entries = self.folder.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
        let mut found: Vec<_> = entries
            .filter_map(|entry| {
                let name = entry.file_name();
                let number = name.to_str()?.strip_prefix(&prefix)?.parse().ok()?;
                Some((number, entry.path()))
            })
            .collect();
        found.sort_unstable();
        found
    }
}

/// Whether an index was ever made beside a store in this folder.
pub(crate) fn has_index(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder.join("index")).into_iter().flatten().flatten();
    entries.map(|entry| entry.path().join("meta.json")).any(|meta| meta.is_file())
}

/// A generation of the index that is being made.
pub(super) struct Generation {
    pub(super) opened: Opened,
    paths: Option<(PathBuf, PathBuf)>,
}

impl Generation {
    /// Make this the latest generation and open it.
    pub(super) fn finish(self, generations: &Generations) -> Result<Opened> {
        let Some((building, done)) = self.paths else { return Ok(self.opened) };
        drop(self.opened);
        std::fs::rename(&building, &done)
            .map_err(|source| Error::io(format!("putting the index in place at {}", done.display()), source))?;
        generations.remove_others(&done);
        let directory = IndexDirectory::persistent(&done, HEAP_LIMIT)
            .map_err(|source| Error::io(format!("opening the index in {}", done.display()), source))?;
        let index = tantivy::Index::open(directory.clone()).map_err(|source| Error::index("opening it", source))?;
        open(index, directory)
    }
}

impl Opened {
    /// How far it is, if its last commit says so.
    pub(super) fn watermark(&self) -> Option<Watermark> {
        let payload = self.index.load_metas().ok()?.payload?;
        serde_json::from_str(&payload).ok()
    }
}

fn create(directory: IndexDirectory) -> Result<Opened> {
    let settings = tantivy::IndexSettings::default();
    let index = tantivy::Index::create(directory.clone(), schema().0, settings)
        .map_err(|source| Error::index("making it", source))?;
    open(index, directory)
}

fn open(index: tantivy::Index, directory: IndexDirectory) -> Result<Opened> {
    analyzer::register(index.tokenizers());
    let reader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()
        .map_err(|source| Error::index("opening it", source))?;
    Ok(Opened { index, fields: schema().1, directory, reader })
}
