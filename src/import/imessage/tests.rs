//! The traps of the formats document, section 5 (13), in databases that are made here; all text is invented.

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

#[test]
fn words_are_found_in_the_text_or_in_the_archive() {
    let mut database = Database::with_ana();
    database.add(1, Some("hi"), &[]);
    database.add(0, None, &[("attributedBody", archive("you left me").into())]);
    database.add(1, Some(""), &[("attributedBody", archive(&"long ".repeat(50)).into())]);
    let imported = database.only();
    let long = "long ".repeat(50);
    assert_eq!(
        said(&imported.conversation),
        [("+15550102345", "hi"), ("Me", "you left me"), ("+15550102345", &long)]
    );
    assert_eq!(imported.receipt.owner.evidence, OwnerEvidence::Marked);
    assert_eq!(imported.receipt.owner.name.as_deref(), Some("Me"));
    assert_eq!(imported.conversation.audience, Audience::Direct);
    assert_eq!(imported.receipt.first.to_iso().as_deref(), Some("2024-01-15T10:31:00Z"));
}

#[test]
fn a_truncated_archive_falls_back_to_the_text_or_is_counted() {
    let cut = || Value::from(archive("I never added her")[..80].to_vec());
    let mut database = Database::with_ana();
    database.add(1, Some("I never added her"), &[("attributedBody", cut())]);
    database.add(1, None, &[("attributedBody", cut())]);
    database.add(1, None, &[]);
    let imported = database.only();
    assert_eq!(said(&imported.conversation), [("+15550102345", "I never added her")]);
    assert_eq!(imported.receipt.skipped, [(Skip::Empty, 1), (Skip::Unreadable, 1)].into());
}

#[test]
fn an_old_system_counts_seconds_and_lacks_columns() {
    let mut database = Database::new(OLD);
    database.run("INSERT INTO handle VALUES (1, 'ana@example.org')");
    database.run("INSERT INTO chat VALUES (1, 'g', 'ana@example.org')");
    database.add(1, Some("hi"), &[("date", Value::from(MORNING))]);
    database.add(0, Some("yo"), &[("date", Value::from(MORNING + 1))]);
    database.add(1, Some("when?"), &[("date", Value::from(0))]);
    let imported = database.only();
    assert_eq!(said(&imported.conversation), [("ana@example.org", "hi"), ("Me", "yo"), ("ana@example.org", "when?")]);
    let times: Vec<_> = imported.conversation.messages.iter().map(|message| message.sent.to_iso()).collect();
    assert_eq!(times, [Some("2024-01-15T10:30:00Z".into()), Some("2024-01-15T10:30:01Z".into()), None]);
    assert_eq!(imported.conversation.audience, Audience::Direct);
}

#[test]
fn tapbacks_go_into_their_messages_and_are_none_themselves() {
    let mut database = Database::with_ana();
    let tapback = |target: &str, kind: i64| {
        vec![("associated_message_guid", text(target)), ("associated_message_type", Value::from(kind))]
    };
    // Rows come in the order in which this device learned of them: a tapback may stand before its message.
    database.add(0, None, &tapback("p:0/G2", 2000));
    database.add(1, Some("dinner?"), &[]);
    database.add(1, None, &tapback("bp:G2", 2001));
    let mut other = tapback("p:0/G2", 2006);
    other.push(("associated_message_emoji", text("🥑")));
    database.add(1, None, &other);
    database.add(0, None, &tapback("p:0/G2", 3000));
    database.add(0, None, &tapback("p:0/G2", 2003));
    database.add(0, None, &tapback("p:0/GONE", 2005));
    let imported = database.only();
    let messages = &imported.conversation.messages;
    assert_eq!(messages.iter().map(|message| message.kind).collect::<Vec<_>>(), [Kind::Text, Kind::Reaction]);
    assert_eq!(emoji(&messages[0]), ["🥑", "😂"]);
    assert_eq!((messages[1].raw.as_str(), messages[1].text.as_str()), ("❓", ""));
    assert_eq!(messages[1].reply_to.as_deref(), Some("GONE"));
}

