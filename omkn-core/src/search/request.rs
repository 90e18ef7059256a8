//! What a search asks for.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::boosts::{Boosts, FitTarget, WEIGHTS};
use super::facet::{FacetRequest, FacetSelection, MOST_VALUES};
use super::forms::{facet_requests, facet_selection};
use crate::base::{LanguageTag, ProblemCode, Result, ValidationReport, word_enum};
use crate::engine::OrderBy;
use crate::language::message_language;
use crate::model::Facet;
use crate::query::Query;

/// The most hits one page may have.
pub(super) const MOST_HITS: u32 = 1_000;
/// The most hits that may be left out first.
const FARTHEST_OFFSET: u32 = 10_000;

word_enum! {
    /// The order of hits.
    #[derive(Default)]
    Sort {
        /// Best first.
        #[default]
        Relevance = "relevance", "Relevance", "Pertinence";
        /// Latest date first; records without a date last.
        Newest = "newest", "Newest first", "Plus récentes d'abord";
        /// Earliest date first; records without a date last.
        Oldest = "oldest", "Oldest first", "Plus anciennes d'abord";
        /// By the title shown to the reader, whatever case, accents, quotes and first article.
        Title = "title", "Title", "Titre";
    }
}

/// What to search for: the words of a person, or the tree of a program.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum QueryInput {
    /// What a person typed; never an error.
    Text(String),
    /// A query made by a program.
    Tree(#[serde(serialize_with = "tree")] Query),
}

/// The tree that finds everything is but a word in JSON, and would come back as one to look for.
fn tree<S: Serializer>(query: &Query, serializer: S) -> Result<S::Ok, S::Error> {
    match query {
        Query::Everything => serializer.serialize_str(""),
        other => other.serialize(serializer),
    }
}

/// Text is text, an object is a tree: what is wrong in a tree is reported as a fault of the tree.
impl<'de> Deserialize<'de> for QueryInput {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrTree;

        impl<'de> Visitor<'de> for TextOrTree {
            type Value = QueryInput;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a query as text or as a tree")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<QueryInput, E> {
                Ok(QueryInput::Text(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, tree: A) -> Result<QueryInput, A::Error> {
                Query::deserialize(MapAccessDeserializer::new(tree)).map(QueryInput::Tree)
            }
        }

        deserializer.deserialize_any(TextOrTree)
    }
}

/// A search: the query, and what to give back.
///
/// # Examples
///
/// ```
/// use omkn_core::{Facet, SearchRequest, Sort};
///
/// let request = SearchRequest::new("salt OR area:roads/winter-control")
///     .with_facet(Facet::Area, 10)
///     .with_selected(Facet::Kind, "practice")
///     .with_sort(Sort::Newest)
///     .with_limit(20);
/// assert_eq!(request.limit, 20);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SearchRequest {
    /// What to search for; empty finds everything.
    pub query: QueryInput,
    /// The languages the reader prefers, best first; decides which texts are shown, never what is found.
    pub languages: Vec<LanguageTag>,
    /// Which facets to count. In JSON also an object from facet to limit, where null is all, or facets alone, of which ten
    /// values are given.
    #[serde(deserialize_with = "facet_requests")]
    pub facets: Vec<FacetRequest>,
    /// Which facet values the reader chose, service areas and organizations by id or exact name.
    #[serde(deserialize_with = "facet_selection")]
    pub selected: FacetSelection,
    /// The order of the hits.
    pub sort: Sort,
    /// How many hits to give, at most 1,000; 0 gives totals and facets only.
    pub limit: u32,
    /// How many hits to leave out first, at most 10,000; `after` goes as far as there are any.
    pub offset: u32,
    /// Go on after an earlier page: its `next`. Pages made this way neither repeat nor skip records that stay.
    pub after: Option<String>,
    /// The length of snippets, in characters; 0 for none.
    pub snippet_chars: u32,
    /// Whether words that no record has are replaced by what they may be misspelt for; the interpretation says so.
    pub correct: bool,
    /// Whether names of service areas and municipalities among the words also find records by other labels, in both
    /// languages, and records of that service area or municipality; the interpretation says so.
    pub expand: bool,
    /// Whether a query that finds nothing is asked again less strictly; the interpretation says so.
    pub relax: bool,
    /// What else counts for the order by relevance, apart from the words.
    pub boosts: Boosts,
    /// The municipality that records should fit; decides the order by relevance, and what is left out. In JSON its name alone
    /// will do.
    pub fits: Option<FitTarget>,
}

