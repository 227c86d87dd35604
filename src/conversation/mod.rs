//! What an export says, whatever app wrote it: people, messages, times.
//!
//! Nothing here knows a format, a label or a file. Importers fill these values, everything later
//! reads them.

mod message;
mod participant;
mod period;
mod time;

pub use message::{
    Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind, Message, Reaction, SourcePos,
    SystemEvent,
};
pub use participant::{Participant, ParticipantId};
pub use period::Period;
pub use time::{Precision, SentAt};

/// How many people a conversation is between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Audience {
    /// Two people.
    Direct,
    /// Three or more people.
    Group,
    /// The owner alone.
    NoteToSelf,
    /// The export does not tell.
    #[default]
    Unknown,
}

/// One chat, in time order, with everybody who takes part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conversation {
    /// Stable hash of the source and the app's own id: equal for two exports of the same chat.
    pub id: String,
    /// The chat's title as the app shows it; empty if unknown.
    pub title: String,
    /// The app, in words a reader knows ("WhatsApp").
    pub platform: String,
    /// How many people it is between.
    pub audience: Audience,
    /// Everybody who wrote or is named as a member; indexed by [`ParticipantId`].
    pub participants: Vec<Participant>,
    /// The messages in time order; equal or unknown times keep the order of the file.
    pub messages: Vec<Message>,
    /// The person whose export this is, if known.
    pub owner: Option<ParticipantId>,
}

impl Conversation {
    /// The participant with this id.
    ///
    /// # Panics
    /// If the id comes from another conversation.
    pub fn participant(&self, id: ParticipantId) -> &Participant {
        &self.participants[id.0]
    }

    /// What a reader would call the chat: its title, else the names of the others in it; empty for nobody.
    pub fn name(&self) -> String {
        const MOST_NAMES: usize = 4;
        if !self.title.is_empty() {
            return self.title.clone();
        }
        let others = || {
            let ids = (0..self.participants.len()).map(ParticipantId);
            ids.filter(|id| Some(*id) != self.owner).map(|id| self.participant(id).display_name.as_str())
        };
        let names: Vec<&str> = others().take(MOST_NAMES).collect();
        let more = if others().count() > MOST_NAMES { ", …" } else { "" };
        names.join(", ") + more
    }

    /// Whether the owner wrote this message. Without a known owner nobody did.
    pub fn is_own(&self, message: &Message) -> bool {
        message.sender.is_some() && message.sender == self.owner
    }

    /// The first and last day any message is dated with; `None` if no message carries a date.
    pub fn period(&self) -> Option<Period> {
        Period::spanning(self.messages.iter().filter_map(|message| message.sent.date()))
    }
}
