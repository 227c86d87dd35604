//! The long text: a block of fields for each message, and its words.

use super::{Shown, YOU, counted, entitle, numbered, owner};
use crate::conversation::{
    Attachment, Audience, Call, CallMedium, CallOutcome, Kind, Message, ParticipantId, Reaction, SourcePos,
    SystemEvent,
};
use crate::import::attached::kind_of_message;
use crate::import::chats::Chat;
use crate::import::dates::DateOrder;
use crate::import::moment::When;
use crate::import::signal::kind_of_type;
use crate::import::stamp::Stamp;
use crate::import::{Lines, Skip, Source};

/// Blocks, and the line that names the chat.
pub(super) fn recognise(start: &str) -> u8 {
    let lines: Vec<&str> = numbered(start).into_iter().take(FIRST_LINES).collect();
    let blocks = (0..lines.len()).filter(|&at| begins(&lines, at)).count();
    let is_named =
        lines.iter().find(|line| !line.trim().is_empty()).is_some_and(|line| line.starts_with(CHAT));
    match blocks {
        0 => 0,
        _ if is_named => 98,
        1 => 90,
        _ => 95,
    }
}

/// Lines that suffice to recognise the format.
const FIRST_LINES: usize = 200;

/// What the line that names the chat begins with.
const CHAT: &str = "Conversation: ";

/// Reads every block into the chat.
pub(super) fn read(source: &Source, chat: &mut Chat) -> Lines {
    let lines = numbered(&source.text);
    let starts: Vec<usize> = (0..lines.len()).filter(|&at| begins(&lines, at)).collect();
    let preamble = starts.first().copied().unwrap_or(lines.len());
    if let Some(with) = lines[..preamble].iter().find_map(|line| line.strip_prefix(CHAT)) {
        entitle(chat, Shown::of(with));
        if chat.audience == Audience::Direct {
            Shown::of(with).person(&mut chat.people);
        }
    }
    for (place, &start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(lines.len());
        let source = SourcePos { file: source.name.clone(), first: start + 1, last: end };
        match Block::read(&lines[start..end]).message(chat) {
            Ok(message) => chat.keep(Message { source, ..message }),
            Err(why) => chat.skip(why),
        }
    }
    counted(&lines, starts.len(), preamble)
}

/// Whether a block begins at the line: behind a blank one, who wrote and what kind of message it is.
fn begins(lines: &[&str], at: usize) -> bool {
    let line = |at: usize| lines.get(at).copied().unwrap_or_default();
    let is_first = at == 0 || line(at - 1).is_empty();
    let kind = at + usize::from(line(at).starts_with("From: "));
    let is_time = |field: &str| {
        line(kind + 1).strip_prefix(field).is_some_and(|time| time == "unknown" || when(time).is_some())
    };
    is_first && line(kind).starts_with("Type: ") && (is_time("Sent: ") || is_time("Received: "))
}

fn when(text: &str) -> Option<When> {
    Stamp::parse(text)?.resolve(DateOrder::Dmy)
}

/// The fields of one message.
#[derive(Default)]
struct Block<'a> {
    from: Option<&'a str>,
    kind: &'a str,
    sent: When,
    attachments: Vec<Attachment>,
    /// Emoji and who gave it.
    reactions: Vec<(&'a str, &'a str)>,
    edited: bool,
    quoted: Option<String>,
    text: String,
    raw: String,
}

