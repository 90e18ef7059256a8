//! Which words of a text answer the query, and which part of it to show.

use std::collections::HashSet;

use super::language::{ByLanguage, Language};
use super::tokens::for_each_token_beginning;
use super::written::is_hyphen;
use crate::base::TextRange;

/// The words a query looks for, as the index knows them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    stems: ByLanguage<HashSet<String>>,
    /// Pairs of stems that are wanted where a hyphen joins them.
    joined: ByLanguage<HashSet<[String; 2]>>,
    /// Folded beginnings of words.
    prefixes: Vec<String>,
    /// The first bytes of all of these, one bit each.
    first_bytes: [u128; 2],
}

impl Wanted {
    pub(crate) fn add_stem(&mut self, language: Language, stem: &str) {
        self.note_first(stem);
        self.stems.get_mut(language).insert(stem.to_owned());
    }

    pub(crate) fn add_joined(&mut self, language: Language, parts: &[String; 2]) {
        parts.iter().for_each(|stem| self.note_first(stem));
        self.joined.get_mut(language).insert(parts.clone());
    }

    pub(crate) fn add_prefix(&mut self, prefix: &str) {
        let prefix = super::fold::fold(prefix);
        self.note_first(&prefix);
        self.prefixes.push(prefix);
    }

    /// Also want what another wants.
    pub(crate) fn add_all(&mut self, other: &Self) {
        for language in Language::ALL {
            self.stems.get_mut(language).extend(other.stems.get(language).iter().cloned());
            self.joined.get_mut(language).extend(other.joined.get(language).iter().cloned());
        }
        self.prefixes.extend(other.prefixes.iter().cloned());
        self.first_bytes.iter_mut().zip(other.first_bytes).for_each(|(bits, more)| *bits |= more);
    }

    /// The different wanted words that a text has.
    pub(crate) fn stems_in(&self, text: &str, language: Language) -> HashSet<String> {
        self.found_in(text, language).into_iter().map(|found| found.stem).collect()
    }

    fn note_first(&mut self, word: &str) {
        if let Some(first) = word.bytes().next()
            && let Some(bits) = self.first_bytes.get_mut(usize::from(first >> 7))
        {
            *bits |= 1 << (first & 0x7F);
        }
    }

    fn may_begin(&self, first: u8) -> bool {
        self.first_bytes.get(usize::from(first >> 7)).is_some_and(|bits| bits >> (first & 0x7F) & 1 == 1)
    }

    fn is_empty(&self) -> bool {
        let has_none =
            |language: &Language| self.stems.get(*language).is_empty() && self.joined.get(*language).is_empty();
        Language::ALL.iter().all(has_none) && self.prefixes.is_empty()
    }

    /// The words of `text` that are wanted, in order; two words joined by a hyphen are two ranges.
    pub(crate) fn ranges_in(&self, text: &str, language: Language) -> Vec<TextRange> {
        self.found_in(text, language).into_iter().map(|found| found.range).collect()
    }

    fn found_in(&self, text: &str, language: Language) -> Vec<WantedWord> {
        let mut found: Vec<WantedWord> = Vec::new();
        if self.is_empty() {
            return found;
        }
        let (stems, joined) = (self.stems.get(language), self.joined.get(language));
        let mut before: Option<WantedWord> = None;
        for_each_token_beginning(
            language,
            text,
            |first| self.may_begin(first),
            |stem, range| {
                let is_wanted = stems.contains(stem)
                    || (!self.prefixes.is_empty() && {
                        let word = super::fold::fold(text.get(range.clone()).unwrap_or_default());
                        self.prefixes.iter().any(|prefix| word.starts_with(prefix))
                    });
                let follows = found.last().is_none_or(|last| last.range.end <= range.start);
                let word =
                    || WantedWord { range: TextRange { start: range.start, end: range.end }, stem: stem.to_owned() };
                if is_wanted && follows {
                    found.push(word());
                }
                if !joined.is_empty() {
                    let first = before.replace(word()).filter(|first| {
                        is_hyphen(text.get(first.range.end..range.start).unwrap_or_default())
                            && joined.contains(&[first.stem.clone(), stem.to_owned()])
                    });
                    found.extend(first.into_iter().filter(|_| follows && !is_wanted).flat_map(|first| [first, word()]));
                }
            },
        );
        found
    }

    /// The part of `text` of about `chars` characters with the most different wanted words, and how many those are.
    pub(crate) fn best_part(&self, text: &str, language: Language, chars: usize) -> Excerpt {
        let found = self.found_in(text, language);
        let mut best = Excerpt::beginning_of(text, chars);
        let mut first = 0;
        for (position, last) in found.iter().enumerate() {
            // The window ends with this word and begins with the earliest that still fits.
            while let Some(begin) = found.get(first)
                && last.range.end - begin.range.start > chars
                && first < position
            {
                first += 1;
            }
            let window = found.get(first..=position).unwrap_or_default();
            let different: HashSet<_> = window.iter().map(|found| found.stem.as_str()).collect();
            let score = (different.len(), window.len());
            if score > best.score {
                best = Excerpt { score, around: window_of(window), ..best };
            }
        }
        best.cut(text, chars, &found)
    }
}

struct WantedWord {
    range: TextRange,
    stem: String,
}

/// A part of a text, cut out with the wanted words in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// How many different wanted words it holds, and how many in all.
    pub(crate) score: (usize, usize),
    pub(crate) text: String,
    pub(crate) highlights: Vec<TextRange>,
    around: TextRange,
}

const ELLIPSIS: &str = "…";

impl Excerpt {
    fn beginning_of(text: &str, chars: usize) -> Self {
        let around = TextRange { start: 0, end: text.len().min(chars) };
        Self { score: (0, 0), text: String::new(), highlights: Vec::new(), around }
    }

    /// Widen to whole words up to `chars`, then cut.
    fn cut(mut self, text: &str, chars: usize, found: &[WantedWord]) -> Self {
        let spare = chars.saturating_sub(self.around.end - self.around.start);
        let start = word_start(text, self.around.start.saturating_sub(spare / 3));
        let end = word_end(text, start, (start + chars).max(self.around.end));
        let (head, tail) = (if start > 0 { ELLIPSIS } else { "" }, if end < text.len() { ELLIPSIS } else { "" });
        self.text = format!("{head}{}{tail}", text.get(start..end).unwrap_or_default());
        self.highlights = found
            .iter()
            .filter(|found| found.range.start >= start && found.range.end <= end)
            .map(|found| TextRange {
                start: found.range.start - start + head.len(),
                end: found.range.end - start + head.len(),
            })
            .collect();
        self
    }
}

fn window_of(window: &[WantedWord]) -> TextRange {
    let start = window.first().map_or(0, |found| found.range.start);
    TextRange { start, end: window.last().map_or(start, |found| found.range.end) }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The start of the first word at or after `at`, unless a word starts the text.
fn word_start(text: &str, at: usize) -> usize {
    let at = floor_boundary(text, at);
    if at == 0 {
        return 0;
    }
    let rest = text.get(at..).unwrap_or_default();
    rest.find(char::is_whitespace).map_or(at, |blank| {
        let after = rest.get(blank..).unwrap_or_default();
        at + blank + (after.len() - after.trim_start().len())
    })
}

/// The end of the last whole word before `at`, if there is one after `start`.
fn word_end(text: &str, start: usize, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = floor_boundary(text, at);
    let part = text.get(start..at).unwrap_or_default();
    let cut = part.rfind(char::is_whitespace).filter(|blank| *blank > 0);
    cut.map_or(at, |blank| start + blank)
}
