//! Chats of Google Chat, with invented people and words.
#![expect(clippy::needless_pass_by_value, reason = "values written with `json!` are handed over")]

use crate::conversation::{Audience, CallMedium, Conversation, Kind, Message};
use crate::import::{Imported, Options, OwnerEvidence, Skip, Warning, read_texts};
use proptest::prelude::*;
use serde_json::{Value, json};

const DM: &str = "Takeout/Google Chat/Groups/DM aB3/messages.json";

fn person(name: &str) -> Value {
    json!({"name": name, "email": format!("{}@mail.example", name.to_lowercase()), "user_type": "Human"})
}

fn message(minute: u32, name: &str, text: &str) -> Value {
    json!({"creator": person(name), "created_date": format!("Friday, March 1, 2024 at 10:{minute:02}:00\u{202F}AM UTC"),
        "text": text, "topic_id": format!("t{minute}"), "message_id": format!("aB3/t{minute}/t{minute}")})
}

/// The message with these fields beside or instead of its own; null takes a field away.
fn with(mut message: Value, fields: Value) -> Value {
    let object = message.as_object_mut().unwrap();
    object.extend(fields.as_object().unwrap().clone());
    object.retain(|_, value| !value.is_null());
    message
}

fn import_all(texts: &[(&str, String)]) -> Vec<Imported> {
    let texts: Vec<_> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let imports = read_texts(&texts, &Options::default()).unwrap();
    for Imported { conversation, receipt } in &imports {
        assert_eq!(receipt.format, "google-chat");
        assert!(receipt.balances(), "{receipt:?}");
        assert_eq!(receipt.kept_total(), conversation.messages.len());
    }
    imports
}

fn import(messages: &[Value]) -> Imported {
    import_all(&[(DM, json!({"messages": messages}).to_string())]).remove(0)
}

fn only(message: Value) -> Message {
    import(&[message]).conversation.messages.remove(0)
}

fn said(conversation: &Conversation) -> Vec<(&str, &str)> {
    let name = |message: &Message| {
        message.sender.map_or("", |sender| conversation.participants[sender.0].display_name.as_str())
    };
    conversation.messages.iter().map(|message| (name(message), message.text.as_str())).collect()
}

#[test]
fn chats_are_put_together_from_their_folder_and_the_account() {
    let dm = json!({"messages": [message(1, "Ines", "hi"), message(2, "Kofi", "yo")]}).to_string();
    let space = json!({"messages": [with(message(1, "Kofi", "all?"), json!({"message_id": "AAAA/t1/t1"}))]})
        .to_string();
    let imports = import_all(&[
        (
            "T/Google Chat/Groups/DM aB3/group_info.json",
            json!({"members": [person("Ines"), person("Kofi")]}).to_string(),
        ),
        ("T/Google Chat/Groups/DM aB3/messages.json", dm),
        (
            "T/Google Chat/Groups/Space AAAA/group_info.json",
            json!({"name": "Club", "members": [person("Ines"), person("Kofi"), person("Lena")]}).to_string(),
        ),
        ("T/Google Chat/Groups/Space AAAA/messages.json", space),
        (
            "T/Google Chat/Users/User 1/user_info.json",
            json!({"user": person("Ines"), "membership_info": []}).to_string(),
        ),
    ]);
    let chats: Vec<_> = imports
        .iter()
        .map(|import| {
            let chat = &import.conversation;
            (chat.title.as_str(), chat.audience, chat.participants.len())
        })
        .collect();
    assert_eq!(chats, [("Kofi", Audience::Direct, 2), ("Club", Audience::Group, 3)]);
    for import in &imports {
        assert_eq!(import.receipt.owner.name.as_deref(), Some("Ines"));
        assert_eq!(import.receipt.owner.evidence, OwnerEvidence::Marked);
        assert_eq!(import.receipt.warnings, []);
    }
    assert_eq!(said(&imports[0].conversation), [("Ines", "hi"), ("Kofi", "yo")]);
    let first = imports[0].conversation.messages[0].sent.to_iso();
    assert_eq!(first.as_deref(), Some("2024-03-01T10:01:00Z"));
}

#[test]
fn renamed_files_in_one_folder_stay_chats_of_their_own() {
    let one = json!({"messages": [message(1, "Ines", "hi")]}).to_string();
    let two = one.replace("aB3/", "cD4/").replace("Ines", "Lena");
    let imports = import_all(&[("messages.json", one), ("messages (1).json", two)]);
    assert_eq!(
        imports.iter().map(|import| said(&import.conversation)[0].0).collect::<Vec<_>>(),
        ["Ines", "Lena"]
    );
}

