//! What people type: letter by letter, and with no good intention.

use super::figures::{Figures, Latency};
use super::queries;
use omkn_core::{KnowledgeBase, OpenOptions, SearchRequest, SuggestRequest};
use omkn_examples::Result;
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// Times a list of suggestions after every letter of every query.
pub(crate) fn suggest(dir: &Path, queries: &Path) -> Result<Figures> {
    let kb = open(dir)?;
    let mut times = Vec::new();
    let mut found = 0;
    for query in queries::read(queries)? {
        for (end, _) in query.char_indices().skip(1).chain([(query.len(), ' ')]) {
            let request = SuggestRequest::new(query.get(..end).unwrap_or(&query));
            let begin = Instant::now();
            found += kb.suggest(&request)?.len() as u64;
            times.push(begin.elapsed());
        }
    }
    figures(times, found, dir)
}

/// Times `count` searches for texts made to be costly: long, deep, misspelt, in every script, full of operators.
pub(crate) fn hostile(dir: &Path, count: u64) -> Result<Figures> {
    let kb = open(dir)?;
    let mut times = Vec::new();
    let mut found = 0;
    for number in 0..count {
        let request = SearchRequest::new(hostile_text(number));
        let begin = Instant::now();
        found += kb.search(&request)?.total;
        times.push(begin.elapsed());
    }
    figures(times, found, dir)
}

fn open(dir: &Path) -> Result<KnowledgeBase> {
    let kb = OpenOptions::new().read_only(true).open(dir)?;
    // What is made once, at the first search, is no part of the others.
    kb.search(&SearchRequest::new("warm"))?;
    kb.suggest(&SuggestRequest::new("wa"))?;
    Ok(kb)
}

fn figures(times: Vec<Duration>, matches: u64, dir: &Path) -> Result<Figures> {
    let queries = Some(times.len() as u64);
    let figures = Figures { queries, latency: Latency::of(times), matches: Some(matches), ..Figures::default() };
    Ok(figures.with_sizes(dir)?)
}

/// The same texts every time.
fn hostile_text(number: u64) -> String {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut random = |limit: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % limit).unwrap_or_default()
    };
    let mut letters = |least: usize, most: u64| -> String {
        let length = least + random(most);
        (0..length).map(|_| char::from(b'a' + u8::try_from(random(26)).unwrap_or(0))).collect()
    };
    match number % 12 {
        0 => "(".repeat(20_000),
        1 => (0..64).map(|_| letters(4, 12)).collect::<Vec<_>>().join(" "),
        2 => (0..64).map(|_| format!("{}*", letters(1, 3))).collect::<Vec<_>>().join(" OR "),
        3 => "the of and to in a is that for it with as on be by this are from or an we which ".repeat(3),
        4 => format!("\"{}\"", "of the ".repeat(100)),
        5 => (0..40).map(|_| format!("+{}ing", letters(3, 5))).collect(),
        6 => letters(1, 1000),
        7 => format!("{}\u{202E}\u{0}\u{FEFF}𝕊𝕒𝕝𝕥 ﷽ 한국어 東京 🚒 {}", letters(2, 6), "é".repeat(300)),
        8 => "a* b* c* d* e* f* g* h* aa* bb* cc* pre* con* the* sta*".to_owned(),
        9 => format!("NOT ({}) AND -kind:x year:1..9999 population:0..9999999999", letters(3, 9)),
        10 => "municipality:".repeat(50) + &letters(3, 20),
        _ => (0..64).map(|n| if n % 2 == 0 { "model".to_owned() } else { letters(8, 3) }).collect::<Vec<_>>().join(" "),
    }
}
