//! From filters to searches of the index.

use tantivy::Term;
use tantivy::query::{EmptyQuery, Query as Engine, RangeQuery, TermQuery, TermSetQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::compile::{Compiler, any_of, silent};
use crate::base::Result;
use crate::engine::GroupsQuery;
use crate::index::{filter_number, has_number};
use crate::model::Facet;
use crate::query::{Filter, Range, TextKind, TextQuery};
use crate::view::numbers_of;

impl Compiler<'_> {
    pub(crate) fn filter(&mut self, filter: &Filter) -> Result<Box<dyn Engine>> {
        let words = |values: Vec<&'static str>| values.into_iter().map(str::to_owned).collect::<Vec<_>>();
        Ok(match filter {
            Filter::Area(names) => self.named(Facet::Area, names)?,
            Filter::Municipality(names) => self.named(Facet::Municipality, names)?,
            Filter::Region(names) => self.named(Facet::Region, names)?,
            Filter::Subject(names) => self.values(Facet::Subject, names)?,
            Filter::Tier(tiers) => {
                self.values(Facet::Tier, &words(tiers.iter().map(|word| word.as_str()).collect()))?
            }
            Filter::Kind(kinds) => {
                self.values(Facet::Kind, &words(kinds.iter().map(|word| word.as_str()).collect()))?
            }
            Filter::Level(levels) => {
                self.values(Facet::Level, &words(levels.iter().map(|word| word.as_str()).collect()))?
            }
            Filter::Language(tags) => {
                let primary: Vec<_> = tags.iter().map(|tag| tag.primary().to_owned()).collect();
                self.values(Facet::Language, &primary)?
            }
            Filter::Status(statuses) => {
                self.names_status = true;
                self.values(Facet::Status, &words(statuses.iter().map(|word| word.as_str()).collect()))?
            }
            Filter::Visibility(visibilities) => {
                self.values(Facet::Visibility, &words(visibilities.iter().map(|word| word.as_str()).collect()))?
            }
            Filter::Year(range) => self.range(self.fields.facet(Facet::Year), range),
            Filter::Population(range) => self.range(self.fields.population, range),
            Filter::Has(fields) => self.any_number(fields.iter().map(|field| has_number(*field))),
        })
    }

    /// Records with one of these names; a name that stands for nothing is looked for as words.
    fn named(&mut self, facet: Facet, names: &[String]) -> Result<Box<dyn Engine>> {
        let mut values = Vec::new();
        let mut alternatives = Vec::new();
        for name in names {
            let found = self.names.resolve(self.view, facet, name)?;
            if found.is_empty() {
                let words = TextQuery { field: None, kind: TextKind::Word, text: name.clone() };
                let words = GroupsQuery { groups: self.groups(&words), ..GroupsQuery::default() };
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
