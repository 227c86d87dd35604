//! Chats of Hangouts, with invented people and words.
#![expect(clippy::needless_pass_by_value, reason = "values written with `json!` are handed over")]

use crate::conversation::{Audience, CallMedium, CallOutcome, Conversation, Kind, Message, SystemEvent};
use crate::import::{Imported, Options, OwnerEvidence, Skip, Warning, read_texts};
use proptest::prelude::*;
use serde_json::{Value, json};

fn user(id: &str) -> Value {
    json!({"gaia_id": id, "chat_id": id})
}

/// The chat of the owner (1) with Jonas (2) and others.
fn about(id: &str, kind: &str, others: &[(&str, &str)]) -> Value {
    let members = [("1", "Ruth")].iter().chain(others);
    let members: Vec<_> = members.map(|(id, name)| json!({"id": user(id), "fallback_name": name})).collect();
    json!({"id": {"id": id}, "type": kind,
        "self_conversation_state": {"self_read_state": {"participant_id": user("1"), "latest_read_timestamp": "0"}},
        "participant_data": members})
}

fn event(second: i64, by: &str, fields: Value) -> Value {
    let mut event = json!({"conversation_id": {"id": "c1"}, "sender_id": user(by),
        "timestamp": (1_546_344_000_000_000_i64 + second * 1_000_000).to_string(), "event_id": format!("e{second}")});
    event.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    event
}

fn message(second: i64, by: &str, segments: Value) -> Value {
    event(
        second,
        by,
        json!({"event_type": "REGULAR_CHAT_MESSAGE",
        "chat_message": {"message_content": {"segment": segments}}}),
    )
}

fn say(second: i64, by: &str, text: &str) -> Value {
    message(second, by, json!([{"type": "TEXT", "text": text}]))
}

fn export(events: &[Value]) -> String {
    let about = about("c1", "STICKY_ONE_TO_ONE", &[("2", "Jonas")]);
    json!({"conversations": [{"conversation": {"conversation_id": {"id": "c1"}, "conversation": about}, "events": events}]})
        .to_string()
}

fn import_all(text: &str) -> Vec<Imported> {
    let imports = read_texts(&[("Hangouts.json", text)], &Options::default()).unwrap();
    for Imported { conversation, receipt } in &imports {
        assert_eq!(receipt.format, "google-hangouts");
        assert!(receipt.balances(), "{receipt:?}");
        assert_eq!(receipt.kept_total(), conversation.messages.len());
    }
    imports
}

fn import(events: &[Value]) -> Imported {
    import_all(&export(events)).remove(0)
}

fn only(event: Value) -> Message {
    import(&[event]).conversation.messages.remove(0)
}

fn said(conversation: &Conversation) -> Vec<(&str, &str)> {
    let name = |message: &Message| {
        message.sender.map_or("", |sender| conversation.participants[sender.0].display_name.as_str())
    };
    conversation.messages.iter().map(|message| (name(message), message.text.as_str())).collect()
}

#[test]
fn all_segments_are_joined_without_anything_between() {
    let segments = json!([{"type": "TEXT", "text": "see "}, {"type": "LINK", "text": "https://a.example"},
        {"type": "LINE_BREAK", "text": "\n"}, {"type": "LINE_BREAK"}, {"type": "TEXT", "text": "and come"}]);
    let message = only(message(1, "2", segments));
    assert_eq!(message.text, "see https://a.example\n\nand come");
    assert_eq!(message.sent.to_iso().as_deref(), Some("2019-01-01T12:00:01Z"));
    assert_eq!(message.id.as_deref(), Some("e1"));
}

#[test]
fn the_chat_tells_its_people_and_whose_it_is() {
    let imported = import(&[say(1, "1", "hi"), say(2, "2", "yo")]);
    assert_eq!(said(&imported.conversation), [("Ruth", "hi"), ("Jonas", "yo")]);
    assert_eq!(
        (imported.conversation.title.as_str(), imported.conversation.audience),
        ("Jonas", Audience::Direct)
    );
    assert_eq!(imported.receipt.owner.name.as_deref(), Some("Ruth"));
    assert_eq!(imported.receipt.owner.evidence, OwnerEvidence::Marked);
    assert_eq!(imported.receipt.warnings, []);
}

