//! The one entry object. Each method is a few lines: it checks, then hands on to the part that does the work.

use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::id::{OrganizationId, RecordId, Seq, Version};
use crate::index::{Index, IndexStatus};
use crate::model::{
    Change, ChangeKind, FieldChange, Organization, Record, RecordDraft, Revision, RevisionAction, Status,
    ValidationReport,
};
use crate::options::{Freshness, OpenOptions};
use crate::organizations::Organizations;
use crate::progress::{Interrupter, Job};
use crate::search::{self, Explanation, SearchHits, SearchRequest};
use crate::store::{
    self, CheckLevel, FindingCode, HealthReport, NewRecord, NextState, Page, RecordFilter, Store, VocabularyTable,
};
use crate::taxonomy::{Classification, Taxonomy, TaxonomyEdit};
use crate::vocabulary::Vocabulary;

/// A knowledge base: the whole opened collection of records, its taxonomy, its organizations and its index.
///
/// It lies in one folder (or in memory). One handle writes, any number read; all methods take `&self` and may be called
/// from any thread. What a method has written when it returns `Ok` is on the disk.
///
/// # Examples
///
/// ```
/// use omkn_core::{KnowledgeBase, RecordDraft, RecordKind, SearchRequest};
///
/// let kb = KnowledgeBase::in_memory()?;
/// let draft = RecordDraft::new(RecordKind::Practice, "en", "Two-bag garbage limit")
///     .with_summary("en", "Residents may put out two bags a week; a tag is needed for each more.")
///     .with_concept("waste/collection");
/// let record = kb.capture(draft)?;
///
/// let found = kb.search(&SearchRequest::new("garbage bag limits"))?;
/// assert_eq!(found.hits[0].id, record.id);
/// # Ok::<(), omkn_core::Error>(())
/// ```
#[derive(Debug)]
pub struct KnowledgeBase {
    pub(crate) store: Store,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) index: Index,
    freshness: Freshness,
}

/// Opening and closing.
impl KnowledgeBase {
    /// Open the knowledge base in this folder for reading and writing; make one where there is none.
    ///
    /// # Errors
    ///
    /// Those of [`OpenOptions::open`].
    pub fn open(folder: impl AsRef<Path>) -> Result<Self> {
        OpenOptions::new().open(folder)
    }

    /// Make an empty knowledge base that lives in memory only.
    ///
    /// # Errors
    ///
    /// `Storage` where SQLite cannot be set up.
    pub fn in_memory() -> Result<Self> {
        OpenOptions::new().in_memory()
    }

    pub(crate) fn open_with(folder: &Path, options: &OpenOptions) -> Result<Self> {
        let store = Store::open(folder, options)?;
        Ok(Self::assemble(store, options))
    }

    pub(crate) fn in_memory_with(options: &OpenOptions) -> Result<Self> {
        Ok(Self::assemble(Store::in_memory(options)?, options))
    }

    fn assemble(store: Store, options: &OpenOptions) -> Self {
        let index = Index::new(store.folder(), store.is_read_only());
        Self { store, vocabulary: Vocabulary::default(), index, freshness: options.freshness }
    }

    /// Close the knowledge base: finish, move the log into the database file, release the lock. Later calls of any
    /// method give `Closed`; closing twice is fine. Dropping the handle closes it, too.
    ///
    /// # Errors
    ///
    /// `Closed` in a process forked off after opening.
    pub fn close(&self) -> Result<()> {
        self.index.close();
        self.store.close()
    }

    /// Whether this handle only reads.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.store.is_read_only()
    }

    /// An interrupter for a [`Job`]; the same as [`Interrupter::new`].
    #[must_use]
    pub fn interrupter(&self) -> Interrupter {
        Interrupter::new()
    }
}

/// Writing records.
impl KnowledgeBase {
    /// Check a draft without writing it: all rules of the model, and whether the concepts and organizations it names exist.
    ///
    /// # Errors
    ///
    /// `Storage`, `Corrupt`, `Closed`: the vocabulary cannot be read. What is wrong with the draft is in the report.
    pub fn validate(&self, draft: &RecordDraft) -> Result<ValidationReport> {
        let mut report = draft.validate();
        self.vocabulary.check_references(&self.store, draft, &mut report)?;
        Ok(report)
    }

