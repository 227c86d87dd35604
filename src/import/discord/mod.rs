//! Discord (formats document, section 3.9): what `DiscordChatExporter` writes, and Discord's own data package.
//! The exporter's CSV is a table with a known header: see [`table`](super::table).

mod json;
mod markup;
mod notice;
mod package;
mod parts;
mod people;
#[cfg(test)]
mod tests;
mod title;
mod told;
mod txt;

pub(super) use notice::Notice;
pub(super) use title::of_file as title_of_file;

use super::{Format, Reader};

/// The app, as readers know it.
const PLATFORM: &str = "Discord";

/// `DiscordChatExporter`, JSON.
pub(super) const JSON: Format = Format {
    name: "discord",
    title: "Discord, DiscordChatExporter JSON",
    files: ".json",
    steps: "DiscordChatExporter (a free program of Oleksii Holub): sign in, choose the chats, Export, format JSON; \
        give its files, all parts together.",
    leaves_out: "Messages that were deleted, earlier versions of edited ones, who took part in a call.",
    recognise: json::recognise,
    reader: Reader::Files(json::read),
};

/// `DiscordChatExporter`, plain text.
pub(super) const TXT: Format = Format {
    name: "discord-txt",
    title: "Discord, DiscordChatExporter TXT",
    files: ".txt",
    steps: "DiscordChatExporter (a free program of Oleksii Holub): sign in, choose the chats, Export, format TXT; \
        JSON tells more.",
    leaves_out: "Seconds and time zones, edits, what a message replies to, who gave a reaction, deleted messages.",
    recognise: txt::recognise,
    reader: Reader::Text(txt::read),
};

/// Discord's own data package.
pub(super) const PACKAGE: Format = Format {
    name: "discord-package",
    title: "Discord, data package (your own half)",
    files: "package.zip, messages.json, messages.csv",
    steps: "Discord: User Settings › Data & Privacy › Request all of my Data, with Messages ticked; a link to the \
        zip comes by mail within days; give the zip as it is.",
    leaves_out: "Everything that others wrote; edits, replies, reactions, deleted messages.",
    recognise: package::recognise,
    reader: Reader::Files(package::read),
};
