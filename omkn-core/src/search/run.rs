//! One search page: compile, one pass over the index, one read of the store for the hits shown.

use std::collections::HashSet;

use super::boosts::{FitTarget, plan_boosts};
use super::facet_labels::FacetLabels;
use super::hits::{HitFit, HitText, MatchedBy, SearchHit, SearchHits, Snippet};
use super::interpretation::{Correction, Expansion, Interpretation, Notice};
use super::plan::{Compiled, Mention, Reach, Relaxation, Understood, compile, understand};
use super::request::{MOST_HITS, SearchRequest};
use crate::base::{Error, LanguageMap, LocalizedText, ProblemCode, Result, TextRange};
use crate::engine::{
    Bar, BoostPlan, Candidate, Collected, Cursor, OrderBy, PageCollector, Selection, score_of_sort_value,
};
use crate::language::{Language, Message, Wanted, fold, message_language};
use crate::model::{Facet, Organization, RecordDraft, SectionKind};
use crate::organizations::{LikenessTable, Organizations};
use crate::query::Query;
use crate::store::{StoredRecord, by_key};
use crate::view::{View, with_ids};
use crate::vocabulary::facet_values;

/// Answer a request with all hits at once, page by page.
pub(crate) fn run_all(view: &View, request: &SearchRequest) -> Result<SearchHits> {
    let mut request = SearchRequest { limit: MOST_HITS, offset: 0, after: None, ..request.clone() };
    let mut all = run(view, &request)?;
    request.facets.clear();
    while let Some(next) = all.next.take() {
        request.after = Some(next);
        let page = run(view, &request)?;
        all.hits.extend(page.hits);
        all.next = page.next;
    }
    Ok(all)
}

/// Answer a request.
pub(crate) fn run(view: &View, request: &SearchRequest) -> Result<SearchHits> {
    request.check()?;
    let selected = with_ids(&view.store, &view.vocabulary, &request.selected)?;
    let request = &SearchRequest { selected, ..request.clone() };
    let snapshot = view.index.as_ref();
    let labels = FacetLabels::new(view, request)?;
    let order = request.order();
    let (offset, limit) = (request.offset as usize, request.limit as usize);
    let after = request.after.as_deref().map(|text| cursor(text, order)).transpose()?;
    let rank_before = after.as_ref().map_or(0, |cursor| cursor.rank) + offset as u64;
    let organizations = &view.vocabulary.organizations;
    let fits = request
        .fits
        .as_ref()
        .map(|fits| organizations.fit_to(&fits.organization).map(|fit| (fits, fit)))
        .transpose()?;
    let table = fits.as_ref().map(|(fits, (_, table))| (*fits, table));
    let selections = selections(&labels, table, request)?;
    let collector = |bar: &Bar, boosts: Option<BoostPlan>| PageCollector {
        order,
        keep: offset + limit,
        after: after.clone(),
        facets: labels.plans(),
        selections: selections.clone(),
        columns: snapshot.columns.clone(),
        boosts,
        bar: bar.clone(),
    };
    let (compiled, found) = best_reading(view, request, |compiled| {
        let boosts = plan_boosts(view, request.boosts, table, compiled.is_ranked)?;
        let collector = collector(&compiled.bar, boosts);
        let found = snapshot.searcher.search(compiled.query.as_ref(), &collector);
        found.map_err(|source| Error::index("searching", source))
    })?;
    let page = found.best.get(offset..).unwrap_or_default();
    let hits = Presenter { request, order, compiled: &compiled, organizations, ours: fits.map(|(_, (ours, _))| ours) }
        .hits(view, page, rank_before)?;
    let last_rank = rank_before + page.len() as u64;
    let next = page.last().filter(|_| found.has_more).map(|last| Cursor::after(last, last_rank).to_text(order));
    let mut interpretation = compiled.interpretation;
    spell_as_found(&mut interpretation, &hits);
    add_notices(&mut interpretation, request, found.total);
    Ok(SearchHits {
        total: found.total,
        hits,
        facets: labels.label(&found.counts, request)?,
        interpretation,
        watermark: snapshot.seq(),
        next,
    })
}

