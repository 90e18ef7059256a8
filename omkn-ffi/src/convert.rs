//! Between values of the library and those that cross: both have the same JSON form, which is stable and tested.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{OmknError, Result};
use crate::hits::{HitText, TextRange};
use crate::values::RecordId;
use crate::vocabulary::Classification;

/// A value of the library as one that crosses.
pub(crate) fn out<A: Serialize, B: DeserializeOwned>(value: &A) -> Result<B> {
    let through = serde_json::to_value(value).and_then(serde_json::from_value);
    // Both sides are of one version, so this is a defect of ours.
    through.map_err(|error| OmknError::Corrupt { reason: format!("a value could not be handed over: {error}") })
}

/// What an app gave as a value of the library.
pub(crate) fn given<A: Serialize, B: DeserializeOwned>(value: &A) -> Result<B> {
    let through = serde_json::to_value(value).and_then(serde_json::from_value);
    through.map_err(|error| OmknError::invalid(error.to_string()))
}

/// The id of a record; what has not the form of one is `NotFound`, like an id that no record has.
pub(crate) fn record_id(id: &RecordId) -> Result<omkn_core::RecordId> {
    Ok(id.0.parse::<omkn_core::RecordId>()?)
}

/// A text given as a value of the library, such as a language tag.
pub(crate) fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(path: &str, text: &str) -> Result<T> {
    text.parse().map_err(|error| OmknError::invalid_at(path, format!("{error}")))
}

/// A place in a text, given in bytes, in UTF-16 code units.
pub(crate) fn utf16_position(text: &str, byte: usize) -> u64 {
    text.char_indices().take_while(|(at, _)| *at < byte).map(|(_, c)| c.len_utf16() as u64).sum()
}

/// The places of labels in a classified text, in UTF-16 code units.
pub(crate) fn labels_in_utf16(text: &str, found: &mut [Classification]) {
    for reason in found.iter_mut().flat_map(|found| &mut found.reasons) {
        reason.start = utf16_position(text, usize::try_from(reason.start).unwrap_or(usize::MAX));
        reason.end = utf16_position(text, usize::try_from(reason.end).unwrap_or(usize::MAX));
    }
}

/// Ranges in UTF-16 code units, as Kotlin and Swift's `NSRange` count them; the library counts bytes.
pub(crate) fn in_utf16(text: &mut HitText) {
    let mut ends: Vec<u64> = Vec::with_capacity(text.highlights.len() * 2);
    let mut wanted = text.highlights.iter().flat_map(|range| [range.start, range.end]).peekable();
    let mut units = 0;
    for (at, c) in text.text.char_indices() {
        while wanted.next_if(|byte| *byte <= at as u64).is_some() {
            ends.push(units);
        }
        units += c.len_utf16() as u64;
    }
    ends.extend(wanted.map(|_| units));
    let ranges = ends.chunks_exact(2).filter_map(|pair| match pair {
        [start, end] => Some(TextRange { start: *start, end: *end }),
        _ => None,
    });
    text.highlights = ranges.collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::LanguageTag;

    #[test]
    fn ranges_count_what_strings_of_apps_count() {
        let text = "🚒 Déneigement".to_owned();
        let bytes = text.find('D').unwrap() as u64;
        let highlights = vec![TextRange { start: bytes, end: text.len() as u64 }];
        let mut hit = HitText { text, language: LanguageTag("fr".to_owned()), is_fallback: false, highlights };
        in_utf16(&mut hit);
        assert_eq!(hit.highlights, [TextRange { start: 3, end: 14 }]);
        let units: Vec<u16> = hit.text.encode_utf16().collect();
        assert_eq!(String::from_utf16(&units[3..14]).unwrap(), "Déneigement");
    }
}