#[test]
fn many_chats_are_kept_apart_and_old_exports_read_alike() {
    let events = |chat: &str| vec![with_chat(say(1, "1", "hi"), chat), with_chat(say(2, "2", "yo"), chat)];
    let mut club = about("c2", "GROUP", &[("2", "Jonas"), ("3", "Efe")]);
    club["name"] = json!("Attic");
    let direct = about("c1", "STICKY_ONE_TO_ONE", &[("2", "Jonas")]);
    let new = json!({"conversations": [
        {"conversation": {"conversation_id": {"id": "c1"}, "conversation": direct}, "events": events("c1")},
        {"conversation": {"conversation_id": {"id": "c2"}, "conversation": club}, "events": events("c2")}]});
    let old = json!({"continuation_end_timestamp": "0", "conversation_state": [
        {"conversation_id": {"id": "c1"}, "conversation_state": {"conversation_id": {"id": "c1"}, "conversation": direct, "event": events("c1")}},
        {"conversation_id": {"id": "c2"}, "conversation_state": {"conversation_id": {"id": "c2"}, "conversation": club, "event": events("c2")}}]});
    for export in [new, old] {
        let imports = import_all(&export.to_string());
        let chats: Vec<_> = imports
            .iter()
            .map(|import| {
                (import.conversation.title.as_str(), import.conversation.audience, said(&import.conversation))
            })
            .collect();
        let both = vec![("Ruth", "hi"), ("Jonas", "yo")];
        assert_eq!(chats, [("Jonas", Audience::Direct, both.clone()), ("Attic", Audience::Group, both)]);
    }
}

fn with_chat(mut event: Value, chat: &str) -> Value {
    event["conversation_id"]["id"] = json!(chat);
    event
}

#[test]
fn what_stands_about_a_chat_may_stand_behind_its_messages() {
    let about = about("c1", "STICKY_ONE_TO_ONE", &[("2", "Jonas")]);
    let export = json!({"conversations": [{"events": [say(1, "2", "hi")],
        "conversation": {"conversation_id": {"id": "c1"}, "conversation": about}}]});
    assert_eq!(said(&import_all(&export.to_string())[0].conversation), [("Jonas", "hi")]);
}

#[test]
fn a_call_is_one_call_with_its_end_told() {
    let call = |second: i64, what: &str, seconds: Value| {
        event(
            second,
            "1",
            json!({"event_type": "HANGOUT_EVENT",
        "hangout_event": {"event_type": what, "media_type": "AUDIO_VIDEO", "hangout_duration_secs": seconds}}),
        )
    };
    let imported = import(&[
        call(1, "START_HANGOUT", Value::Null),
        say(5, "2", "can you hear me"),
        call(60, "END_HANGOUT", json!("59")),
        call(90, "END_HANGOUT", json!("7")),
        call(99, "END_HANGOUT", Value::Null),
    ]);
    let calls: Vec<_> = imported.conversation.messages.iter().filter_map(|message| message.call).collect();
    assert_eq!(
        calls.iter().map(|call| (call.medium, call.outcome, call.seconds)).collect::<Vec<_>>(),
        [
            (CallMedium::Video, CallOutcome::Answered, Some(59)),
            (CallMedium::Video, CallOutcome::Answered, Some(7)),
            (CallMedium::Video, CallOutcome::Unanswered, None),
        ]
    );
    assert_eq!(imported.receipt.kept, [(Kind::Text, 1), (Kind::Call, 3), (Kind::System, 1)].into());
}

#[test]
fn pictures_places_and_events_are_told_from_words() {
    let sent = |item: Value| {
        only(event(
            1,
            "2",
            json!({"chat_message": {"message_content": {"attachment": [{"embed_item": item}]}}}),
        ))
    };
    let cases = [
        (json!({"type": ["PLUS_PHOTO"], "plus_photo": {"media_type": "PHOTO"}}), Kind::Media),
        (
            json!({"type": ["PLUS_PHOTO"], "embeds.PlusPhoto.plus_photo": {"media_type": "ANIMATED_PHOTO"}}),
            Kind::Sticker,
        ),
        (json!({"type": ["PLACE_V2", "THING_V2"], "place_v2": {"url": "x"}}), Kind::Location),
        (json!(null), Kind::Media),
    ];
    for (item, kind) in cases {
        assert_eq!(sent(item.clone()).kind, kind, "{item}");
    }
    let events = [
        ("RENAME_CONVERSATION", json!({"conversation_rename": {"new_name": "x"}}), SystemEvent::GroupChanged),
        ("ADD_USER", json!({"membership_change": {"type": "JOIN"}}), SystemEvent::Membership),
        ("OTR_MODIFICATION", json!({}), SystemEvent::Notice),
    ];
    for (name, mut fields, wanted) in events {
        fields["event_type"] = json!(name);
        let message = only(event(1, "2", fields));
        assert_eq!(
            (message.kind, message.event, message.sender),
            (Kind::System, Some(wanted), None),
            "{name}"
        );
    }
}

