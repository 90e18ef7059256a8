//! Scoring on tantivy: queries of words, their scorers, and the one pass that ranks, counts and narrows. Knows neither the store
//! nor the query language.

mod adjacency;
mod bar;
mod bm25;
mod boost;
mod cells;
mod collector;
mod cursors;
mod facet_counter;
mod order;
mod slots;
mod text_explain;
mod text_query;
#[cfg(test)]
mod text_query_tests;
mod text_scorer;
mod title_query;
mod top;
mod window;

pub(crate) use bar::Bar;
pub(crate) use bm25::idf;
pub(crate) use boost::{BoostPlan, share_of_age, share_of_level};
pub(crate) use cells::{CellCounts, CellPlan, CellSide, OwnPlace, PlaceSide, Placed, count_cells};
pub(crate) use collector::{Collected, PageCollector, Selection};
pub(crate) use facet_counter::FacetPlan;
pub(crate) use order::{Candidate, Cursor, OrderBy, score_of_sort_value};
pub(crate) use slots::put_at;
pub(crate) use text_explain::ScorePart;
pub(crate) use text_query::{Group, GroupsQuery, Indicator, Member};
pub(crate) use title_query::TitleQuery;
