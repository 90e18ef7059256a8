//! Languages: tags, and texts in several languages.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Serialize};

/// A language tag after BCP 47: lower-case language, optional region, for example `en`, `fr`, `fr-CA`, `oj`; `und` is
/// a text whose language is not known.
///
/// # Examples
///
/// ```
/// use omkn_core::LanguageTag;
///
/// let tag: LanguageTag = "FR-ca".parse().unwrap();
/// assert_eq!(tag.as_str(), "fr-CA");
/// assert_eq!(tag.primary(), "fr");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct LanguageTag(Box<str>);

impl LanguageTag {
    /// English.
    #[must_use]
    pub fn en() -> Self {
        Self("en".into())
    }

    /// French.
    #[must_use]
    pub fn fr() -> Self {
        Self("fr".into())
    }

    /// A language that is not known.
    #[must_use]
    pub fn und() -> Self {
        Self("und".into())
    }

    /// The tag as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without region or script: `fr` for `fr-CA`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is not a language tag such as `en`, `fr` or `fr-CA`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a language tag is two or three letters with an optional region, such as en, fr or fr-CA")]
pub struct InvalidLanguageTag;

impl FromStr for LanguageTag {
    type Err = InvalidLanguageTag;

    fn from_str(text: &str) -> Result<Self, InvalidLanguageTag> {
        let mut parts = text.trim().split(['-', '_']);
        let language = parts.next().unwrap_or_default();
        if !(2..=3).contains(&language.len()) || !language.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Err(InvalidLanguageTag);
        }
        let mut tag = language.to_ascii_lowercase();
        for part in parts {
            if !(2..=8).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return Err(InvalidLanguageTag);
            }
            tag.push('-');
            match part.len() {
                2 => tag.push_str(&part.to_ascii_uppercase()),
                _ => tag.push_str(&part.to_ascii_lowercase()),
            }
        }
        if tag.len() > 35 { Err(InvalidLanguageTag) } else { Ok(Self(tag.into())) }
    }
}

impl<'de> Deserialize<'de> for LanguageTag {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// One text in any number of languages; in JSON an object from language tag to text.
///
/// # Examples
///
/// ```
/// use omkn_core::{LanguageMap, LanguageTag};
///
/// let title = LanguageMap::new().with("en", "Two-bag garbage limit").with("fr", "Limite de deux sacs");
/// let shown = title.best(&[LanguageTag::fr()]).unwrap();
/// assert_eq!(shown.text, "Limite de deux sacs");
/// assert!(!shown.is_fallback);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct LanguageMap(BTreeMap<LanguageTag, String>);

impl<'de> Deserialize<'de> for LanguageMap {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MapVisitor;

        impl<'de> Visitor<'de> for MapVisitor {
            type Value = LanguageMap;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("texts by language, such as {\"en\": \"Salt\", \"fr\": \"Sel\"}")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut texts: A) -> Result<LanguageMap, A::Error> {
                let mut map = BTreeMap::new();
                while let Some((language, text)) = texts.next_entry::<LanguageTag, Option<String>>()? {
                    // Programs write null for what is missing.
                    let Some(text) = text else { continue };
                    if let Some(first) = map.insert(language.clone(), text) {
                        let reason = format!("two texts for the language {language}; the first is {first:?}");
                        return Err(serde::de::Error::custom(reason));
                    }
                }
                Ok(LanguageMap(map))
            }
        }

        deserializer.deserialize_map(MapVisitor)
    }
}

/// A text chosen from a [`LanguageMap`] for a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalizedText<'a> {
    /// The text.
    pub text: &'a str,
    /// The language it is in.
    pub language: &'a LanguageTag,
    /// Whether the reader asked for another language than this.
    pub is_fallback: bool,
}

impl LanguageMap {
    /// No text yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same texts and one more. A tag that is not well formed counts as `und`.
    #[must_use]
    pub fn with(mut self, language: &str, text: impl Into<String>) -> Self {
        self.insert(language.parse().unwrap_or_else(|_| LanguageTag::und()), text);
        self
    }

    /// Set the text of a language; gives the earlier text back.
    pub fn insert(&mut self, language: LanguageTag, text: impl Into<String>) -> Option<String> {
        self.0.insert(language, text.into())
    }

    /// The text of exactly this language, if there is one.
    #[must_use]
    pub fn get(&self, language: &LanguageTag) -> Option<&str> {
        self.0.get(language).map(String::as_str)
    }

    /// The text for a reader: the first of `preferred` that exists (`fr-CA` and `fr` serve each other), else English,
    /// else French, else any; the answer says when it fell back.
    #[must_use]
    pub fn best(&self, preferred: &[LanguageTag]) -> Option<LocalizedText<'_>> {
        let of_primary = |wanted: &str| self.0.iter().find(|(language, _)| language.primary() == wanted);
        let asked = preferred
            .iter()
            .find_map(|tag| self.0.get_key_value(tag).or_else(|| of_primary(tag.primary())))
            .map(|found| (found, false));
        let ((language, text), is_fallback) = asked.or_else(|| {
            let found = of_primary("en").or_else(|| of_primary("fr")).or_else(|| self.0.iter().next())?;
            Some((found, !preferred.is_empty()))
        })?;
        Some(LocalizedText { text, language, is_fallback })
    }

    /// All texts by language, in the order of the tags.
    pub fn iter(&self) -> impl Iterator<Item = (&LanguageTag, &str)> {
        self.0.iter().map(|(language, text)| (language, text.as_str()))
    }

    /// The languages that have a text.
    pub fn languages(&self) -> impl Iterator<Item = &LanguageTag> {
        self.0.keys()
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many languages have a text.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl IntoIterator for LanguageMap {
    type Item = (LanguageTag, String);
    type IntoIter = std::collections::btree_map::IntoIter<LanguageTag, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<(LanguageTag, String)> for LanguageMap {
    fn from_iter<I: IntoIterator<Item = (LanguageTag, String)>>(texts: I) -> Self {
        Self(texts.into_iter().collect())
    }
}
