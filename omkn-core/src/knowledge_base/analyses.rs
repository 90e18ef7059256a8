//! Analyses: what the knowledge base shows as a whole.

use super::both::both;
use crate::analysis;
use crate::analysis::{CoverageRequest, CoverageTable, Evidence, EvidenceRequest, GapsRequest, ServiceCost};
use crate::base::Result;

both! {
    /// How many records there are for each combination of values, such as winter control × 1,000 to 4,999 people × Simcoe.
    ///
    /// Service areas are the top ones; a record counts once for each that its concepts belong to. The sides that describe
    /// places go together: they are those of one of a record's organizations, or those its coverage names where it has no
    /// organization. Only cells that hold a municipality are listed.
    ///
    /// # Errors
    ///
    /// `Validation` for sides that cells are not made of, and for more than 100,000 cells; `NotFound` or `Ambiguous` for names
    /// that are selected; `Index`, `Storage`, `Corrupt`, `Closed`.
    pub fn coverage(&self, request: &CoverageRequest) -> Result<CoverageTable> {
        self.ask(|view| analysis::coverage(view, request))
    }

    /// Where nothing is shared yet: the cells of [`coverage`](Self::coverage) with few records, those of most municipalities
    /// first.
    ///
    /// # Errors
    ///
    /// As [`coverage`](Self::coverage).
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{Facet, GapsRequest, KnowledgeBase, RecordDraft, RecordKind};
    ///
    /// let kb = KnowledgeBase::in_memory()?;
    /// kb.capture(RecordDraft::new(RecordKind::Guide, "en", "Salt guide").with_concept("roads/winter-control"))?;
    /// let gaps = kb.gaps(&GapsRequest { by: vec![Facet::Area], ..GapsRequest::default() })?;
    /// let has = |area: &str| gaps.cells.iter().any(|cell| cell.values == [area]);
    /// assert!(!has("roads") && has("transit"));
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    pub fn gaps(&self, request: &GapsRequest) -> Result<CoverageTable> {
        self.ask(|view| analysis::gaps(view, request))
    }

    /// Compare a claimed saving with what the service cost before and after, there and in comparable municipalities.
    ///
    /// For the record's municipality, or its upper tier where the figures are summed into that, and for each of the
    /// municipalities most like it (see [`peers`](Self::peers)) with full figures:
    ///
    /// * cost: the operating cost of the service for each resident, in the dollars of its year;
    /// * before, after: the median of the `window` years before the year the practice began, and of those after it;
    /// * change: after / before − 1; usual: the median of the comparable municipalities' changes;
    /// * implied saving: (before × (1 + usual) − after) × residents, a year;
    /// * noise: how far nine in ten of their changes are from the usual one at most, × before × residents.
    ///
    /// A claim below the noise is `too_small`; one above what the whole service cost a year before `cannot_tell`; otherwise
    /// it is `consistent` where the implied saving is at least half of it and above the noise, else `not_shown`. Comparing
    /// changes takes out what municipalities have in common, inflation included. It does not show causes.
    ///
    /// # Errors
    ///
    /// `NotFound` for the record; `Validation` for a window of 0, and for figures that have a year more than once; `Corrupt`,
    /// `Storage`, `Closed`.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{CannotTell, EvidenceRequest, KnowledgeBase, RecordDraft, RecordKind, Verdict};
    ///
    /// let kb = KnowledgeBase::in_memory()?;
    /// let record = kb.capture(RecordDraft::new(RecordKind::Practice, "en", "Shared dispatch").with_concept("fire"))?;
    /// let found = kb.evidence(&EvidenceRequest::new(record.id), &[])?;
    /// assert_eq!(found.verdict, Verdict::CannotTell);
    /// assert_eq!(found.reasons, [CannotTell::NoYear, CannotTell::NoMunicipality]);
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    pub fn evidence(&self, request: &EvidenceRequest, costs: &[ServiceCost]) -> Result<Evidence> {
        self.ask_store(|store, vocabulary| analysis::evidence(store, vocabulary, request, costs))
    }
}
