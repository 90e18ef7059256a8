//! Where the score of one document comes from.

use tantivy::query::Explanation;
use tantivy::{DocId, SegmentReader, Term};

use super::text_query::{GroupsWeight, WeightedGroup};

/// What a part of the score is; the engine hands explanations out as text, so it is written before what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScorePart {
    /// The sum of the words.
    Words,
    /// A word: its stem and field.
    Word,
    /// The weight of a word.
    Weight,
    /// How much its occurrences count.
    Frequency,
    /// Two words side by side, and how often.
    Pair,
    /// A label or service area.
    Indicator,
    /// A phrase or the beginning of a word.
    Query,
}

impl ScorePart {
    const ALL: [Self; 7] =
        [Self::Words, Self::Word, Self::Weight, Self::Frequency, Self::Pair, Self::Indicator, Self::Query];

    fn tagged(self, about: &str) -> String {
        format!("{}\t{about}", self as u8)
    }

    /// The part and what it is about; `None` for what another query explains in its own words.
    pub(crate) fn parse(description: &str) -> Option<(Self, &str)> {
        let (number, about) = description.split_once('\t')?;
        Some((*Self::ALL.get(number.parse::<usize>().ok()?)?, about))
    }
}

impl GroupsWeight {
    /// What each group and each pair of words adds to the score of a document that answers.
    pub(crate) fn explained(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
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
                parts.push(explanation(ScorePart::Pair.tagged(&format!("{first} {second}\t{count}")), more));
            }
        }
        let sum = parts.iter().map(Explanation::value).sum();
        let mut explained = Explanation::new_with_string(ScorePart::Words.tagged(""), sum);
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
            let field = segment.schema().get_field_name(term.field());
            let mut explained = explanation(ScorePart::Word.tagged(&format!("{}\t{field}", text_of(term))), score);
            explained.add_detail(explanation(ScorePart::Weight.tagged(""), *weight));
            explained.add_detail(explanation(ScorePart::Frequency.tagged(""), score / weight));
            members.push(explained);
        }
        for member in &group.queries {
            let mut scorer = member.query.scorer(segment, 1.0)?;
            if scorer.doc() <= document && scorer.seek(document) == document {
                members.push(match &member.indicator {
                    Some(name) => explanation(ScorePart::Indicator.tagged(name), member.weight),
                    None => explanation(ScorePart::Query.tagged(""), member.weight * scorer.score()),
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
