//! Groups of words against a plain reckoning of the same.
#![expect(clippy::disallowed_methods, reason = "an index of the test alone")]

use std::sync::Arc;

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, INDEXED, IndexRecordOption, SchemaBuilder, TextFieldIndexing, TextOptions};
use tantivy::{DocAddress, Index, IndexWriter, Searcher, Term};

use super::text_query::{Group, GroupsQuery, Member};

struct Texts {
    searcher: Searcher,
    text: Field,
    other: Field,
    number: Field,
}

/// Documents with a text, another text and their number; a commit after every `per_segment`.
fn texts(documents: &[(&str, &str)], per_segment: usize) -> Texts {
    let mut schema = SchemaBuilder::new();
    let indexing = TextFieldIndexing::default().set_tokenizer("default");
    let options = TextOptions::default()
        .set_indexing_options(indexing.set_index_option(IndexRecordOption::WithFreqsAndPositions));
    let text = schema.add_text_field("text", options.clone());
    let other = schema.add_text_field("other", options);
    let number = schema.add_u64_field("number", INDEXED);
    let index = Index::create_in_ram(schema.build());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
    for (position, (first, second)) in documents.iter().enumerate() {
        let mut document = tantivy::TantivyDocument::new();
        document.add_text(text, first);
        document.add_text(other, second);
        document.add_u64(number, position as u64);
        writer.add_document(document).unwrap();
        if (position + 1) % per_segment == 0 {
            writer.commit().unwrap();
        }
    }
    writer.commit().unwrap();
    Texts { searcher: index.reader().unwrap().searcher(), text, other, number }
}

impl Texts {
    fn word(&self, word: &str) -> Member {
        Member::Word(Term::from_field_text(self.text, word), 1.0)
    }

    fn query(&self, words: &str) -> GroupsQuery {
        let groups =
            words.split(' ').map(|word| Group { members: vec![self.word(word)], follows: true, ..Group::default() });
        GroupsQuery { groups: groups.collect(), ..GroupsQuery::default() }
    }

    fn hits(&self, query: &dyn Query) -> Vec<(f32, DocAddress)> {
        self.searcher.search(query, &TopDocs::with_limit(10_000).order_by_score()).unwrap()
    }

    fn is_number(&self, number: u64) -> Arc<dyn Query> {
        Arc::new(TermQuery::new(Term::from_field_u64(self.number, number), IndexRecordOption::Basic))
    }
}

/// Many documents over several windows, with words of very different frequency.
fn many() -> Texts {
    let owned: Vec<String> = (0..10_000_u32)
        .map(|n| {
            let mut text = String::from("all");
            for (every, word) in [(2, "even"), (3, "third"), (1000, "rare"), (4097, "window")] {
                if n % every == 0 {
                    text.push(' ');
                    text.push_str(word);
                }
            }
            text
        })
        .collect();
    let documents: Vec<(&str, &str)> = owned.iter().map(|text| (text.as_str(), "")).collect();
    texts(&documents, 100_000)
}

#[test]
fn every_document_with_one_of_the_words_is_found_once() {
    let texts = many();
    for (words, count) in [("all", 10_000), ("even third", 6667), ("rare window", 12), ("absent", 0)] {
        assert_eq!(texts.searcher.search(&texts.query(words), &Count).unwrap(), count, "{words}");
        assert_eq!(texts.hits(&texts.query(words)).len(), count, "{words}");
    }
}

#[test]
fn filters_narrow_without_changing_scores() {
    let texts = many();
    let all = texts.hits(&texts.query("rare third"));
    let third = TermQuery::new(Term::from_field_text(texts.text, "even"), IndexRecordOption::Basic);
    for number in [0, 3000, 9000, 9999] {
        let mut query = texts.query("rare third");
        query.filters = vec![Arc::new(third.clone()), texts.is_number(number)];
        let expected: Vec<_> = all.iter().filter(|(_, at)| u64::from(at.doc_id) == number && number % 2 == 0).collect();
        assert_eq!(texts.hits(&query).iter().collect::<Vec<_>>(), expected, "{number}");
    }
    let mut query = texts.query("rare");
    query.excluded = vec![texts.is_number(4000), Arc::new(third)];
    assert_eq!(texts.hits(&query).len(), 0, "all rare ones are even");
}

#[test]
fn it_can_be_a_part_of_any_other_query() {
    let texts = many();
    let alone = texts.hits(&texts.query("rare third"));
    for part in ["rare", "all", "window"] {
        let filter = TermQuery::new(Term::from_field_text(texts.text, part), IndexRecordOption::Basic);
        let silent = tantivy::query::ConstScoreQuery::new(Box::new(filter.clone()), 0.0);
        let both = BooleanQuery::new(vec![
            (Occur::Must, Box::new(texts.query("rare third")) as Box<dyn Query>),
            (Occur::Must, Box::new(silent)),
        ]);
        let mut narrowed = texts.query("rare third");
        narrowed.filters.push(Arc::new(filter));
        assert_eq!(texts.hits(&both), texts.hits(&narrowed), "{part}");
        assert!(texts.hits(&both).iter().all(|hit| alone.contains(hit)), "{part}");
    }
    let union = BooleanQuery::union(vec![Box::new(texts.query("rare")), Box::new(AllQuery)]);
    assert_eq!(texts.hits(&union).len(), 10_000);
}

