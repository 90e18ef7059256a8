//! From filters to searches of the index.

use tantivy::Term;
use tantivy::query::{EmptyQuery, Query as Engine, RangeQuery, TermQuery, TermSetQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::compile::{Compiler, any_of, silent};
use crate::base::{Error, Problem, ProblemCode, Result};
use crate::engine::GroupsQuery;
use crate::index::{filter_number, has_number};
use crate::language::{Language, Message};
use crate::model::{Facet, FacetValues};
use crate::query::{Filter, Range, TextKind, TextQuery};
use crate::view::numbers_of;

impl Compiler<'_> {
    pub(crate) fn filter(&mut self, filter: &Filter) -> Result<Box<dyn Engine>> {
        Ok(match filter {
            Filter::Values(facet, values) => self.any_value(*facet, values)?,
            Filter::Year(range) => self.range(self.fields.facet(Facet::Year), range),
            Filter::Population(range) => self.range(self.fields.population, range),
            Filter::Has(fields) => self.any_number(fields.iter().map(|field| has_number(*field))),
        })
    }

    fn any_value(&mut self, facet: Facet, values: &[String]) -> Result<Box<dyn Engine>> {
        self.names_status |= facet == Facet::Status;
        match facet.values() {
            FacetValues::Concepts | FacetValues::Organizations | FacetValues::Names => self.named(facet, values),
            FacetValues::Texts => self.values(facet, values),
            FacetValues::Languages => {
                let primary: Vec<_> =
                    values.iter().filter_map(|value| value.split('-').next()).map(str::to_owned).collect();
                self.values(facet, &primary)
            }
            FacetValues::Words(_) | FacetValues::Years => {
                let codes = facet.checked(values).map_err(|message| unknown_value(facet, &message))?;
                self.values(facet, &codes)
            }
        }
    }

    /// Records with one of these names; a name that means nothing is searched as words.
    fn named(&mut self, facet: Facet, names: &[String]) -> Result<Box<dyn Engine>> {
        let mut values = Vec::new();
        let mut alternatives = Vec::new();
        for name in names {
            let found = self.names.resolve(self.view, facet, name)?;
            if found.is_empty() {
                let words = TextQuery { field: None, kind: TextKind::Word, text: name.clone() };
                let words = GroupsQuery { groups: self.groups(&words)?, ..GroupsQuery::default() };
                alternatives.push(Box::new(words) as Box<dyn Engine>);
            }
            values.extend(found);
        }
        if !values.is_empty() {
            alternatives.push(self.values(facet, &values)?);
        }
        Ok(any_of(alternatives))
    }

    fn values(&self, facet: Facet, values: &[String]) -> Result<Box<dyn Engine>> {
        let numbers = numbers_of(self.view, facet, values)?;
        Ok(self.any_number(numbers.into_iter().map(|number| filter_number(facet, number))))
    }

    pub(crate) fn any_number(&self, numbers: impl Iterator<Item = u64>) -> Box<dyn Engine> {
        let terms: Vec<_> = numbers.map(|number| Term::from_field_u64(self.fields.filter, number)).collect();
        match terms.as_slice() {
            [] => Box::new(EmptyQuery),
            [one] => silent(Box::new(TermQuery::new(one.clone(), IndexRecordOption::Basic))),
            _ => silent(Box::new(TermSetQuery::new(terms))),
        }
    }

    fn range(&self, field: Field, range: &Range) -> Box<dyn Engine> {
        let end = |value: Option<u64>| {
            value.map_or(std::ops::Bound::Unbounded, |value| {
                std::ops::Bound::Included(Term::from_field_u64(field, value))
            })
        };
        silent(Box::new(RangeQuery::new(end(range.least), end(range.most))))
    }
}

fn unknown_value(facet: Facet, message: &Message<'_>) -> Error {
    let reason = message.text(Language::English);
    let problem = Problem { path: format!("query.{facet}"), code: ProblemCode::InvalidFormat, reason };
    Error::Validation { problems: vec![problem] }
}
