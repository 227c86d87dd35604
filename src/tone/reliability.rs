//! How often the model is right, as measured on messages it was not trained on.

use super::Tone;

/// One label's measured quality on the held-out test split at the shipped threshold.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Reliability {
    /// Share of its flags that are right, 0 to 1; `None` if it never spoke on the test split.
    pub precision: Option<f64>,
    /// Share of the labelled messages that it flags, 0 to 1; `None` without any.
    pub recall: Option<f64>,
    /// How many test messages carry the label.
    pub support: usize,
    /// How many test messages it flagged.
    pub flagged: usize,
}

/// [`Reliability`] of every label, indexed by [`Tone::index`].
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ReliabilityTable(pub [Reliability; Tone::COUNT]);

impl ReliabilityTable {
    /// The row of one label.
    pub fn of(&self, tone: Tone) -> Reliability {
        self.0[tone.index()]
    }
}
