//! The exporter's JSON, a message at a time. A large chat comes in several files, each with the chat's head.

use super::told::Told;
use super::{PLATFORM, title};
use crate::conversation::{Audience, Message, SentAt, SourcePos};
use crate::import::chats::{About, Chat, Chats};
use crate::import::finish::Draft;
use crate::import::json::{self, Go, Loose, Place, Walk};
use crate::import::{File, ImportError, Options, Skip};
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::Arc;

/// Its head: server, channel and range stand before the messages.
pub(super) fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    let has = |keys: &[&str]| json::has_keys(start, keys);
    match () {
        () if !start.trim_start().starts_with('{') => 0,
        () if has(&["guild", "channel", "dateRange", "messages"]) => 98,
        () if has(&["guild", "channel", "messages", "timestamp", "content", "author"]) => 95,
        // Converters drop the head; the fields of a message remain.
        () if has(&["messages", "timestampEdited", "isPinned", "content", "author"]) => 90,
        () => 0,
    }
}

/// Reads every file; files of one channel are one chat.
pub(super) fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let mut reading = Reading::default();
    for file in files {
        reading.begin(file.name());
        let stop = file.read(|reader| Ok(json::walk(reader, &mut reading).err()))?;
        reading.close();
        reading.chats.note(file, stop)?;
    }
    let about = About {
        format: super::JSON.name,
        variant: "DiscordChatExporter JSON".to_owned(),
        platform: PLATFORM,
    };
    reading.chats.into_drafts(&about)
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    file: Arc<str>,
    chats: Chats,
    /// The chat of the file that is being read, once a message came.
    key: Option<String>,
    guild: Named,
    channel: Named,
    /// Ids that came up in this file.
    ids: HashSet<String>,
}

/// The server or the channel.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Named {
    id: Loose,
    r#type: Loose,
    name: Loose,
}

impl Walk for Reading {
    fn at(&mut self, place: &Place) -> Go {
        match place.key() {
            _ if place.depth() == 0 || place.is(&["messages"]) => Go::In,
            Some("guild" | "channel") if place.depth() == 1 => Go::Take,
            _ if place.is(&["messages", "*"]) => Go::Take,
            _ => Go::Past,
        }
    }

    fn take(&mut self, place: &Place, value: &str) {
        match place.key() {
            Some("guild") => self.guild = json::parse(value).unwrap_or_default(),
            Some("channel") => self.channel = json::parse(value).unwrap_or_default(),
            _ => self.message(place.number(), value),
        }
    }
}

impl Reading {
    fn begin(&mut self, file: &str) {
        *self = Self { file: file.into(), chats: std::mem::take(&mut self.chats), ..Self::default() };
    }

    fn chat(&mut self) -> &mut Chat {
        let key = self.key.get_or_insert_with(|| {
            let id = &self.channel.id.0;
            if id.is_empty() { self.file.to_string() } else { id.clone() }
        });
        self.chats.of(key)
    }

    fn message(&mut self, number: usize, value: &str) {
        let source = SourcePos { file: self.file.clone(), first: number, last: number };
        let chat = self.chat();
        let message = json::parse::<Told>(value).ok_or(Skip::Malformed);
        match message.and_then(|told| told.message(&mut chat.people)) {
            Err(why) => chat.skip(why),
            Ok(message) => {
                if message.sent == SentAt::Unknown {
                    chat.note_unread_time(number);
                }
                let id = self.told_apart(message.id);
                self.chat().keep(Message { id, source, ..message });
            }
        }
    }

    /// The id, unless it came up in this file before: only another file can overlap with this one, and
    /// where ids were blotted out to share a chat, they are all alike.
    fn told_apart(&mut self, id: Option<String>) -> Option<String> {
        id.filter(|id| self.ids.insert(id.clone()))
    }

    /// The file is read to its end: what stands about the chat is known now.
    fn close(&mut self) {
        let audience = audience(&self.channel.r#type.0);
        let (guild, name) = (&self.guild.name.0, &self.channel.name.0);
        let title = if audience == Audience::Direct { name.clone() } else { title::of(guild, name) };
        let chat = self.chat();
        chat.audience = audience;
        if audience == Audience::Direct {
            name_the_silent(chat, &title);
        }
        chat.title = title;
    }
}

/// Where one of two people never wrote, the title names the other or nobody does.
fn name_the_silent(chat: &mut Chat, title: &str) {
    let is_titled = |chat: &Chat| {
        chat.people.list().first().is_none_or(|person| title.is_empty() || person.is_called(title))
    };
    if chat.people.list().len() < 2 && !is_titled(chat) {
        chat.people.of(title, title);
    }
}

fn audience(kind: &str) -> Audience {
    match kind {
        "DirectTextChat" | "1" => Audience::Direct,
        "" => Audience::Unknown,
        _ => Audience::Group,
    }
}
