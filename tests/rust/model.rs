//! Random histories against a model: whatever is done in whatever order, the store, its log and its index say the same.

use std::collections::BTreeMap;
use std::path::Path;

use omkn_core::{
    ChangeKind, ErrorKind, Job, KnowledgeBase, LanguageTag, RecordDraft, RecordId, SearchRequest, Seq, Status, Version,
};
use proptest::prelude::*;

use crate::support::{assert_healthy, cases, on_disk, practice, total};

/// Words of titles; each is one token and no other's stem.
const WORDS: [&str; 4] = ["salt", "brine", "plow", "ditch"];

#[derive(Debug, Clone)]
enum Step {
    Capture(usize),
    Revise(usize, usize),
    ReviseStale(usize),
    Withdraw(usize),
    Restore(usize, u32),
    Move(usize, usize),
    Erase(usize),
    Search(usize),
    Reopen,
    Rebuild,
}

fn step() -> impl Strategy<Value = Step> {
    let (record, word) = (0..8_usize, 0..WORDS.len());
    prop_oneof![
        6 => word.clone().prop_map(Step::Capture),
        5 => (record.clone(), word.clone()).prop_map(|(record, word)| Step::Revise(record, word)),
        1 => record.clone().prop_map(Step::ReviseStale),
        2 => record.clone().prop_map(Step::Withdraw),
        2 => (record.clone(), 1..4_u32).prop_map(|(record, version)| Step::Restore(record, version)),
        3 => (record.clone(), 0..8_usize).prop_map(|(record, status)| Step::Move(record, status)),
        1 => record.prop_map(Step::Erase),
        3 => word.prop_map(Step::Search),
        1 => Just(Step::Reopen),
        1 => Just(Step::Rebuild),
    ]
}

/// What should be there.
#[derive(Default)]
struct Model {
    /// Every version's word and status.
    records: BTreeMap<RecordId, Vec<(usize, Status)>>,
    erased: Vec<RecordId>,
    log: Vec<(RecordId, ChangeKind)>,
}

impl Model {
    fn pick(&self, number: usize) -> Option<RecordId> {
        let count = self.records.len();
        self.records.keys().nth(number.checked_rem(count)?).copied()
    }

    fn add(&mut self, id: RecordId, word: usize, status: Status) {
        let kind = match (self.records.contains_key(&id), status) {
            (false, _) => ChangeKind::Captured,
            (true, Status::Withdrawn) => ChangeKind::Withdrawn,
            (true, _) => ChangeKind::Revised,
        };
        self.records.entry(id).or_default().push((word, status));
        self.log.push((id, kind));
    }

    fn with_word(&self, word: usize, status: Option<Status>) -> Vec<RecordId> {
        let present = self.records.iter().filter(|(_, versions)| {
            versions.last().is_some_and(|last| last.0 == word && status.is_none_or(|status| last.1 == status))
        });
        present.map(|(id, _)| *id).collect()
    }
}

fn draft(word: usize) -> RecordDraft {
    practice(WORDS[word]).with_subject(WORDS[word])
}

fn take(step: &Step, kb: &mut KnowledgeBase, folder: &Path, model: &mut Model) {
    match *step {
        Step::Capture(word) => {
            let record = kb.capture(draft(word)).unwrap();
            model.add(record.id, word, record.status);
        }
        Step::Revise(number, word) => {
            let Some(id) = model.pick(number) else { return };
            let (version, status) = present(model, id);
            let is_same = kb.get(id).unwrap().content == draft(word);
            // Nothing new makes no version.
            assert_eq!(kb.revise(id, version, draft(word), None).unwrap().version.0, version.0 + u32::from(!is_same));
            if !is_same {
                model.add(id, word, status);
            }
        }
        Step::ReviseStale(number) => {
            let Some(id) = model.pick(number) else { return };
            let stale = Version(present(model, id).0.0 + 1);
            assert_eq!(kb.revise(id, stale, draft(0), None).unwrap_err().kind(), ErrorKind::Conflict);
        }
        Step::Withdraw(number) => {
            let Some(id) = model.pick(number) else { return };
            kb.withdraw(id, "old").unwrap();
            if present(model, id).1 != Status::Withdrawn {
                let word = model.records[&id].last().unwrap().0;
                model.add(id, word, Status::Withdrawn);
            }
        }
        Step::Restore(number, version) => {
            let Some(id) = model.pick(number) else { return };
            let Some(earlier) = model.records[&id].get(version as usize - 1).copied() else {
                assert_eq!(kb.restore(id, Version(version), None).unwrap_err().kind(), ErrorKind::NotFound);
                return;
            };
            kb.restore(id, Version(version), None).unwrap();
            model.add(id, earlier.0, earlier.1);
        }
        Step::Move(number, to) => {
            let Some(id) = model.pick(number) else { return };
            let (version, status) = present(model, id);
            let allowed = status.next();
            let Some(next) = allowed.get(to.checked_rem(allowed.len()).unwrap_or(0)).copied() else { return };
            kb.move_status(id, version, next, Some("next")).unwrap();
            let word = model.records[&id].last().unwrap().0;
            model.add(id, word, next);
        }
        Step::Erase(number) => {
            let Some(id) = model.pick(number) else { return };
            kb.erase(id).unwrap();
            model.records.remove(&id);
            model.erased.push(id);
            model.log.push((id, ChangeKind::Erased));
        }
        Step::Search(word) => compare_search(kb, model, word),
        Step::Reopen => {
            kb.close().unwrap();
            *kb = KnowledgeBase::open(folder).unwrap();
        }
        Step::Rebuild => kb.rebuild_index(&mut Job::new()).unwrap(),
    }
}

