//! The traps of the formats document, section 5, that concern WhatsApp, with invented text.

use super::*;
use crate::conversation::Precision;
use crate::import::{DateDecision, DateEvidence, Imported, Lines, OwnerDecision, finish};
use proptest::prelude::*;

fn finished(name: &str, text: &str, options: &Options) -> Result<Imported, ImportError> {
    let source = Source::from_text(name, text);
    let (imported, error) = finish::finish(read(&source, options)?, &source, options);
    error.map_or(Ok(imported), Err)
}

/// Imports a text, and holds the receipt to its promises on the way.
fn import_as(name: &str, text: &str, options: &Options) -> Imported {
    let imported = finished(name, text, options).unwrap();
    let Imported { conversation, receipt } = &imported;
    assert!(receipt.balances(), "{receipt:?}");
    assert_eq!(receipt.kept_total(), conversation.messages.len());
    assert_eq!(receipt.lines.unwrap().header, receipt.records_seen);
    imported
}

fn import(text: &str) -> Imported {
    import_as("_chat.txt", text, &Options::default())
}

/// Who wrote what; the app has no name and what it says stands in `raw`.
fn check(text: &str, expected: &[(&str, &str)]) {
    let conversation = import(text).conversation;
    let said: Vec<_> = conversation
        .messages
        .iter()
        .map(|message| match message.sender {
            Some(id) => (conversation.participant(id).display_name.as_str(), message.text.as_str()),
            None => ("", message.as_exported()),
        })
        .collect();
    assert_eq!(said, expected);
}

#[test]
fn words_that_notices_use_drop_no_message() {
    check(
        "29.01.18, 12:24 - Ana: you left me\n\
         29.01.18, 12:25 - Systema: I never added her, and removed nothing\n\
         29.01.18, 12:26 - Ana: you disappeared\n\
         29.01.18, 12:27 - Ana: the security code changed\n\
         29.01.18, 12:28 - Systema: null and system",
        &[
            ("Ana", "you left me"),
            ("Systema", "I never added her, and removed nothing"),
            ("Ana", "you disappeared"),
            ("Ana", "the security code changed"),
            ("Systema", "null and system"),
        ],
    );
}

#[test]
fn headers_of_another_shape_inside_a_message_are_its_text() {
    check(
        "[01.02.19, 11:09:15] Ana: look what I found\n\
         [1.2.2019, 00:00:00] Ben: this is pasted\n\
         2/11/19, 14:48 - Cem: so is this\n\
         2016-04-29 10:30:00\n\
         [01.02.19, 11:09:59] Ben: ok",
        &[
            (
                "Ana",
                "look what I found\n[1.2.2019, 00:00:00] Ben: this is pasted\n2/11/19, 14:48 - Cem: so is this\n2016-04-29 10:30:00",
            ),
            ("Ben", "ok"),
        ],
    );
}

#[test]
fn invisible_characters_around_headers_change_nothing() {
    check(
        "\u{200E}[1/29/18, 7:02:03\u{202F}PM] Ana: a\n\
         [\u{FEFF}1/29/18, 7:03:03\u{202F}PM] Ben: b\n\
         \u{FEFF}[1/29/18, 7:04:03\u{202F}PM] Ana: \u{200E}c",
        &[("Ana", "a"), ("Ben", "b"), ("Ana", "c")],
    );
}

#[test]
fn odd_clock_times_are_read_as_they_stand() {
    let text = "1/30/18, 12:00 AM - Ana: a\n1/30/18, 00:05 AM - Ana: b\n1/30/18, 23:59 PM - Ana: c";
    let times: Vec<_> =
        import(text).conversation.messages.iter().map(|message| message.sent.to_iso().unwrap()).collect();
    assert_eq!(times, ["2018-01-30T00:00:00", "2018-01-30T00:05:00", "2018-01-30T23:59:00"]);
}

#[test]
fn dates_that_nothing_decides_are_said_to_be_assumed_and_the_option_settles_them() {
    let text = "03/06/18, 12:24 - Ana: a\n03/06/18, 12:25 - Ben: b";
    let assumed = import(text).receipt;
    assert_eq!(assumed.dates, Some(DateDecision { order: DateOrder::Dmy, evidence: DateEvidence::Assumed }));
    assert!(assumed.warnings.contains(&Warning::AmbiguousDates));
    let options = Options { date_order: Some(DateOrder::Mdy), ..Options::default() };
    let asked = import_as("_chat.txt", text, &options).receipt;
    assert_eq!(asked.first.to_iso().as_deref(), Some("2018-03-06T12:24:00"));
    assert!(!asked.warnings.contains(&Warning::AmbiguousDates));
}

