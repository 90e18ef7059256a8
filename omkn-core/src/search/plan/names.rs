//! Looking up what the names in filters mean.

use std::collections::BTreeSet;

use super::super::interpretation::{Notice, ResolvedName};
use crate::base::{ConceptId, Error, LanguageTag, Result};
use crate::language::{Language, Message, fold};
use crate::model::{Facet, FacetValues};
use crate::store::values_of;
use crate::taxonomy::MatchQuality;
use crate::view::View;

/// What names were taken for, gathered while a query is compiled.
#[derive(Debug)]
pub(crate) struct Names {
    /// The language of notices.
    language: Language,
    pub(crate) resolved: Vec<ResolvedName>,
    pub(crate) notices: Vec<Notice>,
}

impl Names {
    pub(crate) fn new(language: Language) -> Self {
        Self { language, resolved: Vec::new(), notices: Vec::new() }
    }

    /// The values of a facet that a name means; empty where it means nothing.
    pub(crate) fn resolve(&mut self, view: &View, facet: Facet, name: &str) -> Result<Vec<String>> {
        match facet.values() {
            FacetValues::Concepts => self.area(view, facet, name),
            FacetValues::Organizations => self.organization(view, facet, name),
            FacetValues::Names => self.known_name(view, facet, name),
            _ => Ok(vec![name.to_owned()]),
        }
    }

    fn area(&mut self, view: &View, facet: Facet, name: &str) -> Result<Vec<String>> {
        let taxonomy = &view.vocabulary.taxonomy;
        if taxonomy.get(&ConceptId::new(name)).is_some() {
            return Ok(vec![name.to_owned()]);
        }
        let found = taxonomy.lookup(name);
        let Some(best) = found.first().map(|best| best.quality) else {
            self.add_unknown(facet, name, &[]);
            return Ok(Vec::new());
        };
        // A label may name several concepts; a partial match is taken only when nothing better is there.
        let meant: Vec<_> = found.iter().filter(|found| found.quality <= best.max(MatchQuality::SameWords)).collect();
        let ids: Vec<String> = meant.iter().map(|found| found.concept.to_string()).collect();
        let reader = [self.language.tag()];
        let label = |id: &ConceptId| taxonomy.get(id).and_then(|concept| concept.pref_label.best(&reader));
        let labels = meant.iter().filter_map(|found| label(&found.concept)).map(|label| label.text);
        let label = labels.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ");
        self.add_resolved(facet, name, &ids, label);
        Ok(ids)
    }

    /// Organizations of the register, and what records call organizations that are not in it.
    fn organization(&mut self, view: &View, facet: Facet, name: &str) -> Result<Vec<String>> {
        let register = &view.vocabulary.organizations;
        let mut ids = known_values(view, facet, name)?;
        let label = match register.resolve(name) {
            Ok(found) => {
                ids.push(found.id.to_string());
                let reader = [self.language.tag()];
                // `Town of Innisfil` has no French form; its name has.
                let official = found.official_name.best(&reader).filter(|name| !name.is_fallback);
                let name = official.or_else(|| found.name.best(&reader));
                name.map_or_else(|| found.id.to_string(), |name| name.text.to_owned())
            }
            // Any of them may be meant: records of all are found, and the reader sees their names.
            Err(Error::Ambiguous { candidates, .. }) => {
                let found = candidates.iter().filter_map(|candidate| register.resolve(candidate).ok());
                ids.extend(found.map(|found| found.id.to_string()));
                candidates.join(", ")
            }
            Err(Error::NotFound { candidates, .. }) => {
                if ids.is_empty() {
                    self.add_unknown(facet, name, &candidates);
                }
                ids.join(", ")
            }
            Err(other) => return Err(other),
        };
        ids.sort_unstable();
        ids.dedup();
        if ids.iter().any(|id| id != name) {
            self.add_resolved(facet, name, &ids, label);
        }
        Ok(ids)
    }

    fn known_name(&mut self, view: &View, facet: Facet, name: &str) -> Result<Vec<String>> {
        let found = known_values(view, facet, name)?;
        if found.is_empty() {
            self.add_unknown(facet, name, &[]);
        } else if found.iter().any(|value| value != name) {
            self.add_resolved(facet, name, &found, found.join(", "));
        }
        Ok(found)
    }

    fn add_resolved(&mut self, facet: Facet, typed: &str, ids: &[String], label: String) {
        let field = facet.to_string();
        self.resolved.push(ResolvedName { field, typed: typed.to_owned(), ids: ids.to_vec(), label });
    }

    fn add_unknown(&mut self, facet: Facet, name: &str, candidates: &[String]) {
        let labels = [LanguageTag::en(), LanguageTag::fr()].map(|language| facet.label(&language));
        let reason = Message::UnknownName(labels, name, candidates.join(", ")).text(self.language);
        self.notices.push(Notice { code: "unknown_name".to_owned(), reason });
    }
}

/// The values records have that are this name, in any case, with or without accents.
fn known_values(view: &View, facet: Facet, name: &str) -> Result<Vec<String>> {
    let wanted = fold(name);
    let known = view.store.read(|connection| values_of(connection, facet))?;
    Ok(known.into_iter().map(|(_, value)| value).filter(|value| fold(value) == wanted).collect())
}
