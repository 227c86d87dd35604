//! The data download as JSON.

use super::*;
use crate::conversation::{AttachmentKind, Call, CallMedium, CallOutcome, Message, SystemEvent};
use crate::import::{Skip, Warning};

const BEN: &str = "Ben Ode";
const ANA: &str = "Ana Lund";

fn only(message: Value) -> Message {
    let mut messages = with_ben(&[message]).conversation.messages;
    assert_eq!(messages.len(), 1);
    messages.remove(0)
}

#[test]
fn broken_and_sound_strings_stand_side_by_side() {
    let imported = with_ben(&[
        with(
            message(BEN, 1, &broken("café? 👍")),
            json!({"reactions": [{"reaction": broken("❤"), "actor": ANA}]}),
        ),
        message(BEN, 2, "Привет, café 👍"),
        message(&broken("Zoë"), 3, "naïve"),
    ]);
    assert_eq!(texts(&imported.conversation), ["café? 👍", "Привет, café 👍", "naïve"]);
    assert_eq!(people(&imported.conversation), [BEN, ANA, "Zoë"]);
    assert_eq!(imported.conversation.messages[0].reactions[0].emoji, "❤");
}

#[test]
fn the_parts_of_a_folder_are_one_chat_in_the_order_of_their_numbers() {
    let part = |minutes: &[i64]| {
        let messages: Vec<Value> =
            minutes.iter().map(|minute| message(BEN, *minute, &minute.to_string())).collect();
        json!({"messages": messages}).to_string()
    };
    let parts = [part(&[30, 20]), part(&[19, 11]), part(&[10, 1])];
    let name = |number: usize| format!("messages/inbox/ben_1/message_{number}.json");
    let (first, second, tenth) = (name(1), name(2), name(10));
    let imports = import(&[(&first, &parts[0]), (&tenth, &parts[2]), (&second, &parts[1])]).unwrap();
    assert_eq!(imports.len(), 1);
    assert_eq!(texts(&imports[0].conversation), ["1", "10", "11", "19", "20", "30"]);
    assert_eq!(imports[0].receipt.warnings, [Warning::OwnerUnknown]);
    let imports = import(&[(&tenth, &parts[2]), (&second, &parts[1])]).unwrap();
    assert_eq!(texts(&imports[0].conversation), ["1", "10", "11", "19"]);
}

#[test]
fn parts_that_were_renamed_are_found_by_the_path_of_their_thread() {
    let part = |path: &str, minute| {
        thread(path, "Ben", &["Ben", "Ana"], &[message("Ben", minute, &minute.to_string())])
    };
    let texts_of = [part("inbox/ben_1", 2), part("inbox/cem_2", 3), part("inbox/ben_1", 1)];
    let imports =
        import(&[("old.json", &*texts_of[0]), ("x.json", &*texts_of[1]), ("new (2).json", &*texts_of[2])])
            .unwrap();
    let found: Vec<_> = imports.iter().map(|import| texts(&import.conversation)).collect();
    assert_eq!(found, [vec!["1", "2"], vec!["3"]]);
}

#[test]
fn equal_times_keep_their_order_though_the_file_runs_backwards() {
    let imported = with_ben(&[message(BEN, 2, "c"), message(BEN, 1, "b"), message(BEN, 1, "a")]);
    assert_eq!(texts(&imported.conversation), ["a", "b", "c"]);
    let imported = with_ben(&[message(BEN, 1, "a"), message(BEN, 1, "b"), message(BEN, 2, "c")]);
    assert_eq!(texts(&imported.conversation), ["a", "b", "c"]);
}

#[test]
fn a_second_export_adds_only_what_is_new_and_real_repeats_stay() {
    let first = thread("inbox/ben_1", BEN, &[BEN, ANA], &[message(BEN, 1, "ok"), message(BEN, 1, "ok")]);
    let messages = [message(BEN, 1, "ok"), message(BEN, 1, "ok"), message(BEN, 2, "yes")];
    let second = thread("inbox/ben_1", BEN, &[BEN, ANA], &messages);
    let imports = import(&[("january.json", &first), ("june.json", &second)]).unwrap();
    assert_eq!(texts(&imports[0].conversation), ["ok", "ok", "yes"]);
    assert_eq!(imports[0].receipt.skipped, [(Skip::Duplicate, 2)].into());
}

#[test]
fn a_part_that_is_no_json_costs_itself_only() {
    let good = thread("inbox/ben_1", BEN, &[BEN, ANA], &[message(BEN, 1, "hi")]);
    let (one, two) = ("messages/inbox/ben_1/message_1.json", "messages/inbox/ben_1/message_2.json");
    let imports = import(&[(one, &good), (two, "{this is not: valid json")]).unwrap();
    assert_eq!(texts(&imports[0].conversation), ["hi"]);
    assert!(imports[0].receipt.warnings.contains(&Warning::Damaged { file: two.into(), line: 1 }));
    let error = import(&[(two, "{this is not: valid json")]).unwrap_err();
    assert!(matches!(error, ImportError::Broken { line: 1, .. }), "{error}");
}

