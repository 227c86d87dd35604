//! From a mapped table to the finished import, the same for every way of writing tables.

use super::error::TableError;
use super::fields::Field;
use super::known::Program;
use super::mapping::Mapping;
use super::message;
use super::rows::{Row, Table};
use super::speaker::Speakers;
use crate::conversation::{Conversation, Kind, Message, Participant, ParticipantId, SourcePos};
use crate::import::finish::Draft;
use crate::import::stamp::{self, Stamp};
use crate::import::{ImportError, Options, OwnerEvidence, Receipt, Skip, Source, Warning, dates::DateOrder};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// A table on its way to a conversation.
pub(super) struct Reading<'a> {
    /// Where it comes from.
    pub(super) source: &'a Source,
    /// What the person settled.
    pub(super) options: &'a Options,
    /// Name of the format.
    pub(super) format: &'static str,
    /// The variant, in words.
    pub(super) variant: String,
    /// The rows.
    pub(super) table: Table,
    /// Which column holds what.
    pub(super) mapping: Mapping,
}

/// Reads every row.
pub(super) fn draft(reading: Reading<'_>) -> Draft {
    let Reading { source, options, format, variant, table, mapping } = reading;
    let program = table.program;
    let stamps: Vec<Option<Stamp>> = table.rows.iter().map(|row| stamp_of(row, &mapping)).collect();
    let dates = stamp::decide(stamps.iter().flatten(), source, options);
    let order = dates.map_or(DateOrder::Dmy, |decision| decision.order);
    let kept = kept(&table, &mapping, program, &stamps, order);
    let conversation = Conversation {
        title: title(&table, &mapping, program, source),
        platform: program.map_or("", Program::platform).to_owned(),
        participants: kept.participants,
        messages: kept.messages.into_iter().map(|message| placed(message, source)).collect(),
        ..Conversation::default()
    };
    let receipt = Receipt {
        format,
        variant,
        records_seen: table.rows.len() + table.unread.len(),
        skipped: kept.skipped,
        dates,
        columns: mapping.described(&table),
        warnings: warnings(&table.unread, &kept.untimed),
        ..Receipt::default()
    };
    let marked = kept.marked.map(|owner| (owner, OwnerEvidence::Marked));
    Draft { conversation, receipt, marked }
}