#[test]
fn a_deleted_message_is_one_without_sender_and_time() {
    let deleted = json!({"message_state": "DELETED", "deleted_date": "Friday, March 1, 2024 at 11:00:00 AM UTC",
        "topic_id": "t9", "deletion_metadata": {"deletion_type": "CREATOR"}, "message_id": "aB3/t9/t9"});
    let imported = import(&[deleted.clone(), message(1, "Ines", "hi")]);
    let message = &imported.conversation.messages[0];
    assert!(message.deleted && message.kind == Kind::Deleted && message.sender.is_none());
    assert_eq!(message.sent.to_iso(), None);
    assert!(!imported.receipt.warnings.iter().any(|warning| matches!(warning, Warning::UnreadTimes { .. })));
    assert_eq!(only(deleted).kind, Kind::Deleted);
}

#[test]
fn edits_quotes_topics_and_reactions_land_in_their_fields() {
    let edited = with(
        message(2, "Ines", "now"),
        json!({"created_date": null, "updated_date": "Friday, March 1, 2024 at 10:30:00 AM UTC",
            "previous_message_versions": [{"created_date": "Friday, March 1, 2024 at 10:02:00 AM UTC", "text": "then"}]}),
    );
    let edited = only(edited);
    assert_eq!((edited.edited, edited.text.as_str()), (true, "now"));
    assert_eq!(edited.sent.to_iso().as_deref(), Some("2024-03-01T10:02:00Z"));
    let quote = json!({"creator": person("Kofi"), "text": "their words", "message_id": "aB3/t1/t1"});
    for quote in [quote.clone(), json!([quote])] {
        let message = only(with(message(3, "Ines", "mine"), json!({"quoted_message_metadata": quote})));
        assert_eq!((message.text.as_str(), message.quoted.as_deref()), ("mine", Some("their words")));
        assert_eq!(message.reply_to.as_deref(), Some("aB3/t1/t1"));
    }
    let answer = only(with(message(4, "Ines", "yes"), json!({"topic_id": "t1", "message_id": "aB3/t1/x4"})));
    assert_eq!(answer.reply_to.as_deref(), Some("aB3/t1/t1"));
    let reactions = json!({"reactions": [{"emoji": {"unicode": "❤️"}, "reactor_emails": ["KOFI@mail.example", "x@y.example"]}]});
    let given = import(&[message(5, "Kofi", "a"), with(message(6, "Ines", "b"), reactions)]);
    let given: Vec<_> = given.conversation.messages[1]
        .reactions
        .iter()
        .map(|it| (it.emoji.as_str(), it.by.is_some()))
        .collect();
    assert_eq!(given, [("❤️", true), ("❤️", false)]);
}

#[test]
fn files_meetings_and_bots_are_told_from_words() {
    let file = |name: &str| json!({"text": null, "attached_files": [{"original_name": name, "export_name": format!("File-{name}")}]});
    for (name, kind) in [("a.jpg", Kind::Media), ("a.gif", Kind::Sticker), ("b.pdf", Kind::Media)] {
        let message = only(with(message(1, "Ines", ""), file(name)));
        assert_eq!((message.kind, message.attachments[0].name.as_deref()), (kind, Some(name)));
    }
    let captioned = only(with(
        message(1, "Ines", "the lake"),
        json!({"attached_files": [{"export_name": "File-a.jpg"}]}),
    ));
    assert_eq!((captioned.kind, captioned.text.as_str()), (Kind::Media, "the lake"));
    let meeting = json!({"text": null, "annotations": [{"start_index": 0, "video_call_metadata": {"meeting_space": {}}}]});
    let meeting = only(with(message(1, "Ines", ""), meeting));
    assert_eq!((meeting.kind, meeting.call.unwrap().medium), (Kind::Call, CallMedium::Video));
    let bot = import(&[with(
        message(1, "Ines", "vote"),
        json!({"creator": {"name": "Polly", "user_type": "Bot"}}),
    )]);
    assert!(bot.conversation.participants[0].is_bot);
}

#[test]
fn words_that_look_like_notices_are_words() {
    let texts = ["null", "Ines left", "system", "removed", "Message deleted"];
    let messages: Vec<_> =
        texts.iter().zip(1..).map(|(text, minute)| message(minute, "Ines", text)).collect();
    let imported = import(&messages);
    assert_eq!(said(&imported.conversation).iter().map(|(_, text)| *text).collect::<Vec<_>>(), texts);
}

