//! From logits to probabilities that mean what they say, and to flags.
//!
//! Each label's probability is the logistic function of a scaled and shifted logit (Platt 1999),
//! fitted on the validation split. A flag is a probability at or above the label's threshold,
//! which was chosen on validation data for precision at natural prevalence; harmful labels are
//! flagged only where the author's own words are likely meant (frame plain, codebook section 5).

use crate::tone::{Frame, Side, Tone};

/// Fitted numbers, indexed by [`Tone::index`].
#[derive(Clone, Debug)]
pub(super) struct Calibration {
    pub(super) scales: [f32; Tone::COUNT],
    pub(super) shifts: [f32; Tone::COUNT],
    pub(super) thresholds: [f32; Tone::COUNT],
    /// The least probability of [`Frame::Plain`] that a harmful flag needs.
    pub(super) plain: f32,
}

impl Calibration {
    /// Calibrated probabilities of all labels.
    pub(super) fn probabilities(&self, logits: &[f32; Tone::COUNT]) -> [f32; Tone::COUNT] {
        std::array::from_fn(|at| logistic(self.scales[at] * logits[at] + self.shifts[at]))
    }

    /// The labels that are flagged, in the order of [`Tone::ALL`].
    pub(super) fn flags(
        &self,
        probabilities: &[f32; Tone::COUNT],
        frames: &[f32; Frame::ALL.len()],
    ) -> Vec<Tone> {
        let meant = frames[0] >= self.plain;
        Tone::ALL
            .into_iter()
            .filter(|tone| probabilities[tone.index()] >= self.thresholds[tone.index()])
            .filter(|tone| meant || tone.side() == Side::Opening)
            .collect()
    }
}

fn logistic(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

/// Turns logits into probabilities that sum to 1.
pub(super) fn softmax<const N: usize>(logits: [f32; N]) -> [f32; N] {
    let highest = logits.iter().copied().fold(f32::MIN, f32::max);
    let raised = logits.map(|logit| (logit - highest).exp());
    let sum: f32 = raised.iter().sum();
    raised.map(|value| value / sum)
}

/// `ln(Σ exp(x))` without overflow; the pooling of word scores to a message's score.
pub(super) fn log_sum_exp(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let highest = values.clone().fold(f32::NEG_INFINITY, f32::max);
    if highest == f32::NEG_INFINITY {
        return highest;
    }
    highest + values.map(|value| (value - highest).exp()).sum::<f32>().ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_play_are_never_flagged_as_harm() {
        let calibration = Calibration {
            scales: [1.0; Tone::COUNT],
            shifts: [0.0; Tone::COUNT],
            thresholds: [0.5; Tone::COUNT],
            plain: 0.5,
        };
        let sure = [0.9; Tone::COUNT];
        let flags = calibration.flags(&sure, &[0.1, 0.9, 0.0, 0.0, 0.0]);
        assert!(flags.iter().all(|tone| tone.side() == Side::Opening));
        assert_eq!(flags.len(), 9);
        assert_eq!(calibration.flags(&sure, &[0.9, 0.1, 0.0, 0.0, 0.0]).len(), Tone::COUNT);
    }

    #[test]
    fn pooling_is_stable_far_from_zero() {
        assert!((log_sum_exp([1000.0, 1000.0].into_iter()) - (1000.0 + 2f32.ln())).abs() < 1e-3);
        assert!((softmax([500.0, 500.0])[0] - 0.5).abs() < 1e-6);
    }
}
