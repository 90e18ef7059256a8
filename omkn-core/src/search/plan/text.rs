//! Words, phrases and beginnings of words as groups of the engine.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, FuzzyTermQuery, Occur as Needs, PhrasePrefixQuery, PhraseQuery, Query as Engine, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::compile::{Compiler, any_of, silent};
use super::expand::Run;
use crate::base::Result;
use crate::engine::{Group, Indicator, Member};
use crate::index::Lexicon;
use crate::language::{COMPOUND, Language, fold, for_each_word, is_function_word, is_hyphen, is_part};
use crate::query::{TextField, TextKind, TextQuery};

/// What each of two words counts where they are found as one: `run-off` and `run off` as `runoff`.
const JOINED: f32 = 0.5;
/// A phrase is looked for in so many spellings at most.
const MOST_SPELLINGS: usize = 16;
/// Where more words begin alike, those before need not stand right before them, only in the same text.
const MOST_BEGINNINGS: usize = 1_000;
/// So many stems are looked for as the last word of a phrase; a few more begin like the stems of words that begin alike.
const MOST_STEMS: u32 = 4_000;

/// The fields that a text is looked for in.
struct TextFields {
    /// Stems.
    stem: Field,
    /// Words as they are written.
    written: Field,
}

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
                let TextFields { stem, written } = self.text_fields(language, text.field);
                group.members.push(Member::Word(Term::from_field_text(stem, &self.stem(language, &word)), 1.0));
                group.exact.extend((!is_optional).then(|| Term::from_field_text(written, &word)));
            }
            if !is_optional {
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
        for language in Language::ALL {
            for (first, second) in self.lexicon().parts(language, word)? {
                let stem = self.text_fields(language, field).stem;
                let stems = [&first, &second].map(|part| stem_of(language, part));
                self.wanted.add_joined(language, &stems);
                let terms = stems.iter().map(|part| Term::from_field_text(stem, part)).collect();
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
            let is_one = is_hyphen(run.text.get(first.end..second.start).unwrap_or_default())
                || !words.iter().any(|word| is_function_word(word));
            if !is_one || !words.iter().all(|word| is_part(word)) {
                continue;
            }
            let joined = words.concat();
            for language in Language::ALL {
                if self.lexicon().written(language, &joined)? > 0 {
                    let stem = self.stem(language, &joined);
                    let term = Term::from_field_text(self.fields.text(language), &stem);
                    for number in [one, two] {
                        let group = groups.get_mut(*number);
                        group.into_iter().for_each(|group| group.members.push(Member::Synonym(term.clone(), JOINED)));
                    }
                }
            }
        }
        Ok(())
    }

    /// A phrase, in each language and in each way its words may be written in one or in two; empty for a single word.
    fn phrase(&mut self, text: &TextQuery) -> Result<Vec<Member>> {
        let words: Vec<String> = words_of(&text.text).into_iter().map(|(word, _)| word).collect();
        if words.len() < 2 {
            return Ok(Vec::new());
        }
        let mut members = Vec::new();
        for language in Language::ALL {
            let field = self.text_fields(language, text.field).stem;
            for spelling in self.spellings(language, &words)? {
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
    fn spellings(&self, language: Language, words: &[String]) -> Result<Vec<Vec<String>>> {
        let lexicon = self.lexicon();
        let mut spellings = vec![words.to_vec()];
        let mut offer = |at: usize, instead_of: usize, by: Vec<String>| {
            let mut spelling = words.to_vec();
            spelling.splice(at..at + instead_of, by);
            spellings.push(spelling);
        };
        for (at, word) in words.iter().enumerate().take(MOST_SPELLINGS) {
            for (first, second) in lexicon.parts(language, word)? {
                offer(at, 1, vec![first, second]);
            }
            if let Some(next) = words.get(at + 1).filter(|next| is_part(next) && is_part(word)) {
                let joined = format!("{word}{next}");
                if lexicon.written(language, &joined)? > 0 {
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
        let mut members = Vec::new();
        let mut ranking = Group { is_optional: true, ..Group::default() };
        for language in Language::ALL {
            let TextFields { stem, written } = self.text_fields(language, text.field);
            let before: Vec<Term> =
                words.iter().map(|word| Term::from_field_text(stem, &self.stem(language, word))).collect();
            let begins: Box<dyn Engine> = Box::new(beginning_with(written, &last));
            let in_words = if before.is_empty() {
                Some(begins)
            } else {
                self.follows(language, before, &last, stem)?.map(|follows| {
                    Box::new(BooleanQuery::new(vec![(Needs::Must, begins), (Needs::Must, follows)])) as _
                })
            };
            let whole = words.concat() + &last;
            let as_one = [whole.clone(), format!("{COMPOUND}{whole}")].map(|start| beginning_with(written, &start));
            let as_one = as_one.map(|query| Box::new(query) as Box<dyn Engine>);
            let query = silent(any_of(in_words.into_iter().chain(as_one).collect()));
            members.push(Member::Query(Arc::from(query), 1.0));
            let likely = Term::from_field_text(stem, &stem_of(language, &last));
            ranking.members.push(Member::Word(likely, 1.0));
        }
        Ok(vec![group_of(members), ranking])
    }

    /// Texts in which a word that begins like `last` stands right after these words. The index knows where stems are, not
    /// words, so it is asked for what the stems of all words that begin so have in common.
    fn follows(
        &self,
        language: Language,
        mut before: Vec<Term>,
        last: &str,
        stem: Field,
    ) -> Result<Option<Box<dyn Engine>>> {
        let words = self.lexicon().beginning_with(language, last, MOST_BEGINNINGS)?;
        if words.len() >= MOST_BEGINNINGS {
            let each =
                |term| (Needs::Must, Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn Engine>);
            return Ok(Some(Box::new(BooleanQuery::new(before.into_iter().map(each).collect()))));
        }
        let stems: HashSet<String> = words.iter().map(|word| stem_of(language, word)).collect();
        let common = stems.iter().map(|stem| in_common(stem, last)).min_by_key(|common| common.len());
        Ok(common.map(|common| {
            before.push(Term::from_field_text(stem, common));
            let mut query = PhrasePrefixQuery::new(before);
            query.set_max_expansions(MOST_STEMS);
            Box::new(query) as Box<dyn Engine>
        }))
    }

    fn text_fields(&self, language: Language, field: Option<TextField>) -> TextFields {
        let fields = self.fields;
        match field {
            Some(TextField::Title) => TextFields { stem: fields.title(language), written: fields.title_word(language) },
            None => TextFields { stem: fields.text(language), written: fields.word(language) },
        }
    }

    /// The stem of a word, which is highlighted, too.
    fn stem(&mut self, language: Language, word: &str) -> String {
        let stem = stem_of(language, word);
        self.wanted.add_stem(language, &stem);
        stem
    }

    fn lexicon(&self) -> Lexicon<'_> {
        Lexicon::new(&self.view.index.searcher, self.fields)
    }
}

fn group_of(members: Vec<Member>) -> Group {
    Group { members, ..Group::default() }
}

fn words_of(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words = Vec::new();
    for_each_word(text, |word, span| words.push((word.to_owned(), span)));
    words
}

fn stem_of(language: Language, word: &str) -> String {
    let mut stem = word.to_owned();
    language.stem(&mut stem);
    stem
}

fn beginning_with(field: Field, start: &str) -> FuzzyTermQuery {
    FuzzyTermQuery::new_prefix(Term::from_field_text(field, start), 0, false)
}

/// How both texts begin.
fn in_common<'t>(text: &'t str, other: &str) -> &'t str {
    let same = text.char_indices().zip(other.chars()).take_while(|((_, one), two)| one == two);
    let end = same.last().map_or(0, |((at, c), _)| at + c.len_utf8());
    text.get(..end).unwrap_or_default()
}
