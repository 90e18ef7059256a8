//! A small index in memory of states of records, earlier ones too: to know whether they answer a query.

use tantivy::Searcher;

use super::catch_up::add;
use super::document::FacetNumbers;
use super::generations::{Generations, Opened};
use super::writer::{Merging, close_writer, open_writer};
use crate::base::{Error, Result};
use crate::organizations::Organizations;
use crate::store::{StoreView, StoredRecord};

/// The heap of the writer; the least there is.
const HEAP: usize = 15_000_000;

/// The index; the key of each state is its position among those given.
pub(crate) struct States {
    pub(crate) opened: Opened,
    pub(crate) searcher: Searcher,
}

impl States {
    /// Index these states.
    pub(crate) fn new(store: &StoreView, organizations: &Organizations, states: Vec<StoredRecord>) -> Result<Self> {
        let opened = Generations::begin_in_memory()?.opened;
        let mut numbers = FacetNumbers::new(store);
        let mut writer = open_writer(&opened.index, 1, HEAP, Merging::ByLogarithm).map_err(failed)?;
        let added = states.into_iter().zip(0_i64..).try_for_each(|(mut state, position)| {
            state.key = position;
            add(&writer, &opened.fields, &state, organizations, &mut numbers)
        });
        let committed = added.and_then(|()| writer.commit().map(|_| ()).map_err(failed));
        committed.and(close_writer(writer).map_err(failed))?;
        opened.reader.reload().map_err(failed)?;
        let searcher = opened.reader.searcher();
        Ok(Self { opened, searcher })
    }
}

fn failed(source: tantivy::TantivyError) -> Error {
    Error::index("indexing states of records", source)
}
