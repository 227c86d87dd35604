//! The owner's judged messages: the only ones that are ever counted by label.

use crate::conversation::{Conversation, Kind, Message};
use crate::tone::{Flag, Judgement, ScoredConversation, Tone, ToneScores};

/// One judged message of the owner's.
pub(super) struct Own<'a> {
    /// Its place in the conversation.
    pub(super) position: usize,
    /// The message.
    pub(super) message: &'a Message,
    /// What the model says of it; nothing where the first stage cleared it.
    scores: Option<&'a ToneScores>,
}

/// The owner's judged messages, in time order.
pub(super) fn judged(scored: &ScoredConversation) -> Vec<Own<'_>> {
    scored
        .iter()
        .enumerate()
        .filter(|(_, (message, _))| is_own(&scored.conversation, message))
        .filter_map(|(position, (message, judgement))| match judgement {
            Judgement::Scored(tones) => Some(Own { position, message, scores: Some(tones) }),
            Judgement::Cleared => Some(Own { position, message, scores: None }),
            Judgement::NotJudged(_) => None,
        })
        .collect()
}

/// Whether the owner wrote it; what the app says in the owner's name is not theirs.
pub(super) fn is_own(conversation: &Conversation, message: &Message) -> bool {
    conversation.is_own(message) && message.kind != Kind::System
}

/// Every label that may be counted: all but [`Tone::Abusive`] (codebook section 13).
pub(super) fn counted_tones() -> impl Iterator<Item = Tone> {
    Tone::ALL.into_iter().filter(|&tone| tone != Tone::Abusive)
}

impl Own<'_> {
    /// Whether the model flags a label in it.
    pub(super) fn is_flagged(&self, tone: Tone) -> bool {
        self.scores.is_some_and(|scores| scores.is_flagged(tone))
    }

    /// Every flag with its phrase, surest first.
    pub(super) fn flags(&self) -> Vec<Flag> {
        self.scores.map(ToneScores::flags).unwrap_or_default()
    }

    /// Whether it carries a label that may be counted.
    pub(super) fn is_marked(&self) -> bool {
        counted_tones().any(|tone| self.is_flagged(tone))
    }

    /// Whether it may hold a threat or degradation. Such a message is never offered for
    /// reflection on wording: better words are not what it needs.
    pub(super) fn is_grave(&self) -> bool {
        self.is_flagged(Tone::Abusive)
    }
}
