//! Declarations of records and closed lists: one list of fields or words makes the type and its conversions.

/// Records with the fields of the library's type of the same name, or of the one in `FromCore<…>`. Behind the name are the
/// conversions to generate: `FromCore`, `IntoCore`, both, or none where they are written by hand. A field that only one side
/// has does not compile.
///
/// Apps may leave out a field with `= default` or with a literal such as `= 10`. With `=> expression` a field is computed
/// from the fields before it instead of converted.
macro_rules! records {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident $(: $way:ident $(<$core:path>)? $(+ $other_way:ident)?)? { $($fields:tt)+ }
    )+) => {$(
        $crate::convert::records! { @struct [$(#[$meta])*] $name { $($fields)+ } }
        $crate::convert::records! { @ways [$($way $(<$core>)? $(+ $other_way)?)?] $name { $($fields)+ } }
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

    (@ways [] $name:ident $fields:tt) => {};

    (@ways [$way:ident $(<$core:path>)? $(+ $other_way:ident)?] $name:ident $fields:tt) => {
        $crate::convert::records! { @$way [$($core)?] $name $fields }
        $( $crate::convert::records! { @$other_way [] $name $fields } )?
    };

    (@FromCore [] $name:ident $fields:tt) => {
        $crate::convert::records! { @FromCore [omkn_core::$name] $name $fields }
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

    (@IntoCore [] $name:ident {
        $($(#[$doc:meta])* pub $field:ident: $type:ty $(= $(default)? $($default:literal)?)?,)+
    }) => {
        impl $crate::convert::IntoCore<omkn_core::$name> for $name {
            fn into_core(self, problems: &mut $crate::convert::Problems) -> omkn_core::$name {
                let Self { $($field),+ } = self;
                $(
                    let $field = problems.within(stringify!($field), |problems| {
                        $crate::convert::IntoCore::into_core($field, problems)
                    });
                )+
                omkn_core::$name { $($field),+ }
            }
        }
    };

    (@value $field:ident) => { $crate::convert::FromCore::from_core($field)? };
    (@value $field:ident $made:expr) => { $made };
}

/// Closed lists of words, the same on both sides, with their labels.
macro_rules! word_enums {
    // What a caller chooses is never shown to readers.
    (@label Freshness) => {};

    (@label $name:ident) => {
        #[uniffi::export]
        impl $name {
            /// The word for people: French for `fr`, `fr-CA` and the like, otherwise English.
            #[must_use]
            pub fn label(&self, language: $crate::convert::LanguageTag) -> String {
                omkn_core::$name::from(*self).label(&$crate::convert::reader(&language)).to_owned()
            }
        }
    };

    (@complete Freshness: $($word:ident)+) => {};

    // A word that the core gains is one here, too.
    (@complete $name:ident: $($word:ident)+) => {
        const _: () = assert!([$($name::$word),+].len() == omkn_core::$name::ALL.len());
    };

    ($($(#[$doc:meta])* pub enum $name:ident { $($(#[$word_doc:meta])* $word:ident,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
        pub enum $name {
            $($(#[$word_doc])* $word,)+
        }

        $crate::convert::word_enums! { @label $name }
        $crate::convert::word_enums! { @complete $name: $($word)+ }

        impl From<$name> for omkn_core::$name {
            fn from(word: $name) -> Self {
                match word {
                    $($name::$word => Self::$word,)+
                }
            }
        }

        impl $crate::convert::IntoCore<omkn_core::$name> for $name {
            fn into_core(self, _: &mut $crate::convert::Problems) -> omkn_core::$name {
                self.into()
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

pub(crate) use {records, word_enums};