#[test]
fn a_tapback_in_words_goes_into_the_message_that_it_quotes() {
    let mut database = Database::with_ana();
    database.add(0, Some("Loved “later”"), &[]);
    database.add(1, Some("I left early, sorry"), &[]);
    database.add(0, Some("Emphasized “I left early, sorry”"), &[]);
    database.add(0, Some("Loved “I left early, sorry”"), &[]);
    database.add(0, Some("Removed an exclamation from “I left early, sorry”"), &[]);
    database.add(0, Some("🙂 to “nobody said that”"), &[]);
    database.add(1, Some("later"), &[]);
    let imported = database.only();
    let messages = &imported.conversation.messages;
    assert_eq!(
        said(&imported.conversation),
        [("Me", ""), ("+15550102345", "I left early, sorry"), ("Me", "🙂 to “nobody said that”"), ("+15550102345", "later")]
    );
    assert_eq!((messages[0].kind, messages[0].quoted.as_deref()), (Kind::Reaction, Some("later")));
    assert_eq!(messages[0].raw, "Loved “later”");
    assert_eq!(emoji(&messages[1]), ["❤️"]);
}

#[test]
fn an_edited_message_has_its_last_words_and_an_unsent_one_none() {
    let edited = Value::from(MORNING * 1_000_000_000);
    let changed = summary::written(&[&["see you at 7", "see you at 8"]], &[]);
    let mut database = Database::with_ana();
    database.add(
        1,
        None,
        &[
            ("attributedBody", archive("see you at 8").into()),
            ("date_edited", edited.clone()),
            ("message_summary_info", changed.clone().into()),
        ],
    );
    database.add(1, None, &[("date_edited", edited.clone()), ("message_summary_info", changed.into())]);
    let unsent = summary::written(&[&["I hate you"]], &[0]);
    database.add(1, None, &[("date_edited", edited.clone()), ("message_summary_info", unsent.into())]);
    let half = summary::written(&[&["gone"], &["stays"]], &[0]);
    database.add(1, Some("stays"), &[("date_edited", edited), ("message_summary_info", half.into())]);
    let messages = database.only().conversation.messages;
    let told: Vec<_> =
        messages.iter().map(|message| (message.kind, message.text.as_str(), message.edited, message.deleted)).collect();
    assert_eq!(
        told,
        [
            (Kind::Text, "see you at 8", true, false),
            (Kind::Text, "see you at 8", true, false),
            (Kind::Deleted, "", false, true),
            (Kind::Text, "stays", true, false),
        ]
    );
}

#[test]
fn what_happens_in_a_group_is_told_by_the_app() {
    let mut database = Database::with_ana();
    database.run("INSERT INTO handle VALUES (2, 'ben@example.org', 'iMessage', NULL)");
    database.run("UPDATE chat SET style = 43, display_name = 'Trip'");
    database.run("INSERT INTO chat_handle_join VALUES (1, 2)");
    let event = |item: i64, action: i64, other: i64| {
        [("item_type", Value::from(item)), ("group_action_type", Value::from(action)), ("other_handle", Value::from(other))]
    };
    for (item, action, other) in [(1, 0, 2), (1, 1, 2), (1, 0, 1), (2, 0, 0), (3, 0, 0), (3, 1, 0), (4, 0, 0), (6, 0, 0)] {
        database.add(1, None, &event(item, action, other));
    }
    database.add(1, Some("you removed me"), &event(1, 0, 2));
    let imported = database.only();
    let events: Vec<_> = imported.conversation.messages.iter().map(|message| message.event).collect();
    let [member, changed, notice] =
        [SystemEvent::Membership, SystemEvent::GroupChanged, SystemEvent::Notice].map(Some);
    let number = Some(SystemEvent::Identity);
    assert_eq!(events, [member, member, number, changed, member, changed, notice, notice, None]);
    assert_eq!(said(&imported.conversation).last(), Some(&("+15550102345", "you removed me")));
    assert!(imported.conversation.messages[..8].iter().all(|message| message.sender.is_none()));
    assert_eq!((imported.conversation.title.as_str(), imported.conversation.audience), ("Trip", Audience::Group));
    assert_eq!(imported.conversation.participants.len(), 3);
}

