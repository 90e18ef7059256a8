//! Edits of the taxonomy, made by a Python function.

use std::sync::{Mutex, PoisonError};

use omkn_core::{Concept, ConceptId, ConceptScheme, LanguageTag, Mapping};
use pyo3::prelude::*;

use crate::data::{Given, word};
use crate::error::ToPython;

/// Changes to the taxonomy that are made together; see ``KnowledgeBase.edit_taxonomy``.
///
/// What a change breaks is told when the edit ends, all at once. It is usable only within the function it was given to.
#[pyclass(frozen, module = "omkn")]
pub(crate) struct TaxonomyEdit(Mutex<Option<omkn_core::TaxonomyEdit>>);

impl TaxonomyEdit {
    /// Lend the edit to a Python function, and take it back.
    pub(crate) fn lend(edit: &mut omkn_core::TaxonomyEdit, function: &Py<PyAny>) -> PyResult<()> {
        let empty = omkn_core::Taxonomy::default().edit();
        let own = std::mem::replace(edit, empty);
        Python::attach(|py| {
            let lent = Bound::new(py, Self(Mutex::new(Some(own))))?;
            let result = function.bind(py).call1((&lent,));
            if let Some(own) = lent.get().0.lock().unwrap_or_else(PoisonError::into_inner).take() {
                *edit = own;
            }
            result.map(drop)
        })
    }

    /// Work with the edit while it is lent.
    fn with<T>(&self, work: impl FnOnce(&mut omkn_core::TaxonomyEdit) -> T) -> PyResult<T> {
        // Nobody holds this lock while waiting for Python.
        let mut edit = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let reason = || "the edit is over: call `edit_taxonomy` for another".to_owned();
        edit.as_mut().map(work).ok_or_else(|| omkn_core::Error::Closed { reason: reason() }).to_python()
    }

    fn change(&self, work: impl FnOnce(&mut omkn_core::TaxonomyEdit) -> &mut omkn_core::TaxonomyEdit) -> PyResult<()> {
        self.with(|edit| {
            work(edit);
        })
    }
}

fn tag(language: &str) -> PyResult<LanguageTag> {
    word("language", language)
}

#[pymethods]
impl TaxonomyEdit {
    /// Add a concept scheme.
    fn add_scheme(&self, scheme: Given<ConceptScheme>) -> PyResult<()> {
        self.change(|edit| edit.add_scheme(scheme.0))
    }

    /// Add a concept.
    fn add_concept(&self, concept: Given<Concept>) -> PyResult<()> {
        self.change(|edit| edit.add_concept(concept.0))
    }

    /// Set the pref label in a language.
    fn set_pref_label(&self, id: &str, language: &str, label: &str) -> PyResult<()> {
        let language = tag(language)?;
        self.change(|edit| edit.set_pref_label(&id.into(), language, label))
    }

    /// Set all alt labels in a language; none takes them away.
    fn set_alt_labels(&self, id: &str, language: &str, labels: Vec<String>) -> PyResult<()> {
        let language = tag(language)?;
        self.change(|edit| edit.set_alt_labels(&id.into(), language, labels))
    }

    /// Set all hidden labels in a language; none takes them away.
    fn set_hidden_labels(&self, id: &str, language: &str, labels: Vec<String>) -> PyResult<()> {
        let language = tag(language)?;
        self.change(|edit| edit.set_hidden_labels(&id.into(), language, labels))
    }

    /// Set the definition in a language.
    fn set_definition(&self, id: &str, language: &str, text: &str) -> PyResult<()> {
        let language = tag(language)?;
        self.change(|edit| edit.set_definition(&id.into(), language, text))
    }

    /// Set the scope note in a language.
    fn set_scope_note(&self, id: &str, language: &str, text: &str) -> PyResult<()> {
        let language = tag(language)?;
        self.change(|edit| edit.set_scope_note(&id.into(), language, text))
    }

    /// Set the notation or take it away. The id stays.
    #[pyo3(signature = (id, notation))]
    fn set_notation(&self, id: &str, notation: Option<String>) -> PyResult<()> {
        self.change(|edit| edit.set_notation(&id.into(), notation))
    }

    /// Set all matches in other classifications.
    fn set_mappings(&self, id: &str, mappings: Vec<Given<Mapping>>) -> PyResult<()> {
        let mappings = mappings.into_iter().map(|given| given.0).collect();
        self.change(|edit| edit.set_mappings(&id.into(), mappings))
    }

    /// Put a concept under one more broader concept.
    fn add_broader(&self, id: &str, broader: &str) -> PyResult<()> {
        self.change(|edit| edit.add_broader(&id.into(), &broader.into()))
    }

    /// Take a concept away from under a broader concept.
    fn remove_broader(&self, id: &str, broader: &str) -> PyResult<()> {
        self.change(|edit| edit.remove_broader(&id.into(), &broader.into()))
    }

    /// Relate two concepts with each other.
    fn add_related(&self, id: &str, related: &str) -> PyResult<()> {
        self.change(|edit| edit.add_related(&id.into(), &related.into()))
    }

    /// Relate two concepts no more, whichever side says so.
    fn remove_related(&self, id: &str, related: &str) -> PyResult<()> {
        self.change(|edit| edit.remove_related(&id.into(), &related.into()))
    }

    /// Take a concept out of use; records that name it count for the replacements from then on.
    fn deprecate(&self, id: &str, replaced_by: Vec<String>) -> PyResult<()> {
        let replaced_by: Vec<ConceptId> = replaced_by.into_iter().map(Into::into).collect();
        self.change(|edit| edit.deprecate(&id.into(), &replaced_by))
    }

    /// Take a concept out of use in favour of another, which gets its labels and links.
    fn merge(&self, id: &str, into: &str) -> PyResult<()> {
        self.change(|edit| edit.merge(&id.into(), &into.into()))
    }

    /// Remove a concept that this edit added.
    fn remove(&self, id: &str) -> PyResult<()> {
        self.change(|edit| edit.remove(&id.into()))
    }

    /// What the edit breaks so far, as pairs of a condition and a reason; empty where it could be applied.
    fn violations(&self) -> PyResult<Vec<(String, String)>> {
        let found = self.with(|edit| edit.violations())?;
        Ok(found.into_iter().map(|one| (one.code.as_str().to_owned(), one.reason)).collect())
    }
}
