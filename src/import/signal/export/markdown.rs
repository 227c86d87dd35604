//! `chat.md`, formerly `index.md`: `[2006-01-02 15:04:05] NAME: body`.

use super::{Entry, Exported, ME, NOBODY, calls, data, when};
use crate::conversation::{Attachment, AttachmentKind};
use crate::import::moment::When;
use crate::import::signal::kind_of_name;
use crate::import::text::{self, is_invisible};
use crate::import::{File, ImportError};
use std::collections::HashMap;
use std::io::Read;

/// Headers, and something that the look-alike, the Swedish export of WhatsApp on iOS, never has.
pub(super) fn recognise(start: &str, is_named: bool) -> u8 {
    let lines: Vec<&str> =
        text::lines(start).filter(|line| !text::is_blank(line)).take(FIRST_LINES).collect();
    let headers: Vec<Header<'_>> = lines.iter().filter_map(|line| Header::of(line)).collect();
    let starts_so = lines.first().is_some_and(|line| Header::of(line).is_some());
    if !starts_so || !is_named && headers.len() * 5 < lines.len() {
        return 0;
    }
    let is_whatsapp = headers.iter().any(|header| header.body.starts_with('\u{200E}'));
    let is_own = |header: &Header<'_>| header.sender == ME || header.sender == NOBODY;
    let is_marked = |line: &&str| {
        let line = line.trim_end();
        line.contains("](./media/") || line.ends_with(" -)") && line.starts_with("(- ") || is_sticker(line)
    };
    // WhatsApp on iOS tells the seconds.
    let is_old = || headers.iter().all(|header| header.shape == Shape { comma: true, seconds: false });
    match () {
        () if headers.iter().any(is_own) => 98,
        () if is_named || lines.iter().any(is_marked) => 97,
        () if is_old() && !is_whatsapp => 96,
        () => 0,
    }
}

/// Lines that suffice to recognise the format.
const FIRST_LINES: usize = 200;

/// A chat is smaller; the tool leaves media beside it.
const MOST_BYTES: u64 = 256 << 20;

/// Reads the whole file.
pub(super) fn read(file: &File<'_>) -> Result<Exported, ImportError> {
    let bytes = file.read(|reader| {
        let mut bytes = Vec::new();
        let read = reader.take(MOST_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|error| ImportError::from_io(&file.path(), error))?;
        Ok(bytes)
    })?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ImportError::TooLarge { path: file.path(), limit: MOST_BYTES });
    }
    let decoded = text::decode(&bytes);
    let lines: Vec<&str> = text::lines(&decoded.text).collect();
    Ok(Exported { entries: entries(&lines), replaced: decoded.replaced, ..Exported::default() })
}

/// The messages: a header of the file's own shape begins one, everything up to the next carries it on.
fn entries(lines: &[&str]) -> Vec<Entry> {
    let mut headers: Vec<(usize, Header<'_>)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, Header::of(line)?))).collect();
    let Some(shape) = usual(headers.iter().map(|(_, header)| header.shape)) else { return Vec::new() };
    headers.retain(|(_, header)| header.shape == shape);
    let ends = headers.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]).collect::<Vec<_>>();
    let entry = |((at, header), end): (&(usize, Header<'_>), usize)| Entry {
        lines: (at + 1, end),
        ..header.entry(&lines[at + 1..end])
    };
    headers.iter().zip(ends).map(entry).collect()
}

/// The shape of most headers: others are chats that somebody pasted into a message.
fn usual(shapes: impl Iterator<Item = Shape>) -> Option<Shape> {
    let mut counts: HashMap<Shape, (usize, usize)> = HashMap::new();
    for (place, shape) in shapes.enumerate() {
        counts.entry(shape).or_insert((0, place)).0 += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, (count, place))| (*count, std::cmp::Reverse(*place)));
    most.map(|(shape, _)| shape)
}

/// The first line of a message.
struct Header<'a> {
    shape: Shape,
    when: When,
    sender: &'a str,
    body: &'a str,
}

/// What the versions of the tool write differently.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Shape {
    comma: bool,
    seconds: bool,
}

impl<'a> Header<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let line = line.trim_start_matches(|c| is_invisible(c) || c == char::REPLACEMENT_CHARACTER);
        let (time, rest) = line.strip_prefix('[')?.split_once(']')?;
        let (date, clock) = time.split_at_checked("2006-01-02".len())?;
        let has_shape = date.char_indices().all(|(at, c)| match at {
            4 | 7 => c == '-',
            _ => c.is_ascii_digit(),
        });
        let comma = clock.starts_with(',');
        let clock = clock.strip_prefix(',').unwrap_or(clock).strip_prefix(' ')?;
        let is_clock =
            matches!(clock.len(), 5 | 8) && clock.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
        let (sent, _) = crate::import::moment::iso(&format!("{date} {clock}"));
        if !has_shape || !is_clock || sent.clock().is_none() {
            return None;
        }
        let (sender, body) = rest.strip_prefix(' ')?.split_once(':')?;
        let shape = Shape { comma, seconds: clock.len() == 8 };
        let when = when(&format!("{date} {clock}"));
        (!sender.trim().is_empty()).then(|| Self { shape, when, sender: sender.trim(), body })
    }

    fn entry(&self, more: &[&str]) -> Entry {
        let first = self.body.strip_prefix(' ').unwrap_or(self.body);
        let raw = [&[first][..], more].concat().join("\n").trim_end().to_owned();
        let entry = Entry { sender: self.sender.to_owned(), when: self.when, ..Entry::default() };
        if raw == "(This message was deleted)" {
            return Entry { deleted: true, raw, ..entry };
        }
        if let Some(call) = calls::read(&raw) {
            return Entry { call: Some(call), raw, ..entry };
        }
        let mut attachments = Vec::new();
        let mut body = without_attachments(&raw, &mut attachments);
        let (last, before) = last_line(body);
        if is_sticker(last) {
            attachments.push(of(AttachmentKind::Sticker, None, false));
            body = before;
        }
        let (last, before) = last_line(body);
        let reactions = reactions(last);
        if !reactions.is_empty() {
            body = before;
        }
        attachments.reverse();
        let (quoted, words) = quote(body.trim_end());
        Entry { text: words.trim_end().to_owned(), quoted, reactions, attachments, raw, ..entry }
    }
}