#[test]
fn chats_of_one_person_are_one_whatever_the_service() {
    let mut database = Database::with_ana();
    database.run("INSERT INTO handle VALUES (2, '5550102345', 'SMS', 'P'), (3, 'ana@example.org', 'iMessage', 'P')");
    database.run("INSERT INTO chat VALUES (2, 'SMS;-;5550102345', 45, '5550102345', ''), (3, 'm', 45, 'ana@example.org', '')");
    database.run("INSERT INTO chat_handle_join VALUES (2, 2), (3, 3)");
    database.add(1, Some("one"), &[]);
    for (chat, handle, words) in [(2, 2, "two"), (3, 3, "three")] {
        let row = database.orphan(handle, Some(words), &[]);
        database.run(&format!("INSERT INTO chat_message_join VALUES ({chat}, {row})"));
    }
    let imported = database.only();
    let ana = "+15550102345";
    assert_eq!(said(&imported.conversation), [(ana, "one"), (ana, "two"), (ana, "three")]);
    assert_eq!(imported.conversation.participants[1].aliases, [ana, "5550102345", "ana@example.org"]);
}

#[test]
fn rows_without_a_chat_and_rows_in_two_are_kept_once() {
    let mut database = Database::with_ana();
    let guid = database.add(1, Some("in two"), &[]);
    database.run("INSERT INTO chat VALUES (2, 'SMS', 45, '+15550102345', '')");
    database.run("INSERT INTO chat_message_join VALUES (2, 1)");
    database.add(1, Some("the same again"), &[("guid", text(&guid))]);
    database.orphan(1, Some("of nobody's chat"), &[]);
    database.orphan(77, Some("of nobody known"), &[]);
    database.orphan(0, Some("to nobody"), &[]);
    let imports = database.import();
    let all: Vec<_> = imports.iter().map(|import| said(&import.conversation)).collect();
    assert_eq!(
        all,
        [
            vec![("+15550102345", "in two"), ("+15550102345", "of nobody's chat")],
            vec![("Unknown 77", "of nobody known")],
            vec![("Me", "to nobody")],
        ]
    );
    assert_eq!(imports[0].receipt.skipped, [(Skip::Duplicate, 1)].into());
}

#[test]
fn what_was_deleted_of_late_is_in_its_chat() {
    let mut database = Database::with_ana();
    database.add(1, Some("hi"), &[]);
    let row = database.orphan(1, Some("deleted here, not taken back"), &[("cache_roomnames", text("chat9"))]);
    database.run(&format!("INSERT INTO chat_recoverable_message_join VALUES (1, {row}, 5)"));
    let imported = database.only();
    assert_eq!(imported.conversation.messages.len(), 2);
    assert!(!imported.conversation.messages[1].deleted);
}

#[test]
fn files_keep_their_captions_and_marks_are_no_words() {
    let mut database = Database::with_ana();
    database.add(1, Some("\u{FFFC}the lake"), &[]);
    database.attach(1, "~/Library/Messages/Attachments/ab/IMG_1.HEIC", "image/heic");
    database.add(1, Some("\u{FFFC}"), &[]);
    let spoken = [
        &archive("\u{FFFC}")[..],
        b"\x92\x84\x98\x98\x14IMAudioTranscription\x86\x92\x84\x98\x98\x0bcall me now",
    ];
    database.add(1, None, &[("is_audio_message", Value::from(1)), ("attributedBody", spoken.concat().into())]);
    database.attach(3, "Audio Message.caf", "audio/x-caf");
    database.add(1, Some("\u{FFFD}"), &[("balloon_bundle_id", text("x:y:com.apple.findmy.FindMyMessagesApp"))]);
    let link = [("balloon_bundle_id", text("com.apple.messages.URLBalloonProvider"))];
    database.add(1, Some("https://a.example/x"), &link);
    database.attach(5, "/x/1.pluginPayloadAttachment", "");
    let messages = database.only().conversation.messages;
    let told: Vec<_> = messages.iter().map(|message| (message.kind, message.text.as_str(), message.attachments.len())).collect();
    assert_eq!(
        told,
        [
            (Kind::Media, "the lake", 1),
            (Kind::Media, "", 1),
            (Kind::Voice, "", 1),
            (Kind::Location, "", 0),
            (Kind::Link, "https://a.example/x", 0),
        ]
    );
    assert_eq!(messages[0].attachments[0].name.as_deref(), Some("IMG_1.HEIC"));
    assert!(messages[1].attachments[0].omitted);
    assert_eq!(messages[2].attachments[0].transcription.as_deref(), Some("call me now"));
}

