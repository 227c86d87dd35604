//! Whether the marked phrase is what made the flag: delete it and score again.

use super::{Example, PhraseRow, rounded, side_name};
use crate::model::{ModelError, Query, ToneModel};
use crate::tone::{Flag, Phrase, Side, ToneScores};

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
    let without: Vec<Query> = looked.iter().map(Looked::without_phrase).collect();
    let again = model.score(&without, &|_| {})?;
    let undone =
        looked.iter().zip(&again).filter(|(looked, scores)| !scores.is_flagged(looked.flag.tone)).count();
    let shorter = looked.iter().filter(|looked| looked.is_shorter()).count();
    let overlaps: Vec<f64> = looked.iter().filter_map(Looked::overlap).collect();
    let share = |count: f64, of: usize| (of > 0).then(|| rounded(count / of as f64));
    Ok(PhraseRow {
        side: side_name(side).to_owned(),
        flags: looked.len(),
        undone: share(undone as f64, looked.len()),
        shorter: share(shorter as f64, looked.len()),
        overlap: share(overlaps.iter().sum(), overlaps.len()),
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

    fn is_shorter(&self) -> bool {
        self.flag.phrase.of(self.text()).len() < self.text().trim().len()
    }

    /// F1 over bytes with the reader's phrase; `None` where the reader did not give the label.
    fn overlap(&self) -> Option<f64> {
        let (_, words) = self.example.labels.iter().find(|(tone, _)| *tone == self.flag.tone)?;
        let start = self.text().find(words.as_str())?;
        let end = start + words.len();
        let Phrase { start: from, end: to } = self.flag.phrase;
        let common = to.min(end).saturating_sub(from.max(start));
        Some(2.0 * common as f64 / (words.len() + (to - from)) as f64)
    }
}
