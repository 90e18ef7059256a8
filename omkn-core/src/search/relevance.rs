//! Golden queries: what a collection must answer well, as data that travels with it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::request::{QueryInput, SearchRequest};
use super::run::run;
use crate::base::{Job, LanguageTag, RecordId, Result};
use crate::store::by_external_id;
use crate::view::View;

/// How many hits of each query are looked at.
const DEPTH: u32 = 100;
/// How many of them decide nDCG.
const PAGE: usize = 10;

/// A query with the records that answer it, judged by people.
///
/// # Examples
///
/// ```
/// use omkn_core::{GoldenQuery, Job, KnowledgeBase, RecordDraft, RecordKind, SearchRequest};
///
/// let view = KnowledgeBase::in_memory()?;
/// let draft = RecordDraft::new(RecordKind::Practice, "en", "Two-bag garbage limit").with_external_id("sample", "bags");
/// view.capture(draft)?;
/// let golden = GoldenQuery::new("garbige bags").with_relevant("sample:bags", 3);
/// let relevance = view.measure_relevance(&[golden], &SearchRequest::default(), &mut Job::new())?;
/// assert_eq!(relevance.ndcg_at_10, 1.0);
/// # Ok::<(), omkn_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldenQuery {
    /// What is typed.
    pub query: String,
    /// The language of the query, if it is in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageTag>,
    /// What it tests, such as `known_item` or `typo`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Grades from 1 by record: its id, or an external id as `source:source_id`. Records not named are irrelevant.
    pub relevant: BTreeMap<String, u32>,
}

impl GoldenQuery {
    /// A query without judgements yet.
    #[must_use]
    pub fn new(query: impl Into<String>) -> Self {
        Self { query: query.into(), language: None, purpose: None, relevant: BTreeMap::new() }
    }

    /// The same, with one more judged record; higher grades are better answers.
    #[must_use]
    pub fn with_relevant(mut self, record: impl Into<String>, grade: u32) -> Self {
        self.relevant.insert(record.into(), grade);
        self
    }
}

/// How well queries are answered: averages over the queries, each between 0 and 1.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Relevance {
    /// How many queries were asked.
    pub queries: usize,
    /// Normalised discounted cumulative gain of the first ten hits; the gain is the grade, the discount the binary
    /// logarithm of rank + 1, as trec_eval computes it.
    pub ndcg_at_10: f64,
    /// The share of relevant records among the first hundred hits.
    pub recall_at_100: f64,
    /// One over the rank of the first relevant hit (mean reciprocal rank).
    pub mrr: f64,
    /// The share of queries whose first hit has the highest grade given.
    pub best_first: f64,
    /// The share of queries that found nothing.
    pub zero_results: f64,
}

/// Ask golden queries and measure the answers.
pub(crate) fn measure_relevance(
    view: &View,
    golden: &[GoldenQuery],
    request: &SearchRequest,
    job: &mut Job<'_>,
) -> Result<Relevance> {
    let mut sum = Relevance::default();
    for (done, golden) in golden.iter().enumerate() {
        job.step("measuring", done as u64, None)?;
        let grades = grades(view, golden)?;
        let query = QueryInput::Text(golden.query.clone());
        let asked = SearchRequest { query, limit: DEPTH, offset: 0, snippet_chars: 0, ..request.clone() };
        let hits = run(view, &asked)?.hits;
        let found: Vec<u32> = hits.iter().map(|hit| grades.get(&hit.id).copied().unwrap_or(0)).collect();
        // A judged record that is not there any more counts as not found.
        sum.add(&found, golden.relevant.values().copied().filter(|grade| *grade > 0).collect());
    }
    Ok(sum.averaged())
}

fn grades(view: &View, golden: &GoldenQuery) -> Result<BTreeMap<RecordId, u32>> {
    let mut grades = BTreeMap::new();
    for (name, grade) in &golden.relevant {
        let id = match (name.parse::<RecordId>(), name.split_once(':')) {
            (Ok(id), _) => Some(id),
            (_, Some((source, source_id))) => {
                view.store.read(|reader| by_external_id(reader, source, source_id))?.map(|found| found.id)
            }
            _ => None,
        };
        grades.extend(id.map(|id| (id, *grade)));
    }
    Ok(grades)
}

impl Relevance {
    fn add(&mut self, found: &[u32], mut all: Vec<u32>) {
        all.sort_unstable_by(|a, b| b.cmp(a));
        let ideal = discounted(&all);
        let relevant = found.iter().filter(|grade| **grade > 0).count();
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        self.queries += 1;
        self.ndcg_at_10 += share(discounted(found), ideal);
        self.recall_at_100 += share(relevant as f64, all.len() as f64);
        self.mrr += found.iter().position(|grade| *grade > 0).map_or(0.0, |at| 1.0 / (at as f64 + 1.0));
        self.best_first += f64::from(u8::from(!all.is_empty() && found.first() == all.first()));
        self.zero_results += f64::from(u8::from(found.is_empty()));
    }

    fn averaged(mut self) -> Self {
        let count = self.queries.max(1) as f64;
        let sums = [&mut self.ndcg_at_10, &mut self.recall_at_100, &mut self.mrr];
        sums.into_iter().chain([&mut self.best_first, &mut self.zero_results]).for_each(|sum| *sum /= count);
        self
    }
}

fn discounted(grades: &[u32]) -> f64 {
    let ranked = (2_u32..).zip(grades.iter().take(PAGE));
    ranked.map(|(rank_plus_one, grade)| f64::from(*grade) / f64::from(rank_plus_one).log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_averages_are_those_worked_out_by_hand() {
        let mut sum = Relevance::default();
        // 1/log2(2) + 0 + 3/log2(4) = 2.5 of 3/log2(2) + 1/log2(3) = 3.630930; one of three relevant is lost.
        sum.add(&[1, 0, 3], vec![1, 3]);
        sum.add(&[], vec![2]);
        let relevance = sum.averaged();
        assert!((relevance.ndcg_at_10 - 0.688_529 / 2.0).abs() < 1e-6, "{relevance:?}");
        assert_eq!((relevance.recall_at_100, relevance.mrr), (0.5, 0.5));
        assert_eq!((relevance.best_first, relevance.zero_results, relevance.queries), (0.0, 0.5, 2));
    }

    #[test]
    fn only_the_first_ten_hits_count_for_ndcg() {
        let mut sum = Relevance::default();
        sum.add(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], vec![1]);
        assert_eq!((sum.ndcg_at_10, sum.recall_at_100), (0.0, 1.0));
    }
}
