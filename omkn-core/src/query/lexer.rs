//! From characters to tokens: one pass, no going back.

use super::ast::{Query, TextField, TextKind, TextQuery};
use super::fields;
use super::notice::{QueryNotice, QueryNoticeCode};
use crate::base::QuerySpan;
use crate::language::{Language, Message, first_word, for_each_word};

/// The longest query text that is read, in bytes.
pub(super) const MOST_BYTES: usize = 1024;
/// The fewest letters before a `*`.
const SHORTEST_PREFIX: usize = 3;

/// One token of a query.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Plus,
    Atom(Query),
}

/// Cuts a text into tokens with their places.
pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// The language of notices.
    language: Language,
    /// Whether AND, OR and NOT are operators; in a title typed in capitals they are words.
    has_operators: bool,
    pub(super) notices: Vec<QueryNotice>,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str, language: Language) -> Self {
        let mut end = text.len().min(MOST_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text_read = text.get(..end).unwrap_or_default();
        let mut lexer = Self { text: text_read, at: 0, language, has_operators: true, notices: Vec::new() };
        if end < text.len() {
            lexer.notice(QueryNoticeCode::TooLong, end, &Message::QueryCut);
        }
        lexer
    }

    /// Read AND, OR and NOT as words where everything is in capitals.
    pub(super) fn with_capital_titles(mut self) -> Self {
        self.has_operators = !is_in_capitals(self.text);
        self
    }

    /// Whether the text has a letter or digit, or nothing at all.
    pub(super) fn has_words_or_nothing(&self) -> bool {
        has_word(self.text) || self.text.chars().all(is_blank)
    }

    pub(super) fn notice(&mut self, code: QueryNoticeCode, start: usize, message: &Message<'_>) {
        let end = self.at.max(start);
        self.notices.push(QueryNotice { code, span: QuerySpan { start, end }, reason: message.text(self.language) });
    }

    /// The position of the lexer, in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next token and where it begins.
    pub(super) fn next(&mut self) -> Option<(Token, usize)> {
        loop {
            let blank = self.rest().len() - self.rest().trim_start_matches(is_blank).len();
            self.at += blank;
            let start = self.at;
            let first = self.rest().chars().next()?;
            let single = match first {
                '(' => Some(Token::Open),
                ')' => Some(Token::Close),
                '+' if self.begins_something() => Some(Token::Plus),
                '-' if self.begins_something() => Some(Token::Not),
                _ => None,
            };
            if let Some(token) = single {
                self.at += first.len_utf8();
                return Some((token, start));
            }
            if let Some(close) = closing_quote(first) {
                if let Some(phrase) = self.quoted(close) {
                    return Some((Token::Atom(phrase_query(None, phrase)), start));
                }
                continue;
            }
            if let Some(token) = self.word(start) {
                return Some((token, start));
            }
        }
    }

    /// Whether a sign is before a word, quote or parenthesis, and not after a letter.
    fn begins_something(&self) -> bool {
        self.rest()
            .chars()
            .nth(1)
            .is_some_and(|next| next.is_alphanumeric() || next == '(' || closing_quote(next).is_some())
    }

    /// The text in quotes; an open quote ends with the text. `None` where it holds no word.
    fn quoted(&mut self, close: char) -> Option<&'t str> {
        let start = self.at;
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        let rest = self.rest();
        let inner = match rest.find(close) {
            Some(end) => {
                self.at += end + close.len_utf8();
                rest.get(..end).unwrap_or_default()
            }
            None => {
                self.at = self.text.len();
                self.notice(QueryNoticeCode::OpenQuote, start, &Message::QuoteClosed);
                rest
            }
        };
        has_word(inner).then(|| inner.trim())
    }

    /// An operator, a field with its value, or a word; `None` for signs that are no word.
    fn word(&mut self, start: usize) -> Option<Token> {
        let rest = self.rest();
        let length = rest.find(ends_word).unwrap_or(rest.len()).max(rest.chars().next().map_or(1, char::len_utf8));
        let raw = rest.get(..length).unwrap_or_default();
        let named = raw.split_once(':');
        if let Some((name, value)) = named
            && let Some(field) = fields::Field::of_name(name)
        {
            return self.field(field, start, raw, name.len() + 1, value);
        }
        // A number with a blank within: `8 000`.
        if let Some((number, span)) = first_word(rest).filter(|(_, span)| span.start == 0 && span.end > length) {
            self.at += span.end;
            return Some(Token::Atom(Query::word(number)));
        }
        self.at += length;
        if named.is_some_and(|(name, value)| looks_like_a_field(name, value)) {
            let message = Message::UnknownField(raw, fields::Field::names(self.language));
            self.notice(QueryNoticeCode::UnknownField, start, &message);
        }
        match operator(raw) {
            Some(operator) if self.has_operators => return Some(operator),
            Some(_) => {
                if !self.notices.iter().any(|notice| notice.code == QueryNoticeCode::CapitalOperators) {
                    self.notice(QueryNoticeCode::CapitalOperators, start, &Message::CapitalOperators);
                }
                // In small letters it stays a word when the query is printed and read again.
                return Some(Token::Atom(Query::word(raw.to_lowercase())));
            }
            None => {}
        }
        has_word(raw).then(|| Token::Atom(self.word_or_prefix(None, raw, start)))
    }

    fn word_or_prefix(&mut self, field: Option<TextField>, raw: &str, start: usize) -> Query {
        let (kind, text) = match raw.strip_suffix('*') {
            Some(beginning) if letters_looked_for(beginning) >= SHORTEST_PREFIX => (TextKind::Prefix, beginning),
            Some(beginning) => {
                self.notice(QueryNoticeCode::ShortPrefix, start, &Message::ShortPrefix(beginning));
                (TextKind::Word, beginning)
            }
            None => (TextKind::Word, raw),
        };
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        if kind == TextKind::Word && field.is_none() && text.chars().all(is_inner) {
            return Query::word(text);
        }
        if text.chars().all(is_inner) {
            return Query::Text(TextQuery { field, kind, text: text.to_owned() });
        }
        words_of(text)
    }

    /// `name:value`, where the value may be quoted and may be a list.
    fn field(
        &mut self,
        field: fields::Field,
        start: usize,
        raw: &'t str,
        skip: usize,
        value: &'t str,
    ) -> Option<Token> {
        self.at += skip;
        let mut values: Vec<String> = Vec::new();
        let mut is_quoted = false;
        loop {
            let first = self.rest().chars().next();
            if let Some(close) = first.and_then(closing_quote) {
                is_quoted = true;
                values.extend(self.quoted(close).map(str::to_owned));
            } else {
                let rest = self.rest();
                let length = rest.find(|c| ends_word(c) || c == ',').unwrap_or(rest.len());
                let part = rest.get(..length).unwrap_or_default();
                self.at += length;
                values.extend((!part.is_empty()).then(|| part.to_owned()));
            }
            if !self.rest().starts_with(',') || values.len() >= fields::MOST_VALUES {
                break;
            }
            self.at += 1;
        }
        values.iter_mut().for_each(|value| *value = value.replace('"', " ").trim().to_owned());
        values.retain(|value| has_word(value));
        if field == fields::Field::Title {
            let text = values.join(" ");
            if !has_word(&text) {
                return None;
            }
            let query = match is_quoted {
                true => phrase_query(Some(TextField::Title), text.trim()),
                false => self.word_or_prefix(Some(TextField::Title), &text, start),
            };
            return Some(Token::Atom(query));
        }
        match field.filter(&values) {
            Ok(filter) => Some(Token::Atom(Query::Filter(filter))),
            Err(takes) => {
                let typed = if is_quoted { values.join(" ") } else { value.to_owned() };
                let message = Message::UnknownValue(raw, Box::new(takes));
                self.notice(QueryNoticeCode::UnknownValue, start, &message);
                has_word(&typed).then(|| Token::Atom(words_of(&format!("{} {typed}", field.name()))))
            }
        }
    }
}

