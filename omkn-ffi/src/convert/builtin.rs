//! Conversions of numbers, texts, lists and maps.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use omkn_core::ProblemCode::OutOfRange;

use super::{ConversionError, Converted, FromCore, IntoCore, LanguageTag, Problems};

/// Types that both sides have.
macro_rules! same {
    ($($type:ty),+) => {$(
        impl FromCore<$type> for $type {
            fn from_core(core: $type) -> Converted<Self> {
                Ok(core)
            }
        }

        impl IntoCore<$type> for $type {
            fn into_core(self, _: &mut Problems) -> $type {
                self
            }
        }
    )+};
}

same!(String, bool, f32, f64);

/// Numbers of apps, which have a sign, and those of the library, which have none or are shorter.
macro_rules! number {
    ($($type:ty = $($core:ty)|+;)+) => {$($(
        impl FromCore<$core> for $type {
            fn from_core(core: $core) -> Converted<Self> {
                Self::try_from(core).map_err(ConversionError::new)
            }
        }

        impl IntoCore<$core> for $type {
            fn into_core(self, problems: &mut Problems) -> $core {
                <$core>::try_from(self).unwrap_or_else(|_| {
                    let (least, most) = (<$core>::MIN, <$core>::MAX);
                    problems.add_as(OutOfRange, match self {
                        ..0 if least == 0 => format!("{self} is negative: give 0 or more"),
                        _ => format!("{self} is out of range: give {least} to {most}"),
                    });
                    0
                })
            }
        }
    )+)+};
}

number! { i32 = i16 | u32 | usize; i64 = u64 | usize; }

/// Numbers that have a meaning of their own in the library.
macro_rules! meaning {
    ($($type:ty = $core:ident;)+) => {$(
        impl FromCore<omkn_core::$core> for $type {
            fn from_core(core: omkn_core::$core) -> Converted<Self> {
                FromCore::from_core(core.0)
            }
        }

        impl IntoCore<omkn_core::$core> for $type {
            fn into_core(self, problems: &mut Problems) -> omkn_core::$core {
                omkn_core::$core(self.into_core(problems))
            }
        }
    )+};
}

meaning! { i32 = Version; i64 = Seq; }

impl FromCore<omkn_core::Decimal> for String {
    fn from_core(core: omkn_core::Decimal) -> Converted<Self> {
        Ok(core.to_string())
    }
}

impl IntoCore<omkn_core::Decimal> for String {
    fn into_core(self, problems: &mut Problems) -> omkn_core::Decimal {
        self.trim().parse().unwrap_or_else(|_| {
            problems.add(format!("\"{self}\" is not a decimal number such as 64.5"));
            omkn_core::Decimal::ZERO
        })
    }
}

impl<A: FromCore<B>, B> FromCore<Option<B>> for Option<A> {
    fn from_core(core: Option<B>) -> Converted<Self> {
        core.map(A::from_core).transpose()
    }
}

impl<A: IntoCore<B>, B> IntoCore<Option<B>> for Option<A> {
    fn into_core(self, problems: &mut Problems) -> Option<B> {
        let value = self?;
        let mut core = None;
        let is_readable = problems.readable(|problems| core = Some(value.into_core(problems))).is_some();
        core.filter(|_| is_readable || !A::IS_LEFT_OUT)
    }
}

impl<A: FromCore<B>, B> FromCore<Vec<B>> for Vec<A> {
    fn from_core(core: Vec<B>) -> Converted<Self> {
        core.into_iter().map(A::from_core).collect()
    }
}

impl<A: IntoCore<B>, B> IntoCore<Vec<B>> for Vec<A> {
    fn into_core(self, problems: &mut Problems) -> Vec<B> {
        let items = self.into_iter().enumerate();
        items.map(|(at, item)| problems.within(&format!("[{at}]"), |problems| item.into_core(problems))).collect()
    }
}

impl<K: FromCore<A> + Eq + Hash, V: FromCore<B>, A, B> FromCore<BTreeMap<A, B>> for HashMap<K, V> {
    fn from_core(core: BTreeMap<A, B>) -> Converted<Self> {
        core.into_iter().map(|(key, value)| Ok((K::from_core(key)?, V::from_core(value)?))).collect()
    }
}

/// Values whose key cannot be read are left out.
impl<K: IntoCore<A> + ToString, V: IntoCore<B>, A: Ord, B> IntoCore<BTreeMap<A, B>> for HashMap<K, V> {
    fn into_core(self, problems: &mut Problems) -> BTreeMap<A, B> {
        let mut entries: Vec<(String, (K, V))> = self.into_iter().map(|entry| (entry.0.to_string(), entry)).collect();
        // Problems come in one order, whatever the order of the map.
        entries.sort_by(|(name, _), (other, _)| name.cmp(other));
        let mut core = BTreeMap::new();
        for (name, (key, value)) in entries {
            problems.within(&name, |problems| {
                let Some(key) = problems.readable(|problems| key.into_core(problems)) else { return };
                if core.insert(key, value.into_core(problems)).is_some() {
                    problems.add("listed more than once, written in different ways: keep one");
                }
            });
        }
        core
    }
}

impl FromCore<omkn_core::LanguageMap> for HashMap<LanguageTag, String> {
    fn from_core(core: omkn_core::LanguageMap) -> Converted<Self> {
        core.into_iter().map(|(language, text)| Ok((FromCore::from_core(language)?, text))).collect()
    }
}

impl IntoCore<omkn_core::LanguageMap> for HashMap<LanguageTag, String> {
    fn into_core(self, problems: &mut Problems) -> omkn_core::LanguageMap {
        let texts: BTreeMap<omkn_core::LanguageTag, String> = self.into_core(problems);
        texts.into_iter().collect()
    }
}
