//! From tokens to a tree: one pass with a stack of its own, so that no input can exhaust the program's.

use super::ast::{Clause, Occur, Query};
use super::lexer::{Lexer, Token};
use super::notice::{QueryNotice, QueryNoticeCode};
use crate::base::{Error, Result};
use crate::language::{Language, Message};

/// The most terms and filters that are read.
const MOST_TERMS: usize = 64;
/// How deep parentheses may go.
const MOST_DEPTH: usize = 16;

/// What a forgiving parse understood.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedQuery {
    /// The query.
    pub query: Query,
    /// What was read otherwise than written; empty where everything was clear.
    pub notices: Vec<QueryNotice>,
}

/// Read what a person typed. Never fails: what cannot be read as an operator or field is read as words and reported.
///
/// # Examples
///
/// ```
/// let parsed = omkn_core::parse_query("salt OR (brine year:2009..2014");
/// assert_eq!(parsed.query.to_string(), "salt OR (brine year:2009..2014)");
/// assert_eq!(parsed.notices.len(), 1);
/// ```
#[must_use]
pub fn parse_query(text: &str) -> ParsedQuery {
    Parser::new(Lexer::new(text, Language::English)).parse()
}

/// What a person typed into a search: notices are in their language, and a title typed in capitals has no operators.
pub(crate) fn parse_query_in(text: &str, language: Language) -> ParsedQuery {
    Parser::new(Lexer::new(text, language).with_capital_titles()).parse()
}

impl Query {
    /// Read a query that a program wrote.
    ///
    /// # Errors
    ///
    /// `Query` with the place and what was expected, at the first thing that is not well formed.
    pub fn parse_strict(text: &str) -> Result<Self> {
        let parsed = Parser::new(Lexer::new(text, Language::English)).parse();
        // `?` is how a query that finds nothing is printed.
        let problems = parsed.notices.into_iter().filter(|notice| notice.code != QueryNoticeCode::NoWords);
        match problems.min_by_key(|notice| notice.span.start) {
            None => Ok(parsed.query),
            Some(notice) => Err(Error::Query { span: notice.span, expected: notice.code.expected().to_owned() }),
        }
    }
}

/// What is between two parentheses, while it is read.
#[derive(Default)]
struct Frame {
    /// Where its parenthesis is, and how the group as a whole counts outside.
    start: usize,
    outer: Sign,
    clauses: Vec<Clause>,
    /// The group being read: alternatives, each a list of things that must all hold.
    group: Vec<Vec<(Sign, Query)>>,
    operator: Option<Operator>,
    sign: Sign,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Sign {
    #[default]
    None,
    Plus,
    Not,
}

#[derive(Clone, Copy, PartialEq)]
enum Operator {
    And,
    Or,
}

impl Frame {
    fn push(&mut self, query: Query) {
        let item = (std::mem::take(&mut self.sign), query);
        match self.operator.take() {
            Some(Operator::And) if !self.group.is_empty() => {
                if let Some(last) = self.group.last_mut() {
                    last.push(item);
                }
            }
            Some(Operator::Or) if !self.group.is_empty() => self.group.push(vec![item]),
            _ => {
                self.flush();
                self.group.push(vec![item]);
            }
        }
    }

    /// The group is complete: make a clause of it.
    fn flush(&mut self) {
        let group = std::mem::take(&mut self.group);
        let is_single = group.len() == 1 && group.first().is_some_and(|all| all.len() == 1);
        if is_single {
            let item = group.into_iter().flatten().next();
            self.clauses.extend(item.map(|(sign, query)| clause(sign, query)));
            return;
        }
        let plain = |(sign, query): (Sign, Query)| if sign == Sign::Not { query.not() } else { query };
        let mut alternatives = group.into_iter().map(|all| {
            let parts = all.into_iter().map(plain);
            parts.reduce(Query::and)
        });
        let first = alternatives.next().flatten();
        let query = alternatives.flatten().fold(first, |sum, next| sum.map(|sum| sum.or(next)));
        self.clauses.extend(query.map(|query| Clause { occur: Occur::Should, query }));
    }

