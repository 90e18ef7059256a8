//! What a query names: service areas and municipalities, and by what else a record shows that it is about them.
//!
//! Done when a query is asked, never when a record is indexed: phrases stay phrases, and an edited taxonomy counts at once.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use tantivy::Term;
use tantivy::query::{BooleanQuery, EmptyQuery, PhraseQuery, Query as Engine, TermQuery, TermSetQuery};
use tantivy::schema::IndexRecordOption;

use super::super::interpretation::Expansion;
use crate::base::{ConceptId, LanguageTag, Result};
use crate::engine::{Group, Indicator, Member};
use crate::index::{Fields, filter_number};
use crate::language::{Language, Wanted, fold, for_each_token, in_other_language, is_function_word};
use crate::model::Facet;
use crate::taxonomy::{Concept, LabelKind, Taxonomy, is_doubtful};
use crate::view::{View, numbers_of_ids};
use crate::vocabulary::VocabularySnapshot;

/// What a record with another label of the concept counts, as a part of one with the words typed. Weights were found by
/// measurement (`docs/adr/0006-expansion-and-correction.md`).
const LABEL: f32 = 0.8;
/// What a record with the word in the other language counts.
const TRANSLATION: f32 = 0.8;
/// What a record in the service area counts, whatever its words.
const AREA: f32 = 0.65;
/// What a record of the municipality or region counts, whatever its words.
const MUNICIPALITY: f32 = 0.8;
/// A name may stand for several concepts; no more than these are looked at.
const MOST_CONCEPTS: usize = 3;
/// No more labels of one name are looked for.
const MOST_LABELS: usize = 12;
/// No more names of one query are expanded.
const MOST_NAMES: usize = 8;

/// Plain words in a row, as one text, and which group each stretch of it made.
#[derive(Debug, Default)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) spans: Vec<(Range<usize>, usize)>,
}

/// Something the query names, and how records are recognised that are about it.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// How it is reported to readers.
    pub(crate) expansion: Expansion,
    /// The facet whose values are the ids.
    pub(crate) facet: Facet,
    /// All ids that show it: narrower service areas, too.
    pub(crate) ids: BTreeSet<String>,
    /// The words as they were typed.
    pub(crate) typed: Wanted,
    /// How many different words those are.
    pub(crate) typed_words: usize,
    /// The other labels of one word, to highlight.
    pub(crate) labels: Wanted,
}

pub(crate) struct Expander<'a> {
    pub(crate) view: &'a View,
    pub(crate) fields: &'a Fields,
    /// The language of the reader.
    pub(crate) language: Language,
    /// What the query named.
    pub(crate) found: Vec<Mention>,
    /// Words that were also looked for in the other language.
    pub(crate) translated: Vec<Translated>,
    /// Whether other labels are looked for in texts.
    pub(crate) has_labels: bool,
}

/// A word that was also looked for in the other language.
pub(crate) struct Translated {
    pub(crate) expansion: Expansion,
    /// What else to highlight.
    pub(crate) others: Wanted,
}

