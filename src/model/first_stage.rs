//! The first stage: after the lower layers, a linear model clears messages which the whole network would hardly flag.
//!
//! It was fitted to the network's own flags (`models/training/first_stage.py`), and its threshold is set so that nearly
//! every flagged message goes on. What it looks at: the states of the message that the lower layers yield (the first
//! word's, the mean and the highest over words) and the mean of those of the message before.

use super::{ModelError, files};

/// The fitted model.
#[derive(Clone, Debug)]
pub(super) struct FirstStage {
    /// One weight a number that is looked at: first, mean, highest, mean of the message before; `width` each.
    weights: Vec<f32>,
    /// The least sum with which a message goes on.
    threshold: f32,
    width: usize,
}

impl FirstStage {
    /// The shipped one, for states of this width.
    pub(super) fn load(threshold: f32, width: usize) -> Result<Self, ModelError> {
        let weights: Vec<f32> = files::FIRST_STAGE
            .chunks_exact(size_of::<f32>())
            .map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
            .collect();
        if weights.len() != 4 * width {
            let why = format!("it holds {} weights for states of {width} numbers", weights.len());
            return Err(ModelError::Damaged { part: "first_stage.bin", why });
        }
        Ok(Self { weights, threshold, width })
    }

    /// Whether the upper layers are to read a message: its states, word after word, and those of the message before.
    pub(super) fn passes(&self, own: &[f32], before: Option<&[f32]>) -> bool {
        let first = own.get(..self.width).unwrap_or_default();
        let looked_at = [
            first.to_vec(),
            self.mean(own),
            self.highest(own),
            before.map_or_else(Vec::new, |b| self.mean(b)),
        ];
        let parts = self.weights.chunks(self.width).zip(&looked_at);
        let sum: f32 =
            parts.flat_map(|(weights, numbers)| weights.iter().zip(numbers)).map(|(w, n)| w * n).sum();
        sum >= self.threshold
    }

    fn mean(&self, states: &[f32]) -> Vec<f32> {
        let mut sum = vec![0.0; self.width];
        for word in states.chunks_exact(self.width) {
            sum.iter_mut().zip(word).for_each(|(sum, number)| *sum += number);
        }
        let words = (states.len() / self.width).max(1) as f32;
        sum.into_iter().map(|sum| sum / words).collect()
    }

    fn highest(&self, states: &[f32]) -> Vec<f32> {
        let mut highest = vec![f32::NEG_INFINITY; self.width];
        for word in states.chunks_exact(self.width) {
            highest.iter_mut().zip(word).for_each(|(highest, number)| *highest = highest.max(*number));
        }
        highest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// States of two numbers a word; only one of the eight weights counts.
    fn passes(weight: usize, own: &[f32], before: Option<&[f32]>) -> bool {
        let mut weights = vec![0.0; 8];
        weights[weight] = 1.0;
        FirstStage { weights, threshold: 1.0, width: 2 }.passes(own, before)
    }

    #[test]
    fn first_mean_highest_and_the_message_before_count() {
        let own = [1.0, 0.0, 0.0, 5.0, 0.0, 0.0];
        assert!(passes(0, &own, None));
        assert!(!passes(1, &own, None));
        assert!(!passes(2, &own, None));
        assert!(passes(3, &own, None));
        assert!(passes(4, &own, None));
        assert!(passes(5, &own, None));
        assert!(!passes(6, &own, None));
        assert!(passes(6, &own, Some(&[2.0, 0.0])));
        assert!(!passes(6, &own, Some(&[0.5, 9.0])));
    }
}
