//! Public figures: what a service cost a municipality in a year.

use crate::convert::{ConceptId, records};

records! {
    /// What one service cost in one municipality in one year, as public returns have it, such as Ontario's Financial
    /// Information Return; the library holds none.
    pub struct ServiceCost: FromCore + IntoCore {
        /// The year.
        pub year: i32,
        /// The municipality: its id or a name that leads to it.
        pub municipality: String,
        /// The service, such as `Fire` or `Transit`.
        pub service: String,
        /// How many people the service is for. A row without a positive number is left out.
        pub population: f64,
        /// The operating cost in Canadian dollars of that year. A row without a positive number is left out.
        pub operating_cost: f64,
    }
}

/// The service of the cost rows that holds a top service area, if one does. The names are those of published extracts of
/// Ontario's Financial Information Return; nearly all services are broader than one practice.
#[uniffi::export]
#[must_use]
pub fn service_of_area(area: ConceptId) -> Option<String> {
    omkn_core::service_of_area(&omkn_core::ConceptId::new(area.0)).map(str::to_owned)
}

/// The cost rows in a CSV file in UTF-8 with a header and at least the columns `year`, `municipality`, `service`,
/// `population` and `operating_cost`. Rows in which one of them is empty are left out. `Validation` for a column that is
/// missing and for a cell that is no number.
#[cfg(feature = "csv-import")]
#[uniffi::export]
pub fn service_costs_from_csv(file: Vec<u8>) -> crate::error::Result<Vec<ServiceCost>> {
    crate::convert::from_core(omkn_core::ServiceCost::from_csv(file.as_slice())?)
}
