//! From a tree back to text: what is printed parses to the same tree.

use std::fmt::{self, Display, Formatter, Write};

use super::ast::{Clause, Occur, Query, TextField, TextKind, TextQuery};
use super::fields::Field;
use super::filter::{Filter, Range};
use crate::model::Facet;

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everything => Ok(()),
            Self::Text(text) => text.fmt(f),
            Self::Filter(filter) => filter.fmt(f),
            Self::Sequence(clauses) => {
                for (position, clause) in clauses.iter().enumerate() {
                    if position > 0 {
                        f.write_char(' ')?;
                    }
                    clause.fmt(f)?;
                }
                Ok(())
            }
            Self::And(parts) => joined(f, parts, " AND ", |part| matches!(part, Self::Or(_) | Self::And(_))),
            Self::Or(parts) => joined(f, parts, " OR ", |part| matches!(part, Self::Or(_))),
            Self::Not(inner) if **inner == Self::Everything => f.write_char('?'),
            Self::Not(inner) => {
                f.write_str("NOT ")?;
                grouped(f, inner, is_compound(inner) || matches!(**inner, Self::Not(_)))
            }
        }
    }
}

fn is_compound(query: &Query) -> bool {
    matches!(query, Query::And(_) | Query::Or(_) | Query::Sequence(_))
}

fn grouped(f: &mut Formatter<'_>, query: &Query, with_parentheses: bool) -> fmt::Result {
    if with_parentheses { write!(f, "({query})") } else { query.fmt(f) }
}

fn joined(f: &mut Formatter<'_>, parts: &[Query], operator: &str, needs: impl Fn(&Query) -> bool) -> fmt::Result {
    for (position, part) in parts.iter().enumerate() {
        if position > 0 {
            f.write_str(operator)?;
        }
        grouped(f, part, needs(part) || matches!(part, Query::Sequence(_)))?;
    }
    Ok(())
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.occur {
            Occur::Should => grouped(f, &self.query, matches!(self.query, Query::Sequence(_) | Query::Not(_))),
            Occur::Must => {
                f.write_char('+')?;
                grouped(
                    f,
                    &self.query,
                    is_compound(&self.query) || matches!(self.query, Query::Not(_) | Query::Filter(_)),
                )
            }
            Occur::MustNot => {
                f.write_str("NOT ")?;
                grouped(f, &self.query, is_compound(&self.query) || matches!(self.query, Query::Not(_)))
            }
        }
    }
}

impl Display for TextQuery {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.field == Some(TextField::Title) {
            f.write_str("title:")?;
        }
        match self.kind {
            TextKind::Word => f.write_str(&self.text),
            TextKind::Phrase => write!(f, "\"{}\"", self.text),
            TextKind::Prefix => write!(f, "{}*", self.text),
        }
    }
}

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Values(facet, values) => list(f, Field::Facet(*facet), values.iter().map(String::as_str)),
            Self::Year(range) => write!(f, "{}:{range}", Field::Facet(Facet::Year).name()),
            Self::Population(range) => write!(f, "{}:{range}", Field::Population.name()),
            Self::Has(fields) => list(f, Field::Has, fields.iter().map(|field| field.as_str())),
        }
    }
}

fn list<'v>(f: &mut Formatter<'_>, field: Field, values: impl Iterator<Item = &'v str>) -> fmt::Result {
    write!(f, "{}:", field.name())?;
    for (position, value) in values.enumerate() {
        if position > 0 {
            f.write_char(',')?;
        }
        write_value(f, value)?;
    }
    Ok(())
}

/// Plain where it can be, else in quotes.
fn write_value(f: &mut Formatter<'_>, value: &str) -> fmt::Result {
    let is_plain = !value.is_empty()
        && value.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '+' | '\'' | ':'));
    if is_plain { f.write_str(value) } else { write!(f, "\"{}\"", value.replace('"', " ")) }
}

impl Display for Range {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.least.is_some() && self.least == self.most {
            return self.least.map_or(Ok(()), |exact| exact.fmt(f));
        }
        self.least.map_or(Ok(()), |least| least.fmt(f))?;
        f.write_str("..")?;
        self.most.map_or(Ok(()), |most| most.fmt(f))
    }
}
