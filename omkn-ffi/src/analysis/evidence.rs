//! Does a claimed saving show in public figures?

use std::collections::HashMap;

use super::Caveat;
use crate::convert::{LanguageTag, OrganizationId, RecordId, records, word_enums};

word_enums! {
    /// What public figures show about a claimed saving. It is about costs, never about causes.
    pub enum Verdict {
        /// Costs moved as claimed, by at least half of the claim and by more than nine in ten comparable municipalities' did.
        Consistent,
        /// The claim is larger than the usual movement, and costs did not move by it.
        NotShown,
        /// The claim is smaller than the usual movement.
        TooSmall,
        /// Something needed is missing, or the claim cannot be about these costs.
        CannotTell,
    }

    /// Why figures cannot tell.
    pub enum CannotTell {
        /// No service was named, and none is known for the record's service areas.
        NoService,
        /// No year was given, and the record has no date.
        NoYear,
        /// The record names no municipality.
        NoMunicipality,
        /// Years are missing in the figures of the municipality.
        NoFullYears,
        /// Too few comparable municipalities have full figures.
        TooFewPeers,
        /// The record claims no yearly saving in Canadian dollars.
        NoClaim,
        /// The claim is larger than what the whole service cost a year.
        ExceedsWholeCost,
    }
}

records! {
    /// Which claim to check, and how.
    pub struct EvidenceRequest: IntoCore {
        /// The record that claims a saving.
        pub record: RecordId,
        /// The service of the cost rows to compare; without it, the one that holds the record's first service area that has
        /// one (see `service_of_area`).
        pub service: Option<String> = default,
        /// When the practice began; without it, the year of the record's date.
        pub year: Option<i32> = default,
        /// How many years before and after are compared, 1 or more. All of them must be in the figures.
        pub window: i32 = 3,
        /// How many of the most comparable municipalities are compared with; fewer than 5 show nothing.
        pub peers: i32 = 10,
    }

    /// How the cost of a service for each resident of one municipality changed.
    pub struct CostChange: FromCore {
        /// The municipality.
        pub organization: OrganizationId,
        /// Its full name.
        pub name: HashMap<LanguageTag, String>,
        /// The median yearly cost per resident before, in dollars of those years.
        pub before: f64,
        /// The median yearly cost per resident after, in dollars of those years.
        pub after: f64,
        /// The change: after / before − 1.
        pub change: f64,
    }

    /// What public figures show about a claimed saving, with the numbers behind it.
    pub struct Evidence: FromCore {
        /// The record.
        pub record: RecordId,
        /// What the figures show.
        pub verdict: Verdict,
        /// Why they cannot tell; empty for every other verdict.
        pub reasons: Vec<CannotTell>,
        /// The answer in a few sentences, in English and French.
        pub summary: HashMap<LanguageTag, String>,
        /// What the comparison cannot show.
        pub caveats: Vec<Caveat>,
        /// The yearly saving that the record claims, in Canadian dollars.
        pub claimed: Option<f64>,
        /// The yearly saving that the figures imply: what the service cost less than expected, in dollars a year. The expected
        /// cost is the one before, changed as the median of the comparable municipalities changed. Negative: it cost more.
        pub implied: Option<f64>,
        /// How far costs move without the practice, in dollars a year: nine in ten comparable municipalities' changes are no
        /// further from their median.
        pub noise: Option<f64>,
        /// The median change of the comparable municipalities.
        pub usual_change: Option<f64>,
        /// The service compared.
        pub service: Option<String>,
        /// The year the practice began.
        pub year: Option<i32>,
        /// The record's municipality, or the upper tier whose figures hold it.
        pub own: Option<CostChange>,
        /// The comparable municipalities with full figures, most alike first.
        pub peers: Vec<CostChange>,
    }
}
