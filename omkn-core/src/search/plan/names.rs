//! Looking up what the names in filters stand for.

use std::collections::BTreeSet;

use super::super::interpretation::{Notice, ResolvedName};
use crate::base::{ConceptId, Error, Result};
use crate::language::fold;
use crate::model::{Facet, Organization};
use crate::taxonomy::MatchQuality;
use crate::view::View;

/// What names were taken for, gathered while a query is compiled.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) resolved: Vec<ResolvedName>,
    pub(crate) notices: Vec<Notice>,
}

impl Names {
    /// The values of a facet that a name stands for; empty where it stands for nothing.
    pub(crate) fn resolve(&mut self, view: &View, facet: Facet, name: &str) -> Result<Vec<String>> {
        match facet {
            Facet::Area => self.area(view, name),
            Facet::Municipality => self.organization(view, name),
            Facet::Region => self.region(view, name),
            _ => Ok(vec![name.to_owned()]),
        }
    }

    fn area(&mut self, view: &View, name: &str) -> Result<Vec<String>> {
        let taxonomy = &view.vocabulary.taxonomy;
        if taxonomy.get(&ConceptId::new(name)).is_some() {
            return Ok(vec![name.to_owned()]);
        }
        let found = taxonomy.lookup(name);
        let Some(best) = found.first().map(|best| best.quality) else {
            self.unknown("area", name, &[]);
            return Ok(Vec::new());
        };
        // A label may name several concepts; a partial match is taken only when nothing better is there.
        let meant: Vec<_> = found.iter().filter(|found| found.quality <= best.max(MatchQuality::SameWords)).collect();
        let ids: Vec<String> = meant.iter().map(|found| found.concept.to_string()).collect();
        let label = meant.iter().map(|found| found.label.as_str()).collect::<BTreeSet<_>>();
        self.tell("area", name, &ids, label.into_iter().collect::<Vec<_>>().join(", "));
        Ok(ids)
    }

    fn organization(&mut self, view: &View, name: &str) -> Result<Vec<String>> {
        let register = &view.vocabulary.organizations;
        let shown = |organization: &Organization| {
            organization
                .official_name
                .best(&[])
                .or_else(|| organization.name.best(&[]))
                .map(|name| name.text.to_owned())
        };
        match register.resolve(name) {
            Ok(found) => {
                let ids = vec![found.id.to_string()];
                let label = shown(found).unwrap_or_else(|| found.id.to_string());
                if found.id.as_str() != name {
                    self.tell("municipality", name, &ids, label);
                }
                Ok(ids)
            }
            // More than one may be meant: records of any of them are found, and the reader is told.
            Err(Error::Ambiguous { candidates, .. }) => {
                let found: Vec<_> =
                    candidates.iter().filter_map(|candidate| register.resolve(candidate).ok()).collect();
                let ids: Vec<_> = found.iter().map(|found| found.id.to_string()).collect();
                self.tell("municipality", name, &ids, candidates.join(", "));
                Ok(ids)
            }
            Err(Error::NotFound { candidates, .. }) => {
                self.unknown("municipality", name, &candidates);
                Ok(Vec::new())
            }
            Err(other) => Err(other),
        }
    }

    fn region(&mut self, view: &View, name: &str) -> Result<Vec<String>> {
        let wanted = fold(name);
        let known = view.store.read(|connection| crate::store::values_of(connection, Facet::Region))?;
        let found: Vec<_> = known.into_iter().map(|(_, value)| value).filter(|value| fold(value) == wanted).collect();
        if found.is_empty() {
            self.unknown("region", name, &[]);
        } else if found.iter().any(|value| value != name) {
            self.tell("region", name, &found, found.join(", "));
        }
        Ok(found)
    }

    fn tell(&mut self, field: &str, typed: &str, ids: &[String], label: String) {
        self.resolved.push(ResolvedName { field: field.to_owned(), typed: typed.to_owned(), ids: ids.to_vec(), label });
    }

    fn unknown(&mut self, field: &str, name: &str, candidates: &[String]) {
        let near = if candidates.is_empty() { String::new() } else { format!("; near: {}", candidates.join(", ")) };
        let reason = format!("no {field} is called \"{name}\", so its words are looked for instead{near}");
        self.notices.push(Notice { code: "unknown_name".to_owned(), reason });
    }
}
