//! LINE's saved chat history (formats document, section 3.10).
//!
//! The day stands on a line of its own, each message begins with its time. Phones and most computers put tabs
//! between time, name and words; some computers put spaces there, and the names have to be learnt from the
//! whole file. A message of several lines has quotation marks around it.

mod body;
mod day;
mod labels;
mod names;
mod notices;
mod parse;
mod quotes;
mod spaces;
#[cfg(test)]
mod tests;
mod timed;
mod title;

use super::blocks::Block;
use super::chats::{About, Chat, Chats};
use super::finish::Draft;
use super::text::{self, is_blank, visible};
use super::{Format, ImportError, Options, Reader, Skip, Source, Warning};
use crate::conversation::{Audience, Kind, Message, ParticipantId, SentAt, SourcePos, SystemEvent};
use body::Body;
use notices::Event;
use parse::{Header, Parsed, Said, Starts};
use timed::Columns;
use title::Title;

/// This format's row in the table.
pub(super) const FORMAT: Format = Format {
    name: "line",
    title: "LINE, saved chat history (phones and computers)",
    files: ".txt",
    steps: "On the phone: open the chat, ≡ › Settings › Export chat history, save the file. On the computer: open the \
        chat, ⋮ › Save chat.",
    leaves_out: "Reactions, which message an answer is to, pictures and stickers; on a computer everything that was \
        written before it was first used.",
    recognise: |file| recognise(file.start()),
    reader: Reader::Text(read),
};

/// Lines looked at to recognise the format.
const FIRST_LINES: usize = 400;

/// A title and a start, or days with their names and starts below them (formats document, section 4).
fn recognise(source: &Source) -> u8 {
    let lines: Vec<&str> = text::lines(&source.text).take(FIRST_LINES).collect();
    let title = parse::title_of(&lines);
    let Some(starts) = Starts::of(&lines, &title.clone().unwrap_or_default()) else {
        return if title.is_some() { 60 } else { 0 };
    };
    let filled = lines.iter().filter(|line| !is_blank(line)).count();
    let (count, days) = (starts.count(), starts.known_days(&lines));
    let is_talk = count >= 2 && days > 0 && count * 5 >= filled;
    match (title, starts.columns) {
        (Some(_), _) => 98,
        (None, Columns::Tabs) if is_talk => 95,
        (None, Columns::Spaces) if is_talk && starts.names >= 2 => 90,
        _ => 0,
    }
}

fn read(source: &Source, options: &Options) -> Result<Draft, ImportError> {
    let nothing = || ImportError::NothingRecognised { path: source.path.clone(), format: FORMAT.title };
    let lines: Vec<&str> = text::lines(&source.text).collect();
    let parsed = Parsed::of(&lines, source, options).ok_or_else(nothing)?;
    let mut chats = Chats::default();
    let mut reading = Reading { source, columns: parsed.columns, chat: chats.of(""), lost: 0 };
    parsed.blocks.iter().for_each(|block| reading.block(block));
    reading.finish(&parsed);
    let variant = match parsed.columns {
        Columns::Tabs => "tabs between time, name and words",
        Columns::Spaces => "spaces between time, name and words",
    };
    let about = About { format: FORMAT.name, variant: variant.to_owned(), platform: "LINE" };
    let mut draft = chats.into_drafts(&about)?.pop().ok_or_else(nothing)?;
    draft.receipt.lines = Some(parsed.lines);
    draft.receipt.dates = parsed.dates;
    Ok(draft)
}

/// What is gathered while messages are read one by one.
struct Reading<'a> {
    source: &'a Source,
    columns: Columns,
    chat: &'a mut Chat,
    /// Messages whose words are not in the export.
    lost: usize,
}

impl Reading<'_> {
    fn block(&mut self, block: &Block<'_, Header<'_>>) {
        let Header { date, start } = block.header;
        let sent = date.map(|date| SentAt::Local(date.to_datetime(start.clock.time)));
        let message = Message {
            sent: sent.unwrap_or_default(),
            precision: sent.map(|_| start.clock.precision()).unwrap_or_default(),
            source: SourcePos { file: self.source.name.clone(), first: block.first, last: block.last },
            ..Message::default()
        };
        match start.said {
            Said::Written { name, words } => {
                let raw = block.rest_and_more(words);
                self.written(name, Message { raw, ..message });
            }
            Said::Notice(words) => self.notice(Message { raw: block.rest_and_more(words), ..message }),
        }
    }

    fn written(&mut self, name: &str, message: Message) {
        match Body::read(&message.raw, self.columns) {
            Err(why) => {
                self.lost += usize::from(why == Skip::Unreadable);
                self.chat.skip(why);
            }
            Ok(Body { kind, text, attachments, call }) => {
                let sender = Some(self.person(name));
                self.chat.keep(Message { sender, kind, text, attachments, call, ..message });
            }
        }
    }

    fn notice(&mut self, message: Message) {
        let raw = visible(&message.raw).into_owned();
        let (event, actor) = match notices::recognise(&raw) {
            Some(notice) => (Some(notice.event), notice.actor),
            None => (None, None),
        };
        match event {
            Some(Event::Unsent) => {
                let sender = actor.map(|name| self.person(name));
                self.chat.keep(Message { sender, kind: Kind::Deleted, deleted: true, ..message });
            }
            Some(Event::Other(event)) => {
                self.chat.keep(Message { kind: Kind::System, event: Some(event), ..message });
            }
            None if is_blank(&raw) => self.chat.skip(Skip::Empty),
            None => self.chat.keep(Message { kind: Kind::System, ..message }),
        }
    }

    fn person(&mut self, name: &str) -> ParticipantId {
        let seen = visible(name);
        self.chat.people.of(seen.trim(), "")
    }

    /// Everything is read: what holds for the whole chat is known now.
    fn finish(&mut self, parsed: &Parsed<'_>) {
        let Title { name, audience } = &parsed.title;
        let people = self.chat.people.list().len();
        self.chat.audience =
            if *audience == Audience::Direct && people > 2 { Audience::Group } else { *audience };
        self.chat.title.clone_from(name);
        self.own_unsent(name);
        let undated: Vec<_> = parsed
            .blocks
            .iter()
            .filter(|block| block.header.date.is_none())
            .map(|block| block.first)
            .collect();
        if !undated.is_empty() {
            let numbers = undated.iter().copied().take(MOST_NUMBERS).collect();
            self.chat.warnings.push(Warning::UnreadTimes { numbers, count: undated.len() });
        }
        if self.lost > 0 {
            self.chat.warnings.push(Warning::WordsMissing { count: self.lost });
        }
    }

    /// The exporting person takes messages back without being named: in a chat named after the one of two,
    /// they are the other. Where nobody can tell, it is a notice.
    fn own_unsent(&mut self, title: &str) {
        let people = &self.chat.people;
        let owner = match (people.called(title), people.list().len()) {
            (Some(other), 2) => Some(ParticipantId(1 - other.0)),
            _ => None,
        };
        let unnamed = |message: &&mut Message| message.kind == Kind::Deleted && message.sender.is_none();
        for message in self.chat.messages.iter_mut().filter(unnamed) {
            if owner.is_some() {
                message.sender = owner;
            } else {
                message.kind = Kind::System;
                message.event = Some(SystemEvent::Notice);
                message.deleted = false;
            }
        }
    }
}

/// Numbers that a warning lists.
const MOST_NUMBERS: usize = 10;
