//! The exporter's plain text.
#![expect(clippy::format_collect, reason = "a line for each reads better than a fold")]

use super::{import_all, name, said, saying};
use crate::conversation::{Audience, Kind, Precision};
use crate::import::{DateEvidence, Imported, Options, Warning, read_texts};
use proptest::prelude::*;

const SAMPLE: &str = include_str!(
    "../../../../samples/discord/Potluck Crew - Text Channels - general [711000000000000002].txt"
);
const RULE: &str = "==============================================================";

fn import(text: &str) -> Imported {
    import_all(&[("chat.txt", text)], "discord-txt").remove(0)
}

/// A direct talk with these messages: date, writer, body.
fn export(messages: &[(&str, &str, &str)]) -> String {
    let messages: String =
        messages.iter().map(|(date, writer, body)| format!("[{date}] {writer}\n{body}\n\n\n")).collect();
    format!(
        "{RULE}\nGuild: Direct Messages\nChannel: Private / juno\n{RULE}\n\n{messages}{RULE}\nExported 2 message(s)\n{RULE}\n"
    )
}

#[test]
fn the_sample_is_read_with_its_sections_apart() {
    let Imported { conversation, receipt } = import(SAMPLE);
    assert_eq!(
        (conversation.title.as_str(), conversation.audience),
        ("general in Potluck Crew", Audience::Group)
    );
    assert_eq!((receipt.records_seen, receipt.skipped_total()), (25, 0));
    assert_eq!(
        (receipt.kept[&Kind::System], receipt.kept[&Kind::Call], receipt.kept[&Kind::Sticker]),
        (1, 1, 1)
    );
    let times = [receipt.first, receipt.last].map(|time| time.to_iso().unwrap());
    assert_eq!(times, ["2026-02-07T18:00:00", "2026-02-15T00:05:00"]);
    assert_eq!(receipt.dates.unwrap().evidence, DateEvidence::ImpossibleOtherwise);
    let map = saying(&conversation, "Map for Saturday");
    assert_eq!((map.kind, map.attachments[0].name.as_deref()), (Kind::Media, Some("map.png")));
    assert_eq!((name(&conversation, map), map.precision), ("pip.marsh", Precision::Minute));
    saying(&conversation, "I was a bit. I felt embarrassed\n\nLong list of reasons, none of them good");
    saying(
        &conversation,
        "Look at what he wrote to me, I could not say no:\n\n[2/6/2026 7:15 PM] gus\n\
         I left early last time because nobody talked to me\n\nThat is all",
    );
    assert_eq!(saying(&conversation, "Added him to the group.").kind, Kind::Text);
    assert_eq!(saying(&conversation, "https://recipes.example/big-salad").kind, Kind::Link);
    assert!(saying(&conversation, "Bring chairs. Everybody forgets chairs.").forwarded);
    saying(&conversation, "{Embed}\nis what I would type if I could hug through a screen");
    let sorry = "I do, and I am sorry I kept it so long. I will wash it and bring it";
    let emoji: Vec<_> =
        saying(&conversation, sorry).reactions.iter().map(|reaction| reaction.emoji.as_str()).collect();
    assert_eq!(emoji, ["❤", "❤", "😂"]);
}

#[test]
fn the_order_of_dates_is_told_by_the_whole_text() {
    let sent = |dates: [&str; 2]| {
        let text = export(&[(dates[0], "juno", "a"), (dates[1], "ana", "b")]);
        import(&text)
            .conversation
            .messages
            .iter()
            .map(|message| message.sent.to_iso().unwrap())
            .collect::<Vec<_>>()
    };
    let expected = ["2024-01-05T10:30:00", "2024-01-15T22:30:00"];
    assert_eq!(sent(["1/5/2024 10:30 AM", "1/15/2024 10:30 PM"]), expected);
    assert_eq!(sent(["05/01/2024 10:30", "15/01/2024 22:30"]), expected);
    assert_eq!(sent(["05.01.2024 10:30", "15.01.2024 22:30"]), expected);
    assert_eq!(sent(["2024. 1. 5. 오전 10:30", "2024. 1. 15. 오후 10:30"]), expected);
    assert_eq!(sent(["05-Jan-24 10:30 AM", "15-Jan-24 10:30 PM"]), expected);
}

