//! Markdown and JSON lines as signal-export writes them, with invented people and words.

use crate::conversation::{AttachmentKind, CallMedium, CallOutcome, Conversation, Kind, Message};
use crate::import::{Imported, Options, OwnerEvidence, Skip, Warning, read_texts};
use proptest::prelude::*;
use serde_json::{Value, json};

fn import_all(files: &[(&str, &str)]) -> Vec<Imported> {
    let imports = read_texts(files, &Options::default()).unwrap();
    for import in &imports {
        assert_eq!(import.receipt.format, "signal-export");
        assert!(import.receipt.balances(), "{:?}", import.receipt);
    }
    imports
}

fn import(text: &str) -> Imported {
    import_all(&[("Robin/chat.md", text)]).remove(0)
}

fn said(conversation: &Conversation) -> Vec<(&str, &str)> {
    let name = |message: &Message| {
        message.sender.map_or("", |sender| conversation.participants[sender.0].display_name.as_str())
    };
    conversation.messages.iter().map(|message| (name(message), message.text.as_str())).collect()
}

/// The one message of Robin's with this body.
fn only(body: &str) -> Message {
    let text = format!("[2024-03-01 10:00:05] Robin: {body}\n");
    import(&text).conversation.messages.remove(0)
}

#[test]
fn messages_go_on_to_the_next_header_and_the_owner_is_me() {
    let text = "[2024-03-01 10:00:05] Robin: you left\n\n  me there  \n[2024-03-01 10:00:09] Me: I did not  \n\
        [2024-03-01, 10:01] Kim: pasted from elsewhere  \n[2024-03-01 10:02:00] Me: ok  \n[2024-03-01 10:02:00] Me: ok  \n";
    let imported = import(text);
    let chat = &imported.conversation;
    assert_eq!(
        said(chat),
        [
            ("Robin", "you left\n\n  me there"),
            ("Me", "I did not  \n[2024-03-01, 10:01] Kim: pasted from elsewhere"),
            ("Me", "ok"),
            ("Me", "ok")
        ]
    );
    assert_eq!(chat.title, "Robin");
    assert_eq!(imported.receipt.owner.evidence, OwnerEvidence::Marked);
    assert_eq!(chat.messages[0].sent.to_iso().as_deref(), Some("2024-03-01T10:00:05"));
    assert_eq!((chat.messages[1].source.first, chat.messages[1].source.last), (4, 5));
}

#[test]
fn old_headers_have_a_comma_or_no_seconds() {
    for (time, comma) in [("10:00", ","), ("10:00", "")] {
        let text = format!("[2019-12-24{comma} {time}] Robin: hi\n[2019-12-24{comma} {time}] Me: yo\nyo  \n");
        let chat = import_all(&[("index.md", &text)]).remove(0).conversation;
        assert_eq!(said(&chat), [("Robin", "hi"), ("Me", "yo\nyo")]);
        assert_eq!(chat.messages[0].sent.to_iso().as_deref(), Some("2019-12-24T10:00:00"));
    }
}

#[test]
fn the_swedish_look_alike_of_whatsapp_stays_whatsapp() {
    let swedish = "[2024-03-01 10:00:05] Robin: hej\n[2024-03-01 10:00:09] Maya: \u{200E}bild utelämnad\n";
    let format =
        |text: &str| read_texts(&[("_chat.txt", text)], &Options::default()).unwrap()[0].receipt.format;
    assert_eq!(format(swedish), "whatsapp");
    assert_eq!(format(&swedish.replace("Maya: \u{200E}bild utelämnad", "Me: hej")), "signal-export");
    assert_eq!(format("[2024-03-01 10:00:05] Robin: hej  \n(- Maya: 👍 -)\n"), "signal-export");
    assert_eq!(format("[2024-03-01 10:00:05] Robin:   ![a.jpg](./media/a.jpg)  \n"), "signal-export");
    assert_eq!(format("[2024-03-01, 10:00] Robin: hej\n[2024-03-02, 10:00] Maya: hej\n"), "signal-export");
}

#[test]
fn a_quote_is_kept_apart_from_the_answer() {
    let message = only("\n\n> you left\n> \n> me\n\n> not a quote\nI did not  ");
    assert_eq!(message.quoted.as_deref(), Some("you left\n\nme"));
    assert_eq!(message.text, "> not a quote\nI did not");
    assert_eq!(only("> I quote nobody  ").text, "> I quote nobody");
}

