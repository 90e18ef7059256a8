//! What proves that a store is whole: hashes of revisions, the chained change log, the hash of the whole set.

use sha2::{Digest, Sha256};

use crate::base::{ContentHash, Error, RecordId, Result, Seq, Timestamp};

/// A token over the change log up to some change; equal tokens mean equal logs.
pub(crate) type ChainToken = [u8; 16];

/// Feeds fields into SHA-256 so that no two different lists of fields give the same bytes.
#[derive(Default)]
pub(super) struct FieldHasher(Sha256);

impl FieldHasher {
    pub(super) fn field(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    pub(super) fn optional(self, bytes: Option<&[u8]>) -> Self {
        match bytes {
            Some(bytes) => self.field(b"1").field(bytes),
            None => self.field(b"0"),
        }
    }

    pub(super) fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// The hash of one row's payload, for the small tables.
pub(super) fn row_hash(payload: &str) -> [u8; 32] {
    FieldHasher::default().field(payload.as_bytes()).finish()
}

/// A hash of a set that does not depend on the order of its members: the sum of one hash for each, in four lanes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SetHash([u64; 4]);

impl SetHash {
    /// A record is now at this revision.
    pub(super) fn add(&mut self, id: RecordId, revision: &ContentHash) {
        self.add_fields(&[id.as_bytes(), revision.as_bytes()]);
    }

    /// A record is no longer at this revision.
    pub(super) fn remove(&mut self, id: RecordId, revision: &ContentHash) {
        self.remove_fields(&[id.as_bytes(), revision.as_bytes()]);
    }

    /// The set has one more member, made of these fields.
    pub(super) fn add_fields(&mut self, fields: &[&[u8]]) {
        self.combine(fields, u64::wrapping_add);
    }

    /// The set no longer has this member.
    pub(super) fn remove_fields(&mut self, fields: &[&[u8]]) {
        self.combine(fields, u64::wrapping_sub);
    }

    fn combine(&mut self, fields: &[&[u8]], with: impl Fn(u64, u64) -> u64) {
        let hash = fields.iter().fold(FieldHasher::default(), |hasher, field| hasher.field(field)).finish();
        for (lane, part) in self.0.iter_mut().zip(lanes(&hash)) {
            *lane = with(*lane, part);
        }
    }
}

fn lanes(bytes: &[u8; 32]) -> impl Iterator<Item = u64> + '_ {
    bytes.chunks_exact(8).map(|chunk| chunk.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// The state of a store: its last change, the proofs, and the highest clock value given out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct StoreHead {
    /// The last change.
    pub(crate) seq: Seq,
    /// The token over all changes.
    pub(crate) chain: ChainToken,
    /// Over the present revision of every record, and the number of every facet value.
    pub(super) set: SetHash,
    pub(super) clock: i64,
}

/// What one link of the chain covers, apart from everything before it.
pub(super) struct ChainLink<'a> {
    pub(super) seq: Seq,
    pub(super) kind: &'a str,
    pub(super) record: Option<RecordId>,
    pub(super) clock: i64,
    pub(super) state: &'a [u8],
}

impl StoreHead {
    const BYTES: usize = 8 + 16 + 32 + 8;

    /// The token after one more change.
    pub(super) fn next_chain(&self, link: &ChainLink<'_>) -> ChainToken {
        let hash = FieldHasher::default()
            .field(&self.chain)
            .field(&link.seq.0.to_le_bytes())
            .field(link.kind.as_bytes())
            .optional(link.record.as_ref().map(|id| id.as_bytes().as_slice()))
            .field(&link.clock.to_le_bytes())
            .field(link.state)
            .finish();
        let mut token = ChainToken::default();
        token.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        token
    }

    pub(super) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(Self::BYTES);
        bytes.extend(self.seq.0.to_le_bytes());
        bytes.extend(self.chain);
        self.set.0.iter().for_each(|lane| bytes.extend(lane.to_le_bytes()));
        bytes.extend(self.clock.to_le_bytes());
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let damaged = || Error::corrupt("the head of the change log");
        let (seq, rest) = bytes.split_first_chunk::<8>().ok_or_else(damaged)?;
        let (chain, rest) = rest.split_first_chunk::<16>().ok_or_else(damaged)?;
        let (set, clock) = rest.split_first_chunk::<32>().ok_or_else(damaged)?;
        let clock: [u8; 8] = clock.try_into().map_err(|_| damaged())?;
        let mut head = Self {
            seq: Seq(u64::from_le_bytes(*seq)),
            chain: *chain,
            set: SetHash::default(),
            clock: i64::from_le_bytes(clock),
        };
        head.set.0.iter_mut().zip(lanes(set)).for_each(|(lane, part)| *lane = part);
        Ok(head)
    }
}

/// The instant a clock value means, to the millisecond.
pub(super) fn instant_of(clock: i64) -> Timestamp {
    Timestamp::from_micros((clock >> 16).saturating_mul(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_survives_its_bytes() {
        let mut head = StoreHead { seq: Seq(7), chain: [9; 16], set: SetHash::default(), clock: -3 };
        head.set.add(RecordId::from_bytes([1; 16]), &ContentHash([2; 32]));
        assert_eq!(StoreHead::from_bytes(&head.to_bytes()).unwrap(), head);
        assert!(StoreHead::from_bytes(&[0; 10]).is_err());
    }

    #[test]
    fn the_set_hash_forgets_what_is_removed_and_the_order() {
        let [a, b] = [1, 2].map(|byte| (RecordId::from_bytes([byte; 16]), ContentHash([byte; 32])));
        let mut one = SetHash::default();
        one.add(a.0, &a.1);
        one.add(b.0, &b.1);
        let mut other = SetHash::default();
        other.add(b.0, &b.1);
        assert_ne!(one, other);
        other.add(a.0, &a.1);
        assert_eq!(one, other);
        one.remove(a.0, &a.1);
        one.remove(b.0, &b.1);
        assert_eq!(one, SetHash::default());
    }
}
