//! Findings with their provenance: what was read, by which model, by which rules.

use crate::analysis::Findings;
use crate::tone::{ModelId, ReliabilityTable};

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
    pub made_on: jiff::civil::Date,
}
