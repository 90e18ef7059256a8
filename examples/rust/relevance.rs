//! How well questions are answered, as a table: the golden queries of the sample, and any folder of judged queries in
//! the form of the BEIR collections (`corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`).
//!
//! ```text
//! cargo run --release --example relevance [BEIR_FOLDER ...]
//! ```
//!
//! Ends with a failure where the golden queries of the sample are answered worse than they must be.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program")]

mod relevance {
    pub(crate) mod disturb;
}

use omkn_core::{GoldenQuery, ImportOptions, Job, KnowledgeBase, Relevance, SearchRequest};
use omkn_examples::{Result, beir::BeirFolder, corpus::Document};
use relevance::disturb::{with_a_typo, without_accents};
use std::{path::Path, process::ExitCode};

/// What a set must reach: the figures that the project promises.
struct Floor {
    set: &'static str,
    figure: fn(&Relevance) -> f64,
    least: f64,
    what: &'static str,
}

const FLOORS: &[Floor] = &[
    Floor { set: "sample, known_item", figure: |found| found.best_first, least: 0.98, what: "wanted record first" },
    Floor { set: "sample, cross_language", figure: |found| found.ndcg_at_10, least: 0.75, what: "nDCG@10" },
    Floor { set: "sample, all", figure: |found| 1.0 - found.zero_results, least: 0.99, what: "queries with an answer" },
    Floor { set: "sample, all", figure: |found| found.ndcg_at_10, least: 0.87, what: "nDCG@10" },
    Floor { set: "ki_digitalgov", figure: |found| found.ndcg_at_10, least: 0.74, what: "nDCG@10" },
    Floor { set: "piaf_fr", figure: |found| found.ndcg_at_10, least: 0.80, what: "nDCG@10" },
];
/// What accents left out may cost at most, and what must be left with a typing error in each query.
const ACCENTS: f64 = 0.005;
const TYPOS: f64 = 0.88;
/// Of long lists of queries, so many are asked once more with each change.
const MOST_DISTURBED: usize = 1_000;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<bool> {
    println!(
        "{:<44} {:>7} {:>8} {:>10} {:>6} {:>6} {:>6}",
        "set", "queries", "nDCG@10", "Recall@100", "MRR", "first", "zero"
    );
    let mut reached = sample()?;
    for folder in std::env::args().skip(1) {
        reached &= judged(Path::new(&folder))?;
    }
    Ok(reached)
}

/// The golden queries that travel with the sample.
fn sample() -> Result<bool> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let kb = KnowledgeBase::in_memory()?;
    let records = std::io::BufReader::new(std::fs::File::open(data.join("practices.jsonl"))?);
    kb.import_jsonl(records, &ImportOptions::default(), &mut Job::new())?;
    let text = std::fs::read_to_string(data.join("golden_queries.jsonl"))?;
    let golden = text.lines().map(serde_json::from_str).collect::<std::result::Result<Vec<GoldenQuery>, _>>()?;
    let mut purposes: Vec<&str> = golden.iter().filter_map(|golden| golden.purpose.as_deref()).collect();
    purposes.sort_unstable();
    purposes.dedup();
    let mut reached = true;
    for purpose in ["all"].into_iter().chain(purposes) {
        let of = |golden: &&GoldenQuery| purpose == "all" || golden.purpose.as_deref() == Some(purpose);
        let chosen: Vec<GoldenQuery> = golden.iter().filter(of).cloned().collect();
        let set = format!("sample, {purpose}");
        reached &= reaches(&set, &print(&kb, &set, &chosen, &SearchRequest::default())?);
    }
    Ok(disturbed(&kb, "sample", &golden)? && reached)
}

/// Whether a set reaches what it must; says so where it does not.
fn reaches(set: &str, found: &Relevance) -> bool {
    let mut reached = true;
    for floor in FLOORS.iter().filter(|floor| floor.set == set) {
        let figure = (floor.figure)(found);
        if figure < floor.least {
            eprintln!("{set}: {} is {figure:.4}, and must be {} at least", floor.what, floor.least);
            reached = false;
        }
    }
    reached
}

/// A folder of judged queries.
fn judged(path: &Path) -> Result<bool> {
    let folder = BeirFolder::open(path)?;
    let kb = KnowledgeBase::in_memory()?;
    let documents = folder.documents()?.collect::<Result<Vec<_>>>()?;
    kb.capture_all(documents.into_iter().map(Document::into_draft), &mut Job::new())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let reached = reaches(&name, &print(&kb, &name, &folder.queries, &SearchRequest::default())?);
    let step = folder.queries.len().div_ceil(MOST_DISTURBED).max(1);
    let some: Vec<_> = folder.queries.into_iter().step_by(step).collect();
    Ok(disturbed(&kb, &name, &some)? && reached)
}

/// The same queries with each switch off, without accents, and with typing errors.
fn disturbed(kb: &KnowledgeBase, name: &str, golden: &[GoldenQuery]) -> Result<bool> {
    let plain = SearchRequest::default();
    let typos = with_a_typo(golden, 1);
    let without = |correct, expand| SearchRequest { correct, expand, relax: correct, ..plain.clone() };
    let clean = kb.measure_relevance(golden, &plain, &mut Job::new())?.ndcg_at_10;
    print(kb, &format!("{name}, without expansion"), golden, &without(true, false))?;
    print(kb, &format!("{name}, without correction"), golden, &without(false, true))?;
    let plainer = print(kb, &format!("{name}, without accents"), &without_accents(golden), &plain)?.ndcg_at_10;
    let mistyped = print(kb, &format!("{name}, one typo in each"), &typos, &plain)?.ndcg_at_10;
    print(kb, &format!("{name}, one typo, without correction"), &typos, &without(false, true))?;
    if clean - plainer > ACCENTS {
        eprintln!("{name}: without accents, nDCG@10 falls by {:.4}; {ACCENTS} is allowed", clean - plainer);
    }
    if mistyped < TYPOS * clean {
        eprintln!("{name}: with typing errors, {:.3} of nDCG@10 is left, and must be {TYPOS}", mistyped / clean);
    }
    Ok(clean - plainer <= ACCENTS && mistyped >= TYPOS * clean)
}

fn print(kb: &KnowledgeBase, set: &str, golden: &[GoldenQuery], request: &SearchRequest) -> Result<Relevance> {
    let found = kb.measure_relevance(golden, request, &mut Job::new())?;
    println!(
        "{set:<44} {:>7} {:>8.4} {:>10.4} {:>6.3} {:>6.3} {:>6.3}",
        found.queries, found.ndcg_at_10, found.recall_at_100, found.mrr, found.best_first, found.zero_results
    );
    Ok(found)
}
