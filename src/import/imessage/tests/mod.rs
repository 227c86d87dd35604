//! The traps of the formats document, section 5 (13), in databases that are made here; all text is invented.

mod chats;
mod files;
mod messages;

use super::body::archive;
use super::summary;
use crate::conversation::{Audience, Conversation, Kind, Message, SystemEvent};
use crate::import::{ImportError, Imported, Options, OwnerEvidence, Skip, Warning, open};
use rusqlite::Connection;
use rusqlite::types::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const MODERN: &str = "
    CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, attributedBody BLOB, subject TEXT,
        handle_id INTEGER DEFAULT 0, date INTEGER, is_from_me INTEGER DEFAULT 0, item_type INTEGER DEFAULT 0,
        group_action_type INTEGER DEFAULT 0, group_title TEXT, other_handle INTEGER DEFAULT 0,
        associated_message_guid TEXT, associated_message_type INTEGER DEFAULT 0, associated_message_emoji TEXT,
        balloon_bundle_id TEXT, thread_originator_guid TEXT, date_edited INTEGER DEFAULT 0,
        date_retracted INTEGER DEFAULT 0, message_summary_info BLOB, is_audio_message INTEGER DEFAULT 0,
        destination_caller_id TEXT, cache_roomnames TEXT, schedule_type INTEGER DEFAULT 0, is_sent INTEGER DEFAULT 0);
    CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT, service TEXT, person_centric_id TEXT);
    CREATE TABLE chat (ROWID INTEGER PRIMARY KEY, guid TEXT, style INTEGER, chat_identifier TEXT, display_name TEXT);
    CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER);
    CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER);
    CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER);
    CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY, filename TEXT, mime_type TEXT, transfer_name TEXT,
        is_sticker INTEGER DEFAULT 0, hide_attachment INTEGER DEFAULT 0);
    CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER);";

/// What there was before 2013: seconds, and hardly a column.
const OLD: &str = "
    CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, handle_id INTEGER, date INTEGER,
        is_from_me INTEGER);
    CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT);
    CREATE TABLE chat (ROWID INTEGER PRIMARY KEY, guid TEXT, chat_identifier TEXT);
    CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER);";

/// 15 January 2024, 10:30 in UTC, in seconds since 2001.
const MORNING: i64 = 727_007_400;

struct Database {
    folder: TempDir,
    connection: Connection,
    rows: i64,
}

impl Database {
    fn new(schema: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let connection = Connection::open(folder.path().join("chat.db")).unwrap();
        connection.execute_batch(schema).unwrap();
        Self { folder, connection, rows: 0 }
    }

    /// Ana (handle 1) and the owner in chat 1.
    fn with_ana() -> Self {
        let database = Self::new(MODERN);
        database.run("INSERT INTO handle VALUES (1, '+15550102345', 'iMessage', NULL)");
        database.run("INSERT INTO chat VALUES (1, 'iMessage;-;+15550102345', 45, '+15550102345', '')");
        database.run("INSERT INTO chat_handle_join VALUES (1, 1)");
        database
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("chat.db")
    }

    fn run(&self, sql: &str) {
        self.connection.execute_batch(sql).unwrap();
    }

    /// Adds a row a minute after the last one, in chat 1; handle 0 is the owner. Returns its guid.
    fn add(&mut self, handle: i64, text: Option<&str>, more: &[(&str, Value)]) -> String {
        let row = self.orphan(handle, text, more);
        self.run(&format!("INSERT INTO chat_message_join VALUES (1, {row})"));
        format!("G{row}")
    }

    /// The same, in no chat. Returns its row.
    fn orphan(&mut self, handle: i64, text: Option<&str>, more: &[(&str, Value)]) -> i64 {
        self.rows += 1;
        let row = self.rows;
        let date = (MORNING + 60 * row) * 1_000_000_000;
        let mut fields = vec![
            ("ROWID", Value::from(row)),
            ("guid", Value::from(format!("G{row}"))),
            ("text", text.map(str::to_owned).into()),
            ("handle_id", Value::from(handle)),
            ("date", Value::from(date)),
            ("is_from_me", Value::from(i64::from(handle == 0))),
        ];
        for (name, value) in more {
            fields.retain(|(known, _)| known != name);
            fields.push((name, value.clone()));
        }
        let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        let marks = vec!["?"; fields.len()].join(", ");
        let values = rusqlite::params_from_iter(fields.iter().map(|(_, value)| value));
        let sql = format!("INSERT INTO message ({}) VALUES ({marks})", names.join(", "));
        self.connection.execute(&sql, values).unwrap();
        row
    }

    fn attach(&self, row: i64, file: &str, mime: &str) {
        let sql = "INSERT INTO attachment (filename, mime_type) VALUES (?1, ?2)";
        self.connection.execute(sql, [file, mime]).unwrap();
        let attachment = self.connection.last_insert_rowid();
        self.run(&format!("INSERT INTO message_attachment_join VALUES ({row}, {attachment})"));
    }

    fn import(&self) -> Vec<Imported> {
        import(&self.path()).unwrap()
    }

    fn only(&self) -> Imported {
        let mut imports = self.import();
        assert_eq!(imports.len(), 1);
        imports.remove(0)
    }

    /// The one message that there is.
    fn message(&self) -> Message {
        let mut messages = self.only().conversation.messages;
        assert_eq!(messages.len(), 1, "{messages:?}");
        messages.remove(0)
    }
}

/// Reads, and holds every receipt to its promise.
fn import(path: &Path) -> Result<Vec<Imported>, ImportError> {
    let imports = open(&[path.to_owned()], &Options::default(), &|_| {})?;
    for Imported { conversation, receipt } in &imports {
        assert_eq!(receipt.format, "imessage");
        assert!(receipt.balances(), "{receipt:?}");
        assert_eq!(receipt.kept_total(), conversation.messages.len());
    }
    Ok(imports)
}

fn said(conversation: &Conversation) -> Vec<(&str, &str)> {
    let name = |message: &Message| match message.sender {
        Some(id) => conversation.participants[id.0].display_name.as_str(),
        None => "",
    };
    conversation.messages.iter().map(|message| (name(message), message.text.as_str())).collect()
}

fn emoji(message: &Message) -> Vec<&str> {
    message.reactions.iter().map(|reaction| reaction.emoji.as_str()).collect()
}

fn text(text: &str) -> Value {
    Value::from(text.to_owned())
}
