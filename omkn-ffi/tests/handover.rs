//! What crosses to apps: nothing is lost, every error has its case, letting go is clean.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use omkn_ffi::{
    AlertKind, ChangeListener, CheckLevel, ConceptId, Facet, FacetRequest, ImportOptions, Interrupter, KnowledgeBase,
    LanguageTag, ListenerError, Money, OmknError, OpenOptions, PartialDate, ProgressListener, RecordDraft,
    RecordFilter, RecordId, RecordKind, SearchRequest, SectionKind, Status, SuggestRequest, Taxonomy, TaxonomyEdit,
    parse_query,
};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/data/practices.jsonl");

fn english(text: &str) -> HashMap<LanguageTag, String> {
    HashMap::from([(LanguageTag("en".to_owned()), text.to_owned())])
}

fn request(query: &str) -> SearchRequest {
    SearchRequest {
        query: query.to_owned(),
        languages: Vec::new(),
        facets: Vec::new(),
        selected: HashMap::new(),
        sort: None,
        limit: 10,
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

fn filter(limit: i32, after: Option<String>) -> RecordFilter {
    let (kinds, statuses) = (Vec::new(), Vec::new());
    RecordFilter { kinds, statuses, concept: None, organization: None, modified_since: None, order: None, limit, after }
}

fn options() -> ImportOptions {
    ImportOptions { dry_run: false, skip_bad_rows: false, status: None, index: true }
}

/// A practice with a title, and all else empty.
fn draft(title: &str) -> RecordDraft {
    RecordDraft {
        kind: RecordKind::Practice,
        title: english(title),
        summary: HashMap::new(),
        sections: HashMap::new(),
        original_language: None,
        translations: HashMap::new(),
        slug: None,
        aliases: Vec::new(),
        external_ids: Vec::new(),
        concepts: Vec::new(),
        subjects: Vec::new(),
        coverage: None,
        creators: Vec::new(),
        contributors: Vec::new(),
        publisher: None,
        contacts: Vec::new(),
        date: None,
        issued: None,
        review_by: None,
        valid_until: None,
        level: None,
        level_rule: None,
        evidence: None,
        measures: Vec::new(),
        costs: Vec::new(),
        savings: Vec::new(),
        staffing: None,
        duration_months: None,
        funding: Vec::new(),
        awards: Vec::new(),
        resources: Vec::new(),
        relations: Vec::new(),
        adoptions: Vec::new(),
        sources: Vec::new(),
        rights: None,
        visibility: None,
    }
}

fn sample() -> Arc<KnowledgeBase> {
    let kb = KnowledgeBase::in_memory().unwrap();
    let report = kb.import_jsonl(SAMPLE.to_owned(), options(), None, None).unwrap();
    assert_eq!((report.created, report.rejected), (138, 0));
    kb
}

#[test]
fn every_record_of_the_sample_crosses_in_both_directions_unchanged() {
    let (kb, copy) = (sample(), KnowledgeBase::in_memory().unwrap());
    let mut after = None;
    loop {
        let page = kb.records(filter(50, after)).unwrap();
        for record in page.items {
            let captured = copy.capture(record.content.clone(), None).unwrap();
            assert_eq!(captured.content, record.content);
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(copy.count().unwrap(), 138);
}

#[test]
fn a_page_says_what_the_library_says_with_ranges_for_apps() {
    let kb = sample();
    let mut asked = request("garbige bag limits");
    asked.facets = vec![FacetRequest { facet: Facet::Area, limit: 5 }];
    asked.languages = vec![LanguageTag("fr".to_owned())];
    let found = kb.search(asked.clone()).unwrap();
    assert_eq!(found.interpretation.corrections[0].corrected, "garbage");
    assert_eq!(found.facets[0].counts.len(), 5);
    let hit = &found.hits[0];
    assert_eq!(hit.title.language.0, "fr");
    let units: Vec<u16> = hit.title.text.encode_utf16().collect();
    let marked = hit.title.highlights.iter().map(|range| {
        String::from_utf16(&units[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()]).unwrap()
    });
    assert!(marked.collect::<Vec<_>>().contains(&"sacs".to_owned()));
    let explained = kb.explain(asked, hit.id.clone()).unwrap();
    assert!((explained[0].value - hit.score).abs() < 1e-3);
    let suggest = SuggestRequest { text: "deneig".to_owned(), limit: 3, languages: Vec::new(), kinds: Vec::new() };
    assert_eq!(kb.suggest(suggest).unwrap()[0].id.as_deref(), Some("roads/winter-control"));
    assert!(!kb.similar(hit.id.clone(), 3).unwrap().is_empty());
    assert!(kb.peers("Mulmur".to_owned(), 3).unwrap()[0].likeness.value > 0.5);
    assert_eq!(kb.organization("Grand Sudbury".to_owned()).unwrap().id.0, "sgc:3553005");
    assert_eq!(kb.classify("weekly garbage collection".to_owned(), 3).unwrap()[0].concept.0, "waste/collection");
}

#[test]
fn history_changes_and_alerts_cross() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.save_search("salt".to_owned(), request("salt")).unwrap();
    let first = kb.capture(draft("Salt"), None).unwrap();
    let second = kb.revise(first.id.clone(), first.version, draft("Salt and brine"), None).unwrap();
    assert_eq!(kb.history(first.id.clone()).unwrap().len(), 2);
    let diff = kb.diff(first.id.clone(), 1, 2).unwrap();
    assert_eq!((diff[0].path.as_str(), diff[0].after.as_ref().unwrap().0.as_str()), ("title.en", "\"Salt and brine\""));
    let alerts = kb.alerts_since(0, 100).unwrap();
    assert_eq!((alerts.alerts[0].kind, alerts.alerts[0].version), (AlertKind::New, Some(second.version)));
    assert_eq!(kb.changes_since(alerts.next, 10).unwrap(), []);
    assert_eq!(kb.withdraw(first.id, "an example".to_owned()).unwrap().status, Status::Withdrawn);
}

#[test]
fn errors_have_their_cases_and_say_what_to_do() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let blank = kb.capture(draft("  "), None).unwrap_err();
    assert!(matches!(&blank, OmknError::Validation { problems, .. } if problems[0].path == "title.en"), "{blank:?}");
    let unknown = kb.get(RecordId("01a209f3-afd9-73b2-9fa8-12ef9a85545d".to_owned())).unwrap_err();
    assert!(matches!(unknown, OmknError::NotFound { .. }));
    let id = kb.get(RecordId("no id".to_owned())).unwrap_err();
    assert!(matches!(&id, OmknError::NotFound { what, key, .. } if what == "record" && key == "no id"), "{id:?}");
    let hamilton = kb.organization("Hamilton".to_owned()).unwrap_err();
    assert!(matches!(hamilton, OmknError::Ambiguous { candidates, .. } if candidates.len() == 2));
    let record = kb.capture(draft("Salt"), None).unwrap();
    kb.revise(record.id.clone(), 1, draft("Sand"), None).unwrap();
    let conflict = kb.revise(record.id, 1, draft("Brine"), None).unwrap_err();
    assert!(matches!(conflict, OmknError::Conflict { expected: 1, actual: 2, .. }));
    let missing = kb.import_jsonl("/no/such/file".to_owned(), options(), None, None).unwrap_err();
    assert!(matches!(missing, OmknError::Io { reason } if reason.contains("/no/such/file")));
    let interrupter = Interrupter::new();
    interrupter.interrupt();
    let cancelled = kb.rebuild_index(None, Some(interrupter)).unwrap_err();
    assert!(matches!(cancelled, OmknError::Cancelled { .. }));
}

#[test]
fn a_value_of_the_wrong_form_is_named_by_its_place() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let place = |change: &dyn Fn(&mut RecordDraft)| {
        let mut draft = draft("Salt");
        change(&mut draft);
        match kb.capture(draft, None).unwrap_err() {
            OmknError::Validation { problems, .. } => problems.into_iter().map(|problem| problem.path).collect(),
            other => vec![format!("{other:?}")],
        }
    };
    let amount = |amount: &str| Money {
        amount: amount.to_owned(),
        currency: "CAD".to_owned(),
        dollar_year: None,
        basis: None,
        unit: None,
        purpose: HashMap::from([(LanguageTag("no tag".to_owned()), "salt".to_owned())]),
    };
    let body = || HashMap::from([(LanguageTag("x".to_owned()), "text".to_owned())]);
    assert_eq!(place(&|draft| draft.date = Some(PartialDate("2011-13".to_owned()))), ["date"]);
    assert_eq!(place(&|draft| draft.costs = vec![amount("much")]), ["costs[0].amount", "costs[0].purpose.no tag"]);
    assert_eq!(place(&|draft| draft.duration_months = Some(-1)), ["durationMonths"]);
    assert_eq!(place(&|draft| draft.sections = HashMap::from([(SectionKind::Body, body())])), ["sections.body.x"]);
    let twice = ["fr", "FR"].map(|tag| (LanguageTag(tag.to_owned()), "Sel".to_owned()));
    let places = place(&|draft| draft.title = HashMap::from(twice.clone()));
    assert!(matches!(places[0].as_str(), "title.fr" | "title.FR"), "{places:?}");
}

#[test]
fn every_problem_of_a_draft_is_listed_with_what_cannot_be_read() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let mut broken = draft("");
    broken.date = Some(PartialDate("2012-13".to_owned()));
    broken.valid_until = Some(PartialDate("2010".to_owned()));
    broken.duration_months = Some(-1);
    broken.concepts = vec![ConceptId("roads/snow".to_owned())];
    let found = kb.validate(broken.clone()).unwrap();
    let paths: Vec<&str> = found.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["date", "durationMonths", "title.en", "concepts[0]"]);
    let refused = kb.capture(broken.clone(), None).unwrap_err();
    assert!(matches!(&refused, OmknError::Validation { problems, .. } if *problems == found), "{refused:?}");
    let many = kb.capture_all(vec![draft("Salt"), broken, draft("?")], None, None).unwrap_err();
    let OmknError::Validation { problems, .. } = many else { panic!("{many:?}") };
    assert_eq!(
        (problems.len(), problems[0].path.as_str(), problems[4].path.as_str()),
        (5, "drafts[1].date", "drafts[2].title.en")
    );
}

