//! Calls that come back: the host's code runs in the middle of work (a progress sink, an iterator of drafts, a reader), and
//! may call the same knowledge base again. That call would wait for the work it is part of, so it is refused.

use std::cell::RefCell;

use super::error::{Error, Result};

thread_local! {
    /// The parts this thread is inside of, by address: they stay where they are as long as they are borrowed.
    static INSIDE: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Held by a thread that is inside of a part which admits each thread once.
#[derive(Debug)]
pub(crate) struct Inside(usize);

impl Inside {
    /// Go inside; `Busy` where this thread already is.
    pub(crate) fn enter<T>(part: &T) -> Result<Self> {
        let address = std::ptr::from_ref(part).addr();
        INSIDE.with_borrow_mut(|inside| {
            if inside.contains(&address) {
                return Err(Error::Busy {
                    reason:
                        "this call comes from the middle of other work on the same knowledge base, such as a progress \
                             listener: make it after that work, or from another thread without waiting for it"
                            .to_owned(),
                });
            }
            inside.push(address);
            Ok(Self(address))
        })
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        // A thread that is ending has lost its list, and needs none.
        let _ = INSIDE.try_with(|inside| inside.borrow_mut().retain(|address| *address != self.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_goes_inside_once_and_again_after_leaving() {
        let (part, other) = (1_u8, 2_u8);
        let inside = Inside::enter(&part).unwrap();
        assert!(matches!(Inside::enter(&part), Err(Error::Busy { .. })));
        assert!(Inside::enter(&other).is_ok());
        std::thread::scope(|scope| scope.spawn(|| assert!(Inside::enter(&part).is_ok())).join().unwrap());
        drop(inside);
        assert!(Inside::enter(&part).is_ok());
    }
}
