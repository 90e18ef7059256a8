//! Where the score of one document comes from.

use tantivy::query::Explanation;
use tantivy::{DocId, SegmentReader, Term};

use super::text_query::{GroupsWeight, WeightedGroup};

impl GroupsWeight {
    /// What each group and each pair of words adds to the score of a document that answers.
    pub(super) fn explained(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        let mut parts = Vec::new();
        for group in &self.groups {
            if let Some(best) = self.best_member(segment, group, document)? {
                parts.push(best);
            }
        }
        // Pairs whose words a segment lacks have no cursors, so each is looked for on its own.
        for pair in &self.pairs {
            let mut adjacency = self.adjacency(segment, std::slice::from_ref(pair), 1.0)?;
            let found: Vec<_> = adjacency.of(document).filter(|(count, _)| *count > 0).collect();
            for (count, more) in found {
                let Some(words) = pair.first() else { continue };
                let (first, second) = (text_of(&words.first), text_of(&words.second));
                parts.push(explanation(format!("\"{first} {second}\" side by side, {count} times"), more));
            }
        }
        let sum = parts.iter().map(Explanation::value).sum();
        let mut explained = Explanation::new("sum of the words", sum);
        parts.into_iter().for_each(|part| explained.add_detail(part));
        Ok(explained)
    }

    fn best_member(
        &self,
        segment: &SegmentReader,
        group: &WeightedGroup,
        document: DocId,
    ) -> tantivy::Result<Option<Explanation>> {
        let mut members = Vec::new();
        for (term, weight) in &group.words {
            let Some(mut cursor) = self.word_cursor(segment, term, *weight)? else { continue };
            let Some(score) = cursor.score_at(document) else { continue };
            let name = format!("{} in {}", text_of(term), segment.schema().get_field_name(term.field()));
            let mut explained = explanation(name, score);
            explained.add_const("what the word says (idf and weight)", *weight);
            explained.add_const("how much its occurrences count", score / weight);
            members.push(explained);
        }
        for member in &group.queries {
            let mut scorer = member.query.scorer(segment, 1.0)?;
            if scorer.doc() <= document && scorer.seek(document) == document {
                members.push(match &member.sign {
                    Some(name) => explanation(name.to_string(), member.weight),
                    None => explanation("phrase or pattern".to_owned(), member.weight * scorer.score()),
                });
            }
        }
        Ok(members.into_iter().max_by(|a, b| a.value().total_cmp(&b.value())))
    }
}

fn explanation(description: String, value: f32) -> Explanation {
    Explanation::new_with_string(description, value)
}

fn text_of(term: &Term) -> String {
    term.value().as_str().unwrap_or_default().to_owned()
}
