//! The register: look-ups by id, by place in the hierarchy, and edits by the host.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::built_in::municipalities;
use super::former::FormerMunicipality;
use super::names::words_with_spans;
use super::resolve::NameIndex;
use crate::base::{Error, OrganizationId, ProblemCode, Result, ValidationReport};
use crate::language::{NameList, WordList};
use crate::model::{Organization, OrganizationKind, limits};

/// The most words of a name that are looked for in a text.
const LONGEST_NAME: usize = 6;

/// The organizations of a knowledge base at one moment: Ontario's 444 municipalities, and those of the host.
///
/// # Examples
///
/// ```
/// use omkn_core::Organizations;
///
/// let register = Organizations::built_in()?;
/// let found = register.resolve("Twp. of Adjala Tosorontio")?;
/// assert_eq!(found.id.as_str(), "sgc:3543003");
/// assert_eq!(found.population(), Some(10_989));
/// assert_eq!(register.resolve("Grand Sudbury")?.id, register.resolve("Greater Sudbury")?.id);
/// # Ok::<(), omkn_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Organizations {
    list: Vec<Organization>,
    positions: HashMap<OrganizationId, usize>,
    /// The positions of those the host added or changed.
    own: Vec<usize>,
    names: OnceLock<NameIndex>,
    name_words: OnceLock<WordList>,
    all_names: OnceLock<NameList>,
}

impl Organizations {
    /// Ontario's municipalities as of October 2022, with six censuses.
    ///
    /// # Errors
    ///
    /// `Corrupt` where the built-in file is damaged, which is a defect of the library.
    pub fn built_in() -> Result<Self> {
        Ok(Self::assemble(municipalities()?, Vec::new()))
    }

    fn assemble(list: Vec<Organization>, own: Vec<usize>) -> Self {
        let positions = list.iter().enumerate().map(|(at, organization)| (organization.id.clone(), at)).collect();
        Self { list, positions, own, names: OnceLock::new(), name_words: OnceLock::new(), all_names: OnceLock::new() }
    }

    /// The same register with these organizations added, or put in the place of those with the same ids.
    ///
    /// # Errors
    ///
    /// `Validation` with every problem.
    pub fn with(&self, organizations: Vec<Organization>) -> Result<Self> {
        let mut list = self.list.clone();
        let mut positions = self.positions.clone();
        let mut own = self.own.clone();
        let mut given = Vec::new();
        for organization in organizations {
            let at = *positions.entry(organization.id.clone()).or_insert(list.len());
            match list.get_mut(at) {
                Some(place) => *place = organization,
                None => list.push(organization),
            }
            given.push(at);
            if !own.contains(&at) {
                own.push(at);
            }
        }
        let mut report = ValidationReport::default();
        for (number, organization) in given.iter().filter_map(|at| list.get(*at)).enumerate() {
            check(&mut report, &format!("organizations[{number}]"), organization, &positions);
        }
        report.into_result()?;
        Ok(Self::assemble(list, own))
    }

    /// The organization with this id.
    #[must_use]
    pub fn get(&self, id: &OrganizationId) -> Option<&Organization> {
        self.list.get(*self.positions.get(id)?)
    }

    /// Every organization: the upper tiers first, then the other municipalities, then those of the host.
    pub fn all(&self) -> impl Iterator<Item = &Organization> {
        self.list.iter()
    }

    /// The organizations the host added or changed.
    pub fn own(&self) -> impl Iterator<Item = &Organization> {
        self.own.iter().filter_map(|at| self.list.get(*at))
    }

    /// Every municipality, of all tiers.
    pub fn municipalities(&self) -> impl Iterator<Item = &Organization> {
        let is_municipality = |kind| matches!(kind, OrganizationKind::Municipality | OrganizationKind::UpperTier);
        self.list.iter().filter(move |organization| is_municipality(organization.kind))
    }

    /// The organizations that are part of this one, such as the towns of a county.
    ///
    /// # Errors
    ///
    /// As [`Self::resolve`].
    pub fn parts_of(&self, name_or_id: &str) -> Result<impl Iterator<Item = &Organization>> {
        let whole = &self.resolve(name_or_id)?.id;
        Ok(self.list.iter().filter(move |organization| organization.parent.as_ref() == Some(whole)))
    }

    /// The organization with this id, code or name, however the name is written: with or without its status, in either
    /// language, with short forms (`W. Nipissing`, `Pt. Edward`), with words turned round, with `Ontario` behind.
    ///
    /// A name that is not quite an organization's means none: misspelt names, districts, and places elsewhere (`London,
    /// UK`) are not found. The name of a former municipality means its successor; [`Self::resolve_named`] says so.
    ///
    /// # Errors
    ///
    /// - `NotFound` with the names that may be meant, where no organization has the name.
    /// - `Ambiguous` with full names that are not, where more than one has it: `Hamilton` is a city and a township.
    pub fn resolve(&self, name_or_id: &str) -> Result<&Organization> {
        Ok(self.resolve_named(name_or_id)?.organization)
    }

