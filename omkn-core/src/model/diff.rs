//! Differences between two versions of a record's content.

use serde_json::Value;

use super::draft::RecordDraft;
use super::revision::FieldChange;
use crate::base::{Error, Result};

/// Every field that differs, in the order of the paths.
pub(crate) fn diff(before: &RecordDraft, after: &RecordDraft) -> Result<Vec<FieldChange>> {
    // By way of text, as drafts are stored: straight to a tree would be a second copy of the code that writes them.
    let tree = |draft: &RecordDraft| {
        serde_json::to_string(draft)
            .and_then(|json| serde_json::from_str::<Value>(&json))
            .map_err(|source| Error::Storage { context: "comparing two versions", source: source.into() })
    };
    let mut changes = Vec::new();
    compare(String::new(), Some(&tree(before)?), Some(&tree(after)?), &mut changes);
    Ok(changes)
}

/// The depth is that of the record's JSON form, which the types bound.
fn compare(path: String, before: Option<&Value>, after: Option<&Value>, changes: &mut Vec<FieldChange>) {
    if before == after {
        return;
    }
    if let (Some(Value::Object(old)), Some(Value::Object(new))) = (before, after) {
        let names: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).collect();
        for name in names {
            let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            compare(inner, old.get(name), new.get(name), changes);
        }
        return;
    }
    changes.push(FieldChange { path, before: before.cloned(), after: after.cloned() });
}
