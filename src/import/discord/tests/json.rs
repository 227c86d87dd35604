//! The exporter's JSON.
#![expect(clippy::needless_pass_by_value, reason = "values written with `json!` are handed over")]

use super::{import_all, said, saying};
use crate::conversation::{AttachmentKind, Audience, CallOutcome, Kind, Message, SystemEvent};
use crate::import::{Imported, Options, OwnerEvidence, Skip, Warning, read_texts};
use proptest::prelude::*;
use serde_json::{Value, json};

const PARTS: [(&str, &str); 2] = [
    (
        "Direct Messages - Private - Marlow [711000000000000001] [part 1].json",
        include_str!(
            "../../../../samples/discord/Direct Messages - Private - Marlow [711000000000000001] [part 1].json"
        ),
    ),
    (
        "Direct Messages - Private - Marlow [711000000000000001] [part 2].json",
        include_str!(
            "../../../../samples/discord/Direct Messages - Private - Marlow [711000000000000001] [part 2].json"
        ),
    ),
];

fn user(id: &str, name: &str) -> Value {
    json!({"id": id, "name": name.to_lowercase(), "discriminator": "0000", "nickname": name, "isBot": false})
}

fn message(id: u32, text: &str) -> Value {
    json!({"id": id.to_string(), "type": "Default", "timestamp": format!("2024-03-01T10:{:02}:00.5+01:00", id % 60),
        "timestampEdited": null, "callEndedTimestamp": null, "isPinned": false, "content": text,
        "author": user("7", "Juno"), "attachments": [], "embeds": [], "stickers": [], "reactions": [], "mentions": []})
}

/// The message with these fields beside or instead of its own.
fn with(mut message: Value, fields: Value) -> Value {
    message.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    message
}

fn export(channel: Value, messages: &[Value]) -> String {
    json!({"guild": {"id": "0", "name": "Direct Messages"}, "channel": channel,
        "dateRange": {"after": null, "before": null}, "messages": messages, "messageCount": messages.len()})
    .to_string()
}

fn direct(messages: &[Value]) -> String {
    export(json!({"id": "1", "type": "DirectTextChat", "category": "Private", "name": "Juno"}), messages)
}

fn import(messages: &[Value]) -> Imported {
    import_all(&[("chat.json", &direct(messages))], "discord").remove(0)
}

fn only(message: Value) -> Message {
    import(&[message]).conversation.messages.remove(0)
}

#[test]
fn the_sample_is_read_from_both_its_parts() {
    let imports = import_all(&PARTS, "discord");
    let [Imported { conversation, receipt }] = &imports[..] else { panic!("{} chats", imports.len()) };
    assert_eq!((conversation.title.as_str(), conversation.audience), ("Marlow", Audience::Direct));
    assert_eq!((receipt.records_seen, receipt.skipped_total()), (35, 0));
    assert_eq!(receipt.owner.name.as_deref(), Some("Tessa"));
    assert_eq!(receipt.owner.evidence, OwnerEvidence::ChatTitle);
    assert_eq!((receipt.kept[&Kind::System], receipt.kept[&Kind::Call]), (2, 1));
    let times = [receipt.first, receipt.last].map(|time| time.to_iso().unwrap());
    assert_eq!(times, ["2026-01-10T08:12:00.137+01:00", "2026-01-13T08:31:00.795+01:00"]);
    let said = said(conversation);
    assert!(said.contains(&("Marlow", "@Tessa I can bring you something better? :soup:")));
    assert_eq!(said.iter().filter(|turn| **turn == ("Marlow", "ok")).count(), 2);
    assert!(said.contains(&("Marlow", "null")));
    let pasted = "Sorry, pasted from work. Here is the rest of it:\n\n[1/12/2026 9:01 AM] build\nI left the branch, she added the file";
    assert_eq!(saying(conversation, pasted).kind, Kind::Text);
    let passed_on = saying(conversation, "If you never say it, nobody can help you carry it.");
    assert!(passed_on.forwarded && passed_on.reply_to.is_none());
    let reply = saying(conversation, "It is the money. I am scared and I did not know how to say it");
    let asked = saying(conversation, "Please do not do that. Just tell me what you are really cross about");
    assert_eq!(reply.reply_to, asked.id);
    assert!(saying(conversation, "Fine. You are always right, I suppose").edited);
    let link = saying(conversation, "https://recipes.example/lentils-that-are-not-sad");
    assert_eq!(link.kind, Kind::Link);
}

