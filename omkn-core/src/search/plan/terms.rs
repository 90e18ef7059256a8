//! Terms that several plans use.

use std::sync::Arc;

use tantivy::Term;
use tantivy::query::{Query as Engine, TermQuery};
use tantivy::schema::IndexRecordOption;

use crate::index::{Fields, HIDDEN};

/// Records that readers see only where they ask for their status.
pub(crate) fn hidden(fields: &Fields) -> Arc<dyn Engine> {
    Arc::new(TermQuery::new(Term::from_field_u64(fields.filter, HIDDEN), IndexRecordOption::Basic))
}
