//! A page of hits.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::{Float32Array, RecordBatch, UInt32Array, UInt64Array};
use arrow_schema::ArrowError;
use omkn_core::{EvidenceLevel, Interpretation, SearchHit};
use pyo3::prelude::*;

use super::columns::Columns;
use super::facets::Facets;
use super::table::{Rows, table};
use crate::code_points;
use crate::data::Out;
use crate::knowledge_base::KnowledgeBase;

/// The page, and the knowledge base it comes from: notebooks show names and sources besides.
pub(crate) struct HitRows(Arc<omkn_core::SearchHits>, Py<KnowledgeBase>);

impl HitRows {
    fn item(&self, at: usize) -> Option<SearchHit> {
        self.0.hits.get(at).cloned().map(code_points::hit)
    }
}

impl Rows for HitRows {
    fn count(&self) -> usize {
        self.0.hits.len()
    }

    fn columns(&self, range: Range<usize>) -> Result<RecordBatch, ArrowError> {
        let rows = self.0.hits.get(range).unwrap_or_default();
        let ids: Vec<String> = rows.iter().map(|hit| hit.id.to_string()).collect();
        let snippet = |hit: &SearchHit| hit.snippet.clone();
        let snippets: Vec<_> = rows.iter().map(snippet).collect();
        let section = |hit: &SearchHit| {
            hit.snippet.as_ref().and_then(|snippet| snippet.section).map(omkn_core::SectionKind::as_str)
        };
        let mut columns = Columns::default();
        columns.add("rank", UInt64Array::from_iter_values(rows.iter().map(|hit| hit.rank)));
        columns.add("score", Float32Array::from_iter_values(rows.iter().map(|hit| hit.score)));
        columns.text("id", ids.iter().map(|id| Some(id.as_str())));
        columns.add("version", UInt32Array::from_iter_values(rows.iter().map(|hit| hit.version.0)));
        columns.text("kind", rows.iter().map(|hit| Some(hit.kind.as_str())));
        columns.text("status", rows.iter().map(|hit| Some(hit.status.as_str())));
        columns.text("level", rows.iter().map(|hit| hit.level.map(EvidenceLevel::as_str)));
        columns.date("date", rows.iter().map(|hit| hit.date));
        columns.text("title", rows.iter().map(|hit| Some(hit.title.text.as_str())));
        columns.text("title_language", rows.iter().map(|hit| Some(hit.title.language.as_str())));
        columns.text("snippet", snippets.iter().map(|one| one.as_ref().map(|snippet| snippet.text.text.as_str())));
        columns.text("snippet_section", rows.iter().map(section));
        columns.texts("concepts", rows.iter().map(|hit| hit.concepts.iter().map(omkn_core::ConceptId::as_str)));
        columns.texts(
            "organizations",
            rows.iter().map(|hit| hit.organizations.iter().map(omkn_core::OrganizationId::as_str)),
        );
        columns.texts("languages", rows.iter().map(|hit| hit.languages.iter().map(omkn_core::LanguageTag::as_str)));
        columns.finish()
    }
}

table! {
    /// One page of hits, best first, and what is true of all of them; see ``KnowledgeBase.search``.
    SearchHits(HitRows) of SearchHit
}

impl SearchHits {
    pub(crate) fn table<'py>(
        kb: &Bound<'py, KnowledgeBase>,
        found: omkn_core::SearchHits,
    ) -> PyResult<Bound<'py, Self>> {
        Self::of_rows(kb.py(), HitRows(Arc::new(found), kb.clone().unbind()))
    }
}

#[pymethods]
impl SearchHits {
    /// How many records answer, exactly.
    #[getter]
    fn total(&self) -> u64 {
        self.rows.0.total
    }

    /// The facets asked for, in the order asked.
    #[getter]
    fn facets<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Facets>> {
        Facets::table(py, Arc::clone(&self.rows.0))
    }

    /// What was understood.
    #[getter]
    fn interpretation(&self) -> Out<Interpretation> {
        Out(self.rows.0.interpretation.clone())
    }

    /// How far the index was when it answered: it covers all changes up to this one.
    #[getter]
    fn watermark(&self) -> u64 {
        self.rows.0.watermark.0
    }

    /// What to give as ``after`` for the next page; ``None`` where this is the last.
    #[getter]
    fn next(&self) -> Option<&str> {
        self.rows.0.next.as_deref()
    }

    fn __repr__(&self) -> String {
        let found = &self.rows.0;
        let told = found.interpretation.notices.iter().map(|notice| format!("; {}", notice.reason));
        format!("<omkn.SearchHits {} of {} found{}>", found.hits.len(), found.total, told.collect::<String>())
    }

    fn _repr_html_(this: &Bound<'_, Self>) -> PyResult<String> {
        this.py().import("omkn.notebook.hits")?.call_method1("hits", (this, &this.get().rows.1))?.extract()
    }
}
