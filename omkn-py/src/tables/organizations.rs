//! The register of organizations.

use std::sync::Arc;

use arrow_array::{BooleanArray, UInt64Array};
use omkn_core::{CensusPopulation, Likeness, Organization, OrganizationId, PopulationBand, Tier};
use pyo3::prelude::*;
use serde_json::Value;

use super::columns::Columns;
use super::table::{Rows, json, table};
use crate::data::{Listing, Out, all};
use crate::error::ToPython;
use crate::hints::OrganizationArgument;

/// Clones, because the register is kept by the core behind a pointer of its own.
pub(crate) struct OrganizationRows {
    register: Arc<omkn_core::Organizations>,
    list: Vec<Organization>,
}

fn latest(organization: &Organization) -> Option<&CensusPopulation> {
    organization.populations.iter().max_by_key(|census| census.year)
}

impl Rows for OrganizationRows {
    type Row = Organization;

    fn rows(&self) -> &[Organization] {
        &self.list
    }

    fn columns(&self, rows: &[Organization], columns: &mut Columns) {
        let band = |one: &Organization| one.population_band().map(PopulationBand::as_str);
        columns.text("id", rows.iter().map(|one| Some(one.id.as_str())));
        columns.text("kind", rows.iter().map(|one| Some(one.kind.as_str())));
        columns.bilingual("name", rows.iter().map(|one| &one.name));
        columns.bilingual("official_name", rows.iter().map(|one| &one.official_name));
        columns.structs("aliases", rows.iter().map(|one| &one.aliases), |columns, all| {
            columns.text("name", all.iter().map(|alias| Some(alias.name.as_str())));
            columns.text("language", all.iter().map(|alias| Some(alias.language.as_str())));
        });
        columns.text("tier", rows.iter().map(|one| one.tier.map(Tier::as_str)));
        columns.text("municipal_status", rows.iter().map(|one| one.municipal_status.as_deref()));
        columns.text("parent", rows.iter().map(|one| one.parent.as_ref().map(OrganizationId::as_str)));
        columns.text("region", rows.iter().map(|one| one.region.as_deref()));
        columns.add("is_northern", || BooleanArray::from_iter(rows.iter().map(|one| one.is_northern)));
        columns.add("population", || UInt64Array::from_iter(rows.iter().map(Organization::population)));
        columns.year("population_year", rows.iter().map(|one| latest(one).map(|census| census.year)));
        columns.text("population_band", rows.iter().map(band));
        columns.structs("populations", rows.iter().map(|one| &one.populations), |columns, all| {
            columns.year("year", all.iter().map(|census| Some(census.year)));
            columns.add("population", || UInt64Array::from_iter_values(all.iter().map(|census| census.population)));
        });
        columns.number("land_area_km2", rows.iter().map(|one| one.land_area_km2));
        columns.number("density", rows.iter().map(Organization::density));
        columns.number("latitude", rows.iter().map(|one| one.position.map(|at| at.latitude)));
        columns.number("longitude", rows.iter().map(|one| one.position.map(|at| at.longitude)));
        columns.number("spending_per_resident", rows.iter().map(|one| one.spending_per_resident));
        columns.text("website", rows.iter().map(|one| one.website.as_deref()));
    }

    fn to_json(&self) -> omkn_core::Result<Value> {
        json(&self.register.own().collect::<Vec<_>>())
    }

    fn from_json(json: &Value) -> omkn_core::Result<Self> {
        let register = omkn_core::Organizations::built_in()?.with(omkn_core::from_json(json)?)?;
        Ok(Self { list: register.all().cloned().collect(), register: Arc::new(register) })
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

    /// How alike two organizations are, and in what, by their ids or names. Symmetric.
    ///
    /// Raises
    /// ------
    /// NotFoundError, AmbiguousError
    ///     With the names that may be meant.
    fn likeness(&self, ours: OrganizationArgument, theirs: OrganizationArgument) -> PyResult<Out<Likeness>> {
        self.rows.register.likeness(&ours.0, &theirs.0).to_python().map(Out)
    }

    /// Every municipality, of all tiers.
    fn municipalities(&self) -> Listing<Organization> {
        all(self.rows.register.municipalities().cloned().collect())
    }

    /// The organizations the host added or changed.
    fn own(&self) -> Listing<Organization> {
        all(self.rows.register.own().cloned().collect())
    }

    /// The organizations that are part of this one, such as the towns of a county, by its id or name.
    ///
    /// Raises
    /// ------
    /// NotFoundError, AmbiguousError
    ///     With the names that may be meant.
    fn parts_of(&self, name_or_id: OrganizationArgument) -> PyResult<Listing<Organization>> {
        Ok(all(self.rows.register.parts_of(&name_or_id.0).to_python()?.cloned().collect()))
    }
}
