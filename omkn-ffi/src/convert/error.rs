//! The error of a conversion.

use crate::error::OmknError;

/// A value that does not have the form it should have.
#[derive(Debug)]
pub(crate) struct ConversionError {
    /// Where: a path into the JSON form, such as `measures[0].before.value`.
    path: String,
    reason: String,
}

impl ConversionError {
    pub(crate) fn new(reason: impl ToString) -> Box<Self> {
        Box::new(Self { path: String::new(), reason: reason.to_string() })
    }

    /// The same, seen from the value that it is a part of.
    pub(crate) fn within(mut self: Box<Self>, part: &str) -> Box<Self> {
        let separator = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{part}{separator}{}", self.path);
        self
    }

    /// The error where the library returned the value: both sides are of one version, so this is a defect of ours.
    pub(crate) fn into_defect(self) -> OmknError {
        OmknError::Corrupt { reason: format!("{}: {}", self.path, self.reason) }
    }
}

/// The error where an app gave the value.
impl From<Box<ConversionError>> for OmknError {
    fn from(error: Box<ConversionError>) -> Self {
        Self::invalid_at(&error.path, error.reason)
    }
}
