//! What comes back as a table: a sequence of data classes, and an Arrow stream for frames.

mod changes;
mod columns;
mod coverage;
mod facets;
mod hits;
mod labels;
mod organizations;
mod record_parts;
mod records;
mod table;
mod taxonomy;

pub(crate) use changes::{Changes, Diff};
pub(crate) use coverage::{CoverageRows, CoverageTable};
pub(crate) use facets::Facets;
pub(crate) use hits::SearchHits;
pub(crate) use labels::Labels;
pub(crate) use organizations::Organizations;
pub(crate) use records::{RecordRows, Records};
pub(crate) use table::Table;
pub(crate) use taxonomy::Taxonomy;
