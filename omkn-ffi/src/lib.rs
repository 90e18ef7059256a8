//! Kotlin and Swift bindings of OMKN: conversions only, every decision is made in `omkn-core`.

uniffi::setup_scaffolding!("omkn");

/// The version of OMKN, for example `0.1.0`.
#[uniffi::export]
#[must_use]
pub fn version() -> String {
    omkn_core::version().to_owned()
}