#[test]
fn overlapping_exports_keep_each_message_once_and_a_real_repeat_stays() {
    let text = export(&[say(1, "1", "ok"), say(2, "1", "ok")]);
    let imports =
        read_texts(&[("Hangouts.json", &text), ("Hangouts2.json", &text)], &Options::default()).unwrap();
    assert_eq!(said(&imports[0].conversation), [("Ruth", "ok"), ("Ruth", "ok")]);
    assert_eq!(imports[0].receipt.skipped, [(Skip::Duplicate, 2)].into());
}

#[test]
fn what_is_no_message_is_counted_and_a_cut_file_read_to_the_cut() {
    let imported = import(&[json!(7), json!({}), say(1, "1", " "), say(2, "1", "hi")]);
    assert_eq!(imported.receipt.skipped, [(Skip::Malformed, 2), (Skip::Empty, 1)].into());
    let text = export(&[say(1, "1", "one"), say(2, "1", "two")]);
    let imported = import_all(&text[..text.len() - 20]).remove(0);
    assert_eq!(said(&imported.conversation), [("Ruth", "one")]);
    assert!(imported.receipt.warnings.contains(&Warning::Damaged { file: "Hangouts.json".into(), line: 1 }));
}

#[test]
fn the_sample_is_read_whole() {
    let imports = import_all(include_str!("../../../../samples/google/Takeout/Hangouts/Hangouts.json"));
    let counts: Vec<_> = imports
        .iter()
        .map(|import| (import.conversation.title.as_str(), import.receipt.kept_total()))
        .collect();
    assert_eq!(counts, [("Jonas Lind", 13), ("Attic", 5)]);
    assert!(imports.iter().all(|import| import.receipt.owner.name.as_deref() == Some("Ruth Okafor")));
    assert!(imports.iter().all(|import| import.receipt.warnings.is_empty()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(turns in prop::collection::vec((any::<bool>(), "\\PC{0,12}[a-z🙂\"]"), 1..12)) {
        let events: Vec<_> = turns.iter().zip(1..)
            .map(|((is_own, text), second)| say(second, if *is_own { "1" } else { "2" }, text))
            .collect();
        let imported = import(&events);
        let expected: Vec<_> =
            turns.iter().map(|(is_own, text)| (if *is_own { "Ruth" } else { "Jonas" }, text.as_str())).collect();
        prop_assert_eq!(said(&imported.conversation), expected);
    }

    #[test]
    fn no_value_in_any_field_makes_it_panic(
        fields in prop::collection::vec((prop::sample::select(FIELDS.to_vec()), prop::sample::select(VALUES.to_vec())), 0..8),
    ) {
        let fields = fields.iter().map(|(key, value)| ((*key).to_owned(), serde_json::from_str(value).unwrap()));
        let odd: Value = Value::Object(fields.collect());
        for imported in import_all(&export(&[say(1, "1", "hi"), odd])) {
            prop_assert!(imported.receipt.records_seen > 0);
        }
    }
}

const FIELDS: &[&str] = &[
    "conversation_id",
    "sender_id",
    "timestamp",
    "event_id",
    "event_type",
    "self_event_state",
    "chat_message",
    "hangout_event",
    "conversation_rename",
    "membership_change",
];

const VALUES: &[&str] = &[
    "null",
    "7",
    "\"x\"",
    "\"9999999999999999999\"",
    "[]",
    "{}",
    "[{}]",
    "{\"id\":7}",
    "{\"chat_id\":\"5\"}",
    "{\"message_content\":{\"attachment\":[{\"embed_item\":{\"type\":7}}],\"segment\":[7]}}",
    "{\"event_type\":\"END_HANGOUT\",\"hangout_duration_secs\":\"-7\"}",
    "{\"event_type\":\"START_HANGOUT\"}",
];
