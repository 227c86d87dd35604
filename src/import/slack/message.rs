//! One message of a day.

use super::directory::{Directory, Profile};
use super::event::{self, Room};
use super::files::ToldFile;
use super::{blocks, emoji, legacy, markup};
use crate::conversation::{Attachment, Kind, Message, ParticipantId, Reaction, SystemEvent};
use crate::import::attached::kind_of_message;
use crate::import::chats::People;
use crate::import::json::{self, Loose, lenient, present};
use crate::import::moment::{self, When};
use crate::import::{Skip, text};
use serde::Deserialize;
use serde_json::value::RawValue;

/// What the export tells of a message; every field may be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    r#type: Loose,
    subtype: Loose,
    ts: Loose,
    thread_ts: Loose,
    user: Loose,
    username: Loose,
    bot_id: Loose,
    text: Loose,
    #[serde(deserialize_with = "present")]
    edited: bool,
    #[serde(deserialize_with = "lenient")]
    user_profile: Option<Profile>,
    #[serde(deserialize_with = "lenient")]
    files: Vec<ToldFile>,
    /// The one file, until 2018.
    #[serde(deserialize_with = "lenient")]
    file: Option<ToldFile>,
    #[serde(deserialize_with = "lenient")]
    attachments: Vec<Card>,
    #[serde(deserialize_with = "lenient")]
    reactions: Vec<ToldReaction>,
    #[serde(deserialize_with = "lenient")]
    room: Option<Room>,
    /// The text again, laid out: read only where there is no other.
    blocks: Option<Box<RawValue>>,
}

/// What hangs below a message: another message that it shares, the preview of a page, an app's own words.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Card {
    pretext: Loose,
    title: Loose,
    text: Loose,
    fallback: Loose,
    #[serde(deserialize_with = "lenient")]
    is_msg_unfurl: bool,
    #[serde(deserialize_with = "lenient")]
    is_share: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ToldReaction {
    name: Loose,
    count: Loose,
    #[serde(deserialize_with = "lenient")]
    users: Vec<Loose>,
}

