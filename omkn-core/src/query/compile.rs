//! stub
use crate::error::*;
use crate::index::*;
use crate::search::*;
use tantivy::query::*;
pub(crate) struct Compiled {
    pub(crate) query: Box<dyn tantivy::query::Query>,
    pub(crate) wanted: Wanted,
    pub(crate) interpretation: Interpretation,
}
pub(crate) fn compile(
    _kb: &crate::knowledge_base::KnowledgeBase,
    fields: &Fields,
    input: &QueryInput,
) -> Result<Compiled> {
    let QueryInput::Text(text) = input else { return Err(Error::corrupt("stub")) };
    let mut wanted = Wanted::default();
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![];
    for_each_token(Language::English, text, |t| {
        wanted.add_stem(Language::English, t.stem);
        clauses.push((
            Occur::Should,
            Box::new(TermQuery::new(
                tantivy::Term::from_field_text(fields.text(Language::English), stem),
                tantivy::schema::IndexRecordOption::WithFreqs,
            )),
        ));
    });
    let query: Box<dyn Query> =
        if clauses.is_empty() { Box::new(AllQuery) } else { Box::new(BooleanQuery::new(clauses)) };
    Ok(Compiled { query, wanted, interpretation: Interpretation::default() })
}