    /// Make a record of a draft and publish it.
    ///
    /// # Errors
    ///
    /// - `Validation`: the draft breaks rules; every problem is listed.
    /// - `ReadOnly`, `Closed`, `LowSpace`, `Storage`: it cannot be written.
    pub fn capture(&self, draft: RecordDraft) -> Result<Record> {
        self.capture_as(draft, Status::Published)
    }

    /// Make a record of a draft with another status than published, for hosts with a review.
    ///
    /// # Errors
    ///
    /// As [`capture`](Self::capture).
    pub fn capture_as(&self, draft: RecordDraft, status: Status) -> Result<Record> {
        let draft = self.accept(draft)?;
        self.write_with_facets(&draft, |transaction| {
            transaction.capture(&NewRecord { id: RecordId::new(), status, draft: &draft })
        })
    }

    /// Make records of many drafts, all or none, and publish them. Much faster than one by one.
    ///
    /// # Errors
    ///
    /// As [`capture`](Self::capture), with the number of the draft before each path; `Cancelled`.
    pub fn capture_all(
        &self,
        drafts: impl IntoIterator<Item = RecordDraft>,
        job: &mut Job<'_>,
    ) -> Result<Vec<RecordId>> {
        let mut captured = Vec::new();
        self.store.write(|transaction| {
            for draft in drafts {
                let number = captured.len();
                job.step("storing", number as u64, None)?;
                let draft = self.accept(draft).map_err(|error| within(error, &format!("drafts[{number}].")))?;
                self.number_facets(transaction, &draft)?;
                let new = NewRecord { id: RecordId::new(), status: Status::Published, draft: &draft };
                transaction.capture(&new)?;
                captured.push(new.id);
            }
            job.check()
        })?;
        job.report("storing", captured.len() as u64, Some(captured.len() as u64));
        Ok(captured)
    }

    /// Change what a record says: its next version is the draft. `expected` is the version the change was made from.
    ///
    /// # Errors
    ///
    /// - `Conflict`: the record has moved on since `expected`.
    /// - `NotFound`: no such record. `Validation` and the rest as [`capture`](Self::capture).
    pub fn revise(&self, id: RecordId, expected: Version, draft: RecordDraft) -> Result<Record> {
        let draft = self.accept(draft)?;
        self.write_with_facets(&draft, |transaction| {
            let stored = expect_version(transaction.record(id)?, expected)?;
            let status = stored.status;
            let next = NextState { action: RevisionAction::Revise, status, draft: Some(&draft), reason: None };
            transaction.advance(stored, &next)
        })
    }

    /// Move a record to another status, with the reason.
    ///
    /// # Errors
    ///
    /// `Validation` where [`Status::next`] does not allow the move; `Conflict`, `NotFound` and the rest as [`revise`](Self::revise).
    pub fn move_status(&self, id: RecordId, expected: Version, status: Status, reason: Option<&str>) -> Result<Record> {
        self.store.write(|transaction| {
            let stored = expect_version(transaction.record(id)?, expected)?;
            if !stored.status.next().contains(&status) {
                let allowed = stored.status.next().iter().map(|status| status.as_str()).collect::<Vec<_>>().join(", ");
                let reason = format!("a record that is {} may become {allowed}", stored.status);
                return Err(crate::Problem::error("status", crate::ProblemCode::Inconsistent, reason));
            }
            let action =
                if status == Status::Withdrawn { RevisionAction::Withdraw } else { RevisionAction::Move };
            transaction.advance(stored, &NextState { action, status, draft: None, reason })
        })
    }

    /// Take a record out of circulation, with the reason; it stays readable, with its history.
    ///
    /// # Errors
    ///
    /// `NotFound`; the rest as [`capture`](Self::capture). Withdrawing twice changes nothing.
    pub fn withdraw(&self, id: RecordId, reason: &str) -> Result<Record> {
        self.store.write(|transaction| {
            let stored = transaction.record(id)?;
            if stored.status == Status::Withdrawn {
                return stored.into_record();
            }
            let (action, status) = (RevisionAction::Withdraw, Status::Withdrawn);
            transaction.advance(stored, &NextState { action, status, draft: None, reason: Some(reason) })
        })
    }

