//! The words of a query as one search: groups of words that add up, filters that narrow.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, TermQuery, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use super::adjacency::{Adjacency, Pair};
use super::bar::Bar;
use super::bm25::{
    ADJACENCY, LEAST_ADJACENT, NEARLY_WHOLE_TITLE, ONLY_WORD_EXACT, Saturation, WHOLE_TITLE, idf, most_with_adjacency,
};
use super::cursors::{FilterCursor, QueryCursor, WordCursor};
use super::text_scorer::{GroupCursor, TextScorer};
use super::title_query::TitleQuery;
use super::window::Window;
use crate::index::PRESENT;

/// One way in which a group can be found.
#[derive(Debug, Clone)]
pub(crate) enum Member {
    /// A word and its weight; 1 is a word as it was typed. Their idf is that of the whole group, so that
    /// a word that is rare in one of the languages does not win by that.
    Word(Term, Score),
    /// Another word for the same; its weight is a part of that of the word as it was typed, and how common it is does
    /// not change the idf of the group.
    Synonym(Term, Score),
    /// Anything else that shows that a text is about what was typed, such as its service area: worth a part of
    /// the idf of the group, wherever it is found.
    Indicator(Indicator),
    /// Anything else, such as a phrase; its own score times the weight.
    Query(Arc<dyn Query>, Score),
}

/// See [`Member::Indicator`].
#[derive(Debug, Clone)]
pub(crate) struct Indicator {
    pub(crate) query: Arc<dyn Query>,
    /// The part of the idf of the group.
    pub(crate) weight: Score,
    /// What it is, for explanations.
    pub(crate) name: Arc<str>,
}

/// A word of the query: found if one of its members is, scored once, by its best member.
#[derive(Debug, Clone, Default)]
pub(crate) struct Group {
    /// The first word of each field is the word as it was typed.
    pub(crate) members: Vec<Member>,
    /// Whether it only adds to the score of texts in which other groups are found, such as "the". Counts only if
    /// there is a group that is not so.
    pub(crate) is_optional: bool,
    /// Whether it follows the group before it in the query, so that texts with both side by side are better.
    pub(crate) follows: bool,
    /// The word exactly as it was typed, not stemmed: texts that have it are better.
    pub(crate) exact: Option<Term>,
}

/// Texts in which at least one of the groups is found, and that pass the filters. Scores are BM25 over groups, and more
/// for words side by side.
#[derive(Debug, Clone, Default)]
pub(crate) struct GroupsQuery {
    /// The words; without any, nothing is found.
    pub(crate) groups: Vec<Group>,
    /// Each must let a document through; they do not score.
    pub(crate) filters: Vec<Arc<dyn Query>>,
    /// None may find a document.
    pub(crate) excluded: Vec<Arc<dyn Query>>,
    /// What finds titles that were typed whole or nearly whole.
    pub(crate) title: Option<TitleQuery>,
    /// What must be beaten to be shown.
    pub(crate) bar: Bar,
}

/// A group whose words are weighed.
pub(crate) struct WeightedGroup {
    is_optional: bool,
    pub(crate) words: Vec<(Term, Score)>,
    pub(crate) queries: Vec<WeightedQuery>,
}

/// A member that is not a word, weighed.
pub(crate) struct WeightedQuery {
    pub(crate) query: Box<dyn Weight>,
    pub(crate) weight: Score,
    /// For a indicator: what it is; its own score is not asked for.
    pub(crate) indicator: Option<Arc<str>>,
}

/// Two words that follow each other in the query.
pub(crate) struct WeightedPair {
    pub(crate) first: Term,
    pub(crate) second: Term,
    pub(crate) weight: Score,
}

/// The query, weighed by what the whole index knows.
pub(crate) struct GroupsWeight {
    pub(crate) groups: Vec<WeightedGroup>,
    pub(crate) pairs: Vec<Vec<WeightedPair>>,
    filters: Vec<Box<dyn Weight>>,
    excluded: Vec<Box<dyn Weight>>,
    saturations: HashMap<Field, Arc<Saturation>>,
    is_scoring: bool,
    bar: Bar,
}

