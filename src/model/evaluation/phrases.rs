//! Whether the marked phrase is what made the flag: delete it, or all but it, and score again.

use super::{Example, PhraseRow, mean, rounded, side_name};
use crate::model::{ModelError, Query, ToneModel};
use crate::tone::{Flag, Phrase, Side, Tone, ToneScores};

/// A flag with the message it stands on.
struct Looked<'a> {
    example: &'a Example,
    flag: Flag,
}

pub(super) fn rows(
    model: &ToneModel,
    examples: &[Example],
    scores: &[ToneScores],
) -> Result<Vec<PhraseRow>, ModelError> {
    [Side::Closing, Side::Opening].into_iter().map(|side| row(model, side, examples, scores)).collect()
}

fn row(
    model: &ToneModel,
    side: Side,
    examples: &[Example],
    scores: &[ToneScores],
) -> Result<PhraseRow, ModelError> {
    let looked: Vec<Looked<'_>> = examples
        .iter()
        .zip(scores)
        .flat_map(|(example, scores)| {
            scores.flags_on(side).into_iter().map(move |flag| Looked { example, flag })
        })
        .collect();
    let stands = |queries: Vec<Query>| -> Result<usize, ModelError> {
        let again = model.score(&queries, &|_| {})?;
        Ok(looked.iter().zip(&again).filter(|(looked, scores)| scores.is_flagged(looked.flag.tone)).count())
    };
    let without = stands(looked.iter().map(Looked::without_phrase).collect())?;
    let alone = stands(looked.iter().map(Looked::phrase_alone).collect())?;
    let shorter = looked.iter().filter(|looked| looked.is_shorter()).count();
    let overlaps =
        looked.iter().filter_map(|looked| overlap(looked.example, looked.flag.tone, looked.flag.phrase));
    let labelled = examples.iter().zip(scores).flat_map(|(example, scores)| {
        let labels = example.labels.iter().filter(|(tone, _)| tone.side() == side);
        labels.filter_map(|(tone, _)| overlap(example, *tone, scores.phrases[tone.index()]))
    });
    let share = |count: usize| (!looked.is_empty()).then(|| rounded(count as f64 / looked.len() as f64));
    Ok(PhraseRow {
        side: side_name(side).to_owned(),
        flags: looked.len(),
        undone: share(looked.len() - without),
        sufficient: share(alone),
        shorter: share(shorter),
        overlap: mean(overlaps.map(Some)).map(rounded),
        span_f1: mean(labelled.map(Some)).map(rounded),
    })
}

impl Looked<'_> {
    fn text(&self) -> &str {
        &self.example.query.text
    }

    fn without_phrase(&self) -> Query {
        let Phrase { start, end } = self.flag.phrase;
        let text = format!("{}{}", &self.text()[..start], &self.text()[end..]);
        Query { text, context: self.example.query.context.clone() }
    }

    fn phrase_alone(&self) -> Query {
        Query {
            text: self.flag.phrase.of(self.text()).to_owned(),
            context: self.example.query.context.clone(),
        }
    }

    fn is_shorter(&self) -> bool {
        self.flag.phrase.of(self.text()).len() < self.text().trim().len()
    }
}

/// F1 over bytes of the model's phrase with the reader's; `None` where the reader did not give the label.
fn overlap(example: &Example, tone: Tone, phrase: Phrase) -> Option<f64> {
    let (_, words) = example.labels.iter().find(|(label, _)| *label == tone)?;
    let start = example.query.text.find(words.as_str())?;
    let end = start + words.len();
    let Phrase { start: from, end: to } = phrase;
    let common = to.min(end).saturating_sub(from.max(start));
    Some(2.0 * common as f64 / (words.len() + (to - from)) as f64)
}