impl Told {
    /// The message as hearten keeps it; its people are added to `people`.
    pub(super) fn message(self, directory: &Directory, people: &mut People) -> Result<Message, Skip> {
        let is_told = [&self.ts, &self.user, &self.text].iter().any(|field| !field.0.is_empty());
        if !is_told {
            return Err(Skip::Malformed);
        }
        let (sent, precision) = moment_of(&self.ts.0);
        let message = Message {
            id: self.ts.clone().filled(),
            sent,
            precision,
            raw: self.text.0.clone(),
            edited: self.edited,
            ..Message::default()
        };
        let is_message = matches!(self.r#type.0.as_str(), "" | "message");
        match self.subtype.0.as_str() {
            subtype if is_message && event::is_written(subtype) => self.written(directory, people, message),
            subtype if event::is_call(subtype) => Ok(self.call(directory, people, message)),
            subtype => {
                let event = Some(event::of_subtype(subtype));
                Ok(Message { kind: Kind::System, event, ..message })
            }
        }
    }

    fn call(self, directory: &Directory, people: &mut People, message: Message) -> Message {
        let room = self.room.unwrap_or_default();
        let by = [&room.created_by.0, &self.user.0].into_iter().find(|id| !id.is_empty());
        match by.map(|id| directory.person(people, id, None)) {
            Some(by) => Message { kind: Kind::Call, sender: Some(by), call: Some(room.call()), ..message },
            None => Message { kind: Kind::System, event: Some(SystemEvent::CallStarted), ..message },
        }
    }

    fn written(
        mut self,
        directory: &Directory,
        people: &mut People,
        message: Message,
    ) -> Result<Message, Skip> {
        let words = self.words(directory);
        let attachments: Vec<Attachment> = std::mem::take(&mut self.files)
            .into_iter()
            .chain(self.file.take())
            .map(ToldFile::attachment)
            .collect();
        if text::is_blank(&words.text) && attachments.is_empty() {
            return Err(Skip::Empty);
        }
        let reply_to = Some(&self.thread_ts.0).filter(|ts| !ts.is_empty() && **ts != self.ts.0).cloned();
        let reactions = std::mem::take(&mut self.reactions);
        Ok(Message {
            sender: Some(self.sender(directory, people)),
            kind: attachments.first().map_or(Kind::Text, |file| kind_of_message(file.kind)),
            text: words.text,
            quoted: words.quoted,
            forwarded: words.forwarded,
            reply_to,
            reactions: reactions.into_iter().flat_map(|told| told.given(directory, people)).collect(),
            raw: words.raw.unwrap_or(message.raw),
            attachments,
            ..message
        })
    }

    /// The words typed, else the words shared, else those that an app put below or into blocks.
    fn words(&self, directory: &Directory) -> Words {
        let typed = |text: &str| markup::typed(text, directory);
        let own = if self.subtype.0 == "file_share" { legacy::comment(&self.text.0) } else { &self.text.0 };
        let shared = self.attachments.iter().filter(|card| card.is_msg_unfurl || card.is_share);
        let shared = lines(shared.map(|card| card.text.0.as_str()));
        let quoted = Some(shared.as_str()).filter(|words| !words.is_empty());
        if !text::is_blank(own) {
            return Words { text: typed(own), quoted: quoted.map(typed), ..Words::default() };
        }
        if let Some(shared) = quoted {
            let raw = Some(shared.to_owned());
            return Words { text: typed(shared), forwarded: true, raw, ..Words::default() };
        }
        let below = lines(self.attachments.iter().flat_map(Card::words));
        let raw = if below.is_empty() { self.words_in_blocks() } else { below };
        if raw.is_empty() {
            Words::default()
        } else {
            Words { text: typed(&raw), raw: Some(raw), ..Words::default() }
        }
    }

    fn words_in_blocks(&self) -> String {
        let blocks = self.blocks.as_deref().map(RawValue::get).and_then(json::parse);
        blocks.map_or_else(String::new, |blocks: Vec<serde_json::Value>| blocks::words(&blocks))
    }

    /// Whoever wrote it: a person, a bot that is one, or an app under whatever name it took.
    fn sender(self, directory: &Directory, people: &mut People) -> ParticipantId {
        if self.user.0.is_empty() {
            let keys = [&self.bot_id.0, &self.username.0].into_iter().filter(|key| !key.is_empty());
            let key = keys.map(String::as_str).next().unwrap_or("Unknown sender");
            let id = people.of(key, &self.username.0);
            people.person_mut(id).is_bot |= !self.bot_id.0.is_empty();
            return id;
        }
        let is_bot =
            !directory.knows(&self.user.0) && !self.bot_id.0.is_empty() && self.user_profile.is_none();
        let id = directory.person(people, &self.user.0, self.user_profile);
        people.person_mut(id).is_bot |= is_bot;
        id
    }
}

/// The words of a message, and whose they are.
#[derive(Default)]
struct Words {
    text: String,
    quoted: Option<String>,
    forwarded: bool,
    /// What they were made of, if that is not the message's text.
    raw: Option<String>,
}

impl Card {
    fn words(&self) -> impl Iterator<Item = &str> {
        let laid_out = [&self.pretext, &self.title, &self.text].map(|part| part.0.as_str());
        let fallback = if laid_out.iter().all(|part| part.is_empty()) { &self.fallback.0 } else { "" };
        laid_out.into_iter().chain([fallback])
    }
}

fn lines<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

impl ToldReaction {
    /// The reaction once for each giver that is told, and again for those that are only counted.
    fn given(self, directory: &Directory, people: &mut People) -> Vec<Reaction> {
        let emoji = emoji::of_name(&self.name.0);
        let giver = |id: &Loose| Some(directory.person(people, &id.0, None));
        let by: Vec<_> = self.users.iter().map(giver).collect();
        let count = self.count.integer().and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
        let missing = count.min(MOST_REACTIONS).saturating_sub(by.len());
        let by = by.into_iter().chain(std::iter::repeat_n(None, missing));
        by.map(|by| Reaction { emoji: emoji.clone(), by }).collect()
    }
}

/// More copies of one reaction say nothing.
const MOST_REACTIONS: usize = 100;

/// `1768471200.000100`: seconds, and a number that tells apart messages of one second.
fn moment_of(ts: &str) -> When {
    let (seconds, micros) = ts.split_once('.').unwrap_or((ts, "0"));
    let micros: i64 = micros.get(..6).unwrap_or(micros).parse().unwrap_or(0);
    match seconds.parse::<i64>().ok().and_then(|seconds| seconds.checked_mul(1_000_000)) {
        Some(start) => moment::unix_micros(start.saturating_add(micros)),
        None => When::default(),
    }
}
