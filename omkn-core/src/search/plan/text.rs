//! Words, phrases and beginnings of words as groups of the engine.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use tantivy::Term;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, PhrasePrefixQuery, PhraseQuery, Query as Engine, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::compile::{Compiler, any_of, silent};
use super::expand::Run;
use crate::base::Result;
use crate::engine::{Group, Indicator, Member};
use crate::index::{Lexicon, is_usual_spelling};
use crate::language::{Language, compound, fold, for_each_word, is_function_word, is_hyphen, is_part};
use crate::query::{TextField, TextKind, TextQuery};

/// What each of two words counts where they are found as one: `run-off` and `run off` as `runoff`.
const JOINED: f32 = 0.5;
/// A phrase is looked for in so many spellings at most.
const MOST_SPELLINGS: usize = 16;
/// Where more words begin alike, those before need not stand right before them, only in the same text.
const MOST_BEGINNINGS: usize = 1_000;
/// So many stems are looked for as the last word of a phrase; a few more begin like the stems of words that begin alike.
const MOST_STEMS: u32 = 4_000;

impl Compiler<'_> {
    /// One group for each word; a phrase or a beginning is one group, and what ranks its hits another.
    pub(super) fn groups(&mut self, text: &TextQuery) -> Result<Vec<Group>> {
        match text.kind {
            TextKind::Prefix => self.beginning(text),
            TextKind::Phrase => {
                let members = self.phrase(text)?;
                if members.is_empty() { self.only_words(text) } else { Ok(vec![group_of(members)]) }
            }
            TextKind::Word => self.only_words(text),
        }
    }

    fn only_words(&mut self, text: &TextQuery) -> Result<Vec<Group>> {
        Ok(self.words(text)?.into_iter().map(|(group, _)| group).collect())
    }

    /// One group for each word, and its span in the text: the tokens are cut the same way in each language.
    pub(super) fn words(&mut self, text: &TextQuery) -> Result<Vec<(Group, Range<usize>)>> {
        let in_title = text.field == Some(TextField::Title);
        let mut groups: Vec<(Group, Range<usize>)> = Vec::new();
        for (word, span) in words_of(&text.text) {
            let is_optional = !in_title && is_function_word(&word);
            let typed = text.text.get(span.clone()).unwrap_or_default();
            let mut group = Group { is_optional, follows: !groups.is_empty(), ..Group::default() };
            for language in Language::ALL {
                let stem = self.stem(language, &word);
                let field = self.stems(language, text.field);
                group.members.push(Member::Word(Term::from_field_text(field, &stem), 1.0));
            }
            if !is_optional {
                group.exact = Some(Term::from_field_text(self.written(text.field), &word));
                if let Some(expander) = self.expander.as_mut().filter(|_| !in_title) {
                    expander.translate(typed, &mut group.members);
                }
                group.members.extend(self.in_parts(&word, text.field)?);
            }
            groups.push((group, span));
        }
        Ok(groups)
    }

    /// A word that records write with a hyphen: `re-use` for `reuse`.
    fn in_parts(&mut self, word: &str, field: Option<TextField>) -> Result<Vec<Member>> {
        let mut members = Vec::new();
        for (first, second) in self.lexicon().parts(word)? {
            for language in Language::ALL {
                let field = self.stems(language, field);
                let stems = [first, second].map(|part| language.stem_of(part));
                self.wanted.add_joined(language, &stems);
                let terms = stems.iter().map(|part| Term::from_field_text(field, part)).collect();
                let (query, name) = (Arc::new(PhraseQuery::new(terms)), format!("{first}-{second}").into());
                members.push(Member::Indicator(Indicator { query, weight: 1.0, name }));
            }
        }
        Ok(members)
    }

    /// Words of a run that follow each other, where records write them as one.
    pub(super) fn join(&mut self, run: &Run, groups: &mut [Group]) -> Result<()> {
        for pair in run.spans.windows(2) {
            let [(first, one), (second, two)] = pair else { continue };
            let words = [first, second].map(|span| fold(run.text.get(span.clone()).unwrap_or_default()));
            let has_hyphen = is_hyphen(run.text.get(first.end..second.start).unwrap_or_default());
            if !words.iter().all(|word| is_part(word) && (has_hyphen || !is_function_word(word))) {
                continue;
            }
            let joined = words.concat();
            if !self.is_usual(&joined, &words, has_hyphen)? {
                continue;
            }
            for language in Language::ALL {
                let term = Term::from_field_text(self.fields.text(language), &self.stem(language, &joined));
                for number in [one, two] {
                    let group = groups.get_mut(*number);
                    group.into_iter().for_each(|group| group.members.push(Member::Synonym(term.clone(), JOINED)));
                }
            }
        }
        Ok(())
    }

    /// Whether records write two words as one: any record where they were typed with a hyphen, else more than a few of
    /// those that could.
    fn is_usual(&self, joined: &str, words: &[String], has_hyphen: bool) -> Result<bool> {
        let lexicon = self.lexicon();
        let as_one = lexicon.written(joined)?;
        if as_one == 0 || has_hyphen {
            return Ok(as_one > 0);
        }
        let apart = words.iter().map(|word| lexicon.written(word)).collect::<Result<Vec<_>>>()?;
        Ok(apart.into_iter().min().is_some_and(|apart| is_usual_spelling(as_one, apart)))
    }

    /// A phrase, in each language and in each way its words may be written in one or in two; empty for a single word.
    fn phrase(&mut self, text: &TextQuery) -> Result<Vec<Member>> {
        let words: Vec<String> = words_of(&text.text).into_iter().map(|(word, _)| word).collect();
        if words.len() < 2 {
            return Ok(Vec::new());
        }
        let (mut members, spellings) = (Vec::new(), self.spellings(&words)?);
        for language in Language::ALL {
            let field = self.stems(language, text.field);
            for spelling in &spellings {
                let stems = spelling.iter().map(|word| Term::from_field_text(field, &self.stem(language, word)));
                let mut terms: Vec<Term> = stems.collect();
                members.push(match (terms.len(), terms.pop()) {
                    (1, Some(only)) => Member::Word(only, 1.0),
                    (_, last) => {
                        terms.extend(last);
                        Member::Query(Arc::new(PhraseQuery::new(terms)), 1.0)
                    }
                });
            }
        }
        Ok(members)
    }

    /// The words of a phrase as they are, with one of them in two parts, and with two neighbours as one.
    fn spellings(&self, words: &[String]) -> Result<Vec<Vec<String>>> {
        let lexicon = self.lexicon();
        let mut spellings = vec![words.to_vec()];
        let mut offer = |at: usize, instead_of: usize, by: Vec<String>| {
            let mut spelling = words.to_vec();
            spelling.splice(at..at + instead_of, by);
            spellings.push(spelling);
        };
        for (at, word) in words.iter().enumerate().take(MOST_SPELLINGS) {
            for (first, second) in lexicon.parts(word)? {
                offer(at, 1, vec![first.to_owned(), second.to_owned()]);
            }
            if let Some(next) = words.get(at + 1).filter(|next| is_part(next) && is_part(word)) {
                let joined = format!("{word}{next}");
                if lexicon.written(&joined)? > 0 {
                    offer(at, 2, vec![joined]);
                }
            }
        }
        spellings.truncate(MOST_SPELLINGS);
        Ok(spellings)
    }

    /// Texts with a word that begins so. Where the beginning has several words (`winter-con*`), those before the last are
    /// whole words right before it.
    fn beginning(&mut self, text: &TextQuery) -> Result<Vec<Group>> {
        let mut words: Vec<String> = words_of(&text.text).into_iter().map(|(word, _)| word).collect();
        let Some(last) = words.pop() else { return Ok(Vec::new()) };
        self.wanted.add_prefix(&last);
        let written = self.written(text.field);
        let begins = |start: &str| -> Box<dyn Engine> {
            Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(written, start), 0, false))
        };
        // A word alone follows nothing.
        let beginnings = match words.is_empty() {
            true => HashSet::new(),
            false => self.lexicon().beginning_with(&last, MOST_BEGINNINGS)?,
        };
        let whole = words.concat() + &last;
        let mut ways = vec![begins(&whole), begins(&compound(&whole))];
        let mut ranking = Group { is_optional: true, ..Group::default() };
        for language in Language::ALL {
            let stems = self.stems(language, text.field);
            ranking.members.push(Member::Word(Term::from_field_text(stems, &language.stem_of(&last)), 1.0));
            if !words.is_empty() {
                let term = |word: &String| Term::from_field_text(stems, &self.stem(language, word));
                let before = words.iter().map(term).collect();
                if let Some(follows) = follows(language, stems, before, &last, &beginnings) {
                    ways.push(Box::new(BooleanQuery::intersection(vec![begins(&last), follows])));
                }
            }
        }
        let found = Member::Query(Arc::from(silent(any_of(ways))), 1.0);
        Ok(vec![group_of(vec![found]), ranking])
    }

    /// The field of the stems that a text is looked for in.
    fn stems(&self, language: Language, field: Option<TextField>) -> Field {
        match field {
            Some(TextField::Title) => self.fields.title(language),
            None => self.fields.text(language),
        }
    }

    /// The field of the words as they are written.
    fn written(&self, field: Option<TextField>) -> Field {
        match field {
            Some(TextField::Title) => self.fields.title_word,
            None => self.fields.word,
        }
    }

    /// The stem of a word, which is highlighted, too.
    fn stem(&mut self, language: Language, word: &str) -> String {
        let stem = language.stem_of(word);
        self.wanted.add_stem(language, &stem);
        stem
    }

    fn lexicon(&self) -> Lexicon<'_> {
        Lexicon::new(&self.view.index.searcher, self.fields)
    }
}

