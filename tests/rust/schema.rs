//! The JSON Schema in the documents is the one of the types.
//!
//! After a change of the types, `OMKN_WRITE_SCHEMA=1 cargo test -p omkn-tests --test behaviour schema::` writes it.

use std::path::Path;

use omkn_core::{RecordDraft, RecordKind};

#[test]
fn the_schema_in_the_documents_is_that_of_the_types() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../omkn-core/docs/record.schema.json");
    let schema = schemars::schema_for!(RecordDraft);
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if std::env::var_os("OMKN_WRITE_SCHEMA").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text, "write it as this file says");
}

#[test]
fn the_schema_lists_every_field_with_its_meaning_and_every_word_of_a_closed_list() {
    let schema = serde_json::to_value(schemars::schema_for!(RecordDraft)).unwrap();
    let properties = schema["properties"].as_object().unwrap();
    let full = serde_json::to_value(RecordDraft::new(RecordKind::Practice, "en", "t")).unwrap();
    assert!(full.as_object().unwrap().keys().all(|field| properties.contains_key(field)));
    assert!(properties.values().all(|property| property["description"].is_string()), "{properties:?}");
    let text = schema.to_string();
    assert!(RecordKind::ALL.iter().all(|kind| text.contains(&format!("\"{kind}\""))));
}