impl Query for GroupsQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.weighted(scoring)?))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        for member in self.groups.iter().flat_map(|group| &group.members) {
            match member {
                Member::Word(term, _) | Member::Synonym(term, _) => visitor(term, false),
                Member::Indicator(Indicator { query, .. }) | Member::Query(query, _) => query.query_terms(visitor),
            }
        }
    }
}

impl GroupsQuery {
    fn weighted(&self, scoring: EnableScoring<'_>) -> tantivy::Result<GroupsWeight> {
        let all = |queries: &[Arc<dyn Query>]| {
            queries.iter().map(|query| query.weight(silent(&scoring))).collect::<tantivy::Result<Vec<_>>>()
        };
        let mut weight = GroupsWeight {
            groups: Vec::with_capacity(self.groups.len()),
            pairs: Vec::new(),
            filters: all(&self.filters)?,
            excluded: all(&self.excluded)?,
            saturations: HashMap::new(),
            is_scoring: scoring.is_scoring_enabled(),
            bar: self.bar.clone(),
        };
        let is_only = self.groups.iter().filter(|group| !group.is_optional).count() == 1;
        let mut exact = None;
        let mut before: Option<(&Group, f32)> = None;
        let mut idf_sum = 0.0;
        for group in &self.groups {
            let group_idf = weight.add_group(group, scoring)?;
            idf_sum += group_idf;
            if is_only && !group.is_optional {
                exact = exact_form(group, group_idf, scoring)?;
            }
            if let Some((before, idf_before)) = before.filter(|_| group.follows && weight.is_scoring) {
                let most = group_idf.max(idf_before);
                if most >= LEAST_ADJACENT {
                    weight.add_pairs(before, group, ADJACENCY * most);
                }
            }
            before = Some((group, group_idf));
        }
        if let Some(title) = self.title.as_ref().filter(|_| weight.is_scoring) {
            let whole = [(Some(title.clone()), WHOLE_TITLE), (title.nearly(), NEARLY_WHOLE_TITLE)];
            let queries = whole.into_iter().filter_map(|(title, part)| {
                let query = title?.weight(silent(&scoring));
                Some(query.map(|query| WeightedQuery { query, weight: part * idf_sum, indicator: Some(Arc::from("")) }))
            });
            let queries = queries.collect::<tantivy::Result<_>>()?;
            weight.groups.push(WeightedGroup { is_optional: false, words: Vec::new(), queries });
        }
        weight.groups.extend(exact);
        Ok(weight)
    }
}

/// What texts get that have a word exactly as it was typed; `None` where no text has it, or all that have it in any form.
fn exact_form(group: &Group, group_idf: f32, scoring: EnableScoring<'_>) -> tantivy::Result<Option<WeightedGroup>> {
    let EnableScoring::Enabled { statistics_provider: statistics, .. } = scoring else { return Ok(None) };
    let Some(term) = &group.exact else { return Ok(None) };
    let exactly = statistics.doc_freq(term)?;
    if exactly == 0 || idf(exactly, statistics.total_num_docs()?) <= group_idf {
        return Ok(None);
    }
    let query = TermQuery::new(term.clone(), IndexRecordOption::Basic).weight(silent(&scoring))?;
    let name = term.value().as_str().map(Arc::from);
    let query = WeightedQuery { query, weight: ONLY_WORD_EXACT * group_idf, indicator: name };
    Ok(Some(WeightedGroup { is_optional: true, words: Vec::new(), queries: vec![query] }))
}

fn silent<'s>(scoring: &'s EnableScoring<'_>) -> EnableScoring<'s> {
    match scoring.searcher() {
        Some(searcher) => EnableScoring::disabled_from_searcher(searcher),
        None => EnableScoring::disabled_from_schema(scoring.schema()),
    }
}

impl Group {
    fn words(&self) -> impl Iterator<Item = (&Term, Score)> {
        self.members.iter().filter_map(|member| match member {
            Member::Word(term, weight) => Some((term, *weight)),
            _ => None,
        })
    }

    /// Words as typed, and synonyms.
    fn all_words(&self) -> impl Iterator<Item = (&Term, Score)> {
        self.members.iter().filter_map(|member| match member {
            Member::Word(term, weight) | Member::Synonym(term, weight) => Some((term, *weight)),
            _ => None,
        })
    }

