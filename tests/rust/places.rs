//! Names of places: every municipality however it is written, and never one for a place elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use omkn_core::{Error, KnowledgeBase, Organization, Organizations};

use crate::support::{practice, total};

const OTHER_PLACES: &str = include_str!("../fixtures/other_places.txt");

/// What became of the ways of writing.
#[derive(Debug, Default)]
struct Tally {
    right: usize,
    ambiguous: usize,
    unknown: Vec<String>,
    wrong: Vec<String>,
}

#[test]
fn every_municipality_is_found_or_named_however_it_is_written() {
    let register = Organizations::built_in().unwrap();
    let mut tally = Tally::default();
    let (mut fewest, started) = (usize::MAX, Instant::now());
    for organization in register.all() {
        let forms = ways_of_writing(organization);
        fewest = fewest.min(forms.len());
        for form in forms {
            count(&mut tally, &register, organization, &form);
        }
    }
    let all = tally.right + tally.ambiguous + tally.unknown.len() + tally.wrong.len();
    println!(
        "444 municipalities, {all} ways of writing, at least {fewest} each, {:?} each: {} right, {} ambiguous, {} unknown, {} wrong",
        started.elapsed() / u32::try_from(all).unwrap(),
        tally.right,
        tally.ambiguous,
        tally.unknown.len(),
        tally.wrong.len()
    );
    assert!(tally.wrong.is_empty(), "{:#?}", &tally.wrong[..tally.wrong.len().min(40)]);
    assert!(fewest >= 40, "{fewest}");
    assert!(tally.unknown.len() * 1000 < all, "at most one of 1,000 may be unknown: {:#?}", tally.unknown);
}

fn count(tally: &mut Tally, register: &Organizations, organization: &Organization, form: &str) {
    let full_name = text(&organization.official_name);
    match register.resolve(form) {
        Ok(found) if found.id == organization.id => tally.right += 1,
        Err(Error::Ambiguous { candidates, .. }) if candidates.contains(&full_name) => tally.ambiguous += 1,
        Err(Error::NotFound { candidates, .. }) if candidates.contains(&full_name) => {
            tally.unknown.push(form.to_owned());
        }
        other => tally.wrong.push(format!("{form} ({full_name}): {:?}", other.map(|found| &found.id))),
    }
}

fn text(names: &omkn_core::LanguageMap) -> String {
    names.iter().find(|(language, _)| language.as_str() == "en").unwrap().1.to_owned()
}

/// The ways people write a municipality: spellings of the name, with and without its status, with the province.
fn ways_of_writing(organization: &Organization) -> BTreeSet<String> {
    let short = text(&organization.name);
    let [long, brief, letter, french] = status_words(organization.municipal_status.as_deref().unwrap());
    let link = if short.starts_with(['A', 'E', 'I', 'O', 'U']) { "d’" } else { "de " };
    let mut forms = BTreeSet::new();
    for name in spellings(&short) {
        let full = [
            name.clone(),
            format!("{long} of {name}"),
            format!("{name} {long}"),
            format!("{name}, {long} of"),
            format!("The {long} of {name}"),
            format!("The Corporation of the {long} of {name}"),
            format!("{brief} of {name}"),
            format!("{name} {brief}"),
            format!("{name} {letter}"),
            format!("{name} ({long})"),
            format!("{french} {link}{name}"),
        ];
        for form in full {
            forms.extend(
                [", Ontario", ", ON", ", Ont.", " (Ontario)", " Ontario, Canada", ", Canada"]
                    .map(|end| form.clone() + end),
            );
            forms.extend([
                form.to_uppercase(),
                form.to_lowercase(),
                form.replace(' ', "  "),
                format!(" {form} "),
                form,
            ]);
        }
    }
    forms
}

fn status_words(status: &str) -> [&'static str; 4] {
    match status {
        "City" => ["City", "City", "C", "Ville"],
        "Town" => ["Town", "Town", "T", "Ville"],
        "Township" => ["Township", "Twp.", "Tp", "Canton"],
        "Village" => ["Village", "Vlg.", "V", "Village"],
        "Municipality" => ["Municipality", "Mun.", "M", "Municipalité"],
        "County" => ["County", "Co.", "Co", "Comté"],
        "United Counties" => ["United Counties", "U. Co.", "UCo", "Comtés unis"],
        "Regional Municipality" => ["Regional Municipality", "Reg. Mun.", "R", "Municipalité régionale"],
        "District Municipality" => ["District Municipality", "Dist. Mun.", "D", "Municipalité de district"],
        other => panic!("{other}"),
    }
}

