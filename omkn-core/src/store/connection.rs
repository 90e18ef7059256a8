//! Opening the database, and lending its connections: one that writes, a few that read.
#![expect(clippy::disallowed_methods, reason = "this is the place")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::chain::StoreHead;
use super::error::During;
use super::facet_value::note_facets;
use super::identity::FileIdentity;
use super::lock::StoreLock;
use super::meta::{meta, meta_text, write_meta};
use super::migrate;
use super::notify::{Notifier, Subscription};
use super::options::StoreOptions;
use super::readers::Readers;
use super::view::{Reader, StoreView};
use super::writer::{Writer, closed, lock, lock_to_read, poisoned};
use crate::base::{Error, ProblemCode, Result, Seq, SharedClock, Timestamp};

const FILE_NAME: &str = "omkn.db";
/// The longest path of the database file, in bytes: SQLite's limit on Unix, less its longest suffix.
const LONGEST_PATH: usize = 504;

/// The open store. All methods take `&self`; writers wait for each other, readers for no one.
#[derive(Debug)]
pub(crate) struct Store {
    pub(super) folder: Option<PathBuf>,
    pub(super) clock: SharedClock,
    pub(super) author: Option<String>,
    id: String,
    pub(super) notifier: Notifier,
    pub(super) readers: Arc<Readers>,
    connections: RwLock<Option<Connections>>,
}

/// Gone once the store is closed.
#[derive(Debug)]
struct Connections {
    /// `None` on read-only handles.
    writer: Option<Arc<Mutex<Writer>>>,
    source: ReaderSource,
    /// The file as it was opened; `None` in memory.
    identity: Option<FileIdentity>,
    _lock: Option<StoreLock>,
}

impl Connections {
    fn require_same_file(&self) -> Result<()> {
        self.identity.as_ref().map_or(Ok(()), FileIdentity::require)
    }

    /// One more connection that reads.
    fn open_reader(&self) -> Result<Connection> {
        self.require_same_file()?;
        self.source.open()
    }
}

/// How to get one more connection that reads.
#[derive(Debug)]
enum ReaderSource {
    /// A database in memory has one connection, shared by readers and writers.
    Writer,
    File(PathBuf),
    /// A file that nobody can write, such as one on read-only media.
    Immutable(PathBuf),
}

