//! The traps of the formats document, section 5, that concern `KakaoTalk`, with invented text.

use super::*;
use crate::conversation::{Audience, Conversation, Precision, SentAt, SystemEvent};
use crate::import::{ImportError, Imported, Lines, OwnerDecision, Warning, read_texts};
use proptest::prelude::*;

fn try_import(text: &str) -> Result<Imported, ImportError> {
    let options = Options { format: Some("kakaotalk".to_owned()), ..Options::default() };
    let imported = read_texts(&[("chat.txt", text)], &options)?.remove(0);
    assert!(imported.receipt.balances(), "{:?}", imported.receipt);
    assert_eq!(imported.receipt.kept_total(), imported.conversation.messages.len());
    Ok(imported)
}

fn import(text: &str) -> Imported {
    try_import(text).unwrap()
}

/// Who wrote what and when; the app has no name and what it says stands in `raw`.
fn said(conversation: &Conversation) -> Vec<(&str, &str, String)> {
    let told = |message: &'_ Message| message.sent.to_iso().unwrap_or_default();
    let messages = conversation.messages.iter();
    messages
        .map(|message| match message.sender {
            Some(id) => (&*conversation.participant(id).display_name, &*message.text, told(message)),
            None => ("", message.as_exported(), told(message)),
        })
        .collect()
}

fn check(text: &str, expected: &[(&str, &str, &str)]) {
    let conversation = import(text).conversation;
    let said = said(&conversation);
    let said: Vec<_> = said.iter().map(|(name, text, sent)| (*name, *text, sent.as_str())).collect();
    assert_eq!(said, expected);
}

#[test]
fn a_chat_saved_on_a_computer_is_read_in_korean() {
    let text = "민지 님과 카카오톡 대화\r\n저장한 날짜 : 2024-03-12 22:14:03\r\n\r\n\
        --------------- 2024년 3월 11일 월요일 ---------------\r\n\
        [민지] [오전 12:05] 자?\r\n\
        [하준] [오후 12:05] 미안\r\n\r\n이제 봤어\r\n\
        --------------- 2024년 3월 12일 화요일 ---------------\r\n\
        [민지] [오후 9:00] 사진\r\n";
    check(
        text,
        &[
            ("민지", "자?", "2024-03-11T00:05:00"),
            ("하준", "미안\n\n이제 봤어", "2024-03-11T12:05:00"),
            ("민지", "", "2024-03-12T21:00:00"),
        ],
    );
    let Imported { conversation, receipt } = import(text);
    assert_eq!((conversation.title.as_str(), conversation.platform.as_str()), ("민지", "KakaoTalk"));
    assert_eq!(receipt.owner.name.as_deref(), Some("하준"));
    assert_eq!(receipt.lines, Some(Lines { non_blank: 8, header: 5, continuation: 1, preamble: 2 }));
    assert_eq!(conversation.messages[1].precision, Precision::Minute);
    assert_eq!((conversation.messages[1].source.first, conversation.messages[1].source.last), (6, 8));
}

#[test]
fn a_chat_saved_on_a_computer_is_read_in_english() {
    check(
        "Chat with Ana\nDate Saved : 2024-03-12 22:14:03\n\n\
         --------------- Monday, March 11, 2024 ---------------\n\
         [Ana] [11:59 PM] night\n\
         --------------- Tuesday, March 12, 2024 ---------------\n\
         [Ben] [AM 12:01] you too",
        &[("Ana", "night", "2024-03-11T23:59:00"), ("Ben", "you too", "2024-03-12T00:01:00")],
    );
}

#[test]
fn a_chat_saved_on_a_phone_is_read_in_every_way_that_phones_write() {
    let expected =
        [("민지", "자?", "2024-03-11T21:12:00"), ("하준", "아니 : 아직\n왜", "2024-03-12T09:05:00")];
    check(
        "저장한 날짜 : 2024년 3월 12일 오후 10:14\n\n\
         2024년 3월 11일 월요일\n\
         2024년 3월 11일 오후 9:12, 민지 : 자?\n\n\
         2024년 3월 12일 오전 9:05\n\
         2024년 3월 12일 오전 9:05, 하준 : 아니 : 아직\n왜\n",
        &expected,
    );
    check("2024. 3. 11. 오후 9:12, 민지 : 자?\n2024. 3. 12. 09:05, 하준 : 아니 : 아직\n왜\n", &expected);
    check(
        "March 11, 2024, 9:12 PM, 민지 : 자?\nMarch 12, 2024 at 9:05\u{202F}a.m., 하준 : 아니 : 아직\n왜\n",
        &expected,
    );
}

