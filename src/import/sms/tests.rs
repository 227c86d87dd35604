//! The traps of the formats document, section 5 (14), with invented text.
#![expect(clippy::format_collect, reason = "a line for each reads better than a fold")]

use crate::conversation::{Audience, CallOutcome, Conversation, Kind};
use crate::import::{Imported, Options, OwnerEvidence, Skip, Warning, read_texts};
use proptest::prelude::*;

fn import_files(files: &[(&str, &str)]) -> Vec<Imported> {
    let imports = read_texts(files, &Options::default()).unwrap();
    for Imported { conversation, receipt } in &imports {
        assert_eq!(receipt.format, "sms");
        assert!(receipt.balances(), "{receipt:?}");
        assert_eq!(receipt.kept_total(), conversation.messages.len());
    }
    imports
}

fn backup(records: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!--File made by a phone, don't ask-->\n\
         <smses count=\"9\" backup_set=\"0\" backup_date=\"1717218000000\" type=\"full\">\n{records}\n</smses>"
    )
}

fn import_all(records: &str) -> Vec<Imported> {
    import_files(&[("sms-20240601.xml", &backup(records))])
}

fn import(records: &str) -> Imported {
    let mut imports = import_all(records);
    assert_eq!(imports.len(), 1);
    imports.remove(0)
}

/// A received (1), sent (2) or other text message of Kim's thread.
fn sms(folder: u8, body: &str) -> String {
    format!(
        "  <sms protocol=\"0\" address=\"+12125550100\" date=\"1717218000123\" type=\"{folder}\" subject=\"null\" body=\"{body}\" \
         toa=\"null\" read=\"1\" readable_date=\"Jun 1, 2024\" contact_name=\"Kim\" />\n"
    )
}

fn mms(head: &str, parts: &str, addresses: &str) -> String {
    format!(
        "  <mms date=\"1717218060000\" sub=\"null\" {head}>\n    <parts>\n      \
         <part seq=\"-1\" ct=\"application/smil\" text=\"&lt;smil&gt;noise&lt;/smil&gt;\" />\n{parts}    </parts>\n    \
         <addrs>{addresses}</addrs>\n  </mms>\n"
    )
}

fn words(text: &str) -> String {
    format!(
        "      <part seq=\"0\" ct=\"text/plain\" name=\"null\" chset=\"106\" cl=\"text0.txt\" text=\"{text}\" />\n"
    )
}

fn addresses(from: &str, to: &[&str]) -> String {
    let address =
        |kind: u8, number: &str| format!("<addr address=\"{number}\" type=\"{kind}\" charset=\"106\" />");
    let to: String = to.iter().map(|number| address(151, number)).collect();
    address(137, from) + &to
}

/// Who said what.
fn said(conversation: &Conversation) -> Vec<(&str, &str)> {
    let name = |id| conversation.participant(id).display_name.as_str();
    let messages = conversation.messages.iter();
    messages.map(|message| (message.sender.map_or("", name), message.text.as_str())).collect()
}

#[test]
fn messages_are_the_owners_or_the_others_by_their_folder() {
    let Imported { conversation, receipt } = import(&(sms(1, "are you up?") + &sms(2, "now I am")));
    assert_eq!(said(&conversation), [("Kim", "are you up?"), ("Me", "now I am")]);
    assert_eq!((conversation.title.as_str(), conversation.audience), ("Kim", Audience::Direct));
    assert_eq!((receipt.owner.name.as_deref(), receipt.owner.evidence), (Some("Me"), OwnerEvidence::Marked));
    assert_eq!(receipt.first.to_iso().as_deref(), Some("2024-06-01T05:00:00.123Z"));
    assert_eq!(receipt.variant, "messages");
    assert_eq!(conversation.messages[1].source.first, 2);
}

#[test]
fn emoji_in_two_halves_are_one_character_and_lone_halves_none() {
    let imported =
        import(&sms(1, "ok &#55357;&#56832;&#55357; &amp;amp; &#10;&lt;3 &quot;you&quot;&#0; I &lt;sms you"));
    assert_eq!(imported.conversation.messages[0].text, "ok 😀 &amp; \n<3 \"you\" I <sms you");
}

#[test]
fn the_literal_null_is_nothing_and_null_among_words_is_a_word() {
    let imported =
        import(&(sms(1, "null") + &sms(1, "null and void") + &sms(2, "you left me, added and removed")));
    let said = said(&imported.conversation);
    assert_eq!(said, [("Kim", "null and void"), ("Me", "you left me, added and removed")]);
    assert_eq!(imported.receipt.skipped, [(Skip::Empty, 1)].into());
}

