//! What is measured, and the one line it is printed as.

use serde::Serialize;
use std::{fs, io, path::Path, time::Duration};

/// The figures of one command; those that do not apply are left out.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Figures {
    /// Documents captured, indexed or committed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) docs: Option<u64>,
    /// Wall time of the whole command's work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seconds: Option<f64>,
    /// The part spent on storing rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) insert_seconds: Option<f64>,
    /// The part spent on the full-text index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) index_seconds: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) docs_per_s: Option<f64>,
    /// Timed or judged queries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) queries: Option<u64>,
    /// Percentiles of single operations, in microseconds.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub(crate) latency: Option<Latency>,
    /// Percentiles of the times from asking for a record just captured until it is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) found: Option<Latency>,
    /// Sum of the totals of all queries of one round: equal work gives equal sums.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) matches: Option<u64>,
    /// Size of the folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes: Option<u64>,
    /// The most memory this process ever held, where the system tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) peak_rss_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ndcg_at_10: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) recall_at_100: Option<f64>,
}

impl Figures {
    /// Sets the count, the time and the speed of a bulk operation.
    pub(crate) fn speed(docs: u64, time: Duration) -> Self {
        let seconds = time.as_secs_f64();
        let docs_per_s = (seconds > 0.0).then(|| tenths(docs as f64 / seconds));
        Self { docs: Some(docs), seconds: Some(thousandths(seconds)), docs_per_s, ..Self::default() }
    }

    /// Adds the size of the folder and the peak of memory.
    pub(crate) fn with_sizes(self, dir: &Path) -> io::Result<Self> {
        Ok(Self { bytes: Some(folder_size(dir)?), peak_rss_bytes: peak_rss(), ..self })
    }
}

/// Percentiles of the times of single operations, in microseconds.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Latency {
    p50_us: u64,
    p90_us: u64,
    p99_us: u64,
    max_us: u64,
}

impl Latency {
    /// `None` without any time.
    pub(crate) fn of(mut times: Vec<Duration>) -> Option<Self> {
        times.sort_unstable();
        // The nearest rank: the smallest time that at least `percent` of all times do not exceed.
        let percentile = |percent: usize| {
            let rank = (times.len() * percent).div_ceil(100);
            times.get(rank.saturating_sub(1)).map(|time| time.as_micros() as u64)
        };
        Some(Self {
            p50_us: percentile(50)?,
            p90_us: percentile(90)?,
            p99_us: percentile(99)?,
            max_us: percentile(100)?,
        })
    }
}

pub(crate) fn thousandths(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Bytes of all files in a folder and below.
fn folder_size(dir: &Path) -> io::Result<u64> {
    let mut total = 0;
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let metadata = entry.metadata()?;
            if metadata.is_dir() {
                folders.push(entry.path());
            } else {
                total += metadata.len();
            }
        }
    }
    Ok(total)
}

/// The high-water mark of resident memory; only Linux tells it without a foreign call.
fn peak_rss() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_nearest_ranks() {
        let times = (1..=200).rev().map(Duration::from_micros).collect();
        assert_eq!(Latency::of(times), Some(Latency { p50_us: 100, p90_us: 180, p99_us: 198, max_us: 200 }));
        assert_eq!(Latency::of(Vec::new()), None);
    }

    #[test]
    fn figures_that_do_not_apply_are_left_out() {
        let figures = Figures::speed(10, Duration::from_secs(4));
        assert_eq!(serde_json::to_string(&figures).unwrap(), r#"{"docs":10,"seconds":4.0,"docs_per_s":2.5}"#);
    }

    #[test]
    fn the_size_of_a_folder_counts_the_folders_below() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("below")).unwrap();
        fs::write(dir.path().join("a"), [0; 3]).unwrap();
        fs::write(dir.path().join("below/b"), [0; 4]).unwrap();
        assert_eq!(folder_size(dir.path()).unwrap(), 7);
    }
}