impl Store {
    /// The time of the handle's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn open(folder: &Path, options: &StoreOptions) -> Result<Self> {
        let file = usable_path(folder)?;
        let exists =
            file.try_exists().map_err(|source| Error::io(format!("looking for {}", file.display()), source))?;
        if !exists && (options.read_only || !options.create) {
            return Err(Error::not_found("knowledge base", folder.display()));
        }
        if options.read_only {
            let identity = Some(FileIdentity::of(&file));
            let (source, connection) = open_reader(file)?;
            let connections = Connections { writer: None, source, identity, _lock: None };
            return Self::assemble(Some(folder.to_owned()), connections, vec![connection], options);
        }
        let connections = open_writer(folder, file, options)?;
        Self::assemble(Some(folder.to_owned()), connections, Vec::new(), options)
    }

    pub(crate) fn in_memory(options: &StoreOptions) -> Result<Self> {
        let mut connection = Connection::open_in_memory().during("opening a database in memory")?;
        set_up(&connection, true)?;
        let head = prepare(&mut connection, 0, options)?;
        let writer = Some(Arc::new(Mutex::new(Writer { connection, head, refused: None })));
        let connections = Connections { writer, source: ReaderSource::Writer, identity: None, _lock: None };
        Self::assemble(None, connections, Vec::new(), options)
    }

    fn assemble(
        folder: Option<PathBuf>,
        connections: Connections,
        idle: Vec<Connection>,
        options: &StoreOptions,
    ) -> Result<Self> {
        let mut store = Self {
            folder,
            clock: options.clock.clone(),
            author: options.author.clone(),
            id: String::new(),
            notifier: Notifier::default(),
            readers: Arc::new(Readers::new(idle)),
            connections: RwLock::new(Some(connections)),
        };
        store.id = store.read(|connection| {
            meta_text(connection, "store_id")?.ok_or_else(|| Error::corrupt("the store has no id of its own"))
        })?;
        Ok(store)
    }

    /// The id of this store; a copy of the file has the same.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Its folder; `None` in memory.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    pub(crate) fn is_read_only(&self) -> bool {
        self.connections.read().is_ok_and(|open| open.as_ref().is_none_or(|open| open.writer.is_none()))
    }

    /// That this thread may call at all: see [`Readers::enter`].
    pub(crate) fn require_outside(&self) -> Result<()> {
        self.readers.enter().map(drop)
    }

    /// End all views, close all connections and release the lock. Later calls give `Closed`; closing twice is fine.
    pub(crate) fn close(&self) -> Result<()> {
        let _inside = self.readers.enter()?;
        let open = self.connections.write().map_err(|_| poisoned())?.take();
        // Readers first: the last connection to close empties the log, and readers cannot.
        self.readers.close();
        drop(open);
        self.notifier.close();
        Ok(())
    }

    /// Tell a listener of every write from now on.
    pub(crate) fn subscribe(&self, listener: impl Fn(Seq) + Send + 'static) -> Result<Subscription> {
        let seq = self.head()?.seq;
        self.notifier.subscribe(seq, listener)
    }

    /// Read with a connection of one's own: for one question, which needs no view.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        let _inside = self.readers.enter()?;
        let open = self.connections.read().map_err(|_| poisoned())?;
        let open = open.as_ref().ok_or_else(closed)?;
        if let (ReaderSource::Writer, Some(writer)) = (&open.source, &open.writer) {
            return work(&lock_to_read(writer)?.connection);
        }
        let connection = self.readers.take_idle()?.map_or_else(|| open.open_reader(), Ok)?;
        let result = work(&connection);
        // A connection that met an error may be in an odd state: it is not used again.
        if result.is_ok() {
            self.readers.give_back(connection);
        }
        result
    }

    /// The store as it is now. What the host holds has a limit, because it may be forgotten; a call of the library has none.
    pub(crate) fn view(&self, limit: Option<Duration>) -> Result<StoreView> {
        let _inside = self.readers.enter()?;
        let open = self.connections.read().map_err(|_| poisoned())?;
        let open = open.as_ref().ok_or_else(closed)?;
        if let (ReaderSource::Writer, Some(writer)) = (&open.source, &open.writer) {
            let held = lock_to_read(writer)?;
            return StoreView::of_writer(&self.readers, writer, held.head, limit);
        }
        let connection = self.readers.take_idle()?.map_or_else(|| open.open_reader(), Ok)?;
        connection.prepare_cached("BEGIN").and_then(|mut begin| begin.execute(())).during("beginning to read")?;
        let head = read_head(&connection)?;
        StoreView::of_transaction(&self.readers, connection, head, limit)
    }

    /// Work with the connection that writes.
    pub(super) fn with_writer<T>(&self, work: impl FnOnce(&mut Writer) -> Result<T>) -> Result<T> {
        let _inside = self.readers.enter()?;
        let open = self.connections.read().map_err(|_| poisoned())?;
        let open = open.as_ref().ok_or_else(closed)?;
        let writer = open
            .writer
            .as_ref()
            .ok_or_else(|| Error::ReadOnly { reason: "it was opened read-only: open it for writing".to_owned() })?;
        open.require_same_file()?;
        self.readers.end_old_views()?;
        let mut writer = lock(writer)?;
        if matches!(open.source, ReaderSource::Writer) {
            self.readers.copy_for_views(&writer.connection)?;
        }
        work(&mut writer)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        let open = self.connections.get_mut().ok().and_then(Option::take);
        self.readers.close();
        // A forked child must not close what belongs to its parent: SQLite would clean up under the parent's feet.
        if !self.readers.is_of_this_process() {
            std::mem::forget(open);
        }
    }
}

impl ReaderSource {
    fn open(&self) -> Result<Connection> {
        let doing = "opening the database for reading";
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = match self {
            Self::Writer => return Err(Error::corrupt("a database in memory has no second connection")),
            Self::File(path) => Connection::open_with_flags(path, flags).during(doing)?,
            Self::Immutable(path) => {
                let uri = format!("file:{}?immutable=1", percent_encoded(path)?);
                Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI).during(doing)?
            }
        };
        set_up(&connection, false)?;
        Ok(connection)
    }
}

/// Whether a folder has a database file with anything in it.
pub(crate) fn has_database(folder: &Path) -> bool {
    has_content(&folder.join(FILE_NAME))
}

fn has_content(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|metadata| metadata.len() > 0)
}

/// The database file in a folder, if SQLite can open one there.
fn usable_path(folder: &Path) -> Result<PathBuf> {
    if folder.as_os_str().is_empty() {
        return Err(Error::invalid("folder", ProblemCode::Required, "name the folder of the knowledge base"));
    }
    let file = folder.join(FILE_NAME);
    // SQLite makes relative paths absolute, and adds a suffix for the log.
    let absolute = std::path::absolute(&file).unwrap_or_else(|_| file.clone());
    let length = absolute.as_os_str().len();
    if length > LONGEST_PATH {
        let reason = format!("the path is too long: {length} bytes, and SQLite opens at most {LONGEST_PATH}");
        return Err(Error::invalid("folder", ProblemCode::TooLong, reason));
    }
    Ok(file)
}

