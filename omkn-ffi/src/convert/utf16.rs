//! Places in texts: the library counts bytes, Kotlin and Swift's `NSRange` count UTF-16 code units.

use super::records;

records! {
    /// A stretch of a text, in UTF-16 code units as strings of apps count; always on character boundaries.
    pub struct TextRange {
        /// The first unit.
        pub start: i32,
        /// The unit after the last.
        pub end: i32,
    }
}

/// A place in a text, given in bytes, in UTF-16 code units.
pub(crate) fn utf16_position(text: &str, byte: usize) -> i32 {
    units(text.char_indices().take_while(|(at, _)| *at < byte).map(|(_, c)| c.len_utf16()).sum())
}

/// No text of an app is longer than what `Int` counts in Kotlin.
fn units(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Ranges of a text in UTF-16 code units, all in one pass: they are in order and do not overlap.
pub(crate) fn utf16_ranges(text: &str, ranges: &[omkn_core::TextRange]) -> Vec<TextRange> {
    let mut ends: Vec<i32> = Vec::with_capacity(ranges.len() * 2);
    let mut wanted = ranges.iter().flat_map(|range| [range.start, range.end]).peekable();
    let mut count = 0;
    for (at, c) in text.char_indices() {
        while wanted.next_if(|byte| *byte <= at).is_some() {
            ends.push(units(count));
        }
        count += c.len_utf16();
    }
    ends.extend(wanted.map(|_| units(count)));
    let (pairs, _) = ends.as_chunks::<2>();
    pairs.iter().map(|&[start, end]| TextRange { start, end }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_count_what_strings_of_apps_count() {
        let text = "🚒 Déneigement";
        let range = omkn_core::TextRange { start: text.find('D').unwrap(), end: text.len() };
        assert_eq!(utf16_ranges(text, &[range]), [TextRange { start: 3, end: 14 }]);
        let units: Vec<u16> = text.encode_utf16().collect();
        assert_eq!(String::from_utf16(&units[3..14]).unwrap(), "Déneigement");
    }
}
