//! A private mirror for how a person talks to the people they love.
//!
//! The whole program in one line:
//!
//! ```text
//! Path ─import::open→ Imported{Conversation, Receipt} ─ToneModel::score→ ScoredConversation
//!      ─analysis::find→ Findings ─Review::new→ Review ─report::build→ Report ─renderer→ bytes
//! ```
//!
//! Each stage hands over a whole value. The middle (tone, analysis, review) does no I/O and cannot
//! fail; doubts travel as values. Which room may look into which is held by `tests/architecture.rs`.

pub mod analysis;
pub mod cli;
pub mod conversation;
pub mod import;
pub mod model;
pub mod report;
pub mod review;
pub mod tone;
