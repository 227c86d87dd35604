//! What becomes of each kind of item.

use super::*;

#[test]
fn instants_are_told_in_utc_and_equal_exports_have_equal_ids() {
    let message = only(item("2", 1_709_283_600_123, &words("hi")));
    assert_eq!(message.sent.to_iso().as_deref(), Some("2024-03-01T09:00:00.123Z"));
    assert_eq!(message.id.as_deref(), Some("1709283600123 QUFB"));
    assert_eq!((&*message.source.file, message.source.first), ("main.jsonl", 13));
}

#[test]
fn a_quote_is_kept_apart_and_names_the_message_it_answers() {
    let quote = json!({"standardMessage": {"text": {"body": "I did not"}, "quote": {"targetSentTimestamp": "1000",
        "authorId": "2", "text": {"body": "you left"}}}});
    let chat = import(&[item("2", 1000, &words("you left")), item("1", 2000, &quote)]).remove(0).conversation;
    let [asked, answer] = &chat.messages[..] else { panic!("{chat:?}") };
    assert_eq!((answer.text.as_str(), answer.quoted.as_deref()), ("I did not", Some("you left")));
    assert_eq!(answer.reply_to, asked.id);
}

#[test]
fn an_edited_message_is_its_last_version_at_the_time_of_its_first() {
    let edited = json!({"standardMessage": {"text": {"body": "sorry I shouted"}}, "revisions": [
        {"chatId": "12", "authorId": "2", "dateSent": "1000", "standardMessage": {"text": {"body": "sorry"}}},
        {"chatId": "12", "authorId": "2", "dateSent": "4000", "standardMessage": {"text": {"body": "sorry I"}}}]});
    let message = only(item("2", 9000, &edited));
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
    let message = only(item("2", 1000, &files));
    assert_eq!((message.kind, message.text.as_str()), (Kind::Media, "look\nthe lake"));
    let found: Vec<_> =
        message.attachments.iter().map(|file| (file.kind, file.name.as_deref(), file.omitted)).collect();
    assert_eq!(
        found,
        [(AttachmentKind::Image, Some("lake.jpg"), false), (AttachmentKind::Voice, None, true)]
    );
    let of_flag = |flag: &str| {
        only(item("2", 1000, &json!({"standardMessage": {"attachments": [{"pointer": {"contentType": "video/mp4"}, "flag": flag}]}})))
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
    let chat = import(&[item("2", 1000, &told)]).remove(0).conversation;
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
    assert_eq!(only(item("2", 1000, &told)).text, "ask @Kim now");
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
        let message = only(item("2", 1000, &fields));
        assert_eq!((message.kind, message.text.as_str()), (kind, text), "{fields}");
        assert_eq!(message.deleted, kind == Kind::Deleted);
        assert_eq!(message.sender.is_none(), kind == Kind::System, "{fields}");
    }
}

#[test]
fn events_are_told_by_what_happened() {
    let update =
        |fields: Value| only(item("2", 1000, &json!({"directionless": {}, "updateMessage": fields})));
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
            &json!({"directionless": {}, "updateMessage": {"individualCall":
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
    let call = only(item("3", 1000, &group)).call.unwrap();
    assert_eq!((call.outcome, call.seconds), (CallOutcome::Answered, Some(60)));
}

#[test]
fn what_was_never_sent_and_what_says_nothing_is_counted() {
    let failed = json!({"outgoing": {"sendStatus": [{"recipientId": "2", "failed": {"reason": "NETWORK"}}]},
        "standardMessage": {"text": {"body": "please"}}});
    let import = import(&[
        item("1", 1000, &failed),
        item("2", 2000, &words("")),
        item("2", 3000, &json!({"somethingNew": {}})),
        item("2", 4000, &words("hi")),
        item("2", 4000, &words("hi")),
    ])
    .remove(0);
    assert_eq!(texts(&import.conversation), ["hi"]);
    let counts = [(Skip::Malformed, 1), (Skip::Duplicate, 1), (Skip::Empty, 1), (Skip::NotSent, 1)];
    assert_eq!(import.receipt.skipped, counts.into());
}

#[test]
fn old_messages_by_sms_may_share_a_second() {
    let sms = |body: &str| {
        let mut item = item("2", 1000, &words(body));
        item["chatItem"]["sms"] = json!(true);
        item
    };
    assert_eq!(texts(&import(&[sms("ok"), sms("ok"), sms("so")])[0].conversation), ["ok", "ok", "so"]);
}
