//! A page of hits.

use std::sync::Arc;

use arrow_array::{Float32Array, UInt32Array, UInt64Array};
use omkn_core::{ConceptId, EvidenceLevel, Interpretation, LanguageTag, OrganizationId, SearchHit, SectionKind};
use pyo3::prelude::*;
use serde_json::Value;

use super::columns::Columns;
use super::facets::{FacetRows, Facets};
use super::labels::Labels;
use super::table::{Rows, json, table};
use crate::code_points;
use crate::data::Out;

/// The page, and the knowledge base or view it comes from: notebooks show names and sources besides.
pub(crate) struct HitRows {
    found: Arc<omkn_core::SearchHits>,
    asked: Option<Py<PyAny>>,
    labels: Labels,
    /// Whether a municipality was given that records should fit.
    fits: bool,
}

impl Rows for HitRows {
    type Row = SearchHit;

    fn rows(&self) -> &[SearchHit] {
        &self.found.hits
    }

    fn columns(&self, rows: &[SearchHit], columns: &mut Columns) {
        let snippets = rows.iter().map(|hit| hit.snippet.as_ref());
        columns.add("rank", || UInt64Array::from_iter_values(rows.iter().map(|hit| hit.rank)));
        columns.add("score", || Float32Array::from_iter_values(rows.iter().map(|hit| hit.score)));
        columns.written("id", rows.iter().map(|hit| Some(hit.id)));
        columns.add("version", || UInt32Array::from_iter_values(rows.iter().map(|hit| hit.version.0)));
        columns.text("kind", rows.iter().map(|hit| Some(hit.kind.as_str())));
        columns.text("status", rows.iter().map(|hit| Some(hit.status.as_str())));
        columns.text("level", rows.iter().map(|hit| hit.level.map(EvidenceLevel::as_str)));
        columns.date("date", rows.iter().map(|hit| hit.date));
        columns.text("title", rows.iter().map(|hit| Some(hit.title.text.as_str())));
        columns.text("title_language", rows.iter().map(|hit| Some(hit.title.language.as_str())));
        columns.text("snippet", snippets.clone().map(|one| one.map(|snippet| snippet.text.text.as_str())));
        let sections = snippets.map(|one| one.and_then(|snippet| snippet.section));
        columns.text("snippet_section", sections.map(|section| section.map(SectionKind::as_str)));
        columns.texts("concepts", rows.iter().map(|hit| hit.concepts.iter().map(ConceptId::as_str)));
        columns.texts("organizations", rows.iter().map(|hit| hit.organizations.iter().map(OrganizationId::as_str)));
        let labels = &self.labels;
        columns.texts("concept_labels", rows.iter().map(|hit| hit.concepts.iter().map(|id| labels.concept(id))));
        let names = rows.iter().map(|hit| hit.organizations.iter().map(|id| labels.organization(id)));
        columns.texts("organization_names", names);
        if self.fits {
            let fits = rows.iter().map(|hit| hit.fit.as_ref());
            columns.add("likeness", || Float32Array::from_iter(fits.map(|fit| fit.map(|fit| fit.likeness.value))));
        }
        columns.texts("languages", rows.iter().map(|hit| hit.languages.iter().map(LanguageTag::as_str)));
    }

    fn to_json(&self) -> omkn_core::Result<Value> {
        json(&(self.found.as_ref(), &self.labels, self.fits))
    }

    fn from_json(json: &Value) -> omkn_core::Result<Self> {
        let (found, labels, fits): (omkn_core::SearchHits, _, _) = omkn_core::from_json(json)?;
        Ok(Self { found: Arc::new(found), asked: None, labels, fits })
    }
}

table! {
    /// One page of hits, best first, and what is true of all of them; see ``KnowledgeBase.search``.
    SearchHits(HitRows) of SearchHit
}

impl SearchHits {
    pub(crate) fn table<'py>(
        asked: &Bound<'py, PyAny>,
        mut found: omkn_core::SearchHits,
        labels: Labels,
        fits: bool,
    ) -> PyResult<Bound<'py, Self>> {
        found.hits = found.hits.into_iter().map(code_points::hit).collect();
        let rows = HitRows { found: Arc::new(found), asked: Some(asked.clone().unbind()), labels, fits };
        Self::of_rows(asked.py(), rows)
    }
}

#[pymethods]
impl SearchHits {
    /// How many records answer, exactly.
    #[getter]
    fn total(&self) -> u64 {
        self.rows.found.total
    }

    /// The facets asked for, in the order asked.
    #[getter]
    fn facets<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Facets>> {
        Facets::of_rows(py, FacetRows(self.rows.found.facets.clone()))
    }

    /// What was understood.
    #[getter]
    fn interpretation(&self) -> Out<Interpretation> {
        Out(self.rows.found.interpretation.clone())
    }

    /// How far the index was when it answered: it covers all changes up to this one.
    #[getter]
    fn watermark(&self) -> u64 {
        self.rows.found.watermark.0
    }

    /// What to give as ``after`` for the next page; ``None`` where this is the last.
    #[getter]
    fn next(&self) -> Option<&str> {
        self.rows.found.next.as_deref()
    }

    fn __repr__(this: &Bound<'_, Self>) -> PyResult<String> {
        let found = &this.get().rows.found;
        let told = found.interpretation.notices.iter().map(|notice| format!("; {}", notice.reason));
        Ok(format!("<omkn.SearchHits {} of {} found{}>", this.len()?, found.total, told.collect::<String>()))
    }

    fn _repr_html_(this: &Bound<'_, Self>) -> PyResult<String> {
        this.py().import("omkn.notebook.hits")?.call_method1("hits", (this, &this.get().rows.asked))?.extract()
    }
}
