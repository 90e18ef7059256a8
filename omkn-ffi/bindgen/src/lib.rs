//! What the sources that UniFFI writes lack, and what is put in its place.

mod docs;
mod kotlin;
mod swift;

use std::path::Path;

pub use kotlin::mend_kotlin;
pub use swift::mend_swift;

/// Mends a file in its place.
///
/// # Errors
///
/// The file cannot be read or written, or not be mended.
pub fn rewrite(path: &Path, mend: impl FnOnce(&str) -> Result<String, String>) -> Result<(), String> {
    let at = |reason: String| format!("{}: {reason}", path.display());
    let source = std::fs::read_to_string(path).map_err(|error| at(error.to_string()))?;
    std::fs::write(path, mend(&source).map_err(at)?).map_err(|error| at(error.to_string()))
}

/// Replaces `from`, which must be there `times` times, or any number of times but none.
fn replace(source: &str, from: &str, to: &str, times: Option<usize>) -> Result<String, String> {
    let found = source.matches(from).count();
    if found == 0 || times.is_some_and(|times| times != found) {
        return Err(format!("\"{from}\" is there {found} times: see what UniFFI writes now"));
    }
    Ok(source.replace(from, to))
}
