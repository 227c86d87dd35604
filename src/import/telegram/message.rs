//! One message of Telegram's JSON.

use crate::conversation::{
    Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind, Message, ParticipantId, Reaction,
    SystemEvent,
};
use crate::import::Skip;
use crate::import::attached::kind_of_message;
use crate::import::chats::People;
use crate::import::json::{Loose, lenient, present};
use crate::import::moment::{self, When};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// What the export tells of a message; every field may be missing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    id: Loose,
    r#type: Loose,
    date: Loose,
    date_unixtime: Loose,
    edited: Loose,
    edited_unixtime: Loose,
    from: Loose,
    from_id: Loose,
    actor: Loose,
    actor_id: Loose,
    action: Loose,
    /// There at all, be it null, means that the words are somebody else's.
    #[serde(deserialize_with = "present")]
    forwarded_from: bool,
    reply_to_message_id: Loose,
    text: Runs,
    #[serde(deserialize_with = "lenient")]
    reactions: Vec<ToldReaction>,
    photo: Loose,
    file: Loose,
    file_name: Loose,
    media_type: Loose,
    mime_type: Loose,
    #[serde(deserialize_with = "present")]
    contact_information: bool,
    #[serde(deserialize_with = "present")]
    location_information: bool,
    #[serde(deserialize_with = "lenient")]
    poll: Option<Poll>,
    discard_reason: Loose,
    duration_seconds: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ToldReaction {
    emoji: Loose,
    count: Loose,
    #[serde(deserialize_with = "lenient")]
    recent: Vec<Giver>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Giver {
    from: Loose,
    from_id: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Poll {
    question: Runs,
}

impl Told {
    /// The message as hearten keeps it; its people are added to `people`.
    pub(super) fn message(self, people: &mut People) -> Result<Message, Skip> {
        let (sent, precision) = self.when();
        let message = Message { id: self.id.clone().filled(), sent, precision, ..Message::default() };
        if self.r#type.0 == "service" {
            Ok(self.service(people, message))
        } else {
            self.written(people, message)
        }
    }

    fn when(&self) -> When {
        let wall = moment::iso(&self.date.0);
        match self.date_unixtime.integer() {
            Some(seconds) => moment::with_wall_clock(moment::unix_seconds(seconds), wall.0),
            None => wall,
        }
    }

    /// What the app says: an event, or a call by somebody.
    fn service(self, people: &mut People, message: Message) -> Message {
        if self.action.0 == "phone_call" || self.action.0 == "conference_call" {
            let call = Call {
                medium: CallMedium::Unknown,
                outcome: match self.discard_reason.0.as_str() {
                    "missed" => CallOutcome::Missed,
                    "busy" => CallOutcome::Declined,
                    "hangup" | "disconnect" => CallOutcome::Answered,
                    _ => CallOutcome::Unknown,
                },
                seconds: self.duration_seconds.integer().and_then(|seconds| u32::try_from(seconds).ok()),
            };
            let by = person(people, &self.actor_id, &self.actor);
            return Message {
                kind: Kind::Call,
                call: Some(call),
                sender: Some(by),
                raw: self.text.0,
                ..message
            };
        }
        Message { kind: Kind::System, event: Some(event(&self.action.0)), raw: self.text.0, ..message }
    }

    fn written(self, people: &mut People, message: Message) -> Result<Message, Skip> {
        let question = self.poll.as_ref().map(|poll| poll.question.0.clone());
        let attachments: Vec<Attachment> = self.attachment().into_iter().collect();
        let kind = match () {
            () if question.is_some() => Kind::Poll,
            () if self.location_information => Kind::Location,
            () if self.contact_information => Kind::Contact,
            () => attachments.first().map_or(Kind::Text, |file| kind_of_message(file.kind)),
        };
        let (text, raw) = match question {
            Some(question) => (question, self.text.0),
            None => (self.text.0, String::new()),
        };
        if text.trim().is_empty() && kind == Kind::Text {
            return Err(Skip::Empty);
        }
        let reactions = self.reactions.into_iter().flat_map(|told| told.given(people)).collect();
        Ok(Message {
            sender: Some(person(people, &self.from_id, &self.from)),
            kind,
            text,
            forwarded: self.forwarded_from,
            edited: !self.edited.0.is_empty() || !self.edited_unixtime.0.is_empty(),
            reply_to: self.reply_to_message_id.filled(),
            attachments,
            reactions,
            raw,
            ..message
        })
    }

    fn attachment(&self) -> Option<Attachment> {
        let is_photo = !self.photo.0.is_empty();
        let path = if is_photo { &self.photo.0 } else { &self.file.0 };
        if path.is_empty() && self.media_type.0.is_empty() {
            return None;
        }
        let kind = match self.media_type.0.as_str() {
            _ if is_photo => AttachmentKind::Image,
            "sticker" => AttachmentKind::Sticker,
            "voice_message" => AttachmentKind::Voice,
            "animation" => AttachmentKind::Gif,
            "video_message" | "video_file" => AttachmentKind::Video,
            "audio_file" => AttachmentKind::Audio,
            _ => match self.mime_type.0.split('/').next() {
                Some("image") => AttachmentKind::Image,
                Some("video") => AttachmentKind::Video,
                Some("audio") => AttachmentKind::Audio,
                _ => AttachmentKind::Document,
            },
        };
        // "(File not included. Change data exporting settings to download.)" and the like.
        let omitted = path.starts_with('(');
        let of_path =
            || path.rsplit('/').next().filter(|name| !omitted && !name.is_empty()).map(str::to_owned);
        let name = self.file_name.clone().filled().or_else(of_path);
        Some(Attachment { kind, name, omitted, transcription: None })
    }
}

impl ToldReaction {
    /// The reaction once for each giver that is told, and again for those that are only counted.
    fn given(self, people: &mut People) -> Vec<Reaction> {
        let emoji = self.emoji.0;
        let mut given: Vec<Reaction> = self
            .recent
            .iter()
            .map(|giver| Reaction {
                emoji: emoji.clone(),
                by: Some(person(people, &giver.from_id, &giver.from)),
            })
            .collect();
        let count = self.count.integer().and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
        given.resize(count.clamp(given.len(), given.len().max(MOST_REACTIONS)), Reaction { emoji, by: None });
        given
    }
}

/// Channels count reactions by the thousand; that many copies of one say nothing.
const MOST_REACTIONS: usize = 100;

/// The person; a deleted account has an id but no name, converted files a name but no id.
fn person(people: &mut People, id: &Loose, name: &Loose) -> ParticipantId {
    let shown = if name.0.is_empty() { super::DELETED_ACCOUNT } else { &name.0 };
    let key: Cow<'_, str> = match id.0.as_str() {
        "" => shown.into(),
        // Exports of 2020 and before write the number alone.
        number if number.bytes().all(|byte| byte.is_ascii_digit()) => format!("user{number}").into(),
        id => id.into(),
    };
    people.of(&key, shown)
}