#[test]
fn what_was_never_sent_is_counted_and_not_read() {
    let unsent: String = (3..=6).map(|folder| sms(folder, "I hate this")).collect();
    let imported = import(&(unsent + &sms(2, "fine") + &sms(9, "?")));
    assert_eq!(said(&imported.conversation), [("Me", "fine")]);
    assert_eq!(imported.receipt.skipped, [(Skip::NotSent, 4), (Skip::Malformed, 1)].into());
}

#[test]
fn bad_base64_and_pictures_of_any_size_cost_no_word() {
    let data = "%%%=".repeat(200_000);
    let parts =
        format!("      <part seq=\"1\" ct=\"image/jpeg\" cl=\"lake.jpg\" data=\"{data}\" text=\"null\" />\n");
    let imported = import(&mms(
        "msg_box=\"1\" address=\"+12125550100\" contact_name=\"Kim\"",
        &(parts + &words("the lake") + &words("at noon")),
        &addresses("+12125550100", &["+12125550999"]),
    ));
    let message = &imported.conversation.messages[0];
    assert_eq!((message.kind, message.text.as_str()), (Kind::Media, "the lake\nat noon"));
    let [attachment] = message.attachments.as_slice() else { panic!("{:?}", message.attachments) };
    assert_eq!((attachment.name.as_deref(), attachment.omitted), (Some("lake.jpg"), false));
}

#[test]
fn a_group_is_its_numbers_in_whatever_order_and_writing() {
    let group = "address=\"+12125550100~+12125550111\" contact_name=\"Kim, Lee\"";
    let to = ["+12125550111", "+12125550999"];
    let records = mms(&format!("msg_box=\"1\" {group}"), &words("party?"), &addresses("+12125550100", &to))
        + &mms(
            "msg_box=\"2\" address=\"212-555-0111~(212) 555-0100\"",
            &words("yes"),
            &addresses("insert-address-token", &["2125550111", "2125550100"]),
        )
        + &mms(
            &format!("msg_box=\"1\" {group}"),
            &words("yay"),
            &addresses("2125550111", &["+12125550100", "+12125550999"]),
        )
        + &sms(1, "just us two");
    let imports = import_all(&records);
    let chats: Vec<_> =
        imports.iter().map(|import| (import.conversation.audience, said(&import.conversation))).collect();
    assert_eq!(
        chats,
        [
            (Audience::Group, vec![("Kim", "party?"), ("Me", "yes"), ("Lee", "yay")]),
            (Audience::Direct, vec![("Kim", "just us two")])
        ]
    );
    assert_eq!(imports[0].conversation.name(), "Kim, Lee");
}

#[test]
fn the_owners_own_number_makes_no_group() {
    let to_me = mms(
        "msg_box=\"1\" address=\"+12125550100\"",
        &words("hi"),
        &addresses("+12125550100", &["+12125550999"]),
    );
    let with_names = mms("msg_box=\"1\" address=\"+12125550100~+12125550999\"", &words("it is me"), "");
    let none = mms("msg_box=\"1\"", &words("again"), &addresses("+12125550100", &["+12125550999"]));
    let imported = import(&(to_me + &with_names + &none + &sms(2, "so I see")));
    let names: Vec<_> = said(&imported.conversation).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Me", "Kim", "Kim", "Kim"]);
    assert_eq!(imported.conversation.participants.len(), 2);
}

#[test]
fn rcs_data_in_the_subject_is_no_word_and_a_typed_subject_is() {
    let subject = |subject: &str| {
        let head = "msg_box=\"1\" address=\"+12125550100\" contact_name=\"Kim\"";
        let record = mms(head, &words("hello"), "").replace("sub=\"null\"", &format!("sub=\"{subject}\""));
        import(&record).conversation.messages[0].text.clone()
    };
    assert_eq!(subject("proto:CjoKImNvbS5nb29nbGU="), "hello");
    assert_eq!(subject("NoSubject"), "hello");
    assert_eq!(subject("Our trip"), "Our trip\nhello");
    assert_eq!(subject("FÃ¼r dich"), "Für dich\nhello");
    assert_eq!(subject("Für dich"), "Für dich\nhello");
}

#[test]
fn parts_that_are_no_words_say_what_they_are() {
    let part = |content: &str| {
        format!(
            "      <part ct=\"{content}\" cl=\"null\" fn=\"null\" name=\"&lt;a.bin&gt;\" text=\"null\" />\n"
        )
    };
    for (content, kind) in [
        ("image/gif", Kind::Sticker),
        ("video/3gpp", Kind::Media),
        ("audio/amr", Kind::Voice),
        ("audio/mpeg", Kind::Media),
        ("text/x-vCard", Kind::Contact),
        ("application/pdf; name=a", Kind::Media),
        ("application/vnd.gsma.rcspushlocation+xml", Kind::Location),
    ] {
        let imported = import(&mms("msg_box=\"1\" address=\"+12125550100\"", &part(content), ""));
        let message = &imported.conversation.messages[0];
        assert_eq!((message.kind, message.text.as_str()), (kind, ""), "{content}");
        let omitted =
            message.attachments.iter().map(|attachment| (attachment.name.as_deref(), attachment.omitted));
        assert!(omitted.eq((kind != Kind::Location).then_some((Some("a.bin"), true))), "{content}");
    }
}

