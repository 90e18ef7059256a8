//! How good a ranking is: nDCG@10 and Recall@100, as trec_eval and BEIR compute them.

use super::corpus::{self, Documents};
use crate::Result;
use serde::Deserialize;
use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

/// Grades of one query by document id; more than zero is relevant.
pub(crate) type Grades = HashMap<String, u32>;

/// A folder with `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv`.
pub(crate) struct BeirFolder {
    path: PathBuf,
    queries: Vec<(String, Grades)>,
}

impl BeirFolder {
    /// Reads the queries that have at least one relevant document.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        #[derive(Deserialize)]
        struct Query {
            #[serde(rename = "_id")]
            id: String,
            text: String,
        }
        let mut grades = read_grades(&path.join("qrels").join("test.tsv"))?;
        let mut queries = Vec::new();
        for line in read_text(&path.join("queries.jsonl"))?.lines().filter(|line| !line.trim().is_empty()) {
            let query: Query = serde_json::from_str(line)?;
            if let Some(grades) = grades.remove(&query.id) {
                queries.push((query.text, grades));
            }
        }
        if queries.is_empty() {
            return Err("no query has a relevant document".into());
        }
        Ok(Self { path: path.to_path_buf(), queries })
    }

    /// The documents to index.
    pub(crate) fn documents(&self) -> Result<Documents> {
        corpus::read(&self.path.join("corpus.jsonl").to_string_lossy())
    }

    /// Asks `search` for the ids of the best 100 documents of every query and averages over the queries.
    pub(crate) fn evaluate(&self, mut search: impl FnMut(&str) -> Result<Vec<String>>) -> Result<Relevance> {
        let mut sum = Relevance { queries: self.queries.len(), ndcg_at_10: 0.0, recall_at_100: 0.0 };
        for (text, grades) in &self.queries {
            let ranking = search(text)?;
            sum.ndcg_at_10 += ndcg(&ranking, grades, 10);
            sum.recall_at_100 += recall(&ranking, grades, 100);
        }
        let count = self.queries.len() as f64;
        Ok(Relevance { ndcg_at_10: sum.ndcg_at_10 / count, recall_at_100: sum.recall_at_100 / count, ..sum })
    }
}

/// The averages over all judged queries, each between 0 and 1.
#[derive(Debug)]
pub(crate) struct Relevance {
    pub(crate) queries: usize,
    pub(crate) ndcg_at_10: f64,
    pub(crate) recall_at_100: f64,
}

/// Gain is the grade, the discount log2(rank + 1); a document named twice counts once.
fn ndcg(ranking: &[String], grades: &Grades, depth: usize) -> f64 {
    let mut best: Vec<u32> = grades.values().copied().collect();
    best.sort_unstable_by(|left, right| right.cmp(left));
    let found = distinct(ranking).take(depth).map(|id| grades.get(id).copied().unwrap_or(0));
    let ideal = discounted(best.into_iter().take(depth));
    if ideal > 0.0 { discounted(found) / ideal } else { 0.0 }
}

fn discounted(grades: impl Iterator<Item = u32>) -> f64 {
    (2u32..).zip(grades).map(|(rank_plus_one, grade)| f64::from(grade) / f64::from(rank_plus_one).log2()).sum()
}

fn recall(ranking: &[String], grades: &Grades, depth: usize) -> f64 {
    let relevant = |id: &&str| grades.get(*id).is_some_and(|grade| *grade > 0);
    let found = distinct(ranking).take(depth).filter(relevant).count();
    let all = grades.values().filter(|grade| **grade > 0).count();
    if all > 0 { found as f64 / all as f64 } else { 0.0 }
}

fn distinct(ranking: &[String]) -> impl Iterator<Item = &str> {
    let mut seen = HashSet::new();
    ranking.iter().map(String::as_str).filter(move |id| seen.insert(*id))
}