#[test]
fn a_group_scores_once_by_its_best_member() {
    let texts = texts(&[("snow ice", ""), ("snow", ""), ("ice", ""), ("sand", "neige")], 2);
    let group = |members: Vec<Member>| {
        let query = GroupsQuery { groups: vec![Group { members, ..Group::default() }], ..GroupsQuery::default() };
        let mut hits = texts.hits(&query);
        hits.sort_by_key(|(_, at)| *at);
        hits.into_iter().map(|(score, _)| score).collect::<Vec<_>>()
    };
    let mut one = group(vec![texts.word("snow"), texts.word("ice")]);
    one.sort_by(f32::total_cmp);
    assert_eq!(one.len(), 3);
    assert_eq!(one[1], one[2], "two members are no better than one: the texts with one of them are the best");
    let neige = Member::Word(Term::from_field_text(texts.other, "neige"), 1.0);
    assert_eq!(group(vec![texts.word("snow"), neige]).len(), 3, "a word is found in either language");
    let phrase = PhraseQuery::new(["snow", "ice"].map(|word| Term::from_field_text(texts.text, word)).to_vec());
    assert_eq!(group(vec![Member::Query(Arc::new(phrase), 0.5)]).len(), 1);
}

#[test]
fn words_side_by_side_are_better_than_words_apart() {
    let texts = texts(&[("road x salt", ""), ("road salt x", ""), ("salt road x", ""), ("x y z", "")], 100);
    let hits = texts.hits(&texts.query("road salt"));
    assert_eq!((hits.len(), hits[0].1.doc_id), (3, 1));
    assert!(hits[0].0 > hits[1].0 && hits[1].0 == hits[2].0);
}

#[test]
fn optional_words_score_but_find_nothing_by_themselves() {
    let texts = texts(&[("the salt", ""), ("salt", ""), ("the sand", ""), ("x", "")], 100);
    let mut query = texts.query("the salt");
    let needed = texts.hits(&query);
    query.groups[0].is_optional = true;
    let hits = texts.hits(&query);
    assert_eq!(hits.iter().map(|(_, at)| at.doc_id).collect::<Vec<_>>(), [0, 1]);
    assert!((hits[0].0 - needed[0].0).abs() < 1e-6, "the score is the same");
    assert_eq!(texts.searcher.search(&query, &Count).unwrap(), 2);
    let explained = query.explain(&texts.searcher, hits[0].1).unwrap();
    assert!((explained.value() - hits[0].0).abs() < 1e-6);
    query.groups.truncate(1);
    assert_eq!(texts.hits(&query).len(), 2, "alone, it is a word like others");
}

#[test]
fn the_best_are_the_same_whether_the_bar_rises_or_not() {
    let texts = many();
    for words in ["all even third rare", "window all", "third even"] {
        let query = texts.query(words);
        let full = texts.hits(&query);
        query.bar.raise(full[20].0);
        let best: Vec<_> = full.iter().filter(|(score, _)| *score > query.bar.score()).collect();
        let cut = texts.hits(&query);
        assert_eq!(cut.len(), full.len());
        for ((score, at), (cut_score, cut_at)) in best.into_iter().zip(&cut) {
            assert!(at == cut_at && (score - cut_score).abs() < 1e-5, "{words}");
        }
        assert!(cut.iter().skip(21).all(|(score, _)| *score <= query.bar.score() + 1e-5));
    }
}

#[test]
fn a_raised_bar_changes_no_score_above_it() {
    let texts = texts(&[("road x salt", ""), ("road salt x", ""), ("salt road x", ""), ("x y z", "")], 100);
    let query = texts.query("road salt");
    let full = texts.hits(&query);
    query.bar.raise(full[1].0);
    let cut = texts.hits(&query);
    assert_eq!(cut[0], full[0]);
    query.bar.raise(100.0);
    assert!(texts.hits(&query)[0].0 < full[0].0, "beyond the bar only words count");
}

#[test]
fn an_explanation_adds_up_to_the_score() {
    let texts = texts(&[("road salt road salt on ice", ""), ("road x salt", ""), ("ice", "neige"), ("x", "")], 2);
    let mut query = texts.query("road salt ice absent");
    query.groups[2].members.push(Member::Word(Term::from_field_text(texts.other, "neige"), 1.5));
    let hits = texts.hits(&query);
    assert_eq!(hits.len(), 3);
    for (score, at) in hits {
        assert!(texts.query("absent").explain(&texts.searcher, at).is_err());
        let explained = query.explain(&texts.searcher, at).unwrap();
        assert!((explained.value() - score).abs() < 1e-5, "{} is not {score}", explained.value());
    }
}

#[test]
fn deleted_documents_are_not_found() {
    let texts = many();
    let mut writer: IndexWriter = texts.searcher.index().writer_with_num_threads(1, 15_000_000).unwrap();
    writer.delete_term(Term::from_field_u64(texts.number, 4097));
    writer.commit().unwrap();
    let searcher = texts.searcher.index().reader().unwrap().searcher();
    assert_eq!(searcher.search(&texts.query("window"), &Count).unwrap(), 2);
}
