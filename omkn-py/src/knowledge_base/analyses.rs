//! Analyses, which are made in Python: the package's `omkn.analysis`.

use pyo3::prelude::*;

use super::KnowledgeBase;
use super::view::{View, both};
use crate::hints::{Evidence, Frame, Texts};

both! {
    /// Where nothing is shared yet: the combinations of values with fewer than ``least`` records, as a frame of pandas.
    ///
    /// Parameters
    /// ----------
    /// by : sequence of str
    ///     The sides of a cell: ``"area"``, ``"population_band"``, ``"region"``, ``"tier"``, ``"kind"``, ``"level"``.
    /// least : int
    ///     Cells with fewer records than this are gaps.
    ///
    /// See Also
    /// --------
    /// omkn.analysis.gaps : what is counted, and the caveats.
    #[pyo3(signature = (*, by=None, least=1))]
    fn gaps<'py>(this: &Bound<'py, Self>, by: Option<Texts>, least: u32) -> PyResult<Frame<'py>> {
        let options = pyo3::types::PyDict::new(this.py());
        options.set_item("least", least)?;
        by.map_or(Ok(()), |by| options.set_item("by", by.0))?;
        this.py().import("omkn.analysis.gaps")?.getattr("gaps")?.call((this,), Some(&options)).map(Frame)
    }

    /// Recompute a record's claimed saving from public yearly costs, against comparable municipalities.
    ///
    /// Parameters
    /// ----------
    /// id : str
    ///     The record.
    /// costs : frame
    ///     Rows with ``year``, ``municipality`` (name or id), ``service``, ``population`` and ``operating_cost`` in dollars.
    /// service : str, optional
    ///     The service of the rows to compare; without it the one that holds the record's first service area.
    /// year : int, optional
    ///     When the practice began; without it the year of the record's date.
    /// window : int
    ///     How many years before and after are compared, 1 or more.
    /// peers : int
    ///     How many of the most comparable municipalities are compared with.
    ///
    /// Returns
    /// -------
    /// omkn.analysis.evidence.Evidence
    ///     The verdict, the numbers it stands on, and the caveats in words.
    ///
    /// See Also
    /// --------
    /// omkn.analysis.evidence : the formulas.
    #[pyo3(signature = (id, costs: "object", *, service=None, year=None, window=3, peers=10))]
    fn evidence<'py>(
        this: &Bound<'py, Self>,
        id: &str,
        costs: &Bound<'py, PyAny>,
        service: Option<&str>,
        year: Option<i32>,
        window: i64,
        peers: u32,
    ) -> PyResult<Evidence<'py>> {
        let options = pyo3::types::PyDict::new(this.py());
        options.set_item("service", service)?;
        options.set_item("year", year)?;
        options.set_item("window", window)?;
        options.set_item("peers", peers)?;
        this.py()
            .import("omkn.analysis.evidence")?
            .getattr("evidence")?
            .call((this, id, costs), Some(&options))
            .map(Evidence)
    }
}
