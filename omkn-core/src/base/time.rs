//! Time: instants, partial dates, and the one place that reads the clock.
#![expect(clippy::disallowed_methods, reason = "this is the place")]

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// An instant: microseconds since 1970-01-01T00:00:00 UTC. In JSON an RFC 3339 text such as
/// `2026-11-23T15:04:05.123456Z`.
///
/// # Examples
///
/// ```
/// use omkn_core::Timestamp;
///
/// let instant = Timestamp::from_micros(0);
/// assert_eq!(instant.to_string(), "1970-01-01T00:00:00Z");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// 9999-12-31T00:00:00Z; later instants are cut to it, so that no arithmetic downstream overflows.
const LATEST_MICROS: i64 = 253_402_214_400_000_000;
/// 0001-01-01T00:00:00Z.
const EARLIEST_MICROS: i64 = -62_135_596_800_000_000;

impl Timestamp {
    /// The instant this many microseconds after 1970 began; cut to the years 1 to 9999.
    #[must_use]
    pub fn from_micros(micros: i64) -> Self {
        Self(micros.clamp(EARLIEST_MICROS, LATEST_MICROS))
    }

    /// Microseconds since 1970 began.
    #[must_use]
    pub fn as_micros(self) -> i64 {
        self.0
    }

    /// The day of this instant in UTC.
    #[must_use]
    pub fn date(self) -> PartialDate {
        let date = self.civil().date();
        PartialDate { year: date.year(), month: u8::try_from(date.month()).ok(), day: u8::try_from(date.day()).ok() }
    }

    fn civil(self) -> jiff::civil::DateTime {
        let instant = jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        jiff::tz::Offset::UTC.to_datetime(instant)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Z", self.civil())
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        let instant: jiff::Timestamp = text.trim().parse().map_err(|_| InvalidTimestamp)?;
        Ok(Self::from_micros(instant.as_microsecond()))
    }
}

/// The text is not an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an instant is a date, a time of day and an offset from UTC, such as 2011-05-04T15:30:00Z")]
pub struct InvalidTimestamp;

/// A date of which only the year, or year and month, may be known: `2011`, `2011-05`, `2011-05-04` (ISO 8601).
///
/// # Examples
///
/// ```
/// use omkn_core::PartialDate;
///
/// let date: PartialDate = "2011-05".parse()?;
/// assert_eq!((date.year, date.month, date.day), (2011, Some(5), None));
/// assert!("2011-02-30".parse::<PartialDate>().is_err());
/// # Ok::<(), omkn_core::InvalidDate>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year, 1 to 9999.
    pub year: i16,
    /// The month, 1 to 12, if known.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31, if known; only with a month.
    pub day: Option<u8>,
}

/// The text or numbers are not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a date is a year, year-month or year-month-day that exists, such as 2011, 2011-05 or 2011-05-04")]
pub struct InvalidDate;

impl PartialDate {
    /// A date that is known to the year.
    ///
    /// # Errors
    ///
    /// [`InvalidDate`] where the year is not 1 to 9999.
    pub fn from_year(year: i16) -> Result<Self, InvalidDate> {
        Self { year, month: None, day: None }.checked()
    }

    /// This date, if it exists in the calendar.
    pub(crate) fn checked(self) -> Result<Self, InvalidDate> {
        if !(1..=9999).contains(&self.year) || (self.month.is_none() && self.day.is_some()) {
            return Err(InvalidDate);
        }
        let part = |value: Option<u8>| i8::try_from(value.unwrap_or(1)).map_err(|_| InvalidDate);
        jiff::civil::Date::new(self.year, part(self.month)?, part(self.day)?).map_err(|_| InvalidDate)?;
        Ok(self)
    }

    /// The first day the date may mean, as days since 1970-01-01; what sorting by date uses.
    #[must_use]
    pub fn first_day(self) -> i32 {
        let part = |value: Option<u8>| i8::try_from(value.unwrap_or(1)).unwrap_or(1);
        let date = jiff::civil::Date::new(self.year, part(self.month), part(self.day));
        let epoch = jiff::civil::Date::constant(1970, 1, 1);
        date.ok().and_then(|date| epoch.until(date).ok()).map_or(0, |span| span.get_days())
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

impl FromStr for PartialDate {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let mut parts = text.trim().split('-');
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then_some(()).ok_or(InvalidDate)
        };
        let year = parts.next().unwrap_or_default();
        number(year, 4)?;
        let mut small = || -> Result<Option<u8>, InvalidDate> {
            let Some(part) = parts.next() else { return Ok(None) };
            number(part, 2)?;
            part.parse().map(Some).map_err(|_| InvalidDate)
        };
        let (month, day) = (small()?, small()?);
        if parts.next().is_some() {
            return Err(InvalidDate);
        }
        Self { year: year.parse().map_err(|_| InvalidDate)?, month, day }.checked()
    }
}

/// How much of a text that is not a date is repeated, in characters.
const LONGEST_SHOWN: usize = 40;

/// Serde through the text form, for the types of this module.
macro_rules! serde_as_text {
    ($name:ident, $format:literal, $type:tt $(, $of_year:path)?) => {
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct FromText;

                impl serde::de::Visitor<'_> for FromText {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($format)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        let shown: String = text.chars().take(LONGEST_SHOWN).collect();
                        text.parse().map_err(|error| E::custom(format!("\"{shown}\": {error}")))
                    }

                    $(
                        fn visit_i64<E: serde::de::Error>(self, year: i64) -> Result<$name, E> {
                            $of_year(year).map_err(E::custom)
                        }

                        fn visit_u64<E: serde::de::Error>(self, year: u64) -> Result<$name, E> {
                            self.visit_i64(i64::try_from(year).unwrap_or(i64::MAX))
                        }

                        // A year in a column with gaps is a number with a fraction of nothing.
                        fn visit_f64<E: serde::de::Error>(self, year: f64) -> Result<$name, E> {
                            #[expect(clippy::cast_possible_truncation, reason = "a number too large is no year either")]
                            let whole = if year.fract() == 0.0 { year as i64 } else { i64::MAX };
                            self.visit_i64(whole)
                        }
                    )?
                }

                deserializer.deserialize_any(FromText)
            }
        }

        #[cfg(feature = "json-schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": $type, "description": $format })
            }
        }
    };
}

serde_as_text!(Timestamp, "an instant as text after RFC 3339, in UTC", "string");
serde_as_text!(
    PartialDate,
    "a date as text: YYYY, YYYY-MM or YYYY-MM-DD; a year may be a number",
    ["string", "integer"],
    year_of_number
);

fn year_of_number(year: i64) -> Result<PartialDate, InvalidDate> {
    PartialDate::from_year(i16::try_from(year).map_err(|_| InvalidDate)?)
}

/// Where the time comes from; a host or a test can give its own.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(jiff::Timestamp::now().as_microsecond())
    }
}

/// A clock that always shows the same instant, for tests and reproducible examples.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// A clock shared by all parts of a knowledge base.
pub(crate) type SharedClock = Arc<dyn Clock>;
