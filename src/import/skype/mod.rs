//! Skype and Teams for private accounts (formats document, section 3.12): `messages.json` of "Export chat history".

mod content;
mod message;
#[cfg(test)]
mod tests;

use super::chats::{About, Chat, Chats};
use super::finish::Draft;
use super::json::{self, Go, Loose, Place, Walk};
use super::{File, Format, ImportError, Options, OwnerEvidence, Reader, Skip};
use crate::conversation::{Audience, Message, SourcePos};
use message::Told;
use serde::Deserialize;

/// `messages.json`.
pub(super) const FORMAT: Format = Format {
    name: "skype",
    title: "Skype or Teams (private account), exported chats",
    files: "messages.json in a .tar",
    steps: "Sign in at go.skype.com/export (or Teams: Settings › Privacy › Export chat history), choose Conversations, \
        download; unpack the .tar and give messages.json.",
    leaves_out: "Files and pictures (they come apart), earlier versions of edited messages, people's own names in \
        groups.",
    recognise,
    reader: Reader::Files(read),
};
use std::sync::Arc;

fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    let has = |keys: &[&str]| json::has_keys(start, keys);
    match () {
        () if !start.trim_start().starts_with('{') => 0,
        () if has(&["conversations", "MessageList"]) => 97,
        () if has(&["userId", "exportDate", "conversations"]) => 95,
        () => 0,
    }
}

fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let mut reading = Reading::default();
    for file in files {
        reading.file = file.shared_name();
        let stop = file.read(|reader| Ok(json::walk(reader, &mut reading).err()))?;
        reading.close();
        reading.chats.note(file, stop)?;
    }
    let Reading { mut chats, me, .. } = reading;
    for chat in chats.iter_mut() {
        let owner = chat.people.known(&me).or_else(|| chat.people.known(&format!("8:{me}")));
        chat.owner = owner.map(|owner| (owner, OwnerEvidence::Marked));
    }
    let about = About { format: FORMAT.name, variant: "JSON".to_owned(), platform: "Skype" };
    chats.into_drafts(&about)
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    file: Arc<str>,
    chats: Chats,
    /// How many conversations are read to their end.
    finished: usize,
    /// What stands about the conversation that is being read.
    id: String,
    name: String,
    topic: String,
    /// The id of the account.
    me: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Thread {
    topic: Loose,
}

impl Walk for Reading {
    fn at(&mut self, place: &Place) -> Go {
        let inside = |key: &str| place.is(&["conversations", "*", key]);
        match () {
            () if place.is(&[]) || place.is(&["conversations"]) || place.is(&["conversations", "*"]) => {
                Go::In
            }
            () if inside("MessageList") => Go::In,
            () if place.is(&["conversations", "*", "MessageList", "*"]) || place.is(&["userId"]) => Go::Take,
            () if ["id", "displayName", "threadProperties"].iter().any(|key| inside(key)) => Go::Take,
            () => Go::Past,
        }
    }

    fn take(&mut self, place: &Place, value: &str) {
        let text = || json::parse::<Loose>(value).unwrap_or_default().0;
        match place.key() {
            Some("userId") => self.me = text(),
            Some("id") => self.id = text(),
            Some("displayName") => self.name = text(),
            Some("threadProperties") => self.topic = json::parse::<Thread>(value).unwrap_or_default().topic.0,
            _ => self.message(place.number(), value),
        }
    }

    fn leave(&mut self, place: &Place) {
        if place.is(&["conversations", "*"]) {
            self.close();
        }
    }
}

impl Reading {
    fn chat(&mut self) -> &mut Chat {
        self.chats.of(&self.finished.to_string())
    }

    fn message(&mut self, number: usize, value: &str) {
        let source = SourcePos { file: self.file.clone(), first: number, last: number };
        let chat = self.chat();
        match json::parse::<Told>(value) {
            None => chat.skip(Skip::Malformed),
            Some(told) => match told.message(&mut chat.people) {
                Err(reason) => chat.skip(reason),
                Ok(message) => chat.keep(Message { source, ..message }),
            },
        }
    }

    /// The conversation is read to its end: what stands about it is known now.
    fn close(&mut self) {
        let [id, name, topic] = [&mut self.id, &mut self.name, &mut self.topic].map(std::mem::take);
        let is_group = id.starts_with("19:");
        let chat = self.chat();
        let other = chat.people.known(&id).filter(|_| !is_group);
        if other.is_some_and(|other| chat.people.list()[other.0].display_name == id) {
            chat.people.of(&id, &name);
        }
        chat.audience = match () {
            () if is_group => Audience::Group,
            () if id.starts_with("8:") || id.starts_with("4:") || id.starts_with("28:") => Audience::Direct,
            () => Audience::Unknown,
        };
        chat.title = if topic.is_empty() { name } else { topic };
        self.finished += 1;
    }
}
