//! The query language: text and tree, each from the other. `docs/query-language.md` describes it.

mod ast;
mod builder;
mod fields;
mod lexer;
mod notice;
mod parser;
mod printer;

pub use ast::{Clause, Filter, Occur, Query, Range, TextField, TextKind, TextQuery};
pub use notice::{QueryNotice, QueryNoticeCode};
pub use parser::{ParsedQuery, parse_query};
