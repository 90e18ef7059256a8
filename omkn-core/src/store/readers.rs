//! What a store and its views share: idle connections, the views that live, and who may call.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use rusqlite::Connection;

use super::slot::{Slot, ViewEnd};
use super::writer::lock;
use crate::base::{Error, Inside, Result};

/// Idle connections kept for the next reader.
const MOST_IDLE: usize = 4;

#[derive(Debug)]
pub(super) struct Readers {
    process: u32,
    /// `None` once the store is closed.
    idle: Mutex<Option<Vec<Connection>>>,
    views: Mutex<Vec<Weak<Slot>>>,
}

impl Readers {
    pub(super) fn new(idle: Vec<Connection>) -> Self {
        Self { process: std::process::id(), idle: Mutex::new(Some(idle)), views: Mutex::default() }
    }

    pub(super) fn is_of_this_process(&self) -> bool {
        std::process::id() == self.process
    }

    /// Every way in: not in a forked child, and not from the middle of what this thread is doing here.
    pub(super) fn enter(&self) -> Result<Inside> {
        if self.is_of_this_process() {
            return Inside::enter(self);
        }
        Err(Error::Closed {
            reason: "it was opened before this process was forked off: open it again here, or start processes by spawn"
                .to_owned(),
        })
    }

    pub(super) fn take_idle(&self) -> Result<Option<Connection>> {
        Ok(lock(&self.idle)?.as_mut().and_then(Vec::pop))
    }

    pub(super) fn give_back(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(idle) = idle.as_mut().filter(|idle| idle.len() < MOST_IDLE) {
            idle.push(connection);
        }
    }

    pub(super) fn register(&self, slot: &Arc<Slot>) -> Result<()> {
        let mut views = lock(&self.views)?;
        views.retain(|view| view.strong_count() > 0);
        views.push(Arc::downgrade(slot));
        Ok(())
    }

    fn each_view(&self, mut see: impl FnMut(&Slot) -> Result<()>) -> Result<()> {
        let views: Vec<_> = lock(&self.views)?.iter().filter_map(Weak::upgrade).collect();
        views.iter().try_for_each(|view| see(view))
    }

    /// Before a write, which makes the log longer: views that are too old hold it back no more.
    pub(super) fn end_old_views(&self) -> Result<()> {
        self.each_view(|view| {
            view.end_if_too_old();
            Ok(())
        })
    }

    /// In memory, before a write: what views show is copied for them.
    pub(super) fn copy_for_views(&self, connection: &Connection) -> Result<()> {
        let mut copy = None;
        self.each_view(|view| view.read_from_copy(&mut copy, connection))
    }

    /// An erased record is in no view of the host.
    pub(super) fn end_views_of_the_host(&self) -> Result<()> {
        self.each_view(|view| {
            if view.is_of_the_host() {
                view.end(ViewEnd::Erasure);
            }
            Ok(())
        })
    }

    /// End every view and let go of the idle connections.
    pub(super) fn close(&self) {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).take();
        // A forked child must not close what belongs to its parent, idle or in a view.
        if !self.is_of_this_process() {
            std::mem::forget(idle);
            return;
        }
        let _ = self.each_view(|view| {
            view.end(ViewEnd::Closed);
            Ok(())
        });
    }
}
