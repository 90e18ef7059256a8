//! From words typed so far to a search of titles.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tantivy::Term;

use super::terms::hidden;
use crate::base::Result;
use crate::engine::{Group, GroupsQuery, Member};
use crate::index::Lexicon;
use crate::language::{Language, TypedText, is_function_word};
use crate::view::View;

/// The most words that a beginning is completed to.
const MOST_COMPLETIONS: usize = 48;
/// From this length on, words that have a shorter stem are looked up, too.
const STEM_IS_SHORTER: usize = 4;
/// What a word counts that goes on where the one typed ends, and one that differs by a letter.
const COMPLETED: f32 = 0.8;
const MISTYPED: f32 = 0.5;

/// Records whose titles have every word typed; `None` where some word is in no title, however it is read.
pub(crate) fn titles(view: &View, typed: &TypedText) -> Result<Option<GroupsQuery>> {
    let fields = &view.index.opened.fields;
    let mut words = GroupsQuery::default();
    let last = typed.words.len().saturating_sub(1);
    for (at, word) in typed.words.iter().enumerate() {
        let is_whole = at < last || typed.is_whole;
        let members = members(view, word, is_whole)?;
        let is_optional = at < last && is_function_word(word);
        if members.is_empty() && !is_optional {
            return Ok(None);
        }
        let group = Group { members, follows: at > 0, is_optional, ..Group::default() };
        if !is_optional {
            let alone = GroupsQuery { groups: vec![group.clone()], ..GroupsQuery::default() };
            words.filters.push(Arc::new(alone));
        }
        words.groups.push(group);
    }
    words.excluded.push(hidden(fields));
    Ok(Some(words))
}

/// The words of titles that a word typed may be: itself, what it may become, what it may be misspelt for.
fn members(view: &View, word: &str, is_whole: bool) -> Result<Vec<Member>> {
    let fields = &view.index.opened.fields;
    let lexicon = Lexicon::new(&view.index.searcher, fields);
    let completed = match !is_whole && word.len() >= STEM_IS_SHORTER {
        true => lexicon.beginning_with(word, MOST_COMPLETIONS)?,
        false => HashSet::new(),
    };
    let mut members = Vec::new();
    for language in Language::ALL {
        let mut weights: HashMap<String, f32> = HashMap::new();
        let stem = language.stem_of(word);
        if is_whole || lexicon.title_frequency(language, &stem)? > 0 {
            weights.insert(stem, 1.0);
        }
        if !is_whole {
            for stem in lexicon.titles_beginning_with(language, word, MOST_COMPLETIONS)? {
                weights.entry(stem).or_insert(COMPLETED);
            }
        }
        for word in &completed {
            weights.entry(language.stem_of(word)).or_insert(COMPLETED);
        }
        members.extend(in_titles(view, language, weights)?);
    }
    if members.is_empty() && word.len() >= STEM_IS_SHORTER {
        let near = lexicon.near_beginning(word, is_whole, MOST_COMPLETIONS)?;
        for language in Language::ALL {
            let stems = near.iter().map(|word| (language.stem_of(word), MISTYPED));
            members.extend(in_titles(view, language, stems.collect())?);
        }
    }
    Ok(members)
}

/// Those of the stems that are in titles.
fn in_titles(view: &View, language: Language, weights: HashMap<String, f32>) -> Result<Vec<Member>> {
    let fields = &view.index.opened.fields;
    let lexicon = Lexicon::new(&view.index.searcher, fields);
    let mut members = Vec::new();
    for (stem, weight) in weights {
        if lexicon.title_frequency(language, &stem)? > 0 {
            members.push(Member::Word(Term::from_field_text(fields.title(language), &stem), weight));
        }
    }
    Ok(members)
}
