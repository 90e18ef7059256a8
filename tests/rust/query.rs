//! The query language: what people type is never an error, what programs write is exact, and both print back.

use omkn_core::{
    ErrorKind, EvidenceLevel, Facet, Filter, HasField, KnowledgeBase, Query, QueryNoticeCode, Range, RecordKind,
    SearchRequest, Status, Tier, parse_query,
};
use proptest::prelude::*;

use crate::support::cases;

/// How a text is read: the query printed back.
fn read(text: &str) -> String {
    parse_query(text).query.to_string()
}

fn notices(text: &str) -> Vec<QueryNoticeCode> {
    parse_query(text).notices.into_iter().map(|notice| notice.code).collect()
}

#[test]
fn clear_queries_are_read_as_written() {
    for text in [
        "salt",
        "road salt brine",
        "\"bag limit\"",
        "snow*",
        "salt AND brine",
        "salt OR brine",
        "salt AND brine OR sand",
        "salt NOT beet",
        "+salt brine",
        "title:salt",
        "title:\"bag limit\"",
        "area:roads/winter-control",
        "area:\"winter control\"",
        "municipality:\"Grand Sudbury\",Ottawa",
        "region:Simcoe tier:lower,single",
        "population:10000..50000",
        "population:..9999",
        "year:2009..2014 kind:practice,attempt level:best",
        "lang:fr status:draft,in_review visibility:members has:measures",
        "(salt OR brine) AND (roads OR bridges)",
        "salt brine OR sand NOT (beet OR molasses)",
        "+(kind:practice) salt",
        "",
    ] {
        assert_eq!(read(text), text);
        assert_eq!(notices(text), [], "{text}");
        assert_eq!(Query::parse_strict(text).unwrap(), parse_query(text).query);
    }
}

#[test]
fn french_words_signs_and_quotes_mean_the_same() {
    assert_eq!(read("sel ET saumure"), "sel AND saumure");
    assert_eq!(read("sel OU saumure SAUF betterave"), "sel OR saumure NOT betterave");
    let read_as = "area:\"matières résiduelles\" year:2004 tier:lower";
    assert_eq!(read("secteur:\"matières résiduelles\" année:2004 palier:\"palier inférieur\""), read_as);
    assert_eq!(read("«limite de sacs» -sable"), "\"limite de sacs\" NOT sable");
    assert_eq!(read("“bag limit”"), "\"bag limit\"");
    assert_eq!(read("municipalité:Ottawa langue:fr contient:measures"), "municipality:Ottawa lang:fr has:measures");
    assert_eq!(read("salt (brine OR sand)"), read("salt brine OR sand"));
}

#[test]
fn ranges_and_sizes_are_read_as_people_write_them() {
    let population = |text: &str| match parse_query(&format!("population:{text}")).query {
        Query::Filter(Filter::Population(range)) => Some((range.least, range.most)),
        _ => None,
    };
    assert_eq!(population("10k..50k"), Some((Some(10_000), Some(50_000))));
    assert_eq!(population("1.5M.."), Some((Some(1_500_000), None)));
    assert_eq!(population("..2500"), Some((None, Some(2_500))));
    assert_eq!(population("small"), Some((None, Some(9_999))));
    assert_eq!(population("12000"), Some((Some(12_000), Some(12_000))));
    assert_eq!(population("12,000"), Some((Some(12_000), Some(12_000))));
    assert_eq!(population("10k-50k"), Some((Some(10_000), Some(50_000))));
    assert_eq!(population("10,000–50,000"), Some((Some(10_000), Some(50_000))));
    assert_eq!(population("<10000"), Some((None, Some(9_999))));
    assert_eq!(population(">=10k"), Some((Some(10_000), None)));
    let year = |text: &str| parse_query(&format!("year:{text}")).query.to_string();
    for (text, read_as) in [("2009-2014", "2009..2014"), ("2011-06", "2011"), (">2009", "2010.."), ("<=2014", "..2014")]
    {
        assert_eq!(year(text), format!("year:{read_as}"));
    }
    for wrong in ["..", "50k..10k", "many", "1e9", "-5", "5-", "10,00", "<", "<0", "99999999999999999999"] {
        assert_eq!(population(wrong), None, "{wrong}");
    }
}

