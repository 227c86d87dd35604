//! The traps of the formats document, section 5 (2, 6, 13), with invented text.

use crate::conversation::{Conversation, Kind, Message, SystemEvent};
use crate::import::{Imported, Options, OwnerEvidence, Skip, read_texts};
use jiff::civil::{DateTime, datetime};
use proptest::prelude::*;

fn import_as(name: &str, text: &str) -> Imported {
    let imported = read_texts(&[(name, text)], &Options::default()).unwrap().remove(0);
    assert_eq!(imported.receipt.format, "imessage-exporter");
    assert!(imported.receipt.balances(), "{:?}", imported.receipt);
    assert_eq!(imported.receipt.kept_total(), imported.conversation.messages.len());
    imported
}

fn import(text: &str) -> Imported {
    import_as("Robin.txt", text)
}

fn name(conversation: &Conversation, message: &Message) -> String {
    message.sender.map(|id| conversation.participant(id).display_name.clone()).unwrap_or_default()
}

fn said(imported: &Imported) -> Vec<(String, &str)> {
    let conversation = &imported.conversation;
    conversation.messages.iter().map(|message| (name(conversation, message), message.text.as_str())).collect()
}

fn check(text: &str, expected: &[(&str, &str)]) {
    let imported = import(text);
    let said = said(&imported);
    assert_eq!(said.iter().map(|(name, text)| (name.as_str(), *text)).collect::<Vec<_>>(), expected);
}

/// The one message of these lines below Robin's name; a message of the owner's stands before it.
fn only(body: &str) -> Message {
    let text = format!("Jan 15, 2024  9:00:00 AM\nMe\nso?\n\nJan 15, 2024 10:30:00 AM\nRobin\n{body}\n\n");
    let mut messages = import(&text).conversation.messages;
    assert_eq!(messages.len(), 2);
    messages.remove(1)
}

#[test]
fn a_block_is_a_time_a_sender_and_words() {
    let imported = import(
        "May 17, 2022  5:29:42 PM (Read by you after 1 hour, 49 seconds)\nRobin\nyou left me\n\n\
         May 17, 2022 12:00:01 AM\nMe\nI never added her\nremoved\n\n",
    );
    let said = said(&imported);
    let said: Vec<_> = said.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    assert_eq!(said, [("Me", "I never added her\nremoved"), ("Robin", "you left me")]);
    assert_eq!(imported.conversation.messages[1].sent.to_iso().as_deref(), Some("2022-05-17T17:29:42"));
    assert_eq!(
        (imported.conversation.messages[1].source.first, imported.conversation.messages[1].source.last),
        (1, 3)
    );
    assert_eq!(imported.receipt.owner.name.as_deref(), Some("Me"));
    assert_eq!(imported.conversation.title, "Robin");
}

#[test]
fn blank_lines_and_what_looks_like_a_header_belong_to_the_words() {
    check(
        "Jan 15, 2024 10:30:00 AM\r\nRobin\r\nfirst\r\n\r\nJan 15, 2024 10:29:00 AM it was\r\n\r\n\r\n    an indented line\r\n\
         [15/01/2024, 10:30] Me: no\r\nMay 17, 2022  5:29:42 PM\r\nMe\r\n\r\nJan 15, 2024 10:31:00 AM\r\nMe\r\nok",
        &[
            (
                "Robin",
                "first\n\nJan 15, 2024 10:29:00 AM it was\n\n\n    an indented line\n[15/01/2024, 10:30] Me: no\n\
                 May 17, 2022  5:29:42 PM\nMe",
            ),
            ("Me", "ok"),
        ],
    );
}

#[test]
fn a_reply_is_read_once_though_it_is_printed_twice() {
    let new = "Jan 15, 2024 10:30:00 AM\nRobin\ndinner?\n    Jan 15, 2024 10:40:00 AM\n    Me\n    yes\n\n    please\n\n\n\
               Jan 15, 2024 10:40:00 AM\nMe\nyes\n\nplease\nThis message responded to an earlier message.\n\n";
    // Old versions indent the first line of the words only.
    let old = new.replace("\n\n    please", "\n\nplease");
    for text in [new, &old] {
        check(text, &[("Robin", "dinner?"), ("Me", "yes\n\nplease")]);
    }
    let more = old.replace("\n\n\nJan", "\n\nand then?\n\nJan");
    check(&more, &[("Robin", "dinner?\nand then?"), ("Me", "yes\n\nplease")]);
}

#[test]
fn a_reply_that_is_printed_once_only_is_a_message() {
    let text = "Jan 15, 2024 10:30:00 AM\nRobin\ndinner?\n    Jan 15, 2024 10:40:00 AM\n    Ana\n    yes\n\n\
                \n    Jan 15, 2024 10:41:00 AM\n    Me\n    no\n    Tapbacks:\n        Loved by Robin\n\n\n\
                Jan 15, 2024 10:50:00 AM\nMe\nwell\n\n";
    check(text, &[("Robin", "dinner?"), ("Ana", "yes"), ("Me", "no"), ("Me", "well")]);
    assert_eq!(import(text).conversation.messages[2].reactions.len(), 1);
}

