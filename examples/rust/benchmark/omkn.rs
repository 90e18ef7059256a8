//! The measured commands of OMKN itself.

use super::{
    corpus::{self, Documents},
    figures::Figures,
    relevance::BeirFolder,
};
use crate::Result;
use std::path::Path;

/// Captures and indexes a corpus.
pub(crate) fn index(corpus: &str, dir: &Path) -> Result<Figures> {
    capture_all(corpus::read(corpus)?, dir)
}

/// Times a search page for every query.
pub(crate) fn search(_dir: &Path, _queries: &Path, _rounds: u32) -> Result<Figures> {
    not_built_yet("search")
}

/// Times opening.
pub(crate) fn open(_dir: &Path) -> Result<Figures> {
    not_built_yet("open")
}

/// Times single durable captures.
pub(crate) fn capture(_dir: &Path, _count: u64) -> Result<Figures> {
    not_built_yet("capture")
}

/// Measures relevance with the judged queries of a BEIR folder.
pub(crate) fn evaluate(folder: &Path, dir: &Path) -> Result<Figures> {
    let folder = BeirFolder::open(folder)?;
    let figures = capture_all(folder.documents()?, dir)?;
    let relevance = folder.evaluate(|_query| not_built_yet("evaluate"))?;
    Ok(Figures {
        queries: Some(relevance.queries as u64),
        ndcg_at_10: Some(relevance.ndcg_at_10),
        recall_at_100: Some(relevance.recall_at_100),
        ..figures
    })
}

fn capture_all(_documents: Documents, _dir: &Path) -> Result<Figures> {
    not_built_yet("index")
}

fn not_built_yet<T>(command: &str) -> Result<T> {
    Err(format!("`{command}` is not built yet; the raw- commands are").into())
}
