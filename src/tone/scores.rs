//! What the model says of one message.

use super::{Frame, Side, Target, Tone};

/// Which model scored: the hash of weights, vocabulary and calibration, shortened.
///
/// Figures of two models are never compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ModelId(pub String);

/// A stretch of a message's own text, as byte offsets on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Phrase {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Phrase {
    /// The words it marks in `text`; empty if it does not fit this text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Probabilities and phrases for one message in its context. The default is of a message of which nothing is known.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ToneScores {
    /// Calibrated probability of each label, indexed by [`Tone::index`].
    pub probabilities: [f32; Tone::COUNT],
    /// The phrase that carries each label, indexed likewise; meaningful where the label is flagged.
    pub phrases: [Phrase; Tone::COUNT],
    /// Probability of each frame, in the order of [`Frame::ALL`]; sums to 1.
    pub frames: [f32; Frame::ALL.len()],
    /// Probability of each target, in the order of [`Target::ALL`]; sums to 1. It says whom the wording is about if it
    /// is harsh, and little where it is not.
    pub targets: [f32; Target::ALL.len()],
    /// Calibrated probability that the message carries any harmful label.
    pub harm: f32,
    /// The labels whose probability reaches the shipped threshold. Harmful labels also need harm itself to be likely
    /// enough, the frame [`Frame::Plain`] and the target [`Target::You`].
    pub flags: Vec<Tone>,
    /// Whether harm is too likely to call the message harmless and not likely enough to flag it.
    pub unsure: bool,
}

/// A label that the model speaks up for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flag {
    /// The label.
    pub tone: Tone,
    /// Its calibrated probability.
    pub probability: f32,
    /// The words that carry it.
    pub phrase: Phrase,
}

impl ToneScores {
    /// The calibrated probability of a label.
    pub fn probability(&self, tone: Tone) -> f32 {
        self.probabilities[tone.index()]
    }

    /// The likeliest frame.
    pub fn frame(&self) -> Frame {
        let mut best = Frame::Plain;
        let mut highest = f32::MIN;
        for (frame, probability) in Frame::ALL.into_iter().zip(self.frames) {
            if probability > highest {
                (best, highest) = (frame, probability);
            }
        }
        best
    }

    /// Whether a label is flagged.
    pub fn is_flagged(&self, tone: Tone) -> bool {
        self.flags.contains(&tone)
    }

    /// Every flag with its phrase, surest first.
    pub fn flags(&self) -> Vec<Flag> {
        let mut flags: Vec<Flag> = self
            .flags
            .iter()
            .map(|&tone| Flag {
                tone,
                probability: self.probability(tone),
                phrase: self.phrases[tone.index()],
            })
            .collect();
        flags.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        flags
    }

    /// Every flag on one side, surest first.
    pub fn flags_on(&self, side: Side) -> Vec<Flag> {
        self.flags().into_iter().filter(|flag| flag.tone.side() == side).collect()
    }
}
