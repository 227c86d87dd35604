//! `data.json`: a message a line.

use super::{Entry, Exported, calls, when};
use crate::conversation::{Attachment, AttachmentKind, Call, CallMedium, CallOutcome};
use crate::import::json::{self, Loose, Stop, lenient};
use crate::import::signal::{kind_of_name, lines};
use crate::import::{File, ImportError};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

/// All of its keys on the first line.
pub(super) fn recognise(start: &str) -> u8 {
    let first = start.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let keys = ["date", "sender", "body", "quote", "sticker", "reactions", "attachments"];
    if json::has_keys(first, &keys) { 97 } else { 0 }
}

/// Reads every line.
pub(super) fn read(file: &File<'_>) -> Result<Exported, ImportError> {
    let mut exported = Exported::default();
    let Exported { entries, unread, stop, .. } = &mut exported;
    *stop = file.read(|reader| {
        let mut cut_at = None;
        let read = lines::each(reader, |line| match serde_json::from_slice::<Told>(line.json) {
            Ok(told) => entries.push(Entry { lines: (line.number, line.number), ..told.entry() }),
            Err(_) if line.is_ended => unread.add(line.number),
            Err(_) => cut_at = Some(Stop::Broken { line: line.number }),
        });
        Ok(read.err().map(Stop::Io).or(cut_at))
    })?;
    Ok(exported)
}

/// What a line tells.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Told {
    date: Loose,
    sender: Loose,
    body: Loose,
    quote: Loose,
    /// Its emoji, or all about it.
    #[serde(deserialize_with = "lenient")]
    sticker: Value,
    #[serde(deserialize_with = "lenient")]
    reactions: Vec<ToldReaction>,
    #[serde(deserialize_with = "lenient")]
    attachments: Vec<ToldAttachment>,
    #[serde(deserialize_with = "lenient")]
    edits: Vec<IgnoredAny>,
    deleted: Loose,
    call: Loose,
    missed: Loose,
}

/// A pair, or an object with both.
#[derive(Deserialize)]
#[serde(untagged)]
enum ToldReaction {
    Pair(Loose, Loose),
    Named { name: Loose, emoji: Loose },
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ToldAttachment {
    name: Loose,
    missing_kind: Loose,
}

impl Told {
    fn entry(self) -> Entry {
        let deleted = self.deleted.0 == "true";
        let raw = self.body.0;
        let told = calls::read(&raw).filter(|_| self.call.0 != "false");
        let call = told.or_else(|| (self.call.0 == "true").then(|| unworded(&self.missed)));
        let is_sticker = match &self.sticker {
            Value::String(emoji) => !emoji.is_empty(),
            Value::Object(_) => true,
            _ => false,
        };
        let sticker =
            Attachment { kind: AttachmentKind::Sticker, name: None, omitted: false, transcription: None };
        let files = self.attachments.into_iter().map(ToldAttachment::attachment);
        let is_speech = call.is_none() && !deleted;
        Entry {
            sender: self.sender.0,
            when: when(&self.date.0),
            text: if is_speech { raw.trim_end().to_owned() } else { String::new() },
            raw,
            quoted: Some(unquoted(&self.quote.0)).filter(|quoted| !quoted.is_empty()),
            reactions: self.reactions.into_iter().map(ToldReaction::pair).collect(),
            attachments: is_sticker.then_some(sticker).into_iter().chain(files).collect(),
            deleted,
            edited: !self.edits.is_empty(),
            call,
            lines: (0, 0),
        }
    }
}

fn unworded(missed: &Loose) -> (Call, bool) {
    let outcome = if missed.0 == "true" { CallOutcome::Missed } else { CallOutcome::Unknown };
    (Call { medium: CallMedium::Unknown, outcome, seconds: None }, false)
}

/// A quote without the marks before its lines.
pub(super) fn unquoted(quote: &str) -> String {
    let lines = quote.trim().lines().map(|line| line.strip_prefix('>').unwrap_or(line));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

impl ToldReaction {
    fn pair(self) -> (String, String) {
        let (Self::Pair(name, emoji) | Self::Named { name, emoji }) = self;
        (name.0, emoji.0)
    }
}

impl ToldAttachment {
    fn attachment(self) -> Attachment {
        let omitted = !self.missing_kind.0.is_empty();
        let kind = if omitted { AttachmentKind::Unknown } else { kind_of_name(&self.name.0) };
        Attachment { kind, name: self.name.filled().filter(|_| !omitted), omitted, transcription: None }
    }
}
