//! Public figures: what a service cost a municipality in a year.

use serde::{Deserialize, Serialize};

/// What one service cost in one municipality in one year, as public returns have it.
///
/// Hosts get such figures from Ontario's Financial Information Return, for example, and hand them to
/// [`KnowledgeBase::evidence`](crate::KnowledgeBase::evidence); the library holds none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceCost {
    /// The year.
    pub year: i16,
    /// The municipality: its id or a name that leads to it, as in [`Organizations::resolve`](crate::Organizations::resolve).
    pub municipality: String,
    /// The service, such as `Fire` or `Transit`.
    pub service: String,
    /// How many people the service is for. A row without a positive number is left out.
    pub population: f64,
    /// The operating cost in Canadian dollars of that year. A row without a positive number is left out.
    pub operating_cost: f64,
}

#[cfg(feature = "csv-import")]
mod csv {
    use std::io::Read;

    use super::ServiceCost;
    use crate::base::{Error, ProblemCode, Result};

    const COLUMNS: [&str; 5] = ["year", "municipality", "service", "population", "operating_cost"];

    impl ServiceCost {
        /// The rows of a CSV file in UTF-8 with a header and at least the columns `year`, `municipality`, `service`,
        /// `population` and `operating_cost`. Rows in which one of them is empty are left out.
        ///
        /// # Errors
        ///
        /// `Validation` for a column that is missing and for a cell that is no number; `Validation` for a file that is no
        /// CSV in UTF-8.
        ///
        /// # Examples
        ///
        /// ```
        /// use omkn_core::ServiceCost;
        ///
        /// let file = "year,municipality,service,population,operating_cost\n2018,sgc:3543042,Fire,148136,29374515\n";
        /// let rows = ServiceCost::from_csv(file.as_bytes())?;
        /// assert_eq!((rows[0].year, rows[0].operating_cost), (2018, 29_374_515.0));
        /// # Ok::<(), omkn_core::Error>(())
        /// ```
        pub fn from_csv(input: impl Read) -> Result<Vec<Self>> {
            let unreadable =
                |error: ::csv::Error| Error::invalid("costs", ProblemCode::InvalidFormat, error.to_string());
            let mut reader = ::csv::Reader::from_reader(input);
            let headers = reader.headers().map_err(unreadable)?.clone();
            let position = |column: &str| {
                let missing = || Error::invalid(column, ProblemCode::Required, format!("there is no column {column}"));
                headers.iter().position(|header| header.trim() == column).ok_or_else(missing)
            };
            let positions = COLUMNS.into_iter().map(position).collect::<Result<Vec<usize>>>()?;
            let mut rows = Vec::new();
            for (number, row) in reader.records().enumerate() {
                let row = row.map_err(unreadable)?;
                let cells: Vec<&str> = positions.iter().map(|at| row.get(*at).unwrap_or_default().trim()).collect();
                if let [year, municipality, service, population, cost] = cells[..]
                    && !cells.iter().any(|cell| cell.is_empty())
                {
                    rows.push(Self {
                        year: parsed(year, number, "year")?,
                        municipality: municipality.to_owned(),
                        service: service.to_owned(),
                        population: parsed(population, number, "population")?,
                        operating_cost: parsed(cost, number, "operating_cost")?,
                    });
                }
            }
            Ok(rows)
        }
    }

    fn parsed<T: std::str::FromStr>(cell: &str, row: usize, column: &str) -> Result<T> {
        let reason = || format!("\"{cell}\" is not a number");
        cell.parse().map_err(|_| Error::invalid(format!("costs[{row}].{column}"), ProblemCode::InvalidFormat, reason()))
    }
}
