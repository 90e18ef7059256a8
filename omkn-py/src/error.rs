//! Errors of the core as the exceptions of `omkn.errors`.

use omkn_core::{Error, Problem, ProblemCode};
use pyo3::prelude::*;
use serde_json::{Value, json};

/// The exception for an error of the core: the class of its kind, with its fields as attributes.
pub(crate) fn to_python(error: &Error) -> PyErr {
    Python::attach(|py| exception(py, error).unwrap_or_else(|failure| failure))
}

fn exception(py: Python<'_>, error: &Error) -> PyResult<PyErr> {
    let kind = format!("{:?}", error.kind());
    let made =
        py.import("omkn.errors")?.call_method1("_from_core", (kind, error.to_string(), fields(error).to_string()))?;
    Ok(PyErr::from_value(made))
}

/// What the variants tell besides their message.
fn fields(error: &Error) -> Value {
    match error {
        Error::Validation { problems } => json!({ "problems": problems }),
        Error::Query { span, expected } => json!({ "span": span, "expected": expected }),
        Error::NotFound { what, key, candidates } | Error::Ambiguous { what, key, candidates } => {
            json!({ "what": what, "key": key, "candidates": candidates })
        }
        Error::Conflict { what, expected, actual } => json!({ "what": what, "expected": expected, "actual": actual }),
        Error::Taxonomy { condition, reason } => json!({ "condition": condition, "reason": reason }),
        Error::Busy { reason }
        | Error::ReadOnly { reason }
        | Error::Closed { reason }
        | Error::ViewEnded { reason }
        | Error::LowSpace { reason } => json!({ "reason": reason }),
        Error::Incompatible { what, found, supported } => {
            json!({ "what": what, "found": found, "supported": supported })
        }
        Error::Corrupt { what } => json!({ "what": what }),
        Error::Storage { context, source } | Error::Index { context, source } => {
            json!({ "context": context, "source": source.to_string() })
        }
        Error::Io { context, source } => {
            json!({ "context": context, "source": source.to_string(), "errno": source.raw_os_error() })
        }
        _ => json!({}),
    }
}

/// What was given cannot be read as what is asked for.
pub(crate) fn not_readable(path: &str, reason: impl Into<String>) -> PyErr {
    invalid(path, ProblemCode::InvalidFormat, reason)
}

/// What was given has one problem.
pub(crate) fn invalid(path: &str, code: ProblemCode, reason: impl Into<String>) -> PyErr {
    let problem = Problem { path: path.to_owned(), code, reason: reason.into() };
    to_python(&Error::Validation { problems: vec![problem] })
}

/// Shorthand for handing an error of the core to Python.
pub(crate) trait ToPython<T> {
    /// The same result, its error an exception.
    fn to_python(self) -> PyResult<T>;
}

impl<T> ToPython<T> for omkn_core::Result<T> {
    fn to_python(self) -> PyResult<T> {
        self.map_err(|error| to_python(&error))
    }
}
