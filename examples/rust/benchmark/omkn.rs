//! The measured commands of OMKN itself.

use super::{
    figures::{Figures, Latency},
    queries,
};
use omkn_core::{Facet, Job, KnowledgeBase, OpenOptions, SearchRequest};
use omkn_examples::{
    Result,
    beir::BeirFolder,
    corpus::{self, Document, Documents},
};
use std::{path::Path, time::Instant};

/// Captures and indexes a corpus.
pub(crate) fn index(corpus: &str, dir: &Path) -> Result<Figures> {
    let (kb, figures) = capture_all(corpus::read(corpus)?, dir)?;
    kb.close()?;
    Ok(figures.with_sizes(dir)?)
}

/// Times a search page for every query: ten hits with snippets, the exact total, the ten most frequent subjects and years.
/// The words are taken as typed, as raw-search does, or corrected and expanded, as people get it.
pub(crate) fn search(dir: &Path, queries: &Path, rounds: u32, expands: bool) -> Result<Figures> {
    let kb = open_for_reading(dir)?;
    let queries = queries::read(queries)?;
    let page = |query: &String| {
        let request = SearchRequest::new(query).with_facet(Facet::Subject, 10).with_facet(Facet::Year, 10);
        kb.search(&SearchRequest { correct: expands, expand: expands, relax: expands, ..request })
    };
    let mut matches = 0;
    for query in &queries {
        matches += page(query)?.total;
    }
    let mut times = Vec::with_capacity(queries.len() * rounds as usize);
    for query in (0..rounds).flat_map(|_| &queries) {
        let begin = Instant::now();
        page(query)?;
        times.push(begin.elapsed());
    }
    let figures = Figures {
        queries: Some(times.len() as u64),
        latency: Latency::of(times),
        matches: Some(matches),
        ..Figures::default()
    };
    Ok(figures.with_sizes(dir)?)
}

/// Times opening and the first search.
pub(crate) fn open(dir: &Path) -> Result<Figures> {
    let begin = Instant::now();
    let kb = open_for_reading(dir)?;
    let found = kb.search(&SearchRequest::new("the first search of all"))?;
    let time = begin.elapsed();
    let figures = Figures { seconds: Some(time.as_secs_f64()), matches: Some(found.total), ..Figures::default() };
    let figures = Figures { latency: Latency::of(vec![time]), docs: Some(kb.count()?), ..figures };
    Ok(figures.with_sizes(dir)?)
}

/// Times single durable captures; then, as many times again, from the call of capture until the record is found.
pub(crate) fn capture(dir: &Path, count: u64) -> Result<Figures> {
    let kb = KnowledgeBase::open(dir)?;
    kb.search(&SearchRequest::new("warm"))?;
    let first = kb.count()? + 1;
    let mut captures = Vec::new();
    let start = Instant::now();
    for number in first..first + count {
        let draft = Document::made_up(number).into_draft();
        let begin = Instant::now();
        kb.capture(draft)?;
        captures.push(begin.elapsed());
    }
    let figures = Figures::speed(count, start.elapsed());
    kb.search(&SearchRequest::new("warm"))?;
    let mut found = Vec::new();
    for number in first + count..first + 2 * count {
        let word = format!("capturedword{number}");
        let mut document = Document::made_up(number);
        document.title.push_str(&format!(" {word}"));
        let draft = document.into_draft();
        let begin = Instant::now();
        let record = kb.capture(draft)?;
        let hits = kb.search(&SearchRequest::new(word))?.hits;
        found.push(begin.elapsed());
        if hits.first().is_none_or(|hit| hit.id != record.id) {
            return Err(format!("record {} was captured but not found", record.id).into());
        }
    }
    Ok(Figures { latency: Latency::of(captures), found: Latency::of(found), ..figures }.with_sizes(dir)?)
}

/// Measures relevance with the judged queries of a BEIR folder.
pub(crate) fn evaluate(folder: &Path, dir: &Path) -> Result<Figures> {
    let folder = BeirFolder::open(folder)?;
    let (kb, figures) = capture_all(folder.documents()?, dir)?;
    let relevance = kb.measure_relevance(&folder.queries, &SearchRequest::default(), &mut Job::new())?;
    Ok(Figures {
        queries: Some(relevance.queries as u64),
        ndcg_at_10: Some(relevance.ndcg_at_10),
        recall_at_100: Some(relevance.recall_at_100),
        ..figures
    })
}

fn open_for_reading(dir: &Path) -> Result<KnowledgeBase> {
    Ok(OpenOptions::new().read_only(true).open(dir)?)
}

/// Captures all documents at once and brings the index up to date.
fn capture_all(documents: Documents, dir: &Path) -> Result<(KnowledgeBase, Figures)> {
    let kb = KnowledgeBase::open(dir)?;
    let start = Instant::now();
    let mut broken = None;
    let drafts =
        documents.map_while(|document| document.map_err(|error| broken = Some(error)).ok().map(Document::into_draft));
    let captured = kb.capture_all(drafts, &mut Job::new())?.len() as u64;
    if let Some(error) = broken {
        return Err(error);
    }
    let inserted = start.elapsed();
    kb.refresh(&mut Job::new())?;
    let all = start.elapsed();
    let figures = Figures {
        insert_seconds: Some(inserted.as_secs_f64()),
        index_seconds: Some((all - inserted).as_secs_f64()),
        ..Figures::speed(captured, all)
    };
    Ok((kb, figures))
}
