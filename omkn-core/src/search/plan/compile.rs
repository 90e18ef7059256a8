//! From the tree to a search of the index.

use std::ops::Range;
use std::sync::Arc;

use tantivy::Term;
use tantivy::query::Query as Engine;
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur as Needs};

use super::super::interpretation::Interpretation;
use super::expand::{Expander, Mention, Run};
use super::names::Names;
use crate::base::Result;
use crate::engine::{Bar, Group, GroupsQuery, Member, TitleQuery};
use crate::index::{Fields, HIDDEN};
use crate::language::{ByLanguage, Language, Wanted};
use crate::query::{Clause, Occur, Query, TextKind, TextQuery};
use crate::view::View;

/// How many words are compared with whole titles: one word alone is in too many of them, and ranks short titles first anyway.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 2..=30;

/// How far beyond the words as typed a query reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Not at all.
    Words,
    /// To the words in the other language, and to records of the service areas and municipalities named.
    Areas,
    /// Also to texts with other labels of what is named: more is found, and less surely.
    Labels,
}

/// A query ready to run.
pub(crate) struct Compiled {
    pub(crate) query: Box<dyn Engine>,
    /// Raised by whoever keeps the best hits, so that others need not be scored in full.
    pub(crate) bar: Bar,
    /// What to highlight.
    pub(crate) wanted: Wanted,
    /// What the query named.
    pub(crate) named: Vec<Mention>,
    /// What was understood.
    pub(crate) interpretation: Interpretation,
    /// Whether it has words, so that what it finds has scores.
    pub(crate) is_ranked: bool,
}

/// Make a tree ready to run; `language` is that of notices.
pub(crate) fn compile(
    view: &View,
    fields: &Fields,
    tree: &Query,
    reach: Reach,
    language: Language,
) -> Result<Compiled> {
    let has_labels = reach == Reach::Labels;
    let expander = (reach != Reach::Words).then(|| Expander {
        view,
        fields,
        language,
        found: Vec::new(),
        translated: Vec::new(),
        has_labels,
    });
    let (names, wanted) = (Names::new(language), Wanted::default());
    let mut compiler = Compiler { view, fields, names, wanted, expander, names_status: false };
    let plan = compiler.plan(tree)?;
    let others = (!compiler.names_status).then(|| compiler.any_number(std::iter::once(HIDDEN)));
    let is_ranked = matches!(plan, QueryPart::Words(_));
    let (query, bar) = finish(plan, others);
    let (named, translated) =
        compiler.expander.map(|expander| (expander.found, expander.translated)).unwrap_or_default();
    let mut wanted = compiler.wanted;
    translated.iter().for_each(|word| wanted.add_all(&word.others));
    named.iter().for_each(|named| wanted.add_all(&named.labels));
    let interpretation = Interpretation {
        query: tree.to_string(),
        notices: compiler.names.notices,
        resolved: compiler.names.resolved,
        corrections: Vec::new(),
        expansions: named
            .iter()
            .map(|named| named.expansion.clone())
            .chain(translated.into_iter().map(|word| word.expansion))
            .collect(),
    };
    Ok(Compiled { query, bar, wanted, named, interpretation, is_ranked })
}

/// A part of a query: words that rank, with what narrows them, or anything else.
enum QueryPart {
    Words(GroupsQuery),
    Other(Box<dyn Engine>),
}

impl QueryPart {
    fn engine(self) -> Box<dyn Engine> {
        match self {
            Self::Words(words) => Box::new(words),
            Self::Other(query) => query,
        }
    }

    /// As one group among others.
    fn group(self) -> Group {
        Group { members: vec![Member::Query(Arc::from(self.engine()), 1.0)], ..Group::default() }
    }
}

/// Leave out what readers do not see.
fn finish(plan: QueryPart, others: Option<Box<dyn Engine>>) -> (Box<dyn Engine>, Bar) {
    match (plan, others) {
        (QueryPart::Words(mut words), others) => {
            words.excluded.extend(others.map(Arc::from));
            let bar = words.bar.clone();
            (Box::new(words), bar)
        }
        (QueryPart::Other(query), None) => (query, Bar::default()),
        (QueryPart::Other(query), Some(others)) => {
            (Box::new(BooleanQuery::new(vec![(Needs::Must, query), (Needs::MustNot, others)])), Bar::default())
        }
    }
}

