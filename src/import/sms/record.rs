//! One record of a backup: a message or a call, with the numbers that it was between.

use super::tags::Tag;
use crate::conversation::{Call, CallMedium, CallOutcome, Kind, Message, SourcePos};
use crate::import::Skip;
use crate::import::moment::{self, When};
use crate::import::text;
use std::sync::Arc;

/// A message or call before it is known who is behind its numbers.
#[derive(Debug)]
pub(super) struct Record {
    /// Everybody in the thread but the owner, as their numbers are written; the owner's may be among them.
    pub(super) others: Vec<String>,
    /// The names of these people in the phone's address book, joined by `, `.
    pub(super) names: Option<String>,
    /// Who wrote or called.
    pub(super) by: By,
    /// A number that is the owner's, to judge by this record.
    pub(super) own: Option<String>,
    /// What was written, its sender still open; or why it is not kept.
    pub(super) told: Result<Message, Skip>,
    /// Whether a file was read before this record's: it may have been in that one too.
    pub(super) is_overlap: bool,
}

/// Who wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The phone's owner.
    Owner,
    /// Who has this number; empty if it is withheld.
    Other(String),
}

/// The folder in which a message lies: `type` of an SMS, `msg_box` of an MMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folder {
    /// Received.
    Inbox,
    /// Sent.
    Sent,
    /// Draft, outbox, failed or queued.
    Unsent,
}

impl Folder {
    pub(super) fn of(code: Option<&str>) -> Option<Self> {
        match code? {
            "1" => Some(Self::Inbox),
            "2" => Some(Self::Sent),
            "3" | "4" | "5" | "6" => Some(Self::Unsent),
            _ => None,
        }
    }
}

impl Record {
    /// `<sms>`.
    pub(super) fn of_sms(tag: &Tag) -> Self {
        let others = tag.value("address").map_or_else(Vec::new, |address| numbers(&address));
        let folder = Folder::of(tag.value("type").as_deref());
        let raw = tag.value("body").unwrap_or_default();
        let text = with_subject(tag.value("subject").as_deref(), &raw);
        let (sent, precision) = when(tag);
        let told = match folder {
            None => Err(Skip::Malformed),
            Some(Folder::Unsent) => Err(Skip::NotSent),
            Some(_) if text::is_blank(&text) => Err(Skip::Empty),
            Some(_) => Ok(Message { sent, precision, text, raw, ..Message::default() }),
        };
        let by = if folder == Some(Folder::Inbox) { from(&others) } else { By::Owner };
        Self { others, names: name(tag), by, own: None, told, is_overlap: false }
    }

    /// `<call>`.
    pub(super) fn of_call(tag: &Tag) -> Self {
        // -1, -2 and -3 stand for numbers that are withheld or unknown.
        let number = tag.value("number").filter(|number| !number.starts_with('-'));
        let others: Vec<String> = number.into_iter().collect();
        let code = tag.value("type");
        let is_outgoing = code.as_deref() == Some("2");
        let seconds = tag.value("duration").and_then(|seconds| seconds.trim().parse::<u32>().ok());
        let outcome = match code.as_deref() {
            Some("1" | "7") => Some(CallOutcome::Answered),
            Some("2") => Some(match seconds {
                None => CallOutcome::Unknown,
                Some(0) => CallOutcome::Unanswered,
                Some(_) => CallOutcome::Answered,
            }),
            Some("3" | "4") => Some(CallOutcome::Missed),
            Some("5" | "6") => Some(CallOutcome::Declined),
            _ => None,
        };
        let (sent, precision) = when(tag);
        let told = outcome.ok_or(Skip::Malformed).map(|outcome| {
            let seconds = seconds.filter(|_| outcome == CallOutcome::Answered);
            let call = Call { medium: CallMedium::Voice, outcome, seconds };
            Message { sent, precision, kind: Kind::Call, call: Some(call), ..Message::default() }
        });
        let by = if is_outgoing { By::Owner } else { from(&others) };
        Self { others, names: name(tag), by, own: None, told, is_overlap: false }
    }

    /// The record where it stands.
    pub(super) fn at(mut self, file: &Arc<str>, number: usize, is_overlap: bool) -> Self {
        if let Ok(message) = &mut self.told {
            message.source = SourcePos { file: file.clone(), first: number, last: number };
        }
        Self { is_overlap, ..self }
    }
}

/// The one who wrote what was received.
fn from(others: &[String]) -> By {
    By::Other(others.first().cloned().unwrap_or_default())
}

/// The numbers of an `address`, several joined by `~`.
pub(super) fn numbers(address: &str) -> Vec<String> {
    let numbers = address.split('~').map(str::trim).filter(|number| !number.is_empty() && *number != "null");
    numbers.map(str::to_owned).collect()
}

/// `contact_name`, if there is one.
pub(super) fn name(tag: &Tag) -> Option<String> {
    tag.value("contact_name").map(|name| name.trim().to_owned()).filter(|name| name != "(Unknown)")
}

/// `date`: milliseconds since 1970, in UTC. Some converters write seconds; as milliseconds these would all lie
/// in the first months of 1970.
pub(super) fn when(tag: &Tag) -> When {
    const SECONDS: std::ops::Range<i64> = 900_000_000..10_000_000_000;
    match tag.value("date").and_then(|date| date.trim().parse::<i64>().ok()) {
        Some(seconds) if SECONDS.contains(&seconds) => moment::unix_seconds(seconds),
        Some(millis) if millis > 0 => moment::unix_millis(millis),
        _ => When::default(),
    }
}

/// The words with the subject line above them, if there is one and they do not begin with it.
pub(super) fn with_subject(subject: Option<&str>, words: &str) -> String {
    let words = text::with_line_breaks(words);
    match subject.map(str::trim).filter(|subject| is_written(subject)) {
        Some(subject) if text::is_blank(&words) => subject.to_owned(),
        Some(subject) if !words.starts_with(subject) => format!("{subject}\n{words}"),
        _ => words,
    }
}

/// Whether somebody wrote the subject: phones put a filler there, and RCS its own data.
fn is_written(subject: &str) -> bool {
    const FILLERS: [&str; 5] = ["", "nosubject", "no subject", "(no subject)", "<no subject>"];
    !subject.starts_with("proto:") && !FILLERS.contains(&text::folded(subject).as_str())
}
