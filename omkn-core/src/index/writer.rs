//! Opening and closing tantivy's writer, each in one place.
#![expect(clippy::disallowed_methods, reason = "this is the place")]

#[cfg(test)]
use tantivy::indexer::NoMergePolicy;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{Index, IndexWriter};

/// The least heap of a writer thread tantivy accepts, in bytes.
const LEAST_HEAP: usize = 15_000_000;
/// The most threads that pay off.
const MOST_THREADS: usize = 8;
/// The most heap of a thread, in bytes; well below tantivy's own limit.
const MOST_HEAP: usize = 1 << 30;

/// Segments with fewer records than this count as equally small. tantivy's own 10,000 would have a segment of a few
/// thousand records merged again with every eighth capture.
const SMALLEST_LAYER: u32 = 100;

/// When segments are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merging {
    /// Never, so that a test sees each commit by itself.
    #[cfg(test)]
    Never,
    /// When enough segments of like size have come together: for everyday use.
    ByLogarithm,
}

/// Opens the writer with `threads` indexing threads (1 to 8) that share `heap` bytes (at least 15 million each).
///
/// One thread gives segments in the order of the documents, and is enough for small batches.
pub(crate) fn open_writer(
    index: &Index,
    threads: usize,
    heap: usize,
    merging: Merging,
) -> tantivy::Result<IndexWriter> {
    let threads = threads.clamp(1, MOST_THREADS);
    let options = IndexWriterOptions::builder()
        .num_worker_threads(threads)
        .memory_budget_per_thread((heap / threads).clamp(LEAST_HEAP, MOST_HEAP))
        .num_merge_threads(1)
        .build();
    let writer = index.writer_with_options(options)?;
    match merging {
        #[cfg(test)]
        Merging::Never => writer.set_merge_policy(Box::new(NoMergePolicy)),
        Merging::ByLogarithm => {
            let mut policy = LogMergePolicy::default();
            policy.set_min_layer_size(SMALLEST_LAYER);
            writer.set_merge_policy(Box::new(policy));
        }
    }
    Ok(writer)
}

/// Closes the writer after its merges have ended. A writer that is merely dropped leaves merge threads behind that go
/// on making files after its lock is free.
pub(crate) fn close_writer(writer: IndexWriter) -> tantivy::Result<()> {
    writer.wait_merging_threads()
}
