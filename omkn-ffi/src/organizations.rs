//! How alike municipalities are.

use crate::convert::{records, word_enums};
use crate::model::Organization;

word_enums! {
    /// What two municipalities are compared by.
    pub enum LikenessAspect {
        /// Population at the latest census.
        Population,
        /// Residents per square kilometre of land.
        Density,
        /// Upper, lower or single tier: who provides which services.
        Tier,
        /// The geographic area, and whether it is in the north.
        Region,
        /// Yearly spending per resident, where the host has given it for both.
        Spending,
    }
}

records! {
    /// One aspect of a likeness.
    pub struct LikenessReason: FromCore {
        /// What is compared.
        pub aspect: LikenessAspect,
        /// Ours, for people: `10,989`, `lower`, `Simcoe`.
        pub ours: String,
        /// Theirs.
        pub theirs: String,
        /// How alike they are in this, from 0 to 1.
        pub value: f32,
        /// How much it counts.
        pub weight: f32,
    }

    /// How alike two municipalities are.
    pub struct Likeness: FromCore {
        /// The mean of the aspects known for both, by weight; from 0 to 1, and 1 for a municipality and itself.
        pub value: f32,
        /// The aspects, weightiest first.
        pub reasons: Vec<LikenessReason>,
    }

    /// A municipality and how alike it is.
    pub struct Peer: FromCore {
        /// The municipality.
        pub organization: Organization,
        /// How alike it is, and in what.
        pub likeness: Likeness,
    }
}
