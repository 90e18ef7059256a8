//! Words of labels and texts, reduced so that singular and plural, with and without accents, compare equal.

use unicode_normalization::char::is_combining_mark;

use crate::language::fold;

/// So many words in capitals may all be acronyms.
const MOST_ACRONYMS: usize = 2;

/// Whether a folded word carries no meaning of its own in a label: articles, conjunctions, what an elision leaves.
fn is_stop_word(folded: &str) -> bool {
    matches!(
        folded,
        "and"
            | "or"
            | "of"
            | "the"
            | "a"
            | "an"
            | "in"
            | "on"
            | "for"
            | "to"
            | "by"
            | "with"
            | "from"
            | "at"
            | "as"
            | "is"
            | "are"
            | "be"
            | "it"
            | "its"
            | "their"
            | "s"
            | "de"
            | "des"
            | "du"
            | "la"
            | "le"
            | "les"
            | "et"
            | "ou"
            | "en"
            | "au"
            | "aux"
            | "un"
            | "une"
            | "par"
            | "pour"
            | "dans"
            | "sur"
            | "sous"
            | "avec"
            | "ce"
            | "ces"
            | "son"
            | "sa"
            | "ses"
            | "leur"
            | "leurs"
            | "qu"
            | "que"
            | "qui"
            | "l"
            | "d"
            | "n"
            | "j"
            | "m"
            | "t"
            | "c"
            | "y"
    )
}

/// A word of a text: where it is and what it compares as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LabelWord {
    /// The first byte in the text.
    pub(crate) start: usize,
    /// The byte after the last.
    pub(crate) end: usize,
    /// Folded and without plural ending.
    pub(crate) stem: String,
    /// The capitals, if the word is written as an acronym (`OPP`, also in `RFPs`).
    pub(crate) acronym: Option<String>,
    /// Whether a comma, a line break or the like is before it.
    pub(crate) after_break: bool,
    /// Whether it is only an article, a conjunction or the like.
    pub(crate) is_stop_word: bool,
}

/// The words of a text in order: runs of letters and digits. Linear in the length of the text.
pub(crate) fn words(text: &str) -> impl Iterator<Item = LabelWord> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let mut after_break = false;
        let (start, first) = chars.find(|(_, c)| {
            after_break |= matches!(c, ',' | ';' | ':' | '!' | '?' | '(' | ')' | '\n');
            c.is_alphanumeric()
        })?;
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| c.is_alphanumeric() || is_combining_mark(*c)) {
            end = at + c.len_utf8();
        }
        text.get(start..end).map(|raw| LabelWord { after_break, ..word(raw, start, end) })
    })
}

/// The words of a whole text. Among words in capitals, little words are words: IT is information technology only where the
/// words around it are not capitals, too.
pub(crate) fn words_of_text(text: &str) -> Vec<LabelWord> {
    let mut found: Vec<LabelWord> = words(text).collect();
    let styles: Vec<Style> = found.iter().map(|word| Style::of(word, text)).collect();
    for (at, word) in found.iter_mut().enumerate().filter(|(_, word)| word.is_stop_word) {
        let around = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten().filter_map(|at| styles.get(at));
        let (mut has_small, mut has_capitals) = (false, false);
        for style in around {
            has_small |= *style == Style::Small;
            has_capitals |= *style == Style::Capitals;
        }
        if has_capitals && !has_small && styles.len() > MOST_ACRONYMS {
            word.acronym = None;
        }
    }
    found
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Small,
    /// In capitals that are no acronym.
    Capitals,
    MayBeAcronym,
}

impl Style {
    fn of(word: &LabelWord, text: &str) -> Self {
        let raw = text.get(word.start..word.end).unwrap_or_default();
        match &word.acronym {
            Some(_) if !word.is_stop_word => Self::MayBeAcronym,
            _ if raw.chars().any(char::is_lowercase) => Self::Small,
            _ => Self::Capitals,
        }
    }
}

fn word(raw: &str, start: usize, end: usize) -> LabelWord {
    let folded = fold(raw);
    let is_stop_word = is_stop_word(&folded);
    LabelWord { start, end, acronym: acronym(raw), stem: stem(folded), after_break: false, is_stop_word }
}

/// The capitals of a word of two to four letters or digits that is written in capitals, but for a plural s.
pub(crate) fn acronym(raw: &str) -> Option<String> {
    let capitals = raw.strip_suffix('s').unwrap_or(raw);
    let letters = capitals.chars().filter(|c| c.is_uppercase()).count();
    let fits = letters >= 1 && (2..=4).contains(&capitals.chars().count());
    (fits && capitals.chars().all(|c| c.is_uppercase() || c.is_numeric())).then(|| capitals.to_owned())
}

/// The folded word without the ending of the plural, English or French, and without a final e.
///
/// Both sides of every comparison go through it, so it needs to be alike, not right.
fn stem(mut word: String) -> String {
    let drop = |word: &mut String, letters: usize| word.truncate(word.len() - letters);
    let long = |word: &String, least: usize| word.len() >= least;
    if !word.is_ascii() {
        return word;
    }
    if long(&word, 5) && ["sses", "xes", "ches", "shes", "uses"].iter().any(|end| word.ends_with(end)) {
        drop(&mut word, 2);
    } else if long(&word, 4) && word.ends_with("eaux") {
        drop(&mut word, 1);
    } else if long(&word, 6) && word.ends_with("aux") {
        drop(&mut word, 2);
        word.push('l');
    } else if long(&word, 4) && (word.ends_with("eux") || word.ends_with('s') && !word.ends_with("ss")) {
        drop(&mut word, 1);
    }
    if long(&word, 5) && word.ends_with("ie") {
        drop(&mut word, 1);
    } else if long(&word, 4) && word.ends_with('y') {
        drop(&mut word, 1);
        word.push('i');
    } else if long(&word, 5) && word.ends_with('e') {
        drop(&mut word, 1);
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        words(text).filter(|word| !word.is_stop_word).map(|word| word.stem).collect()
    }

    #[test]
    fn singular_and_plural_compare_equal_in_both_languages() {
        for (one, many) in [
            ("library", "libraries"),
            ("bus", "buses"),
            ("box", "boxes"),
            ("business", "businesses"),
            ("house", "houses"),
            ("service", "services"),
            ("garderie", "garderies"),
            ("réseau", "réseaux"),
            ("feu", "feux"),
            ("municipale", "municipaux"),
            ("égout", "égouts"),
        ] {
            assert_eq!(stems(one), stems(many), "{one} and {many}");
        }
        assert_ne!(stems("care"), stems("car"));
        assert_ne!(stems("fire"), stems("fir"));
    }

    #[test]
    fn elided_articles_and_little_words_do_not_count() {
        assert_eq!(stems("Collecte de l’eau et des ordures"), stems("collecte eau ordures"));
        assert_eq!(stems("the clerk's office"), stems("clerk office"));
        assert_ne!(stems("e-services"), stems("services"));
    }

    #[test]
    fn a_word_knows_where_it_is_and_whether_it_is_an_acronym() {
        let found: Vec<_> = words("L’été, RFPs").collect();
        assert_eq!(found[1].stem, "ete");
        assert_eq!("L’été, RFPs".get(found[1].start..found[1].end), Some("été"));
        assert_eq!(found[2].acronym.as_deref(), Some("RFP"));
        assert_eq!(found[1].acronym, None);
        assert_eq!(found.iter().map(|word| word.after_break).collect::<Vec<_>>(), [false, false, true]);
    }
}
