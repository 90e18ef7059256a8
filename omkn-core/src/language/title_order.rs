//! What titles are sorted by: as library catalogues do it, whatever case, accents, quotes and the first article.
//!
//! Keys are compared byte by byte: digits before letters, letters without accents, a blank before all. Within English and
//! French that is the first level of the Unicode collation algorithm; ICU's tables, which know every language, would be a
//! large part of an app's library.

use super::fold::fold;
use super::language::Language;
use super::tokens::for_each_word;

/// How much of a title is compared, in bytes.
const LONGEST_KEY: usize = 100;

/// What to sort a title in this language by.
pub(crate) fn title_order(title: &str, language: Language) -> String {
    let mut key = String::new();
    let mut article = None;
    for_each_word(title, |word, _| {
        if key.is_empty() && article.is_none() && is_article(language, word) {
            article = Some(word.to_owned());
        } else if key.len() < LONGEST_KEY {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(word);
        }
    });
    match (key.is_empty(), article) {
        (true, Some(article)) => article,
        (true, None) => fold(title).chars().take(LONGEST_KEY).collect(),
        (false, _) => key,
    }
}

/// Articles that catalogues pass over at the beginning; the tokenizer drops elided ones, such as `l’`.
fn is_article(language: Language, word: &str) -> bool {
    match language {
        Language::English => matches!(word, "a" | "an" | "the"),
        Language::French => matches!(word, "la" | "le" | "les" | "un" | "une"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<'t>(language: Language, titles: &[&'t str]) -> Vec<&'t str> {
        let mut titles = titles.to_vec();
        titles.sort_by_key(|title| title_order(title, language));
        titles
    }

    #[test]
    fn quotes_accents_case_and_the_first_article_do_not_count() {
        let titles = ["Écrire", "« Boîte »", "Abrégé", "le marché", "L’eau", "Œuvre", "Un toit", "zonage", "Étang"];
        let right = ["Abrégé", "« Boîte »", "L’eau", "Écrire", "Étang", "le marché", "Œuvre", "Un toit", "zonage"];
        assert_eq!(sorted(Language::French, &titles), right);
        let titles =
            ["Zoning", "The arena", "A bridge", "An “inn”", "Un bridge", "Snow-plow", "Snow plows", "Snowplow"];
        let right = ["The arena", "A bridge", "An “inn”", "Snow-plow", "Snow plows", "Snowplow", "Un bridge", "Zoning"];
        assert_eq!(sorted(Language::English, &titles), right);
    }

    #[test]
    fn titles_without_words_have_a_key_too() {
        assert_eq!(title_order("The", Language::English), "the");
        assert_eq!(title_order("?!", Language::English), "?!");
        assert_eq!(title_order("", Language::French), "");
    }
}