#[test]
fn a_date_that_somebody_writes_is_theirs() {
    check(
        "2024년 3월 11일 오후 9:12, 민지 : 언제?\n\
         2024년 3월 11일 오후 9:13, 하준 : 이 날\n2024년 3월 20일 수요일\n\
         2024년 3월 11일 오후 9:14, 민지 : 아니면\n2024년 3월 11일 월요일\n\
         2024년 3월 11일 오후 9:15, 하준 : 오늘",
        &[
            ("민지", "언제?", "2024-03-11T21:12:00"),
            ("하준", "이 날\n2024년 3월 20일 수요일", "2024-03-11T21:13:00"),
            ("민지", "아니면\n2024년 3월 11일 월요일", "2024-03-11T21:14:00"),
            ("하준", "오늘", "2024-03-11T21:15:00"),
        ],
    );
}

#[test]
fn words_that_notices_use_drop_no_message() {
    let day = "--------------- Monday, March 11, 2024 ---------------\n";
    check(
        &format!(
            "{day}[Ana] [9:12 AM] guess what\nBen left.\nfor good\n[Ben] [9:13 AM] Ana left\n\
             [Ana] [9:14 AM] news:\nCem left.\n[Systema] [9:15 AM] removed, added, null"
        ),
        &[
            ("Ana", "guess what\nBen left.\nfor good", "2024-03-11T09:12:00"),
            ("Ben", "Ana left", "2024-03-11T09:13:00"),
            ("Ana", "news:\nCem left.", "2024-03-11T09:14:00"),
            ("Systema", "removed, added, null", "2024-03-11T09:15:00"),
        ],
    );
}

#[test]
fn notices_have_no_sender_and_the_day_alone_where_no_time_is_told() {
    let text = "--------------- 2024년 3월 11일 월요일 ---------------\n\
        [민지] [오전 9:12] 안녕\n\
        하준님이 들어왔습니다.운영\n\
        하준님이 들어왔습니다.\n\
        운영정책을 위반한 메시지로 신고 접수 시 카카오톡 이용에 제한이 있을 수 있습니다.\n\
        [하준] [오전 9:13] 안녕하세요\n\
        하준님이 나갔습니다.";
    let Imported { conversation, receipt } = import(text);
    assert_eq!(receipt.kept, [(Kind::Text, 2), (Kind::System, 3)].into());
    assert_eq!(conversation.messages[0].text, "안녕\n하준님이 들어왔습니다.운영");
    let events: Vec<_> = conversation.messages.iter().filter_map(|message| message.event).collect();
    assert_eq!(events, [SystemEvent::Membership, SystemEvent::Notice, SystemEvent::Membership]);
    assert!(matches!(conversation.messages[1].sent, SentAt::Day(_)));
    assert!(!receipt.warnings.iter().any(|warning| matches!(warning, Warning::OutOfOrder { .. })));
}

#[test]
fn english_notices_are_told_by_who_writes_before_and_after() {
    check(
        "--------------- Monday, March 11, 2024 ---------------\n\
         [Ana] [9:12 AM] hi\nAna invited Ben.\n[Ben] [9:13 AM] yo\nAna left.",
        &[
            ("Ana", "hi", "2024-03-11T09:12:00"),
            ("", "Ana invited Ben.", "2024-03-11"),
            ("Ben", "yo", "2024-03-11T09:13:00"),
            ("", "Ana left.", "2024-03-11"),
        ],
    );
}

#[test]
fn notices_of_phones_have_a_time() {
    check(
        "2024. 3. 11. 오전 9:12, 민지 : 안녕\n2024. 3. 11. 오전 9:13: 하준님이 나갔습니다.\n\
         2024. 3. 11. 오전 9:14, 민지님이 하준님을 초대했습니다.",
        &[
            ("민지", "안녕", "2024-03-11T09:12:00"),
            ("", "하준님이 나갔습니다.", "2024-03-11T09:13:00"),
            ("", "민지님이 하준님을 초대했습니다.", "2024-03-11T09:14:00"),
        ],
    );
}

