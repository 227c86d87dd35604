//! Slack's export, with invented people and words.
#![expect(clippy::needless_pass_by_value, reason = "values written with `json!` are handed over")]

use super::markup;
use crate::conversation::{AttachmentKind, Audience, CallOutcome, Conversation, Kind, Message, SystemEvent};
use crate::import::{Imported, Options, Skip, Warning, read_texts};
use proptest::prelude::*;
use serde_json::{Value, json};

macro_rules! sample {
    ($($name:literal),+ $(,)?) => {
        [$((
            concat!("Larkfield/", $name),
            include_str!(concat!("../../../samples/slack/Larkfield Allotments Slack export Mar 1 2026 - Mar 6 2026/", $name)),
        )),+]
    };
}

const SAMPLE: [(&str, &str); 11] = sample![
    "users.json",
    "channels.json",
    "groups.json",
    "dms.json",
    "mpims.json",
    "integration_logs.json",
    "general/2026-03-01.json",
    "general/2026-03-02.json",
    "D0NVTO/2026-03-03.json",
    "D0NVTO/2026-03-04.json",
    "mpdm-neve--tomas--gita-1/2026-03-06.json",
];

const USERS: &str = r#"[{"id":"U1","name":"ana","deleted":false,"profile":{"display_name":"","real_name":"Ana Lund","email":"ana@a.example"}},
    {"id":"U2","name":"juno","deleted":true,"profile":{"display_name":"Juno","real_name":"Juno Park"}},
    {"id":"U3","name":"rota","is_bot":true,"profile":{"real_name":"Rota"}}]"#;
const DAY: &str = "general/2024-03-01.json";

fn message(second: u32, user: &str, text: &str) -> Value {
    json!({"type": "message", "user": user, "text": text, "ts": format!("17092836{second:02}.000100")})
}

/// The message with these fields beside or instead of its own.
fn with(mut message: Value, fields: Value) -> Value {
    message.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    message
}

fn import_all(texts: &[(&str, &str)]) -> Vec<Imported> {
    let imports = read_texts(texts, &Options::default()).unwrap();
    for Imported { conversation, receipt } in &imports {
        assert_eq!(receipt.format, "slack");
        assert!(receipt.balances(), "{receipt:?}");
        assert_eq!(receipt.kept_total(), conversation.messages.len());
    }
    imports
}

fn import(messages: &[Value]) -> Imported {
    import_all(&[("users.json", USERS), (DAY, &json!(messages).to_string())]).remove(0)
}

/// The message, read beside one that shows the day to be Slack's.
fn only(message: Value) -> Message {
    import(&[self::message(0, "U1", "first"), message]).conversation.messages.remove(1)
}

fn said(conversation: &Conversation) -> Vec<(&str, &str)> {
    let name = |message: &Message| {
        message.sender.map_or("", |sender| conversation.participants[sender.0].display_name.as_str())
    };
    conversation.messages.iter().map(|message| (name(message), message.text.as_str())).collect()
}

fn saying<'a>(conversation: &'a Conversation, text: &str) -> &'a Message {
    let found = conversation.messages.iter().find(|message| message.text == text);
    found.unwrap_or_else(|| panic!("nobody says {text:?}"))
}

#[test]
fn the_sample_is_read_chat_by_chat() {
    let imports = import_all(&SAMPLE);
    let chats: Vec<_> = imports
        .iter()
        .map(|Imported { conversation, receipt }| {
            (conversation.name(), conversation.audience, receipt.records_seen, receipt.skipped_total())
        })
        .collect();
    assert_eq!(
        chats,
        [
            ("general".to_owned(), Audience::Group, 19, 0),
            ("Neve, Tomas Lind".to_owned(), Audience::Direct, 14, 0),
            ("Neve, Tomas Lind, gita".to_owned(), Audience::Group, 5, 0)
        ]
    );
    let left_out = imports.iter().flat_map(|import| &import.receipt.warnings);
    assert!(left_out.into_iter().any(|warning| *warning == Warning::FilesLeftOut { count: 1 }));
    let (general, direct) = (&imports[0].conversation, &imports[1].conversation);
    assert_eq!(imports[0].receipt.kept[&Kind::System], 3);
    saying(general, "Good morning @here, the water is on again :tada:");
    saying(general, "Thank you for sorting that out, @Neve");
    saying(general, "the timer, as promised");
    saying(general, "The rules are at the rules page, and the shop is seeds.example");
    let tap = saying(general, "Who left the tap on at plot 7 & flooded my seedlings?");
    let answer = saying(general, "You always say sorry <and then> it happens again");
    assert_eq!((&answer.reply_to, &tap.reply_to), (&tap.id, &None));
    assert_eq!(said(general).iter().filter(|turn| turn.1 == "Beautiful! You saved them").count(), 2);
    let call = direct.messages.iter().find_map(|message| message.call).unwrap();
    assert_eq!((call.seconds, call.outcome), (Some(600), CallOutcome::Answered));
    assert!(saying(direct, "Plot 7 is the best plot, there I said it").forwarded);
    let bots: Vec<_> = general.participants.iter().filter(|person| person.is_bot).collect();
    assert_eq!((bots.len(), bots[0].display_name.as_str()), (1, "Rota"));
    assert_eq!(general.messages[1].sent.to_iso().as_deref(), Some("2026-03-01T08:05:00.000209Z"));
}

