//! Texts that imessage-exporter writes, versions 1 to 5 (formats document, section 3.2.2): one for each chat.
//!
//! A reply is printed twice, indented below the message that it answers and again at its own time. The
//! second print is the message; the first is one only where the second is missing.

mod blocks;
mod body;
mod lines;
mod notices;
#[cfg(test)]
mod tests;

use crate::conversation::{
    Conversation, Kind, Message, ParticipantId, Precision, Reaction, SentAt, SourcePos,
};
use crate::import::chats::People;
use crate::import::finish::Draft;
use crate::import::{Format, ImportError, Options, OwnerEvidence, Reader, Receipt, Skip, Source, text};
use blocks::{Block, Blocks, What};
use body::Body;
use std::collections::BTreeMap;

/// This format's row in the table.
pub(in crate::import) const FORMAT: Format = Format {
    name: "imessage-exporter",
    title: "Apple Messages, text written by imessage-exporter",
    files: "one .txt for each chat",
    steps: "On a Mac: run imessage-exporter --format txt; it writes a folder with a text for each chat. Give one text or \
        the folder.",
    leaves_out: "Which message a reply answers, the app's ids, time zones; bubbles of apps are lines like any other.",
    recognise: |file| recognise(file.start()),
    reader: Reader::Text(read),
};

/// Lines looked at to recognise the format (formats document, section 3.2.2).
const FIRST_LINES: usize = 50;

fn recognise(source: &Source) -> u8 {
    let first: Vec<&str> = text::lines(&source.text).take(FIRST_LINES).collect();
    let starts = blocks::starts(&first).filter(|start| start.what == What::Message);
    let begins = first.iter().position(|line| !text::is_blank(line));
    match starts.map(|start| start.line).collect::<Vec<_>>()[..] {
        [_, _, ..] => 97,
        [only] if Some(only) == begins => 90,
        _ => 0,
    }
}

fn read(source: &Source, _: &Options) -> Result<Draft, ImportError> {
    let lines: Vec<&str> = text::lines(&source.text).collect();
    let blocks = Blocks::find(&lines)
        .ok_or_else(|| ImportError::NothingRecognised { path: source.path.clone(), format: FORMAT.title })?;
    let mut reading = Reading { source, people: People::default(), owner: None, empty: 0 };
    let messages: Vec<Message> = blocks.list.iter().filter_map(|block| reading.block(block)).collect();
    let receipt = Receipt {
        format: FORMAT.name,
        variant: "text".to_owned(),
        records_seen: blocks.list.len(),
        skipped: BTreeMap::from([(Skip::Empty, reading.empty)])
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .collect(),
        lines: Some(blocks.lines),
        ..Receipt::default()
    };
    let participants = reading.people.list().to_vec();
    let conversation = Conversation {
        title: title(source, &blocks.list),
        platform: "Messages".to_owned(),
        participants,
        messages,
        ..Conversation::default()
    };
    Ok(Draft { conversation, receipt, marked: reading.owner.map(|owner| (owner, OwnerEvidence::Marked)) })
}

/// The exporter names the file after the chat; a file that was named otherwise names nobody in it.
fn title(source: &Source, blocks: &[Block<'_>]) -> String {
    let [title, _] = source.file_titles();
    let named =
        title.rsplit_once(" - ").filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()));
    let names_somebody = blocks.iter().any(|block| !block.sender.is_empty() && title.contains(block.sender));
    match named {
        Some((name, _)) => name.to_owned(),
        None if names_somebody => title.to_owned(),
        None => String::new(),
    }
}

/// What is gathered while blocks are read one by one.
struct Reading<'a> {
    source: &'a Source,
    people: People,
    /// Who wrote a message that somebody else read.
    owner: Option<ParticipantId>,
    empty: usize,
}

impl Reading<'_> {
    fn block(&mut self, block: &Block<'_>) -> Option<Message> {
        let message = Message {
            sent: SentAt::Local(block.at),
            precision: Precision::Second,
            raw: block.raw(),
            source: SourcePos { file: self.source.name.clone(), first: block.first, last: block.last },
            ..Message::default()
        };
        match block.what {
            What::Notice(notices::Notice::App(event)) => {
                Some(Message { kind: Kind::System, event: Some(event), ..message })
            }
            What::Notice(notices::Notice::Unsent(who)) => {
                let sender = Some(self.person(who));
                Some(Message { kind: Kind::Deleted, deleted: true, sender, ..message })
            }
            What::Message => self.written(block, message),
        }
    }

    fn written(&mut self, block: &Block<'_>, message: Message) -> Option<Message> {
        let body = Body::read(&block.body, block.at);
        let Some(kind) = body.kind() else {
            self.empty += 1;
            return None;
        };
        if let Kind::System = kind {
            return Some(Message { kind, event: body.event, ..message });
        }
        let sender = self.person(block.sender);
        if block.is_read_by_others {
            self.owner = self.owner.or(Some(sender));
        }
        let reactions = body
            .reactions
            .iter()
            .map(|(emoji, by)| Reaction { emoji: emoji.clone(), by: Some(self.person(by)) })
            .collect();
        Some(Message {
            sender: Some(sender),
            kind,
            deleted: kind == Kind::Deleted,
            edited: body.edited || (body.unsent && kind != Kind::Deleted),
            text: body.text,
            quoted: body.preview,
            attachments: body.attachments,
            reactions,
            ..message
        })
    }

    /// The person of this name; in notices the owner is "You".
    fn person(&mut self, name: &str) -> ParticipantId {
        let name = if name == "You" { "Me" } else { name };
        self.people.of(name, name)
    }
}
