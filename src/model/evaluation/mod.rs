//! How good the model is: its scores against messages whose labels are known.
//!
//! The shipped program scores the held-out split itself (`hearten model eval`); the figures are kept
//! in `models/tone/evaluation.json`, from which reports take how often a label is right.

mod bootstrap;
mod heldout;
mod lifelike;
mod metrics;
mod peers;
mod phrases;
mod record;
mod slices;
mod swaps;

pub use heldout::{Example, ExampleError, Variety};
pub use peers::{Peer, PeerFigures, Peers, peers};
pub use record::{
    Bin, Evaluation, FirstStageRow, Found, LabelRow, Natural, PhraseRow, Range, SideMeans, Silence, SliceRow,
    Swaps, TestSet,
};

use super::{ModelError, Query, ToneModel, files};
use crate::tone::{Reliability, ReliabilityTable, Side, Tone, ToneScores};
use bootstrap::Conversations;
use lifelike::Lifelike;
use metrics::{
    Case, Confusion, area_under_curve, average_precision, best_f1, calibration_curve, calibration_error,
};
use sha2::{Digest, Sha256};

/// Shares of harmful messages in private chat, from calm to stormy.
const PREVALENCES: [f64; 3] = [0.01, 0.02, 0.05];

/// A file of test messages, read.
#[derive(Clone, Debug)]
pub struct Test<T> {
    /// Its name and version.
    pub set: TestSet,
    /// Its messages.
    pub messages: Vec<T>,
}

impl<T> Test<T> {
    /// The messages that were read from a file of this name and content.
    pub fn new(name: &str, content: &[u8], messages: Vec<T>) -> Self {
        let version = format!("{:x}", Sha256::digest(content)).chars().take(16).collect();
        Self { set: TestSet { name: name.to_owned(), version, messages: messages.len() }, messages }
    }
}

