//! Checks of single values: texts, lists, years, and how long they may be.

use std::collections::HashSet;
use std::hash::Hash;

use crate::base::{ProblemCode, ValidationReport};

/// The limits a draft must keep.
pub mod limits {
    /// The longest title, in characters.
    pub const TITLE_CHARS: usize = 500;
    /// The longest summary, in characters.
    pub const SUMMARY_CHARS: usize = 10_000;
    /// The longest short text (names, units, addresses), in bytes.
    pub const SHORT_TEXT_BYTES: usize = 2_000;
    /// The longest list, such as concepts, subjects or resources.
    pub const LIST_LENGTH: usize = 256;
    /// The most languages one text may be in.
    pub const LANGUAGES: usize = 100;
    /// The largest record, as JSON, in bytes.
    pub const RECORD_BYTES: usize = 1 << 20;
}

/// A name, unit or other short text that must be there.
pub(super) fn check_name(report: &mut ValidationReport, path: &str, text: &str) {
    if text.trim().is_empty() {
        report.add(path, ProblemCode::Required, "give a value");
    }
    check_line(report, path, text);
    if text.len() > limits::SHORT_TEXT_BYTES {
        let reason = format!("at most {} bytes", limits::SHORT_TEXT_BYTES);
        report.add(path, ProblemCode::TooLong, reason);
    }
}

pub(super) fn check_optional(report: &mut ValidationReport, path: &str, text: Option<&str>) {
    text.iter().for_each(|text| check_name(report, path, text));
}

pub(super) fn check_year(report: &mut ValidationReport, path: &str, year: Option<i16>) {
    if year.is_some_and(|year| !(1800..=2200).contains(&year)) {
        report.add(path, ProblemCode::OutOfRange, "a year from 1800 to 2200");
    }
}

/// Marks that show text in another order than it is stored in.
///
/// All are refused in a title or a name, which other text follows on the same line. In a long text embeddings and
/// isolates are how a quotation from right to left is written, and end with its paragraph (Unicode Annex 9, P1).
const REORDERING: &[char] = &['\u{202D}', '\u{202E}'];
const EMBEDDING: &[char] = &['\u{202A}', '\u{202B}', '\u{202C}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'];

/// A code point that no text contains: a noncharacter, or the retired language tag.
fn is_noncharacter(c: char) -> bool {
    u32::from(c) & 0xFFFE == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{E0001}')
}

fn check_invisible(report: &mut ValidationReport, path: &str, text: &str, marks: &[&[char]]) {
    // All of them are beyond U+1FFF, whose first byte is 0xE2 or more.
    if text.bytes().all(|byte| byte < 0xE2) {
        return;
    }
    let is_refused = |c: &char| is_noncharacter(*c) || marks.iter().any(|marks| marks.contains(c));
    if let Some(c) = text.chars().find(is_refused) {
        let reason = format!("the invisible character U+{:04X} changes how the text is read: remove it", u32::from(c));
        report.add(path, ProblemCode::InvalidFormat, reason);
    }
}

pub(super) fn check_line(report: &mut ValidationReport, path: &str, text: &str) {
    if text.chars().any(char::is_control) {
        report.add(path, ProblemCode::InvalidFormat, "no line breaks, tabs or other control characters here");
    }
    check_invisible(report, path, text, &[REORDERING, EMBEDDING]);
}

pub(super) fn check_text(report: &mut ValidationReport, path: &str, text: &str) {
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        report.add(path, ProblemCode::InvalidFormat, "no control characters but line breaks and tabs");
    }
    check_invisible(report, path, text, &[REORDERING]);
}

pub(super) fn check_chars(report: &mut ValidationReport, path: &str, text: &str, most: usize) {
    if text.len() > most && text.chars().count() > most {
        report.add(path, ProblemCode::TooLong, format!("at most {most} characters"));
    }
}

pub(super) fn check_length(report: &mut ValidationReport, path: &str, length: usize) {
    if length > limits::LIST_LENGTH {
        report.add(path, ProblemCode::TooLong, format!("at most {} entries", limits::LIST_LENGTH));
    }
}

pub(super) fn check_list<T, K: Eq + Hash>(
    report: &mut ValidationReport,
    path: &str,
    list: &[T],
    key: impl Fn(&T) -> K,
) {
    check_length(report, path, list.len());
    if list.len() < 2 {
        return;
    }
    let mut seen = HashSet::new();
    for (at, value) in list.iter().enumerate().take(limits::LIST_LENGTH) {
        if !seen.insert(key(value)) {
            report.add(format!("{path}[{at}]"), ProblemCode::Duplicate, "it is listed more than once: remove one");
        }
    }
}
