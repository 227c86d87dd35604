//! Telegram Desktop's exports (formats document, section 3.4): one chat or the whole account as JSON, a chat as web pages.

mod escapes;
mod html;
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

/// `messages.html` and the pages after it.
pub(super) const HTML: Format = Format {
    name: "telegram-html",
    title: "Telegram Desktop, web pages (one chat or the account)",
    files: "messages.html, messages2.html, …",
    steps: "Telegram Desktop (not the phone): open the chat, ⋮ › Export chat history, Format: HTML, Export. \
        JSON tells more: choose it if you still can.",
    leaves_out: "Which messages were edited, who people are where two have one name, when events happened; secret \
        chats, messages that deleted themselves.",
    recognise: html::recognise,
    reader: Reader::Files(html::read),
};

/// The name under which people are shown who are no more.
const DELETED_ACCOUNT: &str = "Deleted Account";
