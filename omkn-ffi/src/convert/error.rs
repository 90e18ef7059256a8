//! The error of a conversion of what the library returned.

use crate::error::OmknError;

/// A value of the library that has no counterpart here: both sides are of one version, so this is a defect of ours.
#[derive(Debug)]
pub(crate) struct ConversionError {
    reason: String,
}

impl ConversionError {
    pub(crate) fn new(reason: impl ToString) -> Box<Self> {
        Box::new(Self { reason: reason.to_string() })
    }
}

impl From<Box<ConversionError>> for OmknError {
    fn from(error: Box<ConversionError>) -> Self {
        Self::Corrupt { reason: error.reason }
    }
}
