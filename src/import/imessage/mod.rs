//! Apple's Messages (formats document, section 3.2): the database of a Mac or of an iPhone's backup, and
//! the texts that imessage-exporter writes from it.

mod attachment;
mod beside;
mod body;
mod database;
mod exporter;
mod fold;
mod handles;
mod message;
mod property_list;
mod reading;
mod rooms;
mod row;
mod spoken;
mod summary;
mod tapback;
#[cfg(test)]
mod tests;

pub(super) use exporter::FORMAT as EXPORTER;

use super::{Format, Reader};

/// `chat.db` and `sms.db`.
pub(super) const DATABASE: Format = Format {
    name: "imessage",
    title: "Apple Messages, database (iMessage, SMS, RCS)",
    files: "chat.db, sms.db, 3d0d7e5fb2ce288813306e4d4636395e047a3d28",
    steps: "On a Mac: quit Messages, copy chat.db with chat.db-wal and chat.db-shm from ~/Library/Messages (Finder: \
        Go › Go to Folder) and give chat.db; or allow the terminal Full Disk Access and give it where it lies. \
        iPhone: make an unencrypted backup and give the file 3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28 in it.",
    leaves_out: "The names of contacts (people are shown by number or address: --alias names them), questions of polls, \
        earlier versions of edited messages, messages that are in iCloud only.",
    recognise: database::recognise,
    reader: Reader::Files(reading::read),
};
