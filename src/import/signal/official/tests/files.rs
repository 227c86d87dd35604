//! Chats, files and lines: whole, damaged, and in pieces.

use super::*;

#[test]
fn chats_are_named_as_the_owner_sees_them_and_empty_ones_are_left_out() {
    let mut note = item("1", 3000, &json!({"outgoing": {}, "standardMessage": {"text": {"body": "milk"}}}));
    note["chatItem"]["chatId"] = json!("11");
    let mut club = item("3", 4000, &words("who digs?"));
    club["chatItem"]["chatId"] = json!("14");
    let mut news = item("5", 5000, &words("Polls are here"));
    news["chatItem"]["chatId"] = json!("15");
    let imports = import(&[item("2", 1000, &words("hi")), item("1", 2000, &words("yo")), note, club, news]);
    let chats: Vec<_> = imports
        .iter()
        .map(|import| {
            (import.conversation.title.as_str(), import.conversation.audience, said(&import.conversation))
        })
        .collect();
    assert_eq!(
        chats,
        [
            ("Note to Self", Audience::NoteToSelf, vec![("Maya Lind", "milk")]),
            ("Robin", Audience::Direct, vec![("Robin", "hi"), ("Maya Lind", "yo")]),
            ("Allotment", Audience::Group, vec![("Kim", "who digs?")]),
            ("Signal", Audience::Direct, vec![("Signal", "Polls are here")]),
        ]
    );
    for import in &imports {
        assert_eq!(import.receipt.owner.name.as_deref(), Some("Maya Lind"));
        assert_eq!(import.receipt.owner.evidence, OwnerEvidence::Marked);
    }
    let robin = &imports[1].conversation.participants[0];
    assert_eq!(robin.aliases, ["Robin", "QUFB", "R. Okafor", "+441632960001"]);
    assert!(imports[3].conversation.participants[0].is_bot);
}

#[test]
fn an_export_without_header_account_or_directions_is_read_all_the_same() {
    let frames = [
        people()[1..].to_vec(),
        vec![
            item("2", 1000, &json!({"standardMessage": {"text": {"body": "hi"}}})),
            item("1", 2000, &json!({"standardMessage": {"text": {"body": "yo"}}})),
        ],
    ]
    .concat();
    let import = import_text(&[("renamed.txt", &text_of(&frames))]).remove(0);
    assert_eq!(said(&import.conversation), [("Robin", "hi"), ("Me", "yo")]);
    assert_eq!(import.receipt.owner.name.as_deref(), Some("Me"));
}

#[test]
fn items_without_an_author_are_told_by_their_direction() {
    let mut incoming = item("2", 1000, &words("hi"));
    let mut outgoing = item("1", 2000, &json!({"outgoing": {}, "standardMessage": {"text": {"body": "yo"}}}));
    for item in [&mut incoming, &mut outgoing] {
        item["chatItem"].as_object_mut().unwrap().remove("authorId");
    }
    let import = import(&[incoming, outgoing]).remove(0);
    assert_eq!(said(&import.conversation), [("Robin", "hi"), ("Maya Lind", "yo")]);
}

#[test]
fn keys_and_the_pin_are_nowhere_in_what_was_read() {
    let imports = import(&[item("2", 1000, &words("hi"))]);
    let all = format!("{imports:?}");
    assert!(!all.contains("S0VZ") && !all.contains("4711"), "{all}");
}

#[test]
fn a_bad_line_costs_itself_and_is_named_and_a_cut_off_end_is_told() {
    let good = |sent: i64, body: &str| item("2", sent, &words(body)).to_string();
    let head = text_of(&people());
    let text = format!(
        "{head}{}\n{{\"chatItem\": 7}}\n{{oops}}\n\n{}\n{{\"chatItem\":{{\"cha",
        good(1, "a"),
        good(2, "b")
    );
    let import = import_text(&[("main.jsonl", &text)]).remove(0);
    assert_eq!(texts(&import.conversation), ["a", "b"]);
    assert_eq!(import.receipt.skipped, [(Skip::Malformed, 2)].into());
    let unread = Warning::UnreadRecords { numbers: vec![13, 14], count: 2 };
    assert!(import.receipt.warnings.contains(&unread), "{:?}", import.receipt.warnings);
    assert!(import.receipt.warnings.contains(&Warning::Damaged { file: "main.jsonl".into(), line: 17 }));
}

#[test]
fn a_long_text_is_read_from_the_file_that_its_hash_names() {
    let whole = format!("{}, @\u{FFFC}", "and then you left me there ".repeat(100));
    let hash = sha256(&whole);
    let told = |hash: &str| {
        json!({"standardMessage": {"text": {"body": "and then you", "bodyRanges": [{"start": 2703, "mentionAci": "QkJC"}]},
            "longText": {"contentType": "text/plain", "locatorInfo": {"plaintextHash": hash, "size": whole.len()}}}})
    };
    let text =
        text_of(&[people(), vec![item("2", 1000, &told(&hash)), item("2", 2000, &told("QUFB"))]].concat());
    let decoy = "x".repeat(whole.len());
    let files = [
        ("signal-export-2026-01-01/main.jsonl", text.as_str()),
        ("signal-export-2026-01-01/files/aa/aaaa.txt", &decoy),
        ("signal-export-2026-01-01/files/bb/bbbb.bin", &whole),
    ];
    let import = import_text(&files).remove(0);
    let texts = texts(&import.conversation);
    assert!(texts[0].ends_with("there , @@Kim"), "{}", texts[0]);
    assert_eq!(texts[1], "and then you");
    assert!(import.receipt.warnings.contains(&Warning::WordsMissing { count: 1 }));
}