#[test]
fn a_part_that_breaks_off_is_read_to_the_break() {
    let text = thread("inbox/ben_1", BEN, &[BEN, ANA], &[message(BEN, 1, "hi"), message(BEN, 2, "yo")]);
    let cut = &text[..text.find("yo").unwrap()];
    let imports = import(&[("messages/inbox/ben_1/message_1.json", cut)]).unwrap();
    assert_eq!(texts(&imports[0].conversation), ["hi"]);
}

#[test]
fn what_is_sent_has_its_kind_and_its_name() {
    let at = |folder: &str, name: &str| json!([{"uri": format!("messages/inbox/ben_1/{folder}/{name}"), "creation_timestamp": 1}]);
    for (field, value, kind, attachment, name) in [
        ("photos", at("photos", "1.jpg"), Kind::Media, AttachmentKind::Image, "1.jpg"),
        ("videos", at("videos", "2.mp4"), Kind::Media, AttachmentKind::Video, "2.mp4"),
        ("audio_files", at("audio", "3.mp4"), Kind::Voice, AttachmentKind::Voice, "3.mp4"),
        ("files", at("files", "4.pdf"), Kind::Media, AttachmentKind::Document, "4.pdf"),
        ("gifs", at("gifs", "5.mp4"), Kind::Sticker, AttachmentKind::Gif, "5.mp4"),
        (
            "sticker",
            json!({"uri": "messages/stickers_used/6.png"}),
            Kind::Sticker,
            AttachmentKind::Sticker,
            "6.png",
        ),
    ] {
        let message = only(json!({"sender_name": BEN, "timestamp_ms": 1_700_000_000_000_i64, field: value}));
        let sent = &message.attachments[0];
        assert_eq!((message.kind, sent.kind, sent.name.as_deref()), (kind, attachment, Some(name)));
        assert!(!sent.omitted && message.text.is_empty());
    }
    let gone = only(
        json!({"sender_name": BEN, "timestamp_ms": 1, "videos": [{"uri": "https://video.example/v.mp4?x"}]}),
    );
    assert!(gone.attachments[0].omitted && gone.attachments[0].name.is_none());
}

#[test]
fn a_caption_is_kept_beside_its_photo() {
    let message = only(with(message(BEN, 1, "the lake"), json!({"photos": [{"uri": "photos/1.jpg"}]})));
    assert_eq!((message.kind, message.text.as_str()), (Kind::Media, "the lake"));
}

#[test]
fn the_words_of_what_is_shared_are_not_the_senders() {
    let share = json!({"share": {"link": "https://a.example/x", "share_text": "Buy now!"}});
    let sent = only(with(message(BEN, 1, "Ben sent an attachment."), share.clone()));
    assert_eq!((sent.kind, sent.text.as_str(), sent.forwarded), (Kind::Link, "https://a.example/x", false));
    assert_eq!(sent.raw, "Ben sent an attachment.\nBuy now!\nhttps://a.example/x");
    let remarked = only(with(message(BEN, 1, "do not buy that"), share));
    assert_eq!((remarked.kind, remarked.text.as_str()), (Kind::Text, "do not buy that"));
    let bare = only(with(message(BEN, 1, ""), json!({"share": {"share_text": "Buy now!"}})));
    assert!(bare.forwarded && bare.text == "Buy now!");
    let place = json!({"share": {"link": "https://www.bing.com/maps/default.aspx?where1=1%2C+2"}});
    assert_eq!(only(with(message(BEN, 1, "Ben sent a location."), place)).kind, Kind::Location);
}

#[test]
fn calls_tell_medium_outcome_and_length() {
    let call = |sender: &str, words: &str, fields: Value| only(with(message(sender, 1, words), fields)).call;
    let told = |medium, outcome, seconds| Some(Call { medium, outcome, seconds });
    let (voice, video, any) = (CallMedium::Voice, CallMedium::Video, CallMedium::Unknown);
    for (sender, words, fields, expected) in [
        (BEN, "Ben called you.", json!({"call_duration": 61}), told(voice, CallOutcome::Answered, Some(61))),
        (ANA, "You called Ben.", json!({"call_duration": 5}), told(voice, CallOutcome::Answered, Some(5))),
        (
            BEN,
            "You missed a call from Ben.",
            json!({"call_duration": 0, "missed": true}),
            told(voice, CallOutcome::Missed, None),
        ),
        (ANA, "Ben missed your call.", json!({"missed": true}), told(voice, CallOutcome::Unanswered, None)),
        (
            BEN,
            "The video chat ended.",
            json!({"call_duration": 192}),
            told(video, CallOutcome::Answered, Some(192)),
        ),
        (
            BEN,
            "La videollamada terminó.",
            json!({"call_duration": 9}),
            told(video, CallOutcome::Answered, Some(9)),
        ),
        (
            BEN,
            "",
            json!({"type": "Call", "call_duration": 0, "missed": true}),
            told(any, CallOutcome::Missed, None),
        ),
        (ANA, "", json!({"type": "Call", "missed": true}), told(any, CallOutcome::Unanswered, None)),
    ] {
        assert_eq!(call(sender, words, fields), expected, "{words}");
    }
}

