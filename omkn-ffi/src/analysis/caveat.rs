//! What an analysis cannot show.

use std::collections::HashMap;

use crate::convert::{LanguageTag, records, word_enums};

word_enums! {
    /// A limit of an analysis that a reader should know.
    pub enum CaveatKind {
        /// A cell without a record is no proof that nobody does it.
        NotShared,
        /// A county and its towns are both counted.
        TiersOverlap,
        /// Where a record is counted that names no organization.
        OwnPlace,
        /// Some records are in no cell.
        Unplaced,
        /// Savings that are not yearly or not in Canadian dollars.
        OtherSavings,
        /// Names in the figures that lead to no municipality.
        UnknownMunicipalities,
        /// The figures are those of the upper tier.
        UpperTierFigures,
        /// A population changes faster than populations do.
        PopulationJump,
        /// The service is broader than the practice.
        WholeService,
        /// A difference has many causes.
        OtherCauses,
        /// Costs that were avoided are in no ledger.
        AvoidedCosts,
    }
}

records! {
    /// A limit of one answer: which, and in words that name the numbers and municipalities concerned.
    pub struct Caveat: FromCore {
        /// Which limit.
        pub kind: CaveatKind,
        /// A sentence or two for readers, in English and French.
        pub text: HashMap<LanguageTag, String>,
    }
}
