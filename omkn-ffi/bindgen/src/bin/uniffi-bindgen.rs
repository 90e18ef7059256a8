//! Writes the sources of a binding from the built library.

use omkn_bindgen::{mend_kotlin, mend_swift, rewrite};
use std::path::Path;

fn main() -> Result<(), String> {
    uniffi::uniffi_bindgen_main();
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| arguments.iter().skip_while(|argument| *argument != name).nth(1);
    match (after("--language").map(String::as_str), after("--out-dir")) {
        (Some("kotlin"), Some(out)) => rewrite(&Path::new(out).join("ca/omkn/omkn.kt"), mend_kotlin),
        (Some("swift"), Some(out)) => rewrite(&Path::new(out).join("Omkn.swift"), mend_swift),
        _ => Ok(()),
    }
}