#[test]
fn people_are_shown_by_the_best_of_their_names_and_found_by_all() {
    let stranger = json!({"user_profile": {"name": "cem", "display_name": "Cem", "real_name": ""}});
    let imported = import(&[
        message(1, "U1", "a"),
        message(2, "U2", "b"),
        with(message(3, "U9", "c"), stranger),
        message(4, "U8", "d"),
        message(5, "USLACKBOT", "e"),
    ]);
    let names = ["Ana Lund", "Juno", "Cem", "U8", "Slackbot"];
    assert_eq!(said(&imported.conversation).iter().map(|turn| turn.0).collect::<Vec<_>>(), names);
    assert_eq!(imported.conversation.participants[0].aliases, ["Ana Lund", "U1", "ana", "ana@a.example"]);
    let bots: Vec<_> = imported.conversation.participants.iter().map(|person| person.is_bot).collect();
    assert_eq!(bots, [false, false, false, false, true]);
}

#[test]
fn only_some_subtypes_are_written_by_people() {
    for subtype in ["me_message", "file_share", "thread_broadcast"] {
        let told = only(with(message(1, "U1", "hi"), json!({"subtype": subtype})));
        assert_eq!((told.kind, told.text.as_str()), (Kind::Text, "hi"), "{subtype}");
    }
    let told = [
        ("channel_join", SystemEvent::Membership),
        ("group_leave", SystemEvent::Membership),
        ("channel_topic", SystemEvent::GroupChanged),
        ("bot_message", SystemEvent::Notice),
        ("tombstone", SystemEvent::Notice),
        ("something_new", SystemEvent::Notice),
    ];
    for (subtype, event) in told {
        let told = only(with(message(1, "U1", "hi"), json!({"subtype": subtype})));
        assert_eq!((told.kind, told.event, told.sender), (Kind::System, Some(event), None), "{subtype}");
        assert_eq!((told.text.as_str(), told.raw.as_str()), ("", "hi"));
    }
}

#[test]
fn a_huddle_is_a_call_of_whoever_began_it() {
    let huddle = |fields| {
        only(with(with(message(1, "", "A huddle started"), json!({"subtype": "huddle_thread"})), fields))
    };
    let told = huddle(
        json!({"room": {"created_by": "U2", "date_start": 10, "date_end": 0, "participant_history": ["U2"]}}),
    );
    assert_eq!((told.kind, told.sender.is_some()), (Kind::Call, true));
    assert_eq!(told.call.map(|call| (call.outcome, call.seconds)), Some((CallOutcome::Unanswered, None)));
    let told = huddle(json!({"room": null}));
    assert_eq!((told.kind, told.event, told.call), (Kind::System, Some(SystemEvent::CallStarted), None));
}

#[test]
fn words_that_look_like_notices_are_words() {
    for text in
        ["you left me", "I never added her", "has joined the channel", "null", "This message was deleted."]
    {
        let told = only(message(1, "U1", text));
        assert_eq!((told.kind, told.text.as_str()), (Kind::Text, text));
    }
}

#[test]
fn messages_shared_are_not_the_senders_words() {
    let shared = json!({"attachments": [{"is_share": true, "text": "be kind &amp; so on", "fallback": "x"}]});
    let told = only(with(message(1, "U1", ""), shared.clone()));
    assert!(told.forwarded && told.text == "be kind & so on");
    let told = only(with(message(1, "U1", "mine"), shared));
    assert!(!told.forwarded && told.text == "mine" && told.quoted.as_deref() == Some("be kind & so on"));
    let preview =
        json!({"attachments": [{"title": "A page", "text": "of others", "from_url": "https://a.example"}]});
    let told = only(with(message(1, "U1", "see <https://a.example>"), preview));
    assert_eq!((told.text.as_str(), told.quoted), ("see https://a.example", None));
}

