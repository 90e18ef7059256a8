//! The fields of the index. It holds words, numbers and dates to find and count by; every text shown comes from the store.

use sha2::{Digest, Sha256};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use super::analyzer::{ANALYSIS_VERSION, WRITTEN, analyzer_name};
use crate::language::{ByLanguage, Language};
use crate::model::Facet;

/// Handles of all fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    /// The record's key in the store.
    pub(crate) key: Field,
    /// The record's version, to compare the index with the store.
    pub(crate) version: Field,
    /// All words of a record, by language; title and summary count more than once.
    text: ByLanguage<Field>,
    /// The words of the title, by language.
    title: ByLanguage<Field>,
    /// Words as they are written, folded but not stemmed, in any language.
    pub(crate) word: Field,
    /// The same for titles.
    pub(crate) title_word: Field,
    /// What closed filters look for: one number for each (facet, value) pair; see [`filter_number`].
    pub(crate) filter: Field,
    /// Facet values to count, by position in [`Facet::ALL`].
    facets: Vec<Field>,
    /// Populations of the organizations, at their latest census.
    pub(crate) population: Field,
    /// The first day of the date, as days since 1970 began.
    pub(crate) date: Field,
    /// What the title shown to readers of each language is sorted by.
    title_order: ByLanguage<Field>,
}

impl Fields {
    pub(crate) fn text(&self, language: Language) -> Field {
        *self.text.get(language)
    }

    pub(crate) fn title(&self, language: Language) -> Field {
        *self.title.get(language)
    }

    pub(crate) fn title_order(&self, language: Language) -> Field {
        *self.title_order.get(language)
    }

    /// The field that counts a facet.
    pub(crate) fn facet(&self, facet: Facet) -> Field {
        let position = Facet::ALL.iter().position(|other| *other == facet).unwrap_or_default();
        self.facets.get(position).copied().unwrap_or(self.filter)
    }
}

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = SchemaBuilder::new();
    let number = NumericOptions::default().set_fast();
    let words = |builder: &mut SchemaBuilder, name: &str| {
        ByLanguage::new(|language| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(analyzer_name(language))
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            let options = TextOptions::default().set_indexing_options(indexing);
            builder.add_text_field(&format!("{name}_{}", language.code()), options)
        })
    };
    let written = |builder: &mut SchemaBuilder, name: &str| {
        let indexing = TextFieldIndexing::default().set_tokenizer(WRITTEN).set_fieldnorms(false);
        let indexing = indexing.set_index_option(IndexRecordOption::Basic);
        builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let fields = Fields {
        key: builder.add_u64_field("key", FAST | INDEXED),
        version: builder.add_u64_field("version", number.clone()),
        text: words(&mut builder, "text"),
        title: words(&mut builder, "title"),
        word: written(&mut builder, "word"),
        title_word: written(&mut builder, "title_word"),
        filter: builder.add_u64_field("filter", INDEXED),
        facets: Facet::ALL.iter().map(|facet| builder.add_u64_field(&facet_name(*facet), number.clone())).collect(),
        population: builder.add_u64_field("population", number.clone()),
        date: builder.add_i64_field("date", number),
        title_order: ByLanguage::new(|language| {
            builder.add_text_field(title_order_name(language), TextOptions::default().set_fast("raw"))
        }),
    };
    (builder.build(), fields)
}

/// The name of the field that titles are sorted by for readers of a language.
pub(crate) fn title_order_name(language: Language) -> &'static str {
    match language {
        Language::English => "title_order_en",
        Language::French => "title_order_fr",
    }
}

/// The name of the field that counts a facet.
pub(super) fn facet_name(facet: Facet) -> String {
    format!("facet_{facet}")
}

/// What decides whether an index on the disk can be used: schema, analysis, tantivy's format.
pub(crate) fn fingerprint(schema: &Schema) -> String {
    let mut hasher = Sha256::new();
    hasher.update(serde_json::to_vec(schema).unwrap_or_default());
    hasher.update(ANALYSIS_VERSION.to_le_bytes());
    hasher.update(tantivy::version_string());
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The number by which the filter field knows a value of a facet.
pub(crate) fn filter_number(facet: Facet, value: u64) -> u64 {
    let position = Facet::ALL.iter().position(|other| *other == facet).unwrap_or_default();
    ((position as u64) << 48) | (value & ((1 << 48) - 1))
}

/// What the filter field knows records by that readers do not see unless they ask: one term to leave out.
pub(crate) const HIDDEN: u64 = 0xFE << 48;

/// The number by which the filter field knows that a record has something, such as measures.
pub(crate) fn has_number(field: crate::model::HasField) -> u64 {
    (0xFF << 48) | field as u64
}
