//! From text in context to scores and phrases, by the transformer inside the binary.
//!
//! `tokens` turns a text into word pieces, `engine` runs the two graphs (another can take its place), `batch` decides what is
//! run together, `calibration` makes probabilities and flags of logits, `phrase` finds the words
//! behind a flag. `judge` decides which messages of a conversation are read at all, and `first_stage`
//! which of them the upper layers need not see. The model's files lie in `models/tone` and are embedded by `files`.

mod batch;
mod calibration;
pub mod engine;
mod error;
pub mod evaluation;
mod files;
mod first_stage;
mod judge;
mod language;
mod manifest;
mod phrase;
#[cfg(test)]
mod shipped;
mod tokens;
mod tone_model;

use crate::tone::NotJudged;
pub use error::ModelError;
pub use tokens::{Pieces, Vocabulary};
pub use tone_model::{ContextLine, Query, ToneModel};

/// What the model is, what it is for and what it cannot do, as Markdown.
pub fn card() -> &'static str {
    files::CARD
}

/// Why a text by itself is not judged: nothing to read, nothing but links, or another language.
pub fn not_judged(text: &str) -> Option<NotJudged> {
    judge::unreadable_text(text).or_else(|| {
        (language::language(text) == language::Language::Other).then_some(NotJudged::OtherLanguage)
    })
}

/// The network as the program holds it, in ONNX with f16 weights: the lower layers' graph and the upper layers'.
pub fn graphs() -> [&'static [u8]; 2] {
    [files::ALONE, files::IN_CONTEXT]
}

/// The vocabulary inside this program.
pub fn vocabulary() -> Result<Vocabulary, ModelError> {
    Vocabulary::from_json(files::TOKENIZER)
}