#[test]
fn tapbacks_go_to_the_message_in_the_writing_of_every_version() {
    for tapbacks in [
        "Tapbacks:\n    Loved by Me\n    🥑 by Ana\n",
        "Tapbacks:\nLoved by Me\n🥑 by Ana\n\n",
        "Reactions:\nLoved by Me\n🥑 by Ana\n\n",
    ] {
        let message = only(&format!("the lake\n{tapbacks}and the sea"));
        assert_eq!(message.text, "the lake\nand the sea", "{tapbacks}");
        let emoji: Vec<_> = message.reactions.iter().map(|reaction| reaction.emoji.as_str()).collect();
        assert_eq!(emoji, ["❤️", "🥑"]);
    }
    assert_eq!(only("Reactions:\nnone so far").text, "Reactions:\nnone so far");
}

#[test]
fn an_edited_message_has_its_last_words() {
    let message = only(
        "Jan 15, 2024 10:30:00 AM see you\nEdited 3 minutes later: see you at 7\nEdited 1 hour, 2 seconds later: see you at 8\nsharp",
    );
    assert_eq!((message.text.as_str(), message.edited), ("see you at 8\nsharp", true));
    assert!(message.raw.contains("see you at 7"));
    let other = only("Edited 3 minutes later: no history before it");
    assert_eq!((other.text.as_str(), other.edited), ("Edited 3 minutes later: no history before it", false));
}

#[test]
fn a_message_taken_back_is_deleted_and_half_of_one_is_edited() {
    let gone = only("They unsent this message part 11 seconds after sending!");
    assert_eq!((gone.kind, gone.deleted, gone.text.as_str()), (Kind::Deleted, true, ""));
    let half = only("stays\nThey unsent this message part 1 minute, 1 second after sending!");
    assert_eq!((half.kind, half.edited, half.text.as_str()), (Kind::Text, true, "stays"));
    let kept = only("This message was deleted from the conversation!\nI said it");
    assert_eq!((kept.deleted, kept.text.as_str()), (false, "I said it"));
    let words = only("She unsent this message part of our lives!");
    assert_eq!(words.text, "She unsent this message part of our lives!");
}

#[test]
fn files_speech_stickers_and_effects_are_no_words() {
    let photo = only("attachments/3/IMG_1.heic\nthe lake\nSent with Invisible Ink");
    assert_eq!((photo.kind, photo.text.as_str(), photo.attachments.len()), (Kind::Media, "the lake", 1));
    let voice = only("attachments/3/Audio Message.caf\nTranscription: call me");
    assert_eq!((voice.kind, voice.attachments[0].transcription.as_deref()), (Kind::Voice, Some("call me")));
    let sticker = only("Outline Sticker from Robin: attachments/3/a.heic (App: Free)");
    assert_eq!((sticker.kind, sticker.text.as_str()), (Kind::Sticker, ""));
    assert_eq!(only("Sent with Love").text, "Sent with Love");
    assert_eq!(only("Attachment missing!").kind, Kind::Media);
    assert_eq!(only("well\n\nUnable to format announcement!").text, "well");
}

#[test]
fn of_a_translation_the_senders_own_words_are_kept() {
    let message = only("On se voit\nTranslated from:\nSee you");
    assert_eq!(message.text, "See you");
    assert!(message.raw.contains("On se voit"));
}

#[test]
fn the_title_of_a_linked_page_is_kept_apart() {
    let message = only("https://a.example/x\nTen signs of a liar\nWhat to look for.");
    assert_eq!((message.kind, message.text.as_str()), (Kind::Link, "https://a.example/x"));
    assert_eq!(message.quoted.as_deref(), Some("Ten signs of a liar\nWhat to look for."));
}

#[test]
fn notices_are_the_apps_and_words_that_look_alike_are_not() {
    let text = "Jan 15, 2024 10:30:00 AM You named the conversation Trip\n\n\
                Jan 15, 2024 10:31:00 AM\nRobin\nhi\n\n\
                Jan 15, 2024 10:32:00 AM Robin unsent a message!\n\n\
                Jan 15, 2024 10:33:00 AM You left the conversation.\n\n\
                Jan 15, 2024 10:34:00 AM\nMe\nStarted sharing location!\n\n\
                Jan 15, 2024 10:35:00 AM\nMe\nRobin left the conversation.\n\n\
                Jan 15, 2024 10:36:00 AM\nMe\nTapbacks:\n    Loved by Robin\n\n";
    let imported = import_as("Trip - 12.txt", text);
    let told: Vec<_> =
        imported.conversation.messages.iter().map(|message| (message.kind, message.event)).collect();
    assert_eq!(
        told,
        [
            (Kind::System, Some(SystemEvent::GroupChanged)),
            (Kind::Text, None),
            (Kind::Deleted, None),
            (Kind::System, Some(SystemEvent::Membership)),
            (Kind::System, Some(SystemEvent::Notice)),
            (Kind::Text, None),
        ]
    );
    assert_eq!(imported.receipt.skipped, [(Skip::Empty, 1)].into());
    assert_eq!(imported.conversation.title, "Trip");
}

