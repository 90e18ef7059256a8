//! Folders of judged queries in the form of the BEIR collections: `corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`.

use crate::{
    Result,
    corpus::{self, Documents, SOURCE},
};
use omkn_core::GoldenQuery;
use serde::Deserialize;
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

/// One such folder.
pub struct BeirFolder {
    path: PathBuf,
    /// The queries that have at least one relevant document.
    pub queries: Vec<GoldenQuery>,
}

impl BeirFolder {
    /// Read the queries and judgements.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or is not of this form; no query with a relevant document.
    pub fn open(path: &Path) -> Result<Self> {
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
            queries.extend(grades.remove(&query.id).map(|golden| GoldenQuery { query: query.text, ..golden }));
        }
        if queries.is_empty() {
            return Err("no query has a relevant document".into());
        }
        Ok(Self { path: path.to_path_buf(), queries })
    }

    /// The documents to index.
    ///
    /// # Errors
    ///
    /// The file cannot be opened.
    pub fn documents(&self) -> Result<Documents> {
        corpus::read(&self.path.join("corpus.jsonl").to_string_lossy())
    }
}

/// Reads `query-id corpus-id score` with tabs, a head line first; queries without a relevant document are left out.
fn read_grades(path: &Path) -> Result<HashMap<String, GoldenQuery>> {
    let mut grades: HashMap<String, GoldenQuery> = HashMap::new();
    for (number, line) in (1..).zip(read_text(path)?.lines()).skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        let mut cells = line.split('\t');
        let (Some(query), Some(document), Some(score)) = (cells.next(), cells.next(), cells.next()) else {
            return Err(format!("{}, line {number}: expected three cells", path.display()).into());
        };
        let score: i64 = score.trim().parse().map_err(|_| format!("{}, line {number}: no score", path.display()))?;
        if let Some(grade) = u32::try_from(score).ok().filter(|grade| *grade > 0) {
            let golden = grades.entry(query.to_owned()).or_insert_with(|| GoldenQuery::new(""));
            golden.relevant.insert(format!("{SOURCE}:{document}"), grade);
        }
    }
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

    #[test]
    fn queries_come_with_their_grades_and_documents_are_a_corpus() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("qrels")).unwrap();
        for (name, text) in [("corpus.jsonl", CORPUS), ("queries.jsonl", QUERIES), ("qrels/test.tsv", GRADES)] {
            fs::write(dir.path().join(name), text).unwrap();
        }
        let folder = BeirFolder::open(dir.path()).unwrap();
        let salt = GoldenQuery::new("salt").with_relevant("corpus:a", 3).with_relevant("corpus:b", 1);
        assert_eq!(folder.queries, [salt, GoldenQuery::new("sand").with_relevant("corpus:b", 1)]);
        let titles: Vec<String> = folder.documents().unwrap().map(|document| document.unwrap().title).collect();
        assert_eq!(titles, ["Salt", "Sand"]);
    }
}
