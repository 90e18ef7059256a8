//! What the example programs share. The programs lie in `rust/`: each is one idea, and runs by
//! `cargo run --release --example NAME`.

pub mod beir;
pub mod corpus;

/// Any failure ends a program with its sentence.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;
