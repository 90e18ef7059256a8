//! The base of all tables.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::type_object::PyTypeInfo;
use pyo3::types::PyCapsule;
use pyo3::{type_hint_identifier, type_hint_subscript};
use serde_json::Value;

use super::columns::Columns;
use crate::data::Data;
use crate::error::not_readable;
use crate::hints::{PandasFrame, PolarsFrame, Texts};

/// This many rows go into one batch: few enough that they stay in the processor's cache from one column to the next, and that
/// the texts of the largest records are within the 2 GiB of one column.
const BATCH_ROWS: usize = 2_048;

/// What a table is made of.
pub(crate) trait Rows: Sized + Send + Sync + 'static {
    /// One row.
    type Row: Clone;
    /// All rows.
    fn rows(&self) -> &[Self::Row];
    /// The columns of some of the rows.
    fn columns(&self, rows: &[Self::Row], columns: &mut Columns);
    /// All of it as JSON, for `pickle`.
    fn to_json(&self) -> omkn_core::Result<Value>;
    /// The same from its JSON.
    fn from_json(json: &Value) -> omkn_core::Result<Self>;
}

/// Rows of any kind.
pub(super) trait AnyRows: Send + Sync {
    /// How many rows there are.
    fn count(&self) -> usize;
    /// Some of the rows, by their positions or in a stretch, as the columns wanted.
    fn batch(&self, which: Which<'_>, wanted: Option<Arc<[String]>>) -> Result<RecordBatch, ArrowError>;
}

/// Which rows.
pub(super) enum Which<'w> {
    Range(Range<usize>),
    At(&'w [usize]),
}

impl<R: Rows> AnyRows for R {
    fn count(&self) -> usize {
        self.rows().len()
    }

    fn batch(&self, which: Which<'_>, wanted: Option<Arc<[String]>>) -> Result<RecordBatch, ArrowError> {
        let mut columns = Columns::only(wanted);
        match which {
            Which::Range(range) => self.columns(self.rows().get(range).unwrap_or_default(), &mut columns),
            Which::At(positions) => {
                let rows: Vec<R::Row> = positions.iter().filter_map(|at| self.rows().get(*at)).cloned().collect();
                self.columns(&rows, &mut columns);
            }
        }
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
    /// The positions of the rows that a slice took; all of them where there was none.
    picked: Option<Arc<[usize]>>,
    /// The columns that were selected; all of them where none was.
    wanted: Option<Arc<[String]>>,
}

impl Table {
    pub(super) fn new(rows: Arc<dyn AnyRows>, picked: Option<Arc<[usize]>>) -> Self {
        Self { rows, picked, wanted: None }
    }

    pub(super) fn picked(&self) -> Option<&[usize]> {
        self.picked.as_deref()
    }

    /// The position among all rows of one of this table's.
    pub(super) fn position(&self, at: usize) -> Option<usize> {
        self.picked.as_ref().map_or(Some(at), |picked| picked.get(at).copied())
    }

    fn count(&self) -> usize {
        self.picked.as_ref().map_or_else(|| self.rows.count(), |picked| picked.len())
    }

    fn batch(&self, range: Range<usize>) -> Result<RecordBatch, ArrowError> {
        let which = match &self.picked {
            Some(picked) => Which::At(picked.get(range).unwrap_or_default()),
            None => Which::Range(range),
        };
        self.rows.batch(which, self.wanted.clone())
    }

    fn schema(&self) -> PyResult<SchemaRef> {
        Ok(self.batch(0..0).map_err(arrow_failed)?.schema())
    }
}

#[pymethods]
impl Table {
    fn __len__(&self) -> usize {
        self.count()
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
        Ok(Self { wanted: Some(columns.0.into()), ..self.clone() })
    }