impl<'a> Block<'a> {
    fn read(lines: &[&'a str]) -> Self {
        let mut block = Self::default();
        let end = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
        for line in &lines[..end] {
            block.field(line);
        }
        let rest = lines.get(end + 1..).unwrap_or_default();
        rest.join("\n").trim_end().clone_into(&mut block.raw);
        if block.edited {
            let newest: Vec<&str> = newest_version(rest).collect();
            block.words(&newest);
        } else {
            block.words(rest);
        }
        block
    }

    fn field(&mut self, line: &'a str) {
        let Some((field, value)) = line.split_once(": ") else { return };
        match field {
            "From" => self.from = Some(value),
            "Type" => self.kind = value,
            // What came in without a time of sending has the time of its coming.
            "Sent" => self.sent = when(value).unwrap_or_default(),
            "Received" if self.sent == When::default() => self.sent = when(value).unwrap_or_default(),
            "Attachment" => self.attachments.push(attachment(value)),
            "Reaction" => self.reactions.extend(value.split_once(" from ")),
            "Edited" => self.edited = true,
            _ => {}
        }
    }

    /// Takes the quote, if there is one, from the words behind it.
    fn words(&mut self, lines: &[&str]) {
        let is_quote = lines.first().is_some_and(|line| line.starts_with("> From: "));
        let end = lines.iter().position(|line| !line.starts_with('>')).unwrap_or(lines.len());
        let (quote, words) = lines.split_at(if is_quote { end } else { 0 });
        let of_quote = quote.iter().skip_while(|line| **line != ">").skip(1);
        let quoted: Vec<&str> = of_quote.map(|line| line.strip_prefix("> ").unwrap_or(&line[1..])).collect();
        self.quoted = Some(quoted.join("\n")).filter(|quoted| !quoted.is_empty());
        let words = if is_quote { words.get(1..).unwrap_or_default() } else { words };
        words.join("\n").trim_end().clone_into(&mut self.text);
    }

    fn message(self, chat: &mut Chat) -> Result<Message, Skip> {
        let sender = match self.from {
            Some(YOU) => Some(owner(chat)),
            Some(from) => Some(Shown::of(from).person(&mut chat.people)),
            None => None,
        };
        let (sent, precision) = self.sent;
        let message = Message { sent, precision, raw: self.raw, ..Message::default() };
        if !matches!(self.kind, "incoming" | "outgoing") {
            return Ok(reported(self.kind, sender, message));
        }
        if self.text.trim().is_empty() && self.attachments.is_empty() {
            return Err(Skip::Empty);
        }
        let reactions = self.reactions.iter().map(|(emoji, by)| reaction(emoji, by, chat)).collect();
        Ok(Message {
            sender,
            kind: self.attachments.first().map_or(Kind::Text, |file| kind_of_message(file.kind)),
            text: self.text,
            quoted: self.quoted,
            edited: self.edited,
            attachments: self.attachments,
            reactions,
            ..message
        })
    }
}

/// What the app reports, by its own name for it.
fn reported(kind: &str, sender: Option<ParticipantId>, message: Message) -> Message {
    if kind == "call-history" {
        let call = Call { medium: CallMedium::Unknown, outcome: CallOutcome::Unknown, seconds: None };
        return Message { kind: Kind::Call, call: Some(call), sender, ..message };
    }
    let event = match kind {
        "timer-notification" => SystemEvent::Timer,
        "keychange" | "verified-change" | "change-number-notification" => SystemEvent::Identity,
        _ => SystemEvent::Notice,
    };
    Message { kind: Kind::System, event: Some(event), ..message }
}

/// `NAME (TYPE, N bytes)`.
fn attachment(told: &str) -> Attachment {
    let (name, kind) = told.rsplit_once(" (").unwrap_or((told, ""));
    let kind = kind_of_type(kind.split(',').next().unwrap_or_default());
    let name = Some(name).filter(|name| *name != "no filename").map(str::to_owned);
    Attachment { kind, name, omitted: false, transcription: None }
}

/// A reaction. Between two people, whoever is not the other one is the owner, who stands here under their own
/// name.
fn reaction(emoji: &str, by: &str, chat: &mut Chat) -> Reaction {
    let shown = Shown::of(by);
    let known = chat.people.known(shown.detail).or_else(|| chat.people.called(shown.name));
    let by = match known {
        Some(known) => known,
        None if chat.audience == Audience::Direct => {
            let owner = owner(chat);
            let aliases = &mut chat.people.person_mut(owner).aliases;
            let names = [shown.name, shown.detail].into_iter().filter(|name| !name.is_empty());
            for name in names {
                if !aliases.iter().any(|known| known == name) {
                    aliases.push(name.to_owned());
                }
            }
            owner
        }
        None => shown.person(&mut chat.people),
    };
    Reaction { emoji: emoji.to_owned(), by: Some(by) }
}

/// The lines of the newest version of an edited message, which stands first, without the mark before each.
fn newest_version<'a>(lines: &[&'a str]) -> impl Iterator<Item = &'a str> {
    let unmarked: Vec<&str> =
        lines.iter().map_while(|line| line.strip_prefix("| ").or_else(|| line.strip_prefix('|'))).collect();
    let number = |line: &str| line.strip_prefix("Version: ")?.parse::<usize>().ok();
    let newest = unmarked.first().and_then(|line| number(line));
    let end = (1..unmarked.len()).find(|&at| {
        let is_older = newest.is_some_and(|newest| number(unmarked[at]) == newest.checked_sub(1));
        let goes_on = unmarked.get(at + 1).is_some_and(|line| line.contains(": "));
        is_older && goes_on && unmarked[at - 1].is_empty()
    });
    let end = end.map_or(unmarked.len(), |end| end - 1);
    // Its fields end where its quote or its words begin.
    let fields = unmarked.iter().position(|line| line.is_empty()).map_or(end, |at| at + 1);
    unmarked.into_iter().take(end).skip(fields.min(end))
}