#[test]
fn an_order_that_the_dates_forbid_is_not_taken_and_that_is_said() {
    let options = Options { date_order: Some(DateOrder::Mdy), ..Options::default() };
    let receipt = import_as("_chat.txt", "29/01/18, 12:24 - Ana: a", &options).receipt;
    assert_eq!(receipt.first.to_iso().as_deref(), Some("2018-01-29T12:24:00"));
    assert!(receipt.warnings.contains(&Warning::DateOrderImpossible { asked: DateOrder::Mdy }));
}

#[test]
fn american_clocks_tell_month_before_day() {
    let receipt = import("3/6/18, 7:02 PM - Ana: a").receipt;
    assert_eq!(receipt.dates, Some(DateDecision { order: DateOrder::Mdy, evidence: DateEvidence::Hint }));
}

#[test]
fn lines_blank_or_not_belong_to_the_message_they_follow() {
    check(
        "29.01.18, 12:24 - Ana: one\r\n\r\ntwo\r\n29.01.18, 12:25 - Ben:\r\n\r\n\r\n👍\r\n29.01.18, 12:26 - Ana: a\rb\n\n\n",
        &[("Ana", "one\n\ntwo"), ("Ben", "👍"), ("Ana", "a\nb")],
    );
}

#[test]
fn every_message_tells_its_lines_in_the_file() {
    let imported = import("a preamble\n29.01.18, 12:24 - Ana: one\ntwo\n\n29.01.18, 12:25 - Ben: three");
    let places: Vec<_> = imported
        .conversation
        .messages
        .iter()
        .map(|message| (message.source.first, message.source.last))
        .collect();
    assert_eq!(places, [(2, 4), (5, 5)]);
    let expected = Lines { non_blank: 4, header: 2, continuation: 1, preamble: 1 };
    assert_eq!(imported.receipt.lines, Some(expected));
}

#[test]
fn people_are_told_apart_by_what_can_be_seen_of_their_names() {
    let text = "29.01.18, 12:24 - \u{202A}+49 170 123\u{202C}: a\n\
                29.01.18, 12:25 - ~\u{202F}Ana: b\n\
                29.01.18, 12:26 - 🤓: c\n\
                29.01.18, 12:27 - Ana: d";
    let people: Vec<_> =
        import(text).conversation.participants.into_iter().map(|person| person.display_name).collect();
    assert_eq!(people, ["+49 170 123", "Ana", "🤓"]);
}

#[test]
fn what_the_app_says_is_nobodys_message_and_the_group_is_no_participant() {
    let text = "[29.01.18, 12:24:01] Us: \u{200E}Messages and calls are end-to-end encrypted.\n\
                [29.01.18, 12:24:02] Us: \u{200E}Ana changed the group name to “Us: again”\n\
                [29.01.18, 12:24:03] Ana: \u{200E}Ana added Ben\n\
                [29.01.18, 12:24:04] Ana: hi";
    let Imported { conversation, receipt } = import(text);
    assert_eq!(conversation.participants.len(), 1);
    assert_eq!(receipt.kept, [(Kind::Text, 1), (Kind::System, 3)].into());
    assert_eq!((conversation.title.as_str(), conversation.audience), ("Us", Audience::Group));
    let events: Vec<_> = conversation.messages.iter().filter_map(|message| message.event).collect();
    assert_eq!(events, [SystemEvent::Encryption, SystemEvent::GroupChanged, SystemEvent::Membership]);
}

#[test]
fn captions_are_kept_edits_and_deletions_flagged_and_empty_bodies_are_media() {
    let text = "29.01.18, 12:24 - Ana: IMG-1.jpg (file attached)\nour garden\n\
                29.01.18, 12:25 - Ben: lovely <This message was edited>\n\
                29.01.18, 12:26 - Ben: You deleted this message\n\
                29.01.18, 12:27 - Ana:\n\
                29.01.18, 12:28 - Ana:.\n\
                29.01.18, 12:29 - Ana: This message was deleted";
    let Imported { conversation, receipt } = import(text);
    let messages = &conversation.messages;
    assert_eq!(messages[0].text, "our garden");
    assert_eq!((messages[1].text.as_str(), messages[1].edited), ("lovely", true));
    assert_eq!(receipt.kept, [(Kind::Text, 1), (Kind::Media, 3), (Kind::Deleted, 2)].into());
    assert!(messages[2].deleted && messages[5].deleted);
    let owner = OwnerDecision { name: Some("Ben".to_owned()), evidence: OwnerEvidence::FirstPerson };
    assert_eq!(receipt.owner, owner);
}

