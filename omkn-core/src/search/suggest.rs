//! Suggestions while someone types: apart from search, and fast.

use serde::{Deserialize, Serialize};

use super::plan::titles;
use crate::base::{Error, LanguageMap, LanguageTag, Result, TextRange, word_enum};
use crate::engine::{OrderBy, PageCollector};
use crate::language::{NameList, TypedText, distance, fold, for_each_word, typed_in};
use crate::store::by_key;
use crate::view::View;

/// The most suggestions of each kind.
const MOST: u32 = 50;
/// From this length on, a word typed may differ by a letter.
const SHORTEST_MISTYPED: usize = 4;
/// TitleFinder that are looked at for each one shown: those that begin with what was typed come first.
const LOOKED_AT: usize = 3;

word_enum! {
    /// What a suggestion is.
    SuggestionKind {
        /// A query that others asked; see [`set_popular_queries`](crate::KnowledgeBase::set_popular_queries).
        Query = "query", "Search", "Recherche";
        /// A service area.
        Concept = "concept", "Service area", "Domaine de service";
        /// A municipality or another organization of the register.
        Organization = "organization", "Organization", "Organisation";
        /// A record, by its title.
        Record = "record", "Record", "Fiche";
    }
}

/// What to suggest for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SuggestRequest {
    /// What was typed so far; the last word may be unfinished.
    pub text: String,
    /// How many suggestions of each kind, at most 50.
    pub limit: u32,
    /// The languages the reader prefers, best first; decides which titles and labels are shown, never what is found.
    pub languages: Vec<LanguageTag>,
    /// Only these kinds; empty for all.
    pub kinds: Vec<SuggestionKind>,
}

impl Default for SuggestRequest {
    fn default() -> Self {
        Self { text: String::new(), limit: 5, languages: Vec::new(), kinds: Vec::new() }
    }
}

impl SuggestRequest {
    /// Five suggestions of each kind for what was typed.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same with this many of each kind.
    #[must_use]
    pub fn with_limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// The same, showing texts in this language where there are any; call again for the second choice.
    #[must_use]
    pub fn with_language(mut self, language: LanguageTag) -> Self {
        self.languages.push(language);
        self
    }
}

/// Something that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestionKind,
    /// The id of the record, concept or organization; `None` for a query.
    pub id: Option<String>,
    /// What to show.
    pub text: String,
    /// The language of the text, where it is known.
    pub language: Option<LanguageTag>,
    /// The name that fits, where it is another than the text: a synonym or a name in the other language.
    pub matched: Option<String>,
    /// The parts of the text that were typed.
    pub highlights: Vec<TextRange>,
}

/// Suggest.
pub(crate) fn suggest(view: &View, request: &SuggestRequest) -> Result<Vec<Suggestion>> {
    let typed = TypedText::new(&request.text);
    let limit = request.limit.min(MOST) as usize;
    if typed.words.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let mut all = Vec::new();
    for kind in SuggestionKind::ALL.iter().filter(|kind| request.kinds.is_empty() || request.kinds.contains(kind)) {
        match kind {
            SuggestionKind::Query => all.extend(queries(&view.popular, &typed, limit)),
            SuggestionKind::Concept => all.extend(concepts(view, request, &typed, limit)),
            SuggestionKind::Organization => all.extend(organizations(view, request, &typed, limit)),
            SuggestionKind::Record => all.extend(TitleFinder { view, request, typed: &typed }.suggest(limit)?),
        }
    }
    Ok(all)
}

fn ranges(text: &str, typed: &TypedText) -> Vec<TextRange> {
    typed_in(text, typed).into_iter().map(|range| TextRange { start: range.start, end: range.end }).collect()
}

/// How many words of a text begin with a word typed, but for one letter.
fn nearly_typed_in(text: &str, typed: &TypedText) -> usize {
    let mut near = 0;
    for_each_word(text, |word, _| {
        let begins_so = |typed: &String| {
            let length = typed.chars().count();
            let beginning = |length: usize| word.chars().take(length).collect::<String>();
            typed.len() >= SHORTEST_MISTYPED
                && (length - 1..=length + 1).any(|length| distance(typed, &beginning(length), 1).is_some())
        };
        near += usize::from(typed.words.iter().any(begins_so));
    });
    near
}