    /// Make an earlier version the current one again, as a new version; also brings a withdrawn record back.
    ///
    /// # Errors
    ///
    /// `NotFound` for the record or the version; the rest as [`capture`](Self::capture).
    pub fn restore(&self, id: RecordId, version: Version) -> Result<Record> {
        let earlier = self.store.read(|connection| store::at_version(connection, id, version))?;
        let (status, draft) = (earlier.status, earlier.draft()?);
        self.write_with_facets(&draft, |transaction| {
            let stored = transaction.record(id)?;
            let next = NextState { action: RevisionAction::Restore, status, draft: Some(&draft), reason: None };
            transaction.advance(stored, &next)
        })
    }

    /// Remove a record for good: what it said, all its versions, and its words in the index. Its id and the fact that
    /// it was erased remain. Backups and copies elsewhere are not reached. Rewrites the database file.
    ///
    /// # Errors
    ///
    /// `NotFound`; the rest as [`capture`](Self::capture).
    pub fn erase(&self, id: RecordId) -> Result<()> {
        self.store.write(|transaction| transaction.erase(id))?;
        self.store.scrub()?;
        self.rebuild_index(&mut Job::new())
    }

    /// Normalize and check.
    pub(crate) fn accept(&self, draft: RecordDraft) -> Result<RecordDraft> {
        let draft = draft.normalized();
        self.validate(&draft)?.into_result()?;
        Ok(draft)
    }

    /// Give the facet values of a draft their numbers.
    pub(crate) fn number_facets(&self, transaction: &store::WriteTransaction<'_>, draft: &RecordDraft) -> Result<()> {
        let organizations = self.organizations_of(draft)?;
        let values = crate::index::facet_values(draft, organizations.as_deref());
        transaction.number_facet_values(values.iter().map(|(facet, value)| (*facet, value.as_ref())))
    }

    /// The register, where the draft names any organization.
    fn organizations_of(&self, draft: &RecordDraft) -> Result<Option<Arc<Organizations>>> {
        let names_any = !draft.coverage.organizations.is_empty();
        names_any.then(|| self.vocabulary.organizations(&self.store)).transpose()
    }

    fn write_with_facets<T>(
        &self,
        draft: &RecordDraft,
        work: impl FnOnce(&mut store::WriteTransaction<'_>) -> Result<T>,
    ) -> Result<T> {
        self.store.write(|transaction| {
            self.number_facets(transaction, draft)?;
            work(transaction)
        })
    }
}

/// Reading records and their history.
impl KnowledgeBase {
    /// The record with this id, at its latest version.
    ///
    /// # Errors
    ///
    /// `NotFound`, also where it was erased; `Corrupt`, `Storage`, `Closed`.
    pub fn get(&self, id: RecordId) -> Result<Record> {
        self.find(id)?.ok_or_else(|| Error::not_found("record", id))
    }

    /// The record with this id, if there is one.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn find(&self, id: RecordId) -> Result<Option<Record>> {
        self.store.read(|connection| store::find(connection, id)?.map(store::StoredRecord::into_record).transpose())
    }

