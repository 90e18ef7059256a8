//! Stems of the words met last: most words of a text were met a moment ago, and stemming costs more than looking.

use super::language::Language;

/// How many words are remembered, a power of two: about the words that make nine tenths of a text.
const SLOTS: usize = 1 << 12;

/// The stems of one language, remembered.
#[derive(Debug, Clone)]
pub(crate) struct StemMemory {
    language: Language,
    /// A word and its stem, at the place that its letters give.
    slots: Vec<(String, String)>,
}

impl StemMemory {
    pub(crate) fn new(language: Language) -> Self {
        Self { language, slots: Vec::new() }
    }

    /// Reduce a folded word to its stem, in place; see [`Language::stem`].
    pub(crate) fn stem(&mut self, word: &mut String) {
        if self.slots.is_empty() {
            self.slots.resize_with(SLOTS, Default::default);
        }
        let at = word.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % SLOTS;
        let Some((known, stem)) = self.slots.get_mut(at) else { return self.language.stem(word) };
        if known != word {
            known.clone_from(word);
            self.language.stem(word);
            stem.clone_from(word);
        } else {
            word.clone_from(stem);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_the_same_when_it_is_remembered() {
        let mut memory = StemMemory::new(Language::English);
        for _ in 0..2 {
            for number in 0..3 * SLOTS {
                let mut word = format!("w{number}ings");
                let mut stem = word.clone();
                memory.stem(&mut word);
                Language::English.stem(&mut stem);
                assert_eq!(word, stem);
            }
        }
    }
}
