//! One `chatItem`: a message, or what the app reports.

use super::long_text::{LongText, Mentions, Pointer, with_mentions};
use super::recipients::Recipients;
use super::update::{Caller, Report, Update};
use crate::conversation::{Attachment, AttachmentKind, Kind, Message, ParticipantId, Reaction, SystemEvent};
use crate::import::Skip;
use crate::import::chats::People;
use crate::import::json::{Loose, lenient, present};
use crate::import::moment;
use crate::import::signal::{kind_of_type, message_kind};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

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
    #[serde(deserialize_with = "present")]
    remote_deleted_message: bool,
    #[serde(deserialize_with = "present")]
    admin_deleted_message: bool,
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
    send_status: Vec<BTreeMap<String, IgnoredAny>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Standard {
    #[serde(deserialize_with = "lenient")]
    text: Text,
    #[serde(deserialize_with = "lenient")]
    quote: Option<Quote>,
    #[serde(deserialize_with = "lenient")]
    attachments: Vec<ToldAttachment>,
    #[serde(deserialize_with = "lenient")]
    long_text: Option<Pointer>,
    #[serde(deserialize_with = "lenient")]
    reactions: Vec<ToldReaction>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct StoryReply {
    #[serde(deserialize_with = "lenient")]
    text_reply: Option<TextReply>,
    emoji: Loose,
    #[serde(deserialize_with = "lenient")]
    reactions: Vec<ToldReaction>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct TextReply {
    #[serde(deserialize_with = "lenient")]
    text: Text,
    #[serde(deserialize_with = "lenient")]
    long_text: Option<Pointer>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Text {
    body: Loose,
    #[serde(deserialize_with = "lenient")]
    body_ranges: Vec<BodyRange>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct BodyRange {
    start: Loose,
    mention_aci: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Quote {
    target_sent_timestamp: Loose,
    author_id: Loose,
    #[serde(deserialize_with = "lenient")]
    text: Text,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ToldAttachment {
    #[serde(deserialize_with = "lenient")]
    pointer: Pointer,
    flag: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ToldReaction {
    emoji: Loose,
    author_id: Loose,
}

/// What the other kinds of message have between them.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Bare {
    /// Of a poll.
    question: Loose,
    /// Beside a payment.
    note: Loose,
    #[serde(deserialize_with = "lenient")]
    reactions: Vec<ToldReaction>,
}

/// The chat that an item is in.
pub(super) struct Scene<'a> {
    pub(super) recipients: &'a Recipients,
    pub(super) people: &'a mut People,
    /// The id of the person whom the chat is with, if it is with one.
    pub(super) partner: Option<&'a str>,
}

impl Scene<'_> {
    fn person(&mut self, id: &str) -> ParticipantId {
        self.recipients.person(id, self.people)
    }

    fn reactions(&mut self, told: Vec<ToldReaction>) -> Vec<Reaction> {
        let given = |told: ToldReaction| Reaction {
            by: Some(self.person(&told.author_id.0)).filter(|_| !told.author_id.0.is_empty()),
            emoji: told.emoji.0,
        };
        told.into_iter().map(given).collect()
    }

    fn mentions(&self, text: &Text) -> Mentions {
        let mention = |range: &BodyRange| {
            let name = self.recipients.name_of_account(&range.mention_aci.0)?;
            Some((usize::try_from(range.start.integer()?).ok()?, name.to_owned()))
        };
        text.body_ranges.iter().filter_map(mention).collect()
    }
}

/// A message, and its text where that is in a file of its own.
type Read = (Message, Option<LongText>);

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
        if self.remote_deleted_message || self.admin_deleted_message {
            return Ok((Message { kind: Kind::Deleted, deleted: true, ..message }, None));
        }
        if self.gift_badge {
            return Ok((notice(message), None));
        }
        Err(Skip::Malformed)
    }
}

/// What is the same for a message in every export: its time and its author.
fn id(sent: i64, author: &str) -> String {
    format!("{sent} {author}")
}

fn notice(message: Message) -> Message {
    Message { kind: Kind::System, event: Some(SystemEvent::Notice), sender: None, id: None, ..message }
}

impl Standard {
    fn message(self, scene: &mut Scene<'_>, message: Message) -> Result<Read, Skip> {
        let mentions = scene.mentions(&self.text);
        let captions = self.attachments.iter().map(|told| told.pointer.caption.0.as_str());
        let words =
            std::iter::once(self.text.body.0.as_str()).chain(captions).filter(|words| !words.is_empty());
        let raw = words.collect::<Vec<_>>().join("\n");
        let text = with_mentions(&raw, &mentions);
        let attachments: Vec<Attachment> =
            self.attachments.into_iter().map(ToldAttachment::attachment).collect();
        let long = self.long_text.map(|pointer| LongText::of(&pointer, mentions));
        if text.trim().is_empty() && attachments.is_empty() && long.is_none() {
            return Err(Skip::Empty);
        }
        let reply_to = self.quote.as_ref().and_then(|quote| {
            let sent = quote.target_sent_timestamp.integer().filter(|sent| *sent > 0)?;
            Some(id(sent, &scene.recipients.key(&quote.author_id.0)))
        });
        let quoted = self.quote.map(|quote| with_mentions(&quote.text.body.0, &scene.mentions(&quote.text)));
        let message = Message {
            kind: attachments.first().map_or(Kind::Text, message_kind),
            text,
            quoted: quoted.filter(|quoted| !quoted.is_empty()),
            reply_to,
            attachments,
            reactions: scene.reactions(self.reactions),
            raw,
            ..message
        };
        Ok((message, long))
    }
}

impl StoryReply {
    fn message(self, scene: &mut Scene<'_>, message: Message) -> Result<Read, Skip> {
        let reactions = scene.reactions(self.reactions);
        match self.text_reply {
            Some(reply) => {
                let standard =
                    Standard { text: reply.text, long_text: reply.long_text, ..Standard::default() };
                let (message, long) = standard.message(scene, message)?;
                Ok((Message { reactions, ..message }, long))
            }
            None if self.emoji.0.is_empty() => Err(Skip::Empty),
            None => Ok((Message { kind: Kind::Reaction, raw: self.emoji.0, reactions, ..message }, None)),
        }
    }
}

impl Bare {
    fn message(
        self,
        kind: Kind,
        file: Option<AttachmentKind>,
        scene: &mut Scene<'_>,
        message: Message,
    ) -> Message {
        let text = if kind == Kind::Poll { self.question.0 } else { self.note.0 };
        if kind == Kind::Text && text.trim().is_empty() {
            return notice(message);
        }
        let omitted = file == Some(AttachmentKind::Unknown);
        let attachment = file.map(|kind| Attachment { kind, name: None, omitted, transcription: None });
        let (attachments, reactions) = (attachment.into_iter().collect(), scene.reactions(self.reactions));
        Message { kind, raw: text.clone(), text, attachments, reactions, ..message }
    }
}

impl ToldAttachment {
    fn attachment(self) -> Attachment {
        let kind = match self.flag.0.as_str() {
            "VOICE_MESSAGE" => AttachmentKind::Voice,
            "GIF" => AttachmentKind::Gif,
            "BORDERLESS" => AttachmentKind::Sticker,
            _ => kind_of_type(&self.pointer.content_type.0),
        };
        let omitted = self.pointer.is_missing();
        Attachment { kind, name: self.pointer.file_name.filled(), omitted, transcription: None }
    }
}
