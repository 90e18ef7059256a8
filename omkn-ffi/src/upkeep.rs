//! Reports.

use crate::convert::records;
use crate::enums::{CheckLevel, FindingCode};
use crate::record::Problem;

records! {
    /// One finding of a check.
    pub struct Finding: FromCore {
        /// What sort of damage.
        pub code: FindingCode,
        /// What is damaged, by table, id or file.
        pub what: String,
        /// What to do about it.
        pub repair: String,
    }

    /// What a check found.
    pub struct HealthReport: FromCore {
        /// How deep it went.
        pub level: CheckLevel,
        /// How many records were looked at.
        pub records: u64,
        /// How many revisions were looked at.
        pub revisions: u64,
        /// The damage; empty where all is well.
        pub findings: Vec<Finding>,
    }

    /// How far the index is, and how large.
    pub struct IndexStatus: FromCore {
        /// The last change the index covers.
        pub watermark: u64,
        /// The last change of the store.
        pub latest: u64,
        /// How many records the index holds.
        pub records: u64,
        /// In how many parts it is stored; a rebuild brings them together.
        pub segments: u32,
        /// Its size in bytes, on the disk or in memory.
        pub bytes: u64,
    }

    /// The problems of one row.
    pub struct RowProblems: FromCore {
        /// The line of the file the row begins on, from 1.
        pub line: u64,
        /// Everything wrong with it.
        pub problems: Vec<Problem>,
    }

    /// What an import did, or would do.
    pub struct ImportReport: FromCore {
        /// How many rows were read.
        pub rows: u64,
        /// How many became new records.
        pub created: u64,
        /// How many changed a record that was there.
        pub updated: u64,
        /// How many said what was there already.
        pub unchanged: u64,
        /// How many had problems.
        pub rejected: u64,
        /// The rows with problems, in the order of the file; the first 1,000.
        pub problems: Vec<RowProblems>,
        /// What was done to read the file, and columns that were not used: for people to look over.
        pub remarks: Vec<String>,
        /// Whether anything was kept. Nothing is on a dry run, or when a row had problems and `skip_bad_rows` was off.
        pub committed: bool,
    }
}
