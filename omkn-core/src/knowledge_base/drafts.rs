//! Drafts from their JSON form, checked in one go with everything else about them.

use serde_json::Value;

use super::both::both;
use crate::base::{Error, MOST_PROBLEMS, Problem, Result, ValidationReport};
use crate::model::{DraftForm, RecordDraft};
use crate::vocabulary::VocabularySnapshot;

both! {
    /// Check a draft in its JSON form: what of it cannot be read, all rules of the model, and whether the concepts and
    /// organizations it names exist. Everything is reported at once.
    ///
    /// # Errors
    ///
    /// `Storage`, `Corrupt`, `Closed`: the vocabulary cannot be read. What is wrong with the draft is in the report.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::KnowledgeBase;
    ///
    /// let kb = KnowledgeBase::in_memory()?;
    /// let draft = serde_json::json!({ "kind": "practice", "title": { "en": " " }, "date": "2012-13", "concepts": ["roads/snow"] });
    /// let paths: Vec<String> = kb.validate_json(draft)?.problems.into_iter().map(|problem| problem.path).collect();
    /// assert_eq!(paths, ["date", "title.en", "concepts[0]"]);
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    pub fn validate_json(&self, draft: Value) -> Result<ValidationReport> {
        Ok(ValidationReport { problems: all_problems(DraftForm::read(draft), &self.vocabulary()?) })
    }

    /// A draft from its JSON form.
    ///
    /// # Errors
    ///
    /// `Validation` where parts of it cannot be read: with those and every other problem of the draft. A draft that can be
    /// read is not checked any further: that is for [`capture`](crate::KnowledgeBase::capture).
    pub fn draft_from_json(&self, draft: Value) -> Result<RecordDraft> {
        read(DraftForm::read(draft), || self.vocabulary())
    }

    /// Many drafts from their JSON forms.
    ///
    /// # Errors
    ///
    /// `Validation` where parts of them cannot be read: with every problem of all drafts, each with the number of its draft
    /// before the path, such as `drafts[3].date`; beyond 1,000 the rest is not listed.
    pub fn drafts_from_json(&self, drafts: impl IntoIterator<Item = Value>) -> Result<Vec<RecordDraft>> {
        let forms: Vec<DraftForm> = drafts.into_iter().map(DraftForm::read).collect();
        if forms.iter().all(|form| form.problems.is_empty()) {
            return Ok(forms.into_iter().filter_map(|form| form.draft).collect());
        }
        let vocabulary = self.vocabulary()?;
        let mut problems = Vec::new();
        for (number, form) in forms.into_iter().enumerate() {
            for problem in all_problems(form, &vocabulary) {
                let path = format!("drafts[{number}].{}", problem.path);
                problems.push(Problem { path: path.trim_end_matches('.').to_owned(), ..problem });
            }
            if problems.len() >= MOST_PROBLEMS {
                problems.truncate(MOST_PROBLEMS);
                break;
            }
        }
        Err(Error::Validation { problems })
    }
}

fn read(form: DraftForm, vocabulary: impl FnOnce() -> Result<VocabularySnapshot>) -> Result<RecordDraft> {
    match form {
        DraftForm { draft: Some(draft), problems, .. } if problems.is_empty() => Ok(draft),
        form => Err(Error::Validation { problems: all_problems(form, &vocabulary()?) }),
    }
}

fn all_problems(form: DraftForm, vocabulary: &VocabularySnapshot) -> Vec<Problem> {
    let rest = form.draft.as_ref().map(|draft| vocabulary.validate(draft)).unwrap_or_default();
    form.with(rest)
}
