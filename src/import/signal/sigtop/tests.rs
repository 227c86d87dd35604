//! Text, short text and JSON as sigtop writes them, with invented people and words.

use crate::conversation::{AttachmentKind, Audience, CallOutcome, Conversation, Kind, Message, SystemEvent};
use crate::import::{Imported, Options, OwnerEvidence, Skip, Warning, read_texts};
use proptest::prelude::*;
use serde_json::{Value, json};

fn import_named(name: &str, text: &str) -> Imported {
    let imported = read_texts(&[(name, text)], &Options::default()).unwrap().remove(0);
    assert_eq!(imported.receipt.format, "sigtop", "{text}");
    assert!(imported.receipt.balances(), "{:?}", imported.receipt);
    imported
}

fn import(text: &str) -> Imported {
    import_named("chat.txt", text)
}

fn said(conversation: &Conversation) -> Vec<(&str, &str)> {
    let name = |message: &Message| {
        message.sender.map_or("", |sender| conversation.participants[sender.0].display_name.as_str())
    };
    conversation.messages.iter().map(|message| (name(message), message.text.as_str())).collect()
}

/// A block of the long text, from Robin or the owner.
fn block(from: &str, fields: &str, rest: &str) -> String {
    let (kind, received) = match from {
        "You" => ("outgoing", ""),
        _ => ("incoming", "Received: Fri, 1 Mar 2024 10:00:09 +0100\n"),
    };
    format!("From: {from}\nType: {kind}\nSent: Fri, 1 Mar 2024 10:00:05 +0100\n{received}{fields}{rest}\n")
}

const ROBIN: &str = "Robin Okafor (+441632960001)";

fn long(blocks: &[String]) -> String {
    format!("Conversation: {ROBIN}\n\n{}", blocks.concat())
}

fn only(block: String) -> Message {
    import(&long(&[block])).conversation.messages.remove(0)
}

#[test]
fn people_are_known_by_their_number_and_the_owner_is_you() {
    let imported = import(&long(&[
        block(ROBIN, "", "\nyou left me\n\nFrom: me, to you\n"),
        block("You", "", "\nI did not\n"),
    ]));
    let chat = &imported.conversation;
    assert_eq!(said(chat), [("Robin Okafor", "you left me\n\nFrom: me, to you"), ("You", "I did not")]);
    assert_eq!((chat.title.as_str(), chat.audience), ("Robin Okafor", Audience::Direct));
    assert_eq!(chat.participants[0].aliases, ["Robin Okafor", "+441632960001"]);
    assert_eq!(imported.receipt.owner.evidence, OwnerEvidence::Marked);
    assert_eq!(chat.messages[0].sent.to_iso().as_deref(), Some("2024-03-01T10:00:05+01:00"));
    assert_eq!((chat.messages[0].source.first, chat.messages[0].source.last), (3, 11));
    assert_eq!(imported.receipt.lines.map(|lines| (lines.header, lines.preamble)), Some((2, 1)));
}

#[test]
fn a_quote_is_kept_apart_from_the_answer() {
    let rest = "\n> From: You\n> Sent: Fri, 1 Mar 2024 09:59:00 +0100\n> Attachment: a.jpg (image/jpeg)\n>\n> one\n> \n> two\n\n> not a quote\nI know\n";
    let message = only(block(ROBIN, "", rest));
    assert_eq!(message.quoted.as_deref(), Some("one\n\ntwo"));
    assert_eq!(message.text, "> not a quote\nI know");
    let photo = only(block(ROBIN, "", "\n> From: You\n> Sent: Fri, 1 Mar 2024 09:59:00 +0100\n\nnice\n"));
    assert_eq!((photo.quoted, photo.text.as_str()), (None, "nice"));
}

