//! Android's "SMS Backup & Restore" (formats document, section 3.5): text messages and calls as XML.
//!
//! A backup holds every thread of the phone, text messages before picture messages, and calls in a file of
//! their own. Who is who is known at the end only (numbers are written with and without country code, names
//! stand here and there), so records are read first and sorted into threads then.

mod mms;
mod numbers;
mod record;
mod references;
mod tags;
mod tapback;
#[cfg(test)]
mod tests;
mod threads;

use super::chats::{About, Chats};
use super::finish::Draft;
use super::json::Stop;
use super::{File, Format, ImportError, Options, Reader, Warning};
use mms::Mms;
use record::Record;
use std::io::BufRead;
use tags::{Tag, Tags};

/// `sms-*.xml` and `calls-*.xml`.
pub(super) const FORMAT: Format = Format {
    name: "sms",
    title: "SMS, MMS, RCS and calls: SMS Backup & Restore (Android)",
    files: "sms-*.xml, calls-*.xml",
    steps: "Android: install SMS Backup & Restore, Set up a backup, choose messages and calls, without encryption; \
        copy the .xml files to the computer.",
    leaves_out: "Group titles, reactions of RCS chats, replies and edits; pictures are counted, not looked at.",
    recognise,
    reader: Reader::Files(read),
};
use std::sync::Arc;

/// The root element, whatever comments stand before it.
fn recognise(file: &File<'_>) -> u8 {
    let start = file.start().text.trim_start();
    if !start.starts_with('<') {
        return 0;
    }
    let mut tags = Tags::new(start.as_bytes());
    let mut next = || tags.next().ok().flatten();
    let Some(root) = next() else { return 0 };
    match root.name() {
        "smses" => 98,
        "calls" => match next() {
            Some(call) if call.name() == "call" && call.value("number").or(call.value("date")).is_some() => {
                97
            }
            _ if root.value("backup_set").is_some() => 95,
            _ => 0,
        },
        _ => 0,
    }
}

/// Reads every thread of every backup; the same record in several backups is kept once.
fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let mut chats = Chats::default();
    let mut reading = Reading::default();
    for file in files {
        reading.file = file.shared_name();
        reading.number = 0;
        let stop = file.read(|reader| Ok(reading.backup(reader).err()))?;
        chats.note(file, stop)?;
        reading.is_overlap = true;
    }
    let about = About { format: FORMAT.name, variant: reading.variant().to_owned(), platform: "SMS" };
    threads::fill(&mut chats, reading.records);
    if reading.replaced > 0
        && let Some(first) = chats.iter_mut().next()
    {
        first.warnings.push(Warning::ReplacedBytes { count: reading.replaced });
    }
    chats.into_drafts(&about)
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    file: Arc<str>,
    /// Records of this file so far.
    number: usize,
    is_overlap: bool,
    records: Vec<Record>,
    /// The picture message whose parts are being read.
    open: Option<Mms>,
    has_messages: bool,
    has_calls: bool,
    /// Places with bytes that are no text.
    replaced: usize,
}

impl Reading {
    /// One file. It is whole if its root element is closed.
    fn backup(&mut self, reader: &mut dyn BufRead) -> Result<(), Stop> {
        let mut tags = Tags::new(reader);
        let mut is_whole = false;
        while let Some(tag) = tags.next().map_err(Stop::Io)? {
            self.replaced += tag.replaced();
            self.element(&tag);
            let closes = if tag.is_empty() { ["smses", "calls"] } else { ["/smses", "/calls"] };
            is_whole |= closes.contains(&tag.name());
        }
        self.close();
        if is_whole { Ok(()) } else { Err(Stop::Broken { line: tags.line() }) }
    }

    fn element(&mut self, tag: &Tag) {
        match (tag.name(), &mut self.open) {
            ("sms", _) => {
                self.close();
                self.has_messages = true;
                self.push(Record::of_sms(tag));
            }
            ("call", _) => {
                self.close();
                self.has_calls = true;
                self.push(Record::of_call(tag));
            }
            ("mms", _) => {
                self.close();
                self.has_messages = true;
                self.open = Some(Mms::open(tag));
                if tag.is_empty() {
                    self.close();
                }
            }
            ("part", Some(mms)) => mms.part(tag),
            ("addr", Some(mms)) => mms.address(tag),
            ("/mms", _) => self.close(),
            _ => {}
        }
    }

    fn close(&mut self) {
        if let Some(mms) = self.open.take() {
            self.push(mms.record());
        }
    }

    fn push(&mut self, record: Record) {
        self.number += 1;
        self.records.push(record.at(&self.file, self.number, self.is_overlap));
    }

    fn variant(&self) -> &'static str {
        match (self.has_messages, self.has_calls) {
            (true, true) => "messages and calls",
            (false, true) => "calls",
            _ => "messages",
        }
    }
}
