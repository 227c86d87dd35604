//! Scores a chunk of queries: every text is read alone once, then every target with its context.
//!
//! Texts that occur several times (as target, as context, as "ok") are read once. Windows of like
//! size share a batch; sizes are rounded up by the message alone, never by its neighbours.

use super::calibration::log_sum_exp;
use super::engine::{ContextBatch, Layers, Outputs};
use super::manifest::Manifest;
use super::{ModelError, Pieces, Query, Vocabulary};
use crate::tone::{Frame, Target, Tone};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Word counts are padded up to a multiple of this.
const WORD_STEP: usize = 4;
/// Context word counts are padded up to a multiple of this.
const CONTEXT_STEP: usize = 8;
/// Windows of one batch: enough to keep the matrix kernels busy, few enough to stay in the cache.
const BATCH: usize = 32;

/// How far messages are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// Through all layers.
    Whole,
    /// Through the upper layers only where the first stage lets them.
    AsNeeded,
}

/// Raw scores of one query.
#[derive(Clone, Debug)]
pub(super) struct RawScores {
    /// Pooled logit of each label.
    pub(super) logits: [f32; Tone::COUNT],
    /// Logit of each frame.
    pub(super) frames: [f32; Frame::ALL.len()],
    /// Logit of each target.
    pub(super) targets: [f32; Target::ALL.len()],
    /// For each piece of the text, in order: its byte range and its logit for each label.
    pub(super) words: Vec<((usize, usize), [f32; Tone::COUNT])>,
}

/// Everything that scoring reads and nothing that it changes.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) layers: &'a dyn Layers,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) manifest: &'a Manifest,
}

