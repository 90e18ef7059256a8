//! Saved searches and alerts.

use super::both::both;
use super::open::KnowledgeBase;
use crate::base::{Error, ProblemCode, Result, Seq};
use crate::search;
use crate::search::{Alerts, SavedSearch, SearchRequest};
use crate::store::SavedSearchRow;
use crate::view::with_ids;

/// The longest name of a saved search, in characters.
const LONGEST_NAME: usize = 200;
/// How many searches are kept at most.
const MOST_SEARCHES: usize = 1_000;

both! {
    /// Every saved search, by name.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>> {
        self.read(search::saved_searches)
    }

    /// Which records newly match saved searches, have changed, or no longer match, by up to `limit` (at most 1,000)
    /// changes after `seq`. Give `next` as `seq` the next time: nothing is missed, and nothing reported twice.
    ///
    /// A pure function of the change log, the saved searches and the vocabulary: it does not matter what was searched in
    /// between, or whether the program was restarted. A record is reported once for each search, by its states before the
    /// first and after the last of these changes.
    ///
    /// Matching is stricter than searching, as an alert has no best hits: every word of the text is needed, function
    /// words aside; in itself, in the other language, or by a service area or municipality that it names. Misspelt words
    /// are not corrected. Names are read as the taxonomy and the register have them now; editing those alerts nobody.
    ///
    /// # Errors
    ///
    /// `NotFound` where a search fits a municipality that is not in the register any more; `Index`, `Corrupt`,
    /// `Storage`, `Closed`.
    ///
    /// # Examples
    ///
    /// ```
    /// use omkn_core::{AlertKind, KnowledgeBase, RecordDraft, RecordKind, SearchRequest, Seq};
    ///
    /// let kb = KnowledgeBase::in_memory()?;
    /// kb.save_search("salt", &SearchRequest::new("road salt"))?;
    /// let record = kb.capture(RecordDraft::new(RecordKind::Practice, "en", "Less salt on every road"))?;
    /// let alerts = kb.alerts_since(Seq(0), 100)?;
    /// assert_eq!((alerts.alerts[0].record, alerts.alerts[0].kind), (record.id, AlertKind::New));
    /// assert_eq!(kb.alerts_since(alerts.next, 100)?.alerts, []);
    /// # Ok::<(), omkn_core::Error>(())
    /// ```
    pub fn alerts_since(&self, seq: Seq, limit: u32) -> Result<Alerts> {
        self.ask(|view| search::alerts_since(view, seq, limit))
    }

    /// All alerts after `seq`, of every saved search or of the one with this name: [`alerts_since`](Self::alerts_since) for
    /// 1,000 changes after another, as the knowledge base is at one change.
    ///
    /// # Errors
    ///
    /// `NotFound` where no saved search has the name; the rest as [`alerts_since`](Self::alerts_since).
    pub fn all_alerts_since(&self, seq: Seq, search: Option<&str>) -> Result<Alerts> {
        self.ask(|view| search::all_alerts_since(view, seq, search))
    }
}

/// Keeping searches.
impl KnowledgeBase {
    /// Keep a search under a name; one of the same name is replaced. Saved searches stay in this knowledge base: they
    /// are no part of the change log.
    ///
    /// # Errors
    ///
    /// `Validation` for a name that is blank or longer than 200 characters, for numbers of the request that are out of
    /// their range, and beyond 1,000 searches; `NotFound` or `Ambiguous` for the municipality that records should fit and for names
    /// that are selected;
    /// `ReadOnly`, `Storage`, `Closed`.
    pub fn save_search(&self, name: &str, request: &SearchRequest) -> Result<SavedSearch> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::invalid("name", ProblemCode::Blank, "give the search a name"));
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(Error::invalid("name", ProblemCode::TooLong, "a name has at most 200 characters"));
        }
        request.check()?;
        self.ask_store(|store, vocabulary| with_ids(store, vocabulary, &request.selected).map(drop))?;
        if let Some(fits) = &request.fits {
            self.organizations()?.resolve(&fits.organization)?;
        }
        let others = self.saved_searches()?;
        if others.len() >= MOST_SEARCHES && others.iter().all(|other| other.name != name) {
            let reason = "there are 1,000 saved searches: remove one first";
            return Err(Error::invalid("name", ProblemCode::TooLong, reason));
        }
        let earlier = others.into_iter().find(|other| other.name == name);
        let created = earlier.map_or_else(|| self.store.now(), |earlier| earlier.created);
        let json = serde_json::to_string(request)
            .map_err(|source| Error::Storage { context: "writing a search as JSON", source: source.into() })?;
        let row = SavedSearchRow { name: name.to_owned(), request: json, created };
        self.store.write(|transaction| transaction.save_search(&row))?;
        Ok(SavedSearch { name: row.name, request: request.clone(), created })
    }

    /// Forget a saved search; false where there was none of this name.
    ///
    /// # Errors
    ///
    /// `ReadOnly`, `Storage`, `Closed`.
    pub fn remove_saved_search(&self, name: &str) -> Result<bool> {
        self.store.write(|transaction| transaction.remove_saved_search(name.trim()))
    }
}