#[test]
fn headers_of_another_shape_inside_a_message_are_its_text() {
    let pasted = "2024년 3월 1일 오전 9:12, 하준 : 옛날\n29.01.18, 12:24 - Cem: hi";
    check(
        &format!(
            "--------------- 2024년 3월 11일 월요일 ---------------\n[민지] [오전 9:12] 봐\n{pasted}\n[하준] [오전 9:13] 응"
        ),
        &[("민지", &format!("봐\n{pasted}"), "2024-03-11T09:12:00"), ("하준", "응", "2024-03-11T09:13:00")],
    );
}

#[test]
fn the_exporting_person_is_called_you_by_some_phones() {
    let text = "2024년 3월 11일 오후 9:12, 회원님 : 자?\n2024년 3월 11일 오후 9:13, 민지 : 응";
    let owner = OwnerDecision { name: Some("회원님".to_owned()), evidence: OwnerEvidence::FirstPerson };
    assert_eq!(import(text).receipt.owner, owner);
}

#[test]
fn groups_are_told_by_how_many_write_and_lose_the_count_from_their_names() {
    let line = |name: &str| format!("2024년 3월 11일 오후 9:12, {name} : 자?\n");
    let text = format!("합창단 12 님과 카카오톡 대화\n{}{}{}", line("가"), line("나"), line("다"));
    let conversation = import(&text).conversation;
    assert_eq!((conversation.title.as_str(), conversation.audience), ("합창단", Audience::Group));
}

#[test]
fn equal_messages_of_one_minute_are_kept_and_empty_ones_counted() {
    let text = "--------------- Monday, March 11, 2024 ---------------\n\
        [Ana] [9:12 AM] ok\n[Ana] [9:12 AM] ok\n[Ben] [9:12 AM] \n[Ben] [9:12 AM] This message was deleted.";
    let Imported { conversation, receipt } = import(text);
    assert_eq!(receipt.kept, [(Kind::Text, 2), (Kind::Deleted, 1)].into());
    assert_eq!(receipt.skipped, [(Skip::Empty, 1)].into());
    assert!(conversation.messages[2].deleted);
}

#[test]
fn people_are_told_apart_by_what_can_be_seen_of_their_names() {
    let text = "--------------- Monday, March 11, 2024 ---------------\n\
        [Ana: B] [9:12 AM] a\n[🤓] [9:12 AM] b\n[\u{202A}+82 10\u{202C}] [9:12 AM] c\n[+82 10] [9:12 AM] d";
    let people = import(text).conversation.participants;
    let names: Vec<_> = people.iter().map(|person| person.display_name.as_str()).collect();
    assert_eq!(names, ["Ana: B", "🤓", "+82 10"]);
}

#[test]
fn recognising_tells_chats_from_other_texts() {
    let score = |text: &str| recognise(&Source::from_text("a.txt", text));
    assert!(score("Chat with Ana\nDate Saved : 2024-03-12 22:14:03\n\n[Ana] [9:12 AM] hi") > 95);
    assert!(score("--------------- 2024년 3월 11일 월요일 ---------------\n[민지] [오전 9:12] 안녕") > 90);
    assert!(score("2024. 3. 11. 오전 9:12, 민지 : 안녕\n2024. 3. 11. 오전 9:13, 하준 : 응") > 90);
    for other in [
        "",
        "Dear diary,\n---------------\nMonday, March 11, 2024\n---------------\nit rained",
        "29.01.18, 12:24 - Ana: a\n29.01.18, 12:25 - Ben: b",
        "[29.01.18, 12:24:01] Ana: a\n[29.01.18, 12:25:01] Ben: b",
        "2018. 1. 29. 오후 3:04 - 민지: 안녕\n2018. 1. 29. 오후 3:05 - 하준: 응",
        "[INFO] [9:12] started\n[WARN] [9:13] stopped",
        "Chat with Ana\nshe said hi",
        "2024-03-11 09:12:00, main : started",
    ] {
        assert_eq!(score(other), 0, "{other}");
    }
}

#[test]
fn a_hostile_line_takes_no_longer_than_its_length() {
    for body in ["] [".repeat(20_000), ", ".repeat(30_000), " : ".repeat(20_000), "-".repeat(60_000)] {
        for start in ["", "[", "2024년 3월 11일 오후 9:12, Ana : ", "[Ana] [9:12 AM] "] {
            let _ = try_import(&format!("{start}{body}"));
        }
    }
}

