//! Tests that hold the files of `models/tone` together: the shipped path computes what `PyTorch`
//! computed, and every file speaks of the same model.

use super::evaluation::{Example, shipped};
use super::{ContextLine, Query, ToneModel, files};
use crate::tone::{Frame, Target, Tone, ToneScores};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::num::NonZeroUsize;
use std::sync::OnceLock;

/// `PyTorch`'s own outputs in f32 for messages that the network was not trained on.
const REFERENCE: &str = include_str!("../../models/tone/reference.json");
/// The held-out split.
const HELDOUT: &str = include_str!("../../models/tone/heldout.jsonl");
/// How it fares on sets of others (`models/training/yardsticks.py`).
const YARDSTICKS: &str = include_str!("../../models/tone/yardsticks.json");
/// How far a probability may lie from `PyTorch`'s: what f16 weights cost, with room.
const CLOSE: f32 = 0.01;
/// Pieces that one window holds.
const WINDOW: usize = 62;

#[derive(Deserialize)]
struct Reference {
    text: String,
    by: String,
    context: Vec<Said>,
    p: [f32; Tone::COUNT],
    harm: f32,
    frame: [f32; Frame::ALL.len()],
    target: [f32; Target::ALL.len()],
}

#[derive(Deserialize)]
struct Said {
    by: String,
    text: String,
}

fn model() -> &'static ToneModel {
    static MODEL: OnceLock<ToneModel> = OnceLock::new();
    MODEL.get_or_init(|| ToneModel::load().unwrap())
}

fn references() -> (Vec<Query>, Vec<Reference>) {
    let references: Vec<Reference> = serde_json::from_str(REFERENCE).unwrap();
    let query = |reference: &Reference| Query {
        text: reference.text.clone(),
        context: reference
            .context
            .iter()
            .map(|said| ContextLine { text: said.text.clone(), same_author: said.by == reference.by })
            .collect(),
    };
    (references.iter().map(query).collect(), references)
}

fn score(queries: &[Query]) -> Vec<ToneScores> {
    model().score(queries, &|_| {}).unwrap()
}

#[test]
fn the_shipped_path_computes_what_pytorch_computed() {
    let (queries, references) = references();
    assert!(references.len() >= 200);
    let vocabulary = crate::model::vocabulary().unwrap();
    for (scores, reference) in score(&queries).iter().zip(&references) {
        // Longer texts are read in windows, which the reference does not do.
        if vocabulary.pieces(&reference.text).unwrap().ids.len() > WINDOW {
            continue;
        }
        let labels = scores.probabilities.iter().zip(&reference.p);
        let frames = scores.frames.iter().zip(&reference.frame);
        let targets = scores.targets.iter().zip(&reference.target);
        let harm = [(&scores.harm, &reference.harm)];
        for (found, expected) in labels.chain(frames).chain(targets).chain(harm) {
            assert!((found - expected).abs() <= CLOSE, "{found} is not {expected}");
        }
    }
}

#[test]
fn a_score_does_not_depend_on_batch_order_or_workers() {
    let (queries, _) = references();
    let together = score(&queries);
    for (query, scores) in queries.iter().zip(&together).step_by(7) {
        assert_eq!(&score(std::slice::from_ref(query))[0], scores);
    }
    let backwards: Vec<Query> = queries.iter().rev().cloned().collect();
    let one = ToneModel::load().unwrap().with_workers(NonZeroUsize::MIN);
    let mut scores = one.score(&backwards, &|_| {}).unwrap();
    scores.reverse();
    assert_eq!(scores, together);
}

#[test]
fn the_first_stage_loses_hardly_any_flag() {
    let examples: Vec<Example> = HELDOUT.lines().map(|line| Example::from_json(line).unwrap()).collect();
    let queries: Vec<Query> = examples.into_iter().map(|example| example.query).collect();
    let (mut flagged, mut lost, mut cleared) = (0, 0, 0);
    for (scores, passed) in score(&queries).into_iter().zip(model().flag(&queries, &|_| {}).unwrap()) {
        flagged += usize::from(!scores.flags.is_empty());
        if let Some(passed) = passed {
            assert_eq!(passed, scores, "what goes on is scored as ever");
        } else {
            cleared += 1;
            lost += usize::from(!scores.flags.is_empty());
        }
    }
    assert!(lost * 100 <= flagged, "{lost} of {flagged} are lost");
    assert!(cleared * 10 > queries.len(), "only {cleared} are cleared");
}

#[test]
fn a_long_message_is_read_to_its_end() {
    let walk = "we went to the shop and then we walked home along the river and talked about the week";
    let appreciation = |text: String| {
        let scores = score(&[Query { text, context: Vec::new() }]);
        let tone = Tone::Appreciation;
        (scores[0].probability(tone), scores[0].phrases[tone.index()])
    };
    for filler in [format!("{walk}. ").repeat(8), format!("{walk} ").repeat(8)] {
        let (plain, _) = appreciation(filler.clone());
        let (ends, phrase) = appreciation(format!("{filler}thank you so much for everything you do for me"));
        assert!(ends > plain + 0.3, "{plain} and {ends}");
        assert!(phrase.start >= filler.len() - 1, "the phrase lies before the end");
    }
}

#[test]
fn the_model_is_named_by_its_files() {
    let id = &model().id().0;
    let mut mark = Sha256::new();
    for part in [files::ALONE, files::IN_CONTEXT, files::TOKENIZER, files::FIRST_STAGE] {
        mark.update(part);
    }
    mark.update(files::MANIFEST.replace(&format!("\"id\": \"{id}\""), "\"id\": \"\""));
    assert!(format!("{:x}", mark.finalize()).starts_with(id.as_str()));
}

#[test]
fn the_shipped_evaluation_is_of_the_shipped_model() {
    let evaluation = shipped().unwrap();
    assert_eq!(evaluation.model, model().id().0);
    assert_eq!(evaluation.labels.len(), Tone::COUNT);
}

#[test]
fn the_yardsticks_are_of_the_shipped_model() {
    let yardsticks: serde_json::Value = serde_json::from_str(YARDSTICKS).unwrap();
    assert_eq!(yardsticks["model"], model().id().0);
}

#[test]
fn every_phrase_lies_on_characters_of_its_text() {
    let (queries, _) = references();
    for (query, scores) in queries.iter().zip(score(&queries)) {
        for phrase in scores.phrases {
            assert!(query.text.get(phrase.start..phrase.end).is_some());
        }
    }
}