impl Default for SearchRequest {
    fn default() -> Self {
        Self {
            query: QueryInput::Text(String::new()),
            languages: Vec::new(),
            facets: Vec::new(),
            selected: FacetSelection::new(),
            sort: Sort::Relevance,
            limit: 10,
            offset: 0,
            after: None,
            snippet_chars: 240,
            correct: true,
            expand: true,
            relax: true,
            boosts: Boosts::default(),
            fits: None,
        }
    }
}

impl SearchRequest {
    /// Every number that is out of its range, NaN among them: JSON, in which searches are kept, has none.
    pub(crate) fn check(&self) -> Result<()> {
        let mut report = ValidationReport::default();
        if self.offset > FARTHEST_OFFSET {
            let reason = "at most 10,000 hits are left out: go on by `after` with the `next` of the last page";
            report.add("offset", ProblemCode::OutOfRange, reason);
        }
        if self.limit > MOST_HITS {
            let reason = "at most 1,000 hits at once: go on by `after` with the `next` of the page";
            report.add("limit", ProblemCode::OutOfRange, reason);
        }
        for (position, _) in self.facets.iter().enumerate().filter(|(_, facet)| facet.limit > MOST_VALUES) {
            let reason = "at most 1,000 values of a facet";
            report.add(format!("facets[{position}].limit"), ProblemCode::OutOfRange, reason);
        }
        let fits = self.fits.as_ref();
        let weights = [
            ("boosts.recency", Some(self.boosts.recency)),
            ("boosts.level", Some(self.boosts.level)),
            ("fits.weight", fits.map(|fits| fits.weight)),
        ];
        for (path, _) in weights.iter().filter(|(_, weight)| weight.is_some_and(|weight| !WEIGHTS.contains(&weight))) {
            report.add(*path, ProblemCode::OutOfRange, "a weight is a number from 0 to 10");
        }
        if fits.is_some_and(|fits| !(0.0..=1.0).contains(&fits.least)) {
            report.add("fits.least", ProblemCode::OutOfRange, "likeness is a number from 0 to 1");
        }
        report.into_result()
    }

    /// Search for what a person typed; the first ten hits, no facets.
    #[must_use]
    pub fn new(query: impl Into<String>) -> Self {
        Self { query: QueryInput::Text(query.into()), ..Self::default() }
    }

    /// Search for a query made by a program.
    #[must_use]
    pub fn of(query: Query) -> Self {
        Self { query: QueryInput::Tree(query), ..Self::default() }
    }

    /// What hits are ordered by, for the reader's language.
    pub(crate) fn order(&self) -> OrderBy {
        match self.sort {
            Sort::Relevance => OrderBy::Score,
            Sort::Newest => OrderBy::Newest,
            Sort::Oldest => OrderBy::Oldest,
            Sort::Title => OrderBy::Title(message_language(&self.languages)),
        }
    }

    /// The same search, showing texts in this language where there are any; call again for the second choice.
    #[must_use]
    pub fn with_language(mut self, language: LanguageTag) -> Self {
        self.languages.push(language);
        self
    }

    /// The same search, counting the `limit` most frequent values of one more facet.
    #[must_use]
    pub fn with_facet(mut self, facet: Facet, limit: u32) -> Self {
        self.facets.push(FacetRequest::top(facet, limit));
        self
    }

    /// The same search, narrowed to records with this value; several values of one facet widen again.
    #[must_use]
    pub fn with_selected(mut self, facet: Facet, value: impl Into<String>) -> Self {
        self.selected.entry(facet).or_default().push(value.into());
        self
    }

    /// The same search in another order.
    #[must_use]
    pub fn with_sort(mut self, sort: Sort) -> Self {
        self.sort = sort;
        self
    }

    /// The same search with records of municipalities like this one first.
    #[must_use]
    pub fn with_fits(mut self, fits: FitTarget) -> Self {
        self.fits = Some(fits);
        self
    }

    /// The same search with other boosts.
    #[must_use]
    pub fn with_boosts(mut self, boosts: Boosts) -> Self {
        self.boosts = boosts;
        self
    }

    /// The same search with this many hits.
    #[must_use]
    pub fn with_limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// The same search, going on after an earlier page.
    #[must_use]
    pub fn with_after(mut self, next: impl Into<String>) -> Self {
        self.after = Some(next.into());
        self
    }
}