#[test]
fn who_reads_last_shows_the_owner_under_any_name() {
    let imported = import(
        "Jan 15, 2024 10:30:00 AM (Read by them after 2 minutes)\nKit\nhi\n\nJan 15, 2024 10:31:00 AM (Read by Kit after 1 second)\nRobin\nyo\n\n",
    );
    assert_eq!(imported.receipt.owner.name.as_deref(), Some("Kit"));
    assert_eq!(imported.receipt.owner.evidence, OwnerEvidence::Marked);
}

#[test]
fn other_texts_are_not_taken_for_it() {
    for text in [
        "Dear diary\n\nMay 17, 2022  5:29:42 PM\nMe and you\n\nthe end\n",
        "May 17, 2022 5:29:42 PM\nMe\nhi\n\nMay 17, 2022 5:29:43 PM\nMe\nhi\n\n",
        "May 17, 2022  5:29:42 PM started\nMay 17, 2022  5:29:43 PM stopped\n",
    ] {
        let is_taken = read_texts(&[("log.txt", text)], &Options::default())
            .is_ok_and(|imports| imports.iter().any(|import| import.receipt.format == "imessage-exporter"));
        assert!(!is_taken, "{text}");
    }
}

const SAMPLE: &str = include_str!("../../../../samples/imessage/Noor Haddad.txt");

#[test]
fn the_sample_is_read_as_it_was_written() {
    let imported = import_as("Noor Haddad.txt", SAMPLE);
    let conversation = &imported.conversation;
    let of = |kind| conversation.messages.iter().filter(|message| message.kind == kind).count();
    let kinds = [Kind::Text, Kind::Media, Kind::Voice, Kind::Link, Kind::Deleted, Kind::System].map(of);
    assert_eq!(kinds, [23, 1, 1, 1, 2, 1]);
    assert_eq!(imported.receipt.owner.name.as_deref(), Some("Me"));
    assert_eq!(conversation.title, "Noor Haddad");
    assert!(conversation.messages.iter().any(|message| message.text == "You left without a word.\n\nAgain."));
    assert!(
        conversation.messages.iter().any(|message| message.edited && message.text == "I'll be there at 8")
    );
    assert_eq!(conversation.messages.iter().map(|message| message.reactions.len()).sum::<usize>(), 3);
}

/// A message as the exporter prints it.
fn block(at: DateTime, sender: &str, body: &str) -> String {
    format!("{}\n{sender}\n{body}\n\n", at.strftime("%b %d, %Y %l:%M:%S %p"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_was_written_comes_back(
        bodies in prop::collection::vec(
            "[a-zéö😀?!'][a-zA-Z éö😀?!',:0-9]{0,30}(\n{1,2}[a-z!?][a-z A-Z!?]{0,20}){0,3}", 2..12),
    ) {
        let at = |place: usize| datetime(2024, 1, 15, 9, 30, 0, 0) + jiff::Span::new().minutes(7 * i64::try_from(place).unwrap());
        let names = ["Me", "Robin Ö", "+15550102345"];
        let text: String =
            bodies.iter().enumerate().map(|(place, body)| block(at(place), names[place % 3], body)).collect();
        let imported = import(&text);
        let messages = &imported.conversation.messages;
        prop_assert_eq!(messages.len(), bodies.len());
        for (place, (message, body)) in messages.iter().zip(&bodies).enumerate() {
            prop_assert_eq!(&message.text, body);
            prop_assert_eq!(name(&imported.conversation, message), names[place % 3]);
            prop_assert_eq!(message.sent.clock(), Some(at(place)));
        }
    }

    #[test]
    fn no_text_makes_it_panic(
        lines in prop::collection::vec(
            prop_oneof![
                Just("May 17, 2022  5:29:42 PM"), Just("    May 17, 2022  5:29:42 PM"), Just(""), Just("Me"),
                Just("    Me"), Just("Tapbacks:"), Just("    Loved by Me"), Just("Edited 3 minutes later: so"),
                Just("May 17, 2022  5:29:42 PM so"), Just("May 17, 2022  5:29:42 PM Me unsent a message!"),
                Just("Translated from:"), Just("https://a.example"), Just("attachments/a.heic"),
                Just("Transcription: é"), Just("This message responded to an earlier message."), Just("    é 😀"),
            ],
            0..40),
    ) {
        let text = ["May 17, 2022  5:29:42 PM\nMe\nhi\n\nMay 17, 2022  5:29:43 PM\nMe\nyo\n\n", &lines.join("\n")].concat();
        import(&text);
    }
}
