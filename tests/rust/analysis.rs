//! Gaps, coverage and evidence: the numbers are those of a calculation by hand, and nothing is claimed that does not show.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use omkn_core::{
    CannotTell, CaveatKind, CoverageRequest, Error, Evidence, EvidenceLevel, EvidenceRequest, Facet, GapsRequest,
    ImportOptions, Job, KnowledgeBase, LanguageMap, LanguageTag, Money, MoneyBasis, Organization, OrganizationKind,
    PartialDate, PopulationBand, ProblemCode, Record, RecordDraft, RecordFilter, RecordKind, ServiceCost, Status,
    Verdict,
};

fn coverage_by(by: &[Facet]) -> CoverageRequest {
    CoverageRequest { by: by.to_vec(), ..CoverageRequest::default() }
}

fn gaps_by(by: &[Facet]) -> GapsRequest {
    GapsRequest { by: by.to_vec(), ..GapsRequest::default() }
}

/// SplitMix64 from a fixed seed: the same records each time.
fn random(state: &mut u64) -> usize {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    usize::try_from((z ^ (z >> 31)) >> 33).unwrap()
}

/// Records of all sorts: several areas and organizations, or places of their own, or none of these.
fn drafts(kb: &KnowledgeBase, count: usize) -> Vec<RecordDraft> {
    let taxonomy = kb.taxonomy().unwrap();
    let register = kb.organizations().unwrap();
    let organizations: Vec<_> = register.all().map(|organization| organization.id.clone()).collect();
    let regions: Vec<_> = register.all().filter_map(|organization| organization.region.clone()).collect();
    let mut seed = 18;
    let mut next = |end: usize| random(&mut seed) % end;
    let draft = |number: usize| {
        let mut draft = RecordDraft::new(RecordKind::ALL[next(9)], "en", format!("Brine before storm {number}"));
        let areas: BTreeSet<usize> = (0..next(4)).map(|_| next(taxonomy.concepts().len())).collect();
        draft.concepts = areas.into_iter().map(|at| taxonomy.concepts()[at].id.clone()).collect();
        let towns: BTreeSet<usize> = (0..next(4)).map(|_| next(organizations.len())).collect();
        draft.coverage.organizations = towns.into_iter().map(|at| organizations[at].clone()).collect();
        draft.coverage.region = (next(2) == 0).then(|| regions[next(regions.len())].clone());
        draft.coverage.population_band = (next(2) == 0).then(|| PopulationBand::ALL[next(7)]);
        draft.level = EvidenceLevel::ALL.get(next(6)).copied();
        draft.date = (next(3) > 0).then(|| PartialDate::from_year(2000 + i16::try_from(next(20)).unwrap()).unwrap());
        draft
    };
    (0..count).map(draft).collect()
}

fn all_records(kb: &KnowledgeBase) -> Vec<Record> {
    let mut filter = RecordFilter { limit: 1_000, ..RecordFilter::default() };
    let mut records = Vec::new();
    loop {
        let page = kb.records(&filter).unwrap();
        records.extend(page.items);
        filter.after = page.next;
        if filter.after.is_none() {
            return records;
        }
    }
}