    /// The record that goes by this slug, now or earlier, if there is one.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn find_by_slug(&self, slug: &str) -> Result<Option<Record>> {
        self.store.read(|connection| store::by_slug(connection, slug)?.map(store::StoredRecord::into_record).transpose())
    }

    /// The record that another system calls this, if there is one.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn find_by_external_id(&self, source: &str, source_id: &str) -> Result<Option<Record>> {
        self.store.read(|connection| {
            store::by_external_id(connection, source, source_id)?.map(store::StoredRecord::into_record).transpose()
        })
    }

    /// The record as it was at one version.
    ///
    /// # Errors
    ///
    /// `NotFound` for the record or the version; `Corrupt`, `Storage`, `Closed`.
    pub fn get_version(&self, id: RecordId, version: Version) -> Result<Record> {
        self.store.read(|connection| store::at_version(connection, id, version)?.into_record())
    }

    /// A page of records, straight from the store.
    ///
    /// # Errors
    ///
    /// `NotFound` for an unknown concept in the filter, `Validation` for an `after` that is not a page's `next`.
    pub fn records(&self, filter: &RecordFilter) -> Result<Page<Record>> {
        let taxonomy = filter.concept.as_ref().map(|_| self.taxonomy()).transpose()?;
        let concepts = match (&taxonomy, &filter.concept) {
            (Some(taxonomy), Some(concept)) => taxonomy.expand(concept)?,
            _ => Vec::new(),
        };
        let concepts: Vec<&str> = concepts.iter().map(|concept| concept.as_str()).collect();
        let page = self.store.read(|connection| store::list_records(connection, filter, &concepts))?;
        let items = page.items.into_iter().map(store::StoredRecord::into_record).collect::<Result<_>>()?;
        Ok(Page { items, next: page.next })
    }

    /// How many records there are, of every status; erased ones do not count.
    ///
    /// # Errors
    ///
    /// `Storage`, `Closed`.
    pub fn count(&self) -> Result<u64> {
        self.store.count()
    }

    /// All revisions of a record, oldest first.
    ///
    /// # Errors
    ///
    /// `NotFound`, also where it was erased; `Corrupt`, `Storage`, `Closed`.
    pub fn history(&self, id: RecordId) -> Result<Vec<Revision>> {
        let history = self.store.read(|connection| store::history(connection, id))?;
        if history.is_empty() { Err(Error::not_found("record", id)) } else { Ok(history) }
    }

    /// How a record differs between two versions, field by field.
    ///
    /// # Errors
    ///
    /// `NotFound` for the record or a version; `Corrupt`, `Storage`, `Closed`.
    pub fn diff(&self, id: RecordId, before: Version, after: Version) -> Result<Vec<FieldChange>> {
        let content = |version| self.get_version(id, version).map(|record| record.content);
        crate::model::diff(&content(before)?, &content(after)?)
    }

    /// Up to `limit` changes after `seq`, oldest first; give the last one's number as `seq` for the next. A pure
    /// function of the change log: nothing is told twice or left out.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn changes_since(&self, seq: Seq, limit: u32) -> Result<Vec<Change>> {
        self.store.read(|connection| store::changes_since(connection, seq, limit))
    }
}

/// Taxonomy and organizations.
impl KnowledgeBase {
    /// The taxonomy as it stands.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn taxonomy(&self) -> Result<Arc<Taxonomy>> {
        self.vocabulary.taxonomy(&self.store)
    }

    /// Edit the taxonomy: all of the edit or nothing of it.
    ///
    /// # Errors
    ///
    /// `Taxonomy` where the result would break an integrity condition; errors of `edit` as they are.
    pub fn edit_taxonomy(&self, edit: impl FnOnce(&mut TaxonomyEdit) -> Result<()>) -> Result<Arc<Taxonomy>> {
        let mut work = self.taxonomy()?.edit();
        edit(&mut work)?;
        let edited = work.finish()?;
        self.store.write(|transaction| {
            let schemes = edited.schemes().map(|scheme| (scheme.id.as_str(), scheme));
            transaction.replace_vocabulary(VocabularyTable::ConceptScheme, schemes)?;
            let concepts = edited.concepts().map(|concept| (concept.id.as_str(), concept));
            transaction.replace_vocabulary(VocabularyTable::Concept, concepts)?;
            transaction.log_vocabulary_edit(ChangeKind::TaxonomyEdited)
        })?;
        self.taxonomy()
    }

    /// The service areas a text is about, best first, each with the words that led to it.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`: the taxonomy cannot be read.
    pub fn classify(&self, text: &str, limit: usize) -> Result<Vec<Classification>> {
        Ok(self.taxonomy()?.classify(text, limit))
    }

    /// The register of organizations: the 444 municipalities of Ontario and those of the host.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn organizations(&self) -> Result<Arc<Organizations>> {
        self.vocabulary.organizations(&self.store)
    }

    /// The organization with this id or name, however it is written: `Twp. of Adjala Tosorontio`, `Grand Sudbury`.
    ///
    /// # Errors
    ///
    /// `NotFound` with the nearest names; `Ambiguous` with what it may mean.
    pub fn organization(&self, name_or_id: &str) -> Result<Organization> {
        self.organizations()?.resolve(name_or_id).cloned()
    }

    /// Add organizations to the register, or replace those with the same ids.
    ///
    /// # Errors
    ///
    /// `Validation` with every problem; the rest as [`capture`](Self::capture).
    pub fn put_organizations(&self, organizations: Vec<Organization>) -> Result<()> {
        let merged = self.organizations()?.with(organizations)?;
        self.store.write(|transaction| {
            let own = merged.own().map(|organization| (organization.id.as_str(), organization));
            transaction.replace_vocabulary(VocabularyTable::Organization, own)?;
            let regions = merged.all().filter_map(|organization| organization.region.as_deref());
            transaction.number_facet_values(regions.map(|region| (crate::search::Facet::Region, region)))?;
            transaction.log_vocabulary_edit(ChangeKind::OrganizationsEdited)
        })
    }

    /// The organization with exactly this id, if there is one.
    ///
    /// # Errors
    ///
    /// `Corrupt`, `Storage`, `Closed`.
    pub fn find_organization(&self, id: &OrganizationId) -> Result<Option<Organization>> {
        Ok(self.organizations()?.get(id).cloned())
    }
}

