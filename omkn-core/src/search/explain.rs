//! Why a record answers a query as well as it does.

use serde::{Deserialize, Serialize};
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};

use super::request::SearchRequest;
use crate::error::{Error, Result};
use crate::id::RecordId;
use crate::knowledge_base::KnowledgeBase;
use crate::query::{compile, understand};
use crate::store::find;

/// A number and what it is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// What the number is.
    pub description: String,
    /// The number.
    pub value: f32,
    /// What it is made of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Explanation>,
}

/// Explain the score of one record.
pub(crate) fn explain(kb: &KnowledgeBase, request: &SearchRequest, id: RecordId) -> Result<Explanation> {
    let stored = kb.store.read(|connection| find(connection, id))?.ok_or_else(|| Error::not_found("record", id))?;
    let snapshot = kb.index.snapshot(kb)?;
    let fields = &snapshot.opened.fields;
    let vocabulary = kb.vocabulary.snapshot(&kb.store)?;
    let understood = understand(&vocabulary, &snapshot, request)?;
    let compiled = compile(kb, &vocabulary, fields, &understood.tree, request.expand)?;
    let failed = |source: tantivy::TantivyError| Error::index("explaining a hit", source);
    let this = TermQuery::new(Term::from_field_u64(fields.key, stored.key.unsigned_abs()), IndexRecordOption::Basic);
    let both = BooleanQuery::new(vec![
        (Occur::Must, compiled.query.box_clone()),
        (Occur::Must, Box::new(this) as Box<dyn Query>),
    ]);
    let found = snapshot.searcher.search(&both, &tantivy::collector::DocSetCollector).map_err(failed)?;
    let address: DocAddress = found.into_iter().next().ok_or_else(|| Error::NotFound {
        what: "hit of this query",
        key: id.to_string(),
        candidates: Vec::new(),
    })?;
    let explained = compiled.query.explain(&snapshot.searcher, address).map_err(failed)?;
    let tree = serde_json::to_value(&explained).map_err(|source| Error::index("explaining a hit", source))?;
    Ok(from_json(&tree))
}

/// The engine hands its explanation out as JSON only; it is as deep as the query, which is bounded.
fn from_json(tree: &serde_json::Value) -> Explanation {
    let details = tree.get("details").and_then(serde_json::Value::as_array);
    #[expect(clippy::cast_possible_truncation, reason = "it was an f32 before")]
    let value = tree.get("value").and_then(serde_json::Value::as_f64).unwrap_or_default() as f32;
    Explanation {
        description: tree.get("description").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned(),
        value,
        details: details.into_iter().flatten().map(from_json).collect(),
    }
}
