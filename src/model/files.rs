//! The model's files in `models/tone`, embedded in the binary.

/// The vocabulary and how words are cut.
pub(super) const TOKENIZER: &[u8] = include_bytes!("../../models/tone/tokenizer.json");
/// Lower layers: reads a message alone.
pub(super) const ALONE: &[u8] = include_bytes!("../../models/tone/alone.onnx");
/// Upper layers: reads a message with its context.
pub(super) const IN_CONTEXT: &[u8] = include_bytes!("../../models/tone/in_context.onnx");
/// Weights of the first stage.
pub(super) const FIRST_STAGE: &[u8] = include_bytes!("../../models/tone/first_stage.bin");
/// Names, sizes, calibration and thresholds.
pub(super) const MANIFEST: &str = include_str!("../../models/tone/manifest.json");
/// How good the model is, measured by `hearten model eval` on the held-out split.
pub(super) const EVALUATION: &str = include_str!("../../models/tone/evaluation.json");
/// How good simpler ways are on the same messages.
pub(super) const PEERS: &str = include_str!("../../models/tone/peers.json");
/// What the model is, what it is for and what it cannot do.
pub(super) const CARD: &str = include_str!("../../models/tone/CARD.md");
