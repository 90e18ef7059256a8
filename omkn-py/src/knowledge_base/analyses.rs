//! Analyses: what the knowledge base shows as a whole.

use std::collections::BTreeMap;

use omkn_core::{
    ConceptId, CoverageRequest, Evidence, EvidenceRequest, Facet, GapsRequest, LanguageTag, OrganizationId,
    Organizations, Taxonomy,
};
use pyo3::prelude::*;

use super::KnowledgeBase;
use super::find::{languages, selected};
use super::view::{View, both};
use super::write::record_id;
use crate::costs::service_costs;
use crate::data::{Out, count, words};
use crate::hints::{FacetNames, RecordArgument, Texts};
use crate::tables::{CoverageRows, CoverageTable, Labels};

/// A table with what to call the areas and municipalities in it.
fn labelled(
    table: omkn_core::CoverageTable,
    vocabulary: (&Taxonomy, &Organizations),
    languages: &[LanguageTag],
) -> omkn_core::Result<CoverageRows> {
    let values = |side: Facet| {
        let at = table.by.iter().position(|by| *by == side);
        table.cells.iter().filter_map(move |cell| cell.values.get(at?))
    };
    let concepts: Vec<ConceptId> = values(Facet::Area).map(|id| ConceptId::new(id.as_str())).collect();
    let organizations: Vec<OrganizationId> =
        values(Facet::Municipality).map(|id| OrganizationId::new(id.as_str())).collect();
    let labels = Labels::of(vocabulary, languages, concepts.iter(), organizations.iter());
    Ok(CoverageRows { table, labels })
}

