//! The taxonomy.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{BooleanArray, UInt32Array};
use omkn_core::{Classification, Concept, ConceptId, ConceptMatch, ConceptScheme, LanguageTag, SchemeId};
use pyo3::prelude::*;
use serde_json::Value;

use super::columns::Columns;
use super::table::{Rows, json, table};
use crate::code_points;
use crate::data::{Listing, Out, all, most};
use crate::error::ToPython;
use crate::hints::ConceptArgument;

impl Rows for Arc<omkn_core::Taxonomy> {
    type Row = Concept;

    fn rows(&self) -> &[Concept] {
        self.concepts()
    }

    fn columns(&self, rows: &[Concept], columns: &mut Columns) {
        let paths: Vec<Vec<ConceptId>> = rows.iter().map(|concept| self.path(&concept.id)).collect();
        columns.text("id", rows.iter().map(|concept| Some(concept.id.as_str())));
        columns.text("scheme", rows.iter().map(|concept| Some(concept.scheme.as_str())));
        columns.text("notation", rows.iter().map(|concept| concept.notation.as_deref()));
        columns.bilingual("pref_label", rows.iter().map(|concept| &concept.pref_label));
        columns.languages("alt_labels", rows.iter().map(|concept| labels(&concept.alt_labels)));
        columns.languages("hidden_labels", rows.iter().map(|concept| labels(&concept.hidden_labels)));
        columns.bilingual("definition", rows.iter().map(|concept| &concept.definition));
        columns.languages("scope_note", rows.iter().map(|concept| concept.scope_note.iter()));
        columns.texts("path", paths.iter().map(|path| path.iter().map(ConceptId::as_str)));
        columns.texts("broader", rows.iter().map(|concept| concept.broader.iter().map(ConceptId::as_str)));
        columns.texts("related", rows.iter().map(|concept| concept.related.iter().map(ConceptId::as_str)));
        columns.add("deprecated", || BooleanArray::from_iter(rows.iter().map(|concept| Some(concept.deprecated))));
        columns.texts("replaced_by", rows.iter().map(|concept| concept.replaced_by.iter().map(ConceptId::as_str)));
        columns.structs("mappings", rows.iter().map(|concept| &concept.mappings), |columns, all| {
            columns.word("kind", all.iter().map(|mapping| mapping.kind));
            columns.text("scheme", all.iter().map(|mapping| Some(mapping.scheme.as_str())));
            columns.text("notation", all.iter().map(|mapping| Some(mapping.notation.as_str())));
        });
        columns.add("added_in", || UInt32Array::from_iter(rows.iter().map(|concept| concept.added_in)));
        columns.add("deprecated_in", || UInt32Array::from_iter(rows.iter().map(|concept| concept.deprecated_in)));
    }

    fn to_json(&self) -> omkn_core::Result<Value> {
        json(&(self.schemes(), self.concepts()))
    }

    fn from_json(json: &Value) -> omkn_core::Result<Self> {
        let (schemes, concepts) = omkn_core::from_json(json)?;
        Ok(Self::new(omkn_core::Taxonomy::new(schemes, concepts)))
    }
}

/// Each label with its language.
fn labels(labels: &BTreeMap<LanguageTag, Vec<String>>) -> impl Iterator<Item = (&LanguageTag, &str)> {
    labels.iter().flat_map(|(language, labels)| labels.iter().map(move |label| (language, label.as_str())))
}

table! {
    /// The concept schemes of a knowledge base as they stand; a sequence of all concepts, see ``KnowledgeBase.taxonomy``.
    Taxonomy(Arc<omkn_core::Taxonomy>) of Concept
}

fn texts(ids: impl IntoIterator<Item = ConceptId>) -> Vec<String> {
    ids.into_iter().map(|id| id.to_string()).collect()
}

impl Taxonomy {
    /// The id of the concept that an id or name means.
    fn meant(&self, id: &ConceptArgument) -> ConceptId {
        self.rows.id_of(&id.0)
    }
}

#[pymethods]
impl Taxonomy {
    /// The concept schemes.
    #[getter]
    fn schemes(&self) -> Listing<ConceptScheme> {
        all(self.rows.schemes().to_vec())
    }

    /// The concept with this id, or ``None``.
    fn get(&self, id: &str) -> Option<Out<Concept>> {
        self.rows.get(&id.into()).cloned().map(Out)
    }

    /// The concept with this id, notation or label, in any language; case and accents do not matter.
    ///
    /// Raises
    /// ------
    /// NotFoundError, AmbiguousError
    ///     With the ids of what may be meant.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     kb.taxonomy().named("deneigement").id
    /// 'roads/winter-control'
    fn named(&self, name_or_id: ConceptArgument) -> PyResult<Out<Concept>> {
        self.rows.named(&name_or_id.0).to_python().cloned().map(Out)
    }

    /// The concepts of a scheme that have no broader one.
    fn top_concepts(&self, scheme: &str) -> Listing<Concept> {
        all(self.rows.top_concepts(&SchemeId::new(scheme)).cloned().collect())
    }

    /// The concepts right below this one.
    fn narrower(&self, id: ConceptArgument) -> Listing<Concept> {
        all(self.rows.narrower(&self.meant(&id)).cloned().collect())
    }

    /// The concepts right above this one.
    fn broader(&self, id: ConceptArgument) -> Listing<Concept> {
        all(self.rows.broader(&self.meant(&id)).cloned().collect())
    }

    /// The concepts that have to do with this one.
    fn related(&self, id: ConceptArgument) -> Listing<Concept> {
        all(self.rows.related(&self.meant(&id)).cloned().collect())
    }

    /// The ids of all concepts above this one.
    fn ancestors(&self, id: ConceptArgument) -> Vec<String> {
        texts(self.rows.ancestors(&self.meant(&id)))
    }

    /// The ids of all concepts below this one.
    fn descendants(&self, id: ConceptArgument) -> Vec<String> {
        texts(self.rows.descendants(&self.meant(&id)))
    }

    /// The ids from the top down to this concept, by way of the first broader concept of each.
    fn path(&self, id: ConceptArgument) -> Vec<String> {
        texts(self.rows.path(&self.meant(&id)))
    }

    /// The ids of the concepts in use that this one stands for: itself, or what replaced it.
    fn resolve(&self, id: ConceptArgument) -> Vec<String> {
        texts(self.rows.resolve(&self.meant(&id)))
    }

    /// The ids of all concepts that count as this one: itself, everything below, and what these replaced.
    fn expand(&self, id: ConceptArgument) -> Vec<String> {
        texts(self.rows.expand(&self.meant(&id)))
    }

    /// The concepts that a text names: by id, notation or any label in any language, best first.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     kb.taxonomy().lookup("bibliotheques")[0].concept
    /// 'libraries'
    fn lookup(&self, py: Python<'_>, text: &str) -> Listing<ConceptMatch> {
        all(py.detach(|| self.rows.lookup(text)))
    }

    /// The concepts in use whose labels stand in a text, best first.
    #[pyo3(signature = (text, limit=5))]
    fn classify(&self, py: Python<'_>, text: &str, limit: Option<i64>) -> PyResult<Listing<Classification>> {
        let limit = most(limit)?;
        Ok(all(py.detach(|| code_points::classifications(text, self.rows.classify(text, limit)))))
    }

    fn _repr_html_(this: &Bound<'_, Self>) -> PyResult<String> {
        this.py().import("omkn.notebook.taxonomy")?.call_method1("taxonomy", (this,))?.extract()
    }
}
