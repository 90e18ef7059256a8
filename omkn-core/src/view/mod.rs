//! What a question is answered from: the store at one change, with the index, the taxonomy and the register of that change.

mod numbers;
mod selected;
#[expect(clippy::module_inception, reason = "the type the room is named after")]
mod view;

pub use view::View;

pub(crate) use numbers::{numbers_of, numbers_of_ids};
pub(crate) use selected::with_ids;
