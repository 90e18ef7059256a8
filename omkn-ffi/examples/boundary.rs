//! What an app pays: opening, memory, and what handing over costs on the Rust side of the boundary.
//!
//! ```text
//! cargo run --release -p omkn-ffi --example boundary -- make DIR      # 5,000 records of the sample, varied
//! cargo run --release -p omkn-ffi --example boundary -- measure DIR   # one line of figures
//! ```
//!
//! The Kotlin side is measured by the test `BoundaryBenchmark` on the same folder: see `omkn-ffi/README.md`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program")]

use std::collections::HashMap;
use std::error::Error;
use std::io::BufRead;
use std::time::{Duration, Instant};

use omkn_core::{Job, RecordDraft};
use omkn_ffi::{KnowledgeBase, OpenOptions};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/data/practices.jsonl");
const RECORDS: usize = 5_000;
const ROUNDS: usize = 300;
const QUERIES: [&str; 4] = ["garbage bag limits", "winter road salt", "collecte des ordures", "energy retrofit arena"];
const TYPED: [&str; 4] = ["garb", "wint", "colle", "ener"];

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", folder] => make(folder),
        ["measure", folder] => measure(folder),
        _ => Err("give `make DIR` or `measure DIR`".into()),
    }
}

/// Records of the sample again and again, each with a number of its own.
fn make(folder: &str) -> Outcome<()> {
    let lines = std::io::BufReader::new(std::fs::File::open(SAMPLE)?).lines().collect::<Result<Vec<_>, _>>()?;
    let sample: Vec<RecordDraft> = lines.iter().map(|line| serde_json::from_str(line)).collect::<Result<_, _>>()?;
    let drafts = sample.iter().cycle().take(RECORDS).enumerate().map(|(number, draft)| {
        let mut draft = draft.clone();
        draft.external_ids.clear();
        draft.slug = None;
        draft.with_subject(format!("copy {number}"))
    });
    let kb = omkn_core::KnowledgeBase::open(folder)?;
    kb.capture_all(drafts, &mut Job::new())?;
    kb.refresh(&mut Job::new())?;
    Ok(kb.close()?)
}

fn measure(folder: &str) -> Outcome<()> {
    let before = resident();
    let begun = Instant::now();
    let kb = KnowledgeBase::open(folder.to_owned(), options(false))?;
    kb.search(request(QUERIES[0]))?;
    let opened = begun.elapsed();
    let memory = resident().saturating_sub(before);
    kb.shutdown()?;

    let core = omkn_core::OpenOptions::new().read_only(true).open(folder)?;
    let app = KnowledgeBase::open(folder.to_owned(), options(true))?;
    let (mut pages, mut handed_pages, mut suggestions, mut handed_suggestions) = (vec![], vec![], vec![], vec![]);
    for round in 0..ROUNDS {
        let (query, typed) = (QUERIES[round % QUERIES.len()], TYPED[round % TYPED.len()]);
        let (asked, typing) = (core_request(query), omkn_core::SuggestRequest::new(typed));
        pages.push(timed(|| core.search(&asked))?);
        handed_pages.push(timed(|| app.search(request(query)))?);
        suggestions.push(timed(|| core.suggest(&typing))?);
        let typing = omkn_ffi::SuggestRequest { text: typed.to_owned(), limit: 5, languages: vec![], kinds: vec![] };
        handed_suggestions.push(timed(|| app.suggest(typing))?);
    }
    let (page, handed) = (median(pages), median(handed_pages));
    println!(
        "open and first search {:.1} ms, memory {:.1} MB; page of 20 hits: core {:.3} ms, handed over {:.3} ms, ratio {:.2}; \
         suggest: core {:.3} ms, handed over {:.3} ms",
        ms(opened),
        memory as f64 / 1e6,
        ms(page),
        ms(handed),
        ms(handed) / ms(page),
        ms(median(suggestions)),
        ms(median(handed_suggestions)),
    );
    Ok(())
}

fn options(read_only: bool) -> OpenOptions {
    OpenOptions { read_only, create: false, freshness: None, author: None, view_limit_ms: None }
}

fn core_request(query: &str) -> omkn_core::SearchRequest {
    let mut request = omkn_core::SearchRequest::new(query);
    request.limit = 20;
    request
}

/// The same request as an app makes it.
fn request(query: &str) -> omkn_ffi::SearchRequest {
    omkn_ffi::SearchRequest {
        query: query.to_owned(),
        languages: vec![],
        facets: vec![],
        selected: HashMap::new(),
        sort: None,
        limit: 20,
        offset: 0,
        after: None,
        snippet_chars: 240,
        correct: true,
        expand: true,
        relax: true,
        boosts: None,
        fits: None,
    }
}

fn timed<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<Duration, E> {
    let begun = Instant::now();
    let result = work()?;
    let elapsed = begun.elapsed();
    drop(result);
    Ok(elapsed)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The memory of this process in bytes, where Linux tells it.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap_or_default() * 1024
}
