//! From the words and service areas of a record to a search for records like it.

use std::sync::Arc;

use tantivy::Term;
use tantivy::query::{Query as Engine, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::terms::hidden;
use crate::base::{ConceptId, Error, Result};
use crate::engine::{Group, GroupsQuery, Indicator, Member, idf};
use crate::index::filter_number;
use crate::language::Language;
use crate::model::Facet;
use crate::view::{View, numbers_of};

/// What all service areas of a record count together, as a share of what its words count.
const AREAS: f32 = 0.1;

/// How rare a stem is: its inverse document frequency.
pub(crate) fn rarity(view: &View, language: Language, stem: &str) -> Result<f32> {
    let term = Term::from_field_text(view.index.opened.fields.text(language), stem);
    let found = view.index.searcher.doc_freq(&term);
    let found = found.map_err(|source| Error::index("looking for similar records", source))?;
    Ok(idf(found, view.index.searcher.num_docs()))
}

/// Records that have any of these stems, each with its weight, or are in any of the service areas.
pub(crate) fn alike<'s>(
    view: &View,
    stems: impl Iterator<Item = (Language, &'s str, f32)>,
    concepts: &[ConceptId],
) -> Result<GroupsQuery> {
    let fields = &view.index.opened.fields;
    let mut query = GroupsQuery::default();
    let mut all = 0.0;
    for (language, stem, weight) in stems {
        all += weight;
        let member = Member::Word(Term::from_field_text(fields.text(language), stem), weight);
        query.groups.push(Group { members: vec![member], ..Group::default() });
    }
    let weight = all / concepts.len().max(1) as f32 * AREAS;
    for concept in concepts {
        for number in numbers_of(view, Facet::Area, &[concept.to_string()])? {
            let term = Term::from_field_u64(fields.filter, filter_number(Facet::Area, number));
            let in_area: Arc<dyn Engine> = Arc::new(TermQuery::new(term, IndexRecordOption::Basic));
            let sign = Indicator { query: in_area, weight, name: concept.as_str().into() };
            query.groups.push(Group { members: vec![Member::Indicator(sign)], ..Group::default() });
        }
    }
    query.excluded.push(hidden(fields));
    Ok(query)
}