#[test]
fn a_message_that_was_never_fetched_is_unreadable_and_said_to_be_missing() {
    let notice = "  <mms date=\"1717218060000\" msg_box=\"1\" m_type=\"130\" address=\"+12125550100\" />\n";
    let imported = import(&(notice.to_owned() + &sms(1, "did you get it?")));
    assert_eq!(imported.receipt.skipped, [(Skip::Unreadable, 1)].into());
    assert!(imported.receipt.warnings.contains(&Warning::WordsMissing { count: 1 }));
}

#[test]
fn calls_join_the_thread_of_their_number() {
    let call = |code: u8, seconds: &str| {
        format!(
            "<call number=\"(212) 555-0100\" duration=\"{seconds}\" date=\"1717218100000\" type=\"{code}\" contact_name=\"Kim\" />"
        )
    };
    let calls: String = [(1, "42"), (2, "7"), (2, "0"), (3, "0"), (4, "9"), (5, "0"), (6, "0"), (99, "0")]
        .map(|(code, s)| call(code, s))
        .concat();
    let calls = format!("<calls count=\"8\">{calls}</calls>");
    let imports = import_files(&[("calls-1.xml", &calls), ("sms-1.xml", &backup(&sms(1, "call me")))]);
    assert_eq!(imports.len(), 1);
    let told: Vec<_> = imports[0]
        .conversation
        .messages
        .iter()
        .filter_map(|message| {
            message.call.map(|call| (said_by(&imports[0], message), call.outcome, call.seconds))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Kim", CallOutcome::Answered, Some(42)),
            ("Me", CallOutcome::Answered, Some(7)),
            ("Me", CallOutcome::Unanswered, None),
            ("Kim", CallOutcome::Missed, None),
            ("Kim", CallOutcome::Missed, None),
            ("Kim", CallOutcome::Declined, None),
            ("Kim", CallOutcome::Declined, None),
        ]
    );
    assert_eq!(imports[0].receipt.skipped, [(Skip::Malformed, 1)].into());
    assert_eq!(imports[0].receipt.variant, "messages and calls");
}

fn said_by<'a>(imported: &'a Imported, message: &crate::conversation::Message) -> &'a str {
    message.sender.map_or("", |id| &imported.conversation.participant(id).display_name)
}

#[test]
fn withheld_numbers_and_unknown_names_are_said_to_be_unknown() {
    let calls =
        "<calls><call number=\"-2\" type=\"3\" date=\"1717218000000\" contact_name=\"(Unknown)\"/></calls>";
    let imported = import_files(&[("calls.xml", calls)]).remove(0);
    assert_eq!(said(&imported.conversation), [("Unknown number", "")]);
    let record = sms(1, "hi").replace("\"Kim\"", "\"(Unknown)\"");
    assert_eq!(said(&import(&record).conversation), [("+12125550100", "hi")]);
}

#[test]
fn overlapping_backups_are_read_once_and_real_repeats_stay() {
    let first = backup(&(sms(1, "ok") + &sms(1, "ok")));
    let second = backup(&(sms(1, "ok") + &sms(1, "ok") + &sms(1, "ok") + &sms(2, "ok")));
    let imported = import_files(&[("sms-1.xml", &first), ("sms-2.xml", &second)]).remove(0);
    assert_eq!(said(&imported.conversation), [("Kim", "ok"), ("Kim", "ok"), ("Kim", "ok"), ("Me", "ok")]);
    assert_eq!(imported.receipt.skipped, [(Skip::Duplicate, 2)].into());
}

#[test]
fn reactions_of_iphones_are_no_words() {
    let imported = import(
        &(sms(2, "see you at nine") + &sms(1, "Loved “see you at nine”") + &sms(1, "Loved “the book”")),
    );
    let kinds: Vec<_> = imported.conversation.messages.iter().map(|message| message.kind).collect();
    assert_eq!(kinds, [Kind::Text, Kind::Reaction, Kind::Text]);
    assert_eq!(imported.conversation.messages[1].quoted.as_deref(), Some("see you at nine"));
}

