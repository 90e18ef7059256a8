//! How a store is opened.

use std::sync::Arc;

use crate::base::{SharedClock, SystemClock};

/// What the store needs to know of the options of a knowledge base.
#[derive(Debug, Clone)]
pub(crate) struct StoreOptions {
    pub(crate) read_only: bool,
    pub(crate) create: bool,
    pub(crate) clock: SharedClock,
    pub(crate) author: Option<String>,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self { read_only: false, create: true, clock: Arc::new(SystemClock), author: None }
    }
}
