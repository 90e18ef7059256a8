//! Why a record answers a query as well as it does: numbers that add up, in words a person reads.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::boosts::plan_boosts;
use super::plan::{MatchOfOne, explained, match_of_one};
use super::request::SearchRequest;
use super::run::best_reading;
use crate::base::{Error, LanguageMap, OrganizationId, RecordId, Result};
use crate::engine::{BoostPlan, ScorePart, share_of_age, share_of_level};
use crate::language::{Language, Message, fold, for_each_token, message_language};
use crate::model::{EvidenceLevel, RecordDraft};
use crate::store::find;
use crate::view::View;

/// A number and what it is made of. The words are French for readers who prefer French, else English.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// What the number is.
    pub description: String,
    /// The number.
    pub value: f32,
    /// What it is made of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Explanation>,
}

/// Explain the score of one record.
pub(crate) fn explain(view: &View, request: &SearchRequest, id: RecordId) -> Result<Explanation> {
    request.check()?;
    let stored = view.store.read(|connection| find(connection, id))?.ok_or_else(|| Error::not_found("record", id))?;
    // What is explained is the query as the search read it, which depends on whether anything answers.
    let (compiled, found) = best_reading(view, request, |compiled| {
        let MatchOfOne { total, address } = match_of_one(view, compiled, stored.key.unsigned_abs())?;
        Ok((total, address))
    })?;
    let address = found.1.ok_or_else(|| Error::not_found("hit of this query", id))?;
    let draft = stored.draft()?;
    let words = if compiled.is_ranked {
        Some(Explainer::new(request, &draft).words(&explained(view, &compiled, address)?))
    } else {
        None
    };
    let fits = request.fits.as_ref();
    let fit = fits.map(|fits| view.vocabulary.organizations.fit_to(&fits.organization)).transpose()?;
    let table = fits.zip(fit.as_ref().map(|(_, table)| table));
    let plan = plan_boosts(view, request.boosts, table, compiled.is_ranked)?;
    Ok(Explainer::new(request, &draft).whole(words, plan.as_ref(), table.map(|(_, table)| table.as_slice())))
}

/// Puts the parts of the score of one record into words.
struct Explainer<'r> {
    language: Language,
    draft: &'r RecordDraft,
    /// The fields of the record that have each stem.
    fields: BTreeMap<(Language, String), BTreeSet<String>>,
    /// How the words of the query and of the record's texts are written, by stem.
    written: BTreeMap<String, String>,
}

impl<'r> Explainer<'r> {
    fn new(request: &SearchRequest, draft: &'r RecordDraft) -> Self {
        let language = message_language(&request.languages);
        let mut explainer = Self { language, draft, fields: BTreeMap::new(), written: BTreeMap::new() };
        explainer.note(&Message::Title.text(language), &draft.title);
        explainer.note(&Message::Summary.text(language), &draft.summary);
        for (section, texts) in &draft.sections {
            explainer.note(&section.label(&language.tag()).to_lowercase(), texts);
        }
        explainer
    }

    fn note(&mut self, field: &str, texts: &LanguageMap) {
        for (tag, text) in texts.iter() {
            for language in Language::of_text(tag, text) {
                for_each_token(*language, text, |stem, range| {
                    let fields = self.fields.entry((*language, stem.to_owned())).or_default();
                    fields.insert(field.to_owned());
                    let written = fold(text.get(range).unwrap_or_default());
                    self.written.entry(stem.to_owned()).or_insert(written);
                });
            }
        }
    }

    fn text(&self, message: &Message<'_>) -> String {
        message.text(self.language)
    }

