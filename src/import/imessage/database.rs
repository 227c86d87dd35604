//! The database, opened where it lies: for reading only, without a lock that others would feel.

use super::attachment;
use super::handles::Handles;
use super::rooms::{ChatRow, Rooms};
use super::row::{number_at, text_at};
use crate::import::File;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Result};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::time::Duration;

/// The tables that no other app's database has together. Inside a zip nothing can be opened: the name
/// must do, so that the person is told to unpack it.
pub(super) fn recognise(file: &File<'_>) -> u8 {
    if !file.is_database() {
        return 0;
    }
    let is_messages = file.on_disk().map(|path| Database::open(&path)?.is_messages());
    match is_messages {
        Some(Ok(true)) => 98,
        // Why it cannot be opened is told by reading it.
        Some(Err(_)) | None if is_named_so(file.base()) => 90,
        _ => 0,
    }
}

fn is_named_so(base: &str) -> bool {
    let base = base.to_lowercase();
    let stem = base.strip_suffix(".db");
    base == "3d0d7e5fb2ce288813306e4d4636395e047a3d28"
        || stem.is_some_and(|stem| stem.starts_with("chat") || stem.starts_with("sms"))
}

/// An open database.
pub(super) struct Database {
    connection: Connection,
}

impl Database {
    /// Opens it for reading. Newest messages may be in the log beside it (`-wal`) only; `SQLite` reads that too.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        // Sorting must not write people's messages into a file somewhere else.
        connection.execute_batch(
            "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON",
        )?;
        Ok(Self { connection })
    }

    /// Whether it is of Apple's Messages.
    pub(super) fn is_messages(&self) -> Result<bool> {
        let tables = self.tables()?;
        let columns = self.columns("message")?;
        Ok(["message", "handle"].iter().all(|table| tables.contains(*table))
            && ["guid", "handle_id", "date", "is_from_me"].iter().all(|name| columns.contains(*name)))
    }

    /// The connection, for streams of rows.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Plain tables only: a view can be made to compute without end.
    fn tables(&self) -> Result<HashSet<String>> {
        let mut query = self.connection.prepare(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
        )?;
        query.query_map([], |row| row.get(0))?.collect()
    }

    /// The names of a table's columns; none if there is no such table.
    pub(super) fn columns(&self, table: &str) -> Result<HashSet<String>> {
        let mut query = self.connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
        query.query_map([table], |row| row.get(0))?.collect()
    }

    /// Everybody with an address.
    pub(super) fn handles(&self) -> Result<Handles> {
        let columns = self.columns("handle")?;
        let person = if columns.contains("person_centric_id") { "person_centric_id" } else { "NULL" };
        let mut query =
            self.connection.prepare(&format!("SELECT ROWID, id, {person} FROM handle ORDER BY ROWID"))?;
        let mut rows = query.query([])?;
        let mut handles = Handles::default();
        while let Some(row) = rows.next()? {
            let address = text_at(row, 1).unwrap_or_else(|| format!("Unknown {}", number_at(row, 0)));
            handles.add(number_at(row, 0), &address, text_at(row, 2).as_deref());
        }
        Ok(handles)
    }

    /// All chats, those that are one put together.
    pub(super) fn rooms(&self, handles: &mut Handles) -> Result<Rooms> {
        let columns = self.columns("chat")?;
        if columns.is_empty() {
            return Ok(Rooms::default());
        }
        let mut members = self.members(handles)?;
        let named = ["guid", "style", "chat_identifier", "display_name"]
            .map(|name| if columns.contains(name) { name } else { "NULL" });
        let mut query = self
            .connection
            .prepare(&format!("SELECT ROWID, {} FROM chat ORDER BY ROWID", named.join(", ")))?;
        let chat = |row: &rusqlite::Row<'_>| {
            let text = |place| text_at(row, place).unwrap_or_default();
            let number = number_at(row, 0);
            Ok(ChatRow {
                row: number,
                guid: text(1),
                style: number_at(row, 2),
                identifier: text(3),
                title: text(4),
                members: members.remove(&number).unwrap_or_default(),
            })
        };
        let rows = query.query_map([], chat)?.collect::<Result<Vec<_>>>()?;
        Ok(Rooms::new(rows, handles))
    }

    /// Who is in each chat, by the chat's row.
    fn members(&self, handles: &mut Handles) -> Result<HashMap<i64, BTreeSet<super::handles::PersonId>>> {
        let mut members: HashMap<i64, BTreeSet<_>> = HashMap::new();
        if self.columns("chat_handle_join")?.is_empty() {
            return Ok(members);
        }
        let mut query = self.connection.prepare("SELECT chat_id, handle_id FROM chat_handle_join")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            members.entry(number_at(row, 0)).or_default().insert(handles.of_row(number_at(row, 1)));
        }
        Ok(members)
    }

    /// The query for messages and their chats, in the order of the messages. What was deleted of late is
    /// in a table of its own.
    pub(super) fn joins_query(&self) -> Result<String> {
        let mut parts = Vec::new();
        for table in ["chat_message_join", "chat_recoverable_message_join"] {
            if self.columns(table)?.contains("message_id") {
                parts.push(format!("SELECT message_id, chat_id FROM {table}"));
            }
        }
        Ok(if parts.is_empty() {
            NO_ROWS.to_owned()
        } else {
            format!("{} ORDER BY message_id", parts.join(" UNION ALL "))
        })
    }

    /// The query for messages and their files.
    pub(super) fn attachments_query(&self) -> Result<String> {
        let columns = self.columns("attachment")?;
        let is_joined = self.columns("message_attachment_join")?.contains("message_id");
        Ok(if columns.is_empty() || !is_joined {
            NO_ROWS.to_owned()
        } else {
            attachment::query(|name| columns.contains(name))
        })
    }
}

const NO_ROWS: &str = "SELECT 0, NULL, NULL, NULL, NULL, NULL WHERE 0";

/// How long to wait while Messages itself is writing.
const PATIENCE: Duration = Duration::from_secs(5);
