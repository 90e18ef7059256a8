//! Makes queries out of a corpus, so that speed can be measured on any corpus.

use omkn_examples::Result;
use omkn_examples::corpus;
use std::collections::{HashMap, hash_map::Entry};

/// Words that are in so many titles that nobody searches them, English and French.
const STOP_WORDS: &str = " a about after all also among an and any are as at au aux avec be between by can ce ces dans de des do du \
     elle en et est for from has have how in into is it its la le les leur mais not of on or ou our par pas plus pour qu que \
     qui sans se ses some son sur that the their this through to un une under using via was we what when where which who why \
     will with within without y your ";

/// Distinct words counted at most, so that memory stays bounded on any corpus.
const MOST_WORDS: usize = 1 << 20;

/// Queries of one to five words, some phrases of two and some rare words; the same arguments give the same queries.
pub(crate) fn sample(source: &str, count: usize, seed: u64) -> Result<Vec<String>> {
    let mut random = Random(seed);
    let mut titles: Vec<Vec<String>> = Vec::new();
    let mut frequency: HashMap<String, u32> = HashMap::new();
    let mut seen = 0;
    for document in corpus::read(source)? {
        let words = words(&document?.title);
        for word in &words {
            let full = frequency.len() >= MOST_WORDS;
            match frequency.entry(word.clone()) {
                Entry::Occupied(mut entry) => *entry.get_mut() += 1,
                Entry::Vacant(entry) if !full => *entry.insert(0) += 1,
                Entry::Vacant(_) => {}
            }
        }
        // Reservoir sampling: every title has the same chance, whatever their number.
        if words.iter().any(|word| is_content(word)) {
            let place = if titles.len() < count { titles.len() } else { random.below(seen + 1) };
            if place == titles.len() && titles.len() < count {
                titles.push(words);
            } else if let Some(title) = titles.get_mut(place) {
                *title = words;
            }
            seen += 1;
        }
    }
    if titles.is_empty() {
        return Err("no title in the corpus has a word to search".into());
    }
    let titles = titles.iter().cycle().take(count).enumerate();
    Ok(titles.map(|(number, title)| query(number, title, &frequency, &mut random)).collect())
}

/// Of ten queries seven are words, two a phrase and one a rare word.
fn query(number: usize, title: &[String], frequency: &HashMap<String, u32>, random: &mut Random) -> String {
    let content: Vec<&String> = title.iter().filter(|word| is_content(word)).collect();
    let pairs: Vec<&[String]> = title.windows(2).filter(|pair| pair.iter().all(|word| is_content(word))).collect();
    match number % 10 {
        7 | 8 if !pairs.is_empty() => {
            let pair = pairs.get(random.below(pairs.len())).copied().unwrap_or_default();
            format!("\"{}\"", pair.join(" "))
        }
        9 => {
            let rarest = content.iter().min_by_key(|word| frequency.get(word.as_str()).copied().unwrap_or(0));
            rarest.map(ToString::to_string).unwrap_or_default()
        }
        _ => some_words(&content, random),
    }
}

/// One to five words of the title, in its order.
fn some_words(content: &[&String], random: &mut Random) -> String {
    let wanted = 1 + random.below(5);
    let mut left = wanted.min(content.len());
    let mut chosen: Vec<&str> = Vec::with_capacity(left);
    for (place, word) in content.iter().enumerate() {
        if random.below(content.len() - place) < left {
            chosen.push(word.as_str());
            left -= 1;
        }
    }
    chosen.join(" ")
}

fn words(title: &str) -> Vec<String> {
    let words = title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn is_content(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_alphabetic) && !STOP_WORDS.contains(&format!(" {word} "))
}

/// SplitMix64: small, and the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`; 0 when `limit` is 0.
    fn below(&mut self, limit: usize) -> usize {
        self.next().checked_rem(limit as u64).unwrap_or(0) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn corpus() -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        let line = |n: u32| {
            format!(
                "{{\"id\":\"{n}\",\"title\":\"The Winter Control of Rural Roads and unique{} Bridges\"}}\n",
                "x".repeat(n as usize)
            )
        };
        fs::write(&file, (0..40).map(line).collect::<String>()).unwrap();
        file
    }

    fn sampled(count: usize, seed: u64) -> Vec<String> {
        sample(&corpus().path().to_string_lossy(), count, seed).unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_queries() {
        assert_eq!(sampled(30, 7), sampled(30, 7));
        assert_ne!(sampled(30, 7), sampled(30, 8));
    }

    #[test]
    fn queries_are_words_phrases_and_rare_words_without_stop_words() {
        let queries = sampled(20, 1);
        assert_eq!(queries.len(), 20);
        assert_eq!(queries.iter().filter(|query| query.starts_with('"')).count(), 4);
        assert!(queries[9].starts_with("unique"), "{queries:?}");
        for query in &queries {
            let words: Vec<&str> = query.trim_matches('"').split(' ').collect();
            assert!((1..=5).contains(&words.len()) && !words.contains(&"the") && !words.contains(&"and"), "{query}");
        }
    }

    #[test]
    fn a_small_corpus_still_gives_as_many_queries_as_wanted() {
        assert_eq!(sampled(100, 1).len(), 100);
    }
}
