//! Jobs that are cancelled.

use omkn_core::{Interrupter, Job};

/// A job that was cancelled before it began.
pub(crate) fn cancelled_job() -> Job<'static> {
    let interrupter = Interrupter::new();
    interrupter.interrupt();
    Job::new().with_interrupter(interrupter)
}

/// A job that is cancelled from its own progress, once so much is done.
pub(crate) fn job_cancelled_at(done: u64) -> Job<'static> {
    let interrupter = Interrupter::new();
    let stop = interrupter.clone();
    Job::new().with_interrupter(interrupter).on_progress(move |progress| {
        if progress.done >= done {
            stop.interrupt();
        }
    })
}
