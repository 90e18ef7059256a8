//! Taxonomy and organizations.

use omkn_core::{Classification, Organization, OrganizationId, Peer};
use pyo3::prelude::*;

use super::KnowledgeBase;
use super::view::{View, both};
use crate::code_points;
use crate::data::{GivenAll, Listing, Out, all, most};
use crate::hints::{EditArgument, OrganizationArgument};
use crate::tables::{Organizations, Taxonomy};
use crate::taxonomy_edit::TaxonomyEdit;

both! {
    /// The taxonomy as it stands.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     taxonomy = kb.taxonomy()
    /// >>> taxonomy.get("roads/winter-control").pref_label["fr"]
    /// 'Déneigement et entretien hivernal'
    /// >>> taxonomy.path("roads/winter-control")
    /// ['roads', 'roads/winter-control']
    fn taxonomy<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Taxonomy>> {
        let taxonomy = self.call(py, |kb| kb.taxonomy())?;
        Taxonomy::of_rows(py, taxonomy)
    }

    /// The service areas a text is about, best first, each with the words that led to it.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     best = kb.classify("Two-bag limit\nWeekly garbage collection with bag tags.", 3)[0]
    /// >>> best.concept, best.reasons[0].label
    /// ('waste/user-pay', 'two-bag limit')
    #[pyo3(signature = (text, limit=5))]
    fn classify(&self, py: Python<'_>, text: &str, limit: Option<i64>) -> PyResult<Listing<Classification>> {
        let limit = most(limit)?;
        self.call(py, |kb| Ok(code_points::classifications(text, kb.classify(text, limit)?))).map(all)
    }

    /// The register of organizations: the 444 municipalities of Ontario and those of the host.
    fn organizations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Organizations>> {
        let organizations = self.call(py, |kb| kb.organizations())?;
        Organizations::table(py, organizations)
    }

    /// The organization with this id or name, however it is written.
    ///
    /// Raises
    /// ------
    /// NotFoundError
    ///     With the nearest names.
    /// AmbiguousError
    ///     With what it may mean.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     kb.organization("Grand Sudbury").official_name["en"]
    /// 'City of Greater Sudbury'
    fn organization(&self, py: Python<'_>, name_or_id: OrganizationArgument) -> PyResult<Out<Organization>> {
        self.call(py, |kb| kb.organization(&name_or_id.0)).map(Out)
    }

    /// The organization with exactly this id, or ``None``.
    fn find_organization(&self, py: Python<'_>, id: &str) -> PyResult<Option<Out<Organization>>> {
        let id = OrganizationId::new(id);
        Ok(self.call(py, |kb| kb.find_organization(&id))?.map(Out))
    }

    /// The municipalities most like this one, best first, each with what they have in common; itself left out. Without a
    /// limit, all of them.
    ///
    /// Raises
    /// ------
    /// NotFoundError
    ///     With the nearest names.
    /// AmbiguousError
    ///     With what it may mean.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     peer = kb.peers("Adjala-Tosorontio", 5)[0]
    /// >>> peer.likeness.value > 0.5, peer.likeness.reasons[0].aspect
    /// (True, 'population')
    #[pyo3(signature = (name_or_id, limit=10))]
    fn peers(&self, py: Python<'_>, name_or_id: OrganizationArgument, limit: Option<i64>) -> PyResult<Listing<Peer>> {
        let limit = most(limit)?;
        self.call(py, |kb| kb.peers(&name_or_id.0, limit)).map(all)
    }
}

#[pymethods]
impl KnowledgeBase {
    /// Edit the taxonomy: all of the edit or nothing of it.
    ///
    /// Parameters
    /// ----------
    /// edit : callable
    ///     Called with a :class:`omkn.TaxonomyEdit`, whose methods make the changes. What it raises ends the edit.
    ///
    /// Raises
    /// ------
    /// TaxonomyError
    ///     The result would break an integrity condition.
    /// ConflictError
    ///     Another thread edited the taxonomy or the register meanwhile.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> def add_ice_roads(edit):
    /// ...     label = {"en": "Ice roads", "fr": "Routes de glace"}
    /// ...     edit.add_concept({"id": "roads/ice", "scheme": "omkn", "pref_label": label, "broader": ["roads"]})
    /// >>> with omkn.in_memory() as kb:
    /// ...     kb.edit_taxonomy(add_ice_roads).get("roads/ice").broader
    /// ['roads']
    fn edit_taxonomy<'py>(&self, py: Python<'py>, edit: EditArgument<'_>) -> PyResult<Bound<'py, Taxonomy>> {
        let edit = edit.0.unbind();
        let mut raised = None;
        let edited = self.call(py, |kb| {
            kb.edit_taxonomy(|work| {
                TaxonomyEdit::lend(work, &edit).map_err(|error| {
                    raised = Some(error);
                    omkn_core::Error::Cancelled
                })
            })
        });
        match raised {
            Some(error) => Err(error),
            None => Taxonomy::of_rows(py, edited?),
        }
    }

    /// Add organizations to the register, or replace those with the same ids.
    fn put_organizations(&self, py: Python<'_>, organizations: GivenAll<'_, Organization>) -> PyResult<()> {
        let organizations = organizations.read("organizations")?;
        self.call(py, |kb| kb.put_organizations(organizations))
    }
}
