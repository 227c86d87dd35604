//! Snapchat's "My Data" (formats document, section 3.10): chats by friend, newest first.
//!
//! The app keeps only what somebody saved; of everything else the file tells that it was sent, not what it said.

mod message;
#[cfg(test)]
mod tests;

use super::chats::{About, Chat, Chats};
use super::finish::Draft;
use super::json::{self, Go, Place, Walk};
use super::{File, Format, ImportError, Options, OwnerEvidence, Reader, Skip};
use crate::conversation::{Audience, Message, SourcePos};
use message::Told;

/// `chat_history.json`.
pub(super) const FORMAT: Format = Format {
    name: "snapchat",
    title: "Snapchat, My Data (JSON)",
    files: "json/chat_history.json in mydata.zip",
    steps: "Snapchat: Settings › My Data, choose Chat History and JSON files, submit; download the zip when the mail \
        arrives.",
    leaves_out: "The words of every message that nobody saved, the pictures, reactions and replies.",
    recognise,
    reader: Reader::Files(read),
};
use std::sync::Arc;

/// The lists of old exports: the one without and the one with the owner's messages.
const LISTS: [&str; 2] = ["Received Saved Chat History", "Sent Saved Chat History"];

fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    let has = |keys: &[&str]| json::has_keys(start, keys);
    match () {
        () if !start.trim_start().starts_with('{') => 0,
        () if has(&["From", "Media Type", "Created", "IsSender"]) => 97,
        () if has(&["From", "Media Type", "Created"]) => 92,
        () if has(&LISTS) => 95,
        () => 0,
    }
}

fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let mut reading = Reading::default();
    for file in files {
        reading.file = file.shared_name();
        let stop = file.read(|reader| Ok(json::walk(reader, &mut reading).err()))?;
        reading.chats.note(file, stop)?;
    }
    let Reading { mut chats, me, .. } = reading;
    for chat in chats.iter_mut() {
        settle(chat, me.as_deref());
        chat.warn_of_missing_words();
    }
    let about = About { format: FORMAT.name, variant: "JSON".to_owned(), platform: "Snapchat" };
    chats.into_drafts(&about)
}

/// The owner under whatever name, and how many people it is between.
fn settle(chat: &mut Chat, me: Option<&str>) {
    let known = me.and_then(|me| chat.people.known(me)).or_else(|| chat.people.known(message::OWNER));
    chat.owner = known.map(|owner| (owner, OwnerEvidence::Marked));
    let others = chat.people.list().len() - usize::from(known.is_some());
    if chat.audience == Audience::Unknown && (others > 1 || !chat.title.is_empty()) {
        chat.audience = Audience::Group;
    }
}

/// Whether a chat's key is a group's: friends have their user names.
fn is_group(key: &str) -> bool {
    const LONGEST_NAME: usize = 15;
    key.len() > 2 * LONGEST_NAME && key.contains('-')
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    file: Arc<str>,
    chats: Chats,
    /// The owner's user name: who sent what is marked as sent.
    me: Option<String>,
}

impl Walk for Reading {
    fn at(&mut self, place: &Place) -> Go {
        if place.depth() < 2 { Go::In } else { Go::Take }
    }

    fn take(&mut self, place: &Place, value: &str) {
        let list = place.key_at(0).unwrap_or_default();
        let told: Option<Told> = json::parse(value);
        let key = match (&told, LISTS.contains(&list)) {
            (Some(told), true) => told.friend(),
            _ => list.to_owned(),
        };
        let source = SourcePos { file: self.file.clone(), first: place.number(), last: place.number() };
        let chat = self.chats.of(&key);
        let Some(told) = told else { return chat.skip(Skip::Malformed) };
        match told.title() {
            Some(title) => chat.title = title,
            None if !is_group(&key) && !key.is_empty() => {
                chat.people.of(&key, &key);
                chat.title.clone_from(&key);
                chat.audience = Audience::Direct;
            }
            None => {}
        }
        if told.is_from(&key) {
            chat.audience = Audience::Direct;
        }
        match told.message() {
            Err(reason) => chat.skip(reason),
            Ok((by, message)) => {
                let sender = chat.people.of(&by.name, &by.name);
                if by.is_owner && by.name != message::OWNER {
                    self.me = Some(by.name);
                }
                chat.keep(Message { sender: Some(sender), source, ..message });
            }
        }
    }
}
