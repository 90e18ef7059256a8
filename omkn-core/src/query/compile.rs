//! From the tree to a search of the index.

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur as Needs, PhraseQuery, RangeQuery,
};
use tantivy::query::{DisjunctionMaxQuery, Query as Engine, TermQuery, TermSetQuery};
use tantivy::schema::IndexRecordOption;

use super::ast::{Clause, Filter, Occur, Query, Range, TextField, TextKind, TextQuery};
use super::names::Names;
use super::parser::parse_query;
use crate::error::Result;
use crate::index::{Fields, Language, closed_number, filter_number, for_each_token, has_number};
use crate::knowledge_base::KnowledgeBase;
use crate::model::Status;
use crate::search::{Facet, Interpretation, Notice, QueryInput, Wanted, numbers_of};
use crate::text::fold;

/// A query ready to run.
pub(crate) struct Compiled {
    pub(crate) query: Box<dyn Engine>,
    /// What to highlight.
    pub(crate) wanted: Wanted,
    /// What was understood.
    pub(crate) interpretation: Interpretation,
}

/// Make a query ready to run. Never fails on what a person typed.
pub(crate) fn compile(kb: &KnowledgeBase, fields: &Fields, input: &QueryInput) -> Result<Compiled> {
    let (tree, notices) = match input {
        QueryInput::Text(text) => {
            let parsed = parse_query(text);
            (parsed.query, parsed.notices)
        }
        QueryInput::Tree(tree) => (tree.clone(), Vec::new()),
    };
    let mut compiler = Compiler { kb, fields, names: Names::default(), wanted: Wanted::default(), names_status: false };
    let query = compiler.query(&tree)?;
    let query = if compiler.names_status { query } else { compiler.only_current(query) };
    let told =
        notices.into_iter().map(|notice| Notice { code: notice.code.as_str().to_owned(), reason: notice.reason });
    let interpretation = Interpretation {
        query: tree.to_string(),
        notices: told.chain(compiler.names.notices).collect(),
        resolved: compiler.names.resolved,
    };
    Ok(Compiled { query, wanted: compiler.wanted, interpretation })
}

struct Compiler<'a> {
    kb: &'a KnowledgeBase,
    fields: &'a Fields,
    names: Names,
    wanted: Wanted,
    /// Whether the query itself says which statuses it wants.
    names_status: bool,
}