fn queries(popular: &NameList, typed: &TypedText, limit: usize) -> Vec<Suggestion> {
    let found = popular.find(typed, limit).into_iter().map(|name| Suggestion {
        kind: SuggestionKind::Query,
        id: None,
        text: name.text.clone(),
        language: None,
        matched: None,
        highlights: ranges(&name.text, typed),
    });
    found.collect()
}

/// A named thing: shown by its label in the reader's language, or by the label that fits if it is in that language.
fn named(
    (kind, id): (SuggestionKind, String),
    label: &LanguageMap,
    (matched, matched_in): (&str, Option<&LanguageTag>),
    languages: &[LanguageTag],
    typed: &TypedText,
) -> Option<Suggestion> {
    // Who has no preference reads what was typed in its own language.
    let preferred: Vec<LanguageTag> =
        if languages.is_empty() { matched_in.cloned().into_iter().collect() } else { languages.to_vec() };
    let shown = label.best(&preferred)?;
    Some(Suggestion {
        kind,
        id: Some(id),
        text: shown.text.to_owned(),
        language: Some(shown.language.clone()),
        matched: (fold(matched) != fold(shown.text)).then(|| matched.to_owned()),
        highlights: ranges(shown.text, typed),
    })
}

fn concepts(view: &View, request: &SuggestRequest, typed: &TypedText, limit: usize) -> Vec<Suggestion> {
    let taxonomy = &view.vocabulary.taxonomy;
    let found = taxonomy.names().find(typed, limit).into_iter().filter_map(|name| {
        let concept = taxonomy.concepts().get(name.of)?;
        let what = (SuggestionKind::Concept, concept.id.to_string());
        named(what, &concept.pref_label, (&name.text, name.language.as_ref()), &request.languages, typed)
    });
    found.collect()
}

fn organizations(view: &View, request: &SuggestRequest, typed: &TypedText, limit: usize) -> Vec<Suggestion> {
    let register = &view.vocabulary.organizations;
    let found = register.all_names().find(typed, limit).into_iter().filter_map(|name| {
        let organization = register.at(name.of)?;
        let what = (SuggestionKind::Organization, organization.id.to_string());
        // The official name distinguishes the City of Hamilton from the Township of Hamilton.
        let shown =
            if organization.official_name.is_empty() { &organization.name } else { &organization.official_name };
        named(what, shown, (&name.text, name.language.as_ref()), &request.languages, typed)
    });
    found.collect()
}

/// Finds records by their titles.
struct TitleFinder<'a> {
    view: &'a View,
    request: &'a SuggestRequest,
    typed: &'a TypedText,
}

impl TitleFinder<'_> {
    fn suggest(&self, limit: usize) -> Result<Vec<Suggestion>> {
        let Some(query) = titles(self.view, self.typed)? else { return Ok(Vec::new()) };
        let collector =
            PageCollector::first(limit * LOOKED_AT, OrderBy::Score, self.view.index.columns.clone(), query.bar.clone());
        let found = self.view.index.searcher.search(&query, &collector);
        let found = found.map_err(|source| Error::index("suggesting", source))?;
        let mut titles = self.view.store.read(|connection| {
            let mut titles = Vec::new();
            for candidate in &found.best {
                let key = i64::try_from(candidate.key).unwrap_or(i64::MAX);
                let Some(stored) = by_key(connection, key)? else { continue };
                titles.push((stored.id, stored.draft()?.title));
            }
            Ok(titles)
        })?;
        let beginning = fold(self.request.text.trim());
        let begins = |title: &LanguageMap| title.iter().any(|(_, text)| fold(text).starts_with(&beginning));
        titles.sort_by_key(|(_, title)| !begins(title));
        let shown = titles.into_iter().take(limit).filter_map(|(id, title)| {
            // The title that has what was typed shows why the record is suggested.
            let best = title.best(&self.request.languages)?.language;
            let fitting = title.iter().max_by_key(|(language, text)| {
                (ranges(text, self.typed).len(), nearly_typed_in(text, self.typed), *language == best)
            });
            let (language, text) = fitting?;
            let what = (SuggestionKind::Record, id.to_string());
            named(what, &title, (text, Some(language)), &self.request.languages, self.typed)
        });
        Ok(shown.collect())
    }
}
