//! The traps of the formats document, sections 3.3 and 5 (11), with invented text.

mod before_2018;
mod chats;
mod encrypted;
mod json;
mod owners;
mod pages;
mod round;
mod samples;

use crate::conversation::{Conversation, Kind};
use crate::import::{ImportError, Imported, Options, read_texts};
use serde_json::{Value, json};

/// What the texts hold; every record of theirs is accounted for.
fn import(texts: &[(&str, &str)]) -> Result<Vec<Imported>, ImportError> {
    let imports = read_texts(texts, &Options::default())?;
    for Imported { conversation, receipt } in &imports {
        assert!(receipt.balances(), "{receipt:?}");
        assert_eq!(receipt.kept_total(), conversation.messages.len());
    }
    Ok(imports)
}

fn texts(conversation: &Conversation) -> Vec<&str> {
    conversation.messages.iter().map(|message| message.text.as_str()).collect()
}

fn kinds(conversation: &Conversation) -> Vec<Kind> {
    conversation.messages.iter().map(|message| message.kind).collect()
}

fn people(conversation: &Conversation) -> Vec<&str> {
    conversation.participants.iter().map(|person| person.display_name.as_str()).collect()
}

/// Text as Meta writes it: each byte a character.
fn broken(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

/// A message of the data download, minutes after some moment.
fn message(sender: &str, minute: i64, content: &str) -> Value {
    json!({"sender_name": sender, "timestamp_ms": 1_700_000_000_000_i64 + minute * 60_000, "content": content})
}

/// The message with these fields beside or instead of its own.
fn with(mut message: Value, fields: Value) -> Value {
    if let (Some(message), Value::Object(fields)) = (message.as_object_mut(), fields) {
        message.extend(fields);
    }
    message
}

/// A thread of the data download, as a file.
fn thread(path: &str, title: &str, people: &[&str], messages: &[Value]) -> String {
    let people: Vec<Value> = people.iter().map(|name| json!({"name": name})).collect();
    json!({"participants": people, "messages": messages, "title": title, "thread_path": path}).to_string()
}

/// A chat between Ana, whose export it is, and Ben, with these messages.
fn with_ben(messages: &[Value]) -> Imported {
    let text = thread("inbox/ben_1", "Ben Ode", &["Ben Ode", "Ana Lund"], messages);
    import(&[("messages/inbox/ben_1/message_1.json", &text)]).unwrap().remove(0)
}