#[test]
fn of_an_edited_message_the_newest_version_counts() {
    let rest = "\n| Version: 2\n| Sent: Fri, 1 Mar 2024 10:05:00 +0100\n|\n| > From: You\n| > Sent: Fri, 1 Mar 2024 09:00:00 +0100\n| >\n| > why?\n|\n| sorry I shouted\n|\n| Version: 1\n| is what I am\n|\n| Version: 1\n| Sent: Fri, 1 Mar 2024 10:00:05 +0100\n|\n| sorry\n";
    let message = only(block(ROBIN, "Edited: 2 versions\n", rest));
    assert!(message.edited);
    assert_eq!(
        (message.quoted.as_deref(), message.text.as_str()),
        (Some("why?"), "sorry I shouted\n\nVersion: 1\nis what I am")
    );
    assert!(message.raw.contains("sorry I shouted") && message.raw.contains("| sorry"));
}

#[test]
fn files_and_reactions_stand_above_the_words() {
    let fields = "Attachment: lake (1).jpg (image/jpeg, 1234 bytes)\nAttachment: no filename (audio/aac, 9 bytes)\nReaction: ❤ from Maya Lind (+441632960002)\nReaction: 👍 from Robin Okafor\n";
    let imported = import(&long(&[block(ROBIN, fields, "\nlook\n"), block("You", "", "\nyes\n")]));
    let chat = &imported.conversation;
    let message = &chat.messages[0];
    assert_eq!((message.kind, message.text.as_str()), (Kind::Media, "look"));
    let files: Vec<_> = message.attachments.iter().map(|file| (file.kind, file.name.as_deref())).collect();
    assert_eq!(files, [(AttachmentKind::Image, Some("lake (1).jpg")), (AttachmentKind::Audio, None)]);
    let given: Vec<_> = message
        .reactions
        .iter()
        .map(|reaction| {
            (reaction.emoji.as_str(), chat.participants[reaction.by.unwrap().0].display_name.as_str())
        })
        .collect();
    assert_eq!(given, [("❤", "You"), ("👍", "Robin Okafor")]);
    assert!(chat.participants[chat.owner.unwrap().0].is_called("Maya Lind"));
    assert_eq!(chat.participants.len(), 2);
}

#[test]
fn events_calls_and_empty_blocks_are_told_apart() {
    let event = |kind: &str| {
        format!(
            "From: {ROBIN}\nType: {kind}\nSent: Fri, 1 Mar 2024 10:00:05 +0100\nReceived: Fri, 1 Mar 2024 10:00:05 +0100\n\n"
        )
    };
    let nobody =
        "Type: group-v2-change\nSent: Fri, 1 Mar 2024 10:00:06 +0100\nReceived: unknown\n\n".to_owned();
    let imported = import(&long(&[
        event("keychange"),
        event("call-history"),
        nobody,
        block(ROBIN, "", ""),
        block("You", "", "\nhi\n"),
    ]));
    let messages = &imported.conversation.messages;
    let kinds: Vec<_> = messages.iter().map(|message| (message.kind, message.event)).collect();
    let system = |event| (Kind::System, Some(event));
    assert_eq!(
        kinds,
        [system(SystemEvent::Identity), (Kind::Call, None), (Kind::Text, None), system(SystemEvent::Notice)]
    );
    assert_eq!(messages[1].call.map(|call| call.outcome), Some(CallOutcome::Unknown));
    assert_eq!(imported.receipt.skipped, [(Skip::Empty, 1)].into());
}

#[test]
fn the_short_text_marks_replies_edits_and_files() {
    let text = "2024-03-01 10:00 Robin: [2 attachments] look\n\
        2024-03-01 10:01 You: [reply to Robin on 2024-03-01 10:00, edited] so\n\nblue\n\
        2024-03-01 10:02 Robin: [sic] you left\n\
        2024-03-01 10:03 Robin: [keychange message]\n\
        2024-03-01 10:04 Robin:\n\
        2024-03-01 10:05 You: [edited, 1 attachment]\n";
    let imported = import_named("Robin (+441632960001).txt", text);
    let chat = &imported.conversation;
    assert_eq!(
        said(chat),
        [("Robin", "look"), ("You", "so\n\nblue"), ("Robin", "[sic] you left"), ("", ""), ("You", "")]
    );
    let kinds: Vec<_> = chat.messages.iter().map(|message| (message.kind, message.edited)).collect();
    let expected = [Kind::Media, Kind::Text, Kind::Text, Kind::System, Kind::Media];
    assert_eq!(kinds, expected.into_iter().zip([false, true, false, false, true]).collect::<Vec<_>>());
    assert_eq!(chat.messages[0].attachments.len(), 2);
    assert_eq!(chat.messages[1].raw, "[reply to Robin on 2024-03-01 10:00, edited] so\n\nblue");
    assert_eq!(chat.messages[1].sent.to_iso().as_deref(), Some("2024-03-01T10:01:00"));
    assert_eq!((chat.title.as_str(), chat.audience), ("Robin", Audience::Direct));
    assert_eq!(imported.receipt.skipped, [(Skip::Empty, 1)].into());
}

