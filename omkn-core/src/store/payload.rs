//! How payloads are kept: JSON, packed. Packing saves a third of the file and more than the time it takes.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::error::During;
use crate::base::Result;
use crate::model::limits;

/// Nothing that unpacks to more than this was packed by us.
const MOST_BYTES: usize = 4 * limits::RECORD_BYTES;

/// LZ4, after the length of the text in four bytes.
pub(super) fn pack(json: &str) -> Vec<u8> {
    lz4_flex::compress_prepend_size(json.as_bytes())
}

/// The text that was packed, unless the bytes are damaged.
pub(super) fn unpack(bytes: &[u8]) -> Option<String> {
    let (length, _) = bytes.split_first_chunk::<4>()?;
    if u32::from_le_bytes(*length) as usize > MOST_BYTES {
        return None;
    }
    String::from_utf8(lz4_flex::decompress_size_prepended(bytes).ok()?).ok()
}

/// Let SQL read payloads: `omkn_json(payload)` is the JSON text, or NULL where it is damaged or erased.
pub(super) fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection
        .create_scalar_function("omkn_json", 1, flags, |context| {
            let payload = context.get_raw(0).as_blob_or_null().ok().flatten();
            let json =
                payload.and_then(unpack).filter(|json| serde_json::from_str::<serde::de::IgnoredAny>(json).is_ok());
            Ok(json)
        })
        .during("setting the database up")
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};

    #[test]
    fn what_was_packed_unpacks_and_damage_is_noticed() {
        let text = r#"{"title":{"fr":"Déneigement"}}"#.repeat(20);
        let packed = pack(&text);
        assert!(packed.len() < text.len() / 3);
        assert_eq!(unpack(&packed).as_deref(), Some(text.as_str()));
        assert_eq!(unpack(&packed[..packed.len() - 3]), None);
        assert_eq!(unpack(&[0xFF; 9]), None);
        assert_eq!(unpack(b""), None);
    }
}
