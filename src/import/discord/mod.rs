//! Discord (formats document, section 3.9): what `DiscordChatExporter` writes, and Discord's own data package.
//! The exporter's CSV is a [`table`](super::table) with a known header.

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

use super::finish::Draft;
use super::{File, Format, ImportError, Options, Reader, Source, table};

/// The app, as readers know it.
const PLATFORM: &str = "Discord";

/// `DiscordChatExporter`, JSON.
pub(super) const JSON: Format = Format {
    name: "discord",
    title: "Discord, DiscordChatExporter JSON",
    files: ".json",
    steps: "DiscordChatExporter (a free program): sign in, choose the chats, Export, format JSON; \
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
    steps: "DiscordChatExporter (a free program): sign in, choose the chats, Export, format TXT; \
        JSON tells more.",
    leaves_out: "Seconds and time zones, edits, what a message replies to, who gave a reaction, deleted messages.",
    recognise: txt::recognise,
    reader: Reader::Text(txt::read),
};

/// `DiscordChatExporter`, CSV.
pub(super) const CSV: Format = Format {
    name: "discord-csv",
    title: "Discord, DiscordChatExporter CSV",
    files: ".csv",
    steps: "DiscordChatExporter (a free program): sign in, choose the chats, Export, format CSV; \
        JSON tells more.",
    leaves_out: "Edits, what a message replies to, stickers, who gave a reaction, deleted messages.",
    recognise: recognise_csv,
    reader: Reader::Text(read_csv),
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

/// Its header, as the exporter writes it.
fn recognise_csv(file: &File<'_>) -> u8 {
    if file.start().text.starts_with("AuthorID,Author,Date,Content") { 98 } else { 0 }
}

/// A table like others, but one on which an app's name stands.
fn read_csv(source: &Source, options: &Options) -> Result<Draft, ImportError> {
    let mut draft = table::read_csv(source, options)?;
    draft.receipt.format = CSV.name;
    Ok(draft)
}