    fn typed_in(&self, field: Field) -> Option<(&Term, Score)> {
        self.words().find(|(term, _)| term.field() == field)
    }
}

impl GroupsWeight {
    /// Weigh a group; gives its inverse document frequency.
    fn add_group(&mut self, group: &Group, scoring: EnableScoring<'_>) -> tantivy::Result<f32> {
        let mut group_idf = 1.0;
        if let EnableScoring::Enabled { statistics_provider: statistics, .. } = scoring {
            let total = statistics.total_num_docs()?;
            let mut found = 0;
            for (term, _) in group.words() {
                found += statistics.doc_freq(term)?;
            }
            for (term, _) in group.all_words() {
                let field = term.field();
                if let Entry::Vacant(entry) = self.saturations.entry(field) {
                    let texts = statistics.doc_freq(&Term::from_field_text(field, PRESENT))?;
                    let texts = if texts == 0 { total } else { texts }.max(1);
                    let mean = statistics.total_num_tokens(field)? as f32 / texts as f32;
                    entry.insert(Arc::new(Saturation::new(mean)));
                }
            }
            // The members seldom stand in the same texts, so the sum is close to what the group finds.
            group_idf = idf(found, total);
        }
        let words = group.all_words().map(|(term, weight)| (term.clone(), weight * group_idf)).collect();
        let queries = group.members.iter().filter_map(|member| match member {
            Member::Query(query, weight) => {
                let query = query.weight(scoring);
                Some(query.map(|query| WeightedQuery { query, weight: *weight, indicator: None }))
            }
            Member::Indicator(Indicator { query, weight, name }) => {
                let (weight, indicator) = (weight * group_idf, Some(Arc::clone(name)));
                Some(query.weight(silent(&scoring)).map(|query| WeightedQuery { query, weight, indicator }))
            }
            Member::Word(..) | Member::Synonym(..) => None,
        });
        self.groups.push(WeightedGroup {
            is_optional: group.is_optional,
            words,
            queries: queries.collect::<tantivy::Result<_>>()?,
        });
        Ok(group_idf)
    }

    fn add_pairs(&mut self, before: &Group, group: &Group, weight: Score) {
        let mut fields: Vec<Field> = group.words().map(|(term, _)| term.field()).collect();
        fields.sort_unstable();
        fields.dedup();
        let mut pairs = Vec::new();
        for field in fields {
            if let (Some((first, of_first)), Some((second, of_second))) =
                (before.typed_in(field), group.typed_in(field))
                && first != second
            {
                let weight = weight * of_first.min(of_second);
                pairs.push(WeightedPair { first: first.clone(), second: second.clone(), weight });
            }
        }
        self.pairs.push(pairs);
    }

    fn saturation(&self, field: Field) -> Arc<Saturation> {
        self.saturations.get(&field).map_or_else(|| Arc::new(Saturation::new(1.0)), Arc::clone)
    }

