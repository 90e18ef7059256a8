//! The example programs of OMKN lie in `rust/`: each is one idea, and runs by `cargo run --release --example NAME`.
