//! WhatsApp's exported text (formats document, section 3.1).
//!
//! One line starts a message, the lines up to the next start carry it on. The whole file is looked at
//! before anything is decided: the shape of its headers, the order of its dates, the names in it.
//! Every word ends up in a message's `raw`; `text` holds what the sender typed.

mod attachments;
mod blocks;
mod body;
mod calls;
mod header;
mod notices;
mod placeholders;
mod sender;
#[cfg(test)]
mod tests;
mod title;
mod words;

use super::dates::{ClockStyle, DateOrder, Hints};
use super::finish::Draft;
use super::{Format, ImportError, Options, OwnerEvidence, Reader, Receipt, Source, Warning, text};
use crate::conversation::{
    Audience, Conversation, Kind, Message, Participant, ParticipantId, SentAt, SourcePos, SystemEvent,
};
use blocks::{Block, Blocks, Start};
use body::Body;
use foldhash::HashMap;
use header::{Header, Layout};
use sender::{Names, Rest};

/// This format's row in the table.
pub(super) const FORMAT: Format = Format {
    name: "whatsapp",
    title: "WhatsApp, exported chat (Android and iOS)",
    files: ".txt, .zip",
    steps: "Open the chat, tap its name (iOS) or ⋮ › More (Android), Export chat, Without media; send or save the file.",
    leaves_out: "Reactions, reply links, earlier versions of edited messages; the oldest messages of chats with more \
        than about 40,000; everything in chats with advanced chat privacy.",
    recognise: |file| recognise(file.start()),
    reader: Reader::Text(read),
};

/// Lines looked at to recognise the format.
const FIRST_LINES: usize = 200;

/// Headers of one shape, with senders, among the first lines (formats document, section 4).
fn recognise(source: &Source) -> u8 {
    let first: Vec<_> =
        text::lines(&source.text).filter(|line| !text::is_blank(line)).take(FIRST_LINES).collect();
    let headers: Vec<_> = first.iter().filter_map(|line| Header::parse(line)).collect();
    let Some(shape) = header::majority(headers.iter()) else { return 0 };
    let of_shape: Vec<_> = headers.iter().filter(|header| header.shape == shape).collect();
    let written = of_shape.iter().filter(|header| header.rest.contains(':')).count();
    let is_signal = shape.layout == Layout::Bracketed
        && shape.separator == '-'
        && of_shape.iter().any(|header| header.rest.starts_with("Me: "));
    match of_shape.len() {
        _ if written * 3 < of_shape.len() => 20,
        _ if is_signal => 40,
        2.. if of_shape.len() * 5 >= first.len() => 95,
        _ if Header::parse(first[0]).is_some() => 60,
        _ => 10,
    }
}

fn read(source: &Source, options: &Options) -> Result<Draft, ImportError> {
    let blocks = Blocks::find(&source.text, |starts| hints(starts, source, options))
        .ok_or_else(|| ImportError::NothingRecognised { path: source.path.clone(), format: FORMAT.title })?;
    let names = Names::learn(blocks.headers().map(|header| header.rest));
    let mut reading =
        Reading { source, names, people: People::default(), owners: Vec::new(), chat_name: None };
    let mut messages = Vec::with_capacity(blocks.len());
    messages.extend(blocks.iter().map(|block| reading.message(&block)));
    let conversation = Conversation {
        title: title::of_file(&source.file_titles())
            .or_else(|| reading.chat_name.clone())
            .unwrap_or_default(),
        platform: "WhatsApp".to_owned(),
        audience: audience(&messages),
        participants: reading.people.list.clone(),
        messages,
        ..Conversation::default()
    };
    let receipt = Receipt {
        format: FORMAT.name,
        variant: variant(&blocks),
        records_seen: blocks.len(),
        lines: Some(blocks.lines),
        dates: Some(blocks.dates),
        warnings: near_limit(&conversation.messages).into_iter().collect(),
        ..Receipt::default()
    };
    Ok(Draft { conversation, receipt, marked: reading.owner() })
}

/// American English prints `1/29/18, 7:02 PM`; nobody else has slashes and capitals without dots.
fn hints(starts: &[Start<'_>], source: &Source, options: &Options) -> Hints {
    let is_american = |Start { header, .. }: &Start<'_>| {
        header.shape.separator == '/'
            && header.shape.layout == Layout::Dashed
            && header.clock.style == ClockStyle::AmericanMark
    };
    let likely = starts.iter().any(is_american).then_some(DateOrder::Mdy);
    Hints { asked: options.date_order, likely, latest: source.latest }
}

