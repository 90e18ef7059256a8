//! Positions in texts: the library counts bytes, strings in Python count code points.

use omkn_core::{Classification, Error, HitText, QueryNotice, SearchHit, Suggestion, TextRange};

/// Turn positions in a text from bytes into code points, all of them in one pass over the text.
fn count<'a>(text: &str, positions: impl Iterator<Item = &'a mut usize>) {
    if text.is_ascii() {
        return;
    }
    let mut positions: Vec<&mut usize> = positions.collect();
    positions.sort_unstable();
    let mut positions = positions.into_iter().peekable();
    let starts = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
    for (code_point, byte) in starts.enumerate() {
        while let Some(position) = positions.next_if(|position| **position <= byte) {
            *position = code_point;
        }
        if positions.peek().is_none() {
            return;
        }
    }
}

fn ranges(text: &str, ranges: &mut [TextRange]) {
    count(text, ranges.iter_mut().flat_map(|range| [&mut range.start, &mut range.end]));
}

/// A hit with its highlights in code points.
pub(crate) fn hit(mut hit: SearchHit) -> SearchHit {
    let highlighted = |shown: &mut HitText| ranges(&shown.text, &mut shown.highlights);
    highlighted(&mut hit.title);
    if let Some(snippet) = &mut hit.snippet {
        highlighted(&mut snippet.text);
    }
    hit
}

/// A suggestion with its highlights in code points.
pub(crate) fn suggestion(mut suggestion: Suggestion) -> Suggestion {
    ranges(&suggestion.text, &mut suggestion.highlights);
    suggestion
}

/// What was noticed in a query, with spans in code points.
pub(crate) fn notices(query: &str, mut notices: Vec<QueryNotice>) -> Vec<QueryNotice> {
    count(query, notices.iter_mut().flat_map(|notice| [&mut notice.span.start, &mut notice.span.end]));
    notices
}

/// Why a query cannot be read, with its span in code points.
pub(crate) fn query_error(query: &str, mut error: Error) -> Error {
    if let Error::Query { span, .. } = &mut error {
        count(query, [&mut span.start, &mut span.end].into_iter());
    }
    error
}

/// The concepts of a text, with the positions of their labels in code points.
pub(crate) fn classifications(text: &str, mut found: Vec<Classification>) -> Vec<Classification> {
    let reasons = found.iter_mut().flat_map(|one| &mut one.reasons);
    count(text, reasons.flat_map(|reason| [&mut reason.start, &mut reason.end]));
    found
}