#[test]
fn replies_subjects_and_what_waits_to_be_sent_land_where_they_belong() {
    let mut database = Database::with_ana();
    let first = database.add(1, Some("body"), &[("subject", text("Rent"))]);
    database.add(0, Some("ok"), &[("thread_originator_guid", text(&first)), ("destination_caller_id", text("me@example.org"))]);
    database.add(0, Some("not yet"), &[("schedule_type", Value::from(2))]);
    let imported = database.only();
    assert_eq!(said(&imported.conversation), [("+15550102345", "Rent\nbody"), ("Me", "ok")]);
    assert_eq!(imported.conversation.messages[1].reply_to.as_deref(), Some("G1"));
    assert_eq!(imported.receipt.skipped, [(Skip::NotSent, 1)].into());
    assert_eq!(imported.conversation.participants[0].aliases, ["Me", "me@example.org"]);
    assert_eq!(imported.conversation.messages[1].source.first, 2);
}

#[test]
fn a_chat_with_oneself_is_a_note() {
    let mut database = Database::with_ana();
    database.add(0, Some("milk"), &[("destination_caller_id", text("+1 555 010 2345"))]);
    assert_eq!(database.only().conversation.audience, Audience::NoteToSelf);
}

#[test]
fn rows_are_put_in_the_order_of_their_times() {
    let mut database = Database::with_ana();
    database.add(1, Some("c"), &[("date", Value::from(MORNING + 900))]);
    database.add(1, Some("a"), &[("date", Value::from(MORNING))]);
    database.add(1, Some("b"), &[("date", Value::from(0))]);
    let imported = database.only();
    assert_eq!(said(&imported.conversation).iter().map(|(_, text)| *text).collect::<String>(), "abc");
    assert!(!imported.receipt.warnings.iter().any(|warning| matches!(warning, Warning::OutOfOrder { .. })));
}

#[test]
fn newest_messages_that_are_only_in_the_log_beside_the_file_are_read() {
    let mut database = Database::with_ana();
    database.run("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0");
    database.add(1, Some("in the log"), &[]);
    assert!(database.folder.path().join("chat.db-wal").exists());
    assert_eq!(database.message().text, "in the log");
}

#[test]
fn a_database_that_is_being_written_to_can_be_read_and_is_not_locked() {
    let mut database = Database::with_ana();
    database.run("PRAGMA journal_mode = WAL");
    database.add(1, Some("one"), &[]);
    database.run("BEGIN IMMEDIATE");
    assert_eq!(database.message().text, "one");
    database.add(1, Some("two"), &[]);
    database.run("COMMIT");
    assert_eq!(database.only().conversation.messages.len(), 2);
}

#[test]
fn any_other_database_is_refused() {
    for schema in [
        "CREATE TABLE message (_id INTEGER, data TEXT); CREATE TABLE chat (_id INTEGER)",
        "CREATE TABLE message (guid, handle_id, date, is_from_me)",
        "CREATE TABLE handle (id); CREATE VIEW message AS SELECT 1 AS guid, 2 AS handle_id, 3 AS date, 4 AS is_from_me",
        "CREATE TABLE bookmarks (url TEXT)",
    ] {
        let database = Database::new(schema);
        assert!(matches!(import(&database.path()), Err(ImportError::UnknownDatabase { .. })), "{schema}");
    }
}

