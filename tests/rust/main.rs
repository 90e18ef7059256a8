//! What OMKN promises, tested through its public interface.
//!
//! One program, so that it links once and all tests share the processors. Its modules are the themes; one of them runs
//! by `cargo test -p omkn-tests --test behaviour finding::`. No test sets an environment variable, a limit or the
//! current folder of this process: what needs its own runs in a child process (`support/child.rs`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test fails by panicking and says what it skipped"
)]

mod accounting;
mod alerts;
mod analysis;
mod architecture;
mod conformance;
mod drafts;
mod durability;
mod exchange;
mod faults;
mod finding;
mod foreign_writer;
mod full_disk;
mod hostile_files;
mod listeners;
mod migration;
mod model;
mod names;
mod opening;
mod places;
mod processes;
mod query;
mod records;
mod sample;
mod schema;
mod search;
mod suggest;
mod support;
mod threads;
mod views;
mod vocabulary;
mod words;
