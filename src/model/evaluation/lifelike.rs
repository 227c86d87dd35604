//! Weights that make harm as common in a test as it is in life.

use super::Example;
use crate::tone::Side;

/// The share of messages that carry harm, for which probabilities are calibrated (`models/training/export.py`).
const NATURAL: f64 = 0.03;

/// How much a message counts where harm is to be as common as in life: in the test it is commoner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lifelike {
    harmful: f64,
    harmless: f64,
}

impl Lifelike {
    pub(super) fn of(examples: &[Example]) -> Self {
        let harmful = examples.iter().filter(|example| example.carries_any(Side::Closing)).count() as f64;
        let share = harmful / examples.len().max(1) as f64;
        if share == 0.0 || share == 1.0 {
            return Self { harmful: 1.0, harmless: 1.0 };
        }
        Self { harmful: NATURAL / share, harmless: (1.0 - NATURAL) / (1.0 - share) }
    }

    pub(super) fn weight(self, example: &Example) -> f64 {
        if example.carries_any(Side::Closing) { self.harmful } else { self.harmless }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_sum_to_the_messages_and_make_harm_rare() {
        let line = |labels: &str| {
            format!(
                r#"{{"text": "a", "by": "A", "truth": {{"labels": {labels}, "frame": "plain", "target": null}}}}"#
            )
        };
        let labels = [r#"{"nasty": "a"}"#, "{}", "{}", r#"{"affection": "a"}"#];
        let examples: Vec<Example> =
            labels.iter().map(|labels| Example::from_json(&line(labels)).unwrap()).collect();
        let lifelike = Lifelike::of(&examples);
        let weights: Vec<f64> = examples.iter().map(|example| lifelike.weight(example)).collect();
        assert!((weights.iter().sum::<f64>() - 4.0).abs() < 1e-9);
        assert!((weights[0] - 4.0 * NATURAL).abs() < 1e-9);
    }
}
