//! One form for texts that read the same.

use std::collections::HashSet;
use std::hash::Hash;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::draft::RecordDraft;
use crate::base::LanguageMap;

impl RecordDraft {
    /// The same draft with texts in Unicode form NFC, outer blanks of titles, summaries and subjects cut, languages
    /// without text left out, and exact repetitions in lists left out. Capturing does this by itself.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{RecordDraft, RecordKind};
    ///
    /// let draft = RecordDraft::new(RecordKind::Practice, "fr", " De\u{301}neigement ").with_subject("sel").with_subject("sel");
    /// let normalized = draft.normalized();
    /// assert_eq!(normalized.title.best(&[]).unwrap().text, "Déneigement");
    /// assert_eq!(normalized.subjects, ["sel"]);
    /// ```
    #[must_use]
    pub fn normalized(mut self) -> Self {
        self.title = normalize_texts(&self.title, true);
        self.summary = normalize_texts(&self.summary, false);
        for texts in self.sections.values_mut() {
            *texts = normalize_texts(texts, false);
        }
        self.sections.retain(|_, texts| !texts.is_empty());
        self.subjects.iter_mut().for_each(|subject| *subject = normalize(std::mem::take(subject)).trim().to_owned());
        self.subjects.retain(|subject| !subject.is_empty());
        keep_first(&mut self.subjects);
        keep_first(&mut self.concepts);
        keep_first(&mut self.coverage.organizations);
        keep_first(&mut self.external_ids);
        self
    }
}

/// A title keeps a language without text, so that validation can name it.
fn normalize_texts(texts: &LanguageMap, keep_blank: bool) -> LanguageMap {
    let texts = texts.iter().map(|(language, text)| (language.clone(), normalize(text.trim().to_owned())));
    texts.filter(|(_, text)| keep_blank || !text.is_empty()).collect()
}

fn normalize(text: String) -> String {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes { text } else { text.nfc().collect() }
}

fn keep_first<T: Clone + Eq + Hash>(list: &mut Vec<T>) {
    if list.len() > 1 {
        let mut seen = HashSet::new();
        list.retain(|value| seen.insert(value.clone()));
    }
}
