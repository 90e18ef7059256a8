//! Tables with a slot for each number.

/// Put a value in the slot of a number; slots that are left out hold the default.
pub(crate) fn put_at<T: Clone + Default>(slots: &mut Vec<T>, number: u64, value: T) {
    let Ok(at) = usize::try_from(number) else { return };
    if slots.len() <= at {
        slots.resize(at + 1, T::default());
    }
    if let Some(slot) = slots.get_mut(at) {
        *slot = value;
    }
}