#[test]
fn ambiguous_dates_are_said_to_be_so() {
    let text = export(&[("05/01/2024 10:30", "juno", "a"), ("06/01/2024 10:30", "ana", "b")]);
    assert!(import(&text).receipt.warnings.contains(&Warning::AmbiguousDates));
}

#[test]
fn numbers_keep_apart_people_of_one_name_and_are_no_part_of_it() {
    let date = "15/01/2024 10:30";
    let text =
        export(&[(date, "juno#0001", "a"), (date, "juno#0002 (pinned)", "b"), (date, "juno#0001", "c")]);
    let imported = import(&text);
    assert_eq!(said(&imported.conversation), [("juno", "a"), ("juno", "b"), ("juno", "c")]);
    assert_eq!(imported.conversation.participants.len(), 2);
}

#[test]
fn a_direct_talk_is_named_after_the_other_and_so_shows_the_owner() {
    let text = export(&[("15/01/2024 10:30", "juno", "a"), ("15/01/2024 10:31", "ana", "b")]);
    assert_eq!(import(&text).receipt.owner.name.as_deref(), Some("ana"));
}

#[test]
fn times_in_another_script_cost_no_words() {
    let text = export(&[("١٥/٠١/٢٠٢٤ ١٠:٣٠ ص", "juno", "a"), ("١٥/٠١/٢٠٢٤ ١٠:٣١ ص", "ana", "b")]);
    let imported = import(&text);
    assert_eq!(said(&imported.conversation), [("juno", "a"), ("ana", "b")]);
    assert!(imported.receipt.warnings.contains(&Warning::UnreadTimes { numbers: vec![6, 10], count: 2 }));
}

#[test]
fn a_message_knows_its_lines() {
    let text = export(&[("15/01/2024 10:30", "juno", "a\n\nb"), ("15/01/2024 10:31", "ana", "c")]);
    let imported = import(&text);
    let lines: Vec<_> = imported
        .conversation
        .messages
        .iter()
        .map(|message| (message.source.first, message.source.last))
        .collect();
    assert_eq!(lines, [(6, 9), (12, 13)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_written_is_read_back(
        turns in prop::collection::vec((any::<bool>(), "[a-zé🙂.,:!\\[\\]{}]{1,12}(\n{1,2}[a-z 🙂{}\\[]{0,8}[a-z])?"), 1..12),
        crlf in any::<bool>(),
    ) {
        let writer = |is_juno: bool| if is_juno { "juno" } else { "ana" };
        let dates: Vec<String> = (0..turns.len()).map(|minute| format!("15.01.2024 10:{minute:02}")).collect();
        let messages: Vec<_> = turns.iter().zip(&dates)
            .map(|((is_juno, body), date)| (date.as_str(), writer(*is_juno), body.as_str())).collect();
        let text = export(&messages);
        let imported = import(&if crlf { text.replace('\n', "\r\n") } else { text });
        let expected: Vec<_> = turns.iter().map(|(is_juno, body)| (writer(*is_juno), body.as_str())).collect();
        prop_assert_eq!(said(&imported.conversation), expected);
        for (message, minute) in imported.conversation.messages.iter().zip(0..) {
            prop_assert_eq!(message.sent.to_iso(), Some(format!("2024-01-15T10:{minute:02}:00")));
        }
    }

    #[test]
    fn no_text_makes_it_panic(
        text in "(={20,62}|\n|\\[1/5/2024 9:00 AM\\] a|\\[|\\] |\\{Reactions\\}|\\{Embed\\}|Exported 1 message\\(s\\)|\\(2\\)|\\PC){0,40}",
    ) {
        for text in [format!("{RULE}\nGuild: G\nChannel: C\n{text}"), export(&[("1/5/2024 9:00 AM", "a", &text)])] {
            if let Ok(imports) = read_texts(&[("chat.txt", &text)], &Options::default()) {
                prop_assert!(imports.iter().all(|import| import.receipt.balances()));
            }
        }
    }
}