    fn finish(mut self) -> Query {
        self.flush();
        match (self.clauses.len(), self.clauses.first()) {
            (0, _) => Query::Everything,
            (1, Some(Clause { occur: Occur::Should, .. })) => {
                self.clauses.pop().map_or(Query::Everything, |clause| clause.query)
            }
            _ => Query::Sequence(self.clauses),
        }
    }
}

fn clause(sign: Sign, query: Query) -> Clause {
    match (sign, query) {
        (Sign::None, query) => Clause { occur: Occur::Should, query },
        (Sign::Plus, query) => Clause { occur: Occur::Must, query },
        (Sign::Not, Query::Not(inner)) => Clause { occur: Occur::Should, query: *inner },
        (Sign::Not, query) => Clause { occur: Occur::MustNot, query },
    }
}

struct Parser<'t> {
    lexer: Lexer<'t>,
    frames: Vec<Frame>,
    terms: usize,
    /// Parentheses that were left out because they were too deep.
    ignored: usize,
}

impl<'t> Parser<'t> {
    fn new(lexer: Lexer<'t>) -> Self {
        Self { lexer, frames: vec![Frame::default()], terms: 0, ignored: 0 }
    }

    fn parse(mut self) -> ParsedQuery {
        while let Some((token, start)) = self.lexer.next() {
            match token {
                Token::Open => self.open(start),
                Token::Close => self.close(start),
                Token::And => self.operator(Operator::And, start),
                Token::Or => self.operator(Operator::Or, start),
                Token::Not => self.sign(Sign::Not),
                Token::Plus => self.sign(Sign::Plus),
                Token::Atom(query) => {
                    self.terms += 1;
                    if self.terms > MOST_TERMS {
                        self.notice(QueryNoticeCode::TooManyTerms, start, &Message::TooManyTerms);
                        break;
                    }
                    self.top().push(query);
                }
            }
        }
        while self.frames.len() > 1 {
            let start = self.top().start;
            self.notice(QueryNoticeCode::StrayParenthesis, start, &Message::ParenthesisClosed);
            self.fold_frame();
        }
        let end = self.lexer.at();
        self.check_dangling(end);
        let mut query = self.frames.pop().unwrap_or_default().finish();
        if !self.lexer.has_words_or_nothing() {
            self.notice(QueryNoticeCode::NoWords, 0, &Message::NoWords);
            query = Query::Everything.not();
        }
        ParsedQuery { query, notices: self.lexer.notices }
    }

    fn top(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn notice(&mut self, code: QueryNoticeCode, start: usize, message: &Message<'_>) {
        // One notice of a sort is enough for a person.
        if !self.lexer.notices.iter().any(|notice| notice.code == code) {
            self.lexer.notice(code, start, message);
        }
    }

    fn open(&mut self, start: usize) {
        if self.frames.len() > MOST_DEPTH {
            self.ignored += 1;
            self.notice(QueryNoticeCode::TooDeep, start, &Message::TooDeep);
            return;
        }
        let outer = std::mem::take(&mut self.top().sign);
        self.frames.push(Frame { start, outer, ..Frame::default() });
    }

    fn close(&mut self, start: usize) {
        if self.ignored > 0 {
            self.ignored -= 1;
        } else if self.frames.len() > 1 {
            self.check_dangling(start);
            self.fold_frame();
        } else {
            self.notice(QueryNoticeCode::StrayParenthesis, start, &Message::ParenthesisNotOpened);
        }
    }

    /// Close the innermost group and add it to the one around it.
    fn fold_frame(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        let (start, outer) = (frame.start, frame.outer);
        match frame.finish() {
            Query::Everything => {
                self.notice(QueryNoticeCode::StrayParenthesis, start, &Message::EmptyParentheses);
            }
            query => {
                let top = self.top();
                top.sign = outer;
                top.push(query);
            }
        }
    }

    fn operator(&mut self, operator: Operator, start: usize) {
        let top = self.top();
        if top.group.is_empty() || top.operator.is_some() || top.sign != Sign::None {
            self.notice(QueryNoticeCode::StrayOperator, start, &Message::OperatorAlone);
        } else {
            top.operator = Some(operator);
        }
    }

    fn sign(&mut self, sign: Sign) {
        let top = self.top();
        top.sign = match (top.sign, sign) {
            (Sign::Not, Sign::Not) => Sign::None,
            (_, sign) => sign,
        };
    }

    /// An operator or sign with nothing after it is left out.
    fn check_dangling(&mut self, at: usize) {
        let top = self.top();
        if top.operator.take().is_some() || std::mem::take(&mut top.sign) != Sign::None {
            self.notice(QueryNoticeCode::StrayOperator, at, &Message::OperatorAtEnd);
        }
    }
}
