//! A tour of OMKN on real municipal knowledge: build a knowledge base, look at it, ask it, change it.
//!
//! ```text
//! cargo run --release --example tour
//! ```
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program")]

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::process::ExitCode;

use omkn_core::{
    Facet, FitTarget, HitText, ImportOptions, Job, KnowledgeBase, LanguageTag, OpenOptions, Result, SearchHits,
    SearchRequest, SuggestRequest, Version,
};

/// The sample: real records, each with the address of its source.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/practices.jsonl");

fn main() -> ExitCode {
    let folder = std::env::temp_dir().join(format!("omkn-tour-{}", std::process::id()));
    let result = tour(&folder);
    // The knowledge base was made for the tour only.
    let _ = std::fs::remove_dir_all(&folder);
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn tour(folder: &Path) -> Result<()> {
    let kb = OpenOptions::new().author("tour").open(folder)?;
    build(&kb)?;
    coverage(&kb)?;
    questions(&kb)?;
    trust(&kb)?;
    revise(&kb)?;
    heading("What to try next");
    println!("  cargo doc -p omkn-core --open         the guide, with examples that run");
    println!("  examples/data/practices.jsonl         the records you have just searched");
    println!("  examples/rust/tour.rs                 this tour, 220 lines");
    println!("  examples/rust/benchmark.rs            how fast, on your own corpus");
    println!("  examples/python/quickstart.ipynb      the same in a notebook");
    println!("  omkn-ffi/README.md                    the same in apps, with an example in Kotlin");
    Ok(())
}

fn build(kb: &KnowledgeBase) -> Result<()> {
    heading("1. Build a knowledge base");
    let file =
        File::open(SAMPLE).map_err(|source| omkn_core::Error::Io { context: format!("opening {SAMPLE}"), source })?;
    let report = kb.import_jsonl(BufReader::new(file), &ImportOptions::default(), &mut Job::new())?;
    let organizations = kb.organizations()?;
    println!("  {} records imported, {} rejected", report.created, report.rejected);
    for row in report.problems.iter().take(3) {
        println!("    line {}: {}", row.line, row.problems.first().map_or(String::new(), ToString::to_string));
    }
    println!(
        "  {} organizations and {} service areas built in",
        organizations.all().count(),
        kb.taxonomy()?.concepts().len()
    );
    kb.refresh(&mut Job::new())?;
    let status = kb.index_status()?;
    println!("  index: {} records, {} kB, at change {}", status.records, status.bytes / 1000, status.watermark);
    Ok(())
}

fn coverage(kb: &KnowledgeBase) -> Result<()> {
    heading("2. What it covers");
    let found =
        kb.search(&SearchRequest::new("").with_limit(0).with_facet(Facet::Area, 1000).with_facet(Facet::Kind, 9))?;
    let taxonomy = kb.taxonomy()?;
    let areas = found.facets.first().map_or(&[][..], |facet| &facet.counts);
    let top: Vec<_> = areas.iter().filter(|area| area.broader.is_empty()).collect();
    let most = top.first().map_or(1, |area| area.count);
    for area in top.iter().take(12) {
        let bar = "█".repeat(usize::try_from(area.count * 30 / most).unwrap_or(0).max(1));
        println!("  {:<34} {bar} {}", shortened(&area.label, 34), area.count);
    }
    let all = taxonomy.concepts().iter().filter(|concept| concept.broader.is_empty()).count();
    println!("  … {} of {all} top areas have records", top.len());
    let kinds = found.facets.get(1).map_or(&[][..], |facet| &facet.counts);
    let kinds: Vec<_> = kinds.iter().map(|kind| format!("{} {}", kind.count, kind.value)).collect();
    println!("  kinds: {}", kinds.join(", "));
    let text = "The township sprays brine on its roads before a snow storm to use less salt";
    println!("\n  \"{text}\" is about:");
    for guess in kb.classify(text, 3)? {
        let reasons: Vec<_> = guess.reasons.iter().map(|reason| reason.label.as_str()).collect();
        println!("    {:<28} {:.2}  because of {}", guess.concept.as_str(), guess.score, reasons.join(", "));
    }
    Ok(())
}

fn questions(kb: &KnowledgeBase) -> Result<()> {
    heading("3. Five questions");
    ask(kb, "a misspelt municipality", &SearchRequest::new("garbage municipality:Peterborogh"))?;
    let french = SearchRequest::new("matières résiduelles").with_language(LanguageTag::fr());
    ask(kb, "in French", &french)?;
    ask(kb, "towns under 30,000 people, in one area", &SearchRequest::new("cost savings population:..30k area:waste"))?;
    ask(kb, "a phrase", &SearchRequest::new("\"best practices\" water"))?;
    let with_facets = SearchRequest::new("winter OR roads").with_facet(Facet::Region, 4).with_facet(Facet::Year, 4);
    ask(kb, "with facets", &with_facets)
}

fn ask(kb: &KnowledgeBase, about: &str, request: &SearchRequest) -> Result<()> {
    let found = kb.search(&SearchRequest { limit: 3, snippet_chars: 150, ..request.clone() })?;
    let omkn_core::QueryInput::Text(typed) = &request.query else { return Ok(()) };
    println!("\n  {about}: {typed}");
    for name in &found.interpretation.resolved {
        println!("    ({} \"{}\" is read as {})", name.field, name.typed, name.label);
    }
    for notice in &found.interpretation.notices {
        println!("    ({})", notice.reason);
    }
    println!("    {} found", found.total);
    show(&found);
    for facet in &found.facets {
        let counts: Vec<_> = facet.counts.iter().map(|count| format!("{} ({})", count.label, count.count)).collect();
        println!("    by {}: {}", facet.facet, counts.join(", "));
    }
    Ok(())
}

fn show(found: &SearchHits) {
    for hit in &found.hits {
        println!("    {}. {}", hit.rank, marked(&hit.title));
        if let Some(snippet) = &hit.snippet {
            println!("       {}", marked(&snippet.text));
        }
        for through in &hit.matched_by {
            println!("       (found for \"{}\" through {} {})", through.typed, through.field, through.label);
        }
        if let Some(fit) = &hit.fit {
            let reasons =
                fit.likeness.reasons.iter().map(|reason| format!("{} {:.2}", reason.aspect.as_str(), reason.value));
            let reasons: Vec<_> = reasons.collect();
            println!("       (fits {:.2}: {})", fit.likeness.value, reasons.join(", "));
        }
    }
}

fn trust(kb: &KnowledgeBase) -> Result<()> {
    heading("4. As people type");
    ask(kb, "misspelt", &SearchRequest::new("garbige bag limits"))?;
    ask(kb, "an English question, a French answer", &SearchRequest::new("mandatory food waste pickup"))?;
    let fits = SearchRequest::new("winter roads").with_fits(FitTarget::new("Township of Mulmur"));
    ask(kb, "what fits the Township of Mulmur", &fits)?;
    println!("\n  while typing: wast");
    for suggestion in kb.suggest(&SuggestRequest::new("wast").with_limit(2))? {
        println!("    {:<13} {}", suggestion.kind.as_str(), suggestion.text);
    }
    let found = kb.search(&SearchRequest::new("garbage limit").with_limit(1))?;
    let Some(hit) = found.hits.first() else { return Ok(()) };
    println!("\n  like \"{}\":", hit.title.text);
    for similar in kb.similar(hit.id, 2)? {
        let title = similar.title.best(&[]).map_or("", |title| title.text);
        let shared: Vec<_> = similar.reasons.iter().map(|reason| reason.shared.join(" ")).collect();
        println!("    {:.2} {}\n         both: {}", similar.score, shortened(title, 70), shared.join("; "));
    }
    Ok(())
}

fn revise(kb: &KnowledgeBase) -> Result<()> {
    heading("5. Revise a record, and look at its history");
    let found = kb.search(&SearchRequest::new("garbage limit").with_limit(1))?;
    let Some(hit) = found.hits.first() else { return Ok(()) };
    let record = kb.get(hit.id)?;
    let draft = record.content.clone().with_subject("two-bag limit");
    let revised = kb.revise(record.id, record.version, draft.clone(), None)?;
    println!("  {} is now at version {}", revised.id, revised.version);
    if let Err(error) = kb.revise(record.id, record.version, draft, None) {
        println!("  the same change from the old version again: {error}");
    }
    for revision in kb.history(record.id)? {
        println!(
            "  version {}  {:?}  {}  {:.12}…",
            revision.version,
            revision.action,
            revision.time,
            revision.hash.to_string()
        );
    }
    for change in kb.diff(record.id, Version(1), revised.version)? {
        println!("  {}: {} → {}", change.path, json(change.before.as_ref()), json(change.after.as_ref()));
    }
    Ok(())
}

fn json(value: Option<&serde_json::Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), ToString::to_string)
}

/// The text with its highlights between marks; in a terminal, bold.
fn marked(text: &HitText) -> String {
    let (on, off) =
        if std::io::IsTerminal::is_terminal(&std::io::stdout()) { ("\x1b[1m", "\x1b[0m") } else { ("[", "]") };
    let mut shown = String::new();
    let mut at = 0;
    for range in &text.highlights {
        shown.push_str(text.text.get(at..range.start).unwrap_or_default());
        shown.push_str(on);
        shown.push_str(text.text.get(range.start..range.end).unwrap_or_default());
        shown.push_str(off);
        at = range.end;
    }
    shown.push_str(text.text.get(at..).unwrap_or_default());
    shown.replace('\n', " ")
}

fn shortened(text: &str, chars: usize) -> String {
    if text.chars().count() <= chars { text.to_owned() } else { text.chars().take(chars - 1).chain(['…']).collect() }
}

fn heading(text: &str) {
    println!("\n{text}\n{}", "─".repeat(text.chars().count()));
}
