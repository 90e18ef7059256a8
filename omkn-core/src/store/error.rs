//! From SQLite's errors to ours: by what the caller can do.

use rusqlite::ErrorCode;

use crate::base::Error;

/// Says what was being done when SQLite failed.
pub(super) trait During<T> {
    /// Turn an error of SQLite into ours.
    fn during(self, context: &'static str) -> Result<T, Error>;
}

impl<T> During<T> for Result<T, rusqlite::Error> {
    fn during(self, context: &'static str) -> Result<T, Error> {
        self.map_err(|source| translate(context, source))
    }
}

fn translate(context: &'static str, source: rusqlite::Error) -> Error {
    match source.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => {
            Error::LowSpace { reason: format!("the disk is full while {context}: free some space and repeat") }
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            Error::corrupt(format!("SQLite found a damaged file while {context}"))
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            Error::Busy { reason: format!("another program holds the database while {context}: try again in a moment") }
        }
        Some(ErrorCode::ReadOnly) => {
            Error::ReadOnly { reason: format!("the file cannot be written while {context}: check its permissions") }
        }
        Some(ErrorCode::OperationInterrupted) => Error::Cancelled,
        _ => match source {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..) => {
                Error::corrupt(format!("a column has a value of the wrong type, found while {context}"))
            }
            source => Error::Storage { context, source: source.into() },
        },
    }
}