#[test]
fn a_backup_that_breaks_off_is_read_to_the_break_and_says_so() {
    let text = backup(&(sms(1, "one") + &sms(2, "two")));
    let imported = import_files(&[(
        "sms.xml",
        text.split(" toa=\"null\" read=\"1\" readable_date=\"Jun 1, 2024\" contact_name=\"Kim\" />\n\n")
            .next()
            .unwrap(),
    )]);
    assert_eq!(said(&imported[0].conversation), [("Kim", "one")]);
    let damaged = Warning::Damaged { file: "sms.xml".into(), line: 5 };
    assert!(imported[0].receipt.warnings.contains(&damaged), "{:?}", imported[0].receipt.warnings);
    let picture = mms("msg_box=\"1\" address=\"+12125550100\"", &words("last words"), "");
    let cut = format!("<smses>{}", picture.split("    </parts>").next().unwrap());
    assert_eq!(said(&import_files(&[("sms.xml", &cut)])[0].conversation), [("+12125550100", "last words")]);
}

#[test]
fn a_record_with_an_open_quote_costs_itself_only() {
    let imported = import(&(sms(1, "he said \"no\" and \"left") + &sms(1, "did he?") + &sms(2, "he did")));
    let texts: Vec<_> = said(&imported.conversation).into_iter().map(|(_, text)| text).collect();
    assert!(texts.ends_with(&["did he?", "he did"]), "{texts:?}");
}

#[test]
fn only_backups_are_claimed() {
    for other in [
        "<html><body><sms/></body></html>",
        "<?xml version=\"1.0\"?><rss><channel/></rss>",
        "<calls><function name=\"f\"/></calls>",
        "<config><smses/></config>",
        "smses count=\"1\"",
        "<",
        "",
    ] {
        assert!(read_texts(&[("a.xml", other)], &Options::default()).is_err(), "{other}");
    }
}

#[test]
fn the_sample_is_read_whole() {
    let sms = include_str!("../../../samples/sms/sms-20260301091500.xml");
    let calls = include_str!("../../../samples/sms/calls-20260301091500.xml");
    let imports = import_files(&[("calls-20260301091500.xml", calls), ("sms-20260301091500.xml", sms)]);
    let chats: Vec<_> = imports
        .iter()
        .map(|import| (import.conversation.name(), import.conversation.messages.len()))
        .collect();
    assert_eq!(chats, [("Noor".to_owned(), 29), ("Noor, Tomas".to_owned(), 6), ("72404".to_owned(), 1)]);
    let of_noor = &imports[0];
    assert_eq!(of_noor.receipt.skipped, [(Skip::Empty, 1), (Skip::NotSent, 2)].into());
    let calls = of_noor.conversation.messages.iter().filter(|message| message.kind == Kind::Call).count();
    assert_eq!(calls, 4);
    assert!(said(&of_noor.conversation).iter().any(|(name, text)| *name == "Noor" && text.contains("😂")));
}

fn escaped(text: &str) -> String {
    let unit = |c: char| match c {
        '&' | '<' | '>' | '"' | '\'' | '\n' => format!("&#{};", u32::from(c)),
        c if u32::from(c) > 0xFFFF => {
            c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("&#{unit};")).collect()
        }
        c => c.to_string(),
    };
    text.chars().map(unit).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_written_conversation_is_read_back(
        talk in prop::collection::vec((any::<bool>(), any::<bool>(), "[a-zé🙂\"'&<>\n ]{0,12}[a-z🙂<]"), 1..12),
    ) {
        let record = |(place, (own, is_mms, text)): (usize, &(bool, bool, String))| {
            let (folder, body) = (1 + u8::from(*own), escaped(text));
            let date = 1_717_218_000_000_u64 + place as u64;
            if *is_mms {
                let head = format!("msg_box=\"{folder}\" address=\"+12125550100\"");
                mms(&head, &words(&body), "").replace("1717218060000", &date.to_string())
            } else {
                sms(folder, &body).replace("1717218000123", &date.to_string())
            }
        };
        let imported = import(&talk.iter().enumerate().map(record).collect::<String>());
        let is_own = |message: &crate::conversation::Message| imported.conversation.is_own(message);
        let read: Vec<_> = imported.conversation.messages.iter().map(|message| (is_own(message), message.text.clone())).collect();
        let written: Vec<_> = talk.iter().map(|(own, _, text)| (*own, text.clone())).collect();
        prop_assert_eq!(read, written);
        let last = jiff::Timestamp::from_millisecond(1_717_218_000_000 + i64::try_from(talk.len()).unwrap() - 1).unwrap();
        prop_assert_eq!(imported.receipt.last.to_iso(), Some(last.to_string()));
    }

    #[test]
    fn no_text_makes_it_panic(
        text in "(<sms |<mms |<call |<part |<addr |</mms>|/>|>|\"|'|=|[a-z]{1,3}|body=\"|address=\"|type=\"[1-7]\" |data=\"|&#[0-9]{1,5};|<!--|-->|\\PC){0,60}",
    ) {
        let text = format!("<smses>{text}");
        if let Ok(imports) = read_texts(&[("sms.xml", &text)], &Options::default()) {
            for import in imports {
                prop_assert!(import.receipt.balances());
            }
        }
    }
}
