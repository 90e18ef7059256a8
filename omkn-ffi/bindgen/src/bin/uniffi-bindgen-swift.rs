//! Writes the Swift sources, headers and module map from the built library.

use omkn_bindgen::{mend_swift, rewrite};
use std::path::Path;

fn main() -> Result<(), String> {
    uniffi::uniffi_bindgen_swift();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.last() {
        // The folder comes last.
        Some(out) if arguments.iter().any(|argument| argument == "--swift-sources") => {
            rewrite(&Path::new(out).join("Omkn.swift"), mend_swift)
        }
        _ => Ok(()),
    }
}
