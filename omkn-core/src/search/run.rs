//! One search page: compile, one pass over the index, one read of the store for the hits shown.

use std::sync::Arc;

use super::collector::{Collected, PageCollector};
use super::facet_labels::FacetLabels;
use super::highlight::Wanted;
use super::hits::{HitText, SearchHit, SearchHits, Snippet, TextRange};
use super::order::{Candidate, Cursor, OrderBy, score_of_place};
use super::request::SearchRequest;
use crate::error::{Error, Result};
use crate::index::{Language, Snapshot};
use crate::knowledge_base::KnowledgeBase;
use crate::lang::{LanguageMap, LocalizedText};
use crate::model::{RecordDraft, SectionKind};
use crate::query::compile;
use crate::store::{StoredRecord, by_key};

/// The most hits one page may have.
const MOST_HITS: u32 = 1_000;
/// The most hits that may be left out first.
const FARTHEST_OFFSET: u32 = 10_000;

/// Answer a request.
pub(crate) fn run(kb: &KnowledgeBase, request: &SearchRequest) -> Result<SearchHits> {
    let snapshot = kb.index.snapshot(kb)?;
    let compiled = compile(kb, &snapshot.opened.fields, &request.query)?;
    let labels = FacetLabels::new(kb, request)?;
    let order = OrderBy::from(request.sort);
    let (offset, limit) = (request.offset.min(FARTHEST_OFFSET) as usize, request.limit.min(MOST_HITS) as usize);
    let after = request.after.as_deref().map(|text| Cursor::parse(text, order)).transpose()?;
    let rank_before = after.as_ref().map_or(0, |cursor| cursor.rank) + offset as u64;
    let collector = PageCollector {
        order,
        keep: offset + limit,
        after,
        facets: labels.plans(),
        selections: labels.selections(&request.selected)?,
        columns: snapshot.columns.clone(),
        bar: compiled.bar.clone(),
    };
    let found = collect(&snapshot, compiled.query.as_ref(), &collector)?;
    let page = found.best.get(offset..).unwrap_or_default();
    let hits = Presenter { request, order, wanted: &compiled.wanted }.hits(kb, page, rank_before)?;
    let last_rank = rank_before + page.len() as u64;
    let next = page.last().filter(|_| found.has_more).map(|last| Cursor::after(last, last_rank).to_text(order));
    Ok(SearchHits {
        total: found.total,
        hits,
        facets: labels.label(&found.counts, request)?,
        interpretation: compiled.interpretation,
        watermark: snapshot.seq(),
        next,
    })
}

fn collect(
    snapshot: &Arc<Snapshot>,
    query: &dyn tantivy::query::Query,
    collector: &PageCollector,
) -> Result<Collected> {
    snapshot.searcher.search(query, collector).map_err(|source| Error::index("searching", source))
}

/// Makes hits of candidates.
struct Presenter<'r> {
    request: &'r SearchRequest,
    order: OrderBy,
    wanted: &'r Wanted,
}

impl Presenter<'_> {
    fn hits(&self, kb: &KnowledgeBase, page: &[Candidate], rank_before: u64) -> Result<Vec<SearchHit>> {
        let stored = kb.store.read(|connection| {
            let key = |candidate: &Candidate| i64::try_from(candidate.key).unwrap_or(i64::MAX);
            page.iter().map(|candidate| by_key(connection, key(candidate))).collect::<Result<Vec<_>>>()
        })?;
        // A record erased since the index was made is no hit any more.
        let present = page.iter().zip(stored).filter_map(|(candidate, stored)| Some((candidate, stored?)));
        present
            .enumerate()
            .map(|(position, (candidate, stored))| self.hit(candidate, &stored, rank_before + position as u64 + 1))
            .collect()
    }

    fn hit(&self, candidate: &Candidate, stored: &StoredRecord, rank: u64) -> Result<SearchHit> {
        let draft = stored.draft()?;
        let title = draft.title.best(&self.request.languages);
        let title = title.ok_or_else(|| Error::corrupt(format!("record {} has no title", stored.id)))?;
        Ok(SearchHit {
            id: stored.id,
            version: stored.version,
            rank,
            score: if self.order == OrderBy::Score { score_of_place(candidate.place) } else { 0.0 },
            kind: draft.kind,
            status: stored.status,
            level: draft.level,
            date: draft.date.or(draft.issued),
            title: hit_text(title, title.text.to_owned(), self.highlights(title)),
            snippet: self.snippet(&draft),
            languages: draft.title.languages().cloned().collect(),
            concepts: draft.concepts,
            organizations: draft.coverage.organizations,
        })
    }

    fn highlights(&self, text: LocalizedText<'_>) -> Vec<TextRange> {
        let language = Language::of_text(text.language, text.text).first().copied();
        language.map_or_else(Vec::new, |language| self.wanted.ranges_in(text.text, language))
    }

    /// The part of the summary or of a section that holds most of what was asked for.
    fn snippet(&self, draft: &RecordDraft) -> Option<Snippet> {
        let chars = self.request.snippet_chars as usize;
        if chars == 0 {
            return None;
        }
        let sections = draft.sections.iter().map(|(section, texts)| (Some(*section), texts));
        let texts = std::iter::once((None, &draft.summary)).chain(sections);
        let parts = texts.flat_map(|(section, texts)| self.candidates(section, texts));
        let scored = parts.map(|(section, text)| {
            let language = Language::of_text(text.language, text.text).first().copied().unwrap_or(Language::English);
            (section, text, self.wanted.best_part(text.text, language, chars))
        });
        // Of equal parts the first in reading order is shown.
        let best = scored.reduce(|best, next| if next.2.score > best.2.score { next } else { best })?;
        let (section, text, part) = best;
        Some(Snippet { section, text: hit_text(text, part.text, part.highlights) })
    }

    /// The texts of a section that may be shown: the reader's language first, then the others.
    fn candidates<'t>(
        &self,
        section: Option<SectionKind>,
        texts: &'t LanguageMap,
    ) -> impl Iterator<Item = (Option<SectionKind>, LocalizedText<'t>)> {
        let shown = texts.best(&self.request.languages);
        let others = texts.iter().filter(move |(language, _)| shown.is_none_or(|shown| shown.language != *language));
        let has_choice = !self.request.languages.is_empty();
        let others = others.map(move |(language, text)| LocalizedText { text, language, is_fallback: has_choice });
        shown.into_iter().chain(others).map(move |text| (section, text))
    }
}

fn hit_text(shown: LocalizedText<'_>, text: String, highlights: Vec<TextRange>) -> HitText {
    HitText { text, language: shown.language.clone(), is_fallback: shown.is_fallback, highlights }
}
