//! `result.json`, a message at a time.

use super::escapes::Mended;
use super::message::Told;
use crate::conversation::{Audience, Message, ParticipantId, SourcePos};
use crate::import::chats::{About, Chat, Chats};
use crate::import::finish::Draft;
use crate::import::json::{self, Go, Loose, Place, Walk};
use crate::import::{File, ImportError, Options, OwnerEvidence, Skip};
use std::sync::Arc;

/// Its own keys among the first, or those of a message that a converter kept.
pub(super) fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    let has = |keys: &[&str]| json::has_keys(start, keys);
    match () {
        () if !start.trim_start().starts_with('{') => 0,
        () if has(&["messages", "type", "text_entities"]) => 98,
        () if has(&["messages", "type", "date_unixtime"]) || has(&["messages", "type", "from_id"]) => 95,
        () if has(&["personal_information", "about", "user_id"]) => 95,
        () if has(&["name", "type", "id", "messages"]) => 70,
        () => 0,
    }
}

/// Reads every chat of every file.
pub(super) fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let mut reading = Reading::default();
    for file in files {
        reading.file = file.shared_name();
        let stop = file.read(|reader| Ok(json::walk(Mended::new(reader), &mut reading).err()))?;
        reading.close();
        reading.chats.note(file, stop)?;
    }
    let Reading { mut chats, me, .. } = reading;
    if let Some(me) = me {
        chats.iter_mut().for_each(|chat| mark(chat, &me));
    }
    let about = About { format: super::JSON.name, variant: "JSON".to_owned(), platform: "Telegram" };
    chats.into_drafts(&about)
}

/// Whose account it is.
fn mark(chat: &mut Chat, me: &str) {
    let owner = chat.people.known(me).map(|owner| (owner, OwnerEvidence::Marked));
    chat.owner = owner.or(chat.owner);
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    file: Arc<str>,
    chats: Chats,
    /// How many chats are read to their end.
    finished: usize,
    /// What stands about the chat that is being read.
    name: String,
    kind: String,
    id: String,
    /// The account's own id, in an export of the whole account.
    me: Option<String>,
}

impl Walk for Reading {
    fn at(&mut self, place: &Place) -> Go {
        let chats = ["chats", "left_chats"];
        let inside = |steps: &[&str]| {
            place.is(steps) || chats.iter().any(|list| place.is(&[&[*list, "list", "*"], steps].concat()))
        };
        match () {
            () if inside(&[]) || inside(&["messages"]) => Go::In,
            () if inside(&["messages", "*"]) => Go::Take,
            () if ["name", "type", "id"].iter().any(|key| inside(&[key])) => Go::Take,
            () if place.is(&["personal_information", "user_id"]) => Go::Take,
            () if place.is(&["personal_information"]) => Go::In,
            () if chats.iter().any(|list| place.is(&[list]) || place.is(&[list, "list"])) => Go::In,
            () => Go::Past,
        }
    }

    fn take(&mut self, place: &Place, value: &str) {
        let text = || json::parse::<Loose>(value).unwrap_or_default().0;
        match place.key() {
            Some("name") => self.name = text(),
            Some("type") => self.kind = text(),
            Some("id") => self.id = text(),
            Some("user_id") => self.me = Some(format!("user{}", text())),
            _ => self.message(place.number(), value),
        }
    }

    fn leave(&mut self, place: &Place) {
        if place.is(&["chats", "list", "*"]) || place.is(&["left_chats", "list", "*"]) {
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
                Err(why) => chat.skip(why),
                Ok(message) => chat.keep(Message { source, ..message }),
            },
        }
    }

    /// The chat is read to its end: what stands about it is known now.
    fn close(&mut self) {
        let [name, kind, id] = [&mut self.name, &mut self.kind, &mut self.id].map(std::mem::take);
        let chat = self.chat();
        chat.audience = audience(&kind);
        let other = chat.people.known(&format!("user{id}")).or_else(|| chat.people.called(&name));
        chat.owner = match (chat.audience, chat.people.list().len(), other) {
            (Audience::NoteToSelf, 1, _) => Some((ParticipantId(0), OwnerEvidence::Marked)),
            (Audience::Direct, 2, Some(other)) => {
                Some((ParticipantId(1 - other.0), OwnerEvidence::ChatTitle))
            }
            _ => None,
        };
        chat.title = name;
        self.finished += 1;
    }
}

fn audience(kind: &str) -> Audience {
    match kind {
        "personal_chat" | "bot_chat" => Audience::Direct,
        "saved_messages" => Audience::NoteToSelf,
        "" => Audience::Unknown,
        _ => Audience::Group,
    }
}
