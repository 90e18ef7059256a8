//! What a CSV file is made of: its encoding and its delimiter.

use encoding_rs::{Encoding, UTF_8};

/// The text of a file, and the name of the encoding it was in.
pub(super) fn decode(bytes: &[u8]) -> (String, &'static str) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return (encoding.decode_without_bom_handling(rest).0.into_owned(), encoding.name());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), UTF_8.name());
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(Some(b"ca"), chardetng::Utf8Detection::Deny);
    (encoding.decode_without_bom_handling(bytes).0.into_owned(), encoding.name())
}

/// The delimiters that are tried.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many records decide.
const LOOKED_AT: usize = 20;

/// The delimiter that cuts the first records into the same number of parts, the more the better.
pub(super) fn delimiter(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let mut reader = ::csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let lengths: Vec<usize> =
            reader.byte_records().take(LOOKED_AT).filter_map(|record| Some(record.ok()?.len())).collect();
        let columns = lengths.first().copied().unwrap_or(0);
        let even = lengths.iter().filter(|length| **length == columns).count();
        if columns < 2 { (0, 0) } else { (even * 100 / lengths.len().max(1), columns) }
    };
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| score(*delimiter));
    best.unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_header() {
        assert_eq!(decode(b"\xEF\xBB\xBFtitle"), ("title".to_owned(), "UTF-8"));
        assert_eq!(decode(b"\xFF\xFEt\0i\0").0, "ti");
    }

    #[test]
    fn windows_text_with_accents_and_dashes_is_read_as_written() {
        let (text, encoding) = decode(b"D\xE9neigement \x96 \xE9t\xE9 et hiver, r\xE9seau routier");
        assert_eq!((text.as_str(), encoding), ("Déneigement – été et hiver, réseau routier", "windows-1252"));
    }

    #[test]
    fn the_delimiter_is_the_one_that_cuts_evenly() {
        assert_eq!(delimiter("a;b;c\n1,5;2;3\n\"x;y\";2;3\n"), b';');
        assert_eq!(delimiter("a\tb\n1, 2\t3\n"), b'\t');
        assert_eq!(delimiter("only one column\nof text\n"), b',');
    }
}
