//! Records that are like another.

use std::collections::HashMap;

use crate::convert::{LanguageTag, RecordId, records, word_enums};
use crate::model::RecordKind;

word_enums! {
    /// In what records are alike.
    pub enum SimilarityAspect {
        /// The words of their texts; those that say most are given.
        Words,
        /// Their service areas, by concept id.
        Areas,
        /// The municipalities and other organizations they apply to, by id.
        Places,
        /// The words of their titles.
        Title,
        /// The name in another system (`source:source_id`): an import would update the record.
        ExternalId,
        /// The address of a source, resource or relation.
        Address,
    }
}

records! {
    /// Something two records share.
    pub struct SimilarityReason: FromCore {
        /// In what they are alike.
        pub aspect: SimilarityAspect,
        /// What they share: words, ids, addresses.
        pub shared: Vec<String>,
        /// What this adds to the score.
        pub value: f32,
    }

    /// A record that is like another.
    pub struct SimilarRecord: FromCore {
        /// The record.
        pub id: RecordId,
        /// Its version.
        pub version: i32,
        /// What sort of record.
        pub kind: RecordKind,
        /// Its title, in every language it has one in.
        pub title: HashMap<LanguageTag, String>,
        /// How alike, from 0 to 1: the sum of what the reasons add.
        pub score: f32,
        /// Why, strongest first; never empty.
        pub reasons: Vec<SimilarityReason>,
    }
}