/// The start of a text, enough to recognise it by: whole lines where there are any.
pub(super) fn head(text: &str) -> &str {
    let cut = (0..=HEAD.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let head = &text[..cut];
    if cut == text.len() { head } else { head.rfind('\n').map_or(head, |end| &head[..=end]) }
}

/// Whether the text begins like JSON and not like a bracketed date.
pub(super) fn begins_like_json(text: &str) -> bool {
    let text = text.trim_start();
    let inside = |open| text.strip_prefix(open).map(|rest: &str| rest.trim_start().chars().next());
    matches!(inside('['), Some(None | Some('{' | '[' | ']' | '"')))
        || matches!(inside('{'), Some(None | Some('"' | '}')))
}

/// Whether the file's name has one of these endings.
pub(super) fn ends_in(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The error with the file that it is about.
pub(super) fn failed(source: &Source, problem: TableError) -> ImportError {
    ImportError::Table { path: source.path.clone(), problem }
}

/// Bytes looked at to recognise a text (formats document, section 4).
const HEAD: usize = 64 * 1024;

/// What became of the rows.
struct Kept {
    messages: Vec<Message>,
    participants: Vec<Participant>,
    marked: Option<ParticipantId>,
    skipped: BTreeMap<Skip, usize>,
    /// Rows whose time is there but cannot be read.
    untimed: Vec<usize>,
}

fn kept(
    table: &Table,
    mapping: &Mapping,
    program: Option<Program>,
    stamps: &[Option<Stamp>],
    order: DateOrder,
) -> Kept {
    let repeated = repeated(table, mapping);
    let mut speakers = Speakers::new(table, mapping);
    let mut skipped = BTreeMap::from([(Skip::Malformed, table.unread.len())]);
    let (mut messages, mut untimed) = (Vec::with_capacity(table.rows.len()), Vec::new());
    for (index, (row, stamp)) in table.rows.iter().zip(stamps).enumerate() {
        let read = message::read(row, mapping, program);
        match read
            .and_then(|message| if repeated.contains(&index) { Err(Skip::Duplicate) } else { Ok(message) })
        {
            Err(skip) => *skipped.entry(skip).or_default() += 1,
            Ok(message) => {
                let sent = stamp.and_then(|stamp| stamp.resolve(order));
                if sent.is_none() && !mapping.cell(row, Field::Time).trim().is_empty() {
                    untimed.push(row.first);
                }
                messages.push(spoken(message, row, sent.unwrap_or_default(), &mut speakers));
            }
        }
    }
    skipped.retain(|_, count| *count > 0);
    let (participants, marked) = speakers.into_people();
    Kept { messages, participants, marked, skipped, untimed }
}

/// The message with its time, its lines and its writer. What nobody in the talk wrote is the app's.
fn spoken(
    message: Message,
    row: &Row,
    (sent, precision): (crate::conversation::SentAt, crate::conversation::Precision),
    speakers: &mut Speakers<'_>,
) -> Message {
    let sender = if message.kind == Kind::System { None } else { speakers.of(row) };
    let kind = if sender.is_none() { Kind::System } else { message.kind };
    let source = SourcePos { file: Arc::default(), first: row.first, last: row.last };
    Message { sender, sent, precision, kind, source, ..message }
}

fn placed(message: Message, source: &Source) -> Message {
    Message { source: SourcePos { file: source.name.clone(), ..message.source }, ..message }
}

/// The row's time, put together where date and clock stand in two columns.
fn stamp_of(row: &Row, mapping: &Mapping) -> Option<Stamp> {
    let stamp = Stamp::parse(mapping.cell(row, Field::Time))?;
    Some(stamp::clock(mapping.cell(row, Field::Clock)).map_or(stamp, |clock| stamp.at(clock)))
}

/// The rows that repeat an earlier one in every cell, where an id column shows that equal rows are one
/// message: it has a different id for each different row. Without ids a real repeat ("ok", "ok")
/// could not be told from an overlap.
fn repeated(table: &Table, mapping: &Mapping) -> HashSet<usize> {
    if !mapping.has(Field::MessageId) {
        return HashSet::new();
    }
    let (mut rows, mut ids, mut repeated) = (HashSet::new(), HashSet::new(), HashSet::new());
    for (index, row) in table.rows.iter().enumerate() {
        let id = mapping.cell(row, Field::MessageId);
        if rows.insert(&row.cells) {
            if id.is_empty() || !ids.insert(id) {
                return HashSet::new();
            }
        } else {
            repeated.insert(index);
        }
    }
    repeated
}

/// The chat's title: beside the rows, in all of them, or in the name that a known program gives its file.
fn title(table: &Table, mapping: &Mapping, program: Option<Program>, source: &Source) -> String {
    let of_file = || source.file_titles().into_iter().find_map(|name| program?.title_in(name));
    table.title.clone().or_else(|| only_title(table, mapping)).or_else(of_file).unwrap_or_default()
}

/// The chat's title, if all rows name the same.
fn only_title(table: &Table, mapping: &Mapping) -> Option<String> {
    let mut titles =
        table.rows.iter().map(|row| mapping.cell(row, Field::Title)).filter(|title| !title.is_empty());
    let first = titles.next()?;
    titles.all(|title| title == first).then(|| first.to_owned())
}

fn warnings(unread: &[usize], untimed: &[usize]) -> Vec<Warning> {
    let first = |numbers: &[usize]| numbers.iter().copied().take(MOST_NUMBERS).collect();
    let unread_records =
        (!unread.is_empty()).then(|| Warning::UnreadRecords { numbers: first(unread), count: unread.len() });
    let unread_times =
        (!untimed.is_empty()).then(|| Warning::UnreadTimes { numbers: first(untimed), count: untimed.len() });
    unread_records.into_iter().chain(unread_times).collect()
}

/// Numbers that a warning lists.
const MOST_NUMBERS: usize = 10;

/// Imports from texts, for the tests of every way of writing tables.
#[cfg(test)]
pub(super) mod testing {
    use super::*;
    use crate::import::{Imported, finish};

    type Read = fn(&Source, &Options) -> Result<Draft, ImportError>;

    pub(crate) fn source(name: &str, text: &str) -> Source {
        Source::from_text(name, text)
    }

    /// Reads the text, and holds the receipt to its promise on the way.
    pub(crate) fn import(
        read: Read,
        name: &str,
        text: &str,
        options: &Options,
    ) -> Result<Imported, ImportError> {
        let source = source(name, text);
        let (imported, error) = finish::finish(read(&source, options)?, &source, options);
        if let Some(error) = error {
            return Err(error);
        }
        assert!(imported.receipt.balances());
        assert_eq!(imported.receipt.kept_total(), imported.conversation.messages.len());
        Ok(imported)
    }

    /// Who said what; the app has no name.
    pub(crate) fn said(imported: &Imported) -> Vec<(&str, &str)> {
        let conversation = &imported.conversation;
        let name =
            |message: &Message| message.sender.map_or("", |id| &conversation.participants[id.0].display_name);
        conversation.messages.iter().map(|message| (name(message), message.text.as_str())).collect()
    }
}
