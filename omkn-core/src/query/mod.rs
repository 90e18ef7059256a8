//! The query language: text ↔ tree, and the tree as a search of the index. `docs/query-language.md` describes it.

mod ast;
mod builder;
mod compile;
mod fields;
mod lexer;
mod names;
mod notice;
mod parser;
mod printer;

pub use ast::{Clause, Filter, HasField, Occur, Query, Range, TextField, TextKind, TextQuery};
pub use notice::{QueryNotice, QueryNoticeCode, QuerySpan};
pub use parser::{ParsedQuery, parse_query};

pub(crate) use compile::compile;
