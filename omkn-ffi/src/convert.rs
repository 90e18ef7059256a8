//! Between values of the library and those that cross, field by field: what one side has and the other has not, does not
//! compile.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use crate::error::{OmknError, Result};
use crate::values::{LanguageTag, RecordId};

/// How a value of the library crosses to an app.
pub(crate) trait Out<Core>: Sized {
    fn out(core: Core) -> Crossed<Self>;
}

/// How what an app gave becomes a value of the library.
pub(crate) trait Given<Core> {
    fn given(self) -> Crossed<Core>;
}

/// A value on the other side, or what kept it from there.
pub(crate) type Crossed<T> = std::result::Result<T, Box<Misfit>>;

/// A value that has not the form it should have.
#[derive(Debug)]
pub(crate) struct Misfit {
    /// Where: a path into the JSON form, such as `measures[0].before.value`.
    path: String,
    reason: String,
}

impl Misfit {
    pub(crate) fn new(reason: impl ToString) -> Box<Self> {
        Box::new(Self { path: String::new(), reason: reason.to_string() })
    }

    /// The same, seen from the value that it is a part of.
    pub(crate) fn within(mut self: Box<Self>, part: &str) -> Box<Self> {
        let separator = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{part}{separator}{}", self.path);
        self
    }
}

impl From<Box<Misfit>> for OmknError {
    fn from(misfit: Box<Misfit>) -> Self {
        Self::invalid_at(&misfit.path, misfit.reason)
    }
}

/// A value of the library as one that crosses.
pub(crate) fn out<A, B: Out<A>>(value: A) -> Result<B> {
    // Both sides are of one version, so this is a defect of ours.
    B::out(value).map_err(|misfit| OmknError::Corrupt { reason: format!("{}: {}", misfit.path, misfit.reason) })
}

/// What an app gave as a value of the library.
pub(crate) fn given<A: Given<B>, B>(value: A) -> Result<B> {
    Ok(value.given()?)
}

/// The same for a list: a wrong value is named by its path behind the name of the list, as where the library refuses it.
pub(crate) fn given_in<A: Given<B>, B>(list: &str, values: A) -> Result<B> {
    Ok(values.given().map_err(|misfit| misfit.within(list))?)
}

/// Records with the same fields on both sides.
macro_rules! both_ways {
    ($($name:ident { $($field:ident),+ $(,)? })+) => {
        $crate::convert::outgoing! { $($name { $($field),+ })+ }
        $crate::convert::incoming! { $($name { $($field),+ })+ }
    };
}

/// Records that the library gives.
macro_rules! outgoing {
    ($($name:ident { $($field:ident),+ $(,)? })+) => {$(
        impl $crate::convert::Out<omkn_core::$name> for $name {
            fn out(core: omkn_core::$name) -> $crate::convert::Crossed<Self> {
                let omkn_core::$name { $($field),+ } = core;
                Ok(Self { $($field: $crate::convert::Out::out($field)?),+ })
            }
        }
    )+};
}

/// Records that apps give.
macro_rules! incoming {
    ($($name:ident { $($field:ident),+ $(,)? })+) => {$(
        impl $crate::convert::Given<omkn_core::$name> for $name {
            fn given(self) -> $crate::convert::Crossed<omkn_core::$name> {
                let Self { $($field),+ } = self;
                $(
                    let $field = $crate::convert::Given::given($field)
                        .map_err(|misfit| misfit.within(stringify!($field)))?;
                )+
                Ok(omkn_core::$name { $($field),+ })
            }
        }
    )+};
}

/// What an app may leave to the library: without a value, what the library takes by default, and back.
macro_rules! left_to_the_library {
    ($($name:ident = $default:expr;)+) => {$(
        impl $crate::convert::Given<omkn_core::$name> for Option<$name> {
            fn given(self) -> $crate::convert::Crossed<omkn_core::$name> {
                self.map_or_else(|| Ok($default), $crate::convert::Given::given)
            }
        }

        impl $crate::convert::Out<omkn_core::$name> for Option<$name> {
            fn out(core: omkn_core::$name) -> $crate::convert::Crossed<Self> {
                if core == $default { Ok(None) } else { $crate::convert::Out::out(core).map(Some) }
            }
        }
    )+};
}

/// Enums of words, the same on both sides.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
        pub enum $name {
            $($(#[$word_doc])* $word,)+
        }

        impl From<$name> for omkn_core::$name {
            fn from(word: $name) -> Self {
                match word {
                    $($name::$word => Self::$word,)+
                }
            }
        }

        impl $crate::convert::Given<omkn_core::$name> for $name {
            fn given(self) -> $crate::convert::Crossed<omkn_core::$name> {
                Ok(self.into())
            }
        }

        impl $crate::convert::Out<omkn_core::$name> for $name {
            fn out(core: omkn_core::$name) -> $crate::convert::Crossed<Self> {
                match core {
                    $(omkn_core::$name::$word => Ok(Self::$word),)+
                    #[allow(unreachable_patterns, reason = "some of the library's lists are closed for good")]
                    unknown => Err($crate::convert::Misfit::new(format!("the app does not know {unknown:?}"))),
                }
            }
        }
    )+};
}

