//! All files together: first the lists, then day after day.

use super::FORMAT;
use super::directory::Directory;
use super::message::Told;
use super::part::{self, Part};
use crate::conversation::{Message, SentAt, SourcePos};
use crate::import::chats::{About, Chat, Chats};
use crate::import::finish::Draft;
use crate::import::json::{self, Go, Place, Walk};
use crate::import::{File, ImportError, Options, Skip};
use std::collections::HashSet;
use std::sync::Arc;

/// Reads every chat.
pub(super) fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let (days, lists): (Vec<_>, Vec<_>) = files
        .iter()
        .filter_map(|file| Some((file, Part::of(file)?)))
        .partition(|(_, part)| *part == Part::Messages);
    let mut reading = Reading::default();
    for (file, part) in lists {
        let mut learning = reading.directory.learning(part);
        let stop = file.read(|reader| Ok(json::walk(reader, &mut learning).err()))?;
        reading.chats.note(file, stop)?;
    }
    for (file, _) in days {
        reading.begin(file);
        let stop = file.read(|reader| Ok(json::walk(reader, &mut reading).err()))?;
        reading.chats.note(file, stop)?;
    }
    let about = About { format: FORMAT.name, variant: "workspace export".to_owned(), platform: "Slack" };
    reading.chats.into_drafts(&about)
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    directory: Directory,
    chats: Chats,
    /// The file that is being read, and the chat that it is of.
    file: Arc<str>,
    key: String,
    /// Ids that came up in this file.
    ids: HashSet<String>,
}

impl Walk for Reading {
    fn at(&mut self, place: &Place) -> Go {
        match () {
            () if place.depth() == 0 || place.is(&["messages"]) => Go::In,
            () if place.key().is_none() && (place.depth() == 1 || place.is(&["messages", "*"])) => Go::Take,
            () => Go::Past,
        }
    }

    fn take(&mut self, place: &Place, value: &str) {
        let source = SourcePos { file: self.file.clone(), first: place.number(), last: place.number() };
        let chat = self.chats.of(&self.key);
        let message = json::parse::<Told>(value).ok_or(Skip::Malformed);
        match message.and_then(|told| told.message(&self.directory, &mut chat.people)) {
            Err(why) => chat.skip(why),
            Ok(message) => {
                if message.sent == SentAt::Unknown {
                    chat.note_unread_time(source.first);
                }
                // One time twice in one file is no overlap: where times were rounded, it is two messages.
                let id = message.id.filter(|id| self.ids.insert(id.clone()));
                chat.keep(Message { id, source, ..message });
            }
        }
    }
}

impl Reading {
    /// Days of one folder are one chat, described when it comes up first; any other file is a chat by itself.
    fn begin(&mut self, file: &File<'_>) {
        self.file = file.shared_name();
        self.ids.clear();
        let key = if part::is_day(file.base()) { file.folder() } else { file.name() };
        key.clone_into(&mut self.key);
        let chat = self.chats.of(key);
        if is_new(chat) && part::is_day(file.base()) {
            let folder = key.rsplit('/').next().unwrap_or_default();
            self.directory.describe(chat, folder);
        }
    }
}

fn is_new(chat: &Chat) -> bool {
    chat.title.is_empty() && chat.people.list().is_empty()
}
