//! The order of hits: total and the same every time, so that pages neither repeat nor skip.

use crate::language::Language;

/// What hits are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OrderBy {
    Score,
    Newest,
    Oldest,
    /// By the title shown to readers of this language.
    Title(Language),
}

/// What a hit is sorted by within one segment; smaller comes first, and the record's key decides between equal values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SortKey {
    pub(crate) value: u64,
    pub(crate) key: u64,
}

/// What a hit is sorted by in the whole result.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    /// Where the order is by title: the title; otherwise nothing.
    pub(crate) title: Option<String>,
    pub(crate) value: u64,
    pub(crate) key: u64,
}

/// Higher scores have smaller values. Scores are never negative, so their bits sort like their values.
#[inline]
pub(crate) fn sort_value_of_score(score: f32) -> u64 {
    u64::from(!score.max(0.0).to_bits())
}

/// The score that has this value.
pub(crate) fn score_of_sort_value(value: u64) -> f32 {
    f32::from_bits(!u32::try_from(value).unwrap_or(u32::MAX))
}

/// Days in order, or in reverse; no day comes last.
#[inline]
pub(crate) fn sort_value_of_day(day: Option<i64>, newest_first: bool) -> u64 {
    let Some(day) = day else { return u64::MAX };
    let rising = day.cast_unsigned() ^ (1 << 63);
    if newest_first { !rising } else { rising }.min(u64::MAX - 1)
}

/// The last hit of a page, as the beginning of the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub(crate) rank: u64,
    pub(crate) value: u64,
    pub(crate) key: u64,
    pub(crate) title: Option<String>,
}

impl Cursor {
    pub(crate) fn after(candidate: &Candidate, rank: u64) -> Self {
        Self { rank, value: candidate.value, key: candidate.key, title: candidate.title.clone() }
    }

    /// The cursor as given to the caller.
    pub(crate) fn to_text(&self, order: OrderBy) -> String {
        let title = self.title.as_deref().unwrap_or_default();
        format!("{}.{}.{}.{}.{title}", letter(order), self.rank, self.value, self.key)
    }

    /// The cursor a caller gave back, if it is one of this order.
    pub(crate) fn parse(text: &str, order: OrderBy) -> Option<Self> {
        let mut parts = text.splitn(5, '.');
        let mut next = || parts.next();
        let same_order = next()? == letter(order);
        let (rank, value, key) = (next()?.parse().ok()?, next()?.parse().ok()?, next()?.parse().ok()?);
        let title = matches!(order, OrderBy::Title(_)).then(|| next().unwrap_or_default().to_owned());
        same_order.then_some(Self { rank, value, key, title })
    }
}

fn letter(order: OrderBy) -> &'static str {
    match order {
        OrderBy::Score => "s",
        OrderBy::Newest => "n",
        OrderBy::Oldest => "o",
        OrderBy::Title(Language::English) => "te",
        OrderBy::Title(Language::French) => "tf",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_scores_and_later_days_come_first_and_no_day_last() {
        assert!(sort_value_of_score(2.5) < sort_value_of_score(2.0));
        assert!(sort_value_of_score(0.1) < sort_value_of_score(0.0));
        assert!((score_of_sort_value(sort_value_of_score(3.25)) - 3.25).abs() < f32::EPSILON);
        assert!(sort_value_of_day(Some(10), true) < sort_value_of_day(Some(-10), true));
        assert!(sort_value_of_day(Some(-10), false) < sort_value_of_day(Some(10), false));
        assert!(sort_value_of_day(Some(10), true) < sort_value_of_day(None, true));
        assert!(sort_value_of_day(Some(10), false) < sort_value_of_day(None, false));
    }

    #[test]
    fn a_cursor_survives_its_text_and_belongs_to_its_order() {
        let cursor = Cursor { rank: 10, value: 3, key: 4, title: Some("a.b".to_owned()) };
        let text = cursor.to_text(OrderBy::Title(Language::French));
        assert_eq!(Cursor::parse(&text, OrderBy::Title(Language::French)).unwrap(), cursor);
        assert_eq!(Cursor::parse(&text, OrderBy::Title(Language::English)), None);
        assert_eq!(Cursor::parse(&text, OrderBy::Score), None);
        assert_eq!(Cursor::parse("s.1.x.2.", OrderBy::Score), None);
    }
}
