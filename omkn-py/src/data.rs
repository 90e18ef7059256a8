//! Plain data across the border: serde JSON on this side, data classes or anything like them on the other.

use std::marker::PhantomData;

use omkn_core as core;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{invalid, not_readable, to_python};
use crate::hints::DICT;

/// A type of the core that has a data class in Python.
pub(crate) trait Data: Serialize {
    /// The module of the class.
    const MODULE: &'static str;
    /// The name of the class.
    const CLASS: &'static str;
    /// The class as it stands in the stubs.
    const HINT: PyStaticExpr;
}

/// A value on its way out to Python.
pub(crate) struct Out<T>(pub(crate) T);

impl<'py, T: Data> IntoPyObject<'py> for Out<T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = T::HINT;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        object(py, T::MODULE, T::CLASS, &self.0)
    }
}

/// An object of a data class from the JSON form of a value.
pub(crate) fn object<'py>(
    py: Python<'py>,
    module: &str,
    class: &str,
    value: &impl Serialize,
) -> PyResult<Bound<'py, PyAny>> {
    let json = serde_json::to_string(value).map_err(|error| not_readable("", error.to_string()))?;
    py.import("omkn._convert")?.call_method1("read", (py.import(module)?.getattr(class)?, json))
}

/// A list of them, which is also a table: `omkn.results.Listing`.
pub(crate) struct Listing<T>(Vec<T>);

/// Shorthand for handing a list to Python.
pub(crate) fn all<T: Data>(values: Vec<T>) -> Listing<T> {
    Listing(values)
}

impl<'py, T: Data> IntoPyObject<'py> for Listing<T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_subscript!(type_hint_identifier!("omkn.results", "Listing"), T::HINT);

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let rows = self.0.into_iter().map(Out).collect::<Vec<_>>().into_pyobject(py)?;
        py.import("omkn.results")?.getattr("Listing")?.call1((rows, T::CLASS))
    }
}

/// A value given by Python: its data class, a dict, or any object that looks like it.
pub(crate) struct Given<T>(pub(crate) T);

/// A type of the core that Python may give.
pub(crate) trait Input: DeserializeOwned {
    /// What Python may give for it, as it stands in the stubs.
    const HINT: PyStaticExpr;
}

impl<'py, T: Input> FromPyObject<'_, 'py> for Given<T> {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = T::HINT;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        from_python(&given).map(Self)
    }
}

/// Any number of them.
pub(crate) struct GivenAll<'py, T> {
    given: Bound<'py, PyAny>,
    read_as: PhantomData<T>,
}

impl<T: Input> GivenAll<'_, T> {
    /// What they are in the core; a wrong value is named by its path behind the name of the argument.
    pub(crate) fn read(&self, argument: &str) -> PyResult<Vec<T>> {
        let one = |(at, given): (usize, PyResult<_>)| within(&format!("{argument}[{at}]"), &given?);
        self.given.try_iter()?.enumerate().map(one).collect()
    }

    /// Their JSON forms.
    pub(crate) fn json(&self, argument: &str) -> PyResult<Vec<Value>> {
        let one = |(at, given): (usize, PyResult<_>)| json(&format!("{argument}[{at}]"), &given?);
        self.given.try_iter()?.enumerate().map(one).collect()
    }
}

impl<'py, T: Input> FromPyObject<'_, 'py> for GivenAll<'py, T> {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterable"), T::HINT);

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self { given: given.to_owned(), read_as: PhantomData })
    }
}

/// A draft as it was given, in its JSON form: the knowledge base reads it and reports everything that is wrong with it.
pub(crate) struct GivenDraft(pub(crate) Value);

impl<'py> FromPyObject<'_, 'py> for GivenDraft {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = core::RecordDraft::HINT;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        json("", &given).map(Self)
    }
}

/// What Python gave, read as a value of the core; a wrong one is named by its path in what was given.
pub(crate) fn from_python<T: DeserializeOwned>(given: &Bound<'_, PyAny>) -> PyResult<T> {
    within("", given)
}