/// The cells of one record, found from what it says, without the index.
fn cells_of(kb: &KnowledgeBase, record: &Record, by: &[Facet]) -> BTreeSet<Vec<String>> {
    let (taxonomy, register) = (kb.taxonomy().unwrap(), kb.organizations().unwrap());
    let content = &record.content;
    let is_top = |id: &omkn_core::ConceptId| taxonomy.get(id).is_some_and(|concept| concept.broader.is_empty());
    let meant: BTreeSet<_> = content.concepts.iter().flat_map(|concept| taxonomy.resolve(concept)).collect();
    let above = meant.iter().flat_map(|concept| taxonomy.ancestors(concept)).chain(meant.iter().cloned());
    let areas: BTreeSet<String> = above.filter(is_top).map(|id| id.to_string()).collect();
    let known: Vec<_> = content.coverage.organizations.iter().filter_map(|id| register.get(id)).collect();
    let place = |organization: Option<&Organization>, facet: Facet| match (organization, facet) {
        (Some(one), Facet::PopulationBand) => one.population_band().map(|band| band.as_str().to_owned()),
        (Some(one), Facet::Region) => one.region.clone(),
        (Some(one), Facet::Tier) => one.tier.map(|tier| tier.as_str().to_owned()),
        (Some(one), _) => Some(one.id.to_string()),
        (None, Facet::PopulationBand) => content.coverage.population_band.map(|band| band.as_str().to_owned()),
        (None, Facet::Region) => content.coverage.region.clone(),
        (None, _) => None,
    };
    let at: Vec<Option<&Organization>> =
        if known.is_empty() { vec![None] } else { known.into_iter().map(Some).collect() };
    let mut cells = BTreeSet::new();
    for organization in at {
        let mut combined = vec![Vec::new()];
        for side in by {
            let values: Vec<String> = match side {
                Facet::Area => areas.iter().cloned().collect(),
                Facet::Kind => vec![content.kind.to_string()],
                Facet::Level => content.level.iter().map(ToString::to_string).collect(),
                Facet::Year => content.date.or(content.issued).iter().map(|date| date.year.to_string()).collect(),
                place_side => place(organization, *place_side).into_iter().collect(),
            };
            let longer =
                |cell: &Vec<String>| values.iter().map(|value| [cell.clone(), vec![value.clone()]].concat()).collect();
            combined = combined.iter().flat_map::<Vec<Vec<String>>, _>(longer).collect();
        }
        cells.extend(combined);
    }
    cells
}

#[test]
fn coverage_is_what_counting_the_records_one_by_one_gives() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.capture_all(drafts(&kb, 1_500), &mut Job::new()).unwrap();
    let records = all_records(&kb);
    for record in records.iter().step_by(7) {
        kb.withdraw(record.id, "moved").unwrap();
    }
    let seen: Vec<&Record> =
        records.iter().enumerate().filter(|(at, _)| at % 7 > 0).map(|(_, record)| record).collect();
    for by in [
        vec![Facet::Area, Facet::PopulationBand, Facet::Region],
        vec![Facet::Region, Facet::Kind],
        vec![Facet::Tier, Facet::Level, Facet::Area],
        vec![Facet::Municipality],
        vec![Facet::Year, Facet::PopulationBand],
        vec![Facet::Area],
    ] {
        let table = kb.coverage(&coverage_by(&by)).unwrap();
        let mut counted: BTreeMap<Vec<String>, u64> = BTreeMap::new();
        let listed: BTreeSet<&Vec<String>> = table.cells.iter().map(|cell| &cell.values).collect();
        assert_eq!(listed.len(), table.cells.len(), "a cell is listed more than once by {by:?}");
        let mut placed = 0;
        for record in &seen {
            let cells = cells_of(&kb, record, &by);
            placed += u64::from(cells.iter().any(|cell| listed.contains(cell)));
            cells.into_iter().for_each(|cell| *counted.entry(cell).or_default() += 1);
        }
        for cell in &table.cells {
            assert_eq!(cell.records, counted.get(&cell.values).copied().unwrap_or_default(), "{:?}", cell.values);
        }
        assert_eq!((table.records, table.records - table.unplaced), (seen.len() as u64, placed), "{by:?}");
    }
}

#[test]
fn gaps_are_the_cells_without_a_record_that_hold_a_municipality() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let town = kb.organization("Adjala-Tosorontio").unwrap().id;
    let draft = RecordDraft::new(RecordKind::Practice, "en", "Brine").with_concept("roads/winter-control");
    kb.capture(draft.with_organization(town)).unwrap();
    let gaps = kb.gaps(&GapsRequest::default()).unwrap();
    let has = |values: [&str; 3]| gaps.cells.iter().any(|cell| cell.values == values);
    assert!(!has(["roads", "10000-29999", "Simcoe"]));
    assert!(has(["roads", "10000-29999", "Grey"]) && has(["fire", "10000-29999", "Simcoe"]));
    assert!(gaps.cells.iter().all(|cell| cell.municipalities > 0));
    assert!(gaps.cells.is_sorted_by(|a, b| a.municipalities >= b.municipalities));
    assert!(gaps.caveats.iter().any(|caveat| caveat.kind == CaveatKind::NotShared));
    let bands = kb.gaps(&GapsRequest { least: 2, ..gaps_by(&[Facet::PopulationBand]) }).unwrap();
    assert_eq!(bands.cells.iter().map(|cell| cell.municipalities).sum::<u64>(), 444);
    let band = bands.cells.iter().find(|cell| cell.values == ["10000-29999"]).unwrap();
    assert_eq!(band.records, 1);
}

