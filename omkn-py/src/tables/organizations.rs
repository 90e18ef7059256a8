//! The register of organizations.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::{BooleanArray, Float64Array, Int16Array, RecordBatch, UInt64Array};
use arrow_schema::ArrowError;
use omkn_core::{CensusPopulation, Likeness, Organization, OrganizationId, PopulationBand, Tier};
use pyo3::prelude::*;

use super::columns::{Columns, text_in};
use super::table::{Rows, table};
use crate::data::{Out, all};
use crate::error::ToPython;

/// Clones, because the register is kept by the core behind a pointer of its own.
pub(crate) struct OrganizationRows {
    register: Arc<omkn_core::Organizations>,
    list: Vec<Organization>,
}

impl OrganizationRows {
    fn item(&self, at: usize) -> Option<Organization> {
        self.list.get(at).cloned()
    }
}

fn latest(organization: &Organization) -> Option<&CensusPopulation> {
    organization.populations.iter().max_by_key(|census| census.year)
}

impl Rows for OrganizationRows {
    fn count(&self) -> usize {
        self.list.len()
    }

    fn columns(&self, range: Range<usize>) -> Result<RecordBatch, ArrowError> {
        let rows = self.list.get(range).unwrap_or_default();
        let band = |one: &Organization| one.population_band().map(PopulationBand::as_str);
        let mut columns = Columns::default();
        columns.text("id", rows.iter().map(|one| Some(one.id.as_str())));
        columns.text("kind", rows.iter().map(|one| Some(one.kind.as_str())));
        for language in ["en", "fr"] {
            columns.text(&format!("name_{language}"), rows.iter().map(|one| text_in(&one.name, language)));
            let official = rows.iter().map(|one| text_in(&one.official_name, language));
            columns.text(&format!("official_name_{language}"), official);
        }
        columns.text("tier", rows.iter().map(|one| one.tier.map(Tier::as_str)));
        columns.text("municipal_status", rows.iter().map(|one| one.municipal_status.as_deref()));
        columns.text("parent", rows.iter().map(|one| one.parent.as_ref().map(OrganizationId::as_str)));
        columns.text("region", rows.iter().map(|one| one.region.as_deref()));
        columns.add("is_northern", BooleanArray::from_iter(rows.iter().map(|one| one.is_northern)));
        columns.add("population", UInt64Array::from_iter(rows.iter().map(Organization::population)));
        columns.add("population_year", Int16Array::from_iter(rows.iter().map(|one| latest(one).map(|it| it.year))));
        columns.text("population_band", rows.iter().map(band));
        columns.add("land_area_km2", Float64Array::from_iter(rows.iter().map(|one| one.land_area_km2)));
        columns.add("density", Float64Array::from_iter(rows.iter().map(Organization::density)));
        columns.add("latitude", Float64Array::from_iter(rows.iter().map(|one| one.position.map(|at| at.latitude))));
        columns.add("longitude", Float64Array::from_iter(rows.iter().map(|one| one.position.map(|at| at.longitude))));
        let spending = rows.iter().map(|one| one.spending_per_resident);
        columns.add("spending_per_resident", Float64Array::from_iter(spending));
        columns.text("website", rows.iter().map(|one| one.website.as_deref()));
        columns.finish()
    }
}

table! {
    /// The register of organizations: the upper tiers first, then the other municipalities, then those of the host.
    Organizations(OrganizationRows) of Organization
}

impl Organizations {
    pub(crate) fn table(py: Python<'_>, register: Arc<omkn_core::Organizations>) -> PyResult<Bound<'_, Self>> {
        let list = register.all().cloned().collect();
        Self::of_rows(py, OrganizationRows { register, list })
    }
}

#[pymethods]
impl Organizations {
    /// The organization with this id, or ``None``.
    fn get(&self, id: &str) -> Option<Out<Organization>> {
        self.rows.register.get(&OrganizationId::new(id)).cloned().map(Out)
    }

    /// The organization with this id or name, however it is written; see ``KnowledgeBase.organization``.
    fn resolve(&self, py: Python<'_>, name_or_id: &str) -> PyResult<Out<Organization>> {
        py.detach(|| self.rows.register.resolve(name_or_id).cloned()).to_python().map(Out)
    }

    /// How alike two organizations are, and in what, by their ids. Symmetric.
    fn likeness(&self, ours: &str, theirs: &str) -> PyResult<Out<Likeness>> {
        self.rows.register.likeness(&ours.into(), &theirs.into()).to_python().map(Out)
    }

    /// Every municipality, of all tiers.
    fn municipalities(&self) -> Vec<Out<Organization>> {
        all(self.rows.register.municipalities().cloned().collect())
    }

    /// The organizations the host added or changed.
    fn own(&self) -> Vec<Out<Organization>> {
        all(self.rows.register.own().cloned().collect())
    }

    /// The organizations that are part of this one, such as the towns of a county.
    fn parts_of(&self, id: &str) -> Vec<Out<Organization>> {
        all(self.rows.register.parts_of(&OrganizationId::new(id)).cloned().collect())
    }
}