/// Finding.
impl KnowledgeBase {
    /// Find records: one page of hits, the exact total and the facet counts.
    ///
    /// What a person typed is never an error; the answer's interpretation says what was understood.
    ///
    /// # Errors
    ///
    /// `Validation` for an `after` that is not a page's `next`; `Index`, `Storage`, `Corrupt`, `Closed`.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchHits> {
        if self.freshness == Freshness::Latest {
            self.refresh(&mut Job::new())?;
        }
        search::run(self, request)
    }

    /// Why a record answers a query as well as it does: a tree of numbers that add up to its score.
    ///
    /// # Errors
    ///
    /// `NotFound` where the record does not answer the query or does not exist; the rest as [`search`](Self::search).
    pub fn explain(&self, request: &SearchRequest, id: RecordId) -> Result<Explanation> {
        if self.freshness == Freshness::Latest {
            self.refresh(&mut Job::new())?;
        }
        search::explain(self, request, id)
    }

    /// Bring the index up to the latest change. Searches do it by themselves unless the handle was opened otherwise.
    ///
    /// # Errors
    ///
    /// `Cancelled`, `Index`, `Storage`, `LowSpace`, `Closed`.
    pub fn refresh(&self, job: &mut Job<'_>) -> Result<()> {
        self.index.catch_up(self, job)
    }

    /// Throw the index away and make it anew from the store: the repair for everything that may be wrong with it.
    ///
    /// # Errors
    ///
    /// As [`refresh`](Self::refresh).
    pub fn rebuild_index(&self, job: &mut Job<'_>) -> Result<()> {
        self.index.rebuild(self, job)
    }

    /// How far the index is, and how large.
    ///
    /// # Errors
    ///
    /// `Index`, `Storage`, `Closed`.
    pub fn index_status(&self) -> Result<IndexStatus> {
        self.index.status(self)
    }
}

/// Keeping it safe.
impl KnowledgeBase {
    /// Look for damage. Finding some is no error: the report says what and what to do.
    ///
    /// # Errors
    ///
    /// `Cancelled`, `Storage`, `Closed`.
    pub fn check(&self, level: CheckLevel, job: &mut Job<'_>) -> Result<HealthReport> {
        let mut report = self.store.check(level, job)?;
        if level == CheckLevel::Index {
            for what in self.index.differences(self, job)? {
                report.find(FindingCode::Index, what);
            }
        }
        Ok(report)
    }

    /// Write a checked copy of the knowledge base into a new or empty folder; it opens like the original.
    ///
    /// # Errors
    ///
    /// `Io` where the folder holds a knowledge base already or cannot be written; `LowSpace`, `Corrupt`, `Cancelled`.
    pub fn backup(&self, folder: impl AsRef<Path>, job: &mut Job<'_>) -> Result<()> {
        self.store.backup(folder.as_ref(), job)
    }
}

fn expect_version(stored: store::StoredRecord, expected: Version) -> Result<store::StoredRecord> {
    if stored.version == expected {
        return Ok(stored);
    }
    let (expected, actual) = (u64::from(expected.0), u64::from(stored.version.0));
    Err(Error::Conflict { what: "record", expected, actual })
}

/// Put a prefix before the paths of validation problems.
pub(crate) fn within(error: Error, prefix: &str) -> Error {
    match error {
        Error::Validation { mut problems } => {
            problems.iter_mut().for_each(|problem| problem.path.insert_str(0, prefix));
            Error::Validation { problems }
        }
        other => other,
    }
}