#[test]
fn apps_words_are_found_below_the_message_or_in_its_blocks() {
    let below = json!({"attachments": [{"pretext": "Rota", "text": "water"}], "bot_id": "B1"});
    assert_eq!(only(with(message(1, "U3", ""), below)).text, "Rota\nwater");
    let fallback = json!({"attachments": [{"fallback": "water today"}]});
    assert_eq!(only(with(message(1, "U3", ""), fallback)).text, "water today");
    let blocks = json!({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "ask <@U2>"}}]});
    assert_eq!(only(with(message(1, "U3", ""), blocks)).text, "ask @Juno");
    let unknown =
        only(with(message(1, "", "beep"), json!({"bot_id": "B7", "username": "Forms", "user": null})));
    assert_eq!(unknown.text, "beep");
}

#[test]
fn files_are_told_and_deleted_ones_left_out() {
    let files = json!({"files": [{"name": "a.m4a", "subtype": "slack_audio", "mimetype": "audio/mp4",
        "transcription": {"preview": {"content": "call me"}}}, {"mode": "tombstone"}, {"name": "b.gif", "mimetype": "image/gif"}]});
    let told = only(with(message(1, "U1", ""), files));
    assert_eq!(told.kind, Kind::Voice);
    assert_eq!(told.attachments[0].transcription.as_deref(), Some("call me"));
    assert!(told.attachments[1].omitted && told.attachments[1].name.is_none());
    assert_eq!(told.attachments[2].kind, AttachmentKind::Gif);
}

#[test]
fn reactions_threads_and_edits_land_in_their_fields() {
    let told = only(with(
        message(1, "U1", "hi"),
        json!({"thread_ts": "1709283600.000100", "edited": {"user": "U1", "ts": "1709283609.000000"},
            "reactions": [{"name": "+1", "users": ["U2"], "count": 2}, {"name": "parrot", "users": [], "count": 1}]}),
    ));
    assert!(told.edited && told.reply_to.as_deref() == Some("1709283600.000100"));
    let given: Vec<_> = told.reactions.iter().map(|one| (one.emoji.as_str(), one.by.is_some())).collect();
    assert_eq!(given, [("👍", true), ("👍", false), (":parrot:", false)]);
}

#[test]
fn a_message_on_two_days_is_kept_once_and_equal_times_of_one_day_are_two_messages() {
    let day = json!([message(1, "U1", "a"), message(1, "U1", "b")]).to_string();
    let next = json!([message(1, "U1", "a"), message(2, "U1", "c")]).to_string();
    let imports = import_all(&[(DAY, &day), ("general/2024-03-02.json", &next)]);
    let texts: Vec<_> = said(&imports[0].conversation).into_iter().map(|turn| turn.1).collect();
    assert_eq!(texts, ["a", "b", "c"]);
    assert_eq!(imports[0].receipt.skipped, [(Skip::Duplicate, 1)].into());
}

#[test]
fn one_day_alone_is_read_and_what_is_no_message_counted() {
    let text = json!([
        message(1, "U1", "hi"),
        7,
        {},
        message(2, "U1", ""),
        with(message(3, "U1", "so"), json!({"ts": "x"}))
    ]);
    let imports = import_all(&[("renamed.json", &text.to_string())]);
    assert_eq!(said(&imports[0].conversation), [("U1", "hi"), ("U1", "so")]);
    assert_eq!(imports[0].receipt.skipped, [(Skip::Malformed, 2), (Skip::Empty, 1)].into());
    assert!(imports[0].receipt.warnings.contains(&Warning::UnreadTimes { numbers: vec![5], count: 1 }));
}

#[test]
fn a_day_without_signs_of_its_own_is_known_by_the_lists_above() {
    let odd = r#"[{"type":"message","text":"hi"}]"#;
    let day = json!([message(1, "U1", "hi")]).to_string();
    let imports = import_all(&[
        ("users.json", USERS),
        (DAY, &day),
        ("general/2024-03-02.json", odd),
        ("general/2024-03-03.json", "[]"),
    ]);
    assert_eq!(imports[0].receipt.records_seen, 2);
    assert!(
        !imports[0].receipt.warnings.iter().any(|warning| matches!(warning, Warning::FilesLeftOut { .. }))
    );
    let alone = read_texts(&[("general/2024-03-02.json", odd)], &Options::default());
    assert!(alone.is_err() || alone.unwrap().iter().all(|import| import.receipt.format != "slack"));
}