fn spellings(name: &str) -> BTreeSet<String> {
    let plain = name.replace('ô', "o").replace('é', "e");
    let mut all = BTreeSet::from([name.to_owned(), plain.clone()]);
    let changes: &[(&str, &str)] = &[
        ("-", " "),
        ("/", "-"),
        ("/", " / "),
        ("-", "–"),
        (" ", "-"),
        (" and ", " & "),
        (" and ", " et "),
        (",", ""),
        ("St.", "Saint"),
        ("St.", "St"),
        ("Ste.", "Sainte"),
        ("Fort ", "Ft. "),
        ("Port ", "Pt. "),
        ("Point ", "Pt. "),
        ("North ", "N. "),
        ("South ", "S "),
        ("East ", "E. "),
        ("West ", "W. "),
        ("Greater ", "Gtr. "),
        ("Centre", "Center"),
        ("'", "’"),
        ("'", ""),
        ("The ", ""),
    ];
    all.extend(changes.iter().filter(|(from, _)| plain.contains(from)).map(|(from, to)| plain.replace(from, to)));
    let mut words: Vec<&str> = name.split(' ').collect();
    if words.len() == 2 && name.is_ascii() && !name.contains([',', '/']) {
        words.reverse();
        all.insert(words.join(" "));
    }
    all
}

#[test]
fn no_place_elsewhere_is_a_municipality_of_ontario() {
    let register = Organizations::built_in().unwrap();
    let places: Vec<&str> = OTHER_PLACES.lines().filter(|line| !line.starts_with('#')).collect();
    let mut taken = Vec::new();
    for place in &places {
        if let Ok(found) = register.resolve(place) {
            taken.push(format!("{place}: {}", text(&found.official_name)));
        }
    }
    let mut homonyms = 0;
    for organization in register.all() {
        let name = text(&organization.name);
        for elsewhere in
            ["UK", "NS", "MA", "CO", "DE", "AL", "CA", "QC", "Québec", "New Zealand", "France", "Texas, USA"]
        {
            for place in [format!("{name}, {elsewhere}"), format!("{name} ({elsewhere})")] {
                homonyms += 1;
                if let Ok(found) = register.resolve(&place) {
                    taken.push(format!("{place}: {}", text(&found.official_name)));
                }
            }
        }
    }
    println!("{} places elsewhere and {homonyms} homonyms: {} taken for a municipality", places.len(), taken.len());
    assert!(places.len() >= 500);
    assert!(taken.is_empty(), "{taken:#?}");
}

#[test]
fn words_around_a_name_make_it_another_one() {
    let register = Organizations::built_in().unwrap();
    for organization in register.all() {
        let name = text(&organization.name);
        for other in [
            format!("{name} Airport"),
            format!("Port of {name}"),
            format!("{name} First Nation"),
            format!("{name} Public Library"),
            format!("Greater {name} Area"),
            format!("Lake {name}"),
        ] {
            assert!(
                register.resolve(&other).is_err(),
                "{other}: {:?}",
                register.resolve(&other).map(|found| &found.id)
            );
        }
    }
}

#[test]
fn a_filter_by_a_former_municipality_finds_records_of_its_successor() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let ids: BTreeMap<_, _> = ["Toronto", "West Nipissing", "Thunder Bay"]
        .into_iter()
        .map(|name| (name, kb.organization(name).unwrap().id))
        .collect();
    for id in ids.values() {
        let mut draft = practice("Two bags a week");
        draft.coverage.organizations.push(id.clone());
        kb.capture(draft).unwrap();
    }
    for (query, found) in [
        ("municipality:Etobicoke", 1),
        ("municipality:\"W. Nipissing\"", 1),
        ("municipality:\"Toronto, Ontario\"", 1),
        ("municipality:\"District of Thunder Bay\"", 0),
        ("municipality:\"Toronto, OH\"", 0),
    ] {
        assert_eq!(total(&kb, query), found, "{query}");
    }
}
