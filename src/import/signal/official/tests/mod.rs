//! The traps of the formats document, section 5 (15), with invented people and words.

mod files;
mod items;

use crate::conversation::{
    AttachmentKind, Audience, CallMedium, CallOutcome, Conversation, Kind, Message, SystemEvent,
};
use crate::import::{Imported, Options, OwnerEvidence, Skip, Warning, read_texts};
use proptest::prelude::*;
use serde_json::{Value, json};

const HEADER: &str = r#"{"version":"1","backupTimeMs":"1767225600000","mediaRootBackupKey":"S0VZS0VZ","currentAppVersion":"8.1"}"#;

/// People, groups and their chats: 1 the owner, 2 Robin, 3 Kim, 4 a group, 5 the app's own news.
fn people() -> Vec<Value> {
    vec![
        json!({"account": {"profileKey": "S0VZS0VZ", "givenName": "Maya", "familyName": "Lind", "svrPin": "4711"}}),
        json!({"recipient": {"id": "1", "self": {}}}),
        json!({"recipient": {"id": "2", "contact": {"aci": "QUFB", "e164": "441632960001",
            "profileGivenName": "R.", "profileFamilyName": "Okafor", "systemGivenName": "Robin"}}}),
        json!({"recipient": {"id": "3", "contact": {"aci": "QkJC", "username": "kim.01",
            "nickname": {"given": "Kim"}, "profileGivenName": "Kimberley"}}}),
        json!({"recipient": {"id": "4", "group": {"masterKey": "S0VZ", "snapshot": {"title": {"title": "Allotment"}}}}}),
        json!({"recipient": {"id": "5", "releaseNotes": {}}}),
        json!({"chat": {"id": "11", "recipientId": "1"}}),
        json!({"chat": {"id": "12", "recipientId": "2"}}),
        json!({"chat": {"id": "13", "recipientId": "3"}}),
        json!({"chat": {"id": "14", "recipientId": "4"}}),
        json!({"chat": {"id": "15", "recipientId": "5"}}),
    ]
}

/// An item of Robin's chat with the owner.
fn item(author: &str, sent: i64, fields: &Value) -> Value {
    let mut item = json!({"chatId": "12", "authorId": author, "dateSent": sent.to_string()});
    item.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    json!({"chatItem": item})
}

fn words(body: &str) -> Value {
    json!({"incoming": {"dateReceived": "1"}, "standardMessage": {"text": {"body": body}}})
}

fn text_of(frames: &[Value]) -> String {
    frames.iter().map(|frame| format!("{frame}\n")).collect::<Vec<_>>().concat()
}

fn import_text(files: &[(&str, &str)]) -> Vec<Imported> {
    let imports = read_texts(files, &Options::default()).unwrap();
    for Imported { conversation, receipt } in &imports {
        assert_eq!(receipt.format, "signal");
        assert!(receipt.balances(), "{receipt:?}");
        assert_eq!(receipt.kept_total(), conversation.messages.len());
    }
    imports
}

fn import(items: &[Value]) -> Vec<Imported> {
    let text = format!("{HEADER}\n{}", text_of(&[people(), items.to_vec()].concat()));
    import_text(&[("main.jsonl", &text)])
}

fn only(frame: Value) -> Message {
    import(&[frame]).remove(0).conversation.messages.remove(0)
}

fn texts(conversation: &Conversation) -> Vec<&str> {
    conversation.messages.iter().map(|message| message.text.as_str()).collect()
}

fn said(conversation: &Conversation) -> Vec<(&str, &str)> {
    let name = |message: &Message| conversation.participants[message.sender.unwrap().0].display_name.as_str();
    conversation.messages.iter().map(|message| (name(message), message.text.as_str())).collect()
}