#[test]
fn a_municipality_whose_population_is_not_known_counts_as_one_without_residents() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let cell = |kb: &KnowledgeBase| {
        let table = kb.coverage(&coverage_by(&[Facet::Area, Facet::Region])).unwrap();
        table.cells.into_iter().find(|cell| cell.values == ["fire", "Simcoe"]).unwrap()
    };
    let before = cell(&kb);
    let mut shore = kb.organization("Innisfil").unwrap();
    shore.id = "own:1".into();
    shore.kind = OrganizationKind::Municipality;
    (shore.name, shore.official_name) = (LanguageMap::new().with("en", "Unknown Shore"), LanguageMap::new());
    shore.populations = Vec::new();
    kb.put_organizations(vec![shore]).unwrap();
    let after = cell(&kb);
    assert_eq!((after.municipalities, after.residents), (before.municipalities + 1, before.residents));
}

#[test]
fn a_record_counts_once_for_a_cell_and_hidden_ones_only_when_their_status_is_asked() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let mut draft = RecordDraft::new(RecordKind::Practice, "en", "Brine");
    draft = draft.with_concept("roads/winter-control").with_concept("roads/paved-roads");
    draft.coverage.population_band = Some(PopulationBand::Under1k);
    let record = kb.capture(draft.clone()).unwrap();
    kb.capture_as(draft, Status::Draft, None).unwrap();
    let by = [Facet::Area, Facet::PopulationBand];
    let count = |request: &CoverageRequest| {
        let table = kb.coverage(request).unwrap();
        table.cells.into_iter().find(|cell| cell.values == ["roads", "0-999"]).unwrap().records
    };
    assert_eq!(count(&coverage_by(&by)), 1);
    kb.withdraw(record.id, "wrong").unwrap();
    assert_eq!(count(&coverage_by(&by)), 0);
    let with =
        |facet, value: &str| CoverageRequest { selected: [(facet, vec![value.to_owned()])].into(), ..coverage_by(&by) };
    assert_eq!(count(&with(Facet::Status, "draft")), 1);
    assert_eq!(count(&with(Facet::Status, "published")), 0);
}

#[test]
fn chosen_values_narrow_what_is_counted() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.capture_all(drafts(&kb, 400), &mut Job::new()).unwrap();
    let selected: BTreeMap<Facet, Vec<String>> =
        [(Facet::Area, vec!["roads".to_owned()]), (Facet::Kind, vec!["guide".to_owned()])].into();
    let table = kb.coverage(&CoverageRequest { selected, ..coverage_by(&[Facet::Region]) }).unwrap();
    let under_roads = kb.taxonomy().unwrap().expand(&"roads".into());
    let fits = |record: &&Record| {
        let content = &record.content;
        content.kind == RecordKind::Guide && content.concepts.iter().any(|concept| under_roads.contains(concept))
    };
    let expected = all_records(&kb).iter().filter(fits).count() as u64;
    assert!(expected > 0);
    assert_eq!(table.records, expected);
}

#[test]
fn sides_that_cells_are_not_made_of_are_refused() {
    let kb = KnowledgeBase::in_memory().unwrap();
    for (by, code) in [
        (vec![], ProblemCode::Required),
        (vec![Facet::Area, Facet::Subject], ProblemCode::OutOfRange),
        (vec![Facet::Area, Facet::Area], ProblemCode::Duplicate),
        (vec![Facet::Area, Facet::Municipality, Facet::Kind], ProblemCode::OutOfRange),
    ] {
        let Err(Error::Validation { problems }) = kb.gaps(&gaps_by(&by)) else { panic!("{by:?}") };
        assert_eq!(problems[0].code, code, "{by:?}");
    }
}