/// Texts in which one of the words that begin like `last` stands right after the words before. The index knows where stems
/// are, not words, so it is asked for what the stems of all these words have in common.
fn follows(
    language: Language,
    stems: Field,
    mut before: Vec<Term>,
    last: &str,
    beginnings: &HashSet<String>,
) -> Option<Box<dyn Engine>> {
    if beginnings.len() >= MOST_BEGINNINGS {
        let each = |term| Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn Engine>;
        return Some(Box::new(BooleanQuery::intersection(before.into_iter().map(each).collect())));
    }
    let found: HashSet<String> = beginnings.iter().map(|word| language.stem_of(word)).collect();
    let common = found.iter().map(|stem| in_common(stem, last)).min_by_key(|common| common.len())?;
    before.push(Term::from_field_text(stems, common));
    let mut query = PhrasePrefixQuery::new(before);
    query.set_max_expansions(MOST_STEMS);
    Some(Box::new(query))
}

fn group_of(members: Vec<Member>) -> Group {
    Group { members, ..Group::default() }
}

fn words_of(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words = Vec::new();
    for_each_word(text, |word, span| words.push((word.to_owned(), span)));
    words
}

/// How both texts begin.
fn in_common<'t>(text: &'t str, other: &str) -> &'t str {
    let same = text.char_indices().zip(other.chars()).take_while(|((_, one), two)| one == two);
    let end = same.last().map_or(0, |((at, c), _)| at + c.len_utf8());
    text.get(..end).unwrap_or_default()
}
