//! From logits to probabilities that mean what they say, and to flags.
//!
//! Each label's probability is the logistic function of a scaled and shifted logit (Platt 1999),
//! fitted on the validation split. A flag is a probability at or above the label's threshold,
//! which was chosen on validation data for precision at natural prevalence. A harmful flag is gated three
//! times: harm of any kind must be likely enough, the author's own words must be meant (frame plain, codebook
//! section 5), and they must be about the reader (codebook section 4). Where harm is likely enough and no
//! harmful label reaches its own threshold, the likeliest is flagged.

use crate::tone::{Frame, Side, Target, Tone};

/// Fitted numbers, indexed by [`Tone::index`].
#[derive(Clone, Debug)]
pub(super) struct Calibration {
    pub(super) scales: [f32; Tone::COUNT],
    pub(super) shifts: [f32; Tone::COUNT],
    pub(super) thresholds: [f32; Tone::COUNT],
    /// The least probability of [`Frame::Plain`] that a harmful flag needs.
    pub(super) plain: f32,
    /// The least probability of [`Target::You`] that a harmful flag needs.
    pub(super) at_you: f32,
    /// Harm of any kind.
    pub(super) harm: Harm,
}

/// Fitted numbers for harm of any kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Harm {
    pub(super) scale: f32,
    pub(super) shift: f32,
    pub(super) threshold: f32,
    /// From this probability on a message that is not flagged is not taken for harmless either.
    pub(super) unsure: f32,
}

impl Calibration {
    /// Calibrated probabilities of all labels.
    pub(super) fn probabilities(&self, logits: &[f32; Tone::COUNT]) -> [f32; Tone::COUNT] {
        std::array::from_fn(|at| logistic(self.scales[at] * logits[at] + self.shifts[at]))
    }

    /// Calibrated probability of any harmful label, whose logit pools theirs as a label's pools its words'.
    pub(super) fn harm(&self, logits: &[f32; Tone::COUNT]) -> f32 {
        let pooled = log_sum_exp(Tone::closing().map(|tone| logits[tone.index()]));
        logistic(self.harm.scale * pooled + self.harm.shift)
    }

    /// The labels that are flagged, in the order of [`Tone::ALL`].
    pub(super) fn flags(
        &self,
        probabilities: &[f32; Tone::COUNT],
        harm: f32,
        frames: &[f32; Frame::ALL.len()],
        targets: &[f32; Target::ALL.len()],
    ) -> Vec<Tone> {
        let harmful = self.is_meant(frames, targets) && harm >= self.harm.threshold;
        let likeliest = likeliest_harm(probabilities);
        let reaches = |tone: Tone| probabilities[tone.index()] >= self.thresholds[tone.index()];
        Tone::ALL
            .into_iter()
            .filter(|&tone| match tone.side() {
                Side::Closing => harmful && (reaches(tone) || tone == likeliest),
                Side::Opening => reaches(tone),
            })
            .collect()
    }

    /// Whether nothing can be said: harm is too likely to pass over and not likely enough to flag.
    pub(super) fn is_unsure(
        &self,
        harm: f32,
        frames: &[f32; Frame::ALL.len()],
        targets: &[f32; Target::ALL.len()],
    ) -> bool {
        self.is_meant(frames, targets) && (self.harm.unsure..self.harm.threshold).contains(&harm)
    }

    fn is_meant(&self, frames: &[f32; Frame::ALL.len()], targets: &[f32; Target::ALL.len()]) -> bool {
        frames[0] >= self.plain && targets[0] >= self.at_you
    }
}

fn likeliest_harm(probabilities: &[f32; Tone::COUNT]) -> Tone {
    Tone::closing()
        .max_by(|a, b| probabilities[a.index()].total_cmp(&probabilities[b.index()]))
        .unwrap_or(Tone::Controlling)
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

    const PLAIN: [f32; 5] = [0.9, 0.1, 0.0, 0.0, 0.0];
    const PLAY: [f32; 5] = [0.1, 0.9, 0.0, 0.0, 0.0];
    const YOU: [f32; 4] = [0.9, 0.0, 0.1, 0.0];
    const THIRD: [f32; 4] = [0.1, 0.0, 0.9, 0.0];

    fn calibration() -> Calibration {
        Calibration {
            scales: [1.0; Tone::COUNT],
            shifts: [0.0; Tone::COUNT],
            thresholds: [0.5; Tone::COUNT],
            plain: 0.5,
            at_you: 0.5,
            harm: Harm { scale: 1.0, shift: 0.0, threshold: 0.6, unsure: 0.3 },
        }
    }

    #[test]
    fn harm_is_flagged_only_where_it_is_likely_meant_and_about_the_reader() {
        let sure = [0.9; Tone::COUNT];
        let flags = |harm, frames, targets| calibration().flags(&sure, harm, frames, targets);
        assert_eq!(flags(0.9, &PLAIN, &YOU).len(), Tone::COUNT);
        for (harm, frames, targets) in [(0.9, &PLAY, &YOU), (0.9, &PLAIN, &THIRD), (0.5, &PLAIN, &YOU)] {
            let flags = flags(harm, frames, targets);
            assert!(flags.iter().all(|tone| tone.side() == Side::Opening));
            assert_eq!(flags.len(), 9);
        }
    }

    #[test]
    fn harm_without_a_sure_label_is_called_by_its_likeliest() {
        let mut probabilities = [0.1; Tone::COUNT];
        probabilities[Tone::Sarcastic.index()] = 0.3;
        assert_eq!(calibration().flags(&probabilities, 0.7, &PLAIN, &YOU), [Tone::Sarcastic]);
    }

    #[test]
    fn between_harmless_and_harmful_nothing_is_said() {
        let unsure = |harm, frames| calibration().is_unsure(harm, frames, &YOU);
        assert!(unsure(0.4, &PLAIN));
        assert!(!unsure(0.2, &PLAIN) && !unsure(0.7, &PLAIN) && !unsure(0.4, &PLAY));
    }

    #[test]
    fn likely_labels_make_harm_likely() {
        let harm = |logit: f32| calibration().harm(&[logit; Tone::COUNT]);
        assert!((harm(0.0) - 10.0 / 11.0).abs() < 1e-6);
        assert!(harm(-5.0) < harm(-2.0));
    }

    #[test]
    fn pooling_is_stable_far_from_zero() {
        assert!((log_sum_exp([1000.0, 1000.0].into_iter()) - (1000.0 + 2f32.ln())).abs() < 1e-3);
        assert!((softmax([500.0, 500.0])[0] - 0.5).abs() < 1e-6);
    }
}