/// Cost rows in which every peer's cost grows by 10 %, more or less 2 %, and Barrie's to `own_after`.
fn costs(kb: &KnowledgeBase, own_after: f64) -> Vec<ServiceCost> {
    let peers = kb.peers("Barrie", 12).unwrap().into_iter().map(|peer| peer.organization.id);
    let ids = std::iter::once(kb.organization("Barrie").unwrap().id).chain(peers);
    let rows = ids.enumerate().flat_map(|(number, id)| {
        let after = if number == 0 { own_after } else { 110.0 * (1.0 + 0.01 * ((number % 5) as f64 - 2.0)) };
        (2015..2022).map(move |year| ServiceCost {
            year,
            municipality: id.to_string(),
            service: "Fire".to_owned(),
            population: 100_000.0,
            operating_cost: if year <= 2018 { 100.0 } else { after } * 100_000.0,
        })
    });
    rows.collect()
}

fn money(amount: u32) -> Money {
    let basis = Some(MoneyBasis::Annual);
    let (currency, purpose) = ("CAD".to_owned(), LanguageMap::new());
    Money { amount: amount.into(), currency, dollar_year: None, basis, unit: None, purpose }
}

fn claim(kb: &KnowledgeBase, amount: u32) -> RecordDraft {
    let mut draft = RecordDraft::new(RecordKind::Practice, "en", "Shared fire dispatch").with_concept("fire");
    draft = draft.with_organization(kb.organization("Barrie").unwrap().id).with_date("2018-06".parse().unwrap());
    draft.savings.push(money(amount));
    draft
}

fn judged(kb: &KnowledgeBase, draft: RecordDraft, costs: &[ServiceCost]) -> Evidence {
    let record = kb.capture(draft).unwrap();
    kb.evidence(&EvidenceRequest::new(record.id), costs).unwrap()
}

fn caveat(found: &Evidence, kind: CaveatKind) -> Option<String> {
    let caveat = found.caveats.iter().find(|caveat| caveat.kind == kind)?;
    assert!(caveat.text.get(&LanguageTag::fr()).is_some_and(|text| !text.is_empty()));
    caveat.text.get(&LanguageTag::en()).map(str::to_owned)
}

#[test]
fn the_numbers_are_those_of_the_formulas() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let found = judged(&kb, claim(&kb, 1_000_000), &costs(&kb, 100.0));
    // Expected are 110 dollars for each of 100,000 residents, paid were 100.
    assert!((found.implied.unwrap() - 1_000_000.0).abs() < 10_000.0, "{found:?}");
    assert_eq!((found.claimed, found.own.as_ref().unwrap().change, found.peers.len()), (Some(1_000_000.0), 0.0, 10));
    // The changes are 0.10 and up to 0.022 around it; nine in ten are within 0.022 × 100 dollars × 100,000 residents.
    assert!((found.noise.unwrap() - 220_000.0).abs() < 1.0, "{found:?}");
    assert_eq!((found.verdict, found.reasons.as_slice()), (Verdict::Consistent, &[][..]));
    assert!(caveat(&found, CaveatKind::OtherCauses).is_some() && caveat(&found, CaveatKind::PopulationJump).is_none());
    let summary = found.summary.get(&LanguageTag::en()).unwrap();
    assert!(summary.contains("City of Barrie: cost per resident +0.0%") && summary.contains("$1,000,000"), "{summary}");
    let french = found.summary.get(&LanguageTag::fr()).unwrap();
    assert!(
        french.contains("coût par habitant +0,0\u{a0}%") && french.contains("1\u{a0}000\u{a0}000\u{a0}$"),
        "{french}"
    );
}

#[test]
fn what_the_figures_do_not_show_is_not_claimed() {
    let kb = KnowledgeBase::in_memory().unwrap();
    for (amount, own_after, verdict) in [
        (1_000_000, 125.0, Verdict::NotShown),
        (1_000, 100.0, Verdict::TooSmall),
        (9_000_000, 100.0, Verdict::NotShown),
        (10_000_001, 100.0, Verdict::CannotTell),
    ] {
        assert_eq!(judged(&kb, claim(&kb, amount), &costs(&kb, own_after)).verdict, verdict, "{amount}");
    }
    let whole = judged(&kb, claim(&kb, 20_000_000), &costs(&kb, 100.0));
    assert_eq!(whole.reasons, [CannotTell::ExceedsWholeCost]);
    assert!(whole.implied.is_some() && whole.summary.get(&LanguageTag::en()).unwrap().contains("whole service"));
}

