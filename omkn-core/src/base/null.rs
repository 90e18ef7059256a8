//! `null` in JSON means the same as leaving a field out: many programs write it for every gap.

use serde::{Deserialize, Deserializer};

/// For `#[serde(default, deserialize_with = …)]` on fields that are lists, maps or structs.
pub(crate) fn null_is_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}
