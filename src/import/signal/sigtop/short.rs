//! The short text: `2006-01-02 15:04 NAME: [reply to X on 2006-01-02 15:03, edited, 2 attachments] body`.

use super::{Shown, YOU, counted, entitle, numbered, owner};
use crate::conversation::{Attachment, AttachmentKind, Kind, Message, SourcePos, SystemEvent};
use crate::import::chats::Chat;
use crate::import::moment::{self, When};
use crate::import::{Lines, Skip, Source};

/// Headers under the owner's name, or with what no other format writes in brackets.
pub(super) fn recognise(start: &str) -> u8 {
    let lines: Vec<&str> =
        numbered(start).into_iter().filter(|line| !line.trim().is_empty()).take(FIRST_LINES).collect();
    let headers: Vec<Header<'_>> = lines.iter().filter_map(|line| Header::of(line)).collect();
    let is_shaped =
        lines.first().is_some_and(|line| Header::of(line).is_some()) && headers.len() * 5 >= lines.len();
    match () {
        () if !is_shaped => 0,
        () if headers.iter().any(|header| header.details.is_some()) => 97,
        () if headers.iter().any(|header| header.name == YOU) => 96,
        () => 0,
    }
}

/// Lines that suffice to recognise the format.
const FIRST_LINES: usize = 200;

/// Reads every message into the chat.
pub(super) fn read(source: &Source, chat: &mut Chat) -> Lines {
    let lines = numbered(&source.text);
    let starts: Vec<usize> = (0..lines.len()).filter(|&at| Header::of(lines[at]).is_some()).collect();
    if let Some(with) = named_after(source) {
        entitle(chat, with);
    }
    for (place, &start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(lines.len());
        let Some(header) = Header::of(lines[start]) else { continue };
        let position = SourcePos { file: source.name.clone(), first: start + 1, last: end };
        match header.message(&lines[start + 1..end], chat) {
            Ok(message) => chat.keep(Message { source: position, ..message }),
            Err(why) => chat.skip(why),
        }
    }
    counted(&lines, starts.len(), starts.first().copied().unwrap_or(lines.len()))
}

/// The chat's name, as sigtop names its files: `NAME (+15550100).txt`.
pub(super) fn named_after(source: &Source) -> Option<Shown<'_>> {
    let [title, _] = source.file_titles();
    let shown = Shown::of(title);
    let is_detail = shown.is_group() || shown.detail.starts_with('+') || shown.detail.len() == UUID;
    is_detail.then_some(shown)
}

/// How long an account id is.
const UUID: usize = 36;

/// The first line of a message.
#[derive(Debug, PartialEq)]
struct Header<'a> {
    sent: When,
    name: &'a str,
    /// Everything behind the name.
    body: &'a str,
    details: Option<Details<'a>>,
}

/// What stands in brackets.
#[derive(Debug, Default, PartialEq)]
struct Details<'a> {
    edited: bool,
    attachments: usize,
    /// What kind of message it is, if the app reports something.
    reported: Option<&'a str>,
    /// The words behind the brackets.
    words: &'a str,
}

impl<'a> Header<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let (time, rest) = line.split_at_checked("2006-01-02 15:04".len())?;
        let has_shape = time.char_indices().all(|(at, c)| match at {
            4 | 7 => c == '-',
            10 => c == ' ',
            13 => c == ':',
            _ => c.is_ascii_digit(),
        });
        let sent = if has_shape { moment::iso(time) } else { When::default() };
        if sent == When::default() {
            return None;
        }
        let (name, body) = rest.strip_prefix(' ')?.split_once(':')?;
        let is_name = !name.trim().is_empty() && (body.is_empty() || body.starts_with(' '));
        is_name.then(|| Self { sent, name, body, details: Details::of(body) })
    }

    fn message(self, more: &[&str], chat: &mut Chat) -> Result<Message, Skip> {
        let body = [&[self.body.strip_prefix(' ').unwrap_or(self.body)][..], more].concat().join("\n");
        let sender = if self.name == YOU { owner(chat) } else { chat.people.of(self.name, self.name) };
        let details = self.details.unwrap_or(Details { words: self.body, ..Details::default() });
        let words = details.words;
        let text = [&[words.strip_prefix(' ').unwrap_or(words)][..], more].concat().join("\n");
        let (sent, precision) = self.sent;
        let raw = body.trim_end().to_owned();
        let message = Message { sent, precision, raw, ..Message::default() };
        if let Some(kind) = details.reported {
            let event = if kind == "timer-notification" { SystemEvent::Timer } else { SystemEvent::Notice };
            return Ok(Message { kind: Kind::System, event: Some(event), ..message });
        }
        let text = text.trim_end().to_owned();
        if text.trim().is_empty() && details.attachments == 0 {
            return Err(Skip::Empty);
        }
        let file =
            Attachment { kind: AttachmentKind::Unknown, name: None, omitted: true, transcription: None };
        Ok(Message {
            sender: Some(sender),
            kind: if details.attachments > 0 { Kind::Media } else { Kind::Text },
            text,
            edited: details.edited,
            attachments: vec![file; details.attachments.min(MOST_ATTACHMENTS)],
            ..message
        })
    }
}

/// More files than the app lets anybody send at once.
const MOST_ATTACHMENTS: usize = 100;

impl<'a> Details<'a> {
    /// What stands in brackets before the words. Somebody may write brackets too: the whole has to fit.
    fn of(body: &'a str) -> Option<Self> {
        let inside = body.strip_prefix(" [")?;
        let ends = inside.match_indices(']').map(|(end, _)| end).take_while(|end| *end < LONGEST);
        ends.map(|end| (&inside[..end], &inside[end + 1..]))
            .find_map(|(inside, words)| Self::within(inside, words))
    }

    fn within(inside: &'a str, words: &'a str) -> Option<Self> {
        if !(words.is_empty() || words.starts_with(' ')) {
            return None;
        }
        if let Some(kind) = inside.strip_suffix(" message").filter(|_| words.is_empty()) {
            let is_kind =
                kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            return (is_kind && !kind.is_empty()).then(|| Self { reported: Some(kind), ..Self::default() });
        }
        let (inside, attachments) = attachments(inside);
        let before = inside.strip_suffix("edited").map(|rest| rest.strip_suffix(", ").unwrap_or(rest));
        let reply = before.unwrap_or(inside);
        let is_reply = reply.strip_prefix("reply to ").is_some_and(is_reply);
        let edited = before.is_some();
        let fits = is_reply || reply.is_empty() && (edited || attachments > 0);
        fits.then_some(Self { edited, attachments, reported: None, words })
    }
}

/// Names are shorter, and so is what stands with them.
const LONGEST: usize = 200;

/// `X on 2006-01-02 15:04`.
fn is_reply(text: &str) -> bool {
    text.rsplit_once(" on ")
        .is_some_and(|(_, time)| time == "unknown" || moment::iso(time) != When::default())
}

/// The rest before `2 attachments`, and how many there are.
fn attachments(inside: &str) -> (&str, usize) {
    let (before, last) = inside.rsplit_once(", ").unwrap_or(("", inside));
    let number = last.strip_suffix(" attachments").or_else(|| last.strip_suffix(" attachment"));
    match number.and_then(|number| number.parse().ok()) {
        Some(number) if number > 0 => (before, number),
        _ => (inside, 0),
    }
}
