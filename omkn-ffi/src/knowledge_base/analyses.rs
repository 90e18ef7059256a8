//! Analyses: what the knowledge base shows as a whole.

use super::KnowledgeBase;
use super::view::{KnowledgeBaseView, both};
use crate::analysis::{CoverageRequest, CoverageTable, Evidence, EvidenceRequest, GapsRequest, ServiceCost};
use crate::convert::{from_core, into_core, into_core_at, record_id};
use crate::error::Result;

both! {
    /// How many records there are for each combination of values, such as winter control × 1,000 to 4,999 people × Simcoe.
    ///
    /// Service areas are the top ones; a record counts once for each that its concepts belong to. The sides that describe
    /// places go together: they are those of one of a record's organizations, or those its coverage names where it has no
    /// organization. Only cells that hold a municipality are listed. `Validation` for sides that cells are not made of, and
    /// for more than 100,000 cells.
    #[uniffi::method(default(request))]
    pub fn coverage(&self, request: CoverageRequest) -> Result<CoverageTable> {
        from_core(self.core()?.coverage(&into_core(request)?)?)
    }

    /// Where nothing is shared yet: the cells of `coverage` with few records, those of most municipalities first. Errors as
    /// for `coverage`.
    #[uniffi::method(default(request))]
    pub fn gaps(&self, request: GapsRequest) -> Result<CoverageTable> {
        from_core(self.core()?.gaps(&into_core(request)?)?)
    }

    /// Compare a claimed saving with what the service cost before and after, there and in comparable municipalities.
    ///
    /// For the record's municipality, or its upper tier where the figures are summed into that, and for each of the
    /// municipalities most like it (see `peers`) with full figures:
    ///
    /// * cost: the operating cost of the service for each resident, in the dollars of its year;
    /// * before, after: the median of the `window` years before the year the practice began, and of those after it;
    /// * change: after / before − 1; usual: the median of the comparable municipalities' changes;
    /// * implied saving: (before × (1 + usual) − after) × residents, a year;
    /// * noise: how far nine in ten of their changes are from the usual one at most, × before × residents.
    ///
    /// A claim below the noise is `TooSmall`; one above what the whole service cost a year before `CannotTell`; otherwise it is
    /// `Consistent` where the implied saving is at least half of it and above the noise, else `NotShown`. Comparing changes
    /// takes out what municipalities have in common, inflation included. It does not show causes.
    ///
    /// `NotFound` for the record; `Validation` for a window of 0, and for figures that have a year more than once.
    pub fn evidence(&self, request: EvidenceRequest, costs: Vec<ServiceCost>) -> Result<Evidence> {
        let kb = self.core()?;
        // A text that is no id is the id of no record, as in `get`.
        record_id(&request.record)?;
        let costs: Vec<omkn_core::ServiceCost> = into_core_at("costs", costs)?;
        from_core(kb.evidence(&into_core(request)?, &costs)?)
    }
}