impl Reader<'_> {
    /// Raw scores of each query, in order; `None` where the first stage cleared it.
    pub(super) fn read(self, queries: &[Query], depth: Depth) -> Result<Vec<Option<RawScores>>, ModelError> {
        let texts = self.cut(queries)?;
        let states = self.read_alone(&texts)?;
        let mut windows = self.windows(queries, &texts);
        if depth == Depth::AsNeeded {
            let goes_on: Vec<bool> = queries.iter().map(|query| self.goes_on(query, &states)).collect();
            windows.retain(|window| goes_on[window.query]);
        }
        let mut read: Vec<Vec<WindowScores>> = vec![Vec::new(); queries.len()];
        for group in by_size(&windows) {
            for batch in group.chunks(BATCH) {
                let outputs = self.layers.read_in_context(&self.context_batch(batch, &states))?;
                for (row, window) in batch.iter().enumerate() {
                    read[window.query].push(WindowScores::from(&outputs, row, window));
                }
            }
        }
        Ok(queries
            .iter()
            .zip(read)
            .map(|(query, windows)| {
                (!windows.is_empty()).then(|| pooled(windows, &texts[query.text.as_str()]))
            })
            .collect())
    }

    /// Whether the upper layers are to read a query; a text of several windows always goes on.
    fn goes_on(self, query: &Query, states: &HashMap<WindowId<'_>, States>) -> bool {
        let numbers = |text, number| states.get(&WindowId { text, number }).map(|it| it.numbers.as_slice());
        let before = query.context.last().and_then(|line| numbers(line.text.as_str(), 0));
        let whole = numbers(query.text.as_str(), 0).filter(|_| numbers(query.text.as_str(), 1).is_none());
        whole.is_none_or(|own| self.manifest.first_stage.passes(own, before))
    }

    /// Every text of the queries once, cut into pieces.
    fn cut(self, queries: &[Query]) -> Result<HashMap<&str, Pieces>, ModelError> {
        let mut texts = HashMap::new();
        for query in queries {
            let context = query.context.iter().map(|line| line.text.as_str());
            for text in context.chain([query.text.as_str()]) {
                if !texts.contains_key(text) {
                    texts.insert(text, self.vocabulary.pieces(text)?);
                }
            }
        }
        Ok(texts)
    }

    /// Pieces that fit into one window beside its begin and end marks.
    fn room(self) -> usize {
        self.manifest.longest - 2
    }

    fn read_alone<'q>(
        self,
        texts: &HashMap<&'q str, Pieces>,
    ) -> Result<HashMap<WindowId<'q>, States>, ModelError> {
        let mut sizes: BTreeMap<usize, Vec<(WindowId<'q>, Vec<i32>)>> = BTreeMap::new();
        for (&text, pieces) in texts {
            for (number, ids) in windows_of(&pieces.ids, self.room()).enumerate() {
                let ids = [&[self.manifest.begin], ids, &[self.manifest.end]].concat();
                sizes.entry(padded(ids.len(), WORD_STEP)).or_default().push((WindowId { text, number }, ids));
            }
        }
        let mut states = HashMap::new();
        for (size, windows) in &sizes {
            for batch in windows.chunks(BATCH) {
                let mut ids = NdTensor::zeros([batch.len(), *size]);
                let mut present = NdTensor::zeros([batch.len(), *size]);
                for (row, (_, window)) in batch.iter().enumerate() {
                    for (column, id) in window.iter().enumerate() {
                        ids[[row, column]] = *id;
                        present[[row, column]] = 1.0;
                    }
                }
                let read = self.layers.read_alone(ids.view(), present.view())?;
                let read = read.to_contiguous();
                let values = read.data();
                for (row, (id, window)) in batch.iter().enumerate() {
                    let from = row * size * self.manifest.width;
                    let numbers = values[from..from + window.len() * self.manifest.width].to_vec();
                    states.insert(*id, States { words: window.len(), numbers });
                }
            }
        }
        Ok(states)
    }

    /// One window per query, more for texts that do not fit into one.
    fn windows<'q>(self, queries: &'q [Query], texts: &HashMap<&'q str, Pieces>) -> Vec<Window<'q>> {
        let mut windows = Vec::new();
        for (query, asked) in queries.iter().enumerate() {
            let context = self.context_of(asked);
            let length = |id: &WindowId<'_>| texts[id.text].ids.len().min(self.room()) + 2;
            let context_words: usize = context.iter().map(|(id, _)| length(id)).sum();
            let mut first_piece = 0;
            for (number, window) in windows_of(&texts[asked.text.as_str()].ids, self.room()).enumerate() {
                windows.push(Window {
                    query,
                    id: WindowId { text: &asked.text, number },
                    first_piece,
                    pieces: window.len(),
                    context: context.clone(),
                    size: (padded(window.len() + 2, WORD_STEP), padded(context_words.max(1), CONTEXT_STEP)),
                });
                first_piece += window.len();
            }
        }
        windows
    }

    /// The last messages before a query, oldest first, with the place the network knows each by.
    fn context_of(self, query: &Query) -> Vec<(WindowId<'_>, i32)> {
        let newest = query.context.len().saturating_sub(self.manifest.context);
        let mut context: Vec<_> = query.context[newest..]
            .iter()
            .rev()
            .zip(0..)
            .map(|(line, distance)| {
                (WindowId { text: &line.text, number: 0 }, 1 + distance * 2 + i32::from(line.same_author))
            })
            .collect();
        context.reverse();
        context
    }

    fn context_batch(self, batch: &[&Window<'_>], states: &HashMap<WindowId<'_>, States>) -> ContextBatch {
        let width = self.manifest.width;
        let (words, context_words) = batch[0].size;
        let rows = batch.len();
        let mut own = vec![0.0; rows * words * width];
        let mut present = NdTensor::zeros([rows, words]);
        let mut others = vec![0.0; rows * context_words * width];
        let mut places = NdTensor::zeros([rows, context_words]);
        let mut context_present = NdTensor::zeros([rows, context_words]);
        for (row, window) in batch.iter().enumerate() {
            let target = &states[&window.id];
            let from = row * words * width;
            own[from..from + target.numbers.len()].copy_from_slice(&target.numbers);
            for column in 0..target.words {
                present[[row, column]] = 1.0;
            }
            let mut column = 0;
            for (id, place) in &window.context {
                let message = &states[id];
                let from = (row * context_words + column) * width;
                others[from..from + message.numbers.len()].copy_from_slice(&message.numbers);
                for at in column..column + message.words {
                    places[[row, at]] = *place;
                    context_present[[row, at]] = 1.0;
                }
                column += message.words;
            }
        }
        ContextBatch {
            states: NdTensor::from_data([rows, words, width], own),
            present,
            context: NdTensor::from_data([rows, context_words, width], others),
            places,
            context_present,
        }
    }
}

