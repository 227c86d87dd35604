//! One event of Hangouts: a message, a call, or something that happened.

use crate::conversation::{
    Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind, Message, ParticipantId, SystemEvent,
};
use crate::import::Skip;
use crate::import::chats::People;
use crate::import::json::{Loose, lenient, present};
use crate::import::moment;
use serde::Deserialize;
use serde_json::Value;

/// What the export tells of an event; every field may be missing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    #[serde(deserialize_with = "lenient")]
    conversation_id: Id,
    #[serde(deserialize_with = "lenient")]
    sender_id: UserId,
    timestamp: Loose,
    event_id: Loose,
    event_type: Loose,
    #[serde(deserialize_with = "lenient")]
    self_event_state: OwnState,
    #[serde(deserialize_with = "lenient")]
    chat_message: Option<ChatMessage>,
    #[serde(deserialize_with = "lenient")]
    hangout_event: Option<Hangout>,
    #[serde(deserialize_with = "present")]
    conversation_rename: bool,
    #[serde(deserialize_with = "present")]
    membership_change: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Id {
    pub(super) id: Loose,
}

/// Somebody; exports of some years tell one of the two ids only.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct UserId {
    chat_id: Loose,
    gaia_id: Loose,
}

impl UserId {
    pub(super) fn is_told(&self) -> bool {
        !self.key().is_empty()
    }

    /// This person in a chat, under this name if it is not empty.
    pub(super) fn person(&self, people: &mut People, name: &str) -> ParticipantId {
        match self.key() {
            "" if name.is_empty() => people.of("Unknown", ""),
            "" => people.of(name, name),
            key => people.of(key, name),
        }
    }

    fn key(&self) -> &str {
        if self.chat_id.0.is_empty() { &self.gaia_id.0 } else { &self.chat_id.0 }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct OwnState {
    #[serde(deserialize_with = "lenient")]
    user_id: UserId,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ChatMessage {
    #[serde(deserialize_with = "lenient")]
    message_content: Content,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Content {
    #[serde(deserialize_with = "lenient")]
    segment: Vec<Segment>,
    #[serde(deserialize_with = "lenient")]
    attachment: Vec<ToldAttachment>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Segment {
    r#type: Loose,
    text: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ToldAttachment {
    embed_item: Value,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Hangout {
    event_type: Loose,
    media_type: Loose,
    #[serde(rename = "hangout_duration_secs")]
    seconds: Loose,
}

impl Told {
    /// The id of the chat it is in; empty if it is not told.
    pub(super) fn chat(&self) -> &str {
        &self.conversation_id.id.0
    }

    /// The person whose export this is.
    pub(super) fn owner(&self) -> Option<&UserId> {
        Some(&self.self_event_state.user_id).filter(|me| me.is_told())
    }

    /// The message as hearten keeps it; its sender is added to `people`.
    pub(super) fn message(self, people: &mut People) -> Result<Message, Skip> {
        let (sent, precision) = self.timestamp.integer().map(moment::unix_micros).unwrap_or_default();
        let message = Message { id: self.event_id.clone().filled(), sent, precision, ..Message::default() };
        match (self.chat_message, self.hangout_event) {
            (Some(told), _) => {
                told.written(Message { sender: Some(self.sender_id.person(people, "")), ..message })
            }
            (None, Some(hangout)) => {
                Ok(hangout.called(Message { sender: Some(self.sender_id.person(people, "")), ..message }))
            }
            (None, None) => {
                let event = match self.event_type.0.as_str() {
                    "" if !self.conversation_rename && !self.membership_change => {
                        return Err(Skip::Malformed);
                    }
                    "ADD_USER" | "REMOVE_USER" => SystemEvent::Membership,
                    _ if self.membership_change => SystemEvent::Membership,
                    _ if self.conversation_rename => SystemEvent::GroupChanged,
                    _ => SystemEvent::Notice,
                };
                Ok(Message { kind: Kind::System, event: Some(event), ..message })
            }
        }
    }
}

impl ChatMessage {
    fn written(self, message: Message) -> Result<Message, Skip> {
        let Content { segment, attachment } = self.message_content;
        let text: String = segment.into_iter().map(Segment::words).collect();
        let is_place = attachment.iter().any(ToldAttachment::is_place);
        let attachments: Vec<Attachment> =
            attachment.iter().filter(|told| !told.is_place()).map(ToldAttachment::attachment).collect();
        let kind = match attachments.first().map(|attachment| attachment.kind) {
            _ if is_place => Kind::Location,
            Some(AttachmentKind::Gif) => Kind::Sticker,
            Some(_) => Kind::Media,
            None => Kind::Text,
        };
        if kind == Kind::Text && text.trim().is_empty() {
            return Err(Skip::Empty);
        }
        Ok(Message { kind, raw: text.clone(), text, attachments, ..message })
    }
}

impl Segment {
    /// A line break may tell itself by its type alone.
    fn words(self) -> String {
        if self.r#type.0 == "LINE_BREAK" { "\n".to_owned() } else { self.text.0 }
    }
}

impl ToldAttachment {
    fn types(&self) -> impl Iterator<Item = &str> {
        let types = self.embed_item.get("type").and_then(Value::as_array).into_iter().flatten();
        types.filter_map(Value::as_str)
    }

    fn is_place(&self) -> bool {
        self.types().any(|kind| kind.starts_with("PLACE"))
    }

    /// A picture, film or sound, as the object of its own kind tells, under a key that changed with the years.
    fn attachment(&self) -> Attachment {
        let mut details = self.embed_item.as_object().into_iter().flat_map(|item| item.values());
        let media = details.find_map(|item| item.get("media_type").and_then(Value::as_str));
        let kind = match media {
            Some("ANIMATED_PHOTO") => AttachmentKind::Gif,
            Some("VIDEO") => AttachmentKind::Video,
            _ if self.types().any(|kind| kind.contains("AUDIO")) => AttachmentKind::Audio,
            _ if self.types().any(|kind| kind.contains("VIDEO")) => AttachmentKind::Video,
            _ if self.types().any(|kind| kind.contains("PHOTO")) => AttachmentKind::Image,
            _ => AttachmentKind::Unknown,
        };
        Attachment { kind, name: None, omitted: true, transcription: None }
    }
}

impl Hangout {
    /// The beginning of a call tells not what becomes of it; its end tells how long it was, if it came about.
    fn called(self, message: Message) -> Message {
        let medium = match self.media_type.0.as_str() {
            "AUDIO_ONLY" => CallMedium::Voice,
            "AUDIO_VIDEO" => CallMedium::Video,
            _ => CallMedium::Unknown,
        };
        let seconds = self.seconds.integer().and_then(|seconds| u32::try_from(seconds).ok());
        let outcome = match (self.event_type.0.as_str(), seconds) {
            ("END_HANGOUT", Some(1..)) => CallOutcome::Answered,
            ("END_HANGOUT", _) => CallOutcome::Unanswered,
            _ => CallOutcome::Unknown,
        };
        let call = matches!(self.event_type.0.as_str(), "START_HANGOUT" | "END_HANGOUT").then_some(Call {
            medium,
            outcome,
            seconds,
        });
        match call {
            Some(call) => Message { kind: Kind::Call, call: Some(call), ..message },
            None => Message { kind: Kind::System, event: Some(SystemEvent::Notice), sender: None, ..message },
        }
    }
}