impl Expander<'_> {
    /// Add to the groups of a run what else shows that a text is about the names in it.
    pub(crate) fn expand(&mut self, run: &Run, groups: &mut [Group]) -> Result<()> {
        let VocabularySnapshot { taxonomy, organizations } = &self.view.vocabulary;
        for (range, concepts) in taxonomy.named_in(&run.text).into_iter().take(MOST_NAMES) {
            self.area(taxonomy, run, range, &concepts, groups)?;
        }
        for (range, called) in organizations.named_in(&run.text).into_iter().take(MOST_NAMES) {
            let label = called.first().and_then(|organization| organization.name.best(&[self.language.tag()]));
            let label = label.map(|name| name.text);
            let ids = called.iter().map(|organization| organization.id.to_string()).collect();
            self.place(run, &range, Facet::Municipality, ids, label, groups)?;
            // A county includes its towns.
            let mut regions = BTreeSet::new();
            for organization in &called {
                regions
                    .extend(organizations.parts_of(organization.id.as_str())?.filter_map(|part| part.region.clone()));
            }
            self.place(run, &range, Facet::Region, regions, label, groups)?;
        }
        Ok(())
    }

    /// Add to the members of a word, which are its terms in both languages, what it means in the other one.
    pub(crate) fn translate(&mut self, typed: &str, members: &mut Vec<Member>) {
        let mut others = Wanted::default();
        let mut labels = Vec::new();
        for (language, other) in [(Language::English, Language::French), (Language::French, Language::English)] {
            for_each_token(language, typed, |stem, _| {
                for (meant, word) in in_other_language(language, stem) {
                    members.push(Member::Synonym(Term::from_field_text(self.fields.text(other), meant), TRANSLATION));
                    others.add_stem(other, meant);
                    labels.push((*word).to_owned());
                }
            });
        }
        if let Some(first) = labels.first().cloned() {
            let (field, typed) = ("word".to_owned(), typed.to_owned());
            self.translated.push(Translated {
                expansion: Expansion { field, typed, ids: Vec::new(), label: first, labels },
                others,
            });
        }
    }

    fn area(
        &mut self,
        taxonomy: &Taxonomy,
        run: &Run,
        range: Range<usize>,
        concepts: &[usize],
        groups: &mut [Group],
    ) -> Result<()> {
        let typed = run.text.get(range.clone()).unwrap_or_default();
        let meant: Vec<&Concept> =
            concepts.iter().take(MOST_CONCEPTS).filter_map(|at| taxonomy.concepts().get(*at)).collect();
        let mut labels = Vec::new();
        let shown = meant.iter().flat_map(|concept| concept.labels());
        for (_, language, text) in shown.filter(|(kind, ..)| *kind != LabelKind::Hidden) {
            let is_new = !labels.iter().any(|(_, known): &(&LanguageTag, &str)| fold(known) == fold(text));
            // Words with another everyday meaning, such as pound, would find what has nothing to do with the concept.
            if self.has_labels
                && is_new
                && !is_doubtful(text)
                && fold(text) != fold(typed)
                && labels.len() < MOST_LABELS
            {
                labels.push((language, text));
            }
        }
        let ids: Vec<String> = meant.iter().map(|concept| concept.id.to_string()).collect();
        let all: BTreeSet<_> = meant.iter().flat_map(|concept| taxonomy.expand(&concept.id)).collect();
        let numbers = numbers_of_ids(self.view, Facet::Area, all.iter().map(ConceptId::as_str))?;
        let mut members = self.labels(&labels);
        let label_of = |concept: &&Concept| {
            let label = concept.pref_label.best(&[self.language.tag()]);
            label.map_or_else(|| concept.id.to_string(), |label| label.text.to_owned())
        };
        let names: Vec<String> = meant.iter().map(label_of).collect();
        members.push(self.indicator(Facet::Area, numbers, AREA, names.join(", ")));
        let expansion = Expansion {
            field: "area".to_owned(),
            typed: typed.to_owned(),
            label: names.first().cloned().unwrap_or_else(|| typed.to_owned()),
            labels: labels.iter().map(|(_, text)| (*text).to_owned()).collect(),
            ids: ids.clone(),
        };
        let ids = all.iter().map(ToString::to_string).collect();
        self.add(run, &range, expansion, Facet::Area, ids, &labels, &members, groups);
        Ok(())
    }

    /// A municipality, or a region, whose records are found whatever their words; nothing where there are none.
    fn place(
        &mut self,
        run: &Run,
        range: &Range<usize>,
        facet: Facet,
        ids: BTreeSet<String>,
        label: Option<&str>,
        groups: &mut [Group],
    ) -> Result<()> {
        let typed = run.text.get(range.clone()).unwrap_or_default();
        if is_function_word(&fold(typed)) || typed.chars().count() < 3 {
            return Ok(());
        }
        let numbers = numbers_of_ids(self.view, facet, ids.iter().map(String::as_str))?;
        if numbers.is_empty() {
            return Ok(());
        }
        let label = label.unwrap_or(typed).to_owned();
        let members = [self.indicator(facet, numbers, MUNICIPALITY, label.clone())];
        let expansion = Expansion {
            field: facet.to_string(),
            typed: typed.to_owned(),
            label,
            labels: Vec::new(),
            ids: ids.iter().cloned().collect(),
        };
        self.add(run, range, expansion, facet, ids, &[], &members, groups);
        Ok(())
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one call each for areas and municipalities; a struct would only rename them"
    )]
    fn add(
        &mut self,
        run: &Run,
        range: &Range<usize>,
        expansion: Expansion,
        facet: Facet,
        ids: BTreeSet<String>,
        labels: &[(&LanguageTag, &str)],
        members: &[Member],
        groups: &mut [Group],
    ) {
        let within = |span: &Range<usize>| span.start >= range.start && span.end <= range.end;
        for (_, group) in run.spans.iter().filter(|(span, _)| within(span)) {
            if let Some(group) = groups.get_mut(*group).filter(|group| !group.is_optional) {
                group.members.extend(members.iter().cloned());
            }
        }
        let (mut typed, mut others, mut typed_words) = (Wanted::default(), Wanted::default(), 0);
        for language in Language::ALL {
            typed_words = 0;
            for_each_token(language, &expansion.typed, |stem, word| {
                let word = expansion.typed.get(word).unwrap_or_default();
                if !is_function_word(&fold(word)) {
                    typed.add_stem(language, stem);
                    typed_words += 1;
                }
            });
        }
        // Words of longer labels mean something only together.
        for (tag, label) in labels.iter().filter(|(_, label)| !label.contains(|c: char| !c.is_alphanumeric())) {
            for language in Language::of(tag) {
                for_each_token(*language, label, |stem, _| others.add_stem(*language, stem));
            }
        }
        self.found.push(Mention { expansion, facet, ids, typed, typed_words, labels: others });
    }

    /// Labels as members of a group: single words as synonyms, all phrases as one sign.
    fn labels(&self, labels: &[(&LanguageTag, &str)]) -> Vec<Member> {
        let mut members = Vec::new();
        let mut phrases: Vec<Box<dyn Engine>> = Vec::new();
        let mut names = Vec::new();
        for (tag, label) in labels {
            for language in Language::of(tag) {
                let field = self.fields.text(*language);
                let mut terms = Vec::new();
                for_each_token(*language, label, |stem, _| terms.push(Term::from_field_text(field, stem)));
                if terms.len() > 1 {
                    phrases.push(Box::new(PhraseQuery::new(terms)));
                    names.push(*label);
                } else {
                    members.extend(terms.pop().map(|term| Member::Synonym(term, LABEL)));
                }
            }
        }
        if !phrases.is_empty() {
            let query: Arc<dyn Engine> = Arc::new(BooleanQuery::union(phrases));
            members.push(Member::Indicator(Indicator { query, weight: LABEL, name: names.join(", ").into() }));
        }
        members
    }

    fn indicator(&self, facet: Facet, numbers: BTreeSet<u64>, weight: f32, name: String) -> Member {
        let numbers = numbers.into_iter().map(|number| filter_number(facet, number));
        let terms: Vec<_> = numbers.map(|number| Term::from_field_u64(self.fields.filter, number)).collect();
        let query: Arc<dyn Engine> = match terms.as_slice() {
            [] => Arc::new(EmptyQuery),
            [one] => Arc::new(TermQuery::new(one.clone(), IndexRecordOption::Basic)),
            _ => Arc::new(TermSetQuery::new(terms)),
        };
        Member::Indicator(Indicator { query, weight, name: name.into() })
    }
}
