//! Drafts as apps give them, for writing.

use crate::convert::read;
use crate::error::Result;
use crate::model::RecordDraft;

/// A draft for the library. Where parts cannot be read, `Validation` with these and with what the library finds in the rest.
pub(super) fn draft_of(kb: &omkn_core::KnowledgeBase, draft: RecordDraft) -> Result<omkn_core::RecordDraft> {
    let (draft, unreadable) = read(draft);
    if unreadable.is_empty() {
        return Ok(draft);
    }
    let problems = kb.validate(&draft)?.with_unreadable(unreadable).problems;
    Err(omkn_core::Error::Validation { problems }.into())
}

/// The same for many drafts, with the number of the draft before each path.
pub(super) fn drafts_of(
    kb: &omkn_core::KnowledgeBase,
    drafts: Vec<RecordDraft>,
) -> Result<Vec<omkn_core::RecordDraft>> {
    let drafts: Vec<_> = drafts.into_iter().map(read).collect();
    if drafts.iter().all(|(_, unreadable)| unreadable.is_empty()) {
        return Ok(drafts.into_iter().map(|(draft, _)| draft).collect());
    }
    let mut found = Vec::new();
    for (number, (draft, unreadable)) in drafts.into_iter().enumerate() {
        for mut problem in kb.validate(&draft)?.with_unreadable(unreadable).problems {
            problem.path.insert_str(0, &format!("drafts[{number}]."));
            found.push(problem);
        }
    }
    // Counted as those of one draft are.
    let problems = omkn_core::ValidationReport::default().with_unreadable(found).problems;
    Err(omkn_core::Error::Validation { problems }.into())
}
