//! Several processes on one folder: one writes, the others read and never stumble.
//!
//! There is no test of `fork`: it cannot be called without unsafe code. `OMKN_CHURN_SECONDS` sets how long the reader
//! looks on.

use std::path::Path;
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use omkn_core::{ErrorKind, Job, KnowledgeBase, RecordFilter, SearchRequest};

use crate::support::child::{self, given_folder, send};
use crate::support::{assert_healthy, guide, reader, total, variable};

fn open_reader(folder: &Path) -> KnowledgeBase {
    reader().open(folder).unwrap()
}

/// A child ends when its parent closes the pipe to it.
fn wait_for_the_parent() {
    std::io::copy(&mut std::io::stdin(), &mut std::io::sink()).unwrap();
}

fn end(mut child: Child) {
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_second_writer_is_told_the_process_that_writes() {
    if let Some(folder) = given_folder() {
        let _kb = KnowledgeBase::open(&folder).unwrap();
        send("open");
        return wait_for_the_parent();
    }
    let folder = tempfile::tempdir().unwrap();
    let (mut writer, mut lines) = child::start(a_second_writer_is_told_the_process_that_writes, folder.path());
    assert_eq!(lines.next().as_deref(), Some("open"));
    let error = KnowledgeBase::open(folder.path()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Busy);
    assert!(error.is_retryable());
    assert!(error.to_string().contains(&format!("process {}", writer.id())), "{error}");
    // The lock ends with the process, however it ends.
    writer.kill().unwrap();
    writer.wait().unwrap();
    KnowledgeBase::open(folder.path()).unwrap();
}

/// A child shares its parent's locks for as long as it takes to become another program.
#[test]
fn a_writer_comes_back_at_once_while_other_threads_start_programs() {
    let folder = tempfile::tempdir().unwrap();
    let done = AtomicBool::new(false);
    let opened: Result<Vec<()>, _> = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                Command::new("true").status().unwrap();
            }
        });
        let opened = (0..300).map(|_| KnowledgeBase::open(folder.path())?.close()).collect();
        done.store(true, Ordering::Relaxed);
        opened
    });
    assert_eq!(opened.unwrap().len(), 300);
}

#[test]
fn a_reader_sees_what_another_process_has_committed() {
    if let Some(folder) = given_folder() {
        let kb = KnowledgeBase::open(&folder).unwrap();
        for line in std::io::stdin().lines() {
            let record = kb.capture(guide(&line.unwrap())).unwrap();
            send(&record.id.to_string());
        }
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (mut writer, mut lines) = child::start(a_reader_sees_what_another_process_has_committed, folder.path());
    let mut capture = |title: &str| {
        use std::io::Write;
        writeln!(writer.stdin.as_mut().unwrap(), "{title}").unwrap();
        lines.next().unwrap().parse().unwrap()
    };
    capture("Salt one");
    let reader = open_reader(folder.path());
    for n in 2..6 {
        let id = capture(&format!("Salt {n}"));
        assert_eq!(reader.get(id).unwrap().id, id);
        assert_eq!(total(&reader, "salt"), n);
    }
    end(writer);
    assert_eq!(open_reader(folder.path()).count().unwrap(), 5);
}

#[test]
fn a_reader_never_stumbles_over_a_writer_that_rebuilds_and_merges() {
    if let Some(folder) = given_folder() {
        return churn(&folder);
    }
    let seconds = variable("OMKN_CHURN_SECONDS").unwrap_or(4);
    let folder = tempfile::tempdir().unwrap();
    let test = a_reader_never_stumbles_over_a_writer_that_rebuilds_and_merges;
    let (mut writer, mut lines) = child::start(test, folder.path());
    assert_eq!(lines.next().as_deref(), Some("open"));
    let done = AtomicBool::new(false);
    let looks: u64 = std::thread::scope(|scope| {
        let readers = [true, false].map(|reopens| {
            let (folder, done) = (folder.path(), &done);
            scope.spawn(move || look_on(folder, done, reopens))
        });
        std::thread::sleep(Duration::from_secs(seconds));
        let rebuilt = lines.any(|line| line == "rebuilt");
        done.store(true, Ordering::Relaxed);
        assert!(rebuilt, "the writer ended by itself");
        readers.into_iter().map(|reader| reader.join().unwrap()).sum()
    });
    drop(writer.stdin.take());
    let captured: u64 = lines.last().unwrap().parse().unwrap();
    assert!(writer.wait().unwrap().success());
    println!("{captured} records captured, {looks} looks");
    let kb = open_reader(folder.path());
    assert_eq!(total(&kb, "salt"), captured);
    assert_healthy(&kb);
}

/// The child: captures, searches so that the index grows and merges, rebuilds now and then.
fn churn(folder: &Path) {
    let kb = KnowledgeBase::open(folder).unwrap();
    send("open");
    let parent = std::thread::spawn(wait_for_the_parent);
    let mut captured = 0;
    while !parent.is_finished() {
        kb.capture(guide(&format!("Salt {captured}"))).unwrap();
        captured += 1;
        assert_eq!(total(&kb, "salt"), captured);
        if captured % 25 == 0 {
            kb.rebuild_index(&mut Job::new()).unwrap();
            send("rebuilt");
        }
    }
    kb.close().unwrap();
    send(&captured.to_string());
}

/// Searches until `done`, and so often that it opens again if it is to; totals never go back. Gives how often it looked.
fn look_on(folder: &Path, done: &AtomicBool, reopens: bool) -> u64 {
    let (mut kb, mut looks, mut total, mut count) = (open_reader(folder), 0, 0, 0);
    while looks < 25 || !done.load(Ordering::Relaxed) {
        let found = kb.search(&SearchRequest::new("salt")).unwrap_or_else(|error| panic!("look {looks}: {error:?}"));
        assert!(found.total >= total, "look {looks}: the total went back from {total} to {}", found.total);
        assert!(found.total >= count, "look {looks}: {count} records were there, {} are found", found.total);
        total = found.total;
        count = kb.count().unwrap();
        kb.records(&RecordFilter::default()).unwrap();
        looks += 1;
        if reopens && looks % 20 == 0 {
            kb = open_reader(folder);
        }
    }
    looks
}
