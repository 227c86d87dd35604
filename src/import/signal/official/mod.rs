//! The apps' own plaintext export: frames of a backup as JSON lines (formats document, section 3.6.1).
//!
//! Of the first line and the account nothing is taken but the owner's name: the rest are keys and the PIN.

mod item;
mod long_text;
mod recipients;
#[cfg(test)]
mod tests;
mod update;
mod words;

use super::lines::{self, Line, Unread};
use crate::conversation::{Audience, SourcePos};
use crate::import::chats::{About, Chat, Chats};
use crate::import::finish::Draft;
use crate::import::json::{self, Loose, Stop};
use crate::import::{File, ImportError, Options, OwnerEvidence};
use item::{Item, Scene};
use long_text::Waiting;
use recipients::{Account, Recipients, ToldRecipient, What};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::sync::Arc;

/// The keys of frames.
const FRAMES: [&str; 8] = [
    "account",
    "recipient",
    "chat",
    "chatItem",
    "stickerPack",
    "adHocCall",
    "notificationProfile",
    "chatFolder",
];

/// Frames on its first lines, be the one about the backup itself before them or not.
pub(super) fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    let mut first = start.lines().filter(|line| !line.trim().is_empty()).take(FIRST_LINES);
    let Some(head) = first.next() else { return 0 };
    let is_frame = |line: &str| first_key(line).is_some_and(|key| FRAMES.contains(&key));
    let frames = usize::from(is_frame(head)) + first.filter(|line| is_frame(line)).count();
    let is_of_signal = [
        &["chatItem", "chatId", "dateSent"][..],
        &["chatItem", "authorId", "dateSent"],
        &["recipient", "id", "contact"],
        &["recipient", "id", "self"],
        &["chat", "id", "recipientId"],
    ]
    .iter()
    .any(|keys| json::has_keys(start, keys));
    match frames {
        _ if json::has_keys(head, &["version", "backupTimeMs"]) && first_key(head).is_some() => 97,
        2.. if is_of_signal => 96,
        1 if is_of_signal => 92,
        _ => 0,
    }
}

/// Lines that suffice to recognise the format.
const FIRST_LINES: usize = 20;

fn first_key(line: &str) -> Option<&str> {
    let inside = line.trim_start().strip_prefix('{')?.trim_start().strip_prefix('"')?;
    inside.split_once('"').map(|(key, _)| key)
}

/// Reads every chat of every file.
pub(super) fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let mut chats = Chats::default();
    for (place, file) in files.iter().enumerate() {
        let mut reading = Reading { file: place, name: file.shared_name(), ..Reading::default() };
        let stop = file.read(|reader| {
            let stop = lines::each(reader, |line| reading.line(line, &mut chats)).err().map(Stop::Io);
            Ok(stop.or(reading.cut_at.map(|line| Stop::Broken { line })))
        })?;
        long_text::fill(file, reading.waiting, &mut chats);
        if let Some(chat) = chats.iter_mut().find(|chat| !chat.messages.is_empty()) {
            reading.unread.tell(chat);
        }
        chats.note(file, stop)?;
    }
    chats.iter_mut().for_each(mark);
    let variant = "plaintext export, JSON lines".to_owned();
    chats.into_drafts(&About { format: super::OFFICIAL.name, variant, platform: super::PLATFORM })
}

fn mark(chat: &mut Chat) {
    chat.owner = chat.people.known(recipients::ME).map(|owner| (owner, OwnerEvidence::Marked));
}

/// A line: one of its keys.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Frame<'a> {
    #[serde(borrow)]
    account: Option<&'a RawValue>,
    #[serde(borrow)]
    recipient: Option<&'a RawValue>,
    #[serde(borrow)]
    chat: Option<&'a RawValue>,
    #[serde(borrow)]
    chat_item: Option<&'a RawValue>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ToldChat {
    id: Loose,
    recipient_id: Loose,
}

/// What was read of a file so far.
#[derive(Default)]
struct Reading {
    /// Its place among the files: ids count within a file only.
    file: usize,
    name: Arc<str>,
    recipients: Recipients,
    /// Whom each chat with one person is with: their id.
    partners: HashMap<String, String>,
    waiting: Vec<Waiting>,
    unread: Unread,
    /// The last line, if it breaks off.
    cut_at: Option<usize>,
}

impl Reading {
    fn line(&mut self, line: &Line<'_>, chats: &mut Chats) {
        match serde_json::from_slice::<Frame<'_>>(line.json) {
            Ok(frame) => self.frame(&frame, line.number, chats),
            Err(_) if line.is_ended => self.unread.add(line.number),
            Err(_) => self.cut_at = Some(line.number),
        }
    }

    fn frame(&mut self, frame: &Frame<'_>, number: usize, chats: &mut Chats) {
        if let Some(account) = frame.account.map(RawValue::get).and_then(json::parse::<Account>) {
            self.recipients.name_owner(&account);
        }
        if let Some(recipient) = frame.recipient.map(RawValue::get).and_then(json::parse::<ToldRecipient>) {
            self.recipients.add(recipient);
        }
        if let Some(chat) = frame.chat.map(RawValue::get).and_then(json::parse::<ToldChat>) {
            self.open(chat, chats);
        }
        match frame.chat_item.map(RawValue::get).map(json::parse::<Item>) {
            None => {}
            Some(None) => self.unread.add(number),
            Some(Some(item)) => self.item(item, number, chats),
        }
    }

    fn key(&self, chat: &str) -> String {
        format!("{}/{chat}", self.file)
    }

    /// Whom a chat is with: everybody has one, most of them empty.
    fn open(&mut self, told: ToldChat, chats: &mut Chats) {
        let chat = chats.of(&self.key(&told.id.0));
        if let Some(with) = self.recipients.get(&told.recipient_id.0) {
            chat.title.clone_from(&with.name);
            chat.audience = match with.what {
                What::Myself => Audience::NoteToSelf,
                What::Contact => Audience::Direct,
                What::Group => Audience::Group,
                What::News | What::Other => Audience::Unknown,
            };
            if !matches!(with.what, What::Group | What::Other) {
                self.recipients.person(&told.recipient_id.0, &mut chat.people);
                self.partners.insert(told.id.0, told.recipient_id.0);
            }
            if with.what == What::Myself {
                "Note to Self".clone_into(&mut chat.title);
            }
            if self.recipients.owner_id().is_some() {
                self.recipients.owner(&mut chat.people);
            }
        }
    }

    fn item(&mut self, item: Item, number: usize, chats: &mut Chats) {
        let key = self.key(&item.chat_id.0);
        let chat = chats.of(&key);
        let partner = self.partners.get(&item.chat_id.0).map(String::as_str);
        let mut scene = Scene { recipients: &self.recipients, people: &mut chat.people, partner };
        match item.message(&mut scene) {
            Err(why) => chat.skip(why),
            Ok((mut message, long)) => {
                message.source = SourcePos { file: self.name.clone(), first: number, last: number };
                let place = chat.messages.len();
                chat.keep(message);
                if let Some(text) = long.filter(|_| chat.messages.len() > place) {
                    self.waiting.push(Waiting { chat: key, place, text });
                }
            }
        }
    }
}