#[test]
fn what_is_no_message_is_counted_and_times_that_cannot_be_read_are_said() {
    let imported = import(&[
        message(1, "Ines", "hi"),
        json!("odd"),
        json!({"topic_id": "t"}),
        message(2, "Ines", ""),
        with(message(3, "Ines", "hm"), json!({"created_date": "29 smarch 2024 10:00:00 UTC"})),
    ]);
    assert_eq!(said(&imported.conversation), [("Ines", "hi"), ("Ines", "hm")]);
    assert_eq!(imported.receipt.skipped, [(Skip::Malformed, 2), (Skip::Empty, 1)].into());
    assert!(imported.receipt.warnings.contains(&Warning::UnreadTimes { numbers: vec![5], count: 1 }));
}

#[test]
fn one_corrupt_file_does_not_stop_the_others() {
    let sound = json!({"messages": [message(1, "Ines", "hi"), message(2, "Ines", "there")]}).to_string();
    let broken = sound.replace("aB3/", "cD4/");
    let imports = import_all(&[
        ("Groups/DM aB3/messages.json", sound),
        ("Groups/DM cD4/messages.json", broken[..broken.len() - 30].to_owned()),
    ]);
    let counts: Vec<_> = imports.iter().map(|import| import.conversation.messages.len()).collect();
    assert_eq!(counts, [2, 1]);
    let is_damage =
        |warning: &Warning| matches!(warning, Warning::Damaged { file, .. } if file.contains("cD4"));
    assert!(imports[0].receipt.warnings.iter().any(is_damage));
}

#[test]
fn the_sample_is_read_whole() {
    macro_rules! file {
        ($name:literal) => {
            (
                concat!("Takeout/Google Chat/", $name),
                include_str!(concat!("../../../../samples/google/Takeout/Google Chat/", $name)).to_owned(),
            )
        };
    }
    let imports = import_all(&[
        file!("Groups/DM aB3xYQAAAAE/group_info.json"),
        file!("Groups/DM aB3xYQAAAAE/messages.json"),
        file!("Groups/Space AAAAkLmNoPq/group_info.json"),
        file!("Groups/Space AAAAkLmNoPq/messages.json"),
        file!("Users/User 100000000000000000001/user_info.json"),
    ]);
    let counts: Vec<_> = imports
        .iter()
        .map(|import| (import.conversation.title.as_str(), import.receipt.kept_total()))
        .collect();
    assert_eq!(counts, [("Kofi Adjei", 16), ("Book club", 5)]);
    for import in &imports {
        assert_eq!(import.receipt.owner.name.as_deref(), Some("Ines Moreau"));
        assert!(
            import.receipt.skipped.is_empty() && import.receipt.warnings.is_empty(),
            "{:?}",
            import.receipt
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(turns in prop::collection::vec((any::<bool>(), "\\PC{0,12}[a-z🙂\n\"\\\\]"), 1..12)) {
        let name = |is_ines: bool| if is_ines { "Ines" } else { "Kofi" };
        let messages: Vec<_> =
            turns.iter().zip(1..).map(|((is_ines, text), minute)| message(minute, name(*is_ines), text)).collect();
        prop_assume!(turns.iter().all(|(_, text)| !text.trim().is_empty()));
        let imported = import(&messages);
        let expected: Vec<_> = turns.iter().map(|(is_ines, text)| (name(*is_ines), text.as_str())).collect();
        prop_assert_eq!(said(&imported.conversation), expected);
        for (message, minute) in imported.conversation.messages.iter().zip(1..) {
            prop_assert_eq!(message.sent.to_iso(), Some(format!("2024-03-01T10:{minute:02}:00Z")));
        }
    }

    #[test]
    fn no_value_in_any_field_makes_it_panic(
        fields in prop::collection::vec((prop::sample::select(FIELDS.to_vec()), prop::sample::select(VALUES.to_vec())), 0..8),
    ) {
        let fields = fields.iter().map(|(key, value)| ((*key).to_owned(), serde_json::from_str(value).unwrap()));
        let odd = Value::Object(fields.collect());
        let text = json!({"messages": [message(1, "Ines", "hi"), odd]}).to_string();
        let imports = import_all(&[(DM, text)]);
        prop_assert_eq!(imports[0].receipt.records_seen, 2);
    }
}

const FIELDS: &[&str] = &[
    "creator",
    "created_date",
    "updated_date",
    "text",
    "topic_id",
    "message_id",
    "message_state",
    "attached_files",
    "annotations",
    "reactions",
    "quoted_message_metadata",
    "previous_message_versions",
];

const VALUES: &[&str] = &[
    "null",
    "7",
    "\"x\"",
    "\"DELETED\"",
    "[]",
    "{}",
    "[{}]",
    "[[7]]",
    "{\"text\":7}",
    "{\"name\":\"Ana\"}",
    "true",
    "[{\"emoji\":{\"unicode\":\"x\"},\"reactor_emails\":[\"a\"]}]",
    "[{\"drive_metadata\":{}}]",
];