/// The last line without the blanks around it, and what stands before it.
fn last_line(body: &str) -> (&str, &str) {
    let body = body.trim_end();
    body.rsplit_once('\n').map_or((body, ""), |(before, last)| (last.trim(), before))
}

/// `(( 😀 ))`, or the word where it has no emoji.
fn is_sticker(line: &str) -> bool {
    let inside = line.strip_prefix("(( ").and_then(|rest| rest.strip_suffix(" ))"));
    inside.is_some_and(|inside| inside == "sticker" || is_emoji(inside))
}

/// `(- Name: 👍, Name: ❤ -)`: nothing, if anything in it is something else.
fn reactions(line: &str) -> Vec<(String, String)> {
    let inside = line.strip_prefix("(- ").and_then(|rest| rest.strip_suffix(" -)"));
    let mut found = Vec::new();
    let mut name = String::new();
    // A name may have a comma in it.
    for part in inside.into_iter().flat_map(|inside| inside.split(", ")) {
        match part.rsplit_once(": ") {
            Some((by, emoji)) if is_emoji(emoji) => {
                found.push((std::mem::take(&mut name) + by, emoji.to_owned()));
            }
            _ => name = name + part + ", ",
        }
    }
    if name.is_empty() { found } else { Vec::new() }
}

fn is_emoji(text: &str) -> bool {
    let is_symbol = |c: char| matches!(c, '\u{2100}'..='\u{214F}' | '\u{2460}'..='\u{24FF}' | '\u{1F000}'..);
    let is_part = |c: char| is_symbol(c) || !c.is_alphabetic() && !c.is_whitespace();
    !text.is_empty() && text.len() <= LONGEST_EMOJI && text.chars().all(is_part) && !text.is_ascii()
}

/// Families and flags of regions are made of many characters.
const LONGEST_EMOJI: usize = 64;

/// The quote at the start of a body, behind an empty line and before another, and the words.
fn quote(body: &str) -> (Option<String>, &str) {
    let Some(start) = body.strip_prefix("\n\n> ").map(|_| &body[2..]) else { return (None, body) };
    let (quote, words) = start.split_once("\n\n").unwrap_or((start, ""));
    (Some(data::unquoted(quote)).filter(|quoted| !quoted.is_empty()), words)
}

/// The body without what the tool puts at its end for files; the files are added, the last first.
fn without_attachments<'a>(body: &'a str, files: &mut Vec<Attachment>) -> &'a str {
    let mut rest = body.trim_end();
    while let Some((before, file)) = attachment(rest) {
        files.push(file);
        rest = before.trim_end_matches(' ');
    }
    rest
}

/// `![NAME](./media/NAME)`, for a sticker `[EMOJI](../exported_stickers/…)`, and `(media not exported)`.
fn attachment(body: &str) -> Option<(&str, Attachment)> {
    for left_out in ["(media not exported)", "(attachment not exported)"] {
        if let Some(before) = body.strip_suffix(left_out) {
            return Some((before, of(AttachmentKind::Unknown, None, true)));
        }
    }
    let (before, path) = body.strip_suffix(')')?.rsplit_once("](")?;
    let is_path = |folder: &str| path.trim_start_matches("./").starts_with(folder);
    if path.starts_with("../exported_stickers/") {
        let (before, _) = before.rsplit_once('[')?;
        return Some((before, of(AttachmentKind::Sticker, None, false)));
    }
    if !is_path("media/") {
        return None;
    }
    // The name may have brackets in it; the path ends with it, blanks written otherwise.
    let name = path.rsplit('/').next().unwrap_or_default().replace("%20", " ");
    let shown = before.strip_suffix(name.as_str()).and_then(|rest| rest.strip_suffix('['));
    let before = shown.or_else(|| before.rsplit_once('[').map(|(before, _)| before))?;
    let kind = kind_of_name(&name);
    Some((before.strip_suffix('!').unwrap_or(before), of(kind, Some(name), false)))
}

fn of(kind: AttachmentKind, name: Option<String>, omitted: bool) -> Attachment {
    Attachment { kind, name, omitted, transcription: None }
}
