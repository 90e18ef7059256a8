//! Suggestions while someone types: apart from search, and fast.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::Term;
use tantivy::query::{Query as Engine, TermQuery};
use tantivy::schema::IndexRecordOption;

use crate::base::{Error, LanguageMap, LanguageTag, Result, TextRange};
use crate::engine::{Group, GroupsQuery, Member, OrderBy, PageCollector};
use crate::index::{HIDDEN, Lexicon};
use crate::language::{Language, NameList, Typed, distance, fold, for_each_word, is_function_word, typed_in};
use crate::store::by_key;
use crate::view::View;

/// The most suggestions of each kind.
const MOST: u32 = 50;
/// The most words that a beginning is completed to.
const MOST_COMPLETIONS: usize = 48;
/// From this length on, words that have a shorter stem are looked up, too.
const STEM_IS_SHORTER: usize = 4;
/// What a word counts that goes on where the one typed ends, and one that differs by a letter.
const COMPLETED: f32 = 0.8;
const MISTYPED: f32 = 0.5;
/// Titles that are looked at for each one shown: those that begin with what was typed come first.
const LOOKED_AT: usize = 3;

/// What a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    /// A query that others asked; see [`KnowledgeBase::set_popular_queries`].
    Query,
    /// A service area.
    Concept,
    /// A municipality or another organization of the register.
    Organization,
    /// A record, by its title.
    Record,
}

impl SuggestionKind {
    /// Every kind, in the order in which suggestions are given.
    pub const ALL: &'static [Self] = &[Self::Query, Self::Concept, Self::Organization, Self::Record];

    /// The word used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Concept => "concept",
            Self::Organization => "organization",
            Self::Record => "record",
        }
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
    let typed = Typed::new(&request.text);
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
            SuggestionKind::Record => all.extend(Titles { view, request, typed: &typed }.suggest(limit)?),
        }
    }
    Ok(all)
}

fn ranges(text: &str, typed: &Typed) -> Vec<TextRange> {
    typed_in(text, typed).into_iter().map(|range| TextRange { start: range.start, end: range.end }).collect()
}

/// How many words of a text begin with a word typed, but for one letter.
fn nearly_typed_in(text: &str, typed: &Typed) -> usize {
    let mut near = 0;
    for_each_word(text, |word, _| {
        let begins_so = |typed: &String| {
            let length = typed.chars().count();
            let beginning = |length: usize| word.chars().take(length).collect::<String>();
            typed.len() >= STEM_IS_SHORTER
                && (length - 1..=length + 1).any(|length| distance(typed, &beginning(length), 1).is_some())
        };
        near += usize::from(typed.words.iter().any(begins_so));
    });
    near
}

fn queries(popular: &NameList, typed: &Typed, limit: usize) -> Vec<Suggestion> {
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
    typed: &Typed,
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

fn concepts(view: &View, request: &SuggestRequest, typed: &Typed, limit: usize) -> Vec<Suggestion> {
    let taxonomy = &view.vocabulary.taxonomy;
    let found = taxonomy.names().find(typed, limit).into_iter().filter_map(|name| {
        let concept = taxonomy.concepts().get(name.of)?;
        let what = (SuggestionKind::Concept, concept.id.to_string());
        named(what, &concept.pref_label, (&name.text, name.language.as_ref()), &request.languages, typed)
    });
    found.collect()
}

fn organizations(view: &View, request: &SuggestRequest, typed: &Typed, limit: usize) -> Vec<Suggestion> {
    let register = &view.vocabulary.organizations;
    let found = register.all_names().find(typed, limit).into_iter().filter_map(|name| {
        let organization = register.at(name.of)?;
        let what = (SuggestionKind::Organization, organization.id.to_string());
        // The official name tells the City of Hamilton from the Township of Hamilton.
        let shown =
            if organization.official_name.is_empty() { &organization.name } else { &organization.official_name };
        named(what, shown, (&name.text, name.language.as_ref()), &request.languages, typed)
    });
    found.collect()
}

/// Finds records by their titles.
struct Titles<'a> {
    view: &'a View,
    request: &'a SuggestRequest,
    typed: &'a Typed,
}