#[test]
fn the_sample_exports_are_read_whole() {
    let computer = include_str!("../../../samples/kakaotalk/KakaoTalk_20261104_2131_07_214_서연.txt");
    let Imported { conversation, receipt } = import(computer);
    assert_eq!(receipt.owner.name.as_deref(), Some("도현"));
    assert_eq!(receipt.runner_up, None);
    let kept = [
        (Kind::Text, 30),
        (Kind::Media, 3),
        (Kind::Sticker, 2),
        (Kind::Voice, 1),
        (Kind::Call, 3),
        (Kind::Location, 1),
        (Kind::Link, 1),
        (Kind::Deleted, 1),
    ];
    assert_eq!(receipt.kept, kept.into());
    assert!(conversation.messages.iter().any(|message| message.text.contains("you left me")));
    let phone = include_str!("../../../samples/kakaotalk/KakaoTalkChats.txt");
    let Imported { conversation, receipt } = import(phone);
    assert_eq!(conversation.participants.len(), 3);
    assert_eq!(receipt.kept[&Kind::System], 3);
}

/// A message's words; none of them looks like a placeholder.
fn words() -> impl Strategy<Value = String> {
    "[a-z가-힣.,!?: ]{0,20}x(\n{1,2}[a-z: ]{0,12}x){0,2}".prop_map(|words| words.trim().to_owned())
}

/// Lines as they occur in exports, in any order, with anything as text.
fn any_line() -> impl Strategy<Value = String> {
    let start = prop_oneof![
        Just("[Ana] [9:12 AM] "),
        Just("[민지] [오전 9:12] "),
        Just("2024년 3월 11일 오전 9:12, 민지 : "),
        Just("2024. 3. 11. 오전 9:12: "),
        Just("--------------- 2024년 3월 11일 월요일 ---------------\n"),
        Just("Ana left."),
        Just("2024년 3월 11일 월요일\n"),
        Just(""),
    ];
    (start, prop_oneof![any::<String>(), "[a-z:,\\[\\] ]{0,20}"])
        .prop_map(|(start, text)| start.to_owned() + &text)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_conversation_that_is_written_is_read_back(
        turns in prop::collection::vec((any::<bool>(), 0_i8..24, 0_i8..60, words()), 1..12),
        on_phone in any::<bool>(),
    ) {
        let mut turns = turns;
        turns.sort_by_key(|(_, hour, minute, _)| (*hour, *minute));
        let mut text = "--------------- Monday, March 11, 2024 ---------------\n".to_owned();
        for (is_ana, hour, minute, words) in &turns {
            let name = if *is_ana { "Ana B" } else { "민지" };
            let line = if on_phone {
                format!("2024년 3월 11일 {hour}:{minute:02}, {name} : {words}\n")
            } else {
                format!("[{name}] [{hour}:{minute:02}] {words}\n")
            };
            text += &line;
        }
        let conversation = import(&text).conversation;
        let expected: Vec<_> = turns
            .iter()
            .map(|(is_ana, hour, minute, words)| {
                let name = if *is_ana { "Ana B" } else { "민지" };
                (name, words.as_str(), format!("2024-03-11T{hour:02}:{minute:02}:00"))
            })
            .collect();
        prop_assert_eq!(said(&conversation), expected);
    }

    #[test]
    fn no_text_makes_the_importer_panic_or_lose_a_word(lines in prop::collection::vec(any_line(), 0..12)) {
        let text = lines.join("\n");
        recognise(&Source::from_text("a.txt", &text));
        if let Ok(Imported { conversation, .. }) = try_import(&text) {
            let lines: Vec<_> = text::lines(&text).collect();
            for message in &conversation.messages {
                for line in &lines[message.source.first..message.source.last] {
                    let tells_day = header::day(line).is_some() || header::dashed_day(line).is_some();
                    let is_kept = message.as_exported().contains(&text::with_line_breaks(line));
                    prop_assert!(is_kept || tells_day, "{} lost {line:?}", message.source.first);
                }
                let first = text::with_line_breaks(lines[message.source.first - 1]);
                let words = message.as_exported().split('\n').next().unwrap_or_default();
                prop_assert!(first.contains(words));
            }
        }
    }
}
