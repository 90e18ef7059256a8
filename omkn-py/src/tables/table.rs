//! The base of all tables.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::PyIndexError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3::{type_hint_identifier, type_hint_subscript};

use super::columns::Columns;
use crate::data::Data;
use crate::error::not_readable;
use crate::hints::{Frame, Texts};

/// This many rows go into one batch: few enough that they stay in the processor's cache from one column to the next, and that
/// the texts of the largest records are within the 2 GiB of one column.
const BATCH_ROWS: usize = 2_048;

/// What a table is made of.
pub(crate) trait Rows: Send + Sync + 'static {
    /// One row.
    type Row: Clone;
    /// All rows.
    fn rows(&self) -> &[Self::Row];
    /// The columns of some of the rows.
    fn columns(&self, rows: &[Self::Row], columns: &mut Columns);
}

/// Rows of any kind.
pub(super) trait AnyRows: Send + Sync {
    /// How many rows there are.
    fn count(&self) -> usize;
    /// Some of the rows, as the columns wanted.
    fn batch(&self, range: Range<usize>, wanted: Option<Arc<[String]>>) -> Result<RecordBatch, ArrowError>;
}

impl<R: Rows> AnyRows for R {
    fn count(&self) -> usize {
        self.rows().len()
    }

    fn batch(&self, range: Range<usize>, wanted: Option<Arc<[String]>>) -> Result<RecordBatch, ArrowError> {
        let mut columns = Columns::only(wanted);
        self.columns(self.rows().get(range).unwrap_or_default(), &mut columns);
        columns.finish()
    }
}

/// Several things of one kind: a sequence, and a table for everything that speaks Arrow.
///
/// ``pandas.DataFrame.from_arrow(table)``, ``polars.DataFrame(table)``, ``pyarrow.table(table)`` and DuckDB read it without a
/// copy through Python objects. The columns are described in :mod:`omkn.tables`; ``select`` leaves out those that are not needed.
#[derive(Clone)]
#[pyclass(frozen, subclass, module = "omkn")]
pub(crate) struct Table {
    rows: Arc<dyn AnyRows>,
    /// The columns that were selected; all of them where none was.
    wanted: Option<Arc<[String]>>,
}

impl Table {
    pub(super) fn new(rows: Arc<dyn AnyRows>) -> Self {
        Self { rows, wanted: None }
    }

    fn batch(&self, range: Range<usize>) -> Result<RecordBatch, ArrowError> {
        self.rows.batch(range, self.wanted.clone())
    }

    fn schema(&self) -> PyResult<SchemaRef> {
        Ok(self.batch(0..0).map_err(arrow_failed)?.schema())
    }
}

#[pymethods]
impl Table {
    fn __len__(&self) -> usize {
        self.rows.count()
    }

    /// The Arrow C stream of this table, after the PyCapsule interface; any number of times.
    #[pyo3(signature = (requested_schema: "object | None" = None) -> "object")]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer answer with its own schema where it has no other.
        let _ = requested_schema;
        let batches = Batches { table: self.clone(), schema: self.schema()?, at: 0 };
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), c"arrow_array_stream")
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> PyResult<Vec<String>> {
        Ok(self.schema()?.fields().iter().map(|field| field.name().clone()).collect())
    }

    /// A table of the same rows with these columns only, in this order; the others are never made.
    ///
    /// Raises
    /// ------
    /// ValidationError
    ///     There is no such column, or none is named.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     _ = kb.capture({"kind": "guide", "title": {"fr": "Guide du sel"}, "date": "2012"})
    /// ...     kb.records().select(["title_fr", "year"]).to_pandas().values.tolist()
    /// [['Guide du sel', 2012]]
    fn select(&self, columns: Texts) -> PyResult<Self> {
        let known = self.columns()?;
        if let Some(unknown) = columns.0.iter().find(|name| !known.contains(name)) {
            return Err(not_readable("columns", format!("\"{unknown}\" is not one of {}", known.join(", "))));
        }
        if columns.0.is_empty() {
            return Err(not_readable("columns", "at least one column is needed"));
        }
        Ok(Self { rows: Arc::clone(&self.rows), wanted: Some(columns.0.into()) })
    }

    /// The table as a frame of pandas, by way of pyarrow; ``pip install pandas pyarrow`` brings both.
    fn to_pandas<'py>(this: &Bound<'py, Self>) -> PyResult<Frame<'py>> {
        this.py().import("omkn.frames")?.call_method1("to_pandas", (this,)).map(Frame)
    }

    /// The table as a frame of polars; ``pip install polars`` brings it.
    fn to_polars<'py>(this: &Bound<'py, Self>) -> PyResult<Frame<'py>> {
        this.py().import("omkn.frames")?.call_method1("to_polars", (this,)).map(Frame)
    }

    fn __repr__(this: &Bound<'_, Self>) -> PyResult<String> {
        Ok(format!("<omkn.{} of {} rows>", this.get_type().name()?, this.get().rows.count()))
    }
}

fn arrow_failed(error: ArrowError) -> PyErr {
    pyo3::exceptions::PyRuntimeError::new_err(format!("the table has no Arrow form: {error}"))
}

/// Batches made when they are asked for.
struct Batches {
    table: Table,
    schema: SchemaRef,
    at: usize,
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let end = self.table.rows.count().min(self.at + BATCH_ROWS);
        if self.at >= end {
            return None;
        }
        let range = self.at..end;
        self.at = end;
        Some(self.table.batch(range))
    }
}

impl RecordBatchReader for Batches {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

/// The row at an index as Python counts, from either end.
pub(super) fn row<T: Clone>(rows: &[T], index: isize) -> PyResult<T> {
    let (count, at) = (rows.len(), index.unsigned_abs());
    let at = if index < 0 { count.checked_sub(at) } else { Some(at) };
    let row = at.and_then(|at| rows.get(at)).cloned();
    row.ok_or_else(|| PyIndexError::new_err(format!("{index} is outside of {count} rows")))
}

/// The items of a table, one after the other.
pub(super) struct Items<'py, T> {
    pub(super) table: Bound<'py, PyAny>,
    pub(super) item: std::marker::PhantomData<T>,
}

impl<'py, T: Data> IntoPyObject<'py> for Items<'py, T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterator"), T::HINT);

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        py.import("omkn._convert")?.call_method1("items", (self.table,))
    }
}

/// A table of one kind of thing: a class that holds its rows and hands out each as its data class.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident($rows:ty) of $item:ty) => {
        $(#[$doc])*
        #[pyo3::pyclass(frozen, extends = super::table::Table, module = "omkn")]
        pub(crate) struct $name {
            rows: std::sync::Arc<$rows>,
        }

        impl $name {
            pub(crate) fn of_rows(py: pyo3::Python<'_>, rows: $rows) -> pyo3::PyResult<pyo3::Bound<'_, Self>> {
                let rows = std::sync::Arc::new(rows);
                let base = super::table::Table::new(std::sync::Arc::clone(&rows) as _);
                pyo3::Bound::new(py, pyo3::PyClassInitializer::from(base).add_subclass(Self { rows }))
            }
        }

        #[pyo3::pymethods]
        impl $name {
            fn __getitem__(&self, index: isize) -> pyo3::PyResult<crate::data::Out<$item>> {
                use super::table::Rows;
                super::table::row(self.rows.rows(), index).map(crate::data::Out)
            }

            fn __iter__(this: pyo3::Bound<'_, Self>) -> super::table::Items<'_, $item> {
                super::table::Items { table: this.into_any(), item: std::marker::PhantomData }
            }
        }
    };
}
pub(super) use table;
