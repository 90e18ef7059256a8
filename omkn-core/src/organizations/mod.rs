//! stub
use crate::*;
/// Stub.
#[derive(Debug)]
pub struct Organizations;
impl Organizations {
    /// s
    pub fn built_in() -> Result<Self> {
        Ok(Self)
    }
    /// s
    pub fn get(&self, _: &OrganizationId) -> Option<&Organization> {
        None
    }
    /// s
    pub fn with(&self, _: Vec<Organization>) -> Result<Self> {
        Ok(Self)
    }
    /// s
    pub fn resolve(&self, n: &str) -> Result<&Organization> {
        Err(Error::not_found("organization", n))
    }
    /// s
    pub fn own(&self) -> impl Iterator<Item = &Organization> {
        std::iter::empty()
    }
    /// s
    pub fn all(&self) -> impl Iterator<Item = &Organization> {
        std::iter::empty()
    }
}