#[test]
fn what_is_missing_is_reported() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let rows = costs(&kb, 100.0);
    let with = |change: &dyn Fn(&mut RecordDraft)| {
        let mut draft = claim(&kb, 1_000_000);
        change(&mut draft);
        draft
    };
    for (draft, reason) in [
        (with(&|draft| draft.date = None), CannotTell::NoYear),
        (with(&|draft| draft.concepts.clear()), CannotTell::NoService),
        (with(&|draft| draft.coverage.organizations.clear()), CannotTell::NoMunicipality),
        (with(&|draft| draft.date = Some("2030".parse().unwrap())), CannotTell::NoFullYears),
        (with(&|draft| draft.savings.clear()), CannotTell::NoClaim),
    ] {
        let found = judged(&kb, draft, &rows);
        assert_eq!((found.verdict, found.reasons.as_slice()), (Verdict::CannotTell, &[reason][..]));
    }
    let record = kb.capture(claim(&kb, 1_000_000)).unwrap();
    let request = EvidenceRequest { peers: 3, ..EvidenceRequest::new(record.id) };
    let found = kb.evidence(&request, &rows).unwrap();
    assert_eq!((found.reasons.as_slice(), found.peers.len()), (&[CannotTell::TooFewPeers][..], 3));
    let none = EvidenceRequest { window: 0, ..request };
    assert!(matches!(kb.evidence(&none, &rows), Err(Error::Validation { .. })));
    assert!(matches!(
        kb.evidence(&EvidenceRequest::new(omkn_core::RecordId::new()), &rows),
        Err(Error::NotFound { .. })
    ));
}

#[test]
fn rows_that_cannot_be_used_are_reported_or_left_out() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let mut rows = costs(&kb, 100.0);
    let last = rows.last().unwrap().clone();
    rows.push(ServiceCost { municipality: "Xanadu upon Nowhere".to_owned(), ..last.clone() });
    rows.push(ServiceCost { year: 2014, population: f64::NAN, ..last.clone() });
    rows.push(ServiceCost { year: 2014, operating_cost: 0.0, ..last.clone() });
    let mut draft = claim(&kb, 1_000_000);
    draft.savings.push(Money { basis: Some(MoneyBasis::OneTime), ..money(5) });
    let found = judged(&kb, draft, &rows);
    assert_eq!(found.verdict, Verdict::Consistent);
    assert!(caveat(&found, CaveatKind::UnknownMunicipalities).unwrap().contains("(Xanadu upon Nowhere)"));
    assert!(caveat(&found, CaveatKind::OtherSavings).unwrap().contains("(1)"));
    rows.push(last);
    let twice = kb.evidence(&EvidenceRequest::new(found.record), &rows).unwrap_err();
    let Error::Validation { problems } = twice else { panic!("{twice}") };
    assert_eq!((problems[0].code, problems[0].path.as_str()), (ProblemCode::Duplicate, "costs[94]"));
}

#[test]
fn a_population_that_jumps_is_a_caveat() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let mut rows = costs(&kb, 100.0);
    rows[6].population *= 1.5;
    let found = judged(&kb, claim(&kb, 1_000_000), &rows);
    let text = caveat(&found, CaveatKind::PopulationJump).unwrap();
    assert!(text.contains("City of Barrie, 2020–2021: 100,000 → 150,000"), "{text}");
    // Eleven per cent in a year has happened without any error in the figures.
    rows[6].population = 111_000.0;
    let found = kb.evidence(&EvidenceRequest::new(found.record), &rows).unwrap();
    assert_eq!(caveat(&found, CaveatKind::PopulationJump), None);
}

fn public_figures() -> Vec<ServiceCost> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/python/data/service_costs.csv");
    ServiceCost::from_csv(std::fs::File::open(path).unwrap()).unwrap()
}