fn operator(word: &str) -> Option<Token> {
    Some(match word {
        "AND" | "ET" => Token::And,
        "OR" | "OU" => Token::Or,
        "NOT" | "SAUF" => Token::Not,
        _ => return None,
    })
}

/// Whether a text of several words has no small letter, and a capital outside of operators.
fn is_in_capitals(text: &str) -> bool {
    let is_capital = |word: &str| operator(word).is_none() && word.chars().any(char::is_uppercase);
    !text.chars().any(char::is_lowercase)
        && text.split(is_blank).filter(|word| has_word(word)).nth(1).is_some()
        && text.split(ends_word).any(is_capital)
}

/// How many letters and digits a beginning has, without elided articles: two in `d'ur`.
fn letters_looked_for(beginning: &str) -> usize {
    let mut letters = 0;
    for_each_word(beginning, |word, _| letters += word.chars().count());
    letters
}

/// The words of a text side by side.
fn words_of(text: &str) -> Query {
    let parts = text.split(|c: char| !is_inner(c)).map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
    let words = parts.filter(|word| !word.is_empty()).take(super::fields::MOST_VALUES).map(Query::word);
    words.fold(Query::Everything, Query::with)
}

fn phrase_query(field: Option<TextField>, text: &str) -> Query {
    let text = text.replace('"', " ");
    Query::Text(TextQuery { field, kind: TextKind::Phrase, text: text.trim().to_owned() })
}

fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// `pop:..10k`, but not a time, an address, or a word before a colon.
fn looks_like_a_field(name: &str, value: &str) -> bool {
    let begins = value.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '"' | '<' | '>'));
    name.chars().count() > 2 && name.chars().all(char::is_alphabetic) && name != "mailto" && begins
}

/// Characters that may stand within a word.
fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-' | '_' | '&' | '\'' | '\u{2019}' | '%')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn ends_word(c: char) -> bool {
    is_blank(c) || matches!(c, '(' | ')' | '"' | '«' | '“' | '”' | '»')
}

/// The quote that closes what this one opens.
fn closing_quote(open: char) -> Option<char> {
    match open {
        '"' => Some('"'),
        '«' => Some('»'),
        '“' | '„' => Some('”'),
        _ => None,
    }
}