    /// The table as a frame of pandas, by way of pyarrow; ``pip install pandas pyarrow`` brings both.
    ///
    /// Parameters
    /// ----------
    /// flat : bool
    ///     Lists as one text with ``; `` between the values, structs as JSON, instants without their time zone, which is
    ///     UTC: for Excel, Parquet, CSV and ``drop_duplicates``, which do not take the others.
    #[pyo3(signature = (*, flat=false))]
    fn to_pandas<'py>(this: &Bound<'py, Self>, flat: bool) -> PyResult<PandasFrame<'py>> {
        this.py().import("omkn.frames")?.call_method1("to_pandas", (this, flat)).map(PandasFrame)
    }

    /// The table as a frame of polars; ``pip install polars`` brings it. ``flat`` as for ``to_pandas``.
    #[pyo3(signature = (*, flat=false))]
    fn to_polars<'py>(this: &Bound<'py, Self>, flat: bool) -> PyResult<PolarsFrame<'py>> {
        this.py().import("omkn.frames")?.call_method1("to_polars", (this, flat)).map(PolarsFrame)
    }

    fn __repr__(this: &Bound<'_, Self>) -> PyResult<String> {
        Ok(format!("<omkn.{} of {} rows>", this.get_type().name()?, this.get().count()))
    }

    fn _repr_html_(this: &Bound<'_, Self>) -> PyResult<String> {
        this.py().import("omkn.notebook.listing")?.call_method1("table_of", (this,))?.extract()
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
        let end = self.table.count().min(self.at + BATCH_ROWS);
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

/// The function of Python that gives one item, or a table of some of them: `table[0]`, `table[:3]`.
pub(super) struct ItemOf<T, S, const NAMED: bool>(pub(super) std::marker::PhantomData<(T, S)>);

impl<'py, T: Data, S: PyTypeInfo, const NAMED: bool> IntoPyObject<'py> for ItemOf<T, S, NAMED> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = if NAMED {
        type_hint_subscript!(type_hint_identifier!("omkn._sequence", "NamedItemOf"), T::HINT, S::TYPE_HINT)
    } else {
        type_hint_subscript!(type_hint_identifier!("omkn._sequence", "ItemOf"), T::HINT, S::TYPE_HINT)
    };

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        py.import("omkn._sequence")?.getattr(if NAMED { "named_item" } else { "item" })
    }
}

/// How `pickle` makes a table again.
pub(super) type Pickled<'py> = (Bound<'py, PyAny>, (String, Option<Vec<usize>>));

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
        py.import("omkn._sequence")?.call_method1("items", (self.table,))
    }
}

