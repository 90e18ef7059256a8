//! The query language: text and tree, each from the other. `docs/query-language.md` describes it.

mod ast;
mod builder;
mod fields;
mod filter;
mod lexer;
mod notice;
mod parser;
mod printer;

pub use ast::{Clause, Occur, Query, TextField, TextKind, TextQuery};
pub use filter::{Filter, Range};
pub use notice::{QueryNotice, QueryNoticeCode};
pub use parser::{ParsedQuery, parse_query};

pub(crate) use parser::parse_query_in;
