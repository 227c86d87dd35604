//! Discord's own data package.
#![expect(clippy::format_collect, reason = "a line for each reads better than a fold")]

use super::{import_all, said, saying};
use crate::conversation::{Audience, Kind};
use crate::import::{Imported, Options, OwnerEvidence, Skip, Warning, read_texts};
use proptest::prelude::*;
use serde_json::{Value, json};

macro_rules! sample {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../../../samples/discord/package/", $name)))),+]
    };
}

const SAMPLE: [(&str, &str); 8] = sample![
    "Account/user.json",
    "Messages/index.json",
    "Messages/c711000000000000011/channel.json",
    "Messages/c711000000000000011/messages.json",
    "Messages/c711000000000000012/channel.json",
    "Messages/c711000000000000012/messages.json",
    "Messages/c711000000000000013/channel.json",
    "Messages/c711000000000000013/messages.csv",
];

const PLACE: &str = "package/messages/c812345678901234567/messages.json";

fn import(records: &[Value]) -> Imported {
    import_all(&[(PLACE, &json!(records).to_string())], "discord-package").remove(0)
}

fn record(id: u64, contents: &str) -> Value {
    json!({"ID": id, "Timestamp": "2016-04-30 11:18:25", "Contents": contents, "Attachments": ""})
}

const FIRST_ID: u64 = 175_928_847_299_117_063;

#[test]
fn the_sample_is_read_chat_by_chat_as_the_owners_half() {
    let imports = import_all(&SAMPLE, "discord-package");
    let chats: Vec<_> = imports
        .iter()
        .map(|import| {
            let chat = &import.conversation;
            (chat.title.as_str(), chat.audience, chat.messages.len(), chat.participants.len())
        })
        .collect();
    assert_eq!(
        chats,
        [
            ("solveig", Audience::Direct, 10, 2),
            ("general in Night Runners", Audience::Group, 4, 1),
            ("711000000000000013", Audience::Group, 2, 1)
        ]
    );
    for Imported { conversation, receipt } in &imports {
        assert_eq!(receipt.owner.name.as_deref(), Some("Wren"));
        assert_eq!(receipt.owner.evidence, OwnerEvidence::Marked);
        assert!(receipt.warnings.contains(&Warning::OwnHalfOnly));
        assert!(!receipt.warnings.iter().any(|warning| matches!(warning, Warning::FilesLeftOut { .. })));
        assert!(conversation.messages.iter().all(|message| conversation.is_own(message)));
    }
    let direct = &imports[0].conversation;
    assert_eq!(said(direct)[0], ("Wren", "hey, are you still up?"));
    assert_eq!(direct.messages[1].sent.to_iso().as_deref(), Some("2026-04-01T20:03:00.211Z"));
    saying(direct, "thank you for telling me instead of just leaving :moon:");
    let media = direct.messages.iter().find(|message| message.kind == Kind::Media).unwrap();
    let names: Vec<_> = media.attachments.iter().filter_map(|file| file.name.as_deref()).collect();
    assert_eq!(names, ["desk.jpg", "voice-message.ogg"]);
    let table = &imports[2].conversation;
    saying(table, "who left the \"good\" tent in the rain, and why, and where");
    saying(table, "I removed the poles\nand then it fell over");
}

#[test]
fn talks_with_two_people_are_two_chats_though_only_the_owner_speaks() {
    let index = r#"{"812345678901234567": "Direct Message with juno#0", "812345678901234568": "Direct Message with ben#1234"}"#;
    let one = json!([record(FIRST_ID, "hi")]).to_string();
    let two = json!([record(FIRST_ID + (1 << 22), "yo")]).to_string();
    let imports = import_all(
        &[
            ("messages/index.json", index),
            ("messages/c812345678901234567/messages.json", &one),
            ("messages/812345678901234568/messages.json", &two),
        ],
        "discord-package",
    );
    let titles: Vec<_> = imports.iter().map(|import| import.conversation.title.as_str()).collect();
    assert_eq!(titles, ["juno", "ben"]);
    assert_ne!(imports[0].conversation.id, imports[1].conversation.id);
}

#[test]
fn a_file_of_messages_alone_is_read() {
    let text = json!([record(FIRST_ID, "hi")]).to_string();
    let imports = import_all(&[("renamed.json", &text)], "discord-package");
    assert_eq!(said(&imports[0].conversation), [("Me", "hi")]);
    assert_eq!(
        imports[0].conversation.messages[0].sent.to_iso().as_deref(),
        Some("2016-04-30T11:18:25.796Z")
    );
}

#[test]
fn what_is_no_message_is_counted() {
    let imported = import(&[record(FIRST_ID, ""), json!(7), json!({}), record(FIRST_ID + 1, "left")]);
    assert_eq!(said(&imported.conversation), [("Me", "left")]);
    assert_eq!(imported.receipt.skipped, [(Skip::Malformed, 2), (Skip::Empty, 1)].into());
}

#[test]
fn a_package_without_messages_is_refused() {
    let files =
        [("messages/index.json", r#"{"812345678901234567": "general"}"#), ("account/user.json", SAMPLE[0].1)];
    let error = read_texts(&files, &Options::default()).unwrap_err().to_string();
    assert!(error.contains("data package"), "{error}");
}

#[test]
fn lists_without_messages_are_no_reason_to_refuse_what_lies_beside_them() {
    let chat = "29.01.18, 12:24 - Ana: hi\n29.01.18, 12:25 - Ben: yo\n";
    let files = [("account/user.json", SAMPLE[0].1), ("_chat.txt", chat)];
    let imports = read_texts(&files, &Options::default()).unwrap();
    assert_eq!((imports.len(), imports[0].receipt.format), (1, "whatsapp"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_written_is_read_back(texts in prop::collection::vec("\\PC{0,12}[a-z🙂\n\",\\\\]", 1..12)) {
        prop_assume!(texts.iter().all(|text| !text.trim().is_empty() && !text.contains('<')));
        let ids = || (0..).map(|place| FIRST_ID + (place << 22));
        let quoted = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
        let rows: String = texts.iter().zip(ids()).map(|(text, id)| format!("{id},2016-04-30 11:18:25,{},\r\n", quoted(text))).collect();
        let table = format!("ID,Timestamp,Contents,Attachments\r\n{rows}");
        let records: Vec<_> = texts.iter().zip(ids()).map(|(text, id)| record(id, text)).collect();
        let of_table = import_all(&[("messages/c812345678901234567/messages.csv", &table)], "discord-package").remove(0);
        for imported in [import(&records), of_table] {
            let expected: Vec<_> = texts.iter().map(|text| ("Me", text.as_str())).collect();
            prop_assert_eq!(said(&imported.conversation), expected);
        }
    }

    #[test]
    fn no_table_makes_it_panic(text in "([,\"\n\r]|[0-9]{1,20}|2016-04-30|\\PC){0,40}") {
        let text = format!("ID,Timestamp,Contents,Attachments\n1,2016-04-30,hi,\n{text}");
        let imports = import_all(&[("messages.csv", &text)], "discord-package");
        prop_assert_eq!(imports.len(), 1);
    }
}
