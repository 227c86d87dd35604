//! The traps of the formats document, section 5 (15), with invented people and words.

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
fn item(author: &str, sent: i64, fields: Value) -> Value {
    let mut item = json!({"chatId": "12", "authorId": author, "dateSent": sent.to_string()});
    item.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    json!({"chatItem": item})
}

fn words(body: &str) -> Value {
    json!({"incoming": {"dateReceived": "1"}, "standardMessage": {"text": {"body": body}}})
}

fn text_of(frames: &[Value]) -> String {
    frames.iter().map(|frame| format!("{frame}\n")).collect()
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

#[test]
fn chats_are_named_as_the_owner_sees_them_and_empty_ones_are_left_out() {
    let mut note = item("1", 3000, json!({"outgoing": {}, "standardMessage": {"text": {"body": "milk"}}}));
    note["chatItem"]["chatId"] = json!("11");
    let mut club = item("3", 4000, words("who digs?"));
    club["chatItem"]["chatId"] = json!("14");
    let mut news = item("5", 5000, words("Polls are here"));
    news["chatItem"]["chatId"] = json!("15");
    let imports = import(&[item("2", 1000, words("hi")), item("1", 2000, words("yo")), note, club, news]);
    let chats: Vec<_> = imports
        .iter()
        .map(|import| {
            (import.conversation.title.as_str(), import.conversation.audience, said(&import.conversation))
        })
        .collect();
    assert_eq!(
        chats,
        [
            ("Note to Self", Audience::NoteToSelf, vec![("Maya Lind", "milk")]),
            ("Robin", Audience::Direct, vec![("Robin", "hi"), ("Maya Lind", "yo")]),
            ("Allotment", Audience::Group, vec![("Kim", "who digs?")]),
            ("Signal", Audience::Direct, vec![("Signal", "Polls are here")]),
        ]
    );
    for import in &imports {
        assert_eq!(import.receipt.owner.name.as_deref(), Some("Maya Lind"));
        assert_eq!(import.receipt.owner.evidence, OwnerEvidence::Marked);
    }
    let robin = &imports[1].conversation.participants[0];
    assert_eq!(robin.aliases, ["Robin", "QUFB", "R. Okafor", "+441632960001"]);
    assert!(imports[3].conversation.participants[0].is_bot);
}

#[test]
fn an_export_without_header_account_or_directions_is_read_all_the_same() {
    let frames = [
        people()[1..].to_vec(),
        vec![
            item("2", 1000, json!({"standardMessage": {"text": {"body": "hi"}}})),
            item("1", 2000, json!({"standardMessage": {"text": {"body": "yo"}}})),
        ],
    ]
    .concat();
    let import = import_text(&[("renamed.txt", &text_of(&frames))]).remove(0);
    assert_eq!(said(&import.conversation), [("Robin", "hi"), ("Me", "yo")]);
    assert_eq!(import.receipt.owner.name.as_deref(), Some("Me"));
}

#[test]
fn items_without_an_author_are_told_by_their_direction() {
    let mut incoming = item("2", 1000, words("hi"));
    let mut outgoing = item("1", 2000, json!({"outgoing": {}, "standardMessage": {"text": {"body": "yo"}}}));
    for item in [&mut incoming, &mut outgoing] {
        item["chatItem"].as_object_mut().unwrap().remove("authorId");
    }
    let import = import(&[incoming, outgoing]).remove(0);
    assert_eq!(said(&import.conversation), [("Robin", "hi"), ("Maya Lind", "yo")]);
}

#[test]
fn keys_and_the_pin_are_nowhere_in_what_was_read() {
    let imports = import(&[item("2", 1000, words("hi"))]);
    let all = format!("{imports:?}");
    assert!(!all.contains("S0VZ") && !all.contains("4711"), "{all}");
}

#[test]
fn instants_are_told_in_utc_and_equal_exports_have_equal_ids() {
    let message = only(item("2", 1_709_283_600_123, words("hi")));
    assert_eq!(message.sent.to_iso().as_deref(), Some("2024-03-01T09:00:00.123Z"));
    assert_eq!(message.id.as_deref(), Some("1709283600123 QUFB"));
    assert_eq!((message.source.file.as_str(), message.source.first), ("main.jsonl", 13));
}

#[test]
fn a_quote_is_kept_apart_and_names_the_message_it_answers() {
    let quote = json!({"standardMessage": {"text": {"body": "I did not"}, "quote": {"targetSentTimestamp": "1000",
        "authorId": "2", "text": {"body": "you left"}}}});
    let chat = import(&[item("2", 1000, words("you left")), item("1", 2000, quote)]).remove(0).conversation;
    let [asked, answer] = &chat.messages[..] else { panic!("{chat:?}") };
    assert_eq!((answer.text.as_str(), answer.quoted.as_deref()), ("I did not", Some("you left")));
    assert_eq!(answer.reply_to, asked.id);
}

#[test]
fn an_edited_message_is_its_last_version_at_the_time_of_its_first() {
    let edited = json!({"standardMessage": {"text": {"body": "sorry I shouted"}}, "revisions": [
        {"chatId": "12", "authorId": "2", "dateSent": "1000", "standardMessage": {"text": {"body": "sorry"}}},
        {"chatId": "12", "authorId": "2", "dateSent": "4000", "standardMessage": {"text": {"body": "sorry I"}}}]});
    let message = only(item("2", 9000, edited));
    assert!(message.edited);
    assert_eq!(
        (message.text.as_str(), message.sent.to_iso().as_deref()),
        ("sorry I shouted", Some("1970-01-01T00:00:01Z"))
    );
}

#[test]
fn files_keep_their_captions_and_say_what_is_missing() {
    let files = json!({"standardMessage": {"text": {"body": "look"}, "attachments": [
        {"pointer": {"contentType": "image/jpeg", "fileName": "lake.jpg", "caption": "the lake",
            "locatorInfo": {"plaintextHash": "QUFB", "size": 3}}},
        {"pointer": {"contentType": "audio/aac"}, "flag": "VOICE_MESSAGE"}]}});
    let message = only(item("2", 1000, files));
    assert_eq!((message.kind, message.text.as_str()), (Kind::Media, "look\nthe lake"));
    let found: Vec<_> =
        message.attachments.iter().map(|file| (file.kind, file.name.as_deref(), file.omitted)).collect();
    assert_eq!(
        found,
        [(AttachmentKind::Image, Some("lake.jpg"), false), (AttachmentKind::Voice, None, true)]
    );
    let of_flag = |flag: &str| {
        only(item("2", 1000, json!({"standardMessage": {"attachments": [{"pointer": {"contentType": "video/mp4"}, "flag": flag}]}})))
            .kind
    };
    assert_eq!(
        ["VOICE_MESSAGE", "GIF", "BORDERLESS", "NONE"].map(of_flag),
        [Kind::Voice, Kind::Sticker, Kind::Sticker, Kind::Media]
    );
}

#[test]
fn reactions_are_folded_into_their_message() {
    let told = json!({"standardMessage": {"text": {"body": "hi"}, "reactions": [
        {"emoji": "❤", "authorId": "1", "sentTimestamp": "2"}, {"emoji": "👍", "authorId": "2"}]}});
    let chat = import(&[item("2", 1000, told)]).remove(0).conversation;
    let given: Vec<_> = chat.messages[0]
        .reactions
        .iter()
        .map(|reaction| {
            (reaction.emoji.as_str(), chat.participants[reaction.by.unwrap().0].display_name.as_str())
        })
        .collect();
    assert_eq!(given, [("❤", "Maya Lind"), ("👍", "Robin")]);
}

#[test]
fn mentions_are_written_out() {
    let told = json!({"standardMessage": {"text": {"body": "ask \u{FFFC} now",
        "bodyRanges": [{"start": 4, "length": 1, "mentionAci": "QkJC"}, {"start": 0, "length": 3, "style": "BOLD"}]}}});
    assert_eq!(only(item("2", 1000, told)).text, "ask @Kim now");
}

#[test]
fn tombstones_stickers_contacts_polls_and_what_was_seen_once_keep_their_place() {
    let kinds = [
        (json!({"remoteDeletedMessage": {}}), Kind::Deleted, ""),
        (json!({"stickerMessage": {"sticker": {"emoji": "😀"}}}), Kind::Sticker, ""),
        (json!({"contactMessage": {"contact": {"name": {"givenName": "Jo"}}}}), Kind::Contact, ""),
        (json!({"viewOnceMessage": {}}), Kind::Media, ""),
        (json!({"poll": {"question": "When?", "options": [{"option": "now"}]}}), Kind::Poll, "When?"),
        (json!({"paymentNotification": {"amountMob": "1", "note": "for tea"}}), Kind::Text, "for tea"),
        (json!({"paymentNotification": {"amountMob": "1"}}), Kind::System, ""),
        (json!({"giftBadge": {"state": "OPENED"}}), Kind::System, ""),
        (
            json!({"directStoryReplyMessage": {"textReply": {"text": {"body": "so pretty"}}}}),
            Kind::Text,
            "so pretty",
        ),
        (json!({"directStoryReplyMessage": {"emoji": "🔥"}}), Kind::Reaction, ""),
    ];
    for (fields, kind, text) in kinds {
        let message = only(item("2", 1000, fields.clone()));
        assert_eq!((message.kind, message.text.as_str()), (kind, text), "{fields}");
        assert_eq!(message.deleted, kind == Kind::Deleted);
        assert_eq!(message.sender.is_none(), kind == Kind::System, "{fields}");
    }
}

#[test]
fn events_are_told_by_what_happened() {
    let update = |fields: Value| only(item("2", 1000, json!({"directionless": {}, "updateMessage": fields})));
    for (fields, event) in [
        (json!({"simpleUpdate": {"type": "BLOCKED"}}), SystemEvent::Blocked),
        (json!({"simpleUpdate": {"type": "IDENTITY_UPDATE"}}), SystemEvent::Identity),
        (json!({"simpleUpdate": {"type": "JOINED_SIGNAL"}}), SystemEvent::Notice),
        (json!({"expirationTimerChange": {"expiresInMs": "3600000"}}), SystemEvent::Timer),
        (
            json!({"groupChange": {"updates": [{"groupMemberLeftUpdate": {"aci": "QkJC"}}]}}),
            SystemEvent::Membership,
        ),
        (
            json!({"groupChange": {"updates": [{"groupCreationUpdate": {}}, {"groupNameUpdate": {}}]}}),
            SystemEvent::GroupCreated,
        ),
        (json!({"groupCall": {"state": "GENERIC"}}), SystemEvent::CallStarted),
        (json!({"profileChange": {"previousName": "R", "newName": "Robin"}}), SystemEvent::Notice),
    ] {
        let message = update(fields.clone());
        assert_eq!(
            (message.kind, message.event, message.sender),
            (Kind::System, Some(event), None),
            "{fields}"
        );
        assert_eq!((message.text.as_str(), message.id), ("", None));
    }
}

#[test]
fn calls_tell_who_called_and_what_became_of_it() {
    let call = |author: &str, kind: &str, direction: &str, state: &str| {
        item(
            author,
            1000,
            json!({"directionless": {}, "updateMessage": {"individualCall":
            {"type": kind, "direction": direction, "state": state, "startedCallTimestamp": "1000"}}}),
        )
    };
    for (author, kind, direction, state, by, medium, outcome) in [
        ("2", "AUDIO_CALL", "INCOMING", "MISSED", "Robin", CallMedium::Voice, CallOutcome::Missed),
        ("1", "VIDEO_CALL", "INCOMING", "NOT_ACCEPTED", "Robin", CallMedium::Video, CallOutcome::Declined),
        (
            "2",
            "AUDIO_CALL",
            "OUTGOING",
            "NOT_ACCEPTED",
            "Maya Lind",
            CallMedium::Voice,
            CallOutcome::Unanswered,
        ),
        ("1", "AUDIO_CALL", "OUTGOING", "ACCEPTED", "Maya Lind", CallMedium::Voice, CallOutcome::Answered),
    ] {
        let chat = import(&[call(author, kind, direction, state)]).remove(0).conversation;
        let message = &chat.messages[0];
        let told = message.call.unwrap();
        assert_eq!(chat.participants[message.sender.unwrap().0].display_name, by);
        assert_eq!((message.kind, told.medium, told.outcome), (Kind::Call, medium, outcome));
    }
    let group = json!({"updateMessage": {"groupCall": {"state": "JOINED", "startedCallRecipientId": "3",
        "startedCallTimestamp": "1000", "endedCallTimestamp": "61000"}}});
    let call = only(item("3", 1000, group)).call.unwrap();
    assert_eq!((call.outcome, call.seconds), (CallOutcome::Answered, Some(60)));
}

#[test]
fn what_was_never_sent_and_what_says_nothing_is_counted() {
    let failed = json!({"outgoing": {"sendStatus": [{"recipientId": "2", "failed": {"reason": "NETWORK"}}]},
        "standardMessage": {"text": {"body": "please"}}});
    let import = import(&[
        item("1", 1000, failed),
        item("2", 2000, words("")),
        item("2", 3000, json!({"somethingNew": {}})),
        item("2", 4000, words("hi")),
        item("2", 4000, words("hi")),
    ])
    .remove(0);
    assert_eq!(texts(&import.conversation), ["hi"]);
    let counts = [(Skip::Malformed, 1), (Skip::Duplicate, 1), (Skip::Empty, 1), (Skip::NotSent, 1)];
    assert_eq!(import.receipt.skipped, counts.into());
}

#[test]
fn old_messages_by_sms_may_share_a_second() {
    let sms = |body: &str| {
        let mut item = item("2", 1000, words(body));
        item["chatItem"]["sms"] = json!(true);
        item
    };
    assert_eq!(texts(&import(&[sms("ok"), sms("ok"), sms("so")])[0].conversation), ["ok", "ok", "so"]);
}

#[test]
fn a_bad_line_costs_itself_and_is_named_and_a_cut_off_end_is_told() {
    let good = |sent: i64, body: &str| item("2", sent, words(body)).to_string();
    let head = text_of(&people());
    let text = format!(
        "{head}{}\n{{\"chatItem\": 7}}\n{{oops}}\n\n{}\n{{\"chatItem\":{{\"cha",
        good(1, "a"),
        good(2, "b")
    );
    let import = import_text(&[("main.jsonl", &text)]).remove(0);
    assert_eq!(texts(&import.conversation), ["a", "b"]);
    assert_eq!(import.receipt.skipped, [(Skip::Malformed, 2)].into());
    let unread = Warning::UnreadRecords { numbers: vec![13, 14], count: 2 };
    assert!(import.receipt.warnings.contains(&unread), "{:?}", import.receipt.warnings);
    assert!(import.receipt.warnings.contains(&Warning::Damaged { file: "main.jsonl".into(), line: 17 }));
}

#[test]
fn a_long_text_is_read_from_the_file_that_its_hash_names() {
    let whole = format!("{}, @\u{FFFC}", "and then you left me there ".repeat(100));
    let hash = sha256(&whole);
    let told = |hash: &str| {
        json!({"standardMessage": {"text": {"body": "and then you", "bodyRanges": [{"start": 2703, "mentionAci": "QkJC"}]},
            "longText": {"contentType": "text/plain", "locatorInfo": {"plaintextHash": hash, "size": whole.len()}}}})
    };
    let text =
        text_of(&[people(), vec![item("2", 1000, told(&hash)), item("2", 2000, told("QUFB"))]].concat());
    let decoy = "x".repeat(whole.len());
    let files = [
        ("signal-export-2026-01-01/main.jsonl", text.as_str()),
        ("signal-export-2026-01-01/files/aa/aaaa.txt", &decoy),
        ("signal-export-2026-01-01/files/bb/bbbb.bin", &whole),
    ];
    let import = import_text(&files).remove(0);
    let texts = texts(&import.conversation);
    assert!(texts[0].ends_with("there , @@Kim"), "{}", texts[0]);
    assert_eq!(texts[1], "and then you");
    assert!(import.receipt.warnings.contains(&Warning::WordsMissing { count: 1 }));
}

/// The hash as the export writes it, hexadecimal.
fn sha256(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_chats_of_two_exports_in_one_folder_are_read_apart() {
    let text = text_of(&[people(), vec![item("2", 1000, words("hi"))]].concat());
    let other = text.replace("\"Robin\"", "\"Rob\"");
    let imports = import_text(&[("a/main.jsonl", &text), ("b/main.jsonl", &other)]);
    let titles: Vec<_> = imports.iter().map(|import| import.conversation.title.as_str()).collect();
    assert_eq!(titles, ["Robin", "Rob"]);
}

#[test]
fn the_first_lines_tell_the_format_and_nothing_else_is_claimed() {
    let none = read_texts(&[("x.jsonl", "{\"account\": 1}\n{\"chat\": 2}\n")], &Options::default());
    assert!(none.is_err() || none.unwrap().iter().all(|import| import.receipt.format != "signal"));
    let talk = "{\"role\": \"user\", \"content\": \"hi\"}\n{\"role\": \"assistant\", \"content\": \"yo\"}\n";
    let imports = read_texts(&[("main.jsonl", talk)], &Options::default()).unwrap();
    assert_eq!(imports[0].receipt.format, "jsonl");
}

#[test]
fn an_invented_export_is_read_whole() {
    let imports = import_text(&[
        (
            "main.jsonl",
            include_str!("../../../../samples/signal/signal-export-2026-06-01-10-30-00/main.jsonl"),
        ),
        (
            "files/xx/letter.txt",
            include_str!(
                "../../../../samples/signal/signal-export-2026-06-01-10-30-00/files/4a/4ac661822e2a64f41362055110afa6776cd2088759b301d938ce79c9ec6e3f4d.txt"
            ),
        ),
    ]);
    let chats: Vec<_> = imports
        .iter()
        .map(|import| (import.conversation.title.as_str(), import.conversation.messages.len()))
        .collect();
    assert_eq!(chats, [("Note to Self", 2), ("Noor", 30), ("Climbing Thursdays", 8)]);
    assert!(imports.iter().all(|import| import.receipt.owner.name.as_deref() == Some("Elin Berg")));
    assert!(texts(&imports[1].conversation).iter().any(|text| text.ends_with("That is all. Goodnight.")));
    assert_eq!(imports[1].receipt.warnings, []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(turns in prop::collection::vec(("[12]", "[ -~é😀\n]{0,30}[a-z]"), 1..20)) {
        let frames: Vec<Value> = turns
            .iter()
            .zip(1_i64..)
            .map(|((author, body), at)| item(author, at * 1000, words(body)))
            .collect();
        let chat = import(&frames).remove(0).conversation;
        let read: Vec<_> = said(&chat).into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let name = |author: &str| if author == "1" { "Maya Lind" } else { "Robin" };
        let written: Vec<_> = turns.iter().map(|(author, body)| (name(author).to_owned(), body.clone())).collect();
        prop_assert_eq!(read, written);
        let times: Vec<_> = chat.messages.iter().map(|message| message.sent.to_iso().unwrap()).collect();
        prop_assert!(times.is_sorted() && times[0] == "1970-01-01T00:00:01Z");
    }

    #[test]
    fn no_damage_makes_it_panic(cut in 0_usize..2000, with in "\\PC{0,9}|\n|[{}\\[\\]\",:0-9]{0,4}", at in 0_usize..2000) {
        let mut text = text_of(&[people(), vec![item("2", 1000, words("hi")), item("1", 2000, words("yo"))]].concat());
        let place = (0..=at.min(text.len())).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0);
        text.insert_str(place, &with);
        let end = (0..=cut.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        for text in [&text[..], &text[..end]] {
            if let Ok(imports) = read_texts(&[("main.jsonl", text)], &Options::default()) {
                prop_assert!(imports.iter().all(|import| import.receipt.balances()));
            }
        }
    }
}