pub(crate) struct Compiler<'a> {
    pub(crate) view: &'a View,
    pub(crate) fields: &'a Fields,
    pub(crate) names: Names,
    pub(super) wanted: Wanted,
    /// `None` where the words alone count.
    pub(super) expander: Option<Expander<'a>>,
    /// Whether the query itself says which statuses it wants.
    pub(crate) names_status: bool,
}

impl Compiler<'_> {
    /// The depth is bounded by the parser, and by serde for trees of programs.
    fn plan(&mut self, query: &Query) -> Result<QueryPart> {
        Ok(match query {
            Query::Everything => QueryPart::Other(everything()),
            Query::Text(_) => self.sequence(&[Clause { occur: Occur::Should, query: query.clone() }])?,
            Query::Filter(filter) => QueryPart::Other(self.filter(filter)?),
            Query::Sequence(clauses) => self.sequence(clauses)?,
            Query::And(parts) => {
                let needed = parts.iter().map(|part| match part {
                    Query::Not(inner) => Clause { occur: Occur::MustNot, query: (**inner).clone() },
                    part => Clause { occur: Occur::Must, query: part.clone() },
                });
                self.sequence(&needed.collect::<Vec<_>>())?
            }
            Query::Or(parts) if parts.iter().all(|part| matches!(part, Query::Text(_))) => {
                let clauses = parts.iter().map(|part| Clause { occur: Occur::Should, query: part.clone() });
                self.sequence(&clauses.collect::<Vec<_>>())?
            }
            Query::Or(parts) => {
                let parts = parts.iter().map(|part| Ok(self.plan(part)?.engine())).collect::<Result<_>>()?;
                QueryPart::Other(any_of(parts))
            }
            Query::Not(inner) => QueryPart::Other(except(self.unexpanded(inner)?.engine())),
        })
    }

    fn sequence(&mut self, clauses: &[Clause]) -> Result<QueryPart> {
        let mut words = GroupsQuery::default();
        let mut needed: Vec<Range<usize>> = Vec::new();
        let (mut run, mut runs) = (Run::default(), Vec::new());
        for Clause { occur, query } in clauses {
            let from = words.groups.len();
            let decides = *occur != Occur::Should || is_filter(query);
            match (occur, query) {
                (Occur::MustNot, query) => words.excluded.push(Arc::from(self.unexpanded(query)?.engine())),
                (_, query) if is_filter(query) => words.filters.push(Arc::from(self.plan(query)?.engine())),
                (_, Query::Text(text)) if text.kind == TextKind::Word && text.field.is_none() => {
                    let follows = !run.spans.is_empty();
                    let offset = run.text.len();
                    for (position, (group, span)) in self.words(text)?.into_iter().enumerate() {
                        run.spans.push((span.start + offset..span.end + offset, words.groups.len()));
                        words.groups.push(Group { follows: position > 0 || follows, ..group });
                    }
                    run.text.push_str(&text.text);
                    run.text.push(' ');
                }
                (_, Query::Text(text)) => {
                    runs.push(std::mem::take(&mut run));
                    words.groups.extend(self.groups(text)?);
                }
                (_, query) => {
                    runs.push(std::mem::take(&mut run));
                    let plan = self.plan(query)?;
                    match plan {
                        // Parentheses around words alone change nothing.
                        QueryPart::Words(inner)
                            if !decides && inner.filters.is_empty() && inner.excluded.is_empty() =>
                        {
                            words.groups.extend(inner.groups);
                        }
                        plan => words.groups.push(plan.group()),
                    }
                }
            }
            if decides && from < words.groups.len() {
                needed.push(from..words.groups.len());
            }
        }
        runs.push(run);
        words.title = self.title(&runs, &words.groups);
        runs.iter().try_for_each(|run| self.join(run, &mut words.groups))?;
        if let Some(expander) = &mut self.expander {
            runs.iter().try_for_each(|run| expander.expand(run, &mut words.groups))?;
        }
        let needed = needed.into_iter().filter_map(|range| words.groups.get(range));
        words.filters.extend(needed.map(|groups| Arc::new(all_groups(groups)) as Arc<dyn Engine>));
        if words.groups.is_empty() {
            return Ok(QueryPart::Other(narrowed(words.filters, words.excluded)));
        }
        Ok(QueryPart::Words(words))
    }

    /// What finds records whose title was typed.
    fn title(&self, runs: &[Run], groups: &[Group]) -> Option<TitleQuery> {
        let typed = runs.iter().flat_map(|run| &run.spans).filter_map(|(_, group)| groups.get(*group));
        let in_title = |term: &Term| {
            let language = Language::ALL.into_iter().find(|language| self.fields.text(*language) == term.field())?;
            Some(Term::from_field_text(self.fields.title(language), term.value().as_str()?))
        };
        let words: Vec<Vec<Term>> = typed
            .clone()
            .filter(|group| !group.is_optional)
            .map(|group| {
                group
                    .members
                    .iter()
                    .filter_map(|member| match member {
                        Member::Word(term, _) => in_title(term),
                        _ => None,
                    })
                    .collect()
            })
            .collect();
        let typed = typed.count();
        TITLE_WORDS.contains(&words.len()).then_some(TitleQuery {
            fields: ByLanguage::new(|language| self.fields.title(language)),
            words,
            typed,
            missing: 0,
        })
    }

    /// What is excluded are the words themselves.
    fn unexpanded(&mut self, query: &Query) -> Result<QueryPart> {
        let expander = self.expander.take();
        let wanted = self.wanted.clone();
        let plan = self.plan(&excluded(query));
        (self.expander, self.wanted) = (expander, wanted);
        plan
    }
}