#[test]
fn one_damaged_day_costs_no_other() {
    let day = json!([message(1, "U1", "one"), message(2, "U1", "two")]).to_string();
    let next = json!([message(3, "U1", "three")]).to_string();
    let imports = import_all(&[(DAY, &day[..day.len() - 20]), ("general/2024-03-02.json", &next)]);
    let texts: Vec<_> = said(&imports[0].conversation).into_iter().map(|turn| turn.1).collect();
    assert_eq!(texts, ["one", "three"]);
    assert!(imports[0].receipt.warnings.contains(&Warning::Damaged { file: DAY.into(), line: 1 }));
}

#[test]
fn chats_that_the_lists_do_not_know_are_named_after_their_folder() {
    let day = |text: &str| json!([message(1, "U1", text)]).to_string();
    let [one, two] = [day("a"), day("b")];
    let imports = import_all(&[("D0A/2024-03-01.json", &one), ("D0B/2024-03-01.json", &two)]);
    let titles: Vec<_> = imports.iter().map(|import| import.conversation.title.as_str()).collect();
    assert_eq!(titles, ["D0A", "D0B"]);
    assert_ne!(imports[0].conversation.id, imports[1].conversation.id);
}

#[test]
fn other_json_is_not_taken_for_it() {
    for (name, text) in [
        ("users.json", r#"[{"id": 1, "name": "Ana", "profile": {"text": "hi"}}]"#),
        ("2024-03-01.json", r#"[{"type": "click", "ts": 1709283600, "text": "x", "user": "Ana"}]"#),
        ("channels.json", r#"[{"id": "news", "created": 1, "members": []}]"#),
    ] {
        let read = read_texts(&[(name, text)], &Options::default());
        assert!(
            read.is_err() || read.unwrap().iter().all(|import| import.receipt.format != "slack"),
            "{name}"
        );
    }
}

const FIELDS: &[&str] = &[
    "type",
    "subtype",
    "ts",
    "thread_ts",
    "user",
    "username",
    "bot_id",
    "text",
    "edited",
    "user_profile",
    "files",
    "file",
    "attachments",
    "reactions",
    "room",
    "blocks",
];
const VALUES: &[&str] = &[
    "null",
    "-1",
    "[]",
    "{}",
    "\"\"",
    "\"<@U2|\"",
    "\"huddle_thread\"",
    "\"file_share\"",
    "[null]",
    "[{}]",
    "true",
    "\"99999999999999999999.9\"",
    "\"1.é00000\"",
    "[{\"count\":-3,\"users\":[{}]}]",
    "{\"date_start\":-9223372036854775808,\"date_end\":9223372036854775807}",
    "[[[{\"text\":{\"text\":[\"a\"]}}]]]",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_written_is_read_back(turns in prop::collection::vec((any::<bool>(), "\\PC{0,12}[a-z🙂\n\"<>&]"), 1..12)) {
        prop_assume!(turns.iter().all(|(_, text)| !text.trim().is_empty()));
        let person = |is_juno: bool| if is_juno { ("U2", "Juno") } else { ("U1", "Ana Lund") };
        let messages: Vec<_> = turns.iter().zip(1..)
            .map(|((is_juno, text), second)| message(second, person(*is_juno).0, &markup::escaped(text))).collect();
        let imported = import(&messages);
        let expected: Vec<_> = turns.iter().map(|(is_juno, text)| (person(*is_juno).1, text.as_str())).collect();
        prop_assert_eq!(said(&imported.conversation), expected);
        for (message, second) in imported.conversation.messages.iter().zip(1..) {
            prop_assert_eq!(message.sent.to_iso(), Some(format!("2024-03-01T09:00:{second:02}.0001Z")));
        }
    }

    #[test]
    fn no_value_in_any_field_makes_it_panic(
        fields in prop::collection::vec((prop::sample::select(FIELDS.to_vec()), prop::sample::select(VALUES.to_vec())), 0..8),
    ) {
        let fields = fields.iter().map(|(key, value)| ((*key).to_owned(), serde_json::from_str(value).unwrap()));
        let odd = Value::Object(fields.collect());
        let imported = import(&[message(1, "U1", "hi"), odd.clone(), with(message(2, "U2", "yo"), odd)]);
        prop_assert_eq!(imported.receipt.records_seen, 3);
    }
}
