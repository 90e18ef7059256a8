//! From what was typed to a tree: parsed, and with misspelt words corrected.

use super::super::interpretation::{Correction, Notice};
use super::super::request::{QueryInput, SearchRequest};
use super::correct::Speller;
use crate::base::Result;
use crate::index::Lexicon;
use crate::language::message_language;
use crate::query::{Clause, Occur, Query, QueryNoticeCode, TextKind, TextQuery, parse_query_in};
use crate::view::View;

/// A query as understood.
pub(crate) struct Understood {
    /// As it was typed.
    pub(crate) typed: Query,
    /// With misspelt words corrected.
    pub(crate) tree: Query,
    pub(crate) corrections: Vec<Correction>,
    /// What was not read as written.
    pub(crate) notices: Vec<Notice>,
    /// Whether a person typed it; what a program asks for is taken at its word.
    pub(crate) is_text: bool,
    /// Whether something that was meant for a filter is among the words.
    pub(crate) has_unread_filter: bool,
}

/// Read the query of a request. Never fails on what a person typed.
pub(crate) fn understand(view: &View, request: &SearchRequest) -> Result<Understood> {
    let text = match &request.query {
        QueryInput::Text(text) => text,
        QueryInput::Tree(tree) => {
            let (typed, tree) = (tree.clone(), tree.clone());
            return Ok(Understood {
                typed,
                tree,
                corrections: Vec::new(),
                notices: Vec::new(),
                is_text: false,
                has_unread_filter: false,
            });
        }
    };
    let parsed = parse_query_in(text, message_language(&request.languages));
    let is_unread = |code| matches!(code, QueryNoticeCode::UnknownField | QueryNoticeCode::UnknownValue);
    let has_unread_filter = parsed.notices.iter().any(|notice| is_unread(notice.code));
    let notices = parsed.notices.into_iter();
    let notices = notices.map(|notice| Notice { code: notice.code.to_string(), reason: notice.reason }).collect();
    let (tree, corrections) = if request.correct {
        let lexicon = Lexicon::new(&view.index.searcher, &view.index.opened.fields);
        Speller::new(lexicon, &view.vocabulary).correct(&parsed.query)?
    } else {
        (parsed.query.clone(), Vec::new())
    };
    Ok(Understood { typed: parsed.query, tree, corrections, notices, is_text: true, has_unread_filter })
}

/// How a query that finds nothing may be asked less strictly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relaxation {
    /// Phrases become words, and no word is needed for itself.
    Words,
    /// Filters are left out as well.
    Filters,
}

impl Relaxation {
    /// In the order in which they are tried.
    pub(crate) const ALL: [Self; 2] = [Self::Words, Self::Filters];

    /// The query asked less strictly; `None` where nothing would be left of it. What is excluded stays so.
    pub(crate) fn relax(self, query: &Query) -> Option<Query> {
        let mut clauses = Vec::new();
        self.collect(query, &mut clauses);
        clauses.iter().any(|clause| clause.occur != Occur::MustNot).then_some(Query::Sequence(clauses))
    }

    fn collect(self, query: &Query, clauses: &mut Vec<Clause>) {
        let should = |query| Clause { occur: Occur::Should, query };
        match query {
            Query::Text(text) if text.kind == TextKind::Phrase => {
                let words = text.text.split_whitespace().map(|word| TextQuery {
                    kind: TextKind::Word,
                    text: word.to_owned(),
                    ..text.clone()
                });
                clauses.extend(words.map(|word| should(Query::Text(word))));
            }
            Query::Text(text) => clauses.push(should(Query::Text(text.clone()))),
            Query::Filter(filter) if self == Self::Words => clauses.push(should(Query::Filter(filter.clone()))),
            Query::Filter(_) | Query::Everything => {}
            Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|part| self.collect(part, clauses)),
            Query::Sequence(parts) => {
                for part in parts {
                    match part.occur {
                        Occur::MustNot => clauses.push(part.clone()),
                        _ => self.collect(&part.query, clauses),
                    }
                }
            }
            Query::Not(inner) => clauses.push(Clause { occur: Occur::MustNot, query: (**inner).clone() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse_query;

    fn relaxed(relaxation: Relaxation, text: &str) -> Option<String> {
        relaxation.relax(&parse_query(text).query).map(|query| query.to_string())
    }

    #[test]
    fn phrases_become_words_and_filters_are_left_out_last() {
        let text = "\"salt brine\" AND roads kind:guide -sand";
        assert_eq!(relaxed(Relaxation::Words, text).as_deref(), Some("salt brine roads kind:guide NOT sand"));
        assert_eq!(relaxed(Relaxation::Filters, text).as_deref(), Some("salt brine roads NOT sand"));
        assert_eq!(relaxed(Relaxation::Filters, "kind:guide"), None);
        assert_eq!(relaxed(Relaxation::Words, "-sand"), None);
    }
}