impl Titles<'_> {
    fn suggest(&self, limit: usize) -> Result<Vec<Suggestion>> {
        let Some(query) = self.query()? else { return Ok(Vec::new()) };
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
            // The title that has what was typed says why the record is suggested.
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

    /// Records whose titles have every word typed; `None` where some word is in no title, however it is read.
    fn query(&self) -> Result<Option<GroupsQuery>> {
        let fields = &self.view.index.opened.fields;
        let mut words = GroupsQuery::default();
        let last = self.typed.words.len().saturating_sub(1);
        for (at, word) in self.typed.words.iter().enumerate() {
            let is_whole = at < last || self.typed.is_whole;
            let members = self.members(word, is_whole)?;
            let is_optional = at < last && is_function_word(word);
            if members.is_empty() && !is_optional {
                return Ok(None);
            }
            let group = Group { members, follows: at > 0, is_optional };
            if !is_optional {
                let alone = GroupsQuery { groups: vec![group.clone()], ..GroupsQuery::default() };
                words.filters.push(Arc::new(alone));
            }
            words.groups.push(group);
        }
        let hidden = Term::from_field_u64(fields.filter, HIDDEN);
        words.excluded.push(Arc::new(TermQuery::new(hidden, IndexRecordOption::Basic)) as Arc<dyn Engine>);
        Ok(Some(words))
    }

    /// The words of titles that a word typed may be: itself, what it may become, what it may be misspelt for.
    fn members(&self, word: &str, is_whole: bool) -> Result<Vec<Member>> {
        let fields = &self.view.index.opened.fields;
        let lexicon = Lexicon::new(&self.view.index.searcher, fields);
        let mut members = Vec::new();
        for language in Language::ALL {
            let mut weights: HashMap<String, f32> = HashMap::new();
            let mut stem = word.to_owned();
            language.stem(&mut stem);
            if is_whole || lexicon.title_frequency(language, &stem)? > 0 {
                weights.insert(stem, 1.0);
            }
            if !is_whole {
                for stem in lexicon.titles_beginning_with(language, word, MOST_COMPLETIONS)? {
                    weights.entry(stem).or_insert(COMPLETED);
                }
                if word.len() >= STEM_IS_SHORTER {
                    for mut word in lexicon.beginning_with(language, word, MOST_COMPLETIONS)? {
                        language.stem(&mut word);
                        weights.entry(word).or_insert(COMPLETED);
                    }
                }
            }
            members.extend(self.words(language, weights)?);
        }
        if members.is_empty() && word.len() >= STEM_IS_SHORTER {
            let mut near = [HashMap::new(), HashMap::new()];
            for (language, mut word) in lexicon.near_beginning(word, is_whole, MOST_COMPLETIONS)? {
                language.stem(&mut word);
                let [english, french] = &mut near;
                let stems = if language == Language::English { english } else { french };
                stems.insert(word, MISTYPED);
            }
            for (language, stems) in Language::ALL.into_iter().zip(near) {
                members.extend(self.words(language, stems)?);
            }
        }
        Ok(members)
    }

    /// Those of the stems that are in titles.
    fn words(&self, language: Language, weights: HashMap<String, f32>) -> Result<Vec<Member>> {
        let fields = &self.view.index.opened.fields;
        let lexicon = Lexicon::new(&self.view.index.searcher, fields);
        let mut members = Vec::new();
        for (stem, weight) in weights {
            if lexicon.title_frequency(language, &stem)? > 0 {
                members.push(Member::Word(Term::from_field_text(fields.title(language), &stem), weight));
            }
        }
        Ok(members)
    }
}
