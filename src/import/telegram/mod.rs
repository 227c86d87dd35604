//! Telegram Desktop's exports (formats document, section 3.4): one chat or the whole account as JSON, a chat as web pages.

mod escapes;
mod json;
mod message;
#[cfg(test)]
mod tests;

use super::{Format, Reader};

/// `result.json`.
pub(super) const JSON: Format = Format {
    name: "telegram",
    title: "Telegram Desktop, JSON (one chat or the account)",
    files: "result.json",
    steps: "Telegram Desktop (not the phone): open the chat, ⋮ › Export chat history, untick media, Format: JSON, \
        Export. For all chats: Settings › Advanced › Export Telegram data.",
    leaves_out: "Secret chats, messages that deleted themselves, earlier versions of edited messages.",
    recognise: json::recognise,
    reader: Reader::Files(json::read),
};
