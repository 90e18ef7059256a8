//! Why a record answers a query as well as it does: numbers that add up, in words a person reads.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::boosts::plan_boosts;
use super::message::{either, language_of};
use super::plan::{MatchOfOne, explained, match_of_one};
use super::request::SearchRequest;
use super::run::best_reading;
use crate::base::{Error, LanguageMap, LanguageTag, OrganizationId, RecordId, Result};
use crate::engine::{BoostPlan, Part, share_of_age, share_of_level};
use crate::language::{Language, fold, for_each_token};
use crate::model::RecordDraft;
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

impl Explanation {
    fn of(description: String, value: f32) -> Self {
        Self { description, value, details: Vec::new() }
    }
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
        Some(Teller::new(request, &draft).words(&explained(view, &compiled, address)?))
    } else {
        None
    };
    let fits = request.fits.as_ref();
    let fit = fits.map(|fits| view.vocabulary.organizations.fit_to(&fits.organization)).transpose()?;
    let table = fits.zip(fit.as_ref().map(|(_, table)| table));
    let plan = plan_boosts(view, request.boosts, table, compiled.is_ranked)?;
    Ok(Teller::new(request, &draft).whole(words, plan.as_ref(), table.map(|(_, table)| table.as_slice())))
}

fn tag_of(language: Language) -> LanguageTag {
    if language == Language::English { LanguageTag::en() } else { LanguageTag::fr() }
}

/// Tells about one record.
struct Teller<'r> {
    language: Language,
    draft: &'r RecordDraft,
    /// The fields of the record that have each stem.
    places: BTreeMap<(Language, String), BTreeSet<String>>,
    /// How the words of the query and of the record's texts are written, by stem.
    written: BTreeMap<String, String>,
}

impl<'r> Teller<'r> {
    fn new(request: &SearchRequest, draft: &'r RecordDraft) -> Self {
        let language = language_of(&request.languages);
        let mut teller = Self { language, draft, places: BTreeMap::new(), written: BTreeMap::new() };
        teller.note(&either(language, "title", "titre"), &draft.title);
        teller.note(&either(language, "summary", "résumé"), &draft.summary);
        for (section, texts) in &draft.sections {
            teller.note(&section.label(&tag_of(language)).to_lowercase(), texts);
        }
        teller
    }

    fn note(&mut self, field: &str, texts: &LanguageMap) {
        for (tag, text) in texts.iter() {
            for language in Language::of_text(tag, text) {
                for_each_token(*language, text, |stem, range| {
                    let fields = self.places.entry((*language, stem.to_owned())).or_default();
                    fields.insert(field.to_owned());
                    let written = fold(text.get(range).unwrap_or_default());
                    self.written.entry(stem.to_owned()).or_insert(written);
                });
            }
        }
    }

    fn either(&self, english: impl Into<String>, french: impl Into<String>) -> String {
        either(self.language, english, french)
    }

    /// The engine hands its explanation out as JSON only; it is as deep as the query, which is bounded.
    fn words(&self, tree: &serde_json::Value) -> Explanation {
        let details = tree.get("details").and_then(serde_json::Value::as_array);
        #[expect(clippy::cast_possible_truncation, reason = "it was an f32 before")]
        let value = tree.get("value").and_then(serde_json::Value::as_f64).unwrap_or_default() as f32;
        let description = tree.get("description").and_then(serde_json::Value::as_str).unwrap_or_default();
        let mut details: Vec<_> = details.into_iter().flatten().map(|part| self.words(part)).collect();
        if matches!(Part::parse(description), Some((Part::Words, _))) {
            details.sort_by(|a, b| b.value.total_cmp(&a.value));
        }
        Explanation { description: self.told(description), value, details }
    }