struct Refusing;

impl ProgressListener for Refusing {
    fn on_progress(&self, _: String, _: i64, _: Option<i64>) -> Result<(), ListenerError> {
        Err(ListenerError::Stopped { reason: "no more".to_owned() })
    }
}

#[test]
fn a_listener_that_fails_stops_the_work_and_nothing_is_kept() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let drafts = (0..10).map(|n| draft(&format!("Salt {n}"))).collect();
    let interrupter = Interrupter::new();
    let stopped = kb.capture_all(drafts, Some(Arc::new(Refusing)), Some(interrupter.clone())).unwrap_err();
    assert!(matches!(&stopped, OmknError::Cancelled { reason } if reason.ends_with("no more")), "{stopped:?}");
    assert_eq!(kb.count().unwrap(), 0);
    assert!(!interrupter.is_interrupted(), "what the app gave may be used again");
}

struct Telling(Mutex<std::sync::mpsc::Sender<i64>>);

impl ChangeListener for Telling {
    fn on_change(&self, seq: i64) -> Result<(), ListenerError> {
        self.0.lock().unwrap().send(seq).map_err(|error| ListenerError::Stopped { reason: error.to_string() })
    }
}

#[test]
fn a_suspended_handle_lets_go_of_its_lock_and_takes_it_up_again_with_its_listeners() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_string_lossy().into_owned();
    let author = Some("Clerk".to_owned());
    let writing = OpenOptions { read_only: false, create: true, freshness: None, author, view_limit_ms: None };
    let kb = KnowledgeBase::open(path.clone(), writing.clone()).unwrap();
    let id = kb.capture(draft("Salt"), None).unwrap().id;
    kb.set_popular_queries(vec!["garbage bag limits".to_owned()]).unwrap();
    assert!(matches!(KnowledgeBase::open(path.clone(), writing.clone()).unwrap_err(), OmknError::Busy { .. }));
    let (told, listener) = std::sync::mpsc::channel();
    let subscription = kb.subscribe(Arc::new(Telling(Mutex::new(told)))).unwrap();
    kb.suspend().unwrap();
    kb.suspend().unwrap();
    assert!(kb.is_suspended() && !kb.is_shut_down());
    assert!(matches!(kb.count().unwrap_err(), OmknError::Closed { reason } if reason.contains("resume")));
    let other = KnowledgeBase::open(path.clone(), writing).unwrap();
    assert!(matches!(kb.resume().unwrap_err(), OmknError::Busy { .. }));
    other.shutdown().unwrap();
    kb.resume().unwrap();
    assert_eq!(kb.get(id).unwrap().content.kind, RecordKind::Practice);
    kb.capture(draft("Sand"), None).unwrap();
    assert_eq!(listener.recv().unwrap(), kb.seq().unwrap());
    subscription.cancel();
    let asked = SuggestRequest { text: "garb".to_owned(), limit: 1, languages: Vec::new(), kinds: Vec::new() };
    assert_eq!(kb.suggest(asked).unwrap()[0].text, "garbage bag limits");
    assert!(kb.check(CheckLevel::Index, None, None).unwrap().findings.is_empty());
    kb.shutdown().unwrap();
    kb.shutdown().unwrap();
    assert!(matches!(kb.resume().unwrap_err(), OmknError::Closed { .. }));
    assert!(matches!(kb.search(request("salt")).unwrap_err(), OmknError::Closed { .. }));
}