#[test]
fn a_database_without_messages_says_so() {
    let database = Database::with_ana();
    assert!(matches!(import(&database.path()), Err(ImportError::NothingRecognised { .. })));
}

#[test]
fn a_database_inside_a_zip_is_to_be_unpacked() {
    let mut database = Database::with_ana();
    database.add(1, Some("hi"), &[]);
    let path = database.folder.path().join("messages.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    zip.start_file("Messages/chat.db", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, &std::fs::read(database.path()).unwrap()).unwrap();
    zip.finish().unwrap();
    assert!(matches!(import(&path), Err(ImportError::DatabaseInZip { .. })));
}

#[test]
fn a_damaged_database_is_read_to_the_damage_and_says_so() {
    let mut database = Database::with_ana();
    database.run("BEGIN");
    for number in 0..400 {
        database.add(1, Some(&format!("{number} {}", "word ".repeat(40))), &[]);
    }
    database.run("COMMIT");
    let mut bytes = std::fs::read(database.path()).unwrap();
    let table: i64 =
        database.connection.query_row("SELECT max(rootpage) FROM sqlite_master", [], |row| row.get(0)).unwrap();
    let start = usize::try_from(table).unwrap() * 4096 + (bytes.len() - usize::try_from(table).unwrap() * 4096) / 2;
    bytes[start..start + 8192].fill(0xEE);
    let damaged = database.folder.path().join("damaged.db");
    std::fs::write(&damaged, &bytes).unwrap();
    let imported = import(&damaged).unwrap().remove(0);
    let count = imported.conversation.messages.len();
    assert!((1..400).contains(&count), "{count}");
    assert!(imported.receipt.warnings.iter().any(|warning| matches!(warning, Warning::Damaged { .. })));
}

#[test]
fn a_copy_of_the_database_adds_nothing() {
    let mut database = Database::with_ana();
    let first = database.add(1, Some("hi"), &[]);
    let love = [("associated_message_guid", text(&first)), ("associated_message_type", Value::from(2000))];
    database.add(0, None, &love);
    std::fs::copy(database.path(), database.folder.path().join("copy.db")).unwrap();
    let imported = import(database.folder.path()).unwrap().remove(0);
    assert_eq!(said(&imported.conversation), [("+15550102345", "hi")]);
    assert_eq!(emoji(&imported.conversation.messages[0]), ["❤️"]);
    assert_eq!(imported.receipt.skipped, [(Skip::Duplicate, 1)].into());
}

#[test]
fn the_receipt_tells_the_files_size_and_fingerprint() {
    let mut database = Database::with_ana();
    database.add(1, Some("hi"), &[]);
    let bytes = std::fs::read(database.path()).unwrap();
    let receipt = database.only().receipt;
    assert_eq!(receipt.bytes, bytes.len() as u64);
    assert_eq!(receipt.fingerprint, crate::import::source::fingerprint(&bytes));
}

#[test]
fn odd_cells_cost_themselves_only() {
    let mut database = Database::with_ana();
    let odd = Value::from(vec![0xFF_u8, 0xFE]);
    database.add(
        1,
        Some("words"),
        &[
            ("attributedBody", text("no archive")),
            ("message_summary_info", odd.clone()),
            ("date_edited", text("soon")),
            ("subject", odd.clone()),
            ("guid", odd.clone()),
            ("destination_caller_id", odd),
        ],
    );
    database.add(1, Some("more"), &[("date", Value::from(i64::MIN)), ("handle_id", Value::from(i64::MIN))]);
    let texts: Vec<_> =
        database.only().conversation.messages.into_iter().map(|message| message.text).collect();
    assert!(texts.contains(&"words".to_owned()) && texts.contains(&"more".to_owned()), "{texts:?}");
}
