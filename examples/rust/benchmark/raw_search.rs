//! The reading half of the comparison: a search page with tantivy used directly.

use super::{
    figures::{Figures, Latency},
    queries::{self, Part},
    raw_facets::{FacetCollector, Subjects},
    raw_index::{self, Fields},
};
use omkn_examples::Result;
use serde::Serialize;
use std::{hint::black_box, path::Path, time::Instant};
use tantivy::{
    Index, ReloadPolicy, Searcher, TantivyDocument, Term,
    collector::TopDocs,
    query::{BooleanQuery, BoostQuery, Occur, PhraseQuery, Query, TermQuery},
    schema::{Field, IndexRecordOption, Value},
    snippet::SnippetGenerator,
    tokenizer::{TextAnalyzer, TokenStream},
};

/// A word in the title weighs this much more than one in the body.
const TITLE_BOOST: f32 = 2.0;
/// Words of a query beyond are not searched: work stays bounded on any text.
const MOST_WORDS: usize = 64;
const HITS: usize = 10;
const FACET_VALUES: usize = 10;

/// A search page: what a user sees of one query.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    pub(crate) total: u64,
    pub(crate) hits: Vec<Hit>,
    pub(crate) subjects: Vec<(String, u32)>,
    pub(crate) years: Vec<(usize, u32)>,
}

/// One hit with its highlighted snippet.
#[derive(Debug, Serialize)]
pub(crate) struct Hit {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) snippet: String,
    pub(crate) score: f32,
}

/// Times every query `rounds` times, after one round that warms the caches.
pub(crate) fn search(dir: &Path, queries: &Path, rounds: u32) -> Result<Figures> {
    let queries = queries::read(queries)?;
    let mut engine = Engine::open(dir)?;
    let mut matches = 0;
    for query in &queries {
        matches += engine.page(query)?.total;
    }
    let mut times = Vec::new();
    let start = Instant::now();
    for _ in 0..rounds {
        for query in &queries {
            let begin = Instant::now();
            black_box(engine.page(query)?);
            times.push(begin.elapsed());
        }
    }
    let figures = Figures {
        docs: Some(engine.searcher.num_docs()),
        queries: Some(times.len() as u64),
        matches: Some(matches),
        docs_per_s: None,
        ..Figures::speed(0, start.elapsed())
    };
    Ok(Figures { latency: Latency::of(times), ..figures }.with_sizes(dir)?)
}

/// One search page, to see what is timed.
pub(crate) fn page(dir: &Path, query: &str) -> Result<Page> {
    Engine::open(dir)?.page(query)
}

struct Engine {
    searcher: Searcher,
    fields: Fields,
    analyzer: TextAnalyzer,
    subjects: Subjects,
}

impl Engine {
    fn open(dir: &Path) -> Result<Self> {
        let index = Index::open_in_dir(dir.join("tantivy"))?;
        let (_, fields) = raw_index::schema();
        let analyzer = index.tokenizer_for_field(fields.body)?;
        let searcher = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?.searcher();
        let subjects = Subjects::read(&searcher)?;
        Ok(Self { searcher, fields, analyzer, subjects })
    }

    /// Ten hits with snippets, the exact total and two facets: one pass over the index.
    fn page(&mut self, text: &str) -> Result<Page> {
        let query = self.query(text);
        let collector = (TopDocs::with_limit(HITS).order_by_score(), FacetCollector(&self.subjects));
        let (top, counts) = self.searcher.search(&query, &collector)?;
        let snippets = SnippetGenerator::create(&self.searcher, &query, self.fields.body)?;
        let mut hits = Vec::with_capacity(top.len());
        for (score, address) in top {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let stored = |field: Field| document.get_first(field).and_then(|value| value.as_str());
            hits.push(Hit {
                id: stored(self.fields.id).unwrap_or_default().to_owned(),
                title: stored(self.fields.title).unwrap_or_default().to_owned(),
                snippet: snippets.snippet(stored(self.fields.body).unwrap_or_default()).to_html(),
                score,
            });
        }
        let subjects = self.subjects.top(&counts, FACET_VALUES);
        Ok(Page { total: counts.total, hits, subjects, years: counts.top_years(FACET_VALUES) })
    }

