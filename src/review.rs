//! Findings with their provenance: what was read, by which model, by which rules.

use crate::analysis::Findings;
use crate::tone::{ModelId, ReliabilityTable, ScoredConversation};
use jiff::civil::Date;

/// The version of the codebook whose labels a review uses.
pub const CODEBOOK_VERSION: u32 = 1;

/// One finished review, ready to be reported, saved and compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// What was found.
    pub findings: Findings,
    /// Fingerprint of the source's bytes.
    pub source_fingerprint: String,
    /// Which model judged.
    pub model: ModelId,
    /// How often that model is right, as measured.
    pub reliability: ReliabilityTable,
    /// By which codebook.
    pub codebook: u32,
    /// By which version of this program.
    pub program: &'static str,
    /// The day the review was made, on this machine's clock.
    pub made_on: Date,
}

impl Review {
    /// The review of `findings`, which were found in `scored`.
    ///
    /// `source_fingerprint` stands in the import's receipt; `made_on` is today.
    pub fn new(
        findings: Findings,
        scored: &ScoredConversation,
        source_fingerprint: &str,
        made_on: Date,
    ) -> Self {
        Self {
            findings,
            source_fingerprint: source_fingerprint.to_owned(),
            model: scored.model.clone(),
            reliability: scored.reliability.clone(),
            codebook: CODEBOOK_VERSION,
            program: env!("CARGO_PKG_VERSION"),
            made_on,
        }
    }
}
