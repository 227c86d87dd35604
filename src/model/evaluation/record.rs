//! The shape of `models/tone/evaluation.json`: all that is measured in one run.

use serde::{Deserialize, Serialize};

/// Everything measured in one run, in the shape of `evaluation.json`. Shares lie between 0 and 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Version of this shape.
    pub schema: String,
    /// Which model was measured.
    pub model: String,
    /// What it was measured on.
    pub sets: Vec<TestSet>,
    /// Means over the harmful and over the positive labels.
    pub means: [SideMeans; 2],
    /// One row per label, in the order of [`Tone::ALL`](crate::tone::Tone::ALL).
    pub labels: Vec<LabelRow>,
    /// Any harmful flag against any harmful label, message by message.
    pub any_harm: LabelRow,
    /// The same for kinds of messages.
    pub slices: Vec<SliceRow>,
    /// How well phrases carry their flags.
    pub phrases: Vec<PhraseRow>,
    /// Whether flags stay when names and genders are exchanged.
    pub swaps: Swaps,
    /// What the first stage lets through, set by set.
    pub first_stage: Vec<FirstStageRow>,
    /// How quiet the model is on ordinary chat, if such messages were given.
    pub silence: Option<Silence>,
    /// Any harmful flag at prevalences of life, which need the silence.
    pub natural: Vec<Natural>,
}

/// A named file of test messages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestSet {
    /// What it is called.
    pub name: String,
    /// Hash of the file, shortened: another version is another test.
    pub version: String,
    /// How many messages.
    pub messages: usize,
}

/// Lower and upper end of a 95 % interval.
pub type Range = [f64; 2];

/// Unweighted means over the labels of one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SideMeans {
    /// "harmful" or "positive".
    pub side: String,
    /// Mean area under the ROC curve.
    pub auc: f64,
    /// Its interval, by conversation.
    pub auc_range: Range,
    /// Mean average precision.
    pub average_precision: f64,
    /// Its interval, by conversation.
    pub average_precision_range: Range,
    /// Mean of each label's F1 at the threshold that is best for it on these very messages: comparable with what
    /// papers print, never what ships.
    pub best_f1: f64,
}

/// One label's figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LabelRow {
    /// The label's name.
    pub label: String,
    /// Messages that carry it.
    pub support: usize,
    /// Messages flagged with it.
    pub flagged: usize,
    /// Share of flags that are right.
    pub precision: Option<f64>,
    /// Share of labelled messages that are flagged.
    pub recall: Option<f64>,
    /// Harmonic mean of the two.
    pub f1: Option<f64>,
    /// Area under the ROC curve.
    pub auc: Option<f64>,
    /// Average precision.
    pub average_precision: Option<f64>,
    /// Its interval, by conversation.
    pub average_precision_range: Option<Range>,
    /// F1 at the threshold that is best on these very messages.
    pub best_f1: Option<f64>,
    /// Expected calibration error, ten bins; for harm, messages are weighed so that 3 in 100 carry some, as in life.
    pub calibration_error: f64,
    /// The calibration curve.
    pub curve: Vec<Bin>,
}

/// One point of a calibration curve: messages of like probability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// How many.
    pub messages: usize,
    /// Their mean probability.
    pub probability: f64,
    /// The share that carries the label, weighed likewise.
    pub share: f64,
}

/// Messages that carry something, are flagged, and both.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Messages that carry it.
    pub support: usize,
    /// Messages flagged.
    pub flagged: usize,
    /// Share of the flagged that carry it.
    pub precision: Option<f64>,
    /// Share of those that carry it that are flagged.
    pub recall: Option<f64>,
}

/// Figures for one kind of messages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SliceRow {
    /// Which messages.
    pub slice: String,
    /// How many.
    pub messages: usize,
    /// Any harmful flag against any harmful label.
    pub any_harm: Found,
    /// Any positive flag against any positive label.
    pub any_opening: Found,
}

/// How well the phrases of one side carry their flags.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhraseRow {
    /// "harmful" or "positive".
    pub side: String,
    /// Flags looked at.
    pub flags: usize,
    /// Share of flags that are gone when the phrase is deleted from the message.
    pub undone: Option<f64>,
    /// Share of flags that stand when the phrase is all that is left of the message.
    pub sufficient: Option<f64>,
    /// Share of phrases that are shorter than their message.
    pub shorter: Option<f64>,
    /// Mean overlap (F1 over bytes) with the reader's own phrase, where the flag is right.
    pub overlap: Option<f64>,
    /// The same for every label that a reader gave, flagged or not.
    pub span_f1: Option<f64>,
}

/// Flags on ordinary chat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Silence {
    /// Messages of ordinary chat that the model was not trained on.
    pub messages: usize,
    /// Those with any harmful flag.
    pub flagged: usize,
    /// Those of which the model is unsure.
    pub unsure: usize,
}

/// What the first stage lets through of one set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FirstStageRow {
    /// The set's name.
    pub set: String,
    /// Share of its messages that go on to the upper layers.
    pub passed: f64,
    /// Messages with any flag when all of them are read through all layers.
    pub flagged: usize,
    /// Those of them that the first stage clears: their flags are lost in a review.
    pub lost: usize,
}

/// Flags before and after names and genders were exchanged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Swaps {
    /// Messages in which something could be exchanged.
    pub messages: usize,
    /// Share whose flags stayed as they were.
    pub same: Option<f64>,
}

/// What a flag is worth where harm is as rare as in life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Natural {
    /// Share of messages that carry harm.
    pub prevalence: f64,
    /// Share of harmful flags that are right there: recall from the labelled messages, false flags from ordinary chat.
    pub precision: Option<f64>,
}