#[test]
fn what_the_app_says_is_no_speech_and_stands_under_who_did_it() {
    use Kind::{Media, Poll, Reaction, System};
    let imported = with_ben(&[
        with(message(BEN, 1, "Ben left the chat"), json!({"type": "Unsubscribe"})),
        message(ANA, 2, "You set the nickname for Ben to Benny."),
        message(BEN, 3, "Liked a message"),
        message(BEN, 4, "Ben created a poll: Fish or chips?."),
        message(BEN, 5, &broken("Reacted 😂 to your message ")),
        message(ANA, 6, "You sent a photo."),
    ]);
    let messages = &imported.conversation.messages;
    assert_eq!(kinds(&imported.conversation), [System, System, Reaction, Poll, Reaction, Media]);
    assert_eq!(texts(&imported.conversation), ["", "", "", "Fish or chips?", "", ""]);
    assert_eq!(messages[0].event, Some(SystemEvent::Membership));
    assert!(messages.iter().all(|message| message.sender.is_some() && !message.raw.is_empty()));
    assert!(messages[5].attachments[0].omitted);
}

#[test]
fn words_of_notices_are_kept_as_what_somebody_said() {
    let said = [
        "You left the group.",
        "you left me",
        "I never added her",
        "null",
        "system",
        "it disappeared",
        "Ana left the group.",
        "You sent a photo.",
        "Missed call",
        "You are now connected",
    ];
    let messages: Vec<Value> =
        said.iter().zip(1..).map(|(words, minute)| message(BEN, minute, words)).collect();
    let imported = with_ben(&messages);
    assert_eq!(texts(&imported.conversation), said);
    assert!(kinds(&imported.conversation).iter().all(|kind| *kind == Kind::Text));
}

#[test]
fn what_was_taken_back_is_marked_and_keeps_the_words_that_are_left() {
    let gone = only(json!({"sender_name": BEN, "timestamp_ms": 1, "is_unsent": true}));
    assert!(gone.kind == Kind::Deleted && gone.deleted && gone.text.is_empty());
    let left = only(with(message(BEN, 1, "oh no"), json!({"is_unsent": true})));
    assert!(left.kind == Kind::Text && left.deleted && left.text == "oh no");
}

#[test]
fn what_is_no_message_is_counted() {
    let imported = with_ben(&[
        json!("odd"),
        json!(7),
        json!({"sender_name": BEN, "timestamp_ms": 1}),
        message(BEN, 1, "hi"),
    ]);
    assert_eq!(texts(&imported.conversation), ["hi"]);
    assert_eq!(imported.receipt.skipped, [(Skip::Malformed, 2), (Skip::Empty, 1)].into());
}

#[test]
fn missing_and_odd_fields_cost_nothing_beside_them() {
    let imported = with_ben(&[
        json!({"sender_name": BEN, "timestamp_ms": "1700000000000", "content": "a", "photos": "none", "reactions": {}}),
        json!({"sender_name": BEN, "timestamp": 1_700_000_060, "content": "b", "share": [1], "sticker": 3}),
        json!({"content": "c"}),
        json!({"sender_name": null, "timestamp_ms": null, "content": 5}),
    ]);
    let times: Vec<_> = imported.conversation.messages.iter().map(|message| message.sent.to_iso()).collect();
    assert_eq!(texts(&imported.conversation), ["a", "b", "c", "5"]);
    assert_eq!(times[..2], [Some("2023-11-14T22:13:20Z".into()), Some("2023-11-14T22:14:20Z".into())]);
    assert_eq!(people(&imported.conversation), [BEN, ANA, "Facebook user"]);
}

#[test]
fn a_torn_emoji_costs_no_word() {
    let text =
        thread("inbox/ben_1", BEN, &[BEN, ANA], &[message(BEN, 1, "so HALF good"), message(BEN, 2, "yes")]);
    let imports = import(&[("message_1.json", &text.replace("HALF", "\\ud83d"))]).unwrap();
    assert_eq!(texts(&imports[0].conversation), ["so \u{FFFD} good", "yes"]);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_file() {
    let file = tempfile::NamedTempFile::with_suffix(".json").unwrap();
    let text = thread("inbox/ben_1", BEN, &[BEN, ANA], &[message(BEN, 1, "hi")]);
    std::fs::write(file.path(), format!("\u{FEFF}{text}")).unwrap();
    let imports = crate::import::open(&[file.path().to_owned()], &Options::default(), &|_| {}).unwrap();
    assert_eq!((imports[0].receipt.format, texts(&imports[0].conversation)), ("meta", vec!["hi"]));
}