/// The n-th window of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct WindowId<'q> {
    text: &'q str,
    number: usize,
}

/// Hidden states of one window: `words` rows of the model's width.
struct States {
    words: usize,
    numbers: Vec<f32>,
}

/// One window of a target with its context.
struct Window<'q> {
    query: usize,
    id: WindowId<'q>,
    first_piece: usize,
    pieces: usize,
    context: Vec<(WindowId<'q>, i32)>,
    /// Padded numbers of words and of context words.
    size: (usize, usize),
}

/// What the upper layers say of one window.
#[derive(Clone, Debug)]
struct WindowScores {
    first_piece: usize,
    logits: [f32; Tone::COUNT],
    frames: [f32; Frame::ALL.len()],
    targets: [f32; Target::ALL.len()],
    words: Vec<[f32; Tone::COUNT]>,
}

impl WindowScores {
    fn from(outputs: &Outputs, row: usize, window: &Window<'_>) -> Self {
        let label = |word: usize, at: usize| outputs.labels[[row, word, at]];
        // The whole message, every piece and the end mark take part in the score.
        let logits =
            std::array::from_fn(|at| log_sum_exp((0..window.pieces + 2).map(|word| label(word, at))));
        let words = (1..=window.pieces).map(|word| std::array::from_fn(|at| label(word, at))).collect();
        let frames = std::array::from_fn(|at| outputs.frames[[row, at]]);
        let targets = std::array::from_fn(|at| outputs.targets[[row, at]]);
        Self { first_piece: window.first_piece, logits, frames, targets, words }
    }
}

/// One score for a text read in windows: the highest logit of each label; frame and target of the first window.
fn pooled(mut windows: Vec<WindowScores>, pieces: &Pieces) -> RawScores {
    windows.sort_by_key(|window| window.first_piece);
    let logits = std::array::from_fn(|at| {
        windows.iter().map(|window| window.logits[at]).fold(f32::NEG_INFINITY, f32::max)
    });
    let frames = windows.first().map_or([0.0; Frame::ALL.len()], |window| window.frames);
    let targets = windows.first().map_or([0.0; Target::ALL.len()], |window| window.targets);
    let words =
        pieces.spans.iter().copied().zip(windows.into_iter().flat_map(|window| window.words)).collect();
    RawScores { logits, frames, targets, words }
}

/// A window of `room` pieces, by which the text is known as context, and more of like length for what is left:
/// a rump of few words cut out of its sentence is read badly. An empty text has one empty window.
fn windows_of(ids: &[i32], room: usize) -> impl Iterator<Item = &[i32]> {
    let (first, rest) = ids.split_at(ids.len().min(room));
    let windows = rest.len().div_ceil(room).max(1);
    std::iter::once(first).chain(rest.chunks(rest.len().div_ceil(windows).max(1)))
}

fn padded(length: usize, step: usize) -> usize {
    length.div_ceil(step) * step
}

fn by_size<'w, 'q>(windows: &'w [Window<'q>]) -> Vec<Vec<&'w Window<'q>>> {
    let mut sizes: BTreeMap<(usize, usize), Vec<&'w Window<'q>>> = BTreeMap::new();
    for window in windows {
        sizes.entry(window.size).or_default().push(window);
    }
    sizes.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_hold_every_piece_once_and_the_last_is_no_rump() {
        let check = |pieces: i32, expected: &[usize]| {
            let ids: Vec<i32> = (0..pieces).collect();
            let windows: Vec<&[i32]> = windows_of(&ids, 62).collect();
            assert_eq!(windows.iter().map(|window| window.len()).collect::<Vec<_>>(), expected);
            assert_eq!(windows.concat(), ids);
        };
        check(0, &[0]);
        check(62, &[62]);
        check(70, &[62, 8]);
        check(154, &[62, 46, 46]);
        check(187, &[62, 42, 42, 41]);
    }
}