    fn told(&self, description: &str) -> String {
        let Some((part, about)) = Part::parse(description) else { return description.to_owned() };
        let (first, second) = about.split_once('\t').unwrap_or((about, ""));
        match part {
            Part::Words => self.either("what the words say, added up", "ce que disent les mots, additionné"),
            Part::Says => self.either(
                "how much the word says: the rarer, the more; less for another word for it",
                "ce que dit le mot : plus il est rare, plus il dit; moins pour un autre mot à sa place",
            ),
            Part::Occurs => self.either(
                "how often it stands there, for the length of the text",
                "combien de fois il y figure, selon la longueur du texte",
            ),
            Part::Query => self.either("a phrase or the beginning of a word", "une expression ou un début de mot"),
            Part::Sign if first.is_empty() => {
                self.either("the title was typed, whole or nearly", "le titre a été tapé, en entier ou presque")
            }
            Part::Sign => self.either(format!("about the same: {first}"), format!("au même sujet : {first}")),
            Part::Pair => {
                let words: Vec<&str> = first.split(' ').map(|stem| self.word(stem)).collect();
                let words = words.join(" ");
                self.either(
                    format!("\"{words}\" side by side ({second}×)"),
                    format!("« {words} » côte à côte ({second}×)"),
                )
            }
            Part::Word => {
                let language = if second.ends_with("_fr") { Language::French } else { Language::English };
                let places = self.places.get(&(language, first.to_owned()));
                let places: Vec<&str> = places.into_iter().flatten().map(String::as_str).collect();
                let (word, places) = (self.word(first), places.join(", "));
                self.either(format!("\"{word}\" in {places}"), format!("« {word} » dans {places}"))
            }
        }
    }

    fn word<'s>(&'s self, stem: &'s str) -> &'s str {
        self.written.get(stem).map_or(stem, String::as_str)
    }

    /// The score: what the words say, times what boosts add.
    fn whole(
        &self,
        words: Option<Explanation>,
        plan: Option<&BoostPlan>,
        likeness: Option<&[(OrganizationId, f32)]>,
    ) -> Explanation {
        let text = words.as_ref().map_or(0.0, |words| words.value);
        let Some(plan) = plan else {
            let description = self.either("score: what the words say", "note : ce que disent les mots");
            return Explanation { description, value: text, details: words.into_iter().collect() };
        };
        let mut parts = vec![Explanation::of(self.either("as it is", "telle quelle"), 1.0)];
        if plan.recency > 0.0 {
            let date = self.draft.date.or(self.draft.issued);
            let share = date.map_or(0.0, |date| share_of_age(i64::from(date.first_day()), plan.today));
            let date = date.map_or_else(|| self.either("no date", "sans date"), |date| date.to_string());
            let told = self.either(format!("recent ({date})"), format!("récente ({date})"));
            parts.push(Explanation::of(told, plan.recency * share));
        }
        if plan.level > 0.0 {
            let share = self.draft.level.map_or(0.0, share_of_level);
            let level = self.draft.level.map_or_else(
                || self.either("no level", "sans niveau"),
                |level| level.label(&tag_of(self.language)).to_owned(),
            );
            parts.push(Explanation::of(
                self.either(format!("proven ({level})"), format!("éprouvée ({level})")),
                plan.level * share,
            ));
        }
        if let Some(table) = likeness.filter(|_| plan.fits_weight > 0.0) {
            let of = |id| table.iter().find(|(other, _)| other == id).map_or(0.0, |(_, likeness)| *likeness);
            let best = self.draft.coverage.organizations.iter().map(of).fold(0.0, f32::max);
            let told = self.either("fits a municipality like yours", "convient à une municipalité comme la vôtre");
            parts.push(Explanation::of(told, plan.fits_weight * best));
        }
        let factor: f32 = parts.iter().map(|part| part.value).sum();
        let description = self.either("times, for what else counts", "fois, pour le reste qui compte");
        let boosts = Explanation { description, value: factor, details: parts };
        let description =
            self.either("score: what the words say, times the boosts", "note : ce que disent les mots, fois le reste");
        let details = words.into_iter().chain([boosts]).collect();
        Explanation { description, value: (text + plan.base) * factor, details }
    }
}
