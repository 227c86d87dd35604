//! Messages with known labels, one JSON object a line.

use crate::model::{ContextLine, Query};
use crate::tone::{Frame, Side, Target, Tone};
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
    /// Whom it is about where that is not the reader and the wording would otherwise look harmful.
    pub target: Option<Target>,
    /// Whether there is live conflict in its conversation, if a reader said so.
    pub conflict: Option<bool>,
    /// Which English its conversation is written in, if a reader said so.
    pub variety: Option<Variety>,
}

/// Which English people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Variety {
    /// Everyday British, Irish, American or Australian.
    Plain,
    /// A marked dialect or another English of the world.
    Dialect,
    /// Visibly a second language.
    Second,
}

/// Why a line is not an [`Example`].
#[derive(Debug, thiserror::Error)]
pub enum ExampleError {
    /// Not JSON of the expected shape.
    #[error("not an object with \"text\", \"by\", \"context\" and \"truth\"")]
    Shape,
    /// A label, frame or target that the codebook does not know.
    #[error("unknown label, frame or target \"{0}\"")]
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
    #[serde(default)]
    conflict: Option<bool>,
    #[serde(default)]
    variety: Option<Variety>,
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
        let named = truth.target.filter(|name| name != "none");
        let target =
            named.map(|name| Target::from_name(&name).ok_or(ExampleError::Unknown(name))).transpose()?;
        let context = context
            .into_iter()
            .map(|said| ContextLine { same_author: said.by == by, text: said.text })
            .collect();
        let query = Query { text, context };
        Ok(Self { id, query, labels, frame, target, conflict: truth.conflict, variety: truth.variety })
    }

    /// The conversation that it belongs to.
    pub(super) fn conversation(&self) -> &str {
        self.id.rsplit_once('#').map_or(self.id.as_str(), |(conversation, _)| conversation)
    }

    /// Whether a label holds.
    pub fn carries(&self, tone: Tone) -> bool {
        self.labels.iter().any(|(label, _)| *label == tone)
    }

    /// Whether any label of one side holds.
    pub fn carries_any(&self, side: Side) -> bool {
        self.labels.iter().any(|(label, _)| label.side() == side)
    }
}
