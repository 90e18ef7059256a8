//! Names in place of ids, short forms of requests, and everything at once.

use omkn_core::{
    CoverageRequest, ErrorKind, Facet, FitTarget, KnowledgeBase, RecordFilter, SearchRequest, Seq, Taxonomy, from_json,
};
use serde_json::json;

use crate::support::practice;

fn salted() -> KnowledgeBase {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.capture(practice("Less salt").with_concept("roads/winter-control").with_organization("sgc:3543017")).unwrap();
    kb.capture(practice("Less waste").with_concept("waste")).unwrap();
    kb
}

#[test]
fn filters_take_exact_names_and_refuse_others_with_candidates() {
    let kb = salted();
    let listed = |concept: Option<&str>, organization: Option<&str>| {
        let filter = RecordFilter {
            concept: concept.map(Into::into),
            organization: organization.map(Into::into),
            ..RecordFilter::default()
        };
        kb.records(&filter).map(|page| page.items.len())
    };
    for concept in [
        "roads/winter-control",
        "Winter control",
        "WINTER CONTROL",
        "deneigement et entretien hivernal",
        "Roads and bridges",
    ] {
        assert_eq!(listed(Some(concept), None).unwrap(), 1, "{concept}");
    }
    for organization in ["sgc:3543017", "Innisfil", "Town of Innisfil", "Innisfil, Ont."] {
        assert_eq!(listed(None, Some(organization)).unwrap(), 1, "{organization}");
    }
    assert_eq!(listed(Some("winter contr"), None).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(listed(None, Some("Inisfil")).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(listed(None, Some("Hamilton")).unwrap_err().kind(), ErrorKind::Ambiguous);
}

#[test]
fn every_preferred_label_names_a_concept_and_its_id_does() {
    let taxonomy = Taxonomy::built_in().unwrap();
    for concept in taxonomy.concepts() {
        assert_eq!(taxonomy.named(concept.id.as_str()).unwrap().id, concept.id);
        for (_, label) in concept.pref_label.iter() {
            match taxonomy.named(label) {
                Ok(found) => assert!(found.pref_label.iter().any(|(_, text)| text == label), "{label}"),
                Err(error) => assert_eq!(error.kind(), ErrorKind::Ambiguous, "{label}"),
            }
        }
    }
}

#[test]
fn chosen_values_are_ids_or_names_in_searches_and_coverage() {
    let kb = salted();
    for (facet, value) in
        [(Facet::Area, "Winter control"), (Facet::Municipality, "Town of Innisfil"), (Facet::Region, "SIMCOE")]
    {
        let request = SearchRequest::new("").with_facet(facet, 5).with_selected(facet, value);
        let found = kb.search(&request).unwrap();
        assert_eq!(found.total, 1, "{value}");
        assert_eq!(found.facets[0].counts.iter().filter(|count| count.selected).count(), 1, "{value}");
        let coverage = CoverageRequest { selected: request.selected, ..CoverageRequest::default() };
        assert_eq!(kb.coverage(&coverage).unwrap().records, 1, "{value}");
    }
    let unknown = SearchRequest::new("").with_selected(Facet::Area, "winter contr");
    assert_eq!(kb.search(&unknown).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(kb.save_search("x", &unknown).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn an_area_whose_name_is_gone_silences_its_saved_search_and_no_other() {
    let kb = KnowledgeBase::in_memory().unwrap();
    kb.edit_taxonomy(|edit| {
        edit.add_concept(from_json(&json!({"id": "ice", "scheme": "omkn", "pref_label": {"en": "Ice roads"}}))?);
        Ok(())
    })
    .unwrap();
    kb.save_search("ice", &SearchRequest::new("").with_selected(Facet::Area, "Ice roads")).unwrap();
    kb.save_search("salt", &SearchRequest::new("salt")).unwrap();
    kb.edit_taxonomy(|edit| {
        edit.set_pref_label(&"ice".into(), "en".parse().unwrap(), "Frozen routes");
        Ok(())
    })
    .unwrap();
    kb.capture(practice("Less salt")).unwrap();
    let alerts = kb.all_alerts_since(Seq(0), None).unwrap().alerts;
    assert_eq!(alerts.iter().map(|alert| alert.search.as_str()).collect::<Vec<_>>(), ["salt"]);
}

#[test]
fn everything_is_given_at_once_as_it_is_at_one_change() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let drafts = (0..2_100).map(|number| practice(&format!("Salt {number}")));
    kb.save_search("salt", &SearchRequest::new("salt")).unwrap();
    kb.save_search("none", &SearchRequest::new("nothing")).unwrap();
    kb.capture_all(drafts, &mut omkn_core::Job::new()).unwrap();
    let view = kb.view().unwrap();
    kb.capture(practice("Salt later")).unwrap();
    let few = SearchRequest::new("salt").with_limit(3).with_facet(Facet::Kind, 2);
    let all = view.search_all(&few).unwrap();
    assert_eq!((all.hits.len(), all.total, all.next), (2_100, 2_100, None));
    assert!(all.hits.iter().zip(1..).all(|(hit, rank)| hit.rank == rank));
    assert_eq!(all.facets, view.search(&few).unwrap().facets);
    assert_eq!(view.all_records(&RecordFilter { limit: 1, ..RecordFilter::default() }).unwrap().len(), 2_100);
    let alerts = kb.all_alerts_since(Seq(0), Some("salt")).unwrap();
    assert_eq!((alerts.alerts.len(), alerts.has_more), (2_101, false));
    assert_eq!(kb.all_alerts_since(Seq(0), Some("sand")).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn a_request_is_read_from_its_short_forms() {
    let long: SearchRequest = from_json(&json!({
        "query": "salt", "facets": [{"facet": "area", "limit": 10}, {"facet": "kind", "limit": 10}],
        "selected": {"kind": ["guide"]}, "fits": {"organization": "Mulmur", "weight": 1.0, "least": 0.0},
    }))
    .unwrap();
    for facets in
        [json!(["area", "kind"]), json!({"area": 10, "kind": 10}), json!([{"facet": "area", "limit": 10}, "kind"])]
    {
        let short = json!({"query": "salt", "facets": facets, "selected": {"kind": "guide"}, "fits": "Mulmur"});
        assert_eq!(from_json::<SearchRequest>(&short).unwrap(), long);
    }
    assert_eq!(from_json::<FitTarget>(&json!("Mulmur")).unwrap(), FitTarget::new("Mulmur"));
    for (wrong, path) in [
        (json!({"facets": {"areas": 3}}), "facets.areas"),
        (json!({"facets": {"area": "many"}}), "facets.area"),
        (json!({"facets": ["area", 5]}), "facets[1]"),
        (json!({"fits": {"town": "Mulmur"}}), "fits.town"),
        (json!({"selected": {"kind": 5}}), "selected.kind"),
        (json!({"sort": "date"}), "sort"),
    ] {
        let omkn_core::Error::Validation { problems } = from_json::<SearchRequest>(&wrong).unwrap_err() else {
            panic!()
        };
        assert_eq!(problems[0].path, path, "{wrong}");
    }
}
