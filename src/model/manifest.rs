//! What a model says of itself: names, sizes, calibration, thresholds.

use super::ModelError;
use super::calibration::{Calibration, Harm};
use super::first_stage::FirstStage;
use crate::tone::{Frame, ModelId, Target, Tone};
use serde::Deserialize;

/// `manifest.json`, checked against the labels this program knows.
#[derive(Clone, Debug)]
pub(super) struct Manifest {
    /// The model's identity.
    pub(super) id: ModelId,
    /// Pieces of one window, with its begin and end marks.
    pub(super) longest: usize,
    /// How many messages before the target are read.
    pub(super) context: usize,
    /// Id of the begin mark.
    pub(super) begin: i32,
    /// Id of the end mark.
    pub(super) end: i32,
    /// Numbers in one word's hidden state.
    pub(super) width: usize,
    /// From logits to probabilities and flags.
    pub(super) calibration: Calibration,
    /// What the upper layers need not read.
    pub(super) first_stage: FirstStage,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    longest: usize,
    context: usize,
    begin: i32,
    end: i32,
    width: usize,
    /// Harmful labels are flagged only where the plain frame is at least this likely.
    plain: f32,
    /// And where the reader is at least this likely the one whom the words are about.
    at_you: f32,
    /// And where any harm at all is likely enough.
    harm: HarmRow,
    first_stage: FirstStageRow,
    labels: Vec<LabelRow>,
    frames: Vec<String>,
    targets: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstStageRow {
    threshold: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HarmRow {
    scale: f32,
    shift: f32,
    threshold: f32,
    unsure: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelRow {
    name: String,
    scale: f32,
    shift: f32,
    threshold: f32,
}

impl Manifest {
    /// Reads a manifest; fails if its labels, frames or targets are not this program's, in their order.
    pub(super) fn from_json(json: &str) -> Result<Self, ModelError> {
        let damaged = |why: String| ModelError::Damaged { part: "manifest.json", why };
        let file: File = serde_json::from_str(json).map_err(|error| damaged(error.to_string()))?;
        let same_labels = file.labels.iter().map(|row| row.name.as_str()).eq(Tone::ALL.map(Tone::name));
        let same_frames = file.frames.iter().map(String::as_str).eq(Frame::ALL.map(Frame::name));
        let same_targets = file.targets.iter().map(String::as_str).eq(Target::ALL.map(Target::name));
        if !same_labels || !same_frames || !same_targets {
            return Err(damaged("its labels, frames or targets are not those of this program".to_owned()));
        }
        let column = |read: fn(&LabelRow) -> f32| std::array::from_fn(|at| read(&file.labels[at]));
        Ok(Self {
            id: ModelId(file.id),
            longest: file.longest,
            context: file.context,
            begin: file.begin,
            end: file.end,
            width: file.width,
            first_stage: FirstStage::load(file.first_stage.threshold, file.width)?,
            calibration: Calibration {
                scales: column(|row| row.scale),
                shifts: column(|row| row.shift),
                thresholds: column(|row| row.threshold),
                plain: file.plain,
                at_you: file.at_you,
                harm: Harm {
                    scale: file.harm.scale,
                    shift: file.harm.shift,
                    threshold: file.harm.threshold,
                    unsure: file.harm.unsure,
                },
            },
        })
    }
}
