//! The database as a file: how it is recognised, opened, and what harm it may have come to.

use super::*;

#[test]
fn an_old_system_counts_seconds_and_lacks_columns() {
    let mut database = Database::new(OLD);
    database.run("INSERT INTO handle VALUES (1, 'ana@example.org')");
    database.run("INSERT INTO chat VALUES (1, 'g', 'ana@example.org')");
    database.add(1, Some("hi"), &[("date", Value::from(MORNING))]);
    database.add(0, Some("yo"), &[("date", Value::from(MORNING + 1))]);
    database.add(1, Some("when?"), &[("date", Value::from(0))]);
    let imported = database.only();
    assert_eq!(
        said(&imported.conversation),
        [("ana@example.org", "hi"), ("Me", "yo"), ("ana@example.org", "when?")]
    );
    let times: Vec<_> = imported.conversation.messages.iter().map(|message| message.sent.to_iso()).collect();
    assert_eq!(times, [Some("2024-01-15T10:30:00Z".into()), Some("2024-01-15T10:30:01Z".into()), None]);
    assert_eq!(imported.conversation.audience, Audience::Direct);
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
    let table: i64 = database
        .connection
        .query_row("SELECT max(rootpage) FROM sqlite_master", [], |row| row.get(0))
        .unwrap();
    let start =
        usize::try_from(table).unwrap() * 4096 + (bytes.len() - usize::try_from(table).unwrap() * 4096) / 2;
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
fn the_sample_is_read_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chat.db");
    std::fs::write(&path, include_bytes!("../../../../samples/imessage/chat.db")).unwrap();
    let imports = import(&path).unwrap();
    let told: Vec<_> = imports
        .iter()
        .map(|import| {
            let Conversation { messages, audience, .. } = &import.conversation;
            let reactions: usize = messages.iter().map(|message| message.reactions.len()).sum();
            (import.conversation.name(), *audience, messages.len(), reactions, import.receipt.skipped_total())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("+15550107731".to_owned(), Audience::Direct, 25, 4, 2),
            ("Sunday lunch".to_owned(), Audience::Group, 8, 2, 0),
            ("lou@mail.example".to_owned(), Audience::Direct, 1, 0, 0),
        ]
    );
    let dana = &imports[0].conversation;
    assert_eq!(dana.participants[1].aliases, ["+15550107731", "dana.okafor@mail.example"]);
    assert!(
        dana.messages.iter().any(|message| message.text == "Lentils\nFrom my mail: the recipe, as promised")
    );
    assert_eq!(dana.messages.iter().filter(|message| message.kind == Kind::Reaction).count(), 1);
    assert_eq!(imports[0].receipt.owner.evidence, OwnerEvidence::Marked);
}

#[test]
fn a_database_that_cannot_be_opened_is_told_why_and_quotes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sms.db");
    std::fs::write(&path, [&b"SQLite format 3\0"[..], &b"secret words ".repeat(400)].concat()).unwrap();
    let error = import(&path).unwrap_err();
    assert!(matches!(error, ImportError::Database { .. }), "{error}");
    assert!(!error.to_string().contains("secret"), "{error}");
}