    /// Where a word is in a segment.
    pub(crate) fn word_cursor(
        &self,
        segment: &SegmentReader,
        term: &Term,
        weight: Score,
    ) -> tantivy::Result<Option<WordCursor>> {
        let option = if self.is_scoring { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        let Some(postings) = segment.inverted_index(term.field())?.read_block_postings(term, option)? else {
            return Ok(None);
        };
        let lengths = segment.get_fieldnorms_reader(term.field())?;
        Ok(Some(WordCursor { postings, lengths, saturation: self.saturation(term.field()), weight, at: 0 }))
    }

    fn group_cursor(
        &self,
        segment: &SegmentReader,
        group: &WeightedGroup,
        boost: Score,
    ) -> tantivy::Result<GroupCursor> {
        let words = group.words.iter().map(|(term, weight)| self.word_cursor(segment, term, weight * boost));
        let queries = group.queries.iter().map(|member| {
            let scorer = member.query.scorer(segment, boost)?;
            let is_sign = member.indicator.is_some();
            Ok(QueryCursor { scorer, weight: if is_sign { member.weight * boost } else { member.weight }, is_sign })
        });
        let words = words.filter_map(Result::transpose).collect::<tantivy::Result<Vec<_>>>()?;
        let mut queries: Vec<QueryCursor> = queries.collect::<tantivy::Result<_>>()?;
        queries.retain(|query| query.scorer.doc() != TERMINATED);
        let most_of_queries = queries.iter().map(|query| match query.is_sign && group.is_optional {
            true => query.weight,
            // There is no telling what other queries score, and groups that find texts are scored with their queries.
            false => Score::INFINITY,
        });
        let most = words.iter().map(WordCursor::most).chain(most_of_queries).fold(0.0, Score::max);
        Ok(GroupCursor { most, words, queries, late: Vec::new() })
    }

    /// The pairs of words, ready to be looked for in a segment.
    pub(crate) fn adjacency(
        &self,
        segment: &SegmentReader,
        pairs: &[Vec<WeightedPair>],
        boost: Score,
    ) -> tantivy::Result<Adjacency> {
        let mut adjacency = Adjacency::default();
        let mut known: HashMap<&Term, Option<usize>> = HashMap::new();
        for fields in pairs {
            let mut found = Vec::new();
            for pair in fields {
                let mut positions = |term| -> tantivy::Result<Option<usize>> {
                    if let Some(number) = known.get(term) {
                        return Ok(*number);
                    }
                    let index = segment.inverted_index(Term::field(term))?;
                    let postings = index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?;
                    let number = postings.map(|postings| adjacency.add_word(postings));
                    known.insert(term, number);
                    Ok(number)
                };
                if let (Some(first), Some(second)) = (positions(&pair.first)?, positions(&pair.second)?) {
                    let field = pair.first.field();
                    let lengths = segment.get_fieldnorms_reader(field)?;
                    let (weight, saturation) = (pair.weight * boost, self.saturation(field));
                    found.push(Pair { first, second, weight, lengths, saturation });
                }
            }
            if !found.is_empty() {
                adjacency.pairs.push(found);
            }
        }
        Ok(adjacency)
    }

    fn text_scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<TextScorer> {
        let (mut groups, mut extras) = (Vec::new(), Vec::new());
        let all_optional = self.groups.iter().all(|group| group.is_optional);
        for group in &self.groups {
            let cursor = self.group_cursor(reader, group, boost)?;
            if all_optional || !group.is_optional {
                groups.push(cursor);
            } else if self.is_scoring {
                extras.push(GroupCursor { late: cursor.words, words: Vec::new(), ..cursor });
            }
        }
        let filters = |weights: &[Box<dyn Weight>]| {
            let cursors = weights.iter().map(|weight| weight.scorer(reader, 1.0).map(FilterCursor::new));
            cursors.collect::<tantivy::Result<Vec<_>>>()
        };
        let words = groups.iter().flat_map(|group| &group.words).map(|word| word.postings.doc_freq());
        let queries = groups.iter().flat_map(|group| &group.queries).map(|query| query.scorer.size_hint());
        let most = words.chain(queries).fold(0, u32::saturating_add).min(reader.max_doc());
        let adjacency = self.adjacency(reader, &self.pairs, boost)?;
        let scorer = TextScorer {
            most_with_adjacency: most_with_adjacency(adjacency.pairs.len()),
            adjacency,
            most,
            groups,
            extras,
            scored: 0,
            filters: filters(&self.filters)?,
            excluded: filters(&self.excluded)?,
            is_scoring: self.is_scoring,
            bar: self.bar.clone(),
            window: Window::new(),
            document: 0,
            score: 0.0,
        };
        Ok(scorer.start())
    }
}

impl Weight for GroupsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(self.text_scorer(reader, boost)?))
    }

    /// The same as tantivy's, without a call through a table for each document.
    fn for_each(&self, reader: &SegmentReader, see: &mut dyn FnMut(DocId, Score)) -> tantivy::Result<()> {
        let mut scorer = self.text_scorer(reader, 1.0)?;
        scorer.for_each(see);
        Ok(())
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.text_scorer(reader, 1.0)?;
        if scorer.doc() > document || scorer.seek(document) != document {
            return Err(TantivyError::InvalidArgument("the document does not answer the query".to_owned()));
        }
        self.explained(reader, document)
    }
}
