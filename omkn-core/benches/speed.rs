//! How long single calls take, on the sample repeated twenty times: `cargo bench -p omkn-core`, or with a name behind it.
//! To compare two states of the code, run both in turn on a quiet machine. `examples/rust/benchmark.rs` measures whole corpora.
#![allow(clippy::expect_used, missing_docs, reason = "programs that measure, not the library")]

use divan::{Bencher, black_box};
use omkn_core::{
    Facet, FitTarget, ImportOptions, Job, KnowledgeBase, RecordDraft, RecordKind, SearchRequest, SuggestRequest,
};
use std::{fs, path::Path, sync::LazyLock};

const COPIES: usize = 20;

/// The sample, some 2,800 records, for reading only.
static SAMPLE: LazyLock<KnowledgeBase> = LazyLock::new(|| {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/practices.jsonl");
    let text = fs::read_to_string(file).expect("the sample");
    let kb = KnowledgeBase::in_memory().expect("a knowledge base");
    for copy in 0..COPIES {
        // A copy has names of its own, else it would be the record that is there already.
        let mut lines = String::new();
        for line in text.lines() {
            let mut draft: RecordDraft = serde_json::from_str(line).expect("a draft");
            draft.slug = None;
            draft.external_ids.iter_mut().for_each(|id| id.source = format!("copy {copy}"));
            lines += &serde_json::to_string(&draft).expect("a line");
            lines.push('\n');
        }
        kb.import_jsonl(lines.as_bytes(), &ImportOptions::default(), &mut Job::new()).expect("an import");
    }
    kb.refresh(&mut Job::new()).expect("an index");
    kb
});

/// A draft of some hundred words.
fn draft(number: usize) -> RecordDraft {
    let text = "A third less road salt in two winters: brine before the storm, blades that follow the road, and a report \
                after each call-out. Un tiers de sel de moins en deux hivers. ";
    RecordDraft::new(RecordKind::Practice, "en", format!("Brine before the storm {number}"))
        .with_section(omkn_core::SectionKind::Results, "en", text.repeat(4))
        .with_concept("roads/winter-control")
}

fn main() {
    divan::main();
}

/// Analysis: the words of a text, stemmed, against those of all concepts.
#[divan::bench(args = ["garbage", "déneigement des trottoirs", "brine before the storm on sidewalks and bicycle paths"])]
fn classify(text: &str) -> usize {
    SAMPLE.classify(black_box(text), 5).expect("concepts").len()
}

/// Ten hits with snippets, the total, two facets.
#[divan::bench(args = ["salt", "garbige bag limits", "déneigement population:10k..50k", "\"asset management\" year:2009.."])]
fn search_page(text: &str) -> u64 {
    let request = SearchRequest::new(black_box(text)).with_facet(Facet::Area, 5).with_facet(Facet::Region, 5);
    SAMPLE.search(&request).expect("a page").total
}

/// The same page for a municipality: `0` only orders by likeness, `0.6` leaves out what is less alike.
#[divan::bench(args = [None, Some(0.0), Some(0.6)])]
fn fits_page(least: Option<f32>) -> u64 {
    let request = SearchRequest::new(black_box("salt")).with_facet(Facet::Area, 5).with_facet(Facet::Region, 5);
    let request = match least {
        Some(least) => request.with_fits(FitTarget::new("Hearst").with_least(least)),
        None => request,
    };
    SAMPLE.search(&request).expect("a page").total
}

/// While someone types.
#[divan::bench(args = ["s", "garb", "déneig", "winter con"])]
fn suggest(text: &str) -> usize {
    SAMPLE.suggest(&SuggestRequest::new(black_box(text))).expect("suggestions").len()
}

/// A record validated, stored and acknowledged; in memory, and on the disk with all syncing.
#[divan::bench(sample_count = 20, sample_size = 10)]
fn capture_in_memory(bencher: Bencher<'_, '_>) {
    capture(bencher, &KnowledgeBase::in_memory().expect("a knowledge base"));
}

#[divan::bench(sample_count = 20, sample_size = 10)]
fn capture_on_disk(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    capture(bencher, &KnowledgeBase::open(folder.path()).expect("a knowledge base"));
}

fn capture(bencher: Bencher<'_, '_>, kb: &KnowledgeBase) {
    bencher.with_inputs(|| draft(1)).bench_local_values(|draft| kb.capture(draft).expect("a record").id);
}

/// Captured and in the index: the words of a record analysed and committed.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn capture_until_found(bencher: Bencher<'_, '_>) {
    let kb = KnowledgeBase::in_memory().expect("a knowledge base");
    bencher.with_inputs(|| draft(1)).bench_local_values(|draft| {
        kb.capture(draft).expect("a record");
        kb.refresh(&mut Job::new()).expect("an index");
    });
}
