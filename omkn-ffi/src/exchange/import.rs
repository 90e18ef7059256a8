//! Imports: how they treat what they meet, and what came of it.

use crate::convert::records;
use crate::model::{Problem, Status};

records! {
    /// How an import treats what it meets.
    pub struct ImportOptions: IntoCore {
        /// Only tell what would happen.
        pub dry_run: bool = false,
        /// Keep the good rows although others have problems. Off: one bad row, and nothing is imported.
        pub skip_bad_rows: bool = false,
        /// The status of new records whose row does not give one; left out, `Status::Published`.
        pub status: Option<Status> = default,
        /// Index what was imported before the import ends, under its progress. Off: the next search does it.
        pub index: bool = true,
    }

    /// The problems of one row.
    pub struct RowProblems: FromCore {
        /// The line of the file the row begins on, from 1.
        pub line: i64,
        /// Everything wrong with it.
        pub problems: Vec<Problem> => problems.into_iter().map(Problem::of_file).collect(),
    }

    /// What an import did, or would do.
    pub struct ImportReport: FromCore {
        /// How many rows were read.
        pub rows: i64,
        /// How many became new records.
        pub created: i64,
        /// How many changed a record that was there.
        pub updated: i64,
        /// How many said what was there already.
        pub unchanged: i64,
        /// How many had problems.
        pub rejected: i64,
        /// The rows with problems, in the order of the file; the first 1,000.
        pub problems: Vec<RowProblems>,
        /// What was done to read the file, and columns that were not used: for people to look over.
        pub remarks: Vec<String>,
        /// Whether anything was kept. Nothing is on a dry run, or when a row had problems and `skip_bad_rows` was off.
        pub committed: bool,
        /// Whether searches find what was kept without indexing it first. Where indexing failed or was cancelled a remark says
        /// why: the records are stored all the same, and the next search indexes them.
        pub indexed: bool,
    }
}
