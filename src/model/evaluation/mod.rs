//! How good the model is: its scores against messages whose labels are known.
//!
//! The shipped program scores the held-out split itself (`hearten model eval`); the figures are kept
//! in `models/tone/evaluation.json`, from which reports take how often a label is right.

mod heldout;
mod metrics;
mod phrases;
mod slices;

pub use heldout::{Example, ExampleError};

use super::{ModelError, Query, ToneModel, files};
use crate::tone::{Reliability, ReliabilityTable, Side, Tone, ToneScores};
use metrics::{Case, Confusion, area_under_curve, average_precision, calibration_error};
use serde::{Deserialize, Serialize};

/// Everything measured in one run, in the shape of `evaluation.json`. Shares lie between 0 and 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Version of this shape.
    pub schema: String,
    /// Which model was measured.
    pub model: String,
    /// How many held-out messages.
    pub messages: usize,
    /// Means over the harmful and over the positive labels.
    pub means: [SideMeans; 2],
    /// One row per label, in the order of [`Tone::ALL`].
    pub labels: Vec<LabelRow>,
    /// Any harmful flag against any harmful label, message by message.
    pub any_harm: Found,
    /// The same for kinds of messages.
    pub slices: Vec<SliceRow>,
    /// How well phrases carry their flags.
    pub phrases: Vec<PhraseRow>,
    /// How quiet the model is on ordinary chat, if such messages were given.
    pub silence: Option<Silence>,
}

/// Unweighted means over the labels of one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SideMeans {
    /// "harmful" or "positive".
    pub side: String,
    /// Mean area under the ROC curve.
    pub auc: f64,
    /// Mean average precision.
    pub average_precision: f64,
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
    /// Expected calibration error, ten bins.
    pub calibration_error: f64,
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
    /// Share of phrases that are shorter than their message.
    pub shorter: Option<f64>,
    /// Mean overlap (F1 over bytes) with the reader's own phrase, where the flag is right.
    pub overlap: Option<f64>,
}

/// Flags on ordinary chat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Silence {
    /// Messages of ordinary chat that the model was not trained on.
    pub messages: usize,
    /// Those with any harmful flag.
    pub flagged: usize,
}

impl Evaluation {
    /// Scores `examples` with `model` and measures; `ordinary` are messages of everyday chat without labels.
    pub fn measure(model: &ToneModel, examples: &[Example], ordinary: &[Query]) -> Result<Self, ModelError> {
        let queries: Vec<Query> = examples.iter().map(|example| example.query.clone()).collect();
        let scores = model.score(&queries, &|_| {})?;
        let labels: Vec<LabelRow> =
            Tone::ALL.into_iter().map(|tone| label_row(tone, examples, &scores)).collect();
        let silence = if ordinary.is_empty() {
            None
        } else {
            let scores = model.score(ordinary, &|_| {})?;
            let flagged = scores.iter().filter(|scores| !scores.flags_on(Side::Closing).is_empty()).count();
            Some(Silence { messages: ordinary.len(), flagged })
        };
        Ok(Self {
            schema: "hearten.evaluation/1".to_owned(),
            model: model.id().0.clone(),
            messages: examples.len(),
            means: [means(Side::Closing, &labels), means(Side::Opening, &labels)],
            any_harm: any(Side::Closing, examples.iter().zip(&scores)),
            slices: slices::rows(examples, &scores),
            phrases: phrases::rows(model, examples, &scores)?,
            labels,
            silence,
        })
    }

    /// How often each label is right, for reports.
    pub fn reliability(&self) -> ReliabilityTable {
        let mut table = ReliabilityTable::default();
        for row in &self.labels {
            if let Some(tone) = Tone::from_name(&row.label) {
                table.0[tone.index()] = Reliability {
                    precision: row.precision,
                    recall: row.recall,
                    support: row.support,
                    flagged: row.flagged,
                };
            }
        }
        table
    }
}

/// The evaluation that ships with the model inside this program.
pub fn shipped() -> Result<Evaluation, ModelError> {
    serde_json::from_str(files::EVALUATION)
        .map_err(|error| ModelError::Damaged { part: "evaluation.json", why: error.to_string() })
}

fn label_row(tone: Tone, examples: &[Example], scores: &[ToneScores]) -> LabelRow {
    let cases: Vec<Case> = examples
        .iter()
        .zip(scores)
        .map(|(example, scores)| Case {
            probability: scores.probability(tone),
            flagged: scores.is_flagged(tone),
            holds: example.carries(tone),
        })
        .collect();
    let confusion = Confusion::of(&cases);
    LabelRow {
        label: tone.name().to_owned(),
        support: confusion.holding,
        flagged: confusion.flagged,
        precision: confusion.precision().map(rounded),
        recall: confusion.recall().map(rounded),
        f1: confusion.f1().map(rounded),
        auc: area_under_curve(&cases).map(rounded),
        average_precision: average_precision(&cases).map(rounded),
        calibration_error: rounded(calibration_error(&cases)),
    }
}

fn means(side: Side, labels: &[LabelRow]) -> SideMeans {
    let mean = |read: fn(&LabelRow) -> Option<f64>| {
        let values: Vec<f64> = Tone::ALL
            .into_iter()
            .zip(labels)
            .filter(|(tone, _)| tone.side() == side)
            .filter_map(|(_, row)| read(row))
            .collect();
        rounded(values.iter().sum::<f64>() / values.len().max(1) as f64)
    };
    SideMeans {
        side: side_name(side).to_owned(),
        auc: mean(|row| row.auc),
        average_precision: mean(|row| row.average_precision),
    }
}

fn any<'a>(side: Side, rows: impl Iterator<Item = (&'a Example, &'a ToneScores)>) -> Found {
    let confusion = rows.fold(Confusion::default(), |sum, (example, scores)| {
        let holds = Tone::ALL.into_iter().any(|tone| tone.side() == side && example.carries(tone));
        sum.plus(holds, !scores.flags_on(side).is_empty())
    });
    Found {
        support: confusion.holding,
        flagged: confusion.flagged,
        precision: confusion.precision().map(rounded),
        recall: confusion.recall().map(rounded),
    }
}

fn side_name(side: Side) -> &'static str {
    match side {
        Side::Closing => "harmful",
        Side::Opening => "positive",
    }
}

/// Four decimals: finer than the test split can tell.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