both! {
    /// How many records there are for each combination of values, such as winter control × 1,000 to 4,999 people × Simcoe.
    ///
    /// Service areas are the top ones; a record counts once for each that its concepts belong to. The sides that describe
    /// places go together: they are those of one of a record's organizations, or those its coverage names where it has no
    /// organization. Only cells that hold a municipality are listed.
    ///
    /// Parameters
    /// ----------
    /// by : sequence of str, optional
    ///     The sides of a cell, each once: ``"area"``, ``"population_band"``, ``"region"``, ``"tier"``, ``"municipality"``,
    ///     ``"kind"``, ``"level"``, ``"year"``; without it area, population band and region.
    /// selected : dict of str to str or list of str, optional
    ///     Only records with one of these values of each facet; areas and municipalities by ids or exact names. Without a status, only published records and those due for
    ///     review count.
    /// languages : list of str, optional
    ///     The languages the reader prefers, best first, for the labels of areas and municipalities.
    ///
    /// Raises
    /// ------
    /// ValidationError
    ///     Cells are not made of a side, or there would be more than 100,000 of them.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}, "coverage": {"population_band": "0-999"}})
    /// ...     table = kb.coverage(by="population_band")
    /// >>> table[0].values, table[0].records, table[1].records
    /// (['0-999'], 1, 0)
    #[pyo3(signature = (*, by=None, selected: "Mapping[FacetName, str | Sequence[str]] | None" = None, languages=None))]
    fn coverage<'py>(
        &self,
        py: Python<'py>,
        by: Option<FacetNames>,
        selected: Option<BTreeMap<String, Texts>>,
        languages: Option<Texts>,
    ) -> PyResult<Bound<'py, CoverageTable>> {
        let mut request = CoverageRequest { selected: self::selected(selected)?, ..CoverageRequest::default() };
        if let Some(by) = by {
            request.by = words("by", Some(by.0))?;
        }
        let languages = self::languages(languages)?;
        let rows = self.ask(py, |kb| labelled(kb.coverage(&request)?, (&*kb.taxonomy()?, &*kb.organizations()?), &languages))?;
        CoverageTable::of_rows(py, rows)
    }

    /// Where nothing is shared yet: the cells of ``coverage`` with fewer than ``least`` records, those of most municipalities
    /// first.
    ///
    /// Parameters
    /// ----------
    /// by, selected, languages
    ///     As for ``coverage``.
    /// least : int
    ///     A cell with fewer records than this is a gap; 0 gives none.
    ///
    /// Raises
    /// ------
    /// ValidationError
    ///     As for ``coverage``.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     _ = kb.capture({"kind": "guide", "title": {"en": "Salt guide"}, "concepts": ["roads/winter-control"]})
    /// ...     gaps = kb.gaps(by="area")
    /// >>> areas = [cell.values[0] for cell in gaps]
    /// >>> "roads" in areas, "transit" in areas, gaps.caveats[0].kind
    /// (False, True, 'not_shared')
    #[pyo3(signature = (*, by=None, selected: "Mapping[FacetName, str | Sequence[str]] | None" = None, least=1, languages=None))]
    fn gaps<'py>(
        &self,
        py: Python<'py>,
        by: Option<FacetNames>,
        selected: Option<BTreeMap<String, Texts>>,
        least: i64,
        languages: Option<Texts>,
    ) -> PyResult<Bound<'py, CoverageTable>> {
        let mut request = GapsRequest { selected: self::selected(selected)?, least: count("least", least)?, ..GapsRequest::default() };
        if let Some(by) = by {
            request.by = words("by", Some(by.0))?;
        }
        let languages = self::languages(languages)?;
        let rows = self.ask(py, |kb| labelled(kb.gaps(&request)?, (&*kb.taxonomy()?, &*kb.organizations()?), &languages))?;
        CoverageTable::of_rows(py, rows)
    }

    /// Compare a claimed saving with what the service cost before and after, there and in comparable municipalities.
    ///
    /// For the record's municipality, or its upper tier where the figures are summed into that, and for each of the
    /// municipalities most like it (see ``peers``) with full figures:
    ///
    /// * cost: the operating cost of the service for each resident, in the dollars of its year;
    /// * before, after: the median of the ``window`` years before the year the practice began, and of those after it;
    /// * change: after / before − 1; usual: the median of the comparable municipalities' changes;
    /// * implied saving: (before × (1 + usual) − after) × residents, a year;
    /// * noise: how far nine in ten of their changes are from the usual one at most, × before × residents.
    ///
    /// A claim below the noise is ``too_small``; one above what the whole service cost a year before ``cannot_tell``;
    /// otherwise it is ``consistent`` where the implied saving is at least half of it and above the noise, else ``not_shown``.
    /// Comparing changes takes out what municipalities have in common, inflation included. It does not show causes.
    ///
    /// Parameters
    /// ----------
    /// id : str, Record or SearchHit
    ///     The record.
    /// costs : frame or list
    ///     Rows with ``year``, ``municipality`` (name or id), ``service``, ``population`` and ``operating_cost`` in dollars: a
    ///     frame of pandas, polars, pyarrow or DuckDB, or a list of :class:`omkn.results.ServiceCost` or dicts. Rows in which
    ///     one of them is missing are left out.
    /// service : str, optional
    ///     The service of the rows to compare; without it the one that holds the record's first service area that has one
    ///     (see :func:`omkn.service_of_area`).
    /// year : int, optional
    ///     When the practice began; without it the year of the record's date.
    /// window : int
    ///     How many years before and after are compared, 1 or more. All of them must be in the figures.
    /// peers : int
    ///     How many of the most comparable municipalities are compared with; fewer than 5 show nothing.
    ///
    /// Raises
    /// ------
    /// NotFoundError
    ///     There is no such record.
    /// ValidationError
    ///     The window is 0; the rows lack a column, have a value of the wrong kind, or have a year more than once.
    ///
    /// Examples
    /// --------
    /// >>> import omkn
    /// >>> with omkn.in_memory() as kb:
    /// ...     record = kb.capture({"kind": "practice", "title": {"en": "Shared dispatch"}, "concepts": ["fire"]})
    /// ...     found = kb.evidence(record.id, [])
    /// >>> found.verdict, found.reasons
    /// ('cannot_tell', ['no_year', 'no_municipality'])
    #[pyo3(signature = (id, costs: "object", *, service=None, year=None, window=3, peers=10))]
    #[expect(clippy::too_many_arguments, reason = "the fields of EvidenceRequest")]
    fn evidence(
        &self,
        py: Python<'_>,
        id: RecordArgument,
        costs: &Bound<'_, PyAny>,
        service: Option<String>,
        year: Option<i64>,
        window: i64,
        peers: i64,
    ) -> PyResult<Out<Evidence>> {
        let request = EvidenceRequest {
            record: record_id(&id)?,
            service,
            year: year.map(|year| count("year", year)).transpose()?,
            window: count("window", window)?,
            peers: count("peers", peers)?,
        };
        let costs = service_costs(costs)?;
        self.ask(py, |kb| kb.evidence(&request, &costs)).map(Out)
    }
}