/// A table of one kind of thing: a class that holds its rows and hands out each as its data class. Those of a table `by name`
/// have names by which they are found, too.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident($rows:ty) of $item:ty) => {
        super::table::table! { $(#[$doc])* $name($rows) of $item, false }
    };
    ($(#[$doc:meta])* $name:ident($rows:ty) of $item:ty, by name) => {
        super::table::table! { $(#[$doc])* $name($rows) of $item, true }
    };
    ($(#[$doc:meta])* $name:ident($rows:ty) of $item:ty, $named:literal) => {
        $(#[$doc])*
        #[pyo3::pyclass(frozen, extends = super::table::Table, module = "omkn")]
        pub(crate) struct $name {
            rows: std::sync::Arc<$rows>,
        }

        impl $name {
            pub(crate) fn of_rows(py: pyo3::Python<'_>, rows: $rows) -> pyo3::PyResult<pyo3::Bound<'_, Self>> {
                Self::picking(py, std::sync::Arc::new(rows), None)
            }

            fn picking(
                py: pyo3::Python<'_>,
                rows: std::sync::Arc<$rows>,
                picked: Option<std::sync::Arc<[usize]>>,
            ) -> pyo3::PyResult<pyo3::Bound<'_, Self>> {
                let base = super::table::Table::new(std::sync::Arc::clone(&rows) as _, picked);
                pyo3::Bound::new(py, pyo3::PyClassInitializer::from(base).add_subclass(Self { rows }))
            }
        }

        #[pyo3::pymethods]
        impl $name {
            #[classattr]
            fn __getitem__() -> super::table::ItemOf<$item, Self, $named> {
                super::table::ItemOf(std::marker::PhantomData)
            }

            fn __iter__(this: pyo3::Bound<'_, Self>) -> super::table::Items<'_, $item> {
                super::table::Items { table: this.into_any(), item: std::marker::PhantomData }
            }

            fn __reversed__<'py>(this: &pyo3::Bound<'py, Self>) -> pyo3::PyResult<super::table::Items<'py, $item>> {
                let backwards = (0..this.len()?).rev().collect();
                let table = Self::_picked(this, backwards)?.into_any();
                Ok(super::table::Items { table, item: std::marker::PhantomData })
            }

            /// Whether the table has this item, or one with this id or name.
            fn __contains__(this: &pyo3::Bound<'_, Self>, item: &pyo3::Bound<'_, pyo3::PyAny>) -> pyo3::PyResult<bool> {
                this.py().import("omkn._sequence")?.call_method1("contains", (this, item))?.extract()
            }

            /// The number of the first item that equals this one, from 0; ``ValueError`` where there is none.
            fn index(this: &pyo3::Bound<'_, Self>, item: &pyo3::Bound<'_, pyo3::PyAny>) -> pyo3::PyResult<usize> {
                this.py().import("omkn._sequence")?.call_method1("index", (this, item))?.extract()
            }

            /// How many items equal this one.
            fn count(this: &pyo3::Bound<'_, Self>, item: &pyo3::Bound<'_, pyo3::PyAny>) -> pyo3::PyResult<usize> {
                this.py().import("omkn._sequence")?.call_method1("count", (this, item))?.extract()
            }

            fn _row(this: &pyo3::Bound<'_, Self>, at: usize) -> pyo3::PyResult<crate::data::Out<$item>> {
                use super::table::Rows;
                let row = this.as_super().get().position(at).and_then(|at| this.get().rows.rows().get(at)).cloned();
                row.map(crate::data::Out).ok_or_else(|| pyo3::exceptions::PyIndexError::new_err("there is no such row"))
            }

            fn _picked<'py>(
                this: &pyo3::Bound<'py, Self>,
                positions: Vec<usize>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, Self>> {
                let base = this.as_super().get();
                let picked = positions.into_iter().filter_map(|at| base.position(at)).collect();
                Self::picking(this.py(), std::sync::Arc::clone(&this.get().rows), Some(picked))
            }

            #[pyo3(signature = () -> "tuple[object, ...]")]
            fn __reduce__<'py>(this: &pyo3::Bound<'py, Self>) -> pyo3::PyResult<super::table::Pickled<'py>> {
                use crate::error::ToPython;
                use super::table::Rows;
                let json = this.get().rows.to_json().to_python()?.to_string();
                let picked = this.as_super().get().picked().map(<[usize]>::to_vec);
                Ok((this.get_type().getattr("_unpickled")?, (json, picked)))
            }

            #[staticmethod]
            #[pyo3(signature = (json, picked))]
            fn _unpickled<'py>(
                py: pyo3::Python<'py>,
                json: &str,
                picked: Option<Vec<usize>>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, Self>> {
                use crate::error::ToPython;
                use super::table::Rows;
                let json = serde_json::from_str(json)
                    .map_err(|error| crate::error::not_readable("pickle", error.to_string()))?;
                let rows = <$rows>::from_json(&json).to_python()?;
                Self::picking(py, std::sync::Arc::new(rows), picked.map(Into::into))
            }
        }
    };
}
pub(super) use table;

/// The JSON form of a value that has one.
pub(super) fn json<T: serde::Serialize>(value: &T) -> omkn_core::Result<Value> {
    serde_json::to_value(value)
        .map_err(|source| omkn_core::Error::Storage { context: "writing a table as JSON", source: source.into() })
}