impl Compiler<'_> {
    /// The depth is bounded by the parser, and by serde for trees of programs.
    fn query(&mut self, query: &Query) -> Result<Box<dyn Engine>> {
        Ok(match query {
            Query::Everything => everything(),
            Query::Text(text) => self.text(text),
            Query::Filter(filter) => self.filter(filter)?,
            Query::Sequence(clauses) => self.sequence(clauses)?,
            Query::And(parts) => self.all_of(parts)?,
            Query::Or(parts) => any_of(parts.iter().map(|part| self.query(part)).collect::<Result<_>>()?),
            Query::Not(inner) => except(self.query(inner)?),
        })
    }

    fn sequence(&mut self, clauses: &[Clause]) -> Result<Box<dyn Engine>> {
        let mut parts = Vec::new();
        let (mut ranks, mut needs_words) = (false, false);
        for Clause { occur, query } in clauses {
            let needs = match occur {
                Occur::Should if is_filter(query) => Needs::Must,
                Occur::Should => Needs::Should,
                Occur::Must => Needs::Must,
                Occur::MustNot => Needs::MustNot,
            };
            ranks |= needs == Needs::Should;
            needs_words |= *occur == Occur::Must && !is_filter(query);
            parts.push((needs, self.query(query)?));
        }
        let (words, mut rest): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(needs, _)| *needs == Needs::Should);
        if ranks {
            // One at least of the words must be there, unless others with a + are needed already.
            let words = words.into_iter().map(|(_, query)| query).collect();
            rest.push((if needs_words { Needs::Should } else { Needs::Must }, any_of(words)));
        } else if !rest.iter().any(|(needs, _)| *needs == Needs::Must) {
            rest.push((Needs::Must, everything()));
        }
        Ok(Box::new(BooleanQuery::new(rest)))
    }

    fn all_of(&mut self, parts: &[Query]) -> Result<Box<dyn Engine>> {
        let mut needed = Vec::new();
        for part in parts {
            needed.push(match part {
                Query::Not(inner) => (Needs::MustNot, self.query(inner)?),
                part => (Needs::Must, self.query(part)?),
            });
        }
        if !needed.iter().any(|(needs, _)| *needs == Needs::Must) {
            needed.push((Needs::Must, everything()));
        }
        Ok(Box::new(BooleanQuery::new(needed)))
    }

    fn text(&mut self, text: &TextQuery) -> Box<dyn Engine> {
        let in_title = text.field == Some(TextField::Title);
        let members = Language::ALL.map(|language| {
            let field = if in_title { self.fields.title(language) } else { self.fields.text(language) };
            let mut terms = Vec::new();
            for_each_token(language, &text.text, |stem, _| terms.push(Term::from_field_text(field, stem)));
            for term in &terms {
                if let Some(stem) = term.value().as_str() {
                    self.wanted.add_stem(language, stem);
                }
            }
            let words = words_in_order(terms, text.kind);
            if text.kind == TextKind::Prefix { self.beginning_with(field, &text.text, words) } else { words }
        });
        Box::new(DisjunctionMaxQuery::new(members.into_iter().collect()))
    }

    /// Words that begin so, or are a form of it.
    fn beginning_with(&mut self, field: tantivy::schema::Field, text: &str, words: Box<dyn Engine>) -> Box<dyn Engine> {
        self.wanted.add_prefix(text);
        let prefix = Term::from_field_text(field, &fold(text));
        Box::new(DisjunctionMaxQuery::new(vec![words, Box::new(FuzzyTermQuery::new_prefix(prefix, 0, false))]))
    }

    fn filter(&mut self, filter: &Filter) -> Result<Box<dyn Engine>> {
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
            let found = self.names.resolve(self.kb, facet, name)?;
            if found.is_empty() {
                let words = TextQuery { field: None, kind: TextKind::Word, text: name.clone() };
                alternatives.push(self.text(&words));
            }
            values.extend(found);
        }
        if !values.is_empty() {
            alternatives.push(self.values(facet, &values)?);
        }
        Ok(any_of(alternatives))
    }

    fn values(&self, facet: Facet, values: &[String]) -> Result<Box<dyn Engine>> {
        let numbers = numbers_of(self.kb, facet, values)?;
        Ok(self.any_number(numbers.into_iter().map(|number| filter_number(facet, number))))
    }

    fn any_number(&self, numbers: impl Iterator<Item = u64>) -> Box<dyn Engine> {
        let terms: Vec<_> = numbers.map(|number| Term::from_field_u64(self.fields.filter, number)).collect();
        match terms.as_slice() {
            [] => Box::new(EmptyQuery),
            [one] => silent(Box::new(TermQuery::new(one.clone(), IndexRecordOption::Basic))),
            _ => silent(Box::new(TermSetQuery::new(terms))),
        }
    }

    fn range(&self, field: tantivy::schema::Field, range: &Range) -> Box<dyn Engine> {
        let end = |value: Option<u64>| {
            value.map_or(std::ops::Bound::Unbounded, |value| {
                std::ops::Bound::Included(Term::from_field_u64(field, value))
            })
        };
        silent(Box::new(RangeQuery::new(end(range.least), end(range.most))))
    }

    /// Readers see what is published, unless they ask for something else. Few records are not, so these are left out
    /// rather than the many asked for.
    fn only_current(&self, query: Box<dyn Engine>) -> Box<dyn Engine> {
        let others = Status::ALL.iter().filter(|status| !status.is_current());
        let numbers = others.filter_map(|status| closed_number(Facet::Status, status.as_str()));
        let others = self.any_number(numbers.map(|number| filter_number(Facet::Status, number)));
        Box::new(BooleanQuery::new(vec![(Needs::Must, query), (Needs::MustNot, others)]))
    }
}

/// Whether a part of a sequence narrows rather than ranks.
fn is_filter(query: &Query) -> bool {
    match query {
        Query::Filter(_) => true,
        Query::And(parts) | Query::Or(parts) => parts.iter().all(is_filter),
        Query::Not(_) => true,
        Query::Sequence(clauses) => clauses.iter().all(|clause| is_filter(&clause.query)),
        Query::Everything | Query::Text(_) => false,
    }
}

fn words_in_order(terms: Vec<Term>, kind: TextKind) -> Box<dyn Engine> {
    if let [one] = terms.as_slice() {
        return Box::new(TermQuery::new(one.clone(), IndexRecordOption::WithFreqs));
    }
    if terms.is_empty() {
        return Box::new(EmptyQuery);
    }
    if kind == TextKind::Phrase {
        return Box::new(PhraseQuery::new(terms));
    }
    let each =
        terms.into_iter().map(|term| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Engine>);
    any_of(each.collect())
}

fn any_of(mut parts: Vec<Box<dyn Engine>>) -> Box<dyn Engine> {
    if parts.len() == 1 {
        return parts.pop().unwrap_or_else(everything);
    }
    Box::new(BooleanQuery::union(parts))
}

fn except(query: Box<dyn Engine>) -> Box<dyn Engine> {
    Box::new(BooleanQuery::new(vec![(Needs::Must, everything()), (Needs::MustNot, query)]))
}

fn everything() -> Box<dyn Engine> {
    silent(Box::new(AllQuery))
}

/// Decides, but does not rank.
fn silent(query: Box<dyn Engine>) -> Box<dyn Engine> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
