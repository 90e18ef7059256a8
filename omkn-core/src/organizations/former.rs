//! Municipalities of Ontario that are part of another one today, and the codes of financial returns.

use serde::Deserialize;

use crate::base::OrganizationId;

const FORMER: &str = include_str!("../../data/former_municipalities.csv");
const FIR_CODES: &str = include_str!("../../data/fir_codes.csv");

/// A municipality that is part of another one today: the City of Etobicoke is part of Toronto since 1998.
///
/// # Examples
///
/// ```
/// use omkn_core::Organizations;
///
/// let register = Organizations::built_in()?;
/// let found = register.resolve_named("City of Etobicoke")?;
/// assert_eq!(found.organization.id.as_str(), "sgc:3520005");
/// let former = found.former.expect("Etobicoke is a former city");
/// assert_eq!((former.name.as_str(), former.status.as_str(), former.since), ("Etobicoke", "City", 1998));
/// # Ok::<(), omkn_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerMunicipality {
    /// Its name without its status.
    pub name: String,
    /// What it was: `City`, `Town`, `Village`, `Township`, `Borough`, `Municipality` or `Regional Municipality`.
    pub status: String,
    /// The year from which its area is part of the successor, or in which it was renamed.
    pub since: i16,
    /// The municipality of today.
    pub successor: OrganizationId,
    /// Whether better-known places elsewhere have the name: `Paris` alone is not the town in Ontario.
    pub(super) is_common: bool,
}

/// One row of the file.
#[derive(Deserialize)]
struct FormerRow {
    name: String,
    status: String,
    since: i16,
    successor: u32,
    common: String,
}

/// Every former municipality in the project's own file. A unit test checks that no row is damaged.
pub(super) fn former_municipalities() -> Vec<FormerMunicipality> {
    let mut reader = csv::Reader::from_reader(FORMER.as_bytes());
    let rows = reader.deserialize::<FormerRow>().filter_map(Result::ok);
    rows.map(|row| FormerMunicipality {
        name: row.name,
        status: row.status,
        since: row.since,
        successor: sgc_id(row.successor),
        is_common: row.common == "yes",
    })
    .collect()
}

/// The numbers that Ontario's financial information returns give municipalities (MUNID), as far as they are known.
pub(super) fn fir_codes() -> impl Iterator<Item = (u32, OrganizationId)> {
    let rows = FIR_CODES.lines().skip(1).filter_map(|line| line.split_once(','));
    rows.filter_map(|(code, sgc)| Some((code.parse().ok()?, sgc_id(sgc.parse().ok()?))))
}

fn sgc_id(code: u32) -> OrganizationId {
    format!("sgc:{code}").into()
}

#[cfg(test)]
mod tests {
    use super::super::Organizations;
    use super::*;

    #[test]
    fn every_row_names_an_organization_of_today() {
        let register = Organizations::built_in().unwrap();
        let former = former_municipalities();
        assert_eq!(former.len(), FORMER.lines().count() - 1);
        for FormerMunicipality { name, since, successor, .. } in &former {
            assert!(register.get(successor).is_some(), "{name}: {successor}");
            assert!((1960..=2026).contains(since), "{name}: {since}");
        }
        assert_eq!(fir_codes().count(), FIR_CODES.lines().count() - 1);
        for (code, id) in fir_codes() {
            assert!(register.get(&id).is_some(), "{code}: {id}");
        }
    }

    #[test]
    fn every_former_name_leads_to_its_successor_and_never_elsewhere() {
        let register = Organizations::built_in().unwrap();
        for FormerMunicipality { name, status, successor, .. } in former_municipalities() {
            let full = format!("{status} of {name}");
            let found = register.resolve_named(&full).unwrap();
            assert_eq!(found.organization.id, successor, "{full}");
            assert_eq!(found.former.map(|former| &former.name), Some(&name), "{full}");
            for alone in [name.clone(), format!("{name}, Ontario")] {
                // A present municipality of the same name comes first.
                if let Ok(found) = register.resolve_named(&alone) {
                    let is_present = found.former.is_none() && found.organization.name.iter().any(|(_, it)| it == name);
                    let is_former = found.former.is_some_and(|former| former.name == name);
                    assert!(is_present || is_former, "{alone}: {}", found.organization.id);
                }
            }
        }
    }
}