fn event(action: &str) -> SystemEvent {
    match action {
        "create_group" | "create_channel" | "migrate_from_group" | "migrate_to_supergroup" => {
            SystemEvent::GroupCreated
        }
        "invite_members" | "remove_members" | "join_group_by_link" | "join_group_by_request" => {
            SystemEvent::Membership
        }
        "edit_group_title" | "edit_group_photo" | "delete_group_photo" | "edit_chat_theme" => {
            SystemEvent::GroupChanged
        }
        "set_messages_ttl" => SystemEvent::Timer,
        "group_call" | "group_call_scheduled" | "invite_to_group_call" => SystemEvent::CallStarted,
        _ => SystemEvent::Notice,
    }
}

/// Text as Telegram writes it: a string, or a list of strings and styled runs, joined without anything between.
#[derive(Clone, Debug, Default)]
struct Runs(String);

impl<'de> Deserialize<'de> for Runs {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(RunsVisitor)
    }
}

struct RunsVisitor;

impl<'de> Visitor<'de> for RunsVisitor {
    type Value = Runs;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text, or a list of its runs")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Runs, E> {
        Ok(Runs(text.to_owned()))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Runs, E> {
        Ok(Runs::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut runs: A) -> Result<Runs, A::Error> {
        let mut text = String::new();
        while let Some(Runs(run)) = runs.next_element()? {
            text.push_str(&run);
        }
        Ok(Runs(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut run: A) -> Result<Runs, A::Error> {
        let mut text = Runs::default();
        while let Some(key) = run.next_key::<String>()? {
            if key == "text" {
                text = run.next_value()?;
            } else {
                run.next_value::<IgnoredAny>()?;
            }
        }
        Ok(text)
    }
}
