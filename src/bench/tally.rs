//! What was measured, in a row.

use std::{fs, time::Duration};

/// The head of the table.
pub(super) const HEADING: &str =
    "| operation          | connections | requests/s |  p50 ms |  p99 ms | statements |";
pub(super) const RULE: &str =
    "|--------------------|------------:|-----------:|--------:|--------:|-----------:|";

/// How long each answer took.
pub(super) struct Tally {
    time: Duration,
    times: Vec<Duration>,
}

impl Tally {
    pub(super) fn new(time: Duration) -> Self {
        Self { time, times: Vec::new() }
    }

    pub(super) fn add(&mut self, times: Vec<Duration>) {
        self.times.extend(times);
    }

    pub(super) fn row(mut self, name: &str, connections: usize, statements: u64) -> String {
        self.times.sort_unstable();
        #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
        let rate = self.times.len() as f64 / self.time.as_secs_f64();
        let (half, tail) = (self.share(50), self.share(99));
        format!(
            "| {name:<18} | {connections:>11} | {rate:>10.0} | {half:>7.2} | {tail:>7.2} | {statements:>10} |"
        )
    }

    /// The time within which so many percent were answered, in milliseconds.
    fn share(&self, percent: usize) -> f64 {
        let place = self.times.len() * percent / 100;
        self.times.get(place).or(self.times.last()).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    }
}

/// The most memory this process ever held.
pub(super) fn peak_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or_else(|| "not known on this system".to_owned(), |peak| peak.trim().to_owned())
}
