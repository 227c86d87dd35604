//! Messages with known labels, one JSON object a line.

use crate::model::{ContextLine, Query};
use crate::tone::{Frame, Tone};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One message, its context and what a reader says of it.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its name: the conversation's, "#", its place there. Empty where it has none.
    pub id: String,
    /// The message in its context.
    pub query: Query,
    /// The labels that hold, each with the words that carry it.
    pub labels: Vec<(Tone, String)>,
    /// How it is meant.
    pub frame: Frame,
    /// Whom it is about where the wording would otherwise look harmful: "self", "third", "thing".
    pub target: Option<String>,
}

/// Why a line is not an [`Example`].
#[derive(Debug, thiserror::Error)]
pub enum ExampleError {
    /// Not JSON of the expected shape.
    #[error("not an object with \"text\", \"by\", \"context\" and \"truth\"")]
    Shape,
    /// A label or frame that the codebook does not know.
    #[error("unknown label or frame \"{0}\"")]
    Unknown(String),
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: String,
    text: String,
    by: String,
    #[serde(default)]
    context: Vec<Said>,
    truth: Truth,
}

#[derive(Deserialize)]
struct Said {
    by: String,
    text: String,
}

#[derive(Deserialize)]
struct Truth {
    labels: BTreeMap<String, String>,
    frame: String,
    target: Option<String>,
}

impl Example {
    /// Reads one line.
    pub fn from_json(line: &str) -> Result<Self, ExampleError> {
        let Line { id, text, by, context, truth } =
            serde_json::from_str(line).map_err(|_| ExampleError::Shape)?;
        let labels = truth
            .labels
            .into_iter()
            .map(|(name, words)| {
                Tone::from_name(&name).map(|tone| (tone, words)).ok_or(ExampleError::Unknown(name))
            })
            .collect::<Result<_, _>>()?;
        let frame = Frame::from_name(&truth.frame).ok_or(ExampleError::Unknown(truth.frame))?;
        let context = context
            .into_iter()
            .map(|said| ContextLine { same_author: said.by == by, text: said.text })
            .collect();
        Ok(Self { id, query: Query { text, context }, labels, frame, target: truth.target })
    }

    /// The conversation that it belongs to.
    pub(super) fn conversation(&self) -> &str {
        self.id.rsplit_once('#').map_or(self.id.as_str(), |(conversation, _)| conversation)
    }

    /// Whether a label holds.
    pub fn carries(&self, tone: Tone) -> bool {
        self.labels.iter().any(|(label, _)| *label == tone)
    }
}