    /// The same as [`Self::resolve`], with the former municipality if the name is one's: `Etobicoke` means the City of
    /// Toronto, which it is part of since 1998.
    ///
    /// # Errors
    ///
    /// As [`Self::resolve`].
    pub fn resolve_named(&self, name_or_id: &str) -> Result<NamedOrganization<'_>> {
        let text = name_or_id.trim();
        if let Some(organization) = self.get(&OrganizationId::new(text)) {
            return Ok(NamedOrganization { organization, former: None });
        }
        if let Some(organization) = self.names().id_of_code(text).and_then(|id| self.get(&id)) {
            return Ok(NamedOrganization { organization, former: None });
        }
        let position = |id: &OrganizationId| self.positions.get(id).copied();
        let (at, former) = self.names().resolve(&self.list, position, name_or_id)?;
        let organization = self.list.get(at).ok_or_else(|| Error::not_found("organization", name_or_id))?;
        Ok(NamedOrganization { organization, former })
    }

    fn names(&self) -> &NameIndex {
        self.names.get_or_init(|| NameIndex::new(&self.list))
    }

    /// The words of all names.
    pub(crate) fn name_words(&self) -> &WordList {
        self.name_words.get_or_init(|| self.names().words())
    }

    /// All names, to complete what is typed.
    pub(crate) fn all_names(&self) -> &NameList {
        self.all_names.get_or_init(|| {
            let mut list = NameList::default();
            for (at, organization) in self.list.iter().enumerate() {
                let names = organization.name.iter().chain(organization.official_name.iter());
                names.for_each(|(language, name)| list.add(name, Some(language), at, 0));
                organization.aliases.iter().for_each(|alias| list.add(&alias.name, Some(&alias.language), at, 1));
            }
            list
        })
    }

    /// The organization at a position of the list.
    pub(crate) fn at(&self, position: usize) -> Option<&Organization> {
        self.list.get(position)
    }

    /// The names that stand in a text, longest first at each place: where, and who is called so.
    pub(crate) fn named_in(&self, text: &str) -> Vec<(Range<usize>, Vec<&Organization>)> {
        let words = words_with_spans(text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let longest = (1..=rest.len().min(LONGEST_NAME)).rev().find_map(|length| {
                let part = rest.get(..length)?;
                let names: Vec<String> = part.iter().map(|(word, _)| word.clone()).collect();
                let called: Vec<_> = self.names().named(&names).filter_map(|at| self.list.get(at)).collect();
                let range = part.first()?.1.start..part.last()?.1.end;
                (!called.is_empty()).then_some((length, range, called))
            });
            at += longest.as_ref().map_or(1, |(length, ..)| *length);
            found.extend(longest.map(|(_, range, called)| (range, called)));
        }
        found
    }
}

/// What a name means.
#[derive(Debug, Clone, Copy)]
pub struct NamedOrganization<'r> {
    /// The organization of today.
    pub organization: &'r Organization,
    /// The former municipality with the name, where today's organization is its successor.
    pub former: Option<&'r FormerMunicipality>,
}

fn check(
    report: &mut ValidationReport,
    path: &str,
    organization: &Organization,
    positions: &HashMap<OrganizationId, usize>,
) {
    if organization.id.as_str().trim().is_empty() || organization.id.as_str().contains(char::is_whitespace) {
        report.add(format!("{path}.id"), ProblemCode::InvalidFormat, "an id is not empty and has no blanks");
    }
    if !organization.name.iter().any(|(_, name)| name.chars().any(char::is_alphanumeric)) {
        report.add(format!("{path}.name"), ProblemCode::Required, "give a name in one language at least");
    }
    if organization.name.iter().any(|(_, name)| name.chars().count() > limits::TITLE_CHARS) {
        report.add(format!("{path}.name"), ProblemCode::TooLong, "at most 500 characters");
    }
    match &organization.parent {
        Some(parent) if *parent == organization.id => {
            report.add(format!("{path}.parent"), ProblemCode::Inconsistent, "an organization is no part of itself");
        }
        Some(parent) if !positions.contains_key(parent) => {
            let reason = format!("no organization has the id {parent}: add it first or with this one");
            report.add(format!("{path}.parent"), ProblemCode::UnknownOrganization, reason);
        }
        _ => {}
    }
    if let Some(position) = organization.position
        && !((-90.0..=90.0).contains(&position.latitude) && (-180.0..=180.0).contains(&position.longitude))
    {
        let reason = "latitude is −90 to 90 and longitude −180 to 180 degrees";
        report.add(format!("{path}.position"), ProblemCode::OutOfRange, reason);
    }
    if organization.spending_per_resident.is_some_and(|dollars| !dollars.is_finite() || dollars < 0.0) {
        report.add(format!("{path}.spending_per_resident"), ProblemCode::OutOfRange, "spending is not negative");
    }
    if organization.land_area_km2.is_some_and(|area| !area.is_finite() || area < 0.0) {
        report.add(format!("{path}.land_area_km2"), ProblemCode::OutOfRange, "an area is not negative");
    }
}
