//! One `chatItem`: a message, or what the app reports.

use super::long_text::LongText;
use super::recipients::Recipients;
use super::update::{Caller, Report, Update};
use super::words::{Bare, Standard, StoryReply};
use crate::conversation::{AttachmentKind, Kind, Message, ParticipantId, SystemEvent};
use crate::import::Skip;
use crate::import::chats::People;
use crate::import::json::{Loose, lenient, present};
use crate::import::moment;
use serde::Deserialize;
use serde_json::{Map, Value};

/// What the export tells of an item; it has one of the messages.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Item {
    pub(super) chat_id: Loose,
    author_id: Loose,
    date_sent: Loose,
    /// Earlier versions, oldest first.
    #[serde(deserialize_with = "lenient")]
    revisions: Vec<Revision>,
    sms: Loose,
    #[serde(deserialize_with = "present")]
    incoming: bool,
    #[serde(deserialize_with = "lenient")]
    outgoing: Option<Outgoing>,
    standard_message: Option<Standard>,
    direct_story_reply_message: Option<StoryReply>,
    contact_message: Option<Bare>,
    sticker_message: Option<Bare>,
    view_once_message: Option<Bare>,
    poll: Option<Bare>,
    payment_notification: Option<Bare>,
    #[serde(alias = "adminDeletedMessage", deserialize_with = "present")]
    remote_deleted_message: bool,
    #[serde(deserialize_with = "present")]
    gift_badge: bool,
    update_message: Option<Update>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Revision {
    date_sent: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Outgoing {
    send_status: Vec<Map<String, Value>>,
}

/// The chat that an item is in.
pub(super) struct Scene<'a> {
    pub(super) recipients: &'a Recipients,
    pub(super) people: &'a mut People,
    /// The id of the person whom the chat is with, if it is with one.
    pub(super) partner: Option<&'a str>,
}

impl Scene<'_> {
    /// The person with this id, among the people of the chat.
    pub(super) fn person(&mut self, id: &str) -> ParticipantId {
        self.recipients.person(id, self.people)
    }
}

/// A message, and its text where that is in a file of its own.
pub(super) type Read = (Message, Option<LongText>);

impl Item {
    /// The message as hearten keeps it; its people are added to the chat's.
    pub(super) fn message(mut self, scene: &mut Scene<'_>) -> Result<Read, Skip> {
        if self.is_not_sent() {
            return Err(Skip::NotSent);
        }
        let (sent, precision) = self.sent().map(moment::unix_millis).unwrap_or_default();
        let message = Message { sent, precision, ..Message::default() };
        if let Some(update) = self.update_message.take() {
            return Ok((self.reported(update.report(), scene, message), None));
        }
        let author = self.author(scene).map(str::to_owned);
        let key = author.as_deref().map(|author| scene.recipients.key(author));
        // Messages that came as SMS tell their time to the second only.
        let sent = self.sent().filter(|_| self.sms.0 != "true");
        let id = sent.zip(key).map(|(sent, key)| id(sent, &key));
        let sender = match author {
            Some(author) => Some(scene.person(&author)),
            None => self.outgoing.is_some().then(|| scene.recipients.owner(scene.people)),
        };
        let edited = !self.revisions.is_empty();
        self.written(scene, Message { id, sender, edited, ..message })
    }

    /// Written, and never left the phone.
    fn is_not_sent(&self) -> bool {
        let status =
            self.outgoing.as_ref().map(|outgoing| outgoing.send_status.as_slice()).unwrap_or_default();
        !status.is_empty() && status.iter().all(|status| status.contains_key("failed"))
    }

    /// When it was first sent, in milliseconds: an edited message carries the time of the last change.
    fn sent(&self) -> Option<i64> {
        let told = |date: &Loose| date.integer().filter(|date| *date > 0);
        let first = self.revisions.first().and_then(|first| told(&first.date_sent));
        first.into_iter().chain(told(&self.date_sent)).min()
    }

    /// The author's id; where none is told, the direction tells.
    fn author<'a>(&'a self, scene: &Scene<'a>) -> Option<&'a str> {
        match self.author_id.0.as_str() {
            "" if self.incoming => scene.partner,
            "" => scene.recipients.owner_id().filter(|_| self.outgoing.is_some()),
            told => Some(told),
        }
    }

    fn reported(&self, report: Report, scene: &mut Scene<'_>, message: Message) -> Message {
        let (call, caller) = match report {
            Report::Event(event, raw) => {
                return Message { kind: Kind::System, event: Some(event), raw, ..message };
            }
            Report::Call(call, caller) => (call, caller),
        };
        let told = &self.author_id.0;
        let is_others = !told.is_empty() && !scene.recipients.is_owner(told);
        let sender = match caller {
            Caller::Owner => Some(scene.recipients.owner(scene.people)),
            Caller::Id(id) => Some(scene.person(&id)),
            Caller::Partner if is_others => Some(scene.person(told)),
            Caller::Partner => scene.partner.map(|partner| scene.person(partner)),
        };
        Message { kind: Kind::Call, call: Some(call), sender, ..message }
    }

    fn written(self, scene: &mut Scene<'_>, message: Message) -> Result<Read, Skip> {
        if let Some(standard) = self.standard_message {
            return standard.message(scene, message);
        }
        if let Some(reply) = self.direct_story_reply_message {
            return reply.message(scene, message);
        }
        let bare = [
            (self.sticker_message, Kind::Sticker, Some(AttachmentKind::Sticker)),
            (self.contact_message, Kind::Contact, Some(AttachmentKind::Contact)),
            (self.view_once_message, Kind::Media, Some(AttachmentKind::Unknown)),
            (self.poll, Kind::Poll, None),
            (self.payment_notification, Kind::Text, None),
        ];
        if let Some((told, kind, file)) =
            bare.into_iter().find_map(|(told, kind, file)| Some((told?, kind, file)))
        {
            return Ok((told.message(kind, file, scene, message), None));
        }
        if self.remote_deleted_message {
            return Ok((Message { kind: Kind::Deleted, deleted: true, ..message }, None));
        }
        if self.gift_badge {
            return Ok((notice(message), None));
        }
        Err(Skip::Malformed)
    }
}

/// What is the same for a message in every export: its time and its author.
pub(super) fn id(sent: i64, author: &str) -> String {
    format!("{sent} {author}")
}

/// That the app reports something, and no message.
pub(super) fn notice(message: Message) -> Message {
    Message { kind: Kind::System, event: Some(SystemEvent::Notice), sender: None, id: None, ..message }
}
