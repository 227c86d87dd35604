//! How fast exports are read, by format, on one core; bytes and messages a second. See `benches/README.md`.
//!
//! The exports are made here, of invented words, as long as years of daily chat.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use hearten::import::{self, Options};
use std::fmt::Write;
use std::path::PathBuf;
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// Messages of each export.
const MESSAGES: usize = 100_000;

const WORDS: &[&str] = &[
    "ok", "so", "i", "am", "late", "again", "sorry", "love", "you", "see", "at", "home", "the", "milk", "is",
    "out", "can", "get", "some", "bread", "what", "time", "do", "we", "leave", "tomorrow", "maybe", "it",
    "was", "fine", "thanks", "today", "😊",
];

/// Who wrote, when (seconds since 1970) and what, the same on every run.
fn talk() -> impl Iterator<Item = (&'static str, i64, String)> {
    let mut draws = fastrand::Rng::with_seed(7);
    let mut second = 1_600_000_000;
    (0..MESSAGES).map(move |_| {
        second += draws.i64(5..300);
        let words: Vec<&str> = (0..draws.usize(1..18)).map(|_| WORDS[draws.usize(..WORDS.len())]).collect();
        (if draws.bool() { "Ana" } else { "Robin" }, second, words.join(" "))
    })
}

fn clock(second: i64, form: &str) -> String {
    jiff::Timestamp::from_second(second).expect("it is in the calendar").strftime(form).to_string()
}

fn whatsapp() -> String {
    let mut text = String::new();
    for (name, second, words) in talk() {
        let _ = writeln!(text, "{} - {name}: {words}", clock(second, "%d/%m/%Y, %H:%M"));
    }
    text
}

fn telegram() -> String {
    let messages: Vec<serde_json::Value> = talk()
        .enumerate()
        .map(|(id, (name, second, words))| {
            serde_json::json!({"id": id, "type": "message", "date": clock(second, "%Y-%m-%dT%H:%M:%S"),
                "date_unixtime": second.to_string(), "from": name, "from_id": format!("user{name}"), "text": words,
                "text_entities": [{"type": "plain", "text": words}]})
        })
        .collect();
    let chat = serde_json::json!({"name": "Robin", "type": "personal_chat", "id": 7, "messages": messages});
    serde_json::to_string_pretty(&chat).expect("it is JSON")
}

fn messenger() -> String {
    let messages: Vec<serde_json::Value> = talk()
        .map(|(name, second, words)| {
            serde_json::json!({"sender_name": name, "timestamp_ms": second * 1000, "content": words,
                "is_geoblocked_for_viewer": false})
        })
        .collect();
    let chat = serde_json::json!({"participants": [{"name": "Robin"}, {"name": "Ana"}], "messages": messages,
        "title": "Robin", "thread_path": "inbox/robin_1"});
    serde_json::to_string_pretty(&chat).expect("it is JSON")
}

fn csv() -> String {
    let mut text = "time,sender,text\n".to_owned();
    for (name, second, words) in talk() {
        let _ = writeln!(text, "{},{name},\"{words}\"", clock(second, "%Y-%m-%dT%H:%M:%SZ"));
    }
    text
}

/// The tables and columns that a recent Mac has, as far as they are read.
fn chat_db(path: &PathBuf) {
    let mut database = rusqlite::Connection::open(path).expect("a new file");
    database
        .execute_batch(
            "create table message (guid text, text text, attributedBody blob, handle_id integer, date integer,
                 is_from_me integer, service text, item_type integer, associated_message_guid text,
                 associated_message_type integer, date_edited integer);
             create table handle (id text, service text);
             create table chat (guid text, style integer, chat_identifier text, display_name text);
             create table chat_message_join (chat_id integer, message_id integer);
             create table chat_handle_join (chat_id integer, handle_id integer);
             create table attachment (filename text, mime_type text, transfer_name text);
             create table message_attachment_join (message_id integer, attachment_id integer);
             insert into handle values ('+15550100', 'iMessage');
             insert into chat values ('iMessage;-;+15550100', 45, '+15550100', '');
             insert into chat_handle_join values (1, 1);",
        )
        .expect("it is SQL");
    let rows = database.transaction().expect("nobody else writes");
    for (row, (name, second, words)) in talk().enumerate() {
        let own = name == "Ana";
        let date = (second - 978_307_200) * 1_000_000_000;
        rows.prepare_cached(
            "insert into message values (?1, ?2, null, ?3, ?4, ?5, 'iMessage', 0, null, 0, 0)",
        )
        .and_then(|mut insert| insert.execute((format!("g{row}"), words, i64::from(!own), date, own)))
        .expect("a row");
        rows.prepare_cached("insert into chat_message_join values (1, ?1)")
            .and_then(|mut insert| insert.execute([i64::try_from(row).unwrap_or_default() + 1]))
            .expect("a row");
    }
    rows.commit().expect("the disk holds it");
}

/// Reads the file again and again.
fn read(bencher: Bencher<'_, '_>, name: &str, write: impl FnOnce(&PathBuf)) {
    let folder = TempDir::new().expect("a folder for a while");
    let path = folder.path().join(name);
    write(&path);
    let bytes = std::fs::metadata(&path).expect("it was written").len();
    bencher.counter(BytesCount::new(bytes)).counter(ItemsCount::new(MESSAGES)).bench(|| {
        let chats =
            import::open(std::slice::from_ref(&path), &Options::default(), &|_| {}).expect("it is readable");
        assert_eq!(chats[0].conversation.messages.len(), MESSAGES);
    });
}

fn read_text(bencher: Bencher<'_, '_>, name: &str, text: &str) {
    read(bencher, name, |path| std::fs::write(path, text).expect("it can be written"));
}

#[divan::bench(sample_count = 10)]
fn whatsapp_text(bencher: Bencher<'_, '_>) {
    read_text(bencher, "WhatsApp Chat with Robin.txt", &whatsapp());
}

#[divan::bench(sample_count = 10)]
fn telegram_json(bencher: Bencher<'_, '_>) {
    read_text(bencher, "result.json", &telegram());
}

#[divan::bench(sample_count = 10)]
fn messenger_json(bencher: Bencher<'_, '_>) {
    read_text(bencher, "message_1.json", &messenger());
}

#[divan::bench(sample_count = 10)]
fn generic_csv(bencher: Bencher<'_, '_>) {
    read_text(bencher, "chat.csv", &csv());
}

#[divan::bench(sample_count = 10)]
fn imessage_database(bencher: Bencher<'_, '_>) {
    read(bencher, "chat.db", chat_db);
}
