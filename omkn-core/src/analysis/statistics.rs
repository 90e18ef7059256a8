//! The two statistics of the evidence.

/// The middle value, or the mean of the two middle ones; `None` of nothing.
pub(super) fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    quantile(values, 0.5)
}

/// The value that nine in ten do not exceed: between the two nearest values, in proportion. (Method 7 of Hyndman and Fan,
/// "Sample quantiles in statistical packages", The American Statistician 50, 1996.) `None` of nothing.
pub(super) fn ninth_decile(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    quantile(values, 0.9)
}

fn quantile(values: impl IntoIterator<Item = f64>, share: f64) -> Option<f64> {
    let mut sorted: Vec<f64> = values.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    let at = share * sorted.len().checked_sub(1)? as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the number of values")]
    let below = at.floor() as usize;
    let low = *sorted.get(below)?;
    let high = sorted.get(below + 1).copied().unwrap_or(low);
    Some(low + (high - low) * (at - at.floor()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_published_method() {
        assert_eq!(median([3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median([4.0, 1.0, 2.0, 3.0]), Some(2.5));
        let of_ten = ninth_decile((1..=10).map(f64::from)).unwrap();
        assert!((of_ten - 9.1).abs() < 1e-12);
        assert_eq!(ninth_decile([5.0]), Some(5.0));
        assert_eq!(median([]), None);
    }
}
