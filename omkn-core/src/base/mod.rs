//! What every room uses: errors, ids, times, languages, progress. Knows nothing of records, SQLite or tantivy.

mod disk;
mod error;
mod id;
mod json;
mod lang;
mod null;
mod problem;
mod progress;
mod reentry;
mod span;
mod time;
mod word_enum;

pub use error::{Error, ErrorKind, Result};
pub use id::{ConceptId, ContentHash, InvalidContentHash, OrganizationId, RecordId, SchemeId, Seq, Version};
pub use json::from_json;
pub use lang::{InvalidLanguageTag, LanguageMap, LanguageTag, LocalizedText};
pub use problem::{Problem, ProblemCode, ValidationReport};
pub use progress::{Interrupter, Job, Progress};
pub use span::{QuerySpan, TextRange};
pub use time::{Clock, FixedClock, InvalidDate, InvalidTimestamp, PartialDate, SystemClock, Timestamp};
pub use word_enum::UnknownWord;

pub(crate) use disk::put_in_place;
pub(crate) use json::{inside_mut, plain, read, written};
pub(crate) use null::null_is_default;
pub(crate) use problem::{MOST_PROBLEMS, is_within};
pub(crate) use reentry::Inside;
pub(crate) use time::SharedClock;
pub(crate) use word_enum::{Word, parse_word, word_enum};
