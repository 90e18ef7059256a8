//! What distinguishes damaged index files from good ones, before any of tantivy's readers sees them.
//!
//! Segment files end with tantivy's own footer (format version and CRC-32 of the body), which tantivy never checks when
//! it opens a file. `meta.json` has no checksum at all, so on disk it carries one as an extra first member, which keeps
//! it plain JSON that tantivy itself could read.

use std::io;
use std::path::Path;

use tantivy::HasLen;
use tantivy::directory::FileSlice;
use tantivy::directory::footer::Footer;

/// The two numbers at the end of every segment file: length of the footer text, and a magic number.
const FOOTER_TAIL: usize = 8;
/// How much of a file is hashed at a time, in bytes.
const BLOCK: usize = 1 << 20;
const SEAL_START: &[u8] = b"{\"omkn_crc32\":\"";
const SEAL_END: &[u8] = b"\",";
const CRC_DIGITS: usize = 8;

/// The error for a file whose bytes are not what was written; names the file.
pub(super) fn damaged(name: &Path, why: impl std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("index file {} is damaged: {why}", name.display()))
}

/// Checks the footer of a segment file and, if `whole`, the CRC-32 of its body.
///
/// The digits of tantivy's release in the footer are covered by nothing, and mean nothing.
pub(super) fn check_segment_file(name: &Path, file: FileSlice, whole: bool) -> io::Result<()> {
    if file.len() < FOOTER_TAIL {
        return Err(damaged(name, "it is too short"));
    }
    let (footer, body) = Footer::extract_footer(file).map_err(|error| damaged(name, error))?;
    let (found, expected) = (footer.version.to_string(), tantivy::version().to_string());
    if index_format(&found) != index_format(&expected) {
        return Err(damaged(name, format!("it was written by {found}, not by {expected}")));
    }
    if !whole {
        return Ok(());
    }
    let mut hasher = crc32fast::Hasher::new();
    let mut start = 0;
    while start < body.len() {
        let end = body.len().min(start + BLOCK);
        hasher.update(&body.read_bytes_slice(start..end)?);
        start = end;
    }
    if hasher.finalize() == footer.crc { Ok(()) } else { Err(damaged(name, "its checksum does not fit")) }
}

/// The last part of `tantivy v0.27.0, index_format v7`, whose fields are private.
fn index_format(version: &str) -> Option<&str> {
    version.rsplit(", ").next()
}

/// Puts a CRC-32 into the JSON object `json` as its first member.
pub(super) fn seal(name: &Path, json: &[u8]) -> io::Result<Vec<u8>> {
    let rest = json.strip_prefix(b"{").ok_or_else(|| damaged(name, "it is no JSON object"))?;
    let crc = format!("{:08x}", crc32fast::hash(json));
    Ok([SEAL_START, crc.as_bytes(), SEAL_END, rest].concat())
}

/// Gives back what was sealed.
pub(super) fn unseal(name: &Path, sealed: &[u8]) -> io::Result<Vec<u8>> {
    let parts = sealed.strip_prefix(SEAL_START).and_then(|rest| rest.split_at_checked(CRC_DIGITS));
    let parts = parts.and_then(|(crc, rest)| Some((crc, rest.strip_prefix(SEAL_END)?)));
    let (crc, rest) = parts.ok_or_else(|| damaged(name, "its checksum is missing"))?;
    let json = [b"{", rest].concat();
    if format!("{:08x}", crc32fast::hash(&json)).as_bytes() == crc {
        Ok(json)
    } else {
        Err(damaged(name, "its checksum does not fit"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_object_is_json_and_comes_back_as_it_was() {
        let name = Path::new("meta.json");
        let json = b"{\n  \"segments\": [], \"opstamp\": 7}";
        let sealed = seal(name, json).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&sealed).unwrap();
        assert_eq!(value["opstamp"], 7);
        assert_eq!(unseal(name, &sealed).unwrap(), json);
    }

    #[test]
    fn every_bit_flip_and_every_cut_of_a_sealed_object_is_noticed() {
        let name = Path::new("meta.json");
        let sealed = seal(name, b"{\"segments\": [], \"opstamp\": 7}").unwrap();
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let error = unseal(name, &flipped).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData, "bit {bit}");
            assert!(error.to_string().contains("meta.json"));
        }
        for length in 0..sealed.len() {
            assert!(unseal(name, &sealed[..length]).is_err(), "length {length}");
        }
        assert!(seal(name, b"[]").is_err());
    }
}