#[test]
fn the_caption_beside_a_long_text_is_kept() {
    let letter = "so it was";
    let told = json!({"standardMessage": {"text": {"body": "so"}, "attachments": [{"pointer": {"contentType": "image/png", "caption": "us"}}],
        "longText": {"locatorInfo": {"plaintextHash": sha256(letter)}}}});
    let text = text_of(&[people(), vec![item("2", 1000, &told)]].concat());
    let import = import_text(&[("main.jsonl", &text), ("files/aa/letter", letter)]).remove(0);
    assert_eq!(texts(&import.conversation), ["so it was\nus"]);
}

/// The hash as the export writes it, hexadecimal.
fn sha256(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

#[test]
fn the_chats_of_two_exports_in_one_folder_are_read_apart() {
    let text = text_of(&[people(), vec![item("2", 1000, &words("hi"))]].concat());
    let other = text.replace("\"Robin\"", "\"Rob\"");
    let imports = import_text(&[("a/main.jsonl", &text), ("b/main.jsonl", &other)]);
    let titles: Vec<_> = imports.iter().map(|import| import.conversation.title.as_str()).collect();
    assert_eq!(titles, ["Robin", "Rob"]);
}

#[test]
fn the_first_lines_tell_the_format_and_nothing_else_is_claimed() {
    let none = read_texts(&[("x.jsonl", "{\"account\": 1}\n{\"chat\": 2}\n")], &Options::default());
    assert!(none.is_err() || none.unwrap().iter().all(|import| import.receipt.format != "signal"));
    let talk = "{\"role\": \"user\", \"content\": \"hi\"}\n{\"role\": \"assistant\", \"content\": \"yo\"}\n";
    let imports = read_texts(&[("main.jsonl", talk)], &Options::default()).unwrap();
    assert_eq!(imports[0].receipt.format, "jsonl");
}

#[test]
fn an_invented_export_is_read_whole() {
    let imports = import_text(&[
        (
            "main.jsonl",
            include_str!("../../../../../samples/signal/signal-export-2026-06-01-10-30-00/main.jsonl"),
        ),
        (
            "files/xx/letter.txt",
            include_str!(
                "../../../../../samples/signal/signal-export-2026-06-01-10-30-00/files/4a/4ac661822e2a64f41362055110afa6776cd2088759b301d938ce79c9ec6e3f4d.txt"
            ),
        ),
    ]);
    let chats: Vec<_> = imports
        .iter()
        .map(|import| (import.conversation.title.as_str(), import.conversation.messages.len()))
        .collect();
    assert_eq!(chats, [("Note to Self", 2), ("Noor", 30), ("Climbing Thursdays", 8)]);
    assert!(imports.iter().all(|import| import.receipt.owner.name.as_deref() == Some("Elin Berg")));
    assert!(texts(&imports[1].conversation).iter().any(|text| text.ends_with("That is all. Goodnight.")));
    assert_eq!(imports[1].receipt.warnings, []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(turns in prop::collection::vec(("[12]", "[ -~é😀\n]{0,30}[a-z]"), 1..20)) {
        let frames: Vec<Value> = turns
            .iter()
            .zip(1_i64..)
            .map(|((author, body), at)| item(author, at * 1000, &words(body)))
            .collect();
        let chat = import(&frames).remove(0).conversation;
        let read: Vec<_> = said(&chat).into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let name = |author: &str| if author == "1" { "Maya Lind" } else { "Robin" };
        let written: Vec<_> = turns.iter().map(|(author, body)| (name(author).to_owned(), body.clone())).collect();
        prop_assert_eq!(read, written);
        let times: Vec<_> = chat.messages.iter().map(|message| message.sent.to_iso().unwrap()).collect();
        prop_assert!(times.is_sorted() && times[0] == "1970-01-01T00:00:01Z");
    }

    #[test]
    fn no_damage_makes_it_panic(cut in 0_usize..2000, with in "\\PC{0,9}|\n|[{}\\[\\]\",:0-9]{0,4}", at in 0_usize..2000) {
        let mut text = text_of(&[people(), vec![item("2", 1000, &words("hi")), item("1", 2000, &words("yo"))]].concat());
        let place = (0..=at.min(text.len())).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0);
        text.insert_str(place, &with);
        let end = (0..=cut.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        for text in [&text[..], &text[..end]] {
            if let Ok(imports) = read_texts(&[("main.jsonl", text)], &Options::default()) {
                prop_assert!(imports.iter().all(|import| import.receipt.balances()));
            }
        }
    }
}
