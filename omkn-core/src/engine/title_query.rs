//! Titles typed whole or nearly whole: the record that is meant must come first, however long others talk of the same.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{BooleanQuery, EnableScoring, Explanation, Occur, Query, Scorer, TermQuery, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use crate::language::ByLanguage;

/// Of the words of the title, one of so many may be missing in the query.
const ONE_OF: usize = 4;
/// From so many words on, one of those typed may be missing in the title.
const FEWEST_FOR_NEARLY: usize = 4;

/// Records one of whose titles is what was typed, but for a word here or there.
#[derive(Debug, Clone)]
pub(crate) struct TitleQuery {
    /// The fields with titles.
    pub(crate) fields: ByLanguage<Field>,
    /// For each word that is no function word: its terms in these fields.
    pub(crate) words: Vec<Vec<Term>>,
    /// How many words were typed, function words included.
    pub(crate) typed: usize,
    /// How many of the words the title may lack.
    pub(crate) missing: usize,
}

impl TitleQuery {
    /// The same with one word typed that the title does not have; `None` for few words.
    pub(crate) fn nearly(&self) -> Option<Self> {
        (self.words.len() >= FEWEST_FOR_NEARLY).then(|| Self { missing: 1, ..self.clone() })
    }

    /// Records with enough of the words in a title of any length.
    fn with_words(&self) -> BooleanQuery {
        let any = |terms: &Vec<Term>| -> Box<dyn Query> {
            let each = terms
                .iter()
                .map(|term| Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic)) as Box<dyn Query>);
            Box::new(BooleanQuery::union(each.collect()))
        };
        if self.missing == 0 {
            return BooleanQuery::intersection(self.words.iter().map(any).collect());
        }
        let clauses = self.words.iter().map(|terms| (Occur::Should, any(terms))).collect();
        BooleanQuery::with_minimum_required_clauses(clauses, self.words.len().saturating_sub(self.missing))
    }
}

impl Query for TitleQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let inner = self.with_words().weight(scoring)?;
        let longest = self.typed + self.typed.div_ceil(ONE_OF - 1);
        Ok(Box::new(TitleWeight { inner, fields: self.fields, longest: u32::try_from(longest).unwrap_or(u32::MAX) }))
    }
}

struct TitleWeight {
    inner: Box<dyn Weight>,
    fields: ByLanguage<Field>,
    longest: u32,
}

impl Weight for TitleWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let [english, french] = self.fields.into_values();
        let lengths = [segment.get_fieldnorms_reader(english)?, segment.get_fieldnorms_reader(french)?];
        let mut titles = ShortTitles { inner: self.inner.scorer(segment, boost)?, lengths, longest: self.longest };
        titles.skip_longer();
        Ok(Box::new(titles))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("an indicator is explained by who asks for it".to_owned()))
    }
}

struct ShortTitles {
    inner: Box<dyn Scorer>,
    lengths: [FieldNormReader; 2],
    longest: u32,
}

impl ShortTitles {
    /// Go on to the next record with a title short enough.
    fn skip_longer(&mut self) -> DocId {
        let mut document = self.inner.doc();
        while document != TERMINATED && !self.is_short(document) {
            document = self.inner.advance();
        }
        document
    }

    fn is_short(&self, document: DocId) -> bool {
        self.lengths.iter().any(|lengths| (1..=self.longest).contains(&lengths.fieldnorm(document)))
    }
}

impl DocSet for ShortTitles {
    fn advance(&mut self) -> DocId {
        self.inner.advance();
        self.skip_longer()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.inner.seek(target);
        self.skip_longer()
    }

    fn doc(&self) -> DocId {
        self.inner.doc()
    }

    fn size_hint(&self) -> u32 {
        self.inner.size_hint()
    }
}

impl Scorer for ShortTitles {
    fn score(&mut self) -> Score {
        1.0
    }
}
