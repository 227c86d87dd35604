//! Google's exports, all from Takeout (formats document, section 3.11): Voice as web pages, Chat and its
//! forerunner Hangouts as JSON. Takeout holds thousands of other files: each format knows its own by content.

mod chat;
mod hangouts;
mod voice;

use super::{Format, Reader};

/// `Voice/Calls/*.html`.
pub(super) const VOICE: Format = Format {
    name: "google-voice",
    title: "Google Voice, Takeout",
    files: "Voice/Calls/*.html, .zip",
    steps: "takeout.google.com: Deselect all, tick Voice, Next step, Create export; download the zip that the mail \
        brings.",
    leaves_out: "Reactions and replies; what group members who are in no message are called.",
    recognise: voice::recognise,
    reader: Reader::Files(voice::read),
};

/// `Google Chat/Groups/*/messages.json` and what stands beside.
pub(super) const CHAT: Format = Format {
    name: "google-chat",
    title: "Google Chat, Takeout",
    files: "Google Chat/Groups/…/messages.json, .zip",
    steps: "takeout.google.com: Deselect all, tick Google Chat, Next step, Create export; download the zip that the \
        mail brings.",
    leaves_out: "Messages with history turned off; who wrote deleted messages, and when.",
    recognise: chat::recognise,
    reader: Reader::Files(chat::read),
};

/// `Hangouts.json`.
pub(super) const HANGOUTS: Format = Format {
    name: "google-hangouts",
    title: "Google Hangouts, Takeout (until 2022)",
    files: "Hangouts.json, .zip",
    steps: "Hangouts has ended; exports made before 2023 can be read. Later ones hold its chats as Google Chat.",
    leaves_out: "Messages with history turned off, reactions, edits.",
    recognise: hangouts::recognise,
    reader: Reader::Files(hangouts::read),
};
