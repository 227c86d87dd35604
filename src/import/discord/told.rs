//! One message of the exporter's JSON.

use super::notice::call;
use super::parts::{self, Parts};
use super::people::User;
use super::{markup, notice::Notice};
use crate::conversation::{Attachment, Kind, Message, Reaction, SentAt, SystemEvent};
use crate::import::Skip;
use crate::import::chats::People;
use crate::import::json::{Loose, lenient};
use crate::import::moment;
use serde::Deserialize;

/// What the export tells of a message; every field may be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Told {
    id: Loose,
    r#type: Loose,
    timestamp: Loose,
    timestamp_edited: Loose,
    call_ended_timestamp: Loose,
    content: Loose,
    #[serde(deserialize_with = "lenient")]
    author: Option<User>,
    #[serde(deserialize_with = "lenient")]
    attachments: Vec<ToldFile>,
    #[serde(deserialize_with = "lenient")]
    embeds: Vec<Card>,
    #[serde(deserialize_with = "lenient")]
    stickers: Vec<ToldSticker>,
    #[serde(deserialize_with = "lenient")]
    reactions: Vec<ToldReaction>,
    #[serde(deserialize_with = "lenient")]
    mentions: Vec<User>,
    #[serde(deserialize_with = "lenient")]
    reference: Reference,
    #[serde(deserialize_with = "lenient")]
    forwarded_message: Option<PassedOn>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ToldFile {
    file_name: Loose,
    url: Loose,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ToldSticker {
    name: Loose,
}

/// An embed: a bot's message in a frame, or the preview of a linked page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Card {
    title: Loose,
    description: Loose,
    #[serde(deserialize_with = "lenient")]
    fields: Vec<CardField>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CardField {
    name: Loose,
    value: Loose,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ToldReaction {
    #[serde(deserialize_with = "lenient")]
    emoji: Emoji,
    count: Loose,
    #[serde(deserialize_with = "lenient")]
    users: Vec<User>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Emoji {
    name: Loose,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Reference {
    r#type: Loose,
    message_id: Loose,
}

/// A message passed on: somebody else's words and files.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PassedOn {
    content: Loose,
    #[serde(deserialize_with = "lenient")]
    attachments: Vec<ToldFile>,
    #[serde(deserialize_with = "lenient")]
    stickers: Vec<ToldSticker>,
}

impl Told {
    /// The message as hearten keeps it; its people are added to `people`.
    pub(super) fn message(self, people: &mut People) -> Result<Message, Skip> {
        if self.author.is_none() && self.content.0.is_empty() {
            return Err(Skip::Malformed);
        }
        let (sent, precision) = moment::iso(&self.timestamp.0);
        let message = Message {
            id: self.id.clone().filled(),
            sent,
            precision,
            raw: self.content.0.clone(),
            edited: !self.timestamp_edited.0.is_empty(),
            ..Message::default()
        };
        match self.r#type.0.as_str() {
            "Default" | "Reply" | "0" | "19" | "" => self.written(people, message),
            "Call" | "3" => Ok(self.call(people, message)),
            kind => Ok(Message { kind: Kind::System, event: Some(event(kind)), ..message }),
        }
    }

    /// Somebody called; the end stands beside the beginning, or its distance in the sentence.
    fn call(self, people: &mut People, message: Message) -> Message {
        let ended = moment::iso(&self.call_ended_timestamp.0).0;
        let call = match (seconds_between(message.sent, ended), Notice::of(&message.raw)) {
            (None, Some(Notice::Call(told))) if told.seconds != Some(0) => told,
            (seconds, _) => call(seconds),
        };
        let sender = Some(self.author.unwrap_or_default().id(people));
        Message { kind: Kind::Call, sender, call: Some(call), ..message }
    }

    fn written(self, people: &mut People, message: Message) -> Result<Message, Skip> {
        let author = self.author.unwrap_or_default();
        let mentions = self.mentions;
        let name_of = |id: &str| mentions.iter().find(|user| user.has_id(id)).map(User::shown);
        let shown = |text: &str| markup::shown(text, name_of);
        let is_forward = self.reference.r#type.0 == "Forward";
        let passed_on = self.forwarded_message;
        let raw = match &passed_on {
            Some(passed_on) if message.raw.is_empty() => passed_on.content.0.clone(),
            _ => message.raw.clone(),
        };
        let parts = Parts {
            content: shown(&self.content.0),
            passed_on: passed_on.as_ref().map(|passed_on| shown(&passed_on.content.0)),
            cards: shown(&cards(self.embeds)),
            attachments: attachments(self.attachments, self.stickers)
                .chain(passed_on.into_iter().flat_map(|it| attachments(it.attachments, it.stickers)))
                .collect(),
            by_bot: author.is_bot(),
        };
        let message = parts.into_message(Message { raw, ..message }).map_err(|why| {
            // Older versions of the exporter say that a message was passed on, but not what it was.
            if is_forward { Skip::Unreadable } else { why }
        })?;
        Ok(Message {
            sender: Some(author.id(people)),
            reply_to: if is_forward { None } else { self.reference.message_id.filled() },
            reactions: self.reactions.into_iter().flat_map(|told| told.given(people)).collect(),
            ..message
        })
    }
}

fn attachments(files: Vec<ToldFile>, stickers: Vec<ToldSticker>) -> impl Iterator<Item = Attachment> {
    let file = |told: ToldFile| {
        let of_address = || crate::import::attached::name_in_address(&told.url.0);
        parts::file(told.file_name.filled().or_else(of_address).unwrap_or_default())
    };
    let stickers = stickers.into_iter().map(|told| parts::sticker(told.name.filled()));
    files.into_iter().map(file).chain(stickers)
}

/// The words of all cards, a line each.
fn cards(cards: Vec<Card>) -> String {
    let words = cards.into_iter().flat_map(|card| {
        let fields = card.fields.into_iter().flat_map(|field| [field.name, field.value]);
        [card.title, card.description].into_iter().chain(fields)
    });
    let lines: Vec<String> = words.filter_map(Loose::filled).collect();
    lines.join("\n")
}

impl ToldReaction {
    fn given(self, people: &mut People) -> Vec<Reaction> {
        let emoji = self.emoji.name.0;
        let by = self.users.iter().map(|user| Reaction { emoji: emoji.clone(), by: Some(user.id(people)) });
        let by: Vec<Reaction> = by.collect();
        let count = self.count.integer().and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
        parts::given(emoji, by, count)
    }
}

fn seconds_between(start: SentAt, end: SentAt) -> Option<u32> {
    let (SentAt::Instant { at: start, .. }, SentAt::Instant { at: end, .. }) = (start, end) else {
        return None;
    };
    u32::try_from(end.as_second() - start.as_second()).ok()
}

/// What a message of a kind that nobody writes tells; kinds that the exporter has no word for are numbers.
fn event(kind: &str) -> SystemEvent {
    match kind {
        "RecipientAdd" | "RecipientRemove" | "GuildMemberJoin" | "1" | "2" | "7" => SystemEvent::Membership,
        "ChannelNameChange" | "ChannelIconChange" | "4" | "5" => SystemEvent::GroupChanged,
        _ => SystemEvent::Notice,
    }
}
