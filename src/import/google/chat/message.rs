//! One message of Google Chat.

use super::dates;
use crate::conversation::{
    Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind, Message, Precision, Reaction, SentAt,
};
use crate::import::Skip;
use crate::import::attached::kind_by_ending;
use crate::import::chats::People;
use crate::import::json::{Loose, lenient, present};
use crate::import::moment::When;
use serde::Deserialize;

/// What the export tells of a message; every field may be missing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    #[serde(deserialize_with = "lenient")]
    creator: Option<Person>,
    created_date: Loose,
    updated_date: Loose,
    text: Loose,
    topic_id: Loose,
    message_id: Loose,
    message_state: Loose,
    #[serde(deserialize_with = "lenient")]
    attached_files: Vec<File>,
    #[serde(deserialize_with = "lenient")]
    annotations: Vec<Annotation>,
    #[serde(deserialize_with = "lenient")]
    reactions: Vec<ToldReaction>,
    #[serde(deserialize_with = "lenient")]
    quoted_message_metadata: Quotes,
    #[serde(deserialize_with = "lenient")]
    previous_message_versions: Vec<Version>,
}

/// Somebody, as messages, groups and the account tell of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Person {
    name: Loose,
    email: Loose,
    user_type: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct File {
    original_name: Loose,
    export_name: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Annotation {
    #[serde(deserialize_with = "present")]
    video_call_metadata: bool,
    #[serde(deserialize_with = "lenient")]
    drive_metadata: Option<Drive>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Drive {
    title: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ToldReaction {
    #[serde(deserialize_with = "lenient")]
    emoji: Emoji,
    #[serde(deserialize_with = "lenient")]
    reactor_emails: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Emoji {
    unicode: Loose,
    #[serde(deserialize_with = "lenient")]
    custom_emoji: Custom,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Custom {
    shortcode: Loose,
}

/// The message replied to: an object, in some exports a list of one. The list is tried first, as a list can
/// stand for the fields of an object too.
#[derive(Deserialize)]
#[serde(untagged)]
enum Quotes {
    Several(Vec<Quote>),
    One(Quote),
}

impl Default for Quotes {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl Quotes {
    fn first(self) -> Option<Quote> {
        match self {
            Self::One(quote) => Some(quote),
            Self::Several(quotes) => quotes.into_iter().next(),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Quote {
    text: Loose,
    message_id: Loose,
}

/// An earlier version of an edited message; where there is one, only it may tell when it was sent.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Version {
    created_date: Loose,
}

impl Person {
    /// The address, else the name: people change names.
    pub(super) fn key(&self) -> String {
        match (self.email.0.as_str(), self.name()) {
            ("", "") => "Unknown".to_owned(),
            ("", name) => name.to_owned(),
            (email, _) => email.to_lowercase(),
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name.0
    }

    pub(super) fn is_bot(&self) -> bool {
        self.user_type.0.eq_ignore_ascii_case("bot")
    }
}

impl Told {
    /// The chat that the message's id begins with: `chat/topic/message`.
    pub(super) fn chat(&self) -> Option<&str> {
        self.message_id.0.split_once('/').map(|(chat, _)| chat).filter(|chat| !chat.is_empty())
    }

    /// The message as hearten keeps it; its people are added to `people`.
    pub(super) fn message(self, people: &mut People) -> Result<Message, Skip> {
        let (sent, precision) = self.when();
        let is_deleted = self.message_state.0 == "DELETED";
        let attachments: Vec<Attachment> = self.attachments();
        let call = self.call();
        let kind = match attachments.first() {
            _ if is_deleted && self.text.0.is_empty() => Kind::Deleted,
            _ if call.is_some() => Kind::Call,
            Some(attachment) if attachment.kind == AttachmentKind::Gif => Kind::Sticker,
            Some(_) => Kind::Media,
            None => Kind::Text,
        };
        if kind == Kind::Text && self.text.0.trim().is_empty() {
            return Err(if self.creator.is_none() { Skip::Malformed } else { Skip::Empty });
        }
        let sender = self.creator.as_ref().map(|creator| creator.id(people));
        let sender = if is_deleted { sender } else { sender.or_else(|| Some(Person::default().id(people))) };
        let started = self.topic_start();
        let quote = self.quoted_message_metadata.first().unwrap_or_default();
        Ok(Message {
            id: self.message_id.filled(),
            sender,
            sent,
            precision,
            kind,
            raw: self.text.0.clone(),
            edited: !self.updated_date.0.is_empty() && !self.text.0.is_empty(),
            text: self.text.0,
            deleted: is_deleted,
            quoted: quote.text.filled(),
            reply_to: quote.message_id.filled().or(started),
            attachments,
            reactions: self.reactions.into_iter().flat_map(|told| told.given(people)).collect(),
            call,
            ..Message::default()
        })
    }

    /// When it was sent; an edited message may tell that in its first version only.
    fn when(&self) -> When {
        let versions = self.previous_message_versions.iter().map(|version| &version.created_date);
        let mut dates = std::iter::once(&self.created_date).chain(versions).map(|date| dates::read(&date.0));
        dates.find(|(sent, _)| *sent != SentAt::Unknown).unwrap_or((SentAt::Unknown, Precision::None))
    }

    /// The message that began the topic, if this one is not it.
    fn topic_start(&self) -> Option<String> {
        let topic = Some(self.topic_id.0.as_str()).filter(|topic| !topic.is_empty())?;
        let start = format!("{}/{topic}/{topic}", self.chat()?);
        (start != self.message_id.0).then_some(start)
    }

    /// A meeting that was begun from the chat: nothing was written with it.
    fn call(&self) -> Option<Call> {
        let is_call = self.text.0.is_empty() && self.annotations.iter().any(|told| told.video_call_metadata);
        is_call.then_some(Call { medium: CallMedium::Video, outcome: CallOutcome::Unknown, seconds: None })
    }

    fn attachments(&self) -> Vec<Attachment> {
        let files = self.attached_files.iter().map(|file| {
            let name = [&file.original_name, &file.export_name].into_iter().find(|name| !name.0.is_empty());
            let name = name.map(|name| name.0.clone());
            let omitted = file.export_name.0.is_empty();
            Attachment { kind: kind(name.as_deref().unwrap_or_default()), name, omitted, transcription: None }
        });
        let linked =
            self.annotations.iter().filter_map(|told| told.drive_metadata.as_ref()).map(|drive| Attachment {
                kind: AttachmentKind::Document,
                name: drive.title.clone().filled(),
                omitted: true,
                transcription: None,
            });
        files.chain(linked).collect()
    }
}

impl ToldReaction {
    fn given(self, people: &People) -> Vec<Reaction> {
        let emoji = self.emoji.unicode.filled().or_else(|| self.emoji.custom_emoji.shortcode.filled());
        let Some(emoji) = emoji else { return Vec::new() };
        let by = self.reactor_emails.iter().map(|email| people.known(&email.to_lowercase()));
        by.map(|by| Reaction { emoji: emoji.clone(), by }).collect()
    }
}

/// By the ending; files from the web carry its query behind: `123?account_id=1.jpg`.
fn kind(name: &str) -> AttachmentKind {
    match kind_by_ending(name) {
        AttachmentKind::Unknown => AttachmentKind::Document,
        AttachmentKind::Voice => AttachmentKind::Audio,
        kind => kind,
    }
}