#[test]
fn the_file_of_a_chat_between_two_is_named_after_the_other() {
    let text = "29.01.18, 12:24 - Ana: a\n29.01.18, 12:25 - Ben: b";
    let receipt = import_as("WhatsApp Chat with Ana.txt", text, &Options::default()).receipt;
    let owner = OwnerDecision { name: Some("Ben".to_owned()), evidence: OwnerEvidence::ChatTitle };
    assert_eq!(receipt.owner, owner);
}

#[test]
fn equal_messages_of_one_minute_are_kept_in_the_order_of_the_file() {
    let text = "29.01.18, 12:25 - Ana: ok\n29.01.18, 12:25 - Ana: ok\n29.01.18, 12:24 - Ben: late";
    check(text, &[("Ana", "ok"), ("Ana", "ok"), ("Ben", "late")]);
    assert!(import(text).receipt.warnings.contains(&Warning::OutOfOrder { count: 1 }));
}

#[test]
fn precision_is_what_the_export_prints() {
    let precision = |text| import(text).conversation.messages[0].precision;
    assert_eq!(precision("29.01.18, 12:24 - Ana: a"), Precision::Minute);
    assert_eq!(precision("[29.01.18, 12:24:03] Ana: a"), Precision::Second);
}

#[test]
fn a_count_near_the_export_limit_is_said_to_be_so() {
    let lines = "29.01.18, 12:24 - Ana: a\n".repeat(39_990);
    let warning = Warning::NearExportLimit { messages: 39_990, limit: 40_000 };
    assert!(import(&lines).receipt.warnings.contains(&warning));
}

#[test]
fn recognising_tells_chats_from_other_texts() {
    let score = |text: &str| recognise(&Source::from_text("a.txt", text));
    assert!(score("29.01.18, 12:24 - Ana: a\n29.01.18, 12:25 - Ben: b") > 90);
    assert!(score("29.01.18, 12:24 - Ana: a") >= 50);
    assert!(score("[2024-01-02 10:00:00] Me: a\n[2024-01-02 10:01:00] Ana: b") < 50);
    assert_eq!(score("Dear diary,\ntoday it rained.\n"), 0);
    assert_eq!(score(""), 0);
}

#[test]
fn a_hostile_body_takes_no_longer_than_its_length() {
    let bodies =
        ["<".repeat(300_000), ": ".repeat(150_000), "\u{200E}".repeat(100_000), "a\r".repeat(150_000)];
    for body in bodies {
        assert_eq!(import(&format!("29.01.18, 12:24 - Ana: {body}")).receipt.records_seen, 1);
    }
}

/// Lines as they occur in exports, in any order, with anything as text.
fn any_line() -> impl Strategy<Value = String> {
    let start = prop_oneof![
        Just("29.01.18, 12:24 - Ana: ".to_owned()),
        Just("[29.01.18, 12:24:03] Ben: \u{200E}".to_owned()),
        Just("1/29/18, 7:02\u{202F}PM - ".to_owned()),
        Just("99.99.99, 12:24 - Ana: ".to_owned()),
        Just(String::new()),
    ];
    let text = prop_oneof![
        any::<String>(),
        "[a-zä<>(): .“”\u{200E}]{0,40}",
        Just("<attached: 1-PHOTO-1.jpg> look".to_owned()),
        Just("image omitted".to_owned()),
        Just("Ana left <This message was edited>".to_owned()),
    ];
    (start, text).prop_map(|(start, text)| start + &text.replace('\n', " "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_importer_panic_or_lose_a_word(lines in prop::collection::vec(any_line(), 0..12)) {
        let text = lines.join("\n");
        if let Ok(Imported { conversation, receipt }) = finished("_chat.txt", &text, &Options::default()) {
            prop_assert!(receipt.balances());
            let raw: String = conversation.messages.iter().map(Message::as_exported).collect();
            let first = conversation.messages.iter().map(|message| message.source.first).min().unwrap_or(1);
            for (index, line) in text::lines(&text).enumerate().skip(first - 1) {
                let is_header = conversation.messages.iter().any(|message| message.source.first == index + 1);
                let body = if is_header { line.split_once(": ").map_or("", |(_, body)| body) } else { line };
                for word in body.split_whitespace() {
                    prop_assert!(raw.contains(word), "line {} lost a word", index + 1);
                }
            }
        }
    }
}