pub(crate) use {both_ways, incoming, left_to_the_library, outgoing, words};

/// Types that both sides have.
macro_rules! same {
    ($($type:ty),+) => {$(
        impl Out<$type> for $type {
            fn out(core: $type) -> Crossed<Self> {
                Ok(core)
            }
        }

        impl Given<$type> for $type {
            fn given(self) -> Crossed<$type> {
                Ok(self)
            }
        }
    )+};
}

same!(String, bool, i16, u32, u64, f32, f64);

/// Numbers that have a meaning of their own in the library.
macro_rules! number {
    ($($type:ty = $core:ident;)+) => {$(
        impl Out<omkn_core::$core> for $type {
            fn out(core: omkn_core::$core) -> Crossed<Self> {
                Ok(core.0)
            }
        }
    )+};
}

number! { u32 = Version; u64 = Seq; }

impl Out<usize> for u64 {
    fn out(core: usize) -> Crossed<Self> {
        Self::try_from(core).map_err(Misfit::new)
    }
}

impl Out<omkn_core::Decimal> for String {
    fn out(core: omkn_core::Decimal) -> Crossed<Self> {
        Ok(core.to_string())
    }
}

impl Given<omkn_core::Decimal> for String {
    fn given(self) -> Crossed<omkn_core::Decimal> {
        self.trim().parse().map_err(|_| Misfit::new(format!("\"{self}\" is not a decimal number such as 64.5")))
    }
}

impl<A: Out<B>, B> Out<Option<B>> for Option<A> {
    fn out(core: Option<B>) -> Crossed<Self> {
        core.map(A::out).transpose()
    }
}

impl<A: Given<B>, B> Given<Option<B>> for Option<A> {
    fn given(self) -> Crossed<Option<B>> {
        self.map(A::given).transpose()
    }
}

impl<A: Out<B>, B> Out<Vec<B>> for Vec<A> {
    fn out(core: Vec<B>) -> Crossed<Self> {
        core.into_iter().map(A::out).collect()
    }
}

impl<A: Given<B>, B> Given<Vec<B>> for Vec<A> {
    fn given(self) -> Crossed<Vec<B>> {
        let items = self.into_iter().enumerate();
        items.map(|(at, item)| item.given().map_err(|misfit| misfit.within(&format!("[{at}]")))).collect()
    }
}

impl<K: Out<CoreK> + Eq + Hash, V: Out<CoreV>, CoreK, CoreV> Out<BTreeMap<CoreK, CoreV>> for HashMap<K, V> {
    fn out(core: BTreeMap<CoreK, CoreV>) -> Crossed<Self> {
        core.into_iter().map(|(key, value)| Ok((K::out(key)?, V::out(value)?))).collect()
    }
}

impl<K: Given<CoreK> + ToString, V: Given<CoreV>, CoreK: Ord, CoreV> Given<BTreeMap<CoreK, CoreV>> for HashMap<K, V> {
    fn given(self) -> Crossed<BTreeMap<CoreK, CoreV>> {
        let mut core = BTreeMap::new();
        for (key, value) in self {
            let name = key.to_string();
            let entry = key.given().and_then(|key| Ok((key, value.given()?)));
            let (key, value) = entry.map_err(|misfit| misfit.within(&name))?;
            if core.insert(key, value).is_some() {
                return Err(Misfit::new("this stands there twice, written in two ways: give it once").within(&name));
            }
        }
        Ok(core)
    }
}

impl Out<omkn_core::LanguageMap> for HashMap<LanguageTag, String> {
    fn out(core: omkn_core::LanguageMap) -> Crossed<Self> {
        core.into_iter().map(|(language, text)| Ok((Out::out(language)?, text))).collect()
    }
}

impl Given<omkn_core::LanguageMap> for HashMap<LanguageTag, String> {
    fn given(self) -> Crossed<omkn_core::LanguageMap> {
        let texts: BTreeMap<omkn_core::LanguageTag, String> = self.given()?;
        Ok(texts.into_iter().collect())
    }
}

/// The id of a record; what has not the form of one is `NotFound`, like an id that no record has.
pub(crate) fn record_id(id: &RecordId) -> Result<omkn_core::RecordId> {
    Ok(id.0.parse::<omkn_core::RecordId>()?)
}

/// A text given as a value of the library, such as a language tag.
pub(crate) fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(path: &str, text: &str) -> Result<T> {
    text.parse().map_err(|error| OmknError::invalid_at(path, format!("{error}")))
}
