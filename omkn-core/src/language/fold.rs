//! Folding: one spelling for letters that differ only by case, accent, ligature or width.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// What one character becomes: lower case, without accents, ligatures taken apart. Marks and signs give nothing.
pub(crate) fn fold_char(c: char, mut push: impl FnMut(&str)) {
    if let Some(folded) = fold_latin(c) {
        return push(folded);
    }
    let mut bytes = [0_u8; 4];
    if matches!(c, '\u{AC00}'..='\u{D7A3}') {
        return push(c.encode_utf8(&mut bytes)); // Hangul syllables stay whole
    }
    for part in c.nfkd().flat_map(char::to_lowercase).flat_map(UnicodeNormalization::nfkd) {
        if let Some(folded) = fold_latin(part) {
            push(folded);
        } else if part.is_alphanumeric() && canonical_combining_class(part) == 0 {
            push(part.encode_utf8(&mut bytes));
        }
    }
}

/// The same for a whole text; of other characters, apostrophes and dashes get one form each.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            fold_char(c, |part| folded.push_str(part));
        } else if !is_ignorable(c) {
            folded.push(match c {
                '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{2032}' => '\'',
                '\u{2010}'..='\u{2015}' => '-',
                other => other,
            });
        }
    }
    folded
}

/// Characters that do not end a word and mean nothing: accents standing alone, soft hyphens, joiners.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}') || canonical_combining_class(c) != 0
}

/// Latin letters by table: French text must not pay for full normalisation. Letters that Unicode does not take apart
/// (æ, ø, ł, ß) are here too.
fn fold_latin(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => "a",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "e",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "i",
        'Ñ' | 'ñ' | 'Ń'..='ň' => "n",
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'Ō'..='ő' => "o",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => "u",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'Œ' | 'œ' => "oe",
        'Æ' | 'æ' => "ae",
        'ß' | 'ẞ' => "ss",
        'Ð' | 'ð' | 'Ď'..='đ' => "d",
        'Þ' | 'þ' => "th",
        'Ĺ'..='ł' => "l",
        'Ś'..='š' => "s",
        'Ź'..='ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_ligatures_do_not_tell_words_apart() {
        assert_eq!(fold("Événement ŒUVRE Cæsar Straße"), "evenement oeuvre caesar strasse");
        assert_eq!(fold("e\u{301}te\u{301}"), "ete");
        assert_eq!(fold("ﬁnance Ｆｉｒｅ m²"), "finance fire m2");
        assert_eq!(fold("İstanbul Łódź"), "istanbul lodz");
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(fold("ᓄᓇᕗᑦ"), "ᓄᓇᕗᑦ");
        assert_eq!(fold("한국 東京"), "한국 東京");
        assert_eq!(fold("हिन्दी"), "हिनदी");
    }

    #[test]
    fn folding_what_is_folded_changes_nothing() {
        for text in ["Événement", "ﬀ½Ⅷ", "ǅ", "Ω", "ŉ", "ậ", "ﷺ"] {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }

    #[test]
    fn accents_case_ligatures_and_apostrophes_make_no_difference() {
        assert_eq!(fold("Déneigement"), "deneigement");
        assert_eq!(fold("e\u{301}tat"), "etat");
        assert_eq!(fold("Main-d’Œuvre"), "main-d'oeuvre");
        assert_eq!(fold("Main\u{2011}d'œuvre"), "main-d'oeuvre");
        assert_eq!(fold("ÆGIS Straße"), "aegis strasse");
        assert_eq!(fold("Snow PLOWING"), "snow plowing");
    }
}
