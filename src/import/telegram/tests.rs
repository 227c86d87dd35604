//! The traps of the formats document, section 5 (12), with invented text.
#![expect(clippy::needless_pass_by_value, reason = "values written with `json!` are handed over")]

use crate::conversation::{Audience, CallOutcome, Conversation, Kind, Message};
use crate::import::{Imported, Options, OwnerEvidence, Skip, Warning, read_texts};
use serde_json::{Value, json};

fn import_all(text: &str) -> Vec<Imported> {
    let imports = read_texts(&[("result.json", text)], &Options::default()).unwrap();
    for Imported { conversation, receipt } in &imports {
        assert_eq!(receipt.format, "telegram");
        assert!(receipt.balances(), "{receipt:?}");
        assert_eq!(receipt.kept_total(), conversation.messages.len());
    }
    imports
}

/// One chat between Robin (user 7) and the owner (user 1).
fn import(messages: &[Value]) -> Imported {
    let chat = json!({"name": "Robin", "type": "personal_chat", "id": 7, "messages": messages});
    import_all(&chat.to_string()).remove(0)
}

fn message(id: i64, text: Value) -> Value {
    json!({"id": id, "type": "message", "date": "2024-03-01T10:00:00", "date_unixtime": "1709283600",
        "from": "Robin", "from_id": "user7", "text": text, "text_entities": []})
}

/// The message with these fields beside or instead of its own.
fn with(mut message: Value, fields: Value) -> Value {
    message.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    message
}

fn texts(conversation: &Conversation) -> Vec<&str> {
    conversation.messages.iter().map(|message| message.text.as_str()).collect()
}

fn only(messages: &[Value]) -> Message {
    import(messages).conversation.messages.remove(0)
}

#[test]
fn runs_are_joined_without_anything_between() {
    let runs =
        json!(["so ", {"type": "bold", "text": "good"}, {"type": "link", "text": "https://a.example"}, "!"]);
    let message = only(&[message(1, runs)]);
    assert_eq!(message.text, "so goodhttps://a.example!");
    assert_eq!(message.sent.to_iso().as_deref(), Some("2024-03-01T10:00:00+01:00"));
}

#[test]
fn an_escape_that_is_no_json_costs_nothing() {
    let text = import(&[message(1, json!("a?b")), message(2, json!("c"))]);
    let chat = json!({"name": "Robin", "type": "personal_chat", "id": 7,
        "messages": [message(1, json!("a?b")), message(2, json!("c"))]});
    let broken = chat.to_string().replace("a?b", "a\\x0Bb");
    assert_eq!(texts(&import_all(&broken)[0].conversation), ["a\u{0B}b", "c"]);
    assert_eq!(texts(&text.conversation), ["a?b", "c"]);
}

#[test]
fn deleted_accounts_old_ids_and_integer_times_are_read() {
    let imported = import(&[
        with(message(1, json!("hi")), json!({"from": null})),
        with(message(2, json!("yo")), json!({"from": "Ana", "from_id": 1, "date_unixtime": 1_709_283_600})),
        with(message(3, json!("so")), json!({"date_unixtime": null})),
    ]);
    assert_eq!(texts(&imported.conversation), ["hi", "yo", "so"]);
    let people = &imported.conversation.participants;
    assert_eq!(
        people.iter().map(|person| person.display_name.as_str()).collect::<Vec<_>>(),
        ["Robin", "Ana"]
    );
    assert_eq!(people[0].aliases, ["Deleted Account", "user7", "Robin"]);
    assert_eq!(people[1].aliases, ["Ana", "user1"]);
    assert_eq!(imported.receipt.owner.name.as_deref(), Some("Ana"));
    assert_eq!(imported.receipt.owner.evidence, OwnerEvidence::ChatTitle);
    let times: Vec<_> =
        imported.conversation.messages.iter().map(|message| message.sent.to_iso().unwrap()).collect();
    assert_eq!(times, ["2024-03-01T10:00:00+01:00", "2024-03-01T10:00:00+01:00", "2024-03-01T10:00:00"]);
}

#[test]
fn words_passed_on_are_kept_and_marked() {
    for from in [json!("Somebody"), json!(null)] {
        let message = only(&[with(message(1, json!("wise words")), json!({"forwarded_from": from}))]);
        assert!(message.forwarded && message.text == "wise words");
    }
}

