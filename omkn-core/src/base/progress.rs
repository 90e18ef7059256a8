//! Long work: progress out, cancellation in.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::error::{Error, Result};

/// How far long work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done: `reading`, `storing`, `indexing`, `checking`, `copying`.
    pub stage: &'static str,
    /// How many units are done.
    pub done: u64,
    /// How many there are in all, if known.
    pub total: Option<u64>,
}

/// Stops long work from another thread; clones stop the same work.
///
/// # Examples
///
/// ```
/// use omkn_core::{Interrupter, Job};
///
/// let interrupter = Interrupter::new();
/// let job = Job::new().with_interrupter(interrupter.clone());
/// interrupter.interrupt();
/// assert!(job.check().is_err());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Interrupter(Arc<AtomicBool>);

impl Interrupter {
    /// A fresh interrupter that has not been used.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Ask the work to stop. It ends at its next step with [`Error::Cancelled`].
    pub fn interrupt(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether [`interrupt`](Self::interrupt) was called.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// One piece of long work: where its progress goes and how it is cancelled.
///
/// # Examples
///
/// ```
/// use omkn_core::Job;
///
/// let mut seen = 0;
/// let mut job = Job::new().on_progress(|progress| seen = progress.done);
/// job.report("reading", 3, Some(10));
/// drop(job);
/// assert_eq!(seen, 3);
/// ```
#[derive(Default)]
pub struct Job<'a> {
    sink: Option<Box<dyn FnMut(Progress) + Send + 'a>>,
    interrupters: Vec<Interrupter>,
}

impl<'a> Job<'a> {
    /// Work that reports to no one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Report progress to this function. It is called from the thread that works, in the middle of it: calls of the same
    /// knowledge base from there may end with [`Error::Busy`], because they would wait for the work they are part of.
    #[must_use]
    pub fn on_progress(mut self, sink: impl FnMut(Progress) + Send + 'a) -> Self {
        self.sink = Some(Box::new(sink));
        self
    }

    /// Let this interrupter cancel the work; several may, each on its own.
    #[must_use]
    pub fn with_interrupter(mut self, interrupter: Interrupter) -> Self {
        self.interrupters.push(interrupter);
        self
    }

    /// Tell how far the work has come.
    pub fn report(&mut self, stage: &'static str, done: u64, total: Option<u64>) {
        if let Some(sink) = &mut self.sink {
            sink(Progress { stage, done, total });
        }
    }

    /// Go on, or stop.
    ///
    /// # Errors
    ///
    /// [`Error::Cancelled`] once an interrupter was used.
    pub fn check(&self) -> Result<()> {
        if self.interrupters.iter().any(Interrupter::is_interrupted) { Err(Error::Cancelled) } else { Ok(()) }
    }

    /// [`report`](Self::report) and [`check`](Self::check) in one, for loops; reports every 256 units.
    pub(crate) fn step(&mut self, stage: &'static str, done: u64, total: Option<u64>) -> Result<()> {
        if done.is_multiple_of(256) {
            self.report(stage, done, total);
            self.check()?;
        }
        Ok(())
    }
}

impl std::fmt::Debug for Job<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Job").field("interrupters", &self.interrupters).finish_non_exhaustive()
    }
}