/// Reads `query-id corpus-id score` with tabs, a head line first; queries without a relevant document are left out.
fn read_grades(path: &Path) -> Result<HashMap<String, Grades>> {
    let mut grades: HashMap<String, Grades> = HashMap::new();
    for (number, line) in (1..).zip(read_text(path)?.lines()).skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        let mut cells = line.split('\t');
        let (Some(query), Some(document), Some(score)) = (cells.next(), cells.next(), cells.next()) else {
            return Err(format!("{}, line {number}: expected three cells", path.display()).into());
        };
        let score: i64 = score.trim().parse().map_err(|_| format!("{}, line {number}: no score", path.display()))?;
        let grade = u32::try_from(score).unwrap_or(0);
        grades.entry(query.to_owned()).or_default().insert(document.to_owned(), grade);
    }
    grades.retain(|_, grades| grades.values().any(|grade| *grade > 0));
    Ok(grades)
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORPUS: &str =
        "{\"_id\":\"a\",\"title\":\"Salt\",\"text\":\"\"}\n{\"_id\":\"b\",\"title\":\"Sand\",\"text\":\"\"}\n";
    const QUERIES: &str = "{\"_id\":\"1\",\"text\":\"salt\"}\n{\"_id\":\"2\",\"text\":\"sand\"}\n{\"_id\":\"3\",\"text\":\"not judged\"}\n";
    const GRADES: &str = "query-id\tcorpus-id\tscore\n1\ta\t3\n1\tb\t1\n1\tz\t0\n2\tb\t1\n3\tz\t0\n";

    fn folder() -> (tempfile::TempDir, BeirFolder) {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("qrels")).unwrap();
        for (name, text) in [("corpus.jsonl", CORPUS), ("queries.jsonl", QUERIES), ("qrels/test.tsv", GRADES)] {
            fs::write(dir.path().join(name), text).unwrap();
        }
        let folder = BeirFolder::open(dir.path()).unwrap();
        (dir, folder)
    }

    fn ranking(ids: &[&str]) -> Vec<String> {
        ids.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_averages_are_those_worked_out_by_hand() {
        let (_dir, folder) = folder();
        // Query 1: b, x, a. DCG = 1/log2(2) + 0 + 3/log2(4) = 2.5; ideal = 3/log2(2) + 1/log2(3) = 3.630930.
        // nDCG = 0.688529; both relevant documents found. Query 2: nothing found, so 0 and 0.
        let answer = |text: &str| Ok(if text == "salt" { ranking(&["b", "x", "a"]) } else { ranking(&["a"]) });
        let relevance = folder.evaluate(answer).unwrap();
        assert_eq!(relevance.queries, 2);
        assert!((relevance.ndcg_at_10 - 0.688_529 / 2.0).abs() < 1e-6, "{relevance:?}");
        assert!((relevance.recall_at_100 - 0.5).abs() < 1e-12, "{relevance:?}");
    }

    #[test]
    fn the_best_ranking_scores_one_and_repeats_gain_nothing() {
        let (_dir, folder) = folder();
        let answer = |text: &str| Ok(if text == "salt" { ranking(&["a", "a", "b"]) } else { ranking(&["b"]) });
        let relevance = folder.evaluate(answer).unwrap();
        assert!((relevance.ndcg_at_10 - 1.0).abs() < 1e-12 && (relevance.recall_at_100 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn only_the_first_ten_places_count_for_ndcg() {
        let ids: Vec<String> = (0..10).map(|n| format!("x{n}")).chain(["a".to_owned()]).collect();
        let grades = Grades::from([("a".to_owned(), 1)]);
        assert_eq!((ndcg(&ids, &grades, 10), recall(&ids, &grades, 100)), (0.0, 1.0));
    }

    #[test]
    fn the_documents_of_the_folder_are_a_corpus() {
        let (_dir, folder) = folder();
        let titles: Vec<String> = folder.documents().unwrap().map(|document| document.unwrap().title).collect();
        assert_eq!(titles, ["Salt", "Sand"]);
    }
}