#[test]
fn people_are_kept_apart_by_id_and_shown_by_nickname() {
    let other = with(user("8", "Juno"), json!({"name": "juno_b", "nickname": null, "isBot": true}));
    let imported = import(&[
        message(1, "hi"),
        with(message(2, "beep"), json!({"author": other})),
        with(message(3, "so"), json!({"author": {"id": "9", "name": "cem", "discriminator": "1"}})),
    ]);
    assert_eq!(said(&imported.conversation), [("Juno", "hi"), ("juno_b", "beep"), ("cem", "so")]);
    let people = &imported.conversation.participants;
    assert_eq!(people[0].aliases, ["Juno", "7", "juno"]);
    assert_eq!(people.iter().map(|person| person.is_bot).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn what_the_exporter_says_is_nobodys_words() {
    let kinds = [
        ("RecipientAdd", "Added Ben to the group.", SystemEvent::Membership),
        ("RecipientRemove", "Left the group.", SystemEvent::Membership),
        ("ChannelNameChange", "Changed the channel name: lake", SystemEvent::GroupChanged),
        ("ChannelPinnedMessage", "Pinned a message.", SystemEvent::Notice),
        ("GuildMemberJoin", "Joined the server.", SystemEvent::Membership),
        ("ThreadCreated", "Started a thread.", SystemEvent::Notice),
        ("24", "", SystemEvent::Notice),
    ];
    for (kind, content, event) in kinds {
        let told = only(with(message(1, content), json!({"type": kind})));
        assert_eq!((told.kind, told.event, told.sender), (Kind::System, Some(event), None), "{kind}");
        assert_eq!((told.text.as_str(), told.raw.as_str()), ("", content));
    }
}

#[test]
fn words_that_look_like_notices_are_words() {
    for text in [
        "Left the group.",
        "you left me",
        "I never added her",
        "removed",
        "null",
        "Pinned a message.",
        "system",
    ] {
        let told = only(message(1, text));
        assert_eq!((told.kind, told.text.as_str()), (Kind::Text, text));
    }
}

#[test]
fn a_call_lasts_to_its_end() {
    let call = |ended: Value, text: &str| {
        let fields = json!({"type": "Call", "callEndedTimestamp": ended});
        only(with(message(1, text), fields)).call.unwrap()
    };
    let told = call(json!("2024-03-01T10:06:30.5+01:00"), "Started a call that lasted 6 minutes.");
    assert_eq!((told.seconds, told.outcome), (Some(330), CallOutcome::Unknown));
    assert_eq!(call(json!(null), "Started a call that lasted 6 minutes.").seconds, Some(360));
    assert_eq!(call(json!(null), "Started a call that lasted 0 minutes.").seconds, None);
}

#[test]
fn files_stickers_and_captions_are_kept() {
    let told = only(with(
        message(1, "our sea"),
        json!({"attachments": [{"fileName": "sea.webp"}, {"url": "https://a.example/b.pdf?ex=1"}], "stickers": [{"name": "Wave"}]}),
    ));
    assert_eq!((told.kind, told.text.as_str()), (Kind::Media, "our sea"));
    let files: Vec<_> =
        told.attachments.iter().map(|file| (file.kind, file.name.as_deref().unwrap())).collect();
    let expected = [
        (AttachmentKind::Image, "sea.webp"),
        (AttachmentKind::Document, "b.pdf"),
        (AttachmentKind::Sticker, "Wave"),
    ];
    assert_eq!(files, expected);
    let voice = only(with(message(1, ""), json!({"attachments": [{"fileName": "voice-message.ogg"}]})));
    assert_eq!(voice.kind, Kind::Voice);
    let sticker = only(with(message(1, ""), json!({"stickers": [{"name": "Wave"}]})));
    assert_eq!(sticker.kind, Kind::Sticker);
}

#[test]
fn previews_of_pages_are_not_the_senders_words_but_a_bots_cards_are() {
    let cards =
        json!([{"title": "A page", "description": "of others", "fields": [{"name": "a", "value": "b"}]}]);
    assert_eq!(only(with(message(1, "see"), json!({"embeds": cards}))).text, "see");
    assert_eq!(only(with(message(1, ""), json!({"embeds": cards}))).text, "A page\nof others\na\nb");
    let bot = with(user("8", "Rota"), json!({"isBot": true}));
    assert_eq!(
        only(with(message(1, "see"), json!({"embeds": cards, "author": bot}))).text,
        "see\nA page\nof others\na\nb"
    );
}

#[test]
fn words_passed_on_are_kept_apart_from_own_ones() {
    let forward = json!({"reference": {"type": "Forward", "messageId": "9"}, "forwardedMessage": {"content": "be kind"}});
    let told = only(with(message(1, ""), forward.clone()));
    assert!(told.forwarded && told.text == "be kind" && told.quoted.is_none());
    let told = only(with(message(1, "mine"), forward));
    assert!(!told.forwarded && told.text == "mine" && told.quoted.as_deref() == Some("be kind"));
    let picture = json!({"forwardedMessage": {"content": "", "attachments": [{"fileName": "a.png"}]}});
    let told = only(with(message(1, ""), picture));
    assert!(told.forwarded && told.kind == Kind::Media);
}

#[test]
fn reactions_are_given_by_those_who_are_told_and_counted_else() {
    let told = json!({"reactions": [
        {"emoji": {"id": null, "name": "❤"}, "count": 2, "users": [user("8", "Ben")]},
        {"emoji": {"id": "1", "name": "wave"}, "count": 1_000_000}]});
    let imported = import(&[with(message(1, "hi"), told)]);
    let reactions = &imported.conversation.messages[0].reactions;
    let hearts: Vec<_> =
        reactions.iter().filter(|one| one.emoji == "❤").map(|one| one.by.is_some()).collect();
    assert_eq!((hearts, reactions.len()), (vec![true, false], 102));
}

#[test]
fn channels_of_one_name_in_two_servers_are_two_chats() {
    let export = |id: &str, guild: &str| {
        json!({"guild": {"id": id, "name": guild}, "channel": {"id": id, "type": "GuildTextChat", "name": "general"},
            "dateRange": {}, "messages": [message(1, guild)]})
        .to_string()
    };
    let [one, two] = [export("5", "Cooks"), export("6", "Runners")];
    let imports = import_all(&[("a.json", &one), ("b.json", &two)], "discord");
    let titles: Vec<_> = imports.iter().map(|import| import.conversation.title.as_str()).collect();
    assert_eq!(titles, ["general in Cooks", "general in Runners"]);
    assert!(imports[0].conversation.id != imports[1].conversation.id);
    assert_eq!(imports[0].conversation.audience, Audience::Group);
}

#[test]
fn overlapping_parts_are_one_chat_and_no_message_is_kept_twice() {
    let [one, two] =
        [direct(&[message(1, "a"), message(2, "b")]), direct(&[message(2, "b"), message(3, "c")])];
    let imports = import_all(&[("part 1.json", &one), ("part 2.json", &two)], "discord");
    assert_eq!(imports.len(), 1);
    assert_eq!(said(&imports[0].conversation), [("Juno", "a"), ("Juno", "b"), ("Juno", "c")]);
    assert_eq!(imports[0].receipt.skipped, [(Skip::Duplicate, 1)].into());
}

#[test]
fn ids_that_were_blotted_out_cost_no_words() {
    let imported = import(&[message(7, "a"), message(7, "b"), message(7, "b")]);
    assert_eq!(said(&imported.conversation), [("Juno", "a"), ("Juno", "b"), ("Juno", "b")]);
}

#[test]
fn a_talk_in_which_one_is_silent_names_both() {
    let owner = with(message(1, "hello?"), json!({"author": user("1", "Ana")}));
    let imported = import(&[owner]);
    let names: Vec<_> =
        imported.conversation.participants.iter().map(|person| person.display_name.as_str()).collect();
    assert_eq!(names, ["Ana", "Juno"]);
    assert_eq!(imported.receipt.owner.name.as_deref(), Some("Ana"));
}

#[test]
fn what_is_no_message_is_counted() {
    let imported = import(&[
        json!("odd"),
        message(1, ""),
        with(message(2, "hi"), json!({"timestamp": "soon"})),
        with(message(3, ""), json!({"reference": {"type": "Forward"}})),
        json!({"id": "4"}),
    ]);
    assert_eq!(said(&imported.conversation), [("Juno", "hi")]);
    let skipped = [(Skip::Malformed, 2), (Skip::Empty, 1), (Skip::Unreadable, 1)];
    assert_eq!(imported.receipt.skipped, skipped.into());
    assert!(imported.receipt.warnings.contains(&Warning::UnreadTimes { numbers: vec![3], count: 1 }));
}

#[test]
fn a_file_that_breaks_off_is_read_to_the_break_and_costs_no_other() {
    let [text, whole] = [direct(&[message(1, "one"), message(2, "two")]), direct(&[message(3, "three")])];
    let imports = import_all(&[("a.json", &text[..text.len() - 60]), ("b.json", &whole)], "discord");
    assert_eq!(said(&imports[0].conversation), [("Juno", "one"), ("Juno", "three")]);
    assert!(imports[0].receipt.warnings.contains(&Warning::Damaged { file: "a.json".into(), line: 1 }));
}

#[test]
fn other_json_is_not_taken_for_it() {
    for text in [
        r#"{"guild": {"prefix": "!"}, "channel": "logs", "messages": {"welcome": "hi"}}"#,
        r#"{"messages": [{"author": "Ana", "content": "hi"}]}"#,
    ] {
        let read = read_texts(&[("a.json", text)], &Options::default());
        assert!(
            read.is_err() || read.unwrap().iter().all(|import| import.receipt.format != "discord"),
            "{text}"
        );
    }
}

const FIELDS: &[&str] = &[
    "id",
    "type",
    "timestamp",
    "timestampEdited",
    "callEndedTimestamp",
    "content",
    "author",
    "attachments",
    "embeds",
    "stickers",
    "reactions",
    "mentions",
    "reference",
    "forwardedMessage",
];
const VALUES: &[&str] = &[
    "null",
    "1e999",
    "-1",
    "[]",
    "{}",
    "\"\"",
    "\"<@7>\"",
    "\"Call\"",
    "[null]",
    "[{}]",
    "[{\"count\":-3,\"users\":[{}]}]",
    "{\"content\":[]}",
    "\"9999-99-99T99:99:99Z\"",
    "\"2024-03-01T10:00:00Z\"",
    "true",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_written_is_read_back(turns in prop::collection::vec((any::<bool>(), "\\PC{0,12}[a-z🙂\n\"\\\\]"), 1..12)) {
        prop_assume!(turns.iter().all(|(_, text)| !text.trim().is_empty() && !text.contains('<')));
        let people = |is_juno: bool| if is_juno { ("7", "Juno") } else { ("1", "Ana") };
        let messages: Vec<_> = turns.iter().zip(1..).map(|((is_juno, text), id)| {
            let (key, name) = people(*is_juno);
            with(message(id, text), json!({"author": user(key, name)}))
        }).collect();
        let imported = import(&messages);
        let expected: Vec<_> = turns.iter().map(|(is_juno, text)| (people(*is_juno).1, text.as_str())).collect();
        prop_assert_eq!(said(&imported.conversation), expected);
        for (message, minute) in imported.conversation.messages.iter().zip(1..) {
            prop_assert_eq!(message.sent.to_iso(), Some(format!("2024-03-01T10:{minute:02}:00.5+01:00")));
        }
    }

    #[test]
    fn no_value_in_any_field_makes_it_panic(
        fields in prop::collection::vec((prop::sample::select(FIELDS.to_vec()), prop::sample::select(VALUES.to_vec())), 0..8),
    ) {
        let fields = fields.iter().map(|(key, value)| ((*key).to_owned(), serde_json::from_str(value).unwrap_or_default()));
        let odd = Value::Object(fields.collect());
        let imported = import(&[message(1, "hi"), odd.clone(), with(message(2, "yo"), odd)]);
        prop_assert_eq!(imported.receipt.records_seen, 3);
    }

    #[test]
    fn no_cut_makes_it_panic(cut in 0_usize..3000) {
        let text = direct(&[message(1, "eins 🙂"), message(2, "zwei")]);
        let cut = (0..=cut.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        if let Ok(imports) = read_texts(&[("chat.json", &text[..cut])], &Options::default()) {
            prop_assert!(imports.iter().all(|import| import.receipt.balances()));
        }
    }
}
