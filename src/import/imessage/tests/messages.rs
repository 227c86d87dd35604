//! What a row says.

use super::*;

#[test]
fn words_are_found_in_the_text_or_in_the_archive() {
    let mut database = Database::with_ana();
    database.add(1, Some("hi"), &[]);
    database.add(0, None, &[("attributedBody", archive("you left me").into())]);
    database.add(1, Some(""), &[("attributedBody", archive(&"long ".repeat(50)).into())]);
    let imported = database.only();
    let long = "long ".repeat(50);
    assert_eq!(
        said(&imported.conversation),
        [("+15550102345", "hi"), ("Me", "you left me"), ("+15550102345", &long)]
    );
    assert_eq!(imported.receipt.owner.evidence, OwnerEvidence::Marked);
    assert_eq!(imported.receipt.owner.name.as_deref(), Some("Me"));
    assert_eq!(imported.conversation.audience, Audience::Direct);
    assert_eq!(imported.receipt.first.to_iso().as_deref(), Some("2024-01-15T10:31:00Z"));
}

#[test]
fn a_truncated_archive_falls_back_to_the_text_or_is_counted() {
    let cut = || Value::from(archive("I never added her")[..80].to_vec());
    let mut database = Database::with_ana();
    database.add(1, Some("I never added her"), &[("attributedBody", cut())]);
    database.add(1, None, &[("attributedBody", cut())]);
    database.add(1, None, &[]);
    let imported = database.only();
    assert_eq!(said(&imported.conversation), [("+15550102345", "I never added her")]);
    assert_eq!(imported.receipt.skipped, [(Skip::Empty, 1), (Skip::Unreadable, 1)].into());
}

#[test]
fn tapbacks_go_into_their_messages_and_are_none_themselves() {
    let mut database = Database::with_ana();
    let tapback = |target: &str, kind: i64| {
        vec![("associated_message_guid", text(target)), ("associated_message_type", Value::from(kind))]
    };
    // Rows come in the order in which this device learned of them: a tapback may stand before its message.
    database.add(0, None, &tapback("p:0/G2", 2000));
    database.add(1, Some("dinner?"), &[]);
    database.add(1, None, &tapback("bp:G2", 2001));
    let mut other = tapback("p:0/G2", 2006);
    other.push(("associated_message_emoji", text("🥑")));
    database.add(1, None, &other);
    database.add(0, None, &tapback("p:0/G2", 3000));
    database.add(0, None, &tapback("p:0/G2", 2003));
    database.add(0, None, &tapback("p:0/GONE", 2005));
    let imported = database.only();
    let messages = &imported.conversation.messages;
    assert_eq!(messages.iter().map(|message| message.kind).collect::<Vec<_>>(), [Kind::Text, Kind::Reaction]);
    assert_eq!(emoji(&messages[0]), ["🥑", "😂"]);
    assert_eq!((messages[1].raw.as_str(), messages[1].text.as_str()), ("❓", ""));
    assert_eq!(messages[1].reply_to.as_deref(), Some("GONE"));
}

#[test]
fn a_tapback_in_words_goes_into_the_message_that_it_quotes() {
    let mut database = Database::with_ana();
    database.add(0, Some("Loved “later”"), &[]);
    database.add(1, Some("I left early, sorry"), &[]);
    database.add(0, Some("Emphasized “I left early, sorry”"), &[]);
    database.add(0, Some("Loved “I left early, sorry”"), &[]);
    database.add(0, Some("Removed an exclamation from “I left early, sorry”"), &[]);
    database.add(0, Some("🙂 to “nobody said that”"), &[]);
    database.add(1, Some("later"), &[]);
    let imported = database.only();
    let messages = &imported.conversation.messages;
    assert_eq!(
        said(&imported.conversation),
        [
            ("Me", ""),
            ("+15550102345", "I left early, sorry"),
            ("Me", "🙂 to “nobody said that”"),
            ("+15550102345", "later")
        ]
    );
    assert_eq!((messages[0].kind, messages[0].quoted.as_deref()), (Kind::Reaction, Some("later")));
    assert_eq!(messages[0].raw, "Loved “later”");
    assert_eq!(emoji(&messages[1]), ["❤️"]);
}

