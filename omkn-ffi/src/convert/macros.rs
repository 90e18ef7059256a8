//! What declares records and closed lists: a type of the interface and its conversions, from one list of fields or words.

/// Records with the fields of the library's type of the same name. What follows the name says which ways they convert:
/// `FromCore`, `IntoCore`, both or, with conversions of their own, none. A field that one side has and the other has not
/// does not compile.
///
/// `= default` is a field that apps may leave out, `= 10` one with this default; `=> expression` says how a field is made
/// from those before it, where its own value is not enough.
macro_rules! records {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident $(: $from:ident $(<$core:path>)? $(+ $into:ident)?)? $fields:tt
    )+) => {$(
        $crate::convert::records! { @struct [$(#[$meta])*] $name $fields }
        $(
            $crate::convert::records! { @$from [$($core)?] $name $fields }
            $( $crate::convert::records! { @$into [] $name $fields } )?
        )?
    )+};

    (@struct [$(#[$meta:meta])*] $name:ident {
        $($(#[$doc:meta])* pub $field:ident: $type:ty $(= $(default)? $($default:literal)?)? $(=> $made:expr)?,)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, uniffi::Record)]
        pub struct $name {
            $($(#[$doc])* $(#[uniffi(default $(= $default)?)])? pub $field: $type,)+
        }
    };

    (@$way:ident [] $name:ident $fields:tt) => {
        $crate::convert::records! { @$way [omkn_core::$name] $name $fields }
    };

    (@FromCore [$core:path] $name:ident {
        $($(#[$doc:meta])* pub $field:ident: $type:ty $(= $(default)? $($default:literal)?)? $(=> $made:expr)?,)+
    }) => {
        impl $crate::convert::FromCore<$core> for $name {
            fn from_core(core: $core) -> $crate::convert::Converted<Self> {
                let $core { $($field),+ } = core;
                $(let $field: $type = $crate::convert::records!(@value $field $($made)?);)+
                Ok(Self { $($field),+ })
            }
        }
    };

    (@IntoCore [$core:path] $name:ident {
        $($(#[$doc:meta])* pub $field:ident: $type:ty $(= $(default)? $($default:literal)?)?,)+
    }) => {
        impl $crate::convert::IntoCore<$core> for $name {
            fn into_core(self) -> $crate::convert::Converted<$core> {
                let Self { $($field),+ } = self;
                $(
                    let $field = $crate::convert::IntoCore::into_core($field)
                        .map_err(|error| error.within(stringify!($field)))?;
                )+
                Ok($core { $($field),+ })
            }
        }
    };

    (@value $field:ident) => { $crate::convert::FromCore::from_core($field)? };
    (@value $field:ident $made:expr) => { $made };
}

/// Closed lists of words, the same on both sides.
macro_rules! word_enums {
    ($($(#[$doc:meta])* pub enum $name:ident { $($(#[$word_doc:meta])* $word:ident,)+ })+) => {$(
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

        impl $crate::convert::IntoCore<omkn_core::$name> for $name {
            fn into_core(self) -> $crate::convert::Converted<omkn_core::$name> {
                Ok(self.into())
            }
        }

        impl $crate::convert::FromCore<omkn_core::$name> for $name {
            fn from_core(core: omkn_core::$name) -> $crate::convert::Converted<Self> {
                match core {
                    $(omkn_core::$name::$word => Ok(Self::$word),)+
                    #[allow(unreachable_patterns, reason = "some of the library's lists are closed for good")]
                    unknown => Err($crate::convert::ConversionError::new(format!("the app does not know {unknown:?}"))),
                }
            }
        }
    )+};
}

/// Values that apps may leave out: `None` is the library's default, both ways.
macro_rules! optional {
    ($($name:ident = $default:expr;)+) => {$(
        impl $crate::convert::IntoCore<omkn_core::$name> for Option<$name> {
            fn into_core(self) -> $crate::convert::Converted<omkn_core::$name> {
                self.map_or_else(|| Ok($default), $crate::convert::IntoCore::into_core)
            }
        }

        impl $crate::convert::FromCore<omkn_core::$name> for Option<$name> {
            fn from_core(core: omkn_core::$name) -> $crate::convert::Converted<Self> {
                if core == $default { Ok(None) } else { $crate::convert::FromCore::from_core(core).map(Some) }
            }
        }
    )+};
}

pub(crate) use {optional, records, word_enums};