#[test]
fn what_cannot_be_read_is_told_and_still_searched() {
    for (text, read_as, code) in [
        ("\"bag limit", "\"bag limit\"", QueryNoticeCode::OpenQuote),
        ("(salt", "salt", QueryNoticeCode::StrayParenthesis),
        ("salt)", "salt", QueryNoticeCode::StrayParenthesis),
        ("salt AND", "salt", QueryNoticeCode::StrayOperator),
        ("OR salt", "salt", QueryNoticeCode::StrayOperator),
        ("sn*", "sn", QueryNoticeCode::ShortPrefix),
        ("kind:recipe", "kind recipe", QueryNoticeCode::UnknownValue),
        ("year:abc", "year abc", QueryNoticeCode::UnknownValue),
        ("band:small", "band small", QueryNoticeCode::UnknownField),
    ] {
        let parsed = parse_query(text);
        assert_eq!(parsed.query.to_string(), read_as, "{text}");
        assert_eq!(parsed.notices.iter().map(|notice| notice.code).collect::<Vec<_>>(), [code], "{text}");
        let error = Query::parse_strict(text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Query, "{text}: {error}");
    }
}

#[test]
fn ordinary_text_does_not_surprise() {
    for (text, words) in [
        ("Re: salt", "Re salt"),
        ("10:30", "10 30"),
        ("http://example.org/a?b=c", "http example.org/a b c"),
        ("O. Reg. 588/17", "O Reg 588/17"),
        ("2-bag limit", "2-bag limit"),
        ("l'eau potable", "l'eau potable"),
        ("$1.2 million", "1.2 million"),
        ("C++ & R&D 🙂", "C R&D"),
    ] {
        assert_eq!(notices(text), [], "{text}");
        assert_eq!(read(text), words);
    }
}

#[test]
fn built_queries_print_what_they_are() {
    let query = Query::word("salt")
        .or(Query::phrase("road brine"))
        .with(Query::filter(Filter::any_of(Facet::Kind, [RecordKind::Practice])))
        .with(Query::filter(Filter::Year(Range { least: Some(2009), most: None })))
        .with(Query::title("beet").not());
    assert_eq!(query.to_string(), "salt OR \"road brine\" kind:practice year:2009.. NOT title:beet");
    assert_eq!(Query::parse_strict(&query.to_string()).unwrap(), query);
    let json = serde_json::to_string(&query).unwrap();
    assert_eq!(serde_json::from_str::<Query>(&json).unwrap(), query);
}

