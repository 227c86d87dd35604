//! Simpler ways, measured on the same messages (`models/training/peers.py`).

use crate::model::{ModelError, files};
use serde::Deserialize;

/// What `models/tone/peers.json` holds.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peers {
    /// How many messages they were measured on: those of the held-out split.
    pub messages: usize,
    /// One entry a peer.
    pub peers: Vec<Peer>,
}

/// One peer's figures.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peer {
    /// What it is.
    pub peer: String,
    /// Means over the harmful labels and over the positive ones, and the figures of any harm.
    pub figures: [PeerFigures; 3],
}

/// Figures of one peer, as [`SideMeans`](super::SideMeans) has them of the model.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeerFigures {
    /// "harmful", "positive" or "any harm".
    pub of: String,
    /// Area under the ROC curve.
    pub auc: f64,
    /// Average precision.
    pub average_precision: f64,
}

/// The figures that ship with the model.
pub fn peers() -> Result<Peers, ModelError> {
    serde_json::from_str(files::PEERS)
        .map_err(|error| ModelError::Damaged { part: "peers.json", why: error.to_string() })
}