/// What the reader's choices let through: facet values, and municipalities like theirs.
pub(super) fn selections(
    labels: &FacetLabels<'_>,
    fits: Option<(&FitTarget, &LikenessTable)>,
    request: &SearchRequest,
) -> Result<Vec<Selection>> {
    let mut selections = labels.selections(&request.selected)?;
    if let Some((fits, table)) = fits.filter(|(fits, _)| fits.least > 0.0) {
        let like = table.iter().filter(|(_, likeness)| *likeness >= fits.least).map(|(id, _)| id.to_string());
        selections.push(labels.selection(Facet::Municipality, &like.collect::<Vec<_>>())?);
    }
    Ok(selections)
}

/// The end of an earlier page, as a caller gave it back.
fn cursor(text: &str, order: OrderBy) -> Result<Cursor> {
    let reason = "give the `next` of an earlier page of the same search in the same order";
    Cursor::parse(text, order).ok_or_else(|| Error::invalid("after", ProblemCode::InvalidFormat, reason))
}

/// What one reading of a query finds.
pub(super) trait Answer {
    /// How many records.
    fn total(&self) -> u64;
}

impl Answer for Collected {
    fn total(&self) -> u64 {
        self.total
    }
}

impl<T> Answer for (u64, T) {
    fn total(&self) -> u64 {
        self.0
    }
}

/// The query as it is best read, and what it finds: as typed but for corrections, or less strictly where that finds
/// nothing.
pub(super) fn best_reading<T: Answer>(
    view: &View,
    request: &SearchRequest,
    collect: impl Fn(&Compiled) -> Result<T>,
) -> Result<(Compiled, T)> {
    let Understood { typed, tree, corrections, notices, is_text, has_unread_filter } = understand(view, request)?;
    let reach = if request.expand { Reach::Labels } else { Reach::Words };
    let language = message_language(&request.languages);
    let read = |tree: &Query| {
        let compiled = compile(view, &view.index.opened.fields, tree, reach, language)?;
        let found = collect(&compiled)?;
        Ok::<_, Error>((compiled, found))
    };
    let (mut compiled, mut found) = read(&tree)?;
    let mut relaxed_by = None;
    if found.total() == 0 && is_text && request.relax {
        for relaxation in Relaxation::ALL {
            // Filters that were read are not left out because of one that was not.
            if relaxation == Relaxation::Filters && has_unread_filter {
                continue;
            }
            let Some(relaxed) = relaxation.relax(&tree).filter(|relaxed| *relaxed != tree) else { continue };
            let (mut other, more) = read(&relaxed)?;
            if more.total() > 0 {
                // What names were taken for explains why nothing passed.
                other.interpretation.resolved = compiled.interpretation.resolved;
                other.interpretation.notices = compiled.interpretation.notices;
                (compiled, found) = (other, more);
                let (code, message) = match relaxation {
                    Relaxation::Words => ("relaxed_words", Message::RelaxedWords),
                    Relaxation::Filters => ("relaxed_filters", Message::RelaxedFilters),
                };
                relaxed_by = Some(Notice::new(code, &message, language));
                break;
            }
        }
    }
    // A correction that does not help is none.
    if found.total() == 0 && !corrections.is_empty() {
        (compiled, found) = read(&typed)?;
    } else {
        compiled.interpretation.corrections = corrections;
    }
    compiled.interpretation.notices.splice(0..0, notices.into_iter().chain(relaxed_by));
    Ok((compiled, found))
}

/// Corrected words with the accents they have in the records found.
fn spell_as_found(interpretation: &mut Interpretation, hits: &[SearchHit]) {
    let texts = || hits.iter().flat_map(|hit| std::iter::once(&hit.title).chain(hit.snippet.as_ref().map(|s| &s.text)));
    for correction in &mut interpretation.corrections {
        let found =
            texts().flat_map(|text| text.highlights.iter().filter_map(|range| text.text.get(range.start..range.end)));
        let spelled = found.map(str::to_lowercase).find(|word| fold(word) == correction.corrected);
        if let Some(spelled) = spelled {
            correction.corrected = spelled;
        }
    }
}

