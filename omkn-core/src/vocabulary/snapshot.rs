//! The taxonomy and the register at one change, and drafts checked against them.

use std::sync::Arc;

use super::facet_values::facet_values;
use crate::base::{Error, OrganizationId, ProblemCode, Result, ValidationReport};
use crate::model::{Agent, Facet, Organization, RecordDraft, limits};
use crate::organizations::Organizations;
use crate::store::Accepted;
use crate::taxonomy::Taxonomy;

/// The vocabularies at one moment; usable inside a write, where the store must not be read through another connection.
#[derive(Debug, Clone)]
pub(crate) struct VocabularySnapshot {
    pub(crate) taxonomy: Arc<Taxonomy>,
    pub(crate) organizations: Arc<Organizations>,
}

impl VocabularySnapshot {
    /// Normalize a draft and check everything about it.
    pub(crate) fn accept(&self, draft: RecordDraft) -> Result<Accepted> {
        let draft = draft.normalized();
        self.validate(&draft).into_result()?;
        let facet_values = self.open_values(&draft, Facet::ALL.iter().copied());
        Ok(Accepted { draft, facet_values })
    }

    /// The values of these facets that the store has to number.
    pub(crate) fn open_values(&self, draft: &RecordDraft, facets: impl Iterator<Item = Facet>) -> Vec<(Facet, String)> {
        let values = facet_values(facets.filter(|facet| facet.is_open()), draft, None, &self.organizations);
        values.into_iter().map(|(facet, value)| (facet, value.into_owned())).collect()
    }

    /// All rules of the model, and whether what the draft names exists.
    pub(crate) fn validate(&self, draft: &RecordDraft) -> ValidationReport {
        let mut report = draft.validate();
        // A list that is too long is a problem already; nobody waits for all of it to be looked up.
        let concepts = draft.concepts.iter().enumerate().take(limits::LIST_LENGTH);
        for (position, id) in concepts.filter(|(_, id)| self.taxonomy.get(id).is_none()) {
            let near = self.taxonomy.near(id.as_str());
            let reason = if near.is_empty() {
                format!("no concept is called {id}: take one of the taxonomy, or add it there first")
            } else {
                format!("no concept is called {id}: did you mean {}?", near.join(" or "))
            };
            report.add(format!("concepts[{position}]"), ProblemCode::UnknownConcept, reason);
        }
        let organizations = named_organizations(draft).take(limits::LIST_LENGTH * 4);
        for (path, id) in organizations.filter(|(_, id)| self.organizations.get(id).is_none()) {
            report.add(path, ProblemCode::UnknownOrganization, self.unknown_organization(id));
        }
        report
    }

    /// Records name organizations by their ids alone, so that they mean the same for ever: a name leads to the id.
    fn unknown_organization(&self, id: &OrganizationId) -> String {
        let meant: Vec<&Organization> = match self.organizations.resolve(id.as_str()) {
            Ok(meant) => vec![meant],
            Err(Error::NotFound { candidates, .. } | Error::Ambiguous { candidates, .. }) => {
                candidates.iter().filter_map(|name| self.organizations.resolve(name).ok()).collect()
            }
            Err(_) => Vec::new(),
        };
        if meant.is_empty() {
            return format!("no organization has the id {id}: look it up by name, or add it first");
        }
        let shown = meant.iter().map(|one| {
            let name = one.official_name.best(&[]).or_else(|| one.name.best(&[]));
            name.map_or_else(|| one.id.to_string(), |name| format!("{} ({})", one.id, name.text))
        });
        format!("no organization has the id {id}: did you mean {}?", shown.collect::<Vec<_>>().join(" or "))
    }
}

/// Every place of a draft that names an organization.
fn named_organizations(draft: &RecordDraft) -> impl Iterator<Item = (String, &OrganizationId)> {
    fn of_agents<'d>(list: &'static str, agents: &'d [Agent]) -> impl Iterator<Item = (String, &'d OrganizationId)> {
        let named = agents.iter().enumerate();
        named.filter_map(move |(at, agent)| Some((format!("{list}[{at}].organization"), agent.organization.as_ref()?)))
    }
    let covered = draft.coverage.organizations.iter().enumerate();
    let contacts = draft.contacts.iter().enumerate();
    let adoptions = draft.adoptions.iter().enumerate();
    let publisher = draft.publisher.as_ref().and_then(|agent| agent.organization.as_ref());
    covered
        .map(|(at, id)| (format!("coverage.organizations[{at}]"), id))
        .chain(of_agents("creators", &draft.creators))
        .chain(of_agents("contributors", &draft.contributors))
        .chain(publisher.map(|id| ("publisher.organization".to_owned(), id)))
        .chain(
            contacts.filter_map(|(at, contact)| {
                Some((format!("contacts[{at}].organization"), contact.organization.as_ref()?))
            }),
        )
        .chain(adoptions.map(|(at, adoption)| (format!("adoptions[{at}].organization"), &adoption.organization)))
}