#[test]
fn media_keep_their_captions_and_say_what_was_left_out() {
    let left_out = json!({"photo": "(File not included. Change data exporting settings to download.)"});
    let photo = only(&[with(message(1, json!("the lake")), left_out)]);
    assert_eq!(
        (photo.kind, photo.text.as_str(), photo.attachments[0].omitted),
        (Kind::Media, "the lake", true)
    );
    let voice = json!({"file": "voice_messages/audio_1.ogg", "media_type": "voice_message", "mime_type": "audio/ogg"});
    let voice = only(&[with(message(1, json!("")), voice)]);
    assert_eq!((voice.kind, voice.attachments[0].name.as_deref()), (Kind::Voice, Some("audio_1.ogg")));
    let poll = json!({"poll": {"question": ["When ", {"type": "bold", "text": "then"}, "?"], "answers": []}});
    let poll = only(&[with(message(1, json!("")), poll)]);
    assert_eq!((poll.kind, poll.text.as_str()), (Kind::Poll, "When then?"));
}

#[test]
fn calls_events_reactions_replies_and_edits_land_in_their_fields() {
    let call = json!({"id": 1, "type": "service", "date": "2024-03-01T10:00:00", "date_unixtime": "1709283600", "actor": "Robin", "actor_id": "user7",
        "action": "phone_call", "discard_reason": "missed", "text": ""});
    let pinned = with(call.clone(), json!({"id": 2, "action": "pin_message"}));
    let told = json!({"edited_unixtime": "1709283700", "reply_to_message_id": 1,
        "reactions": [{"type": "emoji", "count": 2, "emoji": "❤", "recent": [{"from": "Ana", "from_id": "user1"}]}]});
    let messages = import(&[call, pinned, with(message(3, json!("ok")), told)]).conversation.messages;
    assert_eq!(
        messages.iter().map(|message| message.kind).collect::<Vec<_>>(),
        [Kind::Call, Kind::System, Kind::Text]
    );
    assert_eq!(messages[0].call.unwrap().outcome, CallOutcome::Missed);
    assert!(messages[0].sender.is_some() && messages[1].sender.is_none());
    assert!(messages[2].edited && messages[2].reply_to.as_deref() == Some("1"));
    let by: Vec<_> = messages[2].reactions.iter().map(|reaction| reaction.by.is_some()).collect();
    assert_eq!(by, [true, false]);
}

#[test]
fn a_whole_account_is_read_chat_by_chat() {
    let chat = |name: &str, id: i64, kind: &str, messages: Vec<Value>| json!({"name": name, "type": kind, "id": id, "messages": messages});
    let own = |text: &str| with(message(9, json!(text)), json!({"from": "Ana", "from_id": "user1"}));
    let account = json!({"about": "…", "personal_information": {"user_id": 1, "first_name": "Ana"},
        "chats": {"about": "…", "list": [
            chat("Robin", 7, "personal_chat", vec![message(1, json!("hi")), own("yo")]),
            chat("Club", 8, "private_group", vec![message(1, json!("all?"))]),
            {"type": "saved_messages", "id": 1, "messages": [own("milk")]},
            chat("Empty", 9, "personal_chat", vec![])]},
        "left_chats": {"list": [chat("Old", 5, "private_supergroup", vec![own("bye")])]}});
    let imports = import_all(&account.to_string());
    let chats: Vec<_> = imports
        .iter()
        .map(|import| (import.conversation.title.as_str(), import.conversation.audience))
        .collect();
    assert_eq!(
        chats,
        [
            ("Robin", Audience::Direct),
            ("Club", Audience::Group),
            ("", Audience::NoteToSelf),
            ("Old", Audience::Group)
        ]
    );
    let owners: Vec<_> = imports.iter().map(|import| import.receipt.owner.name.as_deref()).collect();
    assert_eq!(owners, [Some("Ana"), None, Some("Ana"), Some("Ana")]);
}

#[test]
fn a_file_that_breaks_off_is_read_to_the_break_and_says_so() {
    let chat = json!({"name": "Robin", "type": "personal_chat", "id": 7,
        "messages": [message(1, json!("one")), message(2, json!("two"))]});
    let text = chat.to_string();
    let imported = import_all(&text[..text.len() - 20]).remove(0);
    assert_eq!(texts(&imported.conversation), ["one"]);
    assert!(imported.receipt.warnings.contains(&Warning::Damaged { file: "result.json".into(), line: 1 }));
    let none = read_texts(&[("result.json", &text[..text.len() / 2])], &Options::default());
    assert!(none.is_err() || none.unwrap().iter().all(|import| import.receipt.balances()));
}

#[test]
fn what_is_no_message_is_counted() {
    let imported = import(&[json!("odd"), json!(7), message(1, json!("")), message(2, json!("hi"))]);
    assert_eq!(texts(&imported.conversation), ["hi"]);
    assert_eq!(imported.receipt.skipped, [(Skip::Malformed, 2), (Skip::Empty, 1)].into());
}
