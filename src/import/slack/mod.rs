//! Slack's workspace export (formats document, section 3.12): lists of people and chats, and a folder for
//! each chat with a file for each day.

mod blocks;
mod directory;
mod emoji;
mod event;
mod files;
mod legacy;
mod markup;
mod message;
mod part;
mod read;
#[cfg(test)]
mod tests;

use super::{Format, Reader};

/// This format's row in the table.
pub(super) const FORMAT: Format = Format {
    name: "slack",
    title: "Slack, workspace export",
    files: ".zip, or its folder",
    steps: "Slack in a browser, as an owner or admin: Tools & settings › Workspace settings › Import/Export Data › \
        Export; give the zip as it is. Others can write the same with slackdump, a free program.",
    leaves_out: "Private channels and direct messages, unless the plan allows them; files; deleted messages and \
        earlier versions of edited ones; on free plans what is older than 90 days.",
    recognise: part::recognise,
    reader: Reader::Files(read::read),
};
