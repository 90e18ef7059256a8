//! Conversions of numbers, texts, lists and maps.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use super::{ConversionError, Converted, FromCore, IntoCore, LanguageTag};

/// Types that both sides have.
macro_rules! same {
    ($($type:ty),+) => {$(
        impl FromCore<$type> for $type {
            fn from_core(core: $type) -> Converted<Self> {
                Ok(core)
            }
        }

        impl IntoCore<$type> for $type {
            fn into_core(self) -> Converted<$type> {
                Ok(self)
            }
        }
    )+};
}

same!(String, bool, i16, u32, u64, f32, f64);

/// Numbers that have a meaning of their own in the library.
macro_rules! number {
    ($($type:ty = $core:ident;)+) => {$(
        impl FromCore<omkn_core::$core> for $type {
            fn from_core(core: omkn_core::$core) -> Converted<Self> {
                Ok(core.0)
            }
        }
    )+};
}

number! { u32 = Version; u64 = Seq; }

impl FromCore<usize> for u64 {
    fn from_core(core: usize) -> Converted<Self> {
        Self::try_from(core).map_err(ConversionError::new)
    }
}

impl FromCore<omkn_core::Decimal> for String {
    fn from_core(core: omkn_core::Decimal) -> Converted<Self> {
        Ok(core.to_string())
    }
}

impl IntoCore<omkn_core::Decimal> for String {
    fn into_core(self) -> Converted<omkn_core::Decimal> {
        let error = |_| ConversionError::new(format!("\"{self}\" is not a decimal number such as 64.5"));
        self.trim().parse().map_err(error)
    }
}

impl<A: FromCore<B>, B> FromCore<Option<B>> for Option<A> {
    fn from_core(core: Option<B>) -> Converted<Self> {
        core.map(A::from_core).transpose()
    }
}

impl<A: IntoCore<B>, B> IntoCore<Option<B>> for Option<A> {
    fn into_core(self) -> Converted<Option<B>> {
        self.map(A::into_core).transpose()
    }
}

impl<A: FromCore<B>, B> FromCore<Vec<B>> for Vec<A> {
    fn from_core(core: Vec<B>) -> Converted<Self> {
        core.into_iter().map(A::from_core).collect()
    }
}

impl<A: IntoCore<B>, B> IntoCore<Vec<B>> for Vec<A> {
    fn into_core(self) -> Converted<Vec<B>> {
        let items = self.into_iter().enumerate();
        items.map(|(at, item)| item.into_core().map_err(|error| error.within(&format!("[{at}]")))).collect()
    }
}

impl<K: FromCore<A> + Eq + Hash, V: FromCore<B>, A, B> FromCore<BTreeMap<A, B>> for HashMap<K, V> {
    fn from_core(core: BTreeMap<A, B>) -> Converted<Self> {
        core.into_iter().map(|(key, value)| Ok((K::from_core(key)?, V::from_core(value)?))).collect()
    }
}

impl<K: IntoCore<A> + ToString, V: IntoCore<B>, A: Ord, B> IntoCore<BTreeMap<A, B>> for HashMap<K, V> {
    fn into_core(self) -> Converted<BTreeMap<A, B>> {
        let mut core = BTreeMap::new();
        for (key, value) in self {
            let name = key.to_string();
            let entry = key.into_core().and_then(|key| Ok((key, value.into_core()?)));
            let (key, value) = entry.map_err(|error| error.within(&name))?;
            if core.insert(key, value).is_some() {
                let error = ConversionError::new("listed more than once, written in different ways: keep one");
                return Err(error.within(&name));
            }
        }
        Ok(core)
    }
}

impl FromCore<omkn_core::LanguageMap> for HashMap<LanguageTag, String> {
    fn from_core(core: omkn_core::LanguageMap) -> Converted<Self> {
        core.into_iter().map(|(language, text)| Ok((FromCore::from_core(language)?, text))).collect()
    }
}

impl IntoCore<omkn_core::LanguageMap> for HashMap<LanguageTag, String> {
    fn into_core(self) -> Converted<omkn_core::LanguageMap> {
        let texts: BTreeMap<omkn_core::LanguageTag, String> = self.into_core()?;
        Ok(texts.into_iter().collect())
    }
}