    /// The engine hands its explanation out as JSON only; it is as deep as the query, which is bounded.
    fn words(&self, tree: &serde_json::Value) -> Explanation {
        let details = tree.get("details").and_then(serde_json::Value::as_array);
        #[expect(clippy::cast_possible_truncation, reason = "it was an f32 before")]
        let value = tree.get("value").and_then(serde_json::Value::as_f64).unwrap_or_default() as f32;
        let description = tree.get("description").and_then(serde_json::Value::as_str).unwrap_or_default();
        let mut details: Vec<_> = details.into_iter().flatten().map(|part| self.words(part)).collect();
        if matches!(ScorePart::parse(description), Some((ScorePart::Words, _))) {
            details.sort_by(|a, b| b.value.total_cmp(&a.value));
        }
        Explanation { description: self.described(description), value, details }
    }

    fn described(&self, description: &str) -> String {
        let Some((part, about)) = ScorePart::parse(description) else { return description.to_owned() };
        let (first, second) = about.split_once('\t').unwrap_or((about, ""));
        self.text(&match part {
            ScorePart::Words => Message::SumOfWords,
            ScorePart::Weight => Message::WordWeight,
            ScorePart::Frequency => Message::WordFrequency,
            ScorePart::Query => Message::PhraseOrPrefix,
            ScorePart::Indicator if first.is_empty() => Message::WholeTitle,
            ScorePart::Indicator => Message::SameSubject(first),
            ScorePart::Pair => {
                let words: Vec<&str> = first.split(' ').map(|stem| self.word(stem)).collect();
                Message::Adjacent(words.join(" "), second)
            }
            ScorePart::Word => {
                let language = if second.ends_with("_fr") { Language::French } else { Language::English };
                let fields = self.fields.get(&(language, first.to_owned()));
                let fields: Vec<&str> = fields.into_iter().flatten().map(String::as_str).collect();
                Message::WordIn(self.word(first), fields.join(", "))
            }
        })
    }

    fn word<'s>(&'s self, stem: &'s str) -> &'s str {
        self.written.get(stem).map_or(stem, String::as_str)
    }

    /// The score: that of the words, times the boosts.
    fn whole(
        &self,
        words: Option<Explanation>,
        plan: Option<&BoostPlan>,
        likeness: Option<&[(OrganizationId, f32)]>,
    ) -> Explanation {
        let text = words.as_ref().map_or(0.0, |words| words.value);
        let Some(plan) = plan else {
            let description = self.text(&Message::ScoreOfWords);
            return Explanation { description, value: text, details: words.into_iter().collect() };
        };
        let part =
            |message: &Message<'_>, value| Explanation { description: self.text(message), value, details: Vec::new() };
        let mut parts = vec![part(&Message::Base, 1.0)];
        if plan.recency > 0.0 {
            let date = self.draft.date.or(self.draft.issued);
            let share = date.map_or(0.0, |date| share_of_age(i64::from(date.first_day()), plan.today));
            let date = date.map_or_else(|| self.text(&Message::NoDate), |date| date.to_string());
            parts.push(part(&Message::Recency(date), plan.recency * share));
        }
        if plan.level > 0.0 {
            let share = self.draft.level.map_or(0.0, share_of_level);
            let label = |level: EvidenceLevel| level.label(&self.language.tag()).to_owned();
            let level = self.draft.level.map_or_else(|| self.text(&Message::NoLevel), label);
            parts.push(part(&Message::EvidenceLevel(level), plan.level * share));
        }
        if let Some(table) = likeness.filter(|_| plan.fits_weight > 0.0) {
            let of = |id| table.iter().find(|(other, _)| other == id).map_or(0.0, |(_, likeness)| *likeness);
            let best = self.draft.coverage.organizations.iter().map(of).fold(0.0, f32::max);
            parts.push(part(&Message::LikeYours, plan.fits_weight * best));
        }
        let factor: f32 = parts.iter().map(|part| part.value).sum();
        let boosts = Explanation { details: parts, ..part(&Message::Boosts, factor) };
        let details = words.into_iter().chain([boosts]).collect();
        Explanation { details, ..part(&Message::ScoreOfWordsAndBoosts, (text + plan.base) * factor) }
    }
}
