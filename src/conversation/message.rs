//! One message, with the author's own words kept apart from everybody else's.

use super::{ParticipantId, Precision, SentAt};
use std::sync::Arc;

/// One bubble of a chat.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Message {
    /// Position in the conversation after sorting.
    pub seq: usize,
    /// The app's own id, where the export tells one.
    pub id: Option<String>,
    /// Who wrote it; `None` for system lines.
    pub sender: Option<ParticipantId>,
    /// When it was sent.
    pub sent: SentAt,
    /// How finely the export tells the time.
    pub precision: Precision,
    /// What kind of message it is.
    pub kind: Kind,
    /// Only the words this sender typed: no placeholder, edit mark or quote of others. Captions are words.
    pub text: String,
    /// Words of the message replied to, where the format inlines them; never scored.
    pub quoted: Option<String>,
    /// The words are somebody else's, passed on; kept, never scored.
    pub forwarded: bool,
    /// The sender changed the text after sending.
    pub edited: bool,
    /// The sender took the message back.
    pub deleted: bool,
    /// The app's id of the message replied to.
    pub reply_to: Option<String>,
    /// Files sent with it, present in the export or not.
    pub attachments: Vec<Attachment>,
    /// Emoji answers to it.
    pub reactions: Vec<Reaction>,
    /// For [`Kind::Call`]: what call it was.
    pub call: Option<Call>,
    /// For [`Kind::System`]: what happened, if the line's template is known.
    pub event: Option<SystemEvent>,
    /// The body as the export wrote it, before any cleaning, where that differs from `text`; else empty: see
    /// [`as_exported`](Self::as_exported).
    pub raw: String,
    /// Where in the source it stands.
    pub source: SourcePos,
}

impl Message {
    /// The body as the export wrote it, before any cleaning: evidence, and the means to mend a wrong rule later.
    pub fn as_exported(&self) -> &str {
        if self.raw.is_empty() { &self.text } else { &self.raw }
    }

    /// Gives up the body as exported where it is the text itself: most are, and chats are long.
    pub fn drop_equal_raw(&mut self) {
        if self.raw == self.text {
            self.raw = String::new();
        }
    }
}

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Kind {
    /// Words.
    #[default]
    Text,
    /// Photo, video, audio or document; its caption, if any, is in `text`.
    Media,
    /// Sticker or GIF.
    Sticker,
    /// Recorded voice.
    Voice,
    /// A call, answered or not.
    Call,
    /// A place.
    Location,
    /// A contact card.
    Contact,
    /// A poll; its question is in `text`.
    Poll,
    /// Nothing but a link.
    Link,
    /// Taken back; no words left.
    Deleted,
    /// The app speaking.
    System,
    /// A reaction that the export writes as a line of its own.
    Reaction,
}

impl Kind {
    /// Every kind, in the order reports list them.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Media,
        Self::Sticker,
        Self::Voice,
        Self::Call,
        Self::Location,
        Self::Contact,
        Self::Poll,
        Self::Link,
        Self::Deleted,
        Self::System,
        Self::Reaction,
    ];

    /// The kind's name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Media => "media",
            Self::Sticker => "sticker",
            Self::Voice => "voice",
            Self::Call => "call",
            Self::Location => "location",
            Self::Contact => "contact",
            Self::Poll => "poll",
            Self::Link => "link",
            Self::Deleted => "deleted",
            Self::System => "system",
            Self::Reaction => "reaction",
        }
    }
}

/// A file sent with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// What kind of file.
    pub kind: AttachmentKind,
    /// Its name, if the export tells it.
    pub name: Option<String>,
    /// Whether the export says that the file was left out.
    pub omitted: bool,
    /// Written-out speech, if the export gives it.
    pub transcription: Option<String>,
}

/// Kinds of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentKind {
    /// Picture.
    Image,
    /// Video or video note.
    Video,
    /// Music or another sound file.
    Audio,
    /// Recorded voice.
    Voice,
    /// Sticker.
    Sticker,
    /// Moving picture.
    Gif,
    /// Any document.
    Document,
    /// Contact card.
    Contact,
    /// The export does not tell.
    Unknown,
}

/// An emoji given to a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// The emoji.
    pub emoji: String,
    /// Who gave it, if known.
    pub by: Option<ParticipantId>,
}

/// A call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// Voice or video.
    pub medium: CallMedium,
    /// What became of it.
    pub outcome: CallOutcome,
    /// Its length in seconds, if known.
    pub seconds: Option<u32>,
}

/// How a call was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallMedium {
    /// Sound only.
    Voice,
    /// With picture.
    Video,
    /// The export does not tell.
    Unknown,
}

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallOutcome {
    /// They spoke.
    Answered,
    /// Nobody picked up, seen from the called side.
    Missed,
    /// Refused.
    Declined,
    /// Nobody picked up, seen from the caller's side.
    Unanswered,
    /// The export does not tell.
    Unknown,
}

/// What the app reports in a system line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SystemEvent {
    /// The notice about end-to-end encryption.
    Encryption,
    /// A group was made.
    GroupCreated,
    /// Somebody joined, was added, left or was removed.
    Membership,
    /// Subject, icon, description or admins of a group changed.
    GroupChanged,
    /// A phone number or security code changed.
    Identity,
    /// Disappearing messages were turned on, off or changed.
    Timer,
    /// A contact was blocked.
    Blocked,
    /// A contact was unblocked.
    Unblocked,
    /// A call began in the group.
    CallStarted,
    /// Anything else the app says.
    Notice,
}

/// Where a message stands in its source.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SourcePos {
    /// File name, or the entry's name inside a zip.
    pub file: Arc<str>,
    /// First line (text formats) or record (structured formats), counted from 1.
    pub first: usize,
    /// Last line or record, counted from 1.
    pub last: usize,
}