#[test]
fn reactions_stickers_and_files_stand_behind_the_words() {
    let body = "look  \n(- Robin: 👍, Okafor, Kim: ❤️ -)![2024-03-01_00_lake_(1)[x].jpg](./media/2024-03-01_00_lake_(1)[x].jpg)  [a b.m4a](./media/a%20b.m4a)  ";
    let message = only(body);
    assert_eq!((message.kind, message.text.as_str()), (Kind::Media, "look"));
    let given: Vec<_> =
        message.reactions.iter().map(|given| (given.emoji.as_str(), given.by.is_some())).collect();
    assert_eq!(given, [("👍", true), ("❤️", false)]);
    let files: Vec<_> = message.attachments.iter().map(|file| (file.kind, file.name.as_deref())).collect();
    assert_eq!(
        files,
        [
            (AttachmentKind::Image, Some("2024-03-01_00_lake_(1)[x].jpg")),
            (AttachmentKind::Audio, Some("a b.m4a"))
        ]
    );
    assert_eq!(message.raw, body.trim_end());
    for sticker in ["  \n(( 😀 ))", "  \n(( sticker ))", "  [😀](../exported_stickers/p/1.webp)  "] {
        let message = only(sticker);
        assert_eq!((message.kind, message.text.as_str()), (Kind::Sticker, ""), "{sticker}");
    }
    let left_out = only("here  (media not exported)  ");
    assert_eq!((left_out.text.as_str(), left_out.attachments[0].omitted), ("here", true));
}

#[test]
fn what_people_type_in_brackets_is_theirs() {
    for body in [
        "(- like this -)",
        "so\n(- Ana: no, Ben: yes -)",
        "see [this](https://a.example/x)",
        "(( hm ))",
        "(This message was deleted) is what it says",
    ] {
        assert_eq!(only(body).text, body);
    }
}

#[test]
fn deleted_messages_and_calls_are_no_words() {
    let deleted = only("(This message was deleted)");
    assert_eq!((deleted.kind, deleted.deleted, deleted.text.as_str()), (Kind::Deleted, true, ""));
    let imported = import(
        "[2024-03-01 10:00:05] Robin: Missed voice call  \n[2024-03-01 10:01:05] Robin: Outgoing video call (accepted, 3m 2s)  \n",
    );
    let chat = &imported.conversation;
    let call = chat.messages[1].call.unwrap();
    assert_eq!(
        (call.medium, call.outcome, call.seconds),
        (CallMedium::Video, CallOutcome::Answered, Some(182))
    );
    assert_eq!(said(chat), [("Robin", ""), ("Me", "")]);
}

#[test]
fn nobody_is_no_person_and_lines_without_words_are_counted() {
    let imported = import(
        "[2024-03-01 10:00:05] No-Sender:   \n[1970-01-01 00:00:00] No-Sender: lost words  \n[2024-03-01 10:00:06] Me: hi  \n",
    );
    assert_eq!(said(&imported.conversation), [("", "lost words"), ("Me", "hi")]);
    assert_eq!(imported.conversation.messages[0].sent.to_iso(), None);
    assert_eq!(imported.conversation.participants.len(), 1);
    assert_eq!(imported.receipt.skipped, [(Skip::Empty, 1)].into());
}

/// A line of `data.json`.
fn told(fields: &Value) -> String {
    let mut told = json!({"date": "2024-03-01T10:00:05.123000", "sender": "Robin", "body": "hi  ", "quote": "", "sticker": null,
        "reactions": [], "attachments": [], "deleted": false, "call": false, "missed": false});
    told.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    format!("{told}\n")
}