/// What is excluded is looked for as it was typed: a word of several parts is a phrase.
fn excluded(query: &Query) -> Query {
    match query {
        Query::Text(text) if text.kind == TextKind::Word => {
            Query::Text(TextQuery { kind: TextKind::Phrase, ..text.clone() })
        }
        query => query.clone(),
    }
}

/// Whether a part of a sequence narrows rather than ranks.
fn is_filter(query: &Query) -> bool {
    match query {
        Query::Filter(_) | Query::Not(_) => true,
        Query::And(parts) | Query::Or(parts) => parts.iter().all(is_filter),
        Query::Sequence(clauses) => clauses.iter().all(|clause| is_filter(&clause.query)),
        Query::Everything | Query::Text(_) => false,
    }
}

/// Texts in which each of these groups is found; those that only add are not needed, unless there are no others.
fn all_groups(groups: &[Group]) -> BooleanQuery {
    let all_optional = groups.iter().all(|group| group.is_optional);
    let needed = groups.iter().filter(|group| all_optional || !group.is_optional);
    let each = needed.map(|group| {
        let alone = GroupsQuery { groups: vec![group.clone()], ..GroupsQuery::default() };
        (Needs::Must, Box::new(alone) as Box<dyn Engine>)
    });
    BooleanQuery::new(each.collect())
}

/// Everything that passes, without an order.
fn narrowed(filters: Vec<Arc<dyn Engine>>, excluded: Vec<Arc<dyn Engine>>) -> Box<dyn Engine> {
    let mut parts: Vec<(Needs, Box<dyn Engine>)> = vec![(Needs::Must, everything())];
    parts.extend(filters.into_iter().map(|filter| (Needs::Must, filter.box_clone())));
    parts.extend(excluded.into_iter().map(|filter| (Needs::MustNot, filter.box_clone())));
    Box::new(BooleanQuery::new(parts))
}

pub(crate) fn any_of(mut parts: Vec<Box<dyn Engine>>) -> Box<dyn Engine> {
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
pub(crate) fn silent(query: Box<dyn Engine>) -> Box<dyn Engine> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