/// The same for a part of what was given, whose own path is `whole`.
pub(crate) fn within<T: DeserializeOwned>(whole: &str, given: &Bound<'_, PyAny>) -> PyResult<T> {
    from_json(whole, &json(whole, given)?)
}

/// The JSON form of what Python gave.
fn json(whole: &str, given: &Bound<'_, PyAny>) -> PyResult<Value> {
    let py = given.py();
    let text: String =
        py.import("omkn._convert")?.call_method1("to_json", (given,)).and_then(|text| text.extract()).map_err(
            // Circles, endless depth, numbers that are none and lone surrogates have no JSON form.
            |error| {
                let is_shape = error.is_instance_of::<pyo3::exceptions::PyValueError>(py)
                    || error.is_instance_of::<pyo3::exceptions::PyTypeError>(py)
                    || error.is_instance_of::<pyo3::exceptions::PyRecursionError>(py);
                if is_shape { not_readable(whole, error.value(py).to_string()) } else { error }
            },
        )?;
    serde_json::from_str(&text).map_err(|error| not_readable(whole, error.to_string()))
}

/// A value of the core from its JSON form, which is at a path of what was given.
fn from_json<T: DeserializeOwned>(whole: &str, json: &Value) -> PyResult<T> {
    core::from_json(json).map_err(|error| {
        let error = match error {
            core::Error::Validation { mut problems } => {
                for problem in &mut problems {
                    let dot = if whole.is_empty() || problem.path.is_empty() { "" } else { "." };
                    problem.path.insert_str(0, &format!("{whole}{dot}"));
                }
                core::Error::Validation { problems }
            }
            other => other,
        };
        to_python(&error)
    })
}

/// One word of a closed list, such as a kind or an order.
pub(crate) fn word<T: DeserializeOwned>(argument: &str, word: &str) -> PyResult<T> {
    from_json(argument, &Value::from(word))
}

/// Several words of a closed list.
pub(crate) fn words<T: DeserializeOwned>(argument: &str, given: Option<Vec<String>>) -> PyResult<Vec<T>> {
    given.unwrap_or_default().iter().map(|one| word(argument, one)).collect()
}

/// A number of things, such as a limit.
pub(crate) fn count<T: TryFrom<i64>>(argument: &str, number: i64) -> PyResult<T> {
    T::try_from(number).map_err(|_| {
        let reason = if number < 0 {
            format!("expected a whole number, 0 or more, not {number}")
        } else {
            format!("{number} is too large")
        };
        invalid(argument, core::ProblemCode::OutOfRange, reason)
    })
}

/// A limit of a list that has no pages: `None` is all.
pub(crate) fn most(limit: Option<i64>) -> PyResult<usize> {
    limit.map_or(Ok(usize::MAX), |limit| count("limit", limit))
}

macro_rules! data {
    ($module:literal: $($name:ident),+ $(,)?) => {
        $(impl Data for core::$name {
            const MODULE: &'static str = $module;
            const CLASS: &'static str = stringify!($name);
            const HINT: PyStaticExpr = type_hint_identifier!($module, stringify!($name));
        })+
    };
}

data! { "omkn.model": Record, Revision, Change, FieldChange, Organization, Concept, ConceptScheme }
data! {
    "omkn.results":
    SearchHit, FacetCounts, Interpretation, Explanation, Problem, ValidationReport, ConceptMatch, Classification,
    ImportReport, IndexStatus, HealthReport, Likeness, Peer, Relevance, SimilarRecord, Suggestion,
    SavedSearch, Alerts, Caveat, CoverageCell, Evidence
}

macro_rules! input {
    ($module:literal: $($name:ident),+ $(,)?) => {
        $(impl Input for core::$name {
            const HINT: PyStaticExpr = type_hint_union!(type_hint_identifier!($module, stringify!($name)), DICT);
        })+
    };
}

input! { "omkn.model": RecordDraft, Organization, Concept, ConceptScheme, Mapping }
input! { "omkn.results": Boosts, GoldenQuery }