/// A database that is missing or empty beside a log with writes: opening it would delete the log.
fn require_database_of_log(file: &Path) -> Result<()> {
    let log = file.with_extension("db-wal");
    if !has_content(file) && has_content(&log) {
        let (file, log) = (file.display(), log.display());
        return Err(Error::corrupt(format!("{file} is missing or empty, and its log {log} holds writes")));
    }
    Ok(())
}

fn open_writer(folder: &Path, file: PathBuf, options: &StoreOptions) -> Result<Connections> {
    require_database_of_log(&file)?;
    std::fs::create_dir_all(folder)
        .map_err(|source| Error::io(format!("creating the folder {}", folder.display()), source))?;
    let store_lock = StoreLock::acquire(folder, options.clock.now())?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(&file, flags).during("opening the database")?;
    // Look before anything is set: a file of another program stays as it is.
    let version = migrate::version_of(&connection)?;
    set_up(&connection, true)?;
    let head = prepare(&mut connection, version, options)?;
    Ok(Connections {
        writer: Some(Arc::new(Mutex::new(Writer { connection, head, refused: None }))),
        identity: Some(FileIdentity::of(&file)),
        source: ReaderSource::File(file),
        _lock: Some(store_lock),
    })
}

fn open_reader(file: PathBuf) -> Result<(ReaderSource, Connection)> {
    let reader = ReaderSource::File(file.clone());
    let usable = |source: &ReaderSource| -> Result<Connection> {
        let connection = source.open()?;
        let version = migrate::version_of(&connection)?;
        if version == migrate::current_version() {
            return Ok(connection);
        }
        Err(Error::Incompatible {
            what: "the knowledge base".to_owned(),
            found: version.to_string(),
            supported: format!(
                "{} without writing: open it once for writing to bring it up to date",
                migrate::current_version()
            ),
        })
    };
    // On read-only media a WAL database opens only when it is declared immutable, and that is only true without a log.
    match usable(&reader) {
        Ok(connection) => Ok((reader, connection)),
        Err(error @ (Error::Incompatible { .. } | Error::Corrupt { .. } | Error::Busy { .. })) => Err(error),
        Err(error) => {
            let log = file.with_extension("db-wal");
            if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
                return Err(error);
            }
            let reader = ReaderSource::Immutable(file);
            let connection = usable(&reader)?;
            Ok((reader, connection))
        }
    }
}

/// The settings of every connection; `docs/storage.md` says why each is as it is.
fn set_up(connection: &Connection, writes: bool) -> Result<()> {
    let doing = "setting the database up";
    connection.busy_timeout(std::time::Duration::from_secs(5)).during(doing)?;
    connection.set_prepared_statement_cache_capacity(64);
    let shared = "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; \
                  PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000;";
    connection.execute_batch(shared).during(doing)?;
    let own = if writes {
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; \
         PRAGMA journal_size_limit = 33554432; PRAGMA wal_autocheckpoint = 1000; PRAGMA fullfsync = ON; \
         PRAGMA checkpoint_fullfsync = ON;"
    } else {
        "PRAGMA query_only = ON;"
    };
    connection.execute_batch(own).during(doing)?;
    super::payload::register(connection)
}

/// Bring the schema up to date and give a new store its id.
fn prepare(connection: &mut Connection, version: u32, options: &StoreOptions) -> Result<StoreHead> {
    if version < migrate::current_version() {
        migrate::migrate(connection, version)?;
    }
    if meta_text(connection, "store_id")?.is_none() {
        let transaction = connection.transaction().during("creating the store")?;
        write_meta(&transaction, "store_id", uuid::Uuid::new_v4().to_string().as_bytes())?;
        write_meta(&transaction, "created", options.clock.now().to_string().as_bytes())?;
        write_meta(&transaction, "head", &StoreHead::default().to_bytes())?;
        note_facets(&transaction)?;
        transaction.commit().during("creating the store")?;
    }
    read_head(connection)
}

/// The head of the change log, as stored.
pub(super) fn read_head(connection: &Connection) -> Result<StoreHead> {
    let bytes = meta(connection, "head")?.ok_or_else(|| Error::corrupt("the head of the change log is missing"))?;
    StoreHead::from_bytes(&bytes)
}

fn percent_encoded(path: &Path) -> Result<String> {
    let text = path.to_str().ok_or_else(|| {
        let source = std::io::Error::new(std::io::ErrorKind::InvalidInput, "the path is not Unicode");
        Error::io(format!("opening {}", path.display()), source)
    })?;
    Ok(text.replace('%', "%25").replace('?', "%3f").replace('#', "%23"))
}
