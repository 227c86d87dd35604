//! Meta's exports of Messenger and Instagram (formats document, section 3.3).
//!
//! Four kinds of file tell the same things: the data download as JSON and as web pages, the download of encrypted
//! chats, and the pages of Facebook before 2018. Each becomes [`Page`](threads::Page)s of what is
//! [`Told`](told::Told); what follows is the same for all. Everything is read before anything is decided: who the
//! owner is tells which sentences are the app's own.

mod app;
mod html;
mod json;
mod notices;
mod owner;
mod profile;
#[cfg(test)]
mod tests;
mod threads;
mod told;

use super::{Format, Reader};

/// `message_1.json`, `message_2.json`, … in a folder for each chat.
pub(super) const JSON: Format = Format {
    name: "meta",
    title: "Messenger and Instagram, data download, JSON",
    files: "message_1.json, .zip",
    steps: "Messenger or Instagram: Settings › Accounts Centre › Your information and permissions › Export your \
        information › Create export › Export to device; choose Messages only, All time, Format: JSON.",
    leaves_out: "Encrypted Messenger chats (a download of their own), messages that deleted themselves, the posts and \
        stories that were sent, earlier versions of edited messages.",
    recognise: json::recognise,
    reader: Reader::Files(json::read),
};

/// `Name_1.json` for each encrypted chat, beside a folder of media.
pub(super) const ENCRYPTED: Format = Format {
    name: "meta-e2ee",
    title: "Messenger, download of encrypted chats, JSON",
    files: "NAME_1.json, .zip",
    steps: "messenger.com on a computer: your picture › Privacy & safety › End-to-end encrypted chats › Message \
        storage › Download secure storage data › Download file.",
    leaves_out: "Chats that are not encrypted (the data download has them), calls, group events, earlier versions of \
        edited messages.",
    recognise: json::recognise_encrypted,
    reader: Reader::Files(json::read_encrypted),
};

/// `message_1.html`, `message_2.html`, … in a folder for each chat.
pub(super) const HTML: Format = Format {
    name: "meta-html",
    title: "Messenger and Instagram, data download, web pages",
    files: "message_1.html, .zip",
    steps: "As for JSON, with Format: HTML. JSON is better: its times are exact and know their zone.",
    leaves_out: "Time zones, seconds before 2023, and all that the JSON leaves out.",
    recognise: html::recognise,
    reader: Reader::Files(html::read),
};

/// `messages.htm` with every chat in it, or a page for each chat.
pub(super) const BEFORE_2018: Format = Format {
    name: "facebook",
    title: "Facebook before 2018, messages.htm",
    files: "messages.htm, .zip",
    steps: "No longer made: the “Download a copy of your Facebook data” of before May 2018.",
    leaves_out: "Seconds, stickers, reactions, calls, the names of groups.",
    recognise: html::recognise_before_2018,
    reader: Reader::Files(html::read_before_2018),
};
