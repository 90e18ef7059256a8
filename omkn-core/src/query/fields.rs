//! The fields of the query language: their names in both languages, and what values they take.

use super::filter::{Filter, Range};
use crate::base::PartialDate;
use crate::language::{Language, Message, fold};
use crate::model::{Facet, FacetValues, HasField};

/// The most values in one list.
pub(super) const MOST_VALUES: usize = 16;

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Facet(Facet),
    Population,
    Has,
}

impl Field {
    /// Every field, in the order of the documentation.
    fn all() -> impl Iterator<Item = Self> {
        let facets = Facet::ALL.iter().filter(|facet| !facet.query_names().is_empty()).map(|facet| Self::Facet(*facet));
        std::iter::once(Self::Title).chain(facets).chain([Self::Population, Self::Has])
    }

    /// The field with this name, English or French, with or without accents.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let folded = fold(name);
        Self::all().find(|field| field.query_names().contains(&folded.as_str()))
    }

    /// Every name, in the language of the reader.
    pub(super) fn names(language: Language) -> String {
        let name = |field: Self| match language {
            Language::English => field.name().to_owned(),
            Language::French => field.french_name(),
        };
        Self::all().map(name).collect::<Vec<_>>().join(", ")
    }

    /// The French name: of a facet the label, where that is a name, with its accents; else the second name.
    fn french_name(self) -> String {
        let names = self.query_names();
        let label = match self {
            Self::Title => "titre".to_owned(),
            Self::Facet(facet) => facet.label(&Language::French.tag()).to_lowercase(),
            Self::Population => "population".to_owned(),
            Self::Has => "contient".to_owned(),
        };
        let second = names.get(1).copied().unwrap_or_default();
        if names.contains(&fold(&label).as_str()) { label } else { second.to_owned() }
    }

    /// Its names, folded; the first is printed.
    fn query_names(self) -> &'static [&'static str] {
        match self {
            Self::Title => &["title", "titre"],
            Self::Facet(facet) => facet.query_names(),
            Self::Population => &["population", "pop"],
            Self::Has => &["has", "contient"],
        }
    }

    /// The name it is printed with.
    pub(super) fn name(self) -> &'static str {
        self.query_names().first().copied().unwrap_or_default()
    }

    /// The filter with these values, or what values the field takes.
    pub(super) fn filter(self, values: &[String]) -> Result<Filter, Message<'static>> {
        if values.is_empty() {
            return Err(Message::NeedsValue(self.name()));
        }
        Ok(match self {
            Self::Title => return Err(Message::TakesWords(self.name())),
            Self::Population => Filter::Population(population(values)?),
            Self::Has => Filter::Has(values.iter().map(|value| has_field(value)).collect::<Result<_, _>>()?),
            Self::Facet(facet) if matches!(facet.values(), FacetValues::Years) => Filter::Year(year(values)?),
            Self::Facet(facet) => Filter::Values(facet, facet.checked(values)?),
        })
    }
}

fn has_field(value: &str) -> Result<HasField, Message<'static>> {
    value.parse().map_err(|_| Message::NotInList(value.to_owned(), HasField::WORDS))
}

fn population(values: &[String]) -> Result<Range, Message<'static>> {
    // `10,000` is one number, although a comma separates values.
    let value = &values.join(",");
    match fold(value).as_str() {
        "small" | "petite" => return Ok(Range { least: None, most: Some(9_999) }),
        "medium" | "moyenne" => return Ok(Range { least: Some(10_000), most: Some(99_999) }),
        "large" | "grande" => return Ok(Range { least: Some(100_000), most: None }),
        _ => {}
    }
    range(value, people).ok_or(Message::TakesPopulation)
}

fn year(values: &[String]) -> Result<Range, Message<'static>> {
    let [value] = values else { return Err(Message::TakesYears) };
    let number = |text: &str| text.parse().ok().filter(|year| (1..=9999).contains(year));
    // Records are found by the year; a date is more than is asked for.
    let value = value.parse().map_or_else(|_| value.clone(), |date: PartialDate| date.year.to_string());
    range(&value, number).ok_or(Message::TakesYears)
}

/// One number is exactly that number; ranges are written with `..`, dashes or signs of comparison.
fn range(text: &str, number: impl Fn(&str) -> Option<u64>) -> Option<Range> {
    let compared =
        [("<=", 0, true), ("≤", 0, true), ("<", 1, true), (">=", 0, false), ("≥", 0, false), (">", 1, false)];
    for (sign, beyond, is_most) in compared {
        let Some(end) = text.strip_prefix(sign) else { continue };
        let end = number(end)?;
        return Some(match is_most {
            true => Range { least: None, most: Some(end.checked_sub(beyond)?) },
            false => Range { least: Some(end.checked_add(beyond)?), most: None },
        });
    }
    let dashed = || text.split_once(['-', '–', '—']).filter(|(least, most)| !least.is_empty() && !most.is_empty());
    let Some((least, most)) = text.split_once("..").or_else(dashed) else {
        let exact = number(text)?;
        return Some(Range { least: Some(exact), most: Some(exact) });
    };
    let end = |text: &str| if text.is_empty() { Some(None) } else { number(text).map(Some) };
    let (least, most) = (end(least)?, end(most)?);
    let is_empty = least.is_none() && most.is_none();
    let is_backward = least.zip(most).is_some_and(|(least, most)| least > most);
    (!is_empty && !is_backward).then_some(Range { least, most })
}

/// `12000`, `12,000`, `12k`, `1.5m`.
fn people(text: &str) -> Option<u64> {
    let mut groups = text.split(',').skip(1);
    if !groups.all(|group| group.len() == 3 && group.bytes().all(|digit| digit.is_ascii_digit())) {
        return None;
    }
    let lower = text.replace(',', "").to_ascii_lowercase();
    let (digits, unit) = match lower.strip_suffix('k') {
        Some(digits) => (digits, 1_000),
        None => lower.strip_suffix('m').map_or((lower.as_str(), 1), |digits| (digits, 1_000_000)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty()
        || whole.len() > 9
        || part.len() > 3
        || !(whole.bytes().chain(part.bytes())).all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let scale = 10_u64.pow(u32::try_from(part.len()).ok()?);
    let part: u64 = if part.is_empty() { 0 } else { part.parse().ok()? };
    let number = whole.parse::<u64>().ok()?.checked_mul(unit)?.checked_add(part.checked_mul(unit)? / scale)?;
    Some(number)
}