/// What readers should know about the answer.
fn add_notices(interpretation: &mut Interpretation, request: &SearchRequest, total: u64) {
    let language = message_language(&request.languages);
    if !interpretation.corrections.is_empty() {
        let list =
            |word: fn(&Correction) -> &str| interpretation.corrections.iter().map(word).collect::<Vec<_>>().join(", ");
        let message = Message::Corrected(list(|word| &word.typed), list(|word| &word.corrected));
        interpretation.notices.push(Notice::new("corrected", &message, language));
    }
    if total == 0 {
        let has_selected = request.selected.values().any(|values| !values.is_empty());
        let message = if has_selected { Message::NothingFoundWithSelected } else { Message::NothingFound };
        interpretation.notices.push(Notice::new("nothing_found", &message, language));
    }
}

/// Makes hits of candidates.
struct Presenter<'r> {
    request: &'r SearchRequest,
    order: OrderBy,
    compiled: &'r Compiled,
    organizations: &'r Organizations,
    /// The municipality that records should fit.
    ours: Option<&'r Organization>,
}

impl Presenter<'_> {
    fn hits(&self, view: &View, page: &[Candidate], rank_before: u64) -> Result<Vec<SearchHit>> {
        let stored = view.store.read(|connection| {
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
        let named = self.compiled.named.iter();
        let title = draft.title.best(&self.request.languages);
        let title = title.ok_or_else(|| Error::corrupt(format!("record {} has no title", stored.id)))?;
        Ok(SearchHit {
            id: stored.id,
            version: stored.version,
            rank,
            score: if self.order == OrderBy::Score { score_of_sort_value(candidate.value) } else { 0.0 },
            kind: draft.kind,
            status: stored.status,
            level: draft.level,
            date: draft.date.or(draft.issued),
            title: hit_text(title, title.text.to_owned(), self.highlights(title)),
            snippet: self.snippet(&draft),
            languages: draft.title.languages().cloned().collect(),
            matched_by: named.filter_map(|named| matched_by(named, &draft, self.organizations)).collect(),
            fit: self.fit(&draft),
            concepts: draft.concepts,
            organizations: draft.coverage.organizations,
        })
    }

    /// The municipality of the record that is most like ours, and in what.
    fn fit(&self, draft: &RecordDraft) -> Option<HitFit> {
        let ours = self.ours?;
        let each = draft.coverage.organizations.iter().filter_map(|id| {
            let likeness = self.organizations.likeness(ours.id.as_str(), id.as_str()).ok()?;
            Some(HitFit { organization: id.clone(), likeness })
        });
        each.reduce(|best, other| if other.likeness.value > best.likeness.value { other } else { best })
    }

    fn highlights(&self, text: LocalizedText<'_>) -> Vec<TextRange> {
        let language = Language::of_text(text.language, text.text).first().copied();
        language.map_or_else(Vec::new, |language| self.compiled.wanted.ranges_in(text.text, language))
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
            (section, text, self.compiled.wanted.best_part(text.text, language, chars))
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

/// What a record has for a name in the query, unless it has the words as typed.
fn matched_by(named: &Mention, draft: &RecordDraft, organizations: &Organizations) -> Option<MatchedBy> {
    let texts = || std::iter::once(&draft.title).chain([&draft.summary]).chain(draft.sections.values());
    let stems = |wanted: &Wanted| {
        let all = texts().flat_map(LanguageMap::iter).flat_map(|(tag, text)| {
            Language::of_text(tag, text).iter().flat_map(|language| wanted.stems_in(text, *language))
        });
        all.collect::<HashSet<_>>().len()
    };
    if stems(&named.typed) >= named.typed_words {
        return None;
    }
    let own = facet_values(std::iter::once(named.facet), draft, None, organizations).into_iter();
    let ids: Vec<String> = own.map(|(_, id)| id.into_owned()).filter(|id| named.ids.contains(id)).collect();
    let has_label = || {
        let folded: Vec<String> = texts().flat_map(LanguageMap::iter).map(|(_, text)| fold(text)).collect();
        named.expansion.labels.iter().any(|label| folded.iter().any(|text| text.contains(&fold(label))))
    };
    let is_found = !ids.is_empty() || has_label();
    let Expansion { field, typed, label, .. } = named.expansion.clone();
    is_found.then_some(MatchedBy { typed, field, ids, label })
}

fn hit_text(shown: LocalizedText<'_>, text: String, highlights: Vec<TextRange>) -> HitText {
    HitText { text, language: shown.language.clone(), is_fallback: shown.is_fallback, highlights }
}
