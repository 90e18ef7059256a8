//! One record among those that a query finds.

use tantivy::collector::{Count, DocSetCollector};
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};

use super::compile::Compiled;
use crate::base::{Error, Result};
use crate::view::View;

/// Whether a query finds a record.
pub(crate) struct MatchOfOne {
    /// How many records it finds.
    pub(crate) total: u64,
    /// Where the record is in the index, if it is one of them.
    pub(crate) address: Option<DocAddress>,
}

/// Look for the record with this key among those that a query finds.
pub(crate) fn match_of_one(view: &View, compiled: &Compiled, key: u64) -> Result<MatchOfOne> {
    let searcher = &view.index.searcher;
    let total = searcher.search(compiled.query.as_ref(), &Count).map_err(failed)? as u64;
    let key = Term::from_field_u64(view.index.opened.fields.key, key);
    let this: Box<dyn Query> = Box::new(TermQuery::new(key, IndexRecordOption::Basic));
    let both = BooleanQuery::new(vec![(Occur::Must, compiled.query.box_clone()), (Occur::Must, this)]);
    let address = searcher.search(&both, &DocSetCollector).map_err(failed)?.into_iter().next();
    Ok(MatchOfOne { total, address })
}

/// The engine's own explanation of a score, which it gives as JSON only.
pub(crate) fn explained(view: &View, compiled: &Compiled, address: DocAddress) -> Result<serde_json::Value> {
    let explanation = compiled.query.explain(&view.index.searcher, address).map_err(failed)?;
    serde_json::to_value(&explanation).map_err(|source| Error::index("explaining a hit", source))
}

fn failed(source: tantivy::TantivyError) -> Error {
    Error::index("explaining a hit", source)
}
