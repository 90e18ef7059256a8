//! Swift.

use crate::docs::{Names, rename_docs};

/// The Swift source with the names of Swift in its documentation.
///
/// # Errors
///
/// None so far: as for Kotlin.
pub fn mend_swift(source: &str) -> Result<String, String> {
    Ok(rename_docs(source, Names::Swift))
}