    /// Any of the words or phrases, in the title or the body.
    fn query(&mut self, text: &str) -> BooleanQuery {
        let mut clauses = Vec::new();
        for part in queries::parts(text) {
            let (text, phrase) = match part {
                Part::Words(text) => (text, false),
                Part::Phrase(text) => (text, true),
            };
            let words = self.words(text);
            for (field, boost) in [(self.fields.title, TITLE_BOOST), (self.fields.body, 1.0)] {
                let terms: Vec<Term> = words.iter().map(|word| Term::from_field_text(field, word)).collect();
                if phrase && terms.len() > 1 {
                    clauses.push(boosted(PhraseQuery::new(terms), boost));
                } else {
                    let queries = terms.into_iter().map(|term| TermQuery::new(term, IndexRecordOption::WithFreqs));
                    clauses.extend(queries.map(|query| boosted(query, boost)));
                }
            }
        }
        BooleanQuery::new(clauses)
    }

    fn words(&mut self, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        let mut stream = self.analyzer.token_stream(text);
        while words.len() < MOST_WORDS && stream.advance() {
            words.push(stream.token().text.clone());
        }
        words
    }
}

fn boosted(query: impl Query, boost: f32) -> (Occur, Box<dyn Query>) {
    (Occur::Should, Box::new(BoostQuery::new(Box::new(query), boost)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const CORPUS: &str = r#"{"id":"a","title":"Road salt","body":"Crews spread less salt & sand.","tags":["roads","winter"],"year":2011}
{"id":"b","title":"Libraries","body":"The salt of the earth reads; the road is long.","tags":["libraries"],"year":2012}
{"id":"c","title":"Parks","body":"Trees.","tags":["parks"],"year":2012}
"#;

    fn engine() -> (tempfile::TempDir, Engine) {
        let dir = tempfile::tempdir().unwrap();
        let corpus = dir.path().join("corpus.jsonl");
        fs::write(&corpus, CORPUS).unwrap();
        let raw = dir.path().join("raw");
        raw_index::index(&corpus.to_string_lossy(), &raw).unwrap();
        let engine = Engine::open(&raw).unwrap();
        (dir, engine)
    }

    #[test]
    fn a_page_has_ranked_hits_snippets_the_total_and_both_facets() {
        let (_dir, mut engine) = engine();
        let page = engine.page("salts").unwrap();
        let ids: Vec<&str> = page.hits.iter().map(|hit| hit.id.as_str()).collect();
        assert_eq!((page.total, ids), (2, vec!["a", "b"]));
        assert_eq!(page.hits[0].title, "Road salt");
        assert!(page.hits[0].score > page.hits[1].score);
        assert_eq!(page.hits[0].snippet, "Crews spread less <b>salt</b> &amp; sand");
        assert_eq!(page.subjects.iter().map(|(_, count)| count).sum::<u32>(), 3);
        assert_eq!(page.years, [(2011, 1), (2012, 1)]);
    }

    #[test]
    fn a_phrase_wants_its_words_together() {
        let (_dir, mut engine) = engine();
        assert_eq!(engine.page("\"road salt\"").unwrap().total, 1);
        assert_eq!(engine.page("road salt").unwrap().total, 2);
    }

    #[test]
    fn hostile_text_finds_nothing_and_does_no_harm() {
        let (_dir, mut engine) = engine();
        let text = "(".repeat(20_000) + &" xyzzy".repeat(20_000);
        assert_eq!(engine.page(&text).unwrap().total, 0);
        assert_eq!(engine.page("").unwrap().total, 0);
    }
}
