//! The query language: text ↔ tree, and the tree as a search of the index. `docs/query-language.md` describes it.

mod ast;
mod builder;
mod compile;
mod compile_filter;
mod correct;
mod expand;
mod fields;
mod lexer;
mod names;
mod notice;
mod parser;
mod printer;
mod spelling;
mod understand;
mod word_pairs;

pub use ast::{Clause, Filter, HasField, Occur, Query, Range, TextField, TextKind, TextQuery};
pub use notice::{QueryNotice, QueryNoticeCode, QuerySpan};
pub use parser::{ParsedQuery, parse_query};

pub use correct::Correction;

pub(crate) use compile::{Compiled, Reach, compile};
pub(crate) use expand::Named;
pub(crate) use understand::{Relaxation, Understood, understand};