#[test]
fn lines_with_a_time_and_a_name_are_not_signal_s_without_a_mark() {
    let text = "2024-03-01 10:00 Robin: hi\n2024-03-01 10:01 Kim: yo\n2024-03-01 10:02 Robin: so\n2024-03-01 10:03 Kim: no\n";
    let imported = read_texts(&[("chat.txt", text)], &Options::default()).unwrap().remove(0);
    assert_ne!(imported.receipt.format, "sigtop");
}

/// An object of the database.
fn told(id: &str, kind: &str, fields: &Value) -> Value {
    let mut told = json!({"id": id, "type": kind, "sent_at": 1_709_283_600_000_i64, "received_at": 7,
        "conversationId": "c1", "schemaVersion": 13, "sourceDevice": 1});
    if kind == "incoming" {
        told["sourceServiceId"] = json!("5d3f");
    }
    told.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    told
}

fn import_json(objects: &[Value]) -> Imported {
    let lines: Vec<String> = objects.iter().map(Value::to_string).collect();
    import_named("Robin (+441632960001).json", &format!("[\n{}\n]\n", lines.join(",\n")))
}

#[test]
fn the_database_s_json_is_read_with_names_from_the_file_s() {
    let imported = import_json(&[
        told("a", "incoming", &json!({"body": "you left", "reactions": [{"emoji": "❤", "fromId": "x"}]})),
        told(
            "b",
            "outgoing",
            &json!({"sent_at": 1_709_283_660_000_i64, "body": "I did not",
            "quote": {"id": 1_709_283_600_000_i64, "text": "you left"}, "editHistory": [{}, {}]}),
        ),
        told(
            "c",
            "incoming",
            &json!({"body": "", "attachments": [{"contentType": "audio/aac", "flags": 1, "path": "x"}]}),
        ),
        told("d", "incoming", &json!({"deletedForEveryone": true})),
        told("e", "incoming", &json!({"sticker": {"packId": "p"}})),
        told("f", "keychange", &json!({})),
        told("g", "incoming", &json!({"body": null})),
        told(
            "h",
            "call-history",
            &json!({"callHistoryDetails": {"wasIncoming": false, "wasVideoCall": true}}),
        ),
        json!("odd"),
    ]);
    let chat = &imported.conversation;
    assert_eq!(said(chat)[..2], [("Robin", "you left"), ("Robin", "")]);
    let kinds: Vec<_> = chat.messages.iter().map(|message| message.kind).collect();
    assert_eq!(
        kinds,
        [Kind::Text, Kind::Voice, Kind::Deleted, Kind::Sticker, Kind::System, Kind::Call, Kind::Text]
    );
    let answer = chat.messages.last().unwrap();
    assert_eq!(
        (answer.quoted.as_deref(), answer.reply_to.as_deref(), answer.edited),
        (Some("you left"), Some("a"), true)
    );
    assert!(chat.is_own(answer) && chat.is_own(&chat.messages[5]));
    assert_eq!(chat.messages[5].call.map(|call| call.outcome), Some(CallOutcome::Unanswered));
    assert_eq!(imported.receipt.skipped, [(Skip::Malformed, 1), (Skip::Empty, 1)].into());
}