#[test]
fn an_edit_of_the_taxonomy_is_kept_whole_or_not_at_all() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let (roads, ice) = (ConceptId("roads".to_owned()), ConceptId("roads/ice-roads".to_owned()));
    let mut concept = Taxonomy::built_in().unwrap().get(ConceptId("roads/winter-control".to_owned())).unwrap().unwrap();
    (concept.id, concept.pref_label) = (ice.clone(), english("Ice roads"));
    (concept.alt_labels, concept.hidden_labels) = (HashMap::new(), HashMap::new());
    let add = TaxonomyEdit::AddConcept { concept };
    let label = |language: &str| {
        let language = LanguageTag(language.to_owned());
        TaxonomyEdit::SetPrefLabel { id: ice.clone(), language, label: "Routes de glace".to_owned() }
    };
    let cycle = TaxonomyEdit::AddBroader { id: roads.clone(), broader: ice.clone() };
    let broken = kb.edit_taxonomy(vec![add.clone(), cycle]).unwrap_err();
    assert!(matches!(&broken, OmknError::Taxonomy { condition, .. } if condition == "cycle"), "{broken:?}");
    let unreadable = kb.edit_taxonomy(vec![add.clone(), label("not a tag")]).unwrap_err();
    assert!(matches!(&unreadable, OmknError::Validation { problems, .. } if problems[0].path == "edits[1].language"));
    assert_eq!(kb.taxonomy().unwrap().get(ice.clone()).unwrap(), None);
    let edited = kb.edit_taxonomy(vec![add, label("fr")]).unwrap();
    assert_eq!(edited.path(ice.clone()), [roads.clone(), ice.clone()]);
    assert!(edited.descendants(roads).contains(&ice));
    assert_eq!(edited.lookup("routes de glace".to_owned()).unwrap()[0].concept, ice);
}

#[test]
fn a_query_is_read_forgivingly_and_strictly() {
    let parsed = parse_query("salt OR (brine year:2009..2014".to_owned(), false).unwrap();
    assert_eq!(parsed.query, "salt OR (brine year:2009..2014)");
    let again = parse_query(parsed.query.clone(), true).unwrap();
    assert_eq!((again.query, again.notices), (parsed.query, vec![]));
    let strict = parse_query("🚒 \"neige".to_owned(), true).unwrap_err();
    let OmknError::Query { span, expected, .. } = strict else { panic!("{strict:?}") };
    assert_eq!((span.start, span.end, expected.as_str()), (3, 9, "a closing quote"));
}