#[test]
fn a_value_that_is_not_in_a_closed_list_is_refused_by_name() {
    let kb = KnowledgeBase::in_memory().unwrap();
    let error = kb.search(&SearchRequest::of(Query::filter(Filter::any_of(Facet::Kind, ["essay"])))).unwrap_err();
    assert!(error.to_string().contains("\"essay\" is not one of practice, research"), "{error}");
    let error = serde_json::from_str::<Query>(r#"{"filter":{"kind":["essay"]}}"#).unwrap_err();
    assert!(error.to_string().contains("\"essay\" is not one of practice, research"), "{error}");
    let error = serde_json::from_str::<Query>(r#"{"filter":{"colour":["red"]}}"#).unwrap_err();
    assert!(error.to_string().contains("no filter is called colour"), "{error}");
    // Labels in either language are read, and stored as codes.
    let query: Query = serde_json::from_str(r#"{"filter":{"kind":["Réussite"]}}"#).unwrap();
    assert_eq!(query.to_string(), "kind:success");
}

#[test]
fn hostile_queries_are_read_in_bounds() {
    for text in [
        "(".repeat(20_000),
        "NOT ".repeat(20_000),
        "\"".repeat(5_000),
        "a ".repeat(20_000),
        "-".repeat(9_999),
        "((((a* OR ".repeat(500),
        "area:".repeat(500),
        "\u{202E}\u{0}\u{FEFF}é".repeat(999),
    ] {
        let parsed = parse_query(&text);
        let printed = parsed.query.to_string();
        assert!(printed.len() <= 4096, "{}", printed.len());
        assert_eq!(parse_query(&printed).query.to_string(), printed);
    }
}

fn word() -> impl Strategy<Value = String> {
    "[a-zé]{3,8}".prop_filter("operators are no words", |word| !["and", "or", "not"].contains(&word.as_str()))
}

fn leaf() -> impl Strategy<Value = Query> {
    let range = (prop::option::of(1_u64..5000), prop::option::of(5000_u64..9999))
        .prop_filter("some end", |(least, most)| least.is_some() || most.is_some())
        .prop_map(|(least, most)| Range { least, most });
    prop_oneof![
        word().prop_map(Query::word),
        (word(), word()).prop_map(|(a, b)| Query::phrase(format!("{a} {b}"))),
        word().prop_map(Query::prefix),
        word().prop_map(Query::title),
        word().prop_map(Query::area),
        prop::collection::vec("[a-z]{2,6}( [a-z]{2,6})?", 1..4)
            .prop_map(|names| Query::filter(Filter::any_of(Facet::Municipality, names))),
        range.clone().prop_map(|range| Query::filter(Filter::Year(range))),
        range.prop_map(|range| Query::filter(Filter::Population(range))),
        prop::sample::subsequence(RecordKind::ALL.to_vec(), 1..4)
            .prop_map(|list| Query::filter(Filter::any_of(Facet::Kind, list))),
        prop::sample::subsequence(Tier::ALL.to_vec(), 1..3)
            .prop_map(|list| Query::filter(Filter::any_of(Facet::Tier, list))),
        prop::sample::subsequence(Status::ALL.to_vec(), 1..3)
            .prop_map(|list| Query::filter(Filter::any_of(Facet::Status, list))),
        prop::sample::subsequence(EvidenceLevel::ALL.to_vec(), 1..3)
            .prop_map(|list| Query::filter(Filter::any_of(Facet::Level, list))),
        prop::sample::subsequence(HasField::ALL.to_vec(), 1..3).prop_map(|list| Query::filter(Filter::Has(list))),
    ]
}

fn built() -> impl Strategy<Value = Query> {
    leaf().prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.and(b)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.or(b)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.with(b)),
            (inner.clone(), inner).prop_map(|(a, b)| a.with(b.not())),
        ]
    })
}

proptest! {
    #![proptest_config(cases(2048))]

    #[test]
    fn a_built_query_survives_its_text(query in built()) {
        let printed = query.to_string();
        prop_assume!(printed.len() < 1000);
        prop_assert_eq!(Query::parse_strict(&printed).unwrap(), query, "{}", printed);
    }

    #[test]
    fn any_text_is_read_and_reads_the_same_once_printed(text in ".{0,200}") {
        let printed = parse_query(&text).query.to_string();
        prop_assert_eq!(parse_query(&printed).query.to_string(), printed);
    }

    #[test]
    fn nasty_text_is_read_and_reads_the_same_once_printed(
        parts in prop::collection::vec(prop::sample::select(vec![
            "(", ")", "\"", "«", "»", "AND", "OR", "NOT", "ET", "-", "+", "*", ":", "a", "salt", "sn*", "area:", "year:", "2009..", "..", ",",
            "kind:practice", "title:", "population:10k..", " ", "  ", "é", "'", "/", "\u{0}", "\u{202E}", "😀",
        ]), 0..60),
    ) {
        let text = parts.concat();
        let printed = parse_query(&text).query.to_string();
        prop_assert_eq!(parse_query(&printed).query.to_string(), printed.clone(), "{:?}", text);
        match Query::parse_strict(&printed) {
            Ok(query) => prop_assert_eq!(query.to_string(), printed),
            Err(error) => prop_assert!(printed.len() > 1024, "{}: {}", printed, error),
        }
    }
}
