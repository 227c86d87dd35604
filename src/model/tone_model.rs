//! The model as the rest of the program sees it: queries in, scores with phrases out.

use super::batch::{Depth, RawScores, Reader};
use super::calibration::softmax;
use super::engine::{Engine, Graphs, Layers};
use super::manifest::Manifest;
use super::phrase::phrase;
use super::{ModelError, Vocabulary, files};
use crate::tone::{ModelId, Tone, ToneScores};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
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
    engine: Box<dyn Engine>,
    vocabulary: Vocabulary,
    manifest: Manifest,
    workers: NonZeroUsize,
}

impl ToneModel {
    /// Loads the embedded model, for as many workers as the machine has cores.
    pub fn load() -> Result<Self, ModelError> {
        let workers = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let (engine, vocabulary) = thread::scope(|scope| {
            let engine = scope.spawn(Graphs::load);
            let vocabulary = Vocabulary::from_json(files::TOKENIZER);
            (engine.join(), vocabulary)
        });
        let crashed = |_| ModelError::Damaged { part: "alone.onnx", why: "its loader crashed".to_owned() };
        Ok(Self {
            engine: Box::new(engine.map_err(crashed)??),
            vocabulary: vocabulary?,
            manifest: Manifest::from_json(files::MANIFEST)?,
            workers,
        })
    }

    /// The same model with its layers run by another engine.
    #[must_use]
    pub fn with_engine(self, engine: Box<dyn Engine>) -> Self {
        Self { engine, ..self }
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
        let scores = self.read(queries, Depth::Whole, progress)?;
        Ok(scores.into_iter().flatten().collect())
    }

    /// Scores the queries that the first stage lets through, in order; `None` where it sees nothing that would be flagged.
    pub fn flag(
        &self,
        queries: &[Query],
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Option<ToneScores>>, ModelError> {
        self.read(queries, Depth::AsNeeded, progress)
    }

    /// Chunks of the queries are shared out among the workers.
    fn read(
        &self,
        queries: &[Query],
        depth: Depth,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Option<ToneScores>>, ModelError> {
        let chunks: Vec<&[Query]> = queries.chunks(CHUNK).collect();
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(chunks.len()));
        let work = || {
            let worker = self.engine.worker();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(chunk) = chunks.get(at) else { break };
                let scores = self.read_chunk(&*worker, chunk, depth);
                progress(chunk.len());
                done.lock().unwrap_or_else(PoisonError::into_inner).push((at, scores));
            }
        };
        thread::scope(|scope| {
            for _ in 1..self.workers.get().min(chunks.len()) {
                scope.spawn(work);
            }
            work();
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_by_key(|(at, _)| *at);
        let chunks = done.into_iter().map(|(_, scores)| scores).collect::<Result<Vec<_>, _>>()?;
        Ok(chunks.into_iter().flatten().collect())
    }

    fn read_chunk(
        &self,
        layers: &dyn Layers,
        queries: &[Query],
        depth: Depth,
    ) -> Result<Vec<Option<ToneScores>>, ModelError> {
        let reader = Reader { layers, vocabulary: &self.vocabulary, manifest: &self.manifest };
        let raw = reader.read(queries, depth)?;
        let scores =
            |(query, raw): (&Query, Option<RawScores>)| raw.map(|raw| self.scores(&query.text, &raw));
        Ok(queries.iter().zip(raw).map(scores).collect())
    }

    fn scores(&self, text: &str, raw: &RawScores) -> ToneScores {
        let calibration = &self.manifest.calibration;
        let probabilities = calibration.probabilities(&raw.logits);
        let harm = calibration.harm(&raw.logits);
        let (frames, targets) = (softmax(raw.frames), softmax(raw.targets));
        let flags = calibration.flags(&probabilities, harm, &frames, &targets);
        let unsure = calibration.is_unsure(harm, &frames, &targets);
        let spans: Vec<(usize, usize)> = raw.words.iter().map(|(span, _)| *span).collect();
        let phrases = Tone::ALL.map(|tone| {
            let column: Vec<f32> = raw.words.iter().map(|(_, logits)| logits[tone.index()]).collect();
            phrase(text, &column, &spans)
        });
        ToneScores { probabilities, phrases, frames, targets, harm, flags, unsure }
    }
}
