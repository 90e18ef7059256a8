//! Python bindings of OMKN: conversions only, every decision is made in `omkn-core`.

#![expect(clippy::needless_pass_by_value, reason = "arguments are handed over by Python")]

mod code_points;
mod costs;
mod data;
mod error;
mod hints;
mod job;
mod knowledge_base;
mod subscription;
mod tables;
mod taxonomy_edit;

use pyo3::prelude::*;

/// The extension module behind the Python package `omkn`.
#[pymodule]
mod _omkn {
    use omkn_core::{CannotTell, CaveatKind, ConceptId, Facet, Verdict};

    use super::{PyResult, Python, pyfunction};
    use crate::code_points;
    use crate::data::object;
    use crate::error::{ToPython, not_readable};
    use crate::hints::{ParsedQuery, WordList};

    #[pymodule_export]
    use crate::job::Interrupter;
    #[pymodule_export]
    use crate::knowledge_base::open::{in_memory, open};
    #[pymodule_export]
    use crate::knowledge_base::{KnowledgeBase, View};
    #[pymodule_export]
    use crate::subscription::Subscription;
    #[pymodule_export]
    use crate::tables::{Changes, CoverageTable, Diff, Facets, Organizations, Records, SearchHits, Table, Taxonomy};
    #[pymodule_export]
    use crate::taxonomy_edit::TaxonomyEdit;

    /// Return the version of OMKN, for example ``"0.1.0"``.
    #[pyfunction]
    fn version() -> &'static str {
        omkn_core::version()
    }

    /// Return the names of all kinds of errors; :data:`omkn.errors.KINDS` has a class for each.
    #[pyfunction]
    fn error_kinds() -> Vec<String> {
        omkn_core::ErrorKind::ALL.iter().map(|kind| format!("{kind:?}")).collect()
    }

    /// The words of a closed list in their order, such as bands from small to large.
    ///
    /// Parameters
    /// ----------
    /// of : str
    ///     The list: ``kind``, ``level``, ``tier``, ``population_band``, ``status``, ``visibility``, ``verdict``,
    ///     ``cannot_tell`` (why a verdict cannot be given), ``caveat``.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> omkn.words("population_band")[0]
    /// '0-999'
    #[pyfunction]
    fn words(of: WordList) -> PyResult<Vec<&'static str>> {
        match of.0.as_str() {
            "verdict" => Ok(Verdict::ALL.iter().map(|word| word.as_str()).collect()),
            "cannot_tell" => Ok(CannotTell::ALL.iter().map(|word| word.as_str()).collect()),
            "caveat" => Ok(CaveatKind::ALL.iter().map(|word| word.as_str()).collect()),
            other => other.parse().ok().and_then(Facet::words).ok_or_else(|| {
                let facets = Facet::ALL.iter().filter(|facet| facet.words().is_some()).map(|facet| facet.as_str());
                let lists: Vec<_> = facets.chain(["verdict", "cannot_tell", "caveat"]).collect();
                not_readable("of", format!("\"{other}\" is not one of {}", lists.join(", ")))
            }),
        }
    }

    /// The service of the cost rows of :meth:`omkn.KnowledgeBase.evidence` that holds a top service area, or ``None``.
    ///
    /// The names are those of published extracts of Ontario's Financial Information Return; nearly all services are broader
    /// than one practice.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> omkn.service_of_area("water"), omkn.service_of_area("energy")
    /// ('Environmental', None)
    #[pyfunction]
    fn service_of_area(area: &str) -> Option<&'static str> {
        omkn_core::service_of_area(&ConceptId::new(area))
    }

    /// Read what a person typed. Never fails: what cannot be read as an operator or field is read as words, and told.
    ///
    /// Parameters
    /// ----------
    /// text : str
    ///     The query.
    /// strict : bool
    ///     Raise ``QueryError`` at the first thing that is not well formed, for queries that programs write.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> parsed = omkn.parse_query("salt OR (brine year:2009..2014")
    /// >>> parsed.query, [notice.code for notice in parsed.notices]
    /// ('salt OR (brine year:2009..2014)', ['stray_parenthesis'])
    #[pyfunction]
    #[pyo3(signature = (text, *, strict=false))]
    fn parse_query<'py>(py: Python<'py>, text: &str, strict: bool) -> PyResult<ParsedQuery<'py>> {
        let (query, notices) = if strict {
            let query = omkn_core::Query::parse_strict(text);
            (query.map_err(|error| code_points::query_error(text, error)).to_python()?, Vec::new())
        } else {
            let parsed = omkn_core::parse_query(text);
            (parsed.query, code_points::notices(text, parsed.notices))
        };
        let tree = serde_json::json!({ "query": query.to_string(), "tree": query, "notices": notices });
        object(py, "omkn.results", "ParsedQuery", &tree).map(ParsedQuery)
    }
}
