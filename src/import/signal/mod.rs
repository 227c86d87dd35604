//! Signal's chats (formats document, section 3.6): its own plaintext export, and what the two tools that read
//! the desktop app's database write.

mod export;
mod lines;
mod official;
mod sigtop;

use super::{Format, Reader};
use crate::conversation::AttachmentKind;

/// The export that the apps write themselves.
pub(super) const OFFICIAL: Format = Format {
    name: "signal",
    title: "Signal, plaintext export (main.jsonl)",
    files: "main.jsonl, its folder, .zip",
    steps: "Signal on the computer or Android: Settings › Chats › Export chat history; give the whole folder \
        signal-export-…, so that long messages in its files are found.",
    leaves_out: "Messages that disappeared before the export, what was seen once, earlier versions of edited messages.",
    recognise: official::recognise,
    reader: Reader::Files(official::read),
};

/// What the tool signal-export writes.
pub(super) const EXPORT: Format = Format {
    name: "signal-export",
    title: "Signal, written by signal-export (data.json, chat.md)",
    files: "data.json, chat.md, index.md",
    steps: "Run `sigexport FOLDER` beside Signal Desktop; give the folder. Where both are there, data.json is read \
        and chat.md is not.",
    leaves_out: "Who answered with an emoji without ever writing; from chat.md, in old versions, the seconds.",
    recognise: export::recognise,
    reader: Reader::Files(export::read),
};
use crate::import::attached::kind_by_ending;

/// What the tool sigtop writes.
pub(super) const SIGTOP: Format = Format {
    name: "sigtop",
    title: "Signal, written by sigtop (text, short text, JSON)",
    files: ".txt, .json",
    steps: "Run `sigtop export-messages -f text FOLDER` beside Signal Desktop; the short text leaves out reactions \
        and quotes.",
    leaves_out: "From JSON of Signal Desktop 7.42 and later: all words; from the short text: reactions, quotes, seconds. \
        Stickers and calls come without what they were.",
    recognise: sigtop::recognise,
    reader: Reader::Text(sigtop::read),
};

/// The app, for people.
const PLATFORM: &str = "Signal";

/// The kind of file that a media type ("image/jpeg") names.
fn kind_of_type(media_type: &str) -> AttachmentKind {
    match media_type.split('/').next() {
        Some("image") => AttachmentKind::Image,
        Some("video") => AttachmentKind::Video,
        Some("audio") => AttachmentKind::Audio,
        None | Some("") => AttachmentKind::Unknown,
        Some(_) => AttachmentKind::Document,
    }
}

/// The kind of file that a name's ending tells.
fn kind_of_name(name: &str) -> AttachmentKind {
    match kind_by_ending(name) {
        AttachmentKind::Unknown => AttachmentKind::Document,
        AttachmentKind::Voice => AttachmentKind::Audio,
        kind => kind,
    }
}
