//! Matrix rooms as Element exports them (formats document, section 3.12): events as JSON.

mod event;
mod reply;
mod rooms;
#[cfg(test)]
mod tests;

use super::{File, Format, Reader, json};

/// `export.json`.
pub(super) const FORMAT: Format = Format {
    name: "matrix",
    title: "Matrix, a room exported by Element (JSON)",
    files: "export.json",
    steps: "Element (web or desktop): open the room, its info panel, Export chat, Format: JSON, From the beginning.",
    leaves_out: "Messages that this device could not decrypt, earlier versions of edited messages, most reactions.",
    recognise,
    reader: Reader::Files(rooms::read),
};

fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    let has = |keys: &[&str]| json::has_keys(start, keys);
    match () {
        () if !start.trim_start().starts_with('{') => 0,
        () if has(&["room_name", "exported_by", "messages"]) => 97,
        () if has(&["messages", "origin_server_ts", "event_id", "sender"]) => 93,
        () => 0,
    }
}
