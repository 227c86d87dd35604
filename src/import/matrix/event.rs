//! One event of a room.

use super::reply;
use crate::conversation::{
    Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind, Message, SystemEvent,
};
use crate::import::json::{Loose, lenient, present};
use crate::import::{Skip, moment, text};
use serde::Deserialize;

/// What the export tells of an event; every field may be missing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Event {
    r#type: Loose,
    #[serde(rename = "event_id")]
    pub(super) id: Loose,
    pub(super) sender: Loose,
    /// Whose or what's state it sets, where it sets one.
    pub(super) state_key: Option<Loose>,
    pub(super) origin_server_ts: Loose,
    redacts: Loose,
    #[serde(deserialize_with = "lenient")]
    content: Content,
    #[serde(deserialize_with = "lenient")]
    unsigned: Unsigned,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Content {
    msgtype: Loose,
    body: Loose,
    filename: Loose,
    displayname: Loose,
    call_id: Loose,
    redacts: Loose,
    #[serde(deserialize_with = "lenient")]
    offer: Offer,
    #[serde(rename = "m.relates_to", deserialize_with = "lenient")]
    relates_to: Relation,
    #[serde(rename = "m.edited", deserialize_with = "lenient")]
    edited: Option<NewContent>,
    #[serde(rename = "org.matrix.msc3245.voice", alias = "m.voice", deserialize_with = "present")]
    is_voice: bool,
    #[serde(rename = "m.poll", alias = "org.matrix.msc3381.poll.start", deserialize_with = "lenient")]
    poll: Poll,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Offer {
    sdp: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Relation {
    rel_type: Loose,
    event_id: Loose,
    key: Loose,
    is_falling_back: bool,
    #[serde(rename = "m.in_reply_to", deserialize_with = "lenient")]
    in_reply_to: Target,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Target {
    event_id: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct NewContent {
    body: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Poll {
    #[serde(deserialize_with = "lenient")]
    question: Question,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Question {
    body: Loose,
    #[serde(rename = "org.matrix.msc1767.text")]
    text: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Unsigned {
    #[serde(deserialize_with = "present")]
    redacted_because: bool,
    #[serde(rename = "m.relations", deserialize_with = "lenient")]
    relations: Relations,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Relations {
    #[serde(rename = "m.replace", deserialize_with = "lenient")]
    replace: Replacement,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Replacement {
    #[serde(deserialize_with = "lenient")]
    content: ReplacedBy,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ReplacedBy {
    #[serde(rename = "m.edited", deserialize_with = "lenient")]
    edited: Option<NewContent>,
}

/// What an event is.
pub(super) enum Told {
    /// A message of its sender, or a line of the app's.
    Message(Message),
    /// A call that rings: the message, and the call's id.
    Ring(Message, String),
    /// What became of a call.
    Step(String, Step),
    /// An emoji for the event with this id.
    Reaction(String, String),
    /// The event with this id reads so from now on.
    Edit(String, Message),
    /// The event with this id was taken back.
    Redaction(String),
    /// Nothing to keep.
    Skipped(Skip),
}

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Answered,
    Rejected,
    Ended,
    /// Its devices talking to each other.
    Technical,
}

impl Event {
    /// The name that a member of the room has from now on.
    pub(super) fn member(&self) -> Option<(&str, &str)> {
        let key = self.state_key.as_ref().filter(|_| self.r#type.0 == "m.room.member")?;
        let name = self.content.displayname.0.as_str();
        (!name.is_empty() && !key.0.is_empty()).then_some((key.0.as_str(), name))
    }

    /// What it is; the sender is left to the caller.
    pub(super) fn told(self) -> Told {
        let (sent, precision) = self.origin_server_ts.integer().map(moment::unix_millis).unwrap_or_default();
        let raw = self.content.body.0.clone();
        let message = Message { id: self.id.clone().filled(), sent, precision, raw, ..Message::default() };
        let is_state = self.state_key.is_some();
        match self.r#type.0.as_str() {
            _ if self.sender.0.is_empty() => Told::Skipped(Skip::Malformed),
            "m.reaction" => {
                let Relation { event_id, key, .. } = self.content.relates_to;
                Told::Reaction(event_id.0, key.0)
            }
            "m.room.redaction" => Told::Redaction(self.redacts.filled().unwrap_or(self.content.redacts.0)),
            name if name.strip_prefix("m.call.").is_some() => self.call(message),
            "m.room.message" | "m.sticker" | "m.room.encrypted" => self.written(message),
            "m.poll.start" | "org.matrix.msc3381.poll.start" => self.poll(message),
            "m.poll.response"
            | "m.poll.end"
            | "org.matrix.msc3381.poll.response"
            | "org.matrix.msc3381.poll.end" => Told::Skipped(Skip::Empty),
            "" => Told::Skipped(Skip::Malformed),
            name if is_state => {
                Told::Message(Message { kind: Kind::System, event: Some(event(name)), ..message })
            }
            _ if !message.raw.is_empty() => self.written(message),
            _ => Told::Skipped(Skip::Empty),
        }
    }

    fn written(self, message: Message) -> Told {
        let Content { msgtype, body, filename, relates_to, edited: new_content, is_voice, .. } = self.content;
        let is_encrypted = self.r#type.0 == "m.room.encrypted";
        if self.unsigned.redacted_because || (body.0.is_empty() && msgtype.0.is_empty() && !is_encrypted) {
            return Told::Message(Message { kind: Kind::Deleted, deleted: true, ..message });
        }
        if is_encrypted || msgtype.0 == "m.bad.encrypted" {
            return Told::Skipped(Skip::Unreadable);
        }
        let is_reply = !relates_to.in_reply_to.event_id.0.is_empty();
        let (quoted, words) = if is_reply { reply::parted(&body.0) } else { (None, body.0.as_str()) };
        let reply_to = relates_to.in_reply_to.event_id.filled().filter(|_| !relates_to.is_falling_back);
        let message = Message { quoted, reply_to, ..message };
        let type_of_file = if self.r#type.0 == "m.sticker" { "m.sticker" } else { &msgtype.0 };
        let message = match attached(type_of_file, is_voice) {
            Some((kind, attached)) => {
                // Where both stand, the body is a caption and not the file's name.
                let caption = !filename.0.is_empty() && filename.0 != body.0 && kind != Kind::Sticker;
                let name = if filename.0.is_empty() { body.0.clone() } else { filename.0 };
                let name = Some(name).filter(|name| !name.is_empty());
                let attachments =
                    vec![Attachment { kind: attached, name, omitted: false, transcription: None }];
                let text = if caption { words.to_owned() } else { String::new() };
                Message { kind, text, attachments, ..message }
            }
            None if msgtype.0 == "m.location" => Message { kind: Kind::Location, ..message },
            None if msgtype.0 == "m.key.verification.request" => {
                Message { kind: Kind::System, event: Some(SystemEvent::Identity), ..message }
            }
            None => Message { text: words.to_owned(), ..message },
        };
        edited(
            message,
            relates_to.rel_type.0 == "m.replace",
            relates_to.event_id.0,
            new_content,
            self.unsigned,
        )
    }

    fn poll(self, message: Message) -> Told {
        let Question { body, text } = self.content.poll.question;
        let text = text.filled().unwrap_or(body.0);
        Told::Message(Message { kind: Kind::Poll, text: text.clone(), raw: text, ..message })
    }

    fn call(self, message: Message) -> Told {
        let id = self.content.call_id.0;
        let step = match self.r#type.0.as_str() {
            "m.call.answer" => Step::Answered,
            "m.call.reject" => Step::Rejected,
            "m.call.hangup" => Step::Ended,
            "m.call.invite" => {
                let has_picture = self.content.offer.sdp.0.contains("m=video");
                let medium = if has_picture { CallMedium::Video } else { CallMedium::Voice };
                let call = Call { medium, outcome: CallOutcome::Unknown, seconds: None };
                return Told::Ring(Message { kind: Kind::Call, call: Some(call), ..message }, id);
            }
            _ => Step::Technical,
        };
        Told::Step(id, step)
    }
}

/// The message, or what it makes of an earlier one; the words of its own last edit, where that is told.
fn edited(
    message: Message,
    is_edit: bool,
    target: String,
    new_content: Option<NewContent>,
    unsigned: Unsigned,
) -> Told {
    let is_empty = message.kind == Kind::Text && text::is_blank(&message.text);
    match (new_content, unsigned.relations.replace.content.edited) {
        (Some(NewContent { body }), _) if is_edit => {
            Told::Edit(target, Message { text: body.0, edited: true, ..message })
        }
        (_, Some(NewContent { body })) if message.kind == Kind::Text => {
            Told::Message(Message { text: body.0, edited: true, ..message })
        }
        _ if is_empty => Told::Skipped(Skip::Empty),
        _ => Told::Message(message),
    }
}

fn attached(msgtype: &str, is_voice: bool) -> Option<(Kind, AttachmentKind)> {
    Some(match msgtype {
        "m.image" => (Kind::Media, AttachmentKind::Image),
        "m.video" => (Kind::Media, AttachmentKind::Video),
        "m.audio" if is_voice => (Kind::Voice, AttachmentKind::Voice),
        "m.audio" => (Kind::Media, AttachmentKind::Audio),
        "m.file" => (Kind::Media, AttachmentKind::Document),
        "m.sticker" => (Kind::Sticker, AttachmentKind::Sticker),
        _ => return None,
    })
}

fn event(name: &str) -> SystemEvent {
    match name {
        "m.room.create" => SystemEvent::GroupCreated,
        "m.room.member" | "m.room.third_party_invite" => SystemEvent::Membership,
        "m.room.name" | "m.room.topic" | "m.room.avatar" | "m.room.power_levels" => SystemEvent::GroupChanged,
        "m.room.encryption" => SystemEvent::Encryption,
        _ => SystemEvent::Notice,
    }
}
