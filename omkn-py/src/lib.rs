//! Python bindings of OMKN: conversions only, every decision is made in `omkn-core`.

use pyo3::prelude::*;

/// The extension module behind the Python package `omkn`.
#[pymodule]
mod _omkn {
    use super::{PyResult, pyfunction};

    /// Return the version of OMKN, for example ``"0.1.0"``.
    #[pyfunction]
    fn version() -> PyResult<&'static str> {
        Ok(omkn_core::version())
    }
}
