//! What was acknowledged is there after a kill -9 at any moment, and the folder goes on to be used.
//!
//! `OMKN_KILL_ROUNDS` sets how often the writer is killed, `OMKN_SEED` repeats a run.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use omkn_core::{Job, KnowledgeBase, RecordDraft, RecordFilter, RecordId, SearchRequest, Status};

use crate::support::child::{self, given_folder, lines, send};
use crate::support::{Random, assert_healthy, practice, variable};

/// So many rounds use one folder, so that stores stay small.
const ROUNDS_A_FOLDER: u64 = 30;

/// What the writers have acknowledged: the latest version of each record.
type Acknowledged = BTreeMap<RecordId, u32>;

#[test]
fn a_killed_writer_loses_nothing_it_has_acknowledged() {
    if let Some(folder) = given_folder() {
        return write_until_killed(&folder);
    }
    let default = if cfg!(debug_assertions) { 60 } else { 300 };
    let rounds = variable("OMKN_KILL_ROUNDS").unwrap_or(default);
    let mut random = Random::new();
    let (mut folder, mut acknowledged) = (tempfile::tempdir().unwrap(), Acknowledged::new());
    let (mut acks, mut early) = (0, 0);
    for round in 0..rounds {
        if round % ROUNDS_A_FOLDER == 0 {
            verify(folder.path(), &acknowledged);
            (folder, acknowledged) = (tempfile::tempdir().unwrap(), Acknowledged::new());
        }
        let new = run_and_kill(folder.path(), &mut random);
        acks += new.len();
        early += u64::from(new.is_empty());
        acknowledged.extend(new);
        // Else the next child meets what this one left behind, and may be killed while it recovers.
        if random.below(3) > 0 {
            verify(folder.path(), &acknowledged);
        }
    }
    verify(folder.path(), &acknowledged);
    println!("{rounds} kills, {early} of them before the first acknowledgement, {acks} acknowledged writes");
    assert!(acks > 0, "the writers never came to write");
}

/// Lets a child write for a random time, kills it, and gives what it acknowledged.
fn run_and_kill(folder: &Path, random: &mut Random) -> Vec<(RecordId, u32)> {
    let mut writer = child::command(a_killed_writer_loses_nothing_it_has_acknowledged, folder, None);
    let mut writer = writer.env("OMKN_SEED", random.next().to_string()).spawn().unwrap();
    let (sender, received) = mpsc::channel();
    let mut lines = lines(&mut writer);
    let listener = std::thread::spawn(move || lines.try_for_each(|line| sender.send(line).ok()));
    let begun = received.recv_timeout(Duration::from_secs(30)).expect("the writer says that it begins");
    assert_eq!(begun, "begin");
    // A part of the kills is aimed at opening and recovery.
    let micros = if random.below(4) == 0 { 500 + random.below(14_500) } else { 15_000 + random.below(200_000) };
    std::thread::sleep(Duration::from_micros(micros));
    writer.kill().unwrap();
    let status = writer.wait().unwrap();
    assert!(!status.success() && status.code().is_none(), "the writer ended by itself: {status}");
    listener.join().unwrap();
    received.iter().map(|line| acknowledgement(&line)).collect()
}

fn acknowledgement(line: &str) -> (RecordId, u32) {
    let (id, version) = line.split_once(' ').unwrap();
    (id.parse().unwrap(), version.parse().unwrap())
}

fn verify(folder: &Path, acknowledged: &Acknowledged) {
    let kb = KnowledgeBase::open(folder).unwrap();
    for (id, version) in acknowledged {
        let record = kb.get(*id).unwrap_or_else(|error| panic!("{id} was acknowledged: {error}"));
        assert!(record.version.0 >= *version, "{id} was acknowledged at {version}, is at {}", record.version);
        assert_eq!(kb.history(*id).unwrap().len(), record.version.0 as usize);
    }
    assert_healthy(&kb);
    kb.capture(draft("Snow after the kill")).unwrap();
}

fn draft(title: &str) -> RecordDraft {
    practice(title).with_subject("winter").with_concept("roads/winter-control")
}

/// The child: writes at random, and reports each write once it is done.
fn write_until_killed(folder: &Path) {
    let mut random = Random::new();
    send("begin");
    let mut kb = KnowledgeBase::open(folder).unwrap();
    loop {
        let page = kb.records(&RecordFilter::default()).unwrap().items;
        let picked = page.get(random.below(page.len() as u64 + 1) as usize).filter(|_| random.below(2) == 0);
        let written = match (random.below(12), picked) {
            (0..6, Some(record)) => {
                let next = draft(&format!("Salt {}", random.next()));
                kb.revise(record.id, record.version, next, None)
            }
            (6..8, Some(record)) if record.status != Status::Withdrawn => kb.withdraw(record.id, "old"),
            (8, _) => {
                kb.close().unwrap();
                kb = KnowledgeBase::open(folder).unwrap();
                continue;
            }
            (9, _) if random.below(4) == 0 => {
                kb.rebuild_index(&mut Job::new()).unwrap();
                continue;
            }
            (9..11, _) => {
                kb.search(&SearchRequest::new("salt")).unwrap();
                continue;
            }
            _ => kb.capture(draft(&format!("Salt {}", random.next()))),
        };
        let record = written.unwrap();
        send(&format!("{} {}", record.id, record.version));
    }
}
