//! Google Chat: a folder for each chat, with `messages.json` and `group_info.json` in it, and one for the
//! account, with `user_info.json`.

mod dates;
mod message;
#[cfg(test)]
mod tests;

use crate::conversation::{Audience, Message, ParticipantId, SentAt, SourcePos};
use crate::import::chats::{About, Chat, Chats};
use crate::import::finish::Draft;
use crate::import::json::{self, Go, Loose, Place, Walk, lenient};
use crate::import::{File, ImportError, Options, OwnerEvidence, Skip};
use message::{Person, Told};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;

/// Its own keys among the first; the first message may be a deleted one, which tells little.
pub(super) fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    let has = |keys: &[&str]| json::has_keys(start, keys);
    match () {
        () if !start.trim_start().starts_with('{') => 0,
        () if has(&["messages", "creator", "created_date"]) => 97,
        () if has(&["messages", "topic_id", "message_id"]) => 96,
        () if has(&["members", "user_type", "email"]) && !has(&["messages"]) => 90,
        () if has(&["user", "user_type", "membership_info"]) => 90,
        () => 0,
    }
}

/// Reads every chat, then what is told of members and of the account.
pub(super) fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let mut reading = Reading::default();
    for file in files {
        reading.begin(file);
        let stop = file.read(|reader| Ok(json::walk(reader, &mut reading).err()))?;
        reading.chats.note(file, stop)?;
    }
    let Reading { mut chats, keys, groups, me, .. } = reading;
    for (folder, group) in groups {
        if let Some([key]) = keys.get(&folder).map(Vec::as_slice) {
            group.tell(chats.of(key));
        }
    }
    chats.iter_mut().for_each(|chat| mark(chat, me.as_ref()));
    let about =
        About { format: super::CHAT.name, variant: "Takeout JSON".to_owned(), platform: "Google Chat" };
    chats.into_drafts(&about)
}

/// Who the owner is and, without a group's description, how many people the chat is between.
fn mark(chat: &mut Chat, me: Option<&Person>) {
    let me = me.and_then(|me| chat.people.known(&me.key()));
    chat.owner = me.map(|me| (me, OwnerEvidence::Marked));
    if chat.audience == Audience::Direct
        && let (Some(me), 2) = (me, chat.people.list().len())
        && let Some(other) = chat.people.list().get(1 - me.0)
    {
        chat.title.clone_from(&other.display_name);
    }
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    /// The name and the folder of the file that is being read.
    file: Arc<str>,
    folder: String,
    /// The chat of that file, once a message tells it.
    key: Option<String>,
    chats: Chats,
    /// The chats in each folder.
    keys: HashMap<String, Vec<String>>,
    /// What is told of the chat in each folder.
    groups: HashMap<String, Group>,
    /// Whose account it is.
    me: Option<Person>,
}

impl Walk for Reading {
    fn at(&mut self, place: &Place) -> Go {
        let taken = [&["messages", "*"][..], &["members"], &["name"], &["user"]];
        match () {
            () if place.depth() == 0 || place.is(&["messages"]) => Go::In,
            () if taken.iter().any(|steps| place.is(steps)) => Go::Take,
            () => Go::Past,
        }
    }

    fn take(&mut self, place: &Place, value: &str) {
        match place.key() {
            None => self.message(place.number(), value),
            Some("user") => self.me = json::parse(value).or(self.me.take()),
            Some("name") => self.group().name = json::parse::<Loose>(value).unwrap_or_default().0,
            Some(_) => self.group().members = json::parse(value).unwrap_or_default(),
        }
    }
}

impl Reading {
    fn begin(&mut self, file: &File<'_>) {
        self.file = file.shared_name();
        file.folder().clone_into(&mut self.folder);
        self.key = None;
    }

    fn group(&mut self) -> &mut Group {
        self.groups.entry(self.folder.clone()).or_default()
    }

    /// The chat of this file: what its messages' ids begin with, else the file itself.
    fn chat(&mut self, told: Option<&Told>) -> &mut Chat {
        let key = self.key.get_or_insert_with(|| {
            let key = told.and_then(Told::chat).unwrap_or(&self.file).to_owned();
            let keys = self.keys.entry(self.folder.clone()).or_default();
            if !keys.contains(&key) {
                keys.push(key.clone());
            }
            key
        });
        let chat = self.chats.of(key);
        if chat.audience == Audience::Unknown {
            chat.audience = audience(&self.folder);
        }
        chat
    }

    fn message(&mut self, number: usize, value: &str) {
        let source = SourcePos { file: self.file.clone(), first: number, last: number };
        let told = json::parse::<Told>(value);
        let chat = self.chat(told.as_ref());
        match told.map(|told| told.message(&mut chat.people)) {
            None => chat.skip(Skip::Malformed),
            Some(Err(why)) => chat.skip(why),
            Some(Ok(message)) => {
                if message.sent == SentAt::Unknown && !message.deleted {
                    chat.note_unread_time(number);
                }
                chat.keep(Message { source, ..message });
            }
        }
    }
}

/// Takeout names folders `DM …` and `Space …`.
fn audience(folder: &str) -> Audience {
    match folder.rsplit('/').next() {
        Some(name) if name.starts_with("DM ") => Audience::Direct,
        Some(name) if name.starts_with("Space ") => Audience::Group,
        _ => Audience::Unknown,
    }
}

/// `group_info.json`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Group {
    name: String,
    #[serde(deserialize_with = "lenient")]
    members: Vec<Person>,
}

impl Group {
    /// Names the chat and all its members, those too who never wrote.
    fn tell(self, chat: &mut Chat) {
        let is_direct = self.name.is_empty() && self.members.len() <= 2;
        for member in self.members {
            member.id(&mut chat.people);
        }
        if chat.people.list().len() > 2 {
            chat.audience = Audience::Group;
        } else if chat.audience == Audience::Unknown {
            chat.audience = if is_direct { Audience::Direct } else { Audience::Group };
        }
        chat.title = self.name;
    }
}

impl Person {
    /// This person in a chat.
    fn id(&self, people: &mut crate::import::chats::People) -> ParticipantId {
        let id = people.of(&self.key(), self.name());
        people.person_mut(id).is_bot |= self.is_bot();
        id
    }
}
