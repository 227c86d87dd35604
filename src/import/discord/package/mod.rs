//! Discord's own data package: a folder for each channel with the owner's messages in it, and files that
//! tell what the channels are called and whose account it is.

mod names;
mod part;
mod record;

use super::PLATFORM;
use crate::conversation::{Audience, Message, SentAt, SourcePos};
use crate::import::chats::{About, Chat, Chats};
use crate::import::finish::Draft;
use crate::import::json::{self, Go, Place, Stop, Walk};
use crate::import::{File, ImportError, Options, OwnerEvidence, Skip, Warning};
use names::{Channel, Names};
use part::Part;
use record::Record;
use std::io::BufRead;

/// The columns of its messages; the names of its other files with their keys.
pub(super) fn recognise(file: &File<'_>) -> u8 {
    match Part::of(file) {
        Some(Part::Json | Part::Csv) => 98,
        Some(Part::Channel | Part::Index | Part::Account) => 90,
        None => 0,
    }
}

/// Reads what channels are called, then their messages.
pub(super) fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let (messages, others): (Vec<_>, Vec<_>) = files
        .iter()
        .filter_map(|file| Some((file, Part::of(file)?)))
        .partition(|(_, part)| matches!(part, Part::Json | Part::Csv));
    let mut chats = Chats::default();
    let mut names = Names::default();
    for (file, part) in others {
        let mut telling = names.telling(part, file.folder());
        let stop = file.read(|reader| Ok(json::walk(reader, &mut telling).err()))?;
        chats.note(file, stop)?;
    }
    for (file, part) in messages {
        let mut reading = Reading { file, chat: prepared(&mut chats, &names, file), number: 0 };
        let stop = file.read(|reader| {
            Ok(match part {
                Part::Csv => rows(reader, &mut reading).err(),
                _ => json::walk(reader, &mut reading).err(),
            })
        })?;
        chats.note(file, stop)?;
    }
    let about = About { format: super::PACKAGE.name, variant: "data package".to_owned(), platform: PLATFORM };
    chats.into_drafts(&about)
}

/// The chat of this file, with its owner, its title and the person at the other end.
fn prepared<'a>(chats: &'a mut Chats, names: &Names, file: &File<'_>) -> &'a mut Chat {
    let channel = names.channel(file);
    let chat = chats.of(&channel.key);
    if chat.owner.is_none() {
        let Channel { title, audience, partner, .. } = channel;
        let (key, shown) = names.owner();
        chat.owner = Some((chat.people.of(key, shown), OwnerEvidence::Marked));
        if audience == Audience::Direct {
            chat.people.of(&partner, &title);
        }
        (chat.title, chat.audience) = (title, audience);
        chat.warnings.push(Warning::OwnHalfOnly);
    }
    chat
}

/// One file's messages on their way into their chat.
struct Reading<'a> {
    file: &'a File<'a>,
    chat: &'a mut Chat,
    /// How many records were seen.
    number: usize,
}

impl Walk for Reading<'_> {
    fn at(&mut self, place: &Place) -> Go {
        match place.depth() {
            0 => Go::In,
            _ if place.is(&["*"]) => Go::Take,
            _ => Go::Past,
        }
    }

    fn take(&mut self, _: &Place, value: &str) {
        self.record(json::parse(value));
    }
}

impl Reading<'_> {
    fn record(&mut self, record: Option<Record>) {
        self.number += 1;
        let chat = &mut *self.chat;
        match record.ok_or(Skip::Malformed).and_then(Record::message) {
            Err(why) => chat.skip(why),
            Ok(message) => {
                if message.sent == SentAt::Unknown {
                    chat.note_unread_time(self.number);
                }
                let sender = chat.owner.map(|(owner, _)| owner);
                let file = self.file.shared_name();
                let source = SourcePos { file, first: self.number, last: self.number };
                chat.keep(Message { sender, source, ..message });
            }
        }
    }
}

/// The rows below the header.
fn rows(reader: &mut dyn BufRead, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(reader);
    let mut row = csv::ByteRecord::new();
    loop {
        match table.read_byte_record(&mut row) {
            Ok(false) => return Ok(()),
            Ok(true) => reading.record(Record::of_row(&row)),
            Err(error) => {
                let line = error.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
                return Err(match error.into_kind() {
                    csv::ErrorKind::Io(error) => Stop::Io(error),
                    _ => Stop::Broken { line },
                });
            }
        }
    }
}
