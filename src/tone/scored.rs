//! A conversation with what the model says of each message.

use super::{ModelId, ReliabilityTable, ToneScores};
use crate::conversation::{Conversation, Message};

/// What became of one message.
#[derive(Clone, Debug, PartialEq)]
pub enum Judgement {
    /// The model read it.
    Scored(Box<ToneScores>),
    /// The model's first stage read it and found nothing that would be flagged.
    Cleared,
    /// Nobody looked, and why.
    NotJudged(NotJudged),
}

/// Why a message was not judged (codebook section 11). Not judged does not mean fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NotJudged {
    /// Photo, video, sticker, voice or document without words.
    Media,
    /// Taken back by its sender.
    Deleted,
    /// The app speaking, calls, polls, places, contact cards, reactions.
    System,
    /// Somebody else's words, passed on or quoted whole.
    Forwarded,
    /// Nothing but a link.
    LinkOnly,
    /// In a language that the model does not know.
    OtherLanguage,
    /// No word or emoji to read.
    TooShort,
    /// The model read it and cannot tell whether it carries harm.
    Unsure,
}

impl NotJudged {
    /// Every reason, in the order reports list them.
    pub const ALL: [Self; 8] = [
        Self::Media,
        Self::Unsure,
        Self::OtherLanguage,
        Self::LinkOnly,
        Self::TooShort,
        Self::Deleted,
        Self::Forwarded,
        Self::System,
    ];

    /// The reason's name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Media => "media",
            Self::Deleted => "deleted",
            Self::System => "system",
            Self::Forwarded => "forwarded",
            Self::LinkOnly => "link_only",
            Self::OtherLanguage => "language",
            Self::TooShort => "too_short",
            Self::Unsure => "unsure",
        }
    }
}

/// A conversation and one [`Judgement`] for each of its messages.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredConversation {
    /// The conversation as imported.
    pub conversation: Conversation,
    /// What the model says, in the order of the messages; as long as they are.
    pub judgements: Vec<Judgement>,
    /// Which model said it.
    pub model: ModelId,
    /// How often that model is right when it speaks, as measured.
    pub reliability: ReliabilityTable,
}

impl ScoredConversation {
    /// Each message with its judgement.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Message, &Judgement)> {
        self.conversation.messages.iter().zip(&self.judgements)
    }
}
