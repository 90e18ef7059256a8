//! Cost rows from any frame or list.

use std::collections::HashMap;

use omkn_core::{ProblemCode, ServiceCost};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};

use crate::error::{invalid, not_readable};

/// The rows of a frame, or of a list of dicts or objects.
pub(crate) fn service_costs(costs: &Bound<'_, PyAny>) -> PyResult<Vec<ServiceCost>> {
    let (positions, rows) = if costs.is_instance_of::<PyList>() || costs.is_instance_of::<PyTuple>() {
        (None, costs.clone())
    } else {
        let (names, rows): (Vec<String>, Bound<'_, PyAny>) =
            costs.py().import("omkn.frames")?.call_method1("rows_of", (costs,))?.extract()?;
        let positions: HashMap<String, usize> = names.into_iter().zip(0..).collect();
        for column in ["year", "municipality", "service", "population", "operating_cost"] {
            if !positions.contains_key(column) {
                return Err(invalid(column, ProblemCode::Required, format!("there is no column {column}")));
            }
        }
        (Some(positions), rows)
    };
    let read = |(at, row): (usize, PyResult<_>)| Row { at, row: row?, positions: positions.as_ref() }.read();
    rows.try_iter()?.enumerate().map(read).collect()
}

/// One row: a tuple with the positions of the columns, or a dict or object that has them by name.
struct Row<'py, 'p> {
    at: usize,
    row: Bound<'py, PyAny>,
    positions: Option<&'p HashMap<String, usize>>,
}

impl<'py> Row<'py, '_> {
    /// A row with a gap is of no service or has no numbers: the library leaves it out. It keeps its place, so that errors name
    /// the row that the caller counts.
    fn read(&self) -> PyResult<ServiceCost> {
        let whole = |value: &Bound<'_, PyAny>| value.extract().or_else(|_| whole_year(value));
        let year: Option<i16> = self.cell("year", "a year", whole)?;
        let municipality: Option<String> = self.cell("municipality", "a text", |value| value.extract())?;
        let service: Option<String> = self.cell("service", "a text", |value| value.extract())?;
        let population: Option<f64> = self.cell("population", "a number", |value| value.extract())?;
        let operating_cost: Option<f64> = self.cell("operating_cost", "a number", |value| value.extract())?;
        let is_known = year.is_some() && municipality.is_some() && service.is_some();
        let (municipality, service) = if is_known { (municipality, service) } else { (None, None) };
        Ok(ServiceCost {
            year: year.unwrap_or_default(),
            municipality: municipality.unwrap_or_default(),
            service: service.unwrap_or_default(),
            population: population.unwrap_or(f64::NAN),
            operating_cost: operating_cost.unwrap_or(f64::NAN),
        })
    }

    /// The value of a column; `None` for a gap.
    fn cell<T>(
        &self,
        column: &str,
        wanted: &str,
        read: impl Fn(&Bound<'py, PyAny>) -> PyResult<T>,
    ) -> PyResult<Option<T>> {
        let wrong = |reason: String| not_readable(&format!("costs[{}].{column}", self.at), reason);
        let found = match self.positions {
            Some(positions) => self.row.get_item(positions.get(column).copied()),
            None => self.row.get_item(column).or_else(|_| self.row.getattr(column)),
        };
        let value = found.map_err(|_| wrong(format!("{column} is missing")))?;
        match read(&value) {
            Ok(read) => Ok(Some(read)),
            Err(_) if value.is_none() => Ok(None),
            Err(_) if value.py().import("omkn._convert")?.call_method1("is_gap", (&value,))?.is_truthy()? => Ok(None),
            Err(_) => Err(wrong(format!("{} is not {wanted}", value.repr()?))),
        }
    }
}

/// A year in a column with gaps is a float.
fn whole_year(value: &Bound<'_, PyAny>) -> PyResult<i16> {
    let whole = value.call_method0("__int__")?;
    if whole.eq(value)? { whole.extract() } else { Err(PyValueError::new_err("a part of a year")) }
}
