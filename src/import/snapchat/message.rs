//! One message of Snapchat's JSON.

use crate::conversation::{
    Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind, Message, SystemEvent,
};
use crate::import::json::Loose;
use crate::import::moment::{self, When};
use crate::import::{Skip, text};
use serde::Deserialize;

/// The owner in old exports, which name only the others.
pub(super) const OWNER: &str = "Me";

/// What the export tells of a message; every field may be missing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    #[serde(rename = "From")]
    from: Loose,
    #[serde(rename = "To")]
    to: Loose,
    #[serde(rename = "Media Type")]
    media: Loose,
    #[serde(rename = "Created")]
    created: Loose,
    #[serde(rename = "Created(microseconds)")]
    created_finely: Loose,
    #[serde(rename = "Content")]
    content: Loose,
    #[serde(rename = "Text")]
    text: Loose,
    #[serde(rename = "Conversation Title")]
    title: Loose,
    #[serde(rename = "IsSender")]
    is_sender: Loose,
    #[serde(rename = "Media IDs")]
    media_ids: Loose,
}

/// Who wrote.
pub(super) struct By {
    pub(super) name: String,
    pub(super) is_owner: bool,
}

/// What a media type is.
enum What {
    Words,
    /// Somebody else's story, snap or link.
    Shared,
    File(Kind, AttachmentKind),
    Place,
    Call(CallMedium),
    Erased,
    Event(SystemEvent),
}

impl Told {
    /// The other one, in exports that sort by direction and not by friend.
    pub(super) fn friend(&self) -> String {
        if self.from.0.is_empty() { self.to.0.clone() } else { self.from.0.clone() }
    }

    pub(super) fn title(&self) -> Option<String> {
        self.title.clone().filled()
    }

    /// Whether this person, not the owner, wrote it.
    pub(super) fn is_from(&self, name: &str) -> bool {
        self.from.0 == name && self.is_sender.0 != "true"
    }

    /// Who wrote, and the message but for its sender and place.
    pub(super) fn message(self) -> Result<(By, Message), Skip> {
        let by = self.by().ok_or(Skip::Malformed)?;
        let (sent, precision) = self.when();
        let what = what(&self.media.0);
        let raw = self.content.filled().or(self.text.filled()).unwrap_or_default();
        let text = text::with_line_breaks(&raw);
        let has_words = !text::is_blank(&text);
        let message = Message { sent, precision, raw, ..Message::default() };
        let message = match what {
            What::Words if !has_words => return Err(Skip::Unreadable),
            What::Words => Message { text, ..message },
            What::Shared if has_words => Message { text, forwarded: true, ..message },
            What::Shared => {
                let attachments = files(AttachmentKind::Unknown, 1);
                Message { kind: Kind::Media, forwarded: true, attachments, ..message }
            }
            What::File(kind, attached) => {
                let number = self.media_ids.0.split('|').count().clamp(1, MOST_FILES);
                Message { kind, text, attachments: files(attached, number), ..message }
            }
            What::Place => Message { kind: Kind::Location, ..message },
            What::Call(medium) => {
                let call = Call { medium, outcome: CallOutcome::Missed, seconds: None };
                Message { kind: Kind::Call, call: Some(call), ..message }
            }
            What::Erased => Message { kind: Kind::Deleted, deleted: true, ..message },
            What::Event(event) => Message { kind: Kind::System, event: Some(event), ..message },
        };
        Ok((by, message))
    }

    fn by(&self) -> Option<By> {
        let is_owner = self.is_sender.0 == "true";
        match (self.from.0.as_str(), self.to.0.as_str()) {
            ("", "") if !is_owner => None,
            ("", _) => Some(By { name: OWNER.to_owned(), is_owner: true }),
            (from, _) => Some(By { name: from.to_owned(), is_owner }),
        }
    }

    /// The finer time is in milliseconds, whatever its name says.
    fn when(&self) -> When {
        match self.created_finely.integer() {
            Some(millis @ 1..10_000_000_000_000) => moment::unix_millis(millis),
            Some(micros @ 10_000_000_000_000..) => moment::unix_micros(micros),
            _ => moment::iso(&self.created.0),
        }
    }
}

/// More than fit into one message.
const MOST_FILES: usize = 100;

fn files(kind: AttachmentKind, number: usize) -> Vec<Attachment> {
    vec![Attachment { kind, name: None, omitted: true, transcription: None }; number]
}

fn what(media: &str) -> What {
    match media {
        "MEDIA" => What::File(Kind::Media, AttachmentKind::Unknown),
        "IMAGE" => What::File(Kind::Media, AttachmentKind::Image),
        "VIDEO" => What::File(Kind::Media, AttachmentKind::Video),
        "NOTE" => What::File(Kind::Voice, AttachmentKind::Voice),
        "STICKER" => What::File(Kind::Sticker, AttachmentKind::Sticker),
        "LOCATION" => What::Place,
        "STATUSCALLMISSEDAUDIO" => What::Call(CallMedium::Voice),
        "STATUSCALLMISSEDVIDEO" => What::Call(CallMedium::Video),
        _ if media.starts_with("STATUSERASED") => What::Erased,
        _ if media.starts_with("STATUSPARTICIPANT") => What::Event(SystemEvent::Membership),
        _ if media.starts_with("STATUS") => What::Event(SystemEvent::Notice),
        _ if media.starts_with("SHARE") => What::Shared,
        _ => What::Words,
    }
}