#[test]
fn a_town_is_compared_by_the_figures_of_its_county() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let mut draft = claim(&kb, 500_000).with_date("2018".parse().unwrap());
    draft.concepts = vec!["transit".into()];
    draft.coverage.organizations = vec![kb.organization("Innisfil").unwrap().id];
    let found = judged(&kb, draft, &public_figures());
    assert!(caveat(&found, CaveatKind::UpperTierFigures).unwrap().contains("(County of Simcoe: Town of Innisfil)"));
    assert_eq!(found.own.as_ref().unwrap().organization.as_str(), "sgc:3543");
    // The figures for Simcoe take Barrie and Orillia in from 2021 on, as its population shows.
    assert!(
        caveat(&found, CaveatKind::PopulationJump).unwrap().contains("County of Simcoe, 2020–2021: 322,949 → 533,170")
    );
    assert!(found.peers.len() >= 5);
}

#[test]
fn the_claims_of_the_sample_are_judged_only_as_far_as_the_figures_go() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/practices.jsonl");
    let file = std::io::BufReader::new(std::fs::File::open(file).unwrap());
    kb.import_jsonl(file, &ImportOptions::default(), &mut Job::new()).unwrap();
    let costs = public_figures();
    let ask = |source: &str, id: &str, year: Option<i16>| {
        let record = kb.find_by_external_id(source, id).unwrap().unwrap();
        let found = kb.evidence(&EvidenceRequest { year, ..EvidenceRequest::new(record.id) }, &costs).unwrap();
        (found.verdict, found.reasons)
    };
    let no_year = (Verdict::CannotTell, vec![CannotTell::NoYear]);
    let too_large = (Verdict::CannotTell, vec![CannotTell::ExceedsWholeCost]);
    let too_small = (Verdict::TooSmall, vec![]);
    for (source, id, with_a_year) in [
        ("newswire.ca", "ombi-leaks#thunder-bay", &too_small),
        ("barrie.ca", "barrie-energy", &too_small),
        ("bradfordtoday.ca", "innisfil-bradford", &too_large),
        ("municipalworld.com", "pjm-2018#innisfil", &too_large),
    ] {
        // No source that these records cite says when the practice began; a year that someone gives is used.
        assert_eq!(ask(source, id, None), no_year, "{id}");
        assert_eq!(&ask(source, id, Some(2018)), with_a_year, "{id}");
    }
}

#[test]
fn csv_files_say_what_is_wrong_with_them() {
    let read = |text: &str| match ServiceCost::from_csv(text.as_bytes()) {
        Err(Error::Validation { problems }) => problems[0].path.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(read("year,municipality,service,population\n"), "operating_cost");
    assert_eq!(
        read("year,municipality,service,population,operating_cost\n2018,Barrie,Fire,many,1\n"),
        "costs[0].population"
    );
    let rows =
        ServiceCost::from_csv("year,municipality,service,population,operating_cost\n2018,Barrie,Fire,,1\n".as_bytes());
    assert_eq!(rows.unwrap(), []);
}

/// Prints how long gaps and coverage take over 100,000 records: `cargo test --release … -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn time_of_gaps_and_coverage() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.capture_all(drafts(&kb, 100_000), &mut Job::new()).unwrap();
    kb.refresh(&mut Job::new()).unwrap();
    for by in [
        vec![Facet::Area, Facet::PopulationBand, Facet::Region],
        vec![Facet::Area, Facet::PopulationBand],
        vec![Facet::Area, Facet::Municipality],
        vec![Facet::Kind, Facet::Year],
    ] {
        for round in ["first", "again"] {
            let started = Instant::now();
            let table = kb.coverage(&coverage_by(&by)).unwrap();
            let coverage = started.elapsed();
            let started = Instant::now();
            let gaps = kb.gaps(&gaps_by(&by)).unwrap();
            let (all, empty) = (table.cells.len(), gaps.cells.len());
            println!(
                "{by:?}, {round}: coverage {coverage:.1?}, gaps {:.1?}; {all} cells, {empty} gaps",
                started.elapsed()
            );
        }
    }
}
