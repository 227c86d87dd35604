//! The 19 labels and what the model says about a message, apart from any model.

mod frame;
mod label;
mod reliability;
mod scored;
mod scores;
mod target;

pub use frame::Frame;
pub use label::{Family, Side, Tone};
pub use reliability::{Reliability, ReliabilityTable};
pub use scored::{Judgement, NotJudged, ScoredConversation};
pub use scores::{Flag, ModelId, Phrase, ToneScores};
pub use target::Target;