fn present(model: &Model, id: RecordId) -> (Version, Status) {
    let versions = &model.records[&id];
    (Version(u32::try_from(versions.len()).unwrap()), versions.last().unwrap().1)
}

/// Everything published is found, nothing is found that lacks the word; drafts and the like are the query's business.
fn compare_search(kb: &KnowledgeBase, model: &Model, word: usize) {
    // The model knows words only.
    let request = SearchRequest { correct: false, expand: false, relax: false, ..SearchRequest::new(WORDS[word]) };
    let request = request.with_limit(1000);
    let found = kb.search(&request).unwrap();
    let ids: Vec<_> = found.hits.iter().map(|hit| hit.id).collect();
    assert_eq!(found.total, ids.len() as u64);
    let (published, all) = (model.with_word(word, Some(Status::Published)), model.with_word(word, None));
    assert!(published.iter().all(|id| ids.contains(id)), "{}: {published:?} of {ids:?}", WORDS[word]);
    assert!(ids.iter().all(|id| all.contains(id)), "{}: {ids:?} of {all:?}", WORDS[word]);
    for hit in &found.hits {
        assert_eq!(hit.version, present(model, hit.id).0);
    }
}

fn compare(kb: &KnowledgeBase, model: &Model) {
    assert_eq!(kb.count().unwrap(), model.records.len() as u64);
    for (id, versions) in &model.records {
        let record = kb.get(*id).unwrap();
        assert_eq!((record.version, record.status), present(model, *id));
        let history = kb.history(*id).unwrap();
        assert_eq!(history.len(), versions.len());
        for (revision, (word, status)) in history.iter().zip(versions) {
            assert_eq!(revision.status, *status);
            let earlier = kb.get_version(*id, revision.version).unwrap();
            assert_eq!(earlier.content.title.get(&LanguageTag::en()), Some(WORDS[*word]));
            assert_eq!(earlier.hash, revision.hash);
        }
        assert!(history.windows(2).all(|pair| pair[1].parents == [pair[0].hash]));
    }
    for id in &model.erased {
        assert_eq!(kb.get(*id).unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(kb.history(*id).unwrap_err().kind(), ErrorKind::NotFound);
    }
    let log = kb.changes_since(Seq(0), 10_000).unwrap();
    let changes: Vec<_> = log.iter().map(|change| (change.record.unwrap(), change.kind)).collect();
    assert_eq!(changes, model.log);
    assert!(log.iter().zip(1..).all(|(change, seq)| change.seq == Seq(seq)));
    (0..WORDS.len()).for_each(|word| compare_search(kb, model, word));
    assert_healthy(kb);
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn the_store_its_log_and_its_index_agree_with_the_model(steps in prop::collection::vec(step(), 1..40)) {
        let (folder, mut kb) = on_disk();
        let mut model = Model::default();
        for step in &steps {
            take(step, &mut kb, folder.path(), &mut model);
        }
        compare(&kb, &model);
        let before: Vec<u64> = WORDS.iter().map(|word| total(&kb, word)).collect();
        kb.rebuild_index(&mut Job::new()).unwrap();
        kb.close().unwrap();
        let kb = KnowledgeBase::open(folder.path()).unwrap();
        compare(&kb, &model);
        let after: Vec<u64> = WORDS.iter().map(|word| total(&kb, word)).collect();
        prop_assert_eq!(before, after, "a rebuilt index finds what the one kept up to date found");
    }
}
