//! What a CSV file is made of: its encoding and its delimiter.

use encoding_rs::{Encoding, UTF_8};

/// The text of a file, and how it was read.
pub(super) struct Decoded {
    pub(super) text: String,
    encoding: &'static str,
    /// Whether nothing in the file says its encoding.
    is_guessed: bool,
    /// Whether some bytes are none in this encoding.
    has_errors: bool,
}

impl Decoded {
    fn new(encoding: &'static Encoding, bytes: &[u8], is_guessed: bool) -> Self {
        let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
        Self { text: text.into_owned(), encoding: encoding.name(), is_guessed, has_errors }
    }

    /// What people should look over.
    pub(super) fn remarks(&self) -> Vec<String> {
        let guessed = if self.is_guessed { ", which is a guess: look at the accents" } else { "" };
        let mut remarks = vec![format!("read as {}{guessed}", self.encoding)];
        if self.has_errors {
            remarks.push(format!("some bytes are not {}: they were read as \u{FFFD}", self.encoding));
        }
        remarks
    }
}

/// What a file is that is not text, by how it begins.
pub(super) fn other_format(bytes: &[u8]) -> Option<&'static str> {
    let formats: [(&[u8], &str); 4] = [
        (b"PK\x03\x04", "an Excel or OpenDocument workbook, or another zip archive"),
        (b"\xD0\xCF\x11\xE0", "an Excel workbook of the old format"),
        (b"%PDF-", "a PDF"),
        (b"PAR1", "a Parquet file"),
    ];
    formats.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, format)| *format)
}

/// Read bytes as text.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Decoded::new(encoding, bytes.get(mark..).unwrap_or_default(), false);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Decoded::new(UTF_8, bytes, false);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Decoded::new(detector.guess(Some(b"ca"), chardetng::Utf8Detection::Deny), bytes, true)
}

/// The delimiter that a first line such as `sep=;` names, and the text behind that line.
pub(super) fn delimiter_line(text: &str) -> (Option<u8>, &str) {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    let first = first.trim().trim_matches('"');
    let named = first.get(..4).filter(|word| word.eq_ignore_ascii_case("sep=")).and_then(|_| first.get(4..));
    match named.map(str::as_bytes) {
        Some([delimiter]) => {
            let rest = rest.strip_prefix('\r').unwrap_or(rest);
            (Some(*delimiter), rest.strip_prefix('\n').unwrap_or(rest))
        }
        _ => (None, text),
    }
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
        let decoded = decode(b"\xEF\xBB\xBFtitle");
        assert_eq!((decoded.text.as_str(), decoded.remarks()), ("title", vec!["read as UTF-8".to_owned()]));
        assert_eq!(decode(b"\xFF\xFEt\0i\0").text, "ti");
    }

    #[test]
    fn windows_text_with_accents_and_dashes_is_read_as_written() {
        let decoded = decode(b"D\xE9neigement \x96 \xE9t\xE9 et hiver, r\xE9seau routier");
        assert_eq!(decoded.text, "Déneigement – été et hiver, réseau routier");
        assert!(decoded.remarks()[0].contains("windows-1252, which is a guess"));
    }

    #[test]
    fn a_first_line_may_name_the_delimiter() {
        assert_eq!(delimiter_line("sep=;\r\ntitle;date\n"), (Some(b';'), "title;date\n"));
        assert_eq!(delimiter_line("\"SEP=,\"\ntitle\n"), (Some(b','), "title\n"));
        assert_eq!(delimiter_line("title;date\n"), (None, "title;date\n"));
    }

    #[test]
    fn the_delimiter_is_the_one_that_cuts_evenly() {
        assert_eq!(delimiter("a;b;c\n1,5;2;3\n\"x;y\";2;3\n"), b';');
        assert_eq!(delimiter("a\tb\n1, 2\t3\n"), b'\t');
        assert_eq!(delimiter("only one column\nof text\n"), b',');
    }
}
