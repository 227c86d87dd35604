//! What a message consists of, in whichever file of the exporter it is told, put together.

use crate::conversation::{Attachment, AttachmentKind, Kind, Message, Reaction};
use crate::import::attached::{kind_of_file, kind_of_message};
use crate::import::{Skip, text};

/// The parts of a message that somebody sent.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The words typed.
    pub(super) content: String,
    /// Words of a message passed on.
    pub(super) passed_on: Option<String>,
    /// Words of cards below the message: a bot's own, else the preview of a page that was linked.
    pub(super) cards: String,
    /// Files and stickers, those passed on too.
    pub(super) attachments: Vec<Attachment>,
    /// Whether a bot sent it.
    pub(super) by_bot: bool,
}

impl Parts {
    /// The message with these parts; an error if there is nothing in it.
    pub(super) fn into_message(self, message: Message) -> Result<Message, Skip> {
        let forwarded = self.passed_on.is_some() && text::is_blank(&self.content);
        let own = if text::is_blank(&self.content) { String::new() } else { self.content };
        let (own, quoted) = match self.passed_on {
            Some(words) if forwarded => (words, None),
            words => (own, words),
        };
        let text = match () {
            () if own.is_empty() => self.cards,
            () if self.by_bot && !self.cards.is_empty() => format!("{own}\n{}", self.cards),
            () => own,
        };
        if text::is_blank(&text) && self.attachments.is_empty() {
            return Err(Skip::Empty);
        }
        let kind = self.attachments.first().map_or(Kind::Text, |file| kind_of_message(file.kind));
        let attachments = self.attachments;
        Ok(Message { kind, text, quoted, forwarded, attachments, ..message })
    }
}

/// A file by its name. On Discord only stickers are stickers, and voice is recorded under one name.
pub(super) fn file(name: String) -> Attachment {
    let kind = match kind_of_file(&name) {
        _ if name.starts_with("voice-message.") => AttachmentKind::Voice,
        AttachmentKind::Voice => AttachmentKind::Audio,
        kind => kind,
    };
    Attachment { kind, name: Some(name), omitted: false, transcription: None }
}

/// A sticker by its name.
pub(super) fn sticker(name: Option<String>) -> Attachment {
    Attachment { kind: AttachmentKind::Sticker, name, omitted: false, transcription: None }
}

/// The reaction once for each giver that is told, and again for those that are only counted.
pub(super) fn given(emoji: String, mut by: Vec<Reaction>, count: usize) -> Vec<Reaction> {
    by.resize(count.clamp(by.len(), by.len().max(MOST_REACTIONS)), Reaction { emoji, by: None });
    by
}

/// Channels count reactions by the thousand; that many copies of one say nothing.
const MOST_REACTIONS: usize = 100;