#[test]
fn an_edited_message_has_its_last_words_and_an_unsent_one_none() {
    let edited = Value::from(MORNING * 1_000_000_000);
    let changed = summary::written(&[&["see you at 7", "see you at 8"]], &[]);
    let mut database = Database::with_ana();
    database.add(
        1,
        None,
        &[
            ("attributedBody", archive("see you at 8").into()),
            ("date_edited", edited.clone()),
            ("message_summary_info", changed.clone().into()),
        ],
    );
    database.add(1, None, &[("date_edited", edited.clone()), ("message_summary_info", changed.into())]);
    let unsent = summary::written(&[&["I hate you"]], &[0]);
    database.add(1, None, &[("date_edited", edited.clone()), ("message_summary_info", unsent.into())]);
    let half = summary::written(&[&["gone"], &["stays"]], &[0]);
    database.add(1, Some("stays"), &[("date_edited", edited), ("message_summary_info", half.into())]);
    let messages = database.only().conversation.messages;
    let told: Vec<_> = messages
        .iter()
        .map(|message| (message.kind, message.text.as_str(), message.edited, message.deleted))
        .collect();
    assert_eq!(
        told,
        [
            (Kind::Text, "see you at 8", true, false),
            (Kind::Text, "see you at 8", true, false),
            (Kind::Deleted, "", false, true),
            (Kind::Text, "stays", true, false),
        ]
    );
}

#[test]
fn files_keep_their_captions_and_marks_are_no_words() {
    let mut database = Database::with_ana();
    database.add(1, Some("\u{FFFC}the lake"), &[]);
    database.attach(1, "~/Library/Messages/Attachments/ab/IMG_1.HEIC", "image/heic");
    database.add(1, Some("\u{FFFC}"), &[]);
    let spoken = [
        &archive("\u{FFFC}")[..],
        b"\x92\x84\x98\x98\x14IMAudioTranscription\x86\x92\x84\x98\x98\x0bcall me now",
    ];
    database.add(
        1,
        None,
        &[("is_audio_message", Value::from(1)), ("attributedBody", spoken.concat().into())],
    );
    database.attach(3, "Audio Message.caf", "audio/x-caf");
    database.add(
        1,
        Some("\u{FFFD}"),
        &[("balloon_bundle_id", text("x:y:com.apple.findmy.FindMyMessagesApp"))],
    );
    let link = [("balloon_bundle_id", text("com.apple.messages.URLBalloonProvider"))];
    database.add(1, Some("https://a.example/x"), &link);
    database.attach(5, "/x/1.pluginPayloadAttachment", "");
    database.add(1, Some("come \u{FFFC}over"), &[]);
    database.run("INSERT INTO attachment (filename, is_sticker) VALUES ('~/wave.heic', 1)");
    database.run("INSERT INTO message_attachment_join VALUES (6, last_insert_rowid())");
    let messages = database.only().conversation.messages;
    let told: Vec<_> = messages
        .iter()
        .map(|message| (message.kind, message.text.as_str(), message.attachments.len()))
        .collect();
    assert_eq!(
        told,
        [
            (Kind::Media, "the lake", 1),
            (Kind::Media, "", 1),
            (Kind::Voice, "", 1),
            (Kind::Location, "", 0),
            (Kind::Link, "https://a.example/x", 0),
            (Kind::Text, "come over", 1),
        ]
    );
    assert_eq!(messages[0].attachments[0].name.as_deref(), Some("IMG_1.HEIC"));
    assert!(messages[1].attachments[0].omitted);
    assert_eq!(messages[2].attachments[0].transcription.as_deref(), Some("call me now"));
}

#[test]
fn replies_subjects_and_what_waits_to_be_sent_land_where_they_belong() {
    let mut database = Database::with_ana();
    let first = database.add(1, Some("body"), &[("subject", text("Rent"))]);
    database.add(
        0,
        Some("ok"),
        &[("thread_originator_guid", text(&first)), ("destination_caller_id", text("me@example.org"))],
    );
    database.add(0, Some("not yet"), &[("schedule_type", Value::from(2))]);
    let imported = database.only();
    assert_eq!(said(&imported.conversation), [("+15550102345", "Rent\nbody"), ("Me", "ok")]);
    assert_eq!(imported.conversation.messages[1].reply_to.as_deref(), Some("G1"));
    assert_eq!(imported.receipt.skipped, [(Skip::NotSent, 1)].into());
    assert_eq!(imported.conversation.participants[0].aliases, ["Me", "me@example.org"]);
    assert_eq!(imported.conversation.messages[1].source.first, 2);
}

#[test]
fn odd_cells_cost_themselves_only() {
    let mut database = Database::with_ana();
    let odd = Value::from(vec![0xFF_u8, 0xFE]);
    database.add(
        1,
        Some("words"),
        &[
            ("attributedBody", text("no archive")),
            ("message_summary_info", odd.clone()),
            ("date_edited", text("soon")),
            ("subject", odd.clone()),
            ("guid", odd.clone()),
            ("destination_caller_id", odd),
        ],
    );
    database.add(1, Some("more"), &[("date", Value::from(i64::MIN)), ("handle_id", Value::from(i64::MIN))]);
    let texts: Vec<_> =
        database.only().conversation.messages.into_iter().map(|message| message.text).collect();
    assert!(texts.contains(&"words".to_owned()) && texts.contains(&"more".to_owned()), "{texts:?}");
}