#[test]
fn json_without_the_words_says_so_and_how_to_go_on() {
    let imported = import_json(&[
        told("a", "incoming", &json!({})),
        told("b", "outgoing", &json!({})),
        told("c", "outgoing", &json!({"attachments": [{"contentType": "image/jpeg"}]})),
    ]);
    assert_eq!(imported.receipt.skipped, [(Skip::Unreadable, 2)].into());
    let warnings = &imported.receipt.warnings;
    assert!(warnings.contains(&Warning::WordsMissing { count: 2 }), "{warnings:?}");
    let says_how = |warning: &Warning| matches!(warning, Warning::BetterExport { instead } if instead.contains("-f text"));
    assert!(warnings.iter().any(says_how));
}

#[test]
fn half_an_emoji_does_not_cost_the_words() {
    let whole = told("a", "incoming", &json!({"body": "good night ?"})).to_string();
    let imported = import_named("chat.json", &format!("[\n{}\n]", whole.replace('?', "\\ud83d")));
    assert_eq!(said(&imported.conversation), [("5d3f", "good night \u{FFFD}")]);
}

#[test]
fn json_that_breaks_off_is_read_to_the_break() {
    let whole =
        [told("a", "incoming", &json!({"body": "one"})), told("b", "incoming", &json!({"body": "two"}))];
    let text = format!("[\n{},\n{}", whole[0], &whole[1].to_string()[..40]);
    let imported = import_named("chat.json", &text);
    assert_eq!(said(&imported.conversation), [("5d3f", "one")]);
    assert!(imported.receipt.warnings.contains(&Warning::Damaged { file: "chat.json".into(), line: 3 }));
}

#[test]
fn an_invented_export_is_read_whole() {
    let imported = import(include_str!("../../../../samples/sigtop/Noor (+46700000123).txt"));
    assert_eq!(imported.conversation.messages.len(), 24);
    assert_eq!(imported.conversation.participants.len(), 2);
    assert_eq!(imported.receipt.skipped, [(Skip::Empty, 1)].into());
    let edited = imported.conversation.messages.iter().find(|message| message.edited).unwrap();
    assert_eq!(edited.text, "I said I would be late. I did not say I would not come.");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_written_is_read_back(turns in prop::collection::vec((any::<bool>(), "[a-z .,!?é😀>|\\[\\]]{0,20}[a-z](\n[a-z :]{0,10}[a-z])?"), 1..12)) {
        let name = |own: bool| if own { "You" } else { "Robin Okafor" };
        let blocks: Vec<String> =
            turns.iter().map(|(own, body)| block(if *own { "You" } else { ROBIN }, "", &format!("\n{body}\n"))).collect();
        let chat = import(&long(&blocks)).conversation;
        let written: Vec<_> = turns.iter().map(|(own, body)| (name(*own), body.as_str())).collect();
        prop_assert_eq!(said(&chat), written.clone());
        let short: String = turns
            .iter()
            .map(|(own, body)| format!("2024-03-01 10:00 {}: {}\n", name(*own), body.replace('[', "(")))
            .chain(["2024-03-01 10:00 You: end\n".to_owned()])
            .collect();
        let chat = import(&short).conversation;
        let read: Vec<_> = said(&chat).into_iter().map(|(name, text)| (name, text.trim_start().to_owned())).collect();
        let written: Vec<_> =
            written.into_iter().map(|(name, body)| (name, body.replace('[', "(").trim_start().to_owned())).chain([("You", "end".to_owned())]).collect();
        prop_assert_eq!(read, written);
    }

    #[test]
    fn no_text_makes_it_panic(text in "((From|Type|Sent|Conversation|Edited): |2024-03-01 10:00 You: |\\[reply to |edited\\]|\\| ?|> ?|Fri, 1 Mar 2024 10:00:05 \\+0100|incoming|\\PC|\n){0,60}") {
        for format in [None, Some("sigtop".to_owned())] {
            let options = Options { format, ..Options::default() };
            if let Ok(imports) = read_texts(&[("chat.txt", &text)], &options) {
                prop_assert!(imports.iter().all(|import| import.receipt.balances()));
            }
        }
    }
}