fn variant(blocks: &Blocks<'_>) -> String {
    let is_marked = blocks.headers().any(|header| header.clock.style != ClockStyle::TwentyFour);
    let clock = if is_marked { "12 h" } else { "24 h" };
    blocks.headers().next().map_or_else(String::new, |header| {
        let separator = header.shape.separator;
        format!("{}, {} with {separator:?}, {clock}", header.shape.layout.name(), blocks.dates.order.name())
    })
}

/// Only groups are made, renamed, joined and left.
fn audience(messages: &[Message]) -> Audience {
    let of_groups = [SystemEvent::GroupCreated, SystemEvent::Membership, SystemEvent::GroupChanged];
    let is_group =
        messages.iter().any(|message| message.event.is_some_and(|event| of_groups.contains(&event)));
    if is_group { Audience::Group } else { Audience::Unknown }
}

/// Exports stop at about these many messages, without and with media.
const LIMITS: [usize; 2] = [40_000, 10_000];

fn near_limit(messages: &[Message]) -> Option<Warning> {
    let has_media =
        messages.iter().flat_map(|message| &message.attachments).any(|attachment| !attachment.omitted);
    let limit = LIMITS[usize::from(has_media)];
    let is_near = messages.len().abs_diff(limit) <= limit / 40;
    is_near.then_some(Warning::NearExportLimit { messages: messages.len(), limit })
}

/// What is gathered while messages are read one by one.
struct Reading<'a> {
    source: &'a Source,
    names: Names,
    people: People,
    /// Who took back a message as "you": each the exporting person.
    owners: Vec<ParticipantId>,
    /// The name under which iOS writes the encryption notice: the chat's.
    chat_name: Option<String>,
}

impl Reading<'_> {
    fn message(&mut self, block: &Block<'_>) -> Message {
        let message = Message {
            sent: SentAt::Local(block.at),
            precision: block.header.clock.precision(),
            source: SourcePos { file: self.source.name.clone(), first: block.first, last: block.last },
            ..Message::default()
        };
        match self.names.split(block.header.rest) {
            Rest::Notice(event) => {
                Message { kind: Kind::System, event, raw: block.rest_and_more(block.header.rest), ..message }
            }
            Rest::Written { name, body } if block.is_one_line() && words::are_all(body) => {
                Message { sender: Some(self.people.id(name)), text: body.trim().to_owned(), ..message }
            }
            Rest::Written { name, body } => {
                let raw = block.rest_and_more(body);
                match self.names.notice_under(name, &raw) {
                    Some(event) => self.notice_under(name, event, block, message),
                    None => self.written(name, raw, message),
                }
            }
        }
    }

    fn notice_under(
        &mut self,
        name: &str,
        event: SystemEvent,
        block: &Block<'_>,
        message: Message,
    ) -> Message {
        if event == SystemEvent::Encryption && self.chat_name.is_none() {
            self.chat_name = Some(sender::shown(name));
        }
        let raw = block.rest_and_more(block.header.rest);
        Message { kind: Kind::System, event: Some(event), raw, ..message }
    }

    fn written(&mut self, name: &str, raw: String, message: Message) -> Message {
        let Body { kind, text, edited, deleted_by_owner, attachments, call } = Body::read(&raw);
        let sender = self.people.id(name);
        if deleted_by_owner && !self.owners.contains(&sender) {
            self.owners.push(sender);
        }
        let deleted = kind == Kind::Deleted;
        Message { sender: Some(sender), kind, text, edited, deleted, attachments, call, raw, ..message }
    }

    fn owner(&self) -> Option<(ParticipantId, OwnerEvidence)> {
        match self.owners[..] {
            [owner] => Some((owner, OwnerEvidence::FirstPerson)),
            _ => None,
        }
    }
}

/// Everybody who wrote, in the order of their first messages.
#[derive(Default)]
struct People {
    list: Vec<Participant>,
    by_name: HashMap<String, ParticipantId>,
    /// The same by the name as the export writes it, with its invisible characters.
    by_written: HashMap<String, ParticipantId>,
}

impl People {
    /// The person whose name is written so.
    fn id(&mut self, written: &str) -> ParticipantId {
        if let Some(&id) = self.by_written.get(written) {
            return id;
        }
        let id = self.called(&sender::shown(written));
        self.by_written.insert(written.to_owned(), id);
        id
    }

    fn called(&mut self, name: &str) -> ParticipantId {
        if let Some(&id) = self.by_name.get(name) {
            return id;
        }
        let id = ParticipantId(self.list.len());
        self.list.push(Participant::named(name));
        self.by_name.insert(name.to_owned(), id);
        id
    }
}
