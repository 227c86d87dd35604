//! The model as the rest of the program sees it: queries in, scores with phrases out.

use super::batch::{RawScores, Reader};
use super::calibration::softmax;
use super::engine::{Engine, Worker};
use super::manifest::Manifest;
use super::phrase::phrase;
use super::{ModelError, Vocabulary, files};
use crate::tone::{ModelId, Tone, ToneScores};
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Queries that one worker takes at a time: enough for full batches, few enough to share out evenly.
const CHUNK: usize = 192;

/// One message to score, with what was said before it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Query {
    /// The message's own words.
    pub text: String,
    /// The messages before it, oldest first; the model reads the last three.
    pub context: Vec<ContextLine>,
}

/// A message before the one to score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextLine {
    /// Its words.
    pub text: String,
    /// Whether the author of the scored message wrote it too.
    pub same_author: bool,
}

/// The tone model inside this program.
pub struct ToneModel {
    engine: Engine,
    vocabulary: Vocabulary,
    manifest: Manifest,
    workers: NonZeroUsize,
}

impl ToneModel {
    /// Loads the embedded model, for as many workers as the machine has cores.
    pub fn load() -> Result<Self, ModelError> {
        let workers = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let (engine, vocabulary) = thread::scope(|scope| {
            let engine = scope.spawn(Engine::load);
            let vocabulary = Vocabulary::from_json(files::TOKENIZER);
            (engine.join(), vocabulary)
        });
        let crashed = |_| ModelError::Damaged { part: "alone.onnx", why: "its loader crashed".to_owned() };
        Ok(Self {
            engine: engine.map_err(crashed)??,
            vocabulary: vocabulary?,
            manifest: Manifest::from_json(files::MANIFEST)?,
            workers,
        })
    }

    /// The same model with this many workers.
    #[must_use]
    pub fn with_workers(self, workers: NonZeroUsize) -> Self {
        Self { workers, ..self }
    }

    /// Which model this is.
    pub fn id(&self) -> &ModelId {
        &self.manifest.id
    }

    /// How many queries keep every worker busy: a good size for one call.
    pub fn stride(&self) -> usize {
        CHUNK * self.workers.get()
    }

    /// Scores each query, in order. `progress` is told how many more are done, from any thread.
    pub fn score(
        &self,
        queries: &[Query],
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<ToneScores>, ModelError> {
        let chunks: Vec<&[Query]> = queries.chunks(CHUNK).collect();
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(chunks.len()));
        let work = || {
            let worker = Engine::worker();
            while let Some(chunk) = chunks.get(next.fetch_add(1, Ordering::Relaxed)).copied() {
                let scores = self.score_chunk(&worker, chunk);
                progress(chunk.len());
                let at = chunk.as_ptr() as usize;
                let mut done = done.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                done.push((at, scores));
            }
        };
        thread::scope(|scope| {
            for _ in 1..self.workers.get().min(chunks.len()) {
                scope.spawn(work);
            }
            work();
        });
        let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        done.sort_by_key(|(at, _)| *at);
        let chunks = done.into_iter().map(|(_, scores)| scores).collect::<Result<Vec<_>, _>>()?;
        Ok(chunks.into_iter().flatten().collect())
    }

    fn score_chunk(&self, worker: &Worker, queries: &[Query]) -> Result<Vec<ToneScores>, ModelError> {
        let reader = Reader { engine: &self.engine, vocabulary: &self.vocabulary, manifest: &self.manifest };
        let raw = reader.read(worker, queries)?;
        Ok(queries.iter().zip(raw).map(|(query, raw)| self.scores(&query.text, &raw)).collect())
    }

    fn scores(&self, text: &str, raw: &RawScores) -> ToneScores {
        let calibration = &self.manifest.calibration;
        let probabilities = calibration.probabilities(&raw.logits);
        let frames = softmax(raw.frames);
        let flags = calibration.flags(&probabilities, &frames);
        let spans: Vec<(usize, usize)> = raw.words.iter().map(|(span, _)| *span).collect();
        let phrases = Tone::ALL.map(|tone| {
            let column: Vec<f32> = raw.words.iter().map(|(_, logits)| logits[tone.index()]).collect();
            phrase(text, &column, &spans)
        });
        ToneScores { probabilities, phrases, frames, flags }
    }
}