#[test]
fn json_lines_tell_everything_in_fields_of_its_own() {
    let text = [
        told(&json!({"quote": "\n\n> you left\n> me\n\n", "reactions": [["Me", "❤"], {"name": "Kim", "emoji": "👍"}]})),
        told(&json!({"sender": "Me", "body": "  ", "attachments": [{"name": "a.jpg", "path": "media/a.jpg"}], "edits": [{"body": "x"}]})),
        told(&json!({"body": "  ", "sticker": {"emoji": "😀", "packId": "p"}})),
        told(&json!({"body": "  ", "sticker": "😀", "deleted": true})),
        told(&json!({"body": "Missed voice call  ", "call": true, "missed": true})),
        told(&json!({"body": "Missed voice call  ", "sender": "Me"})),
        told(&json!({"body": "  "})),
        "{\"date\": oops}\n".to_owned(),
    ]
    .concat();
    let imported = import_all(&[("Robin/data.json", &text)]).remove(0);
    let messages = &imported.conversation.messages;
    let kinds: Vec<_> = messages.iter().map(|message| message.kind).collect();
    assert_eq!(kinds, [Kind::Text, Kind::Media, Kind::Sticker, Kind::Deleted, Kind::Call, Kind::Text]);
    assert_eq!((messages[0].text.as_str(), messages[0].quoted.as_deref()), ("hi", Some("you left\nme")));
    let by: Vec<_> = messages[0].reactions.iter().map(|reaction| reaction.by.is_some()).collect();
    assert_eq!(by, [true, false]);
    assert!(messages[1].edited && imported.conversation.is_own(&messages[1]));
    assert_eq!(messages[4].call.unwrap().outcome, CallOutcome::Missed);
    assert_eq!(messages[5].text, "Missed voice call");
    assert_eq!(imported.receipt.skipped, [(Skip::Malformed, 1), (Skip::Empty, 1)].into());
    assert!(imported.receipt.warnings.contains(&Warning::UnreadRecords { numbers: vec![8], count: 1 }));
}

#[test]
fn of_one_folder_the_json_lines_are_read_and_the_markdown_is_not() {
    let markdown = "[2024-03-01 10:00:05] Robin: from the markdown  \n[2024-03-01 10:00:06] Me: yes  \n";
    let files = [
        ("out/Kim/index.md", markdown),
        ("out/Kim/chat.md", &markdown.replace("Robin", "Kim")),
        ("out/Robin/chat.md", markdown),
        ("out/Robin/data.json", &told(&json!({}))),
    ];
    let imports = import_all(&files);
    let chats: Vec<_> = imports
        .iter()
        .map(|import| (import.conversation.title.as_str(), said(&import.conversation)[0]))
        .collect();
    assert_eq!(chats, [("Robin", ("Robin", "hi")), ("Kim", ("Kim", "from the markdown"))]);
}

#[test]
fn an_invented_export_is_read_whole() {
    let folder = |file: &str, text| import_all(&[(&format!("Noor/{file}"), text)]).remove(0);
    let data = folder("data.json", include_str!("../../../../samples/signal-export/Noor/data.json"));
    let markdown = folder("chat.md", include_str!("../../../../samples/signal-export/Noor/chat.md"));
    assert_eq!(data.conversation.messages.len(), 22);
    assert_eq!(said(&data.conversation), said(&markdown.conversation));
    let kinds = |import: &Imported| import.receipt.kept.clone();
    assert_eq!(kinds(&data), kinds(&markdown));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_written_is_read_back(turns in prop::collection::vec(("Me|Robin|Kim", "[a-z .,!?é😀>()\\[\\]-]{0,20}[a-z](\n[a-z :]{0,10}[a-z])?"), 1..12)) {
        let write = |(name, body): &(String, String)| format!("[2024-03-01 10:00:05] {name}: {body}  \n");
        let chat = import(&turns.iter().map(write).collect::<String>()).conversation;
        let written: Vec<_> = turns.iter().map(|(name, body)| (name.as_str(), body.as_str())).collect();
        prop_assert_eq!(said(&chat), written.clone());
        let write = |(name, body): &(String, String)| told(&json!({"sender": name, "body": format!("{body}  ")}));
        let chat = import_all(&[("data.json", &turns.iter().map(write).collect::<String>())]).remove(0).conversation;
        prop_assert_eq!(said(&chat), written);
    }

    #[test]
    fn no_text_makes_it_panic(text in "(\\[2024-03-01 10:00:05\\] Me:|\\[2024-03-01, 10:00\\] |\n\n> |\\(- |: 👍| -\\)|\\]\\(./media/|!\\[|\\)|\\PC|\n|\\{\"date\": \"){0,60}") {
        for name in ["chat.md", "data.json", "chat.txt"] {
            if let Ok(imports) = read_texts(&[(name, &text)], &Options::default()) {
                prop_assert!(imports.iter().all(|import| import.receipt.balances()));
            }
        }
    }
}
