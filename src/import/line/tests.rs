//! The traps of the formats document, section 5, that concern LINE, with invented text.
#![expect(clippy::format_collect, reason = "a line for each reads better than a fold")]
#![expect(clippy::format_push_string, reason = "a line for each reads better than a macro")]

use super::*;
use crate::conversation::{CallOutcome, Conversation, Precision};
use crate::import::dates::DateOrder;
use crate::import::{DateEvidence, Imported, Lines, OwnerDecision, OwnerEvidence, read_texts};
use proptest::prelude::*;

fn try_import(text: &str) -> Result<Imported, ImportError> {
    let options = Options { format: Some("line".to_owned()), ..Options::default() };
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
fn a_chat_is_read_in_every_language() {
    let chats = [
        ("[LINE] Chat history with Ana\nSaved on: 2024/01/03 09:00\n\n2024/01/02(Tue)\n", "15:04"),
        ("[LINE] Chat history with Ana\nSaved on: 1/3/2024, 09:00\n\nTue, 1/2/2024\n", "03:04PM"),
        ("[LINE] Chat history with Ana\nSaved on: 03/01/2024, 09:00\n\nTue, 02/01/2024\n", "15:04"),
        ("[LINE] Anaとのトーク履歴\n保存日時：2024/01/03 09:00\n\n2024/01/02(火)\n", "午後3:04"),
        ("[LINE] 與Ana的聊天記錄\n儲存日期：2024/01/03 09:00\n\n2024/1/2週二\n", "下午03:04"),
        ("[LINE] 与Ana的聊天记录\n保存日期：2024/01/03 09:00\n\n2024/1/2周二\n", "下午3:04"),
        ("[LINE] ประวัติการสนทนากับ Ana\nบันทึกวันที่: 03/01/2567\n\nอ. 02/01/2567\n", "15:04"),
        ("[LINE] Ana님과의 대화\n저장한 날짜 : 2024/01/03 09:00\n\n2024년 1월 2일 화요일\n", "오후 3:04"),
        ("[LINE] Riwayat obrolan dengan Ana\nDisimpan pada: 03/01/2024\n\nSel, 02/01/2024\n", "15:04"),
    ];
    for (head, clock) in chats {
        let text = format!("\u{FEFF}{head}{clock}\tAna\thi\n{clock}\tBen\tyo\n");
        let Imported { conversation, receipt } = import(&text);
        let sent = "2024-01-02T15:04:00".to_owned();
        assert_eq!(said(&conversation), [("Ana", "hi", sent.clone()), ("Ben", "yo", sent)], "{head}");
        assert_eq!((conversation.title.as_str(), conversation.audience), ("Ana", Audience::Direct));
        let owner = OwnerDecision { name: Some("Ben".to_owned()), evidence: OwnerEvidence::ChatTitle };
        assert_eq!(receipt.owner, owner, "{head}");
        assert!(!receipt.warnings.contains(&Warning::AmbiguousDates), "{head}");
        assert_eq!(receipt.lines, Some(Lines { non_blank: 5, header: 3, continuation: 0, preamble: 2 }));
    }
}

#[test]
fn weekdays_decide_day_and_month_and_the_option_cannot_overrule_them() {
    let text = "[LINE] Chat history in Choir\n\nTue, 1/2/2024\n15:04\tAna\thi\n";
    let options = Options { date_order: Some(DateOrder::Dmy), ..Options::default() };
    let receipt = read_texts(&[("a.txt", text)], &options).unwrap().remove(0).receipt;
    let decision = receipt.dates.unwrap();
    assert_eq!((decision.order, decision.evidence), (DateOrder::Mdy, DateEvidence::ImpossibleOtherwise));
    assert!(receipt.warnings.contains(&Warning::DateOrderImpossible { asked: DateOrder::Dmy }));
}

#[test]
fn messages_of_several_lines_lose_their_quotation_marks_and_keep_dates_inside() {
    check(
        "2024/01/02(Tue)\r\n15:04\tAna\t\"dinner\r\n2024/01/20(Sat)\r\n\r\n19:00 the usual place\r\n20:30\tboat\r\nsee you\"\r\n\
         15:05\tBen\t\"ok\"\r\n15:06\tBen\t\"so\r\n\r\n2024/01/03(Wed)\r\n09:00\tAna\t\"said \"\"no\"\"\r\n\"\r\n",
        &[
            (
                "Ana",
                "dinner\n2024/01/20(Sat)\n\n19:00 the usual place\n20:30\tboat\nsee you",
                "2024-01-02T15:04:00",
            ),
            ("Ben", "\"ok\"", "2024-01-02T15:05:00"),
            ("Ben", "\"so", "2024-01-02T15:06:00"),
            ("Ana", "said \"no\"", "2024-01-03T09:00:00"),
        ],
    );
}

#[test]
fn a_date_that_somebody_writes_is_theirs() {
    check(
        "2024/01/02(Tue)\n15:04\tAna\twhen?\n2024/01/20(Sat)\n15:05\tBen\tfine\n2024.01.21 Sunday\n\
         2024/01/03(Wed)\n09:00\tAna\tgood",
        &[
            ("Ana", "when?\n2024/01/20(Sat)", "2024-01-02T15:04:00"),
            ("Ben", "fine\n2024.01.21 Sunday", "2024-01-02T15:05:00"),
            ("Ana", "good", "2024-01-03T09:00:00"),
        ],
    );
}

#[test]
fn words_that_notices_use_drop_no_message() {
    let words =
        ["you left me", "I never added her", "Ana joined the group.", "null", "system", "disappeared"];
    let lines: String = words.iter().map(|words| format!("15:04\tSystema\t{words}\n")).collect();
    let conversation = import(&format!("2024/01/02(Tue)\n{lines}")).conversation;
    let texts: Vec<_> = conversation.messages.iter().map(|message| message.text.as_str()).collect();
    assert_eq!(texts, words);
    assert!(conversation.messages.iter().all(|message| message.sender.is_some()));
}

#[test]
fn notices_have_an_empty_name_or_none() {
    let text = "[LINE] Chat history in Choir\n\n2024/01/02(Tue)\n\
        15:04\t\tAna joined the group.\n15:05\tBen changed the group's name to Band\n\
        15:06\t\tsomething new\n15:07\tAna\thi\n15:08\t\t\n";
    let Imported { conversation, receipt } = import(text);
    let events: Vec<_> = conversation.messages.iter().map(|message| message.event).collect();
    assert_eq!(events, [Some(SystemEvent::Membership), Some(SystemEvent::GroupChanged), None, None]);
    assert_eq!(receipt.kept, [(Kind::Text, 1), (Kind::System, 3)].into());
    assert_eq!(receipt.skipped, [(Skip::Empty, 1)].into());
    assert_eq!((conversation.participants.len(), conversation.audience), (1, Audience::Group));
}

#[test]
fn a_message_taken_back_is_the_one_persons_who_did_so() {
    let text = |title: &str| {
        format!(
            "[LINE] {title}\n\n2024/01/02(火)\n15:04\t花\tねえ\n15:05\t太郎\tうん\n\
             15:06\t\t花がメッセージの送信を取り消しました\n15:07\tメッセージの送信を取り消しました\n"
        )
    };
    let taken_back = |title: &str| {
        let conversation = import(&text(title)).conversation;
        let last: Vec<_> = conversation.messages[2..].iter().map(|message| message.kind).collect();
        (last, said(&conversation)[2..].iter().map(|(name, ..)| (*name).to_owned()).collect::<Vec<_>>())
    };
    let (kinds, names) = taken_back("花とのトーク履歴");
    assert_eq!((kinds, names), (vec![Kind::Deleted; 2], vec!["花".to_owned(), "太郎".to_owned()]));
    let (kinds, names) = taken_back("家のトーク履歴");
    assert_eq!((kinds, names), (vec![Kind::Deleted, Kind::System], vec!["花".to_owned(), String::new()]));
}

#[test]
fn labels_and_calls_have_no_words_and_lost_messages_are_counted() {
    let text = "2024/01/02(Tue)\n15:04\tAna\t[Photo]\n15:05\tAna\t[File] plan.pdf\n\
        15:06\tBen\t☎ Call time 1:02:03\n15:07\tBen\t☎ Missed call\n15:08\tAna\tⓘ cannot be shown\n\
        15:09\tAna\tso cute(emoji)\n";
    let Imported { conversation, receipt } = import(text);
    assert_eq!(receipt.kept, [(Kind::Text, 1), (Kind::Media, 2), (Kind::Call, 2)].into());
    assert_eq!(receipt.skipped, [(Skip::Unreadable, 1)].into());
    assert!(receipt.warnings.contains(&Warning::WordsMissing { count: 1 }));
    let calls: Vec<_> = conversation.messages.iter().filter_map(|message| message.call).collect();
    assert_eq!(calls[0].seconds, Some(3723));
    assert_eq!(calls[1].outcome, CallOutcome::Missed);
    let last = conversation.messages.last().unwrap();
    assert_eq!((last.text.as_str(), last.raw.as_str()), ("so cute", "so cute(emoji)"));
}

#[test]
fn a_computer_that_writes_spaces_has_its_names_learnt() {
    check(
        "2024.01.02 Tuesday\n16:23 Bob Lee I found it:\na whole shop\n16:25 Ana What\n16:25 Bob Lee Yes\n\
         16:26 Bob Lee plan\n19:00 doors open\n20:00 Ana sings\n16:27 Bob Lee Photos\n16:30 Ana Good\n\
         16:31 Ana Bob Lee left the group.\n16:32 Bob Lee unsent a message.\n\
         2024.01.03 Wednesday\n08:00 Ana morning",
        &[
            ("Bob Lee", "I found it:\na whole shop", "2024-01-02T16:23:00"),
            ("Ana", "What", "2024-01-02T16:25:00"),
            ("Bob Lee", "Yes", "2024-01-02T16:25:00"),
            ("Bob Lee", "plan\n19:00 doors open\n20:00 Ana sings", "2024-01-02T16:26:00"),
            ("Bob Lee", "", "2024-01-02T16:27:00"),
            ("Ana", "Good", "2024-01-02T16:30:00"),
            ("Ana", "Bob Lee left the group.", "2024-01-02T16:31:00"),
            ("Bob Lee", "", "2024-01-02T16:32:00"),
            ("Ana", "morning", "2024-01-03T08:00:00"),
        ],
    );
}

#[test]
fn somebody_who_writes_one_line_among_many_people_is_kept() {
    check(
        "2024.01.02 Tuesday\n16:23 Bob hi\n16:24 Ana yo\n16:25 Bob so\n16:26 Ana ok then\n16:27 Cem hey you\n\
         16:28 Cem what now\n16:29 Dot hello all\n16:30 Bob nice",
        &[
            ("Bob", "hi", "2024-01-02T16:23:00"),
            ("Ana", "yo", "2024-01-02T16:24:00"),
            ("Bob", "so", "2024-01-02T16:25:00"),
            ("Ana", "ok then", "2024-01-02T16:26:00"),
            ("Cem", "hey you", "2024-01-02T16:27:00"),
            ("Cem", "what now", "2024-01-02T16:28:00"),
            ("Dot", "hello all", "2024-01-02T16:29:00"),
            ("Bob", "nice", "2024-01-02T16:30:00"),
        ],
    );
}

#[test]
fn headers_of_another_shape_inside_a_message_are_its_text() {
    check(
        "2024/01/02(Tue)\n15:04\tAna\tlook\n[01.02.19, 11:09:15] Ben: old\n2/11/19, 14:48 - Cem: older\n15:05\tBen\tok",
        &[
            (
                "Ana",
                "look\n[01.02.19, 11:09:15] Ben: old\n2/11/19, 14:48 - Cem: older",
                "2024-01-02T15:04:00",
            ),
            ("Ben", "ok", "2024-01-02T15:05:00"),
        ],
    );
}

#[test]
fn odd_clock_times_are_read_as_they_stand_and_equal_messages_kept() {
    check(
        "2024/01/02(Tue)\n12:00AM\tAna\tok\n12:00AM\tAna\tok\n00:05AM\tBen\tb\n23:59PM\tBen\tc",
        &[
            ("Ana", "ok", "2024-01-02T00:00:00"),
            ("Ana", "ok", "2024-01-02T00:00:00"),
            ("Ben", "b", "2024-01-02T00:05:00"),
            ("Ben", "c", "2024-01-02T23:59:00"),
        ],
    );
}

#[test]
fn people_are_told_apart_by_what_can_be_seen_of_their_names() {
    let text =
        "2024/01/02(Tue)\n15:04\tAna: B\ta\n15:04\t🤓\tb\n15:04\t\u{202A}+81 90\u{202C}\tc\n15:04\t+81 90\td";
    let people = import(text).conversation.participants;
    let names: Vec<_> = people.iter().map(|person| person.display_name.as_str()).collect();
    assert_eq!(names, ["Ana: B", "🤓", "+81 90"]);
}

#[test]
fn a_message_knows_its_lines_and_one_without_a_day_has_no_time() {
    let Imported { conversation, receipt } =
        import("[LINE] Ana\n15:04\tAna\tone\ntwo\n\n2024/01/02(Tue)\n15:05\tBen\tthree");
    let first = &conversation.messages[0];
    assert_eq!((first.source.first, first.source.last), (2, 3));
    assert_eq!((first.sent, first.precision), (SentAt::Unknown, Precision::None));
    assert_eq!(conversation.messages[1].precision, Precision::Minute);
    assert!(receipt.warnings.contains(&Warning::UnreadTimes { numbers: vec![2], count: 1 }));
}

#[test]
fn recognising_tells_chats_from_other_texts() {
    let score = |text: &str| recognise(&Source::from_text("a.txt", text));
    assert!(score("[LINE] Chat history with Ana\nSaved on: x\n\n2024/01/02(Tue)\n15:04\tAna\thi") > 95);
    assert!(score("2024/01/02(Tue)\n15:04\tAna\thi\n15:05\tBen\tyo") > 90);
    assert!(score("2024.01.02 Tuesday\n15:04 Ana hi\n15:05 Ben yo\n15:06 Ana so\n15:07 Ben ok") >= 90);
    for other in [
        "",
        "Dear diary,\n2024/01/02(Tue)\nit rained",
        "2024.01.02 Tuesday\n09:00 Breakfast\n10:00 Meeting room\n12:00 Lunch with all",
        "15:04\tstarted\n15:05\tstopped",
        "time\tsender\ttext\n15:04\tAna\thi",
        "29.01.18, 12:24 - Ana: a\n29.01.18, 12:25 - Ben: b",
        "Ana: hi\nBen: yo\nAna: so\nBen: ok",
    ] {
        assert_eq!(score(other), 0, "{other}");
    }
}

#[test]
fn a_hostile_line_takes_no_longer_than_its_length() {
    let day = "2024/01/02(Tue)\n".repeat(4_000);
    for body in ["\t".repeat(60_000), " a".repeat(30_000), "\"\n".repeat(20_000), "\n".repeat(60_000), day] {
        for start in ["", "15:04\tAna\t\"", "15:04 Ana ", "2024/01/02(Tue)\n15:04\tAna\t"] {
            let _ = try_import(&format!("{start}{body}"));
        }
    }
}

#[test]
fn the_sample_exports_are_read_whole() {
    let phone = include_str!("../../../samples/line/[LINE] Chat with Aoi.txt");
    let Imported { conversation, receipt } = import(phone);
    assert_eq!(receipt.owner.name.as_deref(), Some("Noel"));
    let kept = [
        (Kind::Text, 33),
        (Kind::Media, 3),
        (Kind::Sticker, 3),
        (Kind::Voice, 1),
        (Kind::Call, 3),
        (Kind::Location, 1),
        (Kind::Link, 1),
        (Kind::Deleted, 2),
    ];
    assert_eq!(receipt.kept, kept.into());
    assert!(conversation.messages.iter().any(|message| message.text.contains("2026/10/17(Sat)")));
    let computer = include_str!("../../../samples/line/Aoi.txt");
    let Imported { conversation, .. } = import(computer);
    let names: Vec<_> = conversation.participants.iter().map(|person| person.display_name.as_str()).collect();
    assert_eq!(names, ["Aoi Mori", "Noel"]);
}

/// A message's words; none of them looks like a label, and quotation marks stand inside only.
fn words() -> impl Strategy<Value = String> {
    "[a-zあ-ん.,!?: ]{0,20}x(\n{1,2}[a-z\": ]{0,12}x){0,2}".prop_map(|words| words.trim().to_owned())
}

/// Lines as they occur in exports, in any order, with anything as text.
fn any_line() -> impl Strategy<Value = String> {
    let start = prop_oneof![
        Just("15:04\tAna\t"),
        Just("15:04\tAna\t\""),
        Just("15:04\t\t"),
        Just("15:04 Ana "),
        Just("下午3:04\tBen\t"),
        Just("2024/01/02(Tue)\n"),
        Just("[LINE] Chat history with "),
        Just(""),
    ];
    (start, prop_oneof![any::<String>(), "[a-z:\"\t ]{0,20}"])
        .prop_map(|(start, text)| start.to_owned() + &text)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_conversation_that_is_written_is_read_back(
        turns in prop::collection::vec((any::<bool>(), 0_i8..24, 0_i8..60, words()), 1..12),
    ) {
        let mut turns = turns;
        turns.sort_by_key(|(_, hour, minute, _)| (*hour, *minute));
        let mut text = "[LINE] Chat history with Ana B\nSaved on: 2024/01/03 09:00\n\n2024/01/02(Tue)\n".to_owned();
        for (is_ana, hour, minute, words) in &turns {
            let name = if *is_ana { "Ana B" } else { "Ben" };
            let words = if words.contains('\n') { format!("\"{}\"", words.replace('"', "\"\"")) } else { words.clone() };
            text += &format!("{hour:02}:{minute:02}\t{name}\t{words}\n");
        }
        let conversation = import(&text).conversation;
        let expected: Vec<_> = turns
            .iter()
            .map(|(is_ana, hour, minute, words)| {
                let name = if *is_ana { "Ana B" } else { "Ben" };
                (name, words.as_str(), format!("2024-01-02T{hour:02}:{minute:02}:00"))
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
                    let tells_day = day::Day::parse(line).is_some();
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
