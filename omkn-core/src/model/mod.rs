//! The model: what a record is, as plain data and pure checks.

mod agent;
mod check_parts;
mod check_values;
mod coverage;
mod diff;
mod draft;
mod draft_json;
mod enums;
mod facet;
mod has_field;
mod measure;
mod normalize;
mod organization;
mod record;
mod resource;
mod revision;
mod validate;

pub use agent::{Agent, Contact};
pub use check_values::limits;
pub use coverage::{Coverage, PopulationBand};
pub(crate) use diff::diff;
pub use draft::{ExternalId, RecordDraft};
pub(crate) use draft_json::DraftForm;
pub use enums::{
    EvidenceLevel, EvidenceStrength, LinkHealth, MoneyBasis, OrganizationKind, RecordKind, RelationKind, SectionKind,
    Status, Tier, TranslationStatus, Visibility,
};
pub use facet::Facet;
pub(crate) use facet::FacetValues;
pub use has_field::HasField;
pub use measure::{Funding, Measure, MeasuredValue, Money, Staffing};
pub use organization::{CensusPopulation, Organization, OrganizationName, Position};
pub use record::Record;
pub use resource::{Adoption, Award, Relation, Resource, Rights, SourceCitation};
pub use revision::{Change, ChangeKind, FieldChange, Revision, RevisionAction};

pub(crate) use validate::check_reason;