impl Evaluation {
    /// Scores messages whose labels are known and measures; `ordinary` is everyday chat without labels.
    pub fn measure(
        model: &ToneModel,
        labelled: &Test<Example>,
        ordinary: Option<&Test<Query>>,
    ) -> Result<Self, ModelError> {
        let examples = labelled.messages.as_slice();
        let queries: Vec<Query> = examples.iter().map(|example| example.query.clone()).collect();
        let scores = model.score(&queries, &|_| {})?;
        let conversations = Conversations::of(examples);
        let lifelike = Lifelike::of(examples);
        let cases = Tone::ALL.map(|tone| cases(tone, lifelike, examples, &scores));
        let any_harm = figures("any harm", &harm_cases(lifelike, examples, &scores), &conversations);
        let chat = ordinary.map(|chat| model.score(&chat.messages, &|_| {})).transpose()?;
        let silence = chat.as_deref().map(silence);
        let mut first_stages = vec![first_stage(model, &labelled.set, &queries, &scores)?];
        if let Some((ordinary, scores)) = ordinary.zip(chat.as_deref()) {
            first_stages.push(first_stage(model, &ordinary.set, &ordinary.messages, scores)?);
        }
        Ok(Self {
            schema: "hearten.evaluation/3".to_owned(),
            model: model.id().0.clone(),
            sets: std::iter::once(&labelled.set).chain(ordinary.map(|chat| &chat.set)).cloned().collect(),
            means: [Side::Closing, Side::Opening].map(|side| means(side, &cases, &conversations)),
            labels: Tone::ALL
                .iter()
                .zip(&cases)
                .map(|(tone, cases)| figures(tone.name(), cases, &conversations))
                .collect(),
            natural: silence.as_ref().map(|silence| natural(&any_harm, silence)).unwrap_or_default(),
            any_harm,
            slices: slices::rows(examples, &scores),
            phrases: phrases::rows(model, examples, &scores)?,
            swaps: swaps::measure(model, examples, &scores)?,
            first_stage: first_stages,
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

fn cases(tone: Tone, lifelike: Lifelike, examples: &[Example], scores: &[ToneScores]) -> Vec<Case> {
    let case = |(example, scores): (&Example, &ToneScores)| Case {
        probability: scores.probability(tone),
        flagged: scores.is_flagged(tone),
        holds: example.carries(tone),
        weight: if tone.side() == Side::Closing { lifelike.weight(example) } else { 1.0 },
    };
    examples.iter().zip(scores).map(case).collect()
}

fn harm_cases(lifelike: Lifelike, examples: &[Example], scores: &[ToneScores]) -> Vec<Case> {
    let case = |(example, scores): (&Example, &ToneScores)| Case {
        probability: scores.harm,
        flagged: !scores.flags_on(Side::Closing).is_empty(),
        holds: example.carries_any(Side::Closing),
        weight: lifelike.weight(example),
    };
    examples.iter().zip(scores).map(case).collect()
}

fn figures(name: &str, cases: &[Case], conversations: &Conversations) -> LabelRow {
    let confusion = Confusion::of(cases);
    LabelRow {
        label: name.to_owned(),
        support: confusion.holding,
        flagged: confusion.flagged,
        precision: confusion.precision().map(rounded),
        recall: confusion.recall().map(rounded),
        f1: confusion.f1().map(rounded),
        auc: area_under_curve(cases).map(rounded),
        average_precision: average_precision(cases).map(rounded),
        average_precision_range: conversations.range(|drawn| average_precision(&drawn_from(cases, drawn))),
        best_f1: best_f1(cases).map(rounded),
        calibration_error: rounded(calibration_error(cases)),
        curve: calibration_curve(cases),
    }
}

fn drawn_from(cases: &[Case], drawn: &[usize]) -> Vec<Case> {
    drawn.iter().map(|&at| cases[at]).collect()
}

fn means(side: Side, cases: &[Vec<Case>; Tone::COUNT], conversations: &Conversations) -> SideMeans {
    let labels =
        || Tone::ALL.iter().zip(cases).filter(|(tone, _)| tone.side() == side).map(|(_, cases)| cases);
    let mean = |figure: fn(&[Case]) -> Option<f64>| {
        mean(labels().map(|cases| figure(cases))).map(rounded).unwrap_or_default()
    };
    let range = |figure: fn(&[Case]) -> Option<f64>| {
        let drawn_mean =
            |drawn: &[usize]| self::mean(labels().map(|cases| figure(&drawn_from(cases, drawn))));
        conversations.range(drawn_mean).unwrap_or_default()
    };
    SideMeans {
        side: side_name(side).to_owned(),
        auc: mean(area_under_curve),
        auc_range: range(area_under_curve),
        average_precision: mean(average_precision),
        average_precision_range: range(average_precision),
        best_f1: mean(best_f1),
    }
}

/// The mean of the figures that exist.
fn mean(figures: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let figures: Vec<f64> = figures.flatten().collect();
    (!figures.is_empty()).then(|| figures.iter().sum::<f64>() / figures.len() as f64)
}

fn silence(scores: &[ToneScores]) -> Silence {
    let flagged = scores.iter().filter(|scores| !scores.flags_on(Side::Closing).is_empty()).count();
    let unsure = scores.iter().filter(|scores| scores.unsure).count();
    Silence { messages: scores.len(), flagged, unsure }
}

fn first_stage(
    model: &ToneModel,
    set: &TestSet,
    queries: &[Query],
    scores: &[ToneScores],
) -> Result<FirstStageRow, ModelError> {
    let passed = model.flag(queries, &|_| {})?;
    let flagged = scores.iter().zip(&passed).filter(|(scores, _)| !scores.flags.is_empty());
    Ok(FirstStageRow {
        set: set.name.clone(),
        passed: rounded(passed.iter().flatten().count() as f64 / passed.len().max(1) as f64),
        flagged: flagged.clone().count(),
        lost: flagged.filter(|(_, passed)| passed.is_none()).count(),
    })
}

/// Bayes' rule over recall among labelled messages and the share of false flags in ordinary chat. That share
/// follows the rule of succession (Laplace): no false flag among so many does not mean that there never is one.
fn natural(harm: &LabelRow, silence: &Silence) -> Vec<Natural> {
    let false_flags = (silence.flagged + 1) as f64 / (silence.messages + 2) as f64;
    PREVALENCES
        .into_iter()
        .map(|prevalence| {
            let right = harm.recall.unwrap_or_default() * prevalence;
            let all = right + false_flags * (1.0 - prevalence);
            Natural { prevalence, precision: (all > 0.0).then(|| rounded(right / all)) }
        })
        .collect()
}

fn any<'a>(side: Side, rows: impl Iterator<Item = (&'a Example, &'a ToneScores)>) -> Found {
    let confusion = rows.fold(Confusion::default(), |sum, (example, scores)| {
        sum.plus(example.carries_any(side), !scores.flags_on(side).is_empty())
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
