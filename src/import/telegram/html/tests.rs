//! Pages of messages, with invented people and words.

use crate::conversation::{Audience, CallOutcome, Conversation, Kind, Message, SystemEvent};
use crate::import::{Imported, Options, OwnerEvidence, Skip, Warning, read_texts};
use proptest::prelude::*;

fn page(title: &str, messages: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html>\n <head>\n  <meta charset=\"utf-8\"/>\n<title>Exported Data</title>\n </head>\n \
         <body onload=\"CheckLocation();\">\n  <div class=\"page_wrap\">\n   <div class=\"page_header\">\n    \
         <div class=\"content\">\n     <div class=\"text bold\">\n{title} \n     </div>\n    </div>\n   </div>\n   \
         <div class=\"page_body chat_page\">\n    <div class=\"history\">\n{messages}\n    </div>\n   </div>\n  \
         </div>\n </body>\n</html>\n"
    )
}

/// The message of one minute; without a name it is joined to the one before.
fn message(minute: u32, name: Option<&str>, inner: &str) -> String {
    let joined = if name.is_some() { "" } else { " joined" };
    let name =
        name.map(|name| format!("<div class=\"from_name\">\n{name} \n       </div>")).unwrap_or_default();
    let (hour, minutes) = (10 + minute / 60, minute % 60);
    format!(
        "<div class=\"message default clearfix{joined}\" id=\"message{minute}\">\n      <div class=\"body\">\n       \
         <div class=\"pull_right date details\" title=\"01.03.2024 {hour:02}:{minutes:02}:00 UTC+01:00\">\n\
         {hour:02}:{minutes:02}\n       </div>\n{name}\n{inner}\n      </div>\n     </div>\n"
    )
}

fn text(words: &str) -> String {
    format!("<div class=\"text\">\n{words}\n       </div>")
}

fn service(id: i32, words: &str) -> String {
    format!(
        "<div class=\"message service\" id=\"message{id}\">\n      <div class=\"body details\">\n{words}\n      \
         </div>\n     </div>\n"
    )
}

fn media(class: &str, title: &str, status: &str) -> String {
    format!(
        "<div class=\"media_wrap clearfix\">\n<div class=\"media clearfix pull_left {class}\">\n<div class=\"fill \
         pull_left\">\n</div>\n<div class=\"body\">\n<div class=\"title bold\">\n{title}\n</div>\n<div \
         class=\"status details\">\n{status}\n</div>\n</div>\n</div>\n</div>"
    )
}

fn import_all(pages: &[(&str, &str)]) -> Vec<Imported> {
    let imports = read_texts(pages, &Options::default()).unwrap();
    for Imported { conversation, receipt } in &imports {
        assert_eq!(receipt.format, "telegram-html");
        assert!(receipt.balances(), "{receipt:?}");
        assert_eq!(receipt.kept_total(), conversation.messages.len());
    }
    imports
}

fn import(messages: &[String]) -> Imported {
    import_all(&[("messages.html", &page("Robin", &messages.concat()))]).remove(0)
}

fn only(inner: &str) -> Message {
    import(&[message(1, Some("Robin"), inner)]).conversation.messages.remove(0)
}

/// Who says what, in order.
fn said(conversation: &Conversation) -> Vec<(&str, &str)> {
    let name = |message: &Message| {
        message.sender.map_or("", |sender| conversation.participants[sender.0].display_name.as_str())
    };
    conversation.messages.iter().map(|message| (name(message), message.text.as_str())).collect()
}

#[test]
fn a_joined_message_goes_on_the_one_before() {
    let imported = import(&[
        service(-1, "1 March 2024"),
        message(1, Some("Robin"), &text("so")),
        message(2, None, &text("where are you?")),
        message(3, Some("Ana"), &text("here")),
        message(4, None, &text("was late")),
    ]);
    let chat = &imported.conversation;
    assert_eq!(
        said(chat),
        [("Robin", "so"), ("Robin", "where are you?"), ("Ana", "here"), ("Ana", "was late")]
    );
    assert_eq!((chat.title.as_str(), chat.audience), ("Robin", Audience::Direct));
    assert_eq!(chat.messages[0].sent.to_iso().as_deref(), Some("2024-03-01T10:01:00+01:00"));
    assert_eq!(chat.messages[0].id.as_deref(), Some("1"));
    assert_eq!(imported.receipt.owner.name.as_deref(), Some("Ana"));
    assert_eq!(imported.receipt.warnings, []);
}

#[test]
fn pages_are_read_in_the_order_of_their_numbers() {
    let one = |minute: u32, words: &str| page("Robin", &message(minute, Some("Robin"), &text(words)));
    let pages = [one(1, "one"), one(2, "two"), one(10, "ten")];
    let imports = import_all(&[
        ("ChatExport/messages10.html", &pages[2]),
        ("ChatExport/messages2.html", &pages[1]),
        ("ChatExport/messages.html", &pages[0]),
    ]);
    assert_eq!(imports.len(), 1);
    assert_eq!(said(&imports[0].conversation), [("Robin", "one"), ("Robin", "two"), ("Robin", "ten")]);
    assert!(!imports[0].receipt.warnings.iter().any(|warning| matches!(warning, Warning::OutOfOrder { .. })));
}

#[test]
fn every_folder_of_an_account_is_a_chat_and_its_summary_names_the_owner() {
    let summary = "<!DOCTYPE html><html><body><div class=\"page_wrap\"><div class=\"page_header\"><div \
        class=\"content\"><div class=\"text bold\">Exported Data</div></div></div><div class=\"page_body\"><div \
        class=\"personal_info clearfix\"><div class=\"rows names\"><div class=\"row\"><div class=\"label \
        details\">First name</div><div class=\"value bold\">Ana</div></div><div class=\"row\"><div class=\"label \
        details\">Last name</div><div class=\"value bold\">Sol</div></div></div></div></div></div></body></html>";
    let club = page(
        "Club",
        &[
            service(3, "Robin created group &laquo;Club&raquo; with members Ana and Bo"),
            message(1, Some("Ana Sol"), &text("all in?")),
            message(2, Some("Bo"), &text("in")),
            message(3, Some("Robin"), &text("in")),
        ]
        .concat(),
    );
    let robin = page("Robin", &message(1, Some("Robin"), &text("yo")));
    let imports = import_all(&[
        ("export_results.html", summary),
        ("chats/chat_001/messages.html", &club),
        ("chats/chat_002/messages.html", &robin),
    ]);
    let titles: Vec<_> = imports.iter().map(|import| import.conversation.title.as_str()).collect();
    assert_eq!(titles, ["Club", "Robin"]);
    assert_eq!(imports[0].receipt.owner.name.as_deref(), Some("Ana Sol"));
    assert_eq!(imports[0].receipt.owner.evidence, OwnerEvidence::Marked);
    assert_eq!(imports[0].conversation.messages[0].event, Some(SystemEvent::GroupCreated));
}

#[test]
fn words_passed_on_are_marked_and_stay_with_the_one_who_passed_them_on() {
    let forward = format!(
        "<div class=\"pull_left forwarded userpic_wrap\"></div><div class=\"forwarded body\"><div \
         class=\"from_name\">\nSomebody<span class=\"date details\" title=\"05.05.2020 09:00:00 UTC+02:00\"> \
         05.05.2020 09:00:00</span>\n</div>{}</div>",
        text("wise words")
    );
    let imported = import(&[
        message(1, Some("Robin"), &forward),
        message(2, None, &format!("<div class=\"forwarded body\">{}</div>", text("more"))),
    ]);
    assert_eq!(said(&imported.conversation), [("Robin", "wise words"), ("Robin", "more")]);
    assert!(imported.conversation.messages.iter().all(|message| message.forwarded));
    assert_eq!(imported.conversation.messages[0].sent.to_iso().as_deref(), Some("2024-03-01T10:01:00+01:00"));
    assert_eq!(imported.conversation.participants.len(), 1);
}

#[test]
fn a_forward_before_the_senders_own_name_does_not_lend_its_name() {
    let forward = "<div class=\"forwarded body\"><div class=\"from_name\">Somebody</div><div class=\"text\">x</div></div>";
    assert_eq!(said(&import(&[message(1, None, forward)]).conversation), [("Deleted Account", "x")]);
}

#[test]
fn replies_tell_the_message_they_answer_on_this_page_or_another() {
    let reply =
        |link: &str| format!("<div class=\"reply_to details\">\nIn reply to {link}\n</div>{}", text("yes"));
    for (link, id) in [
        ("<a href=\"#go_to_message7\" onclick=\"return GoToMessage(7)\">this message</a>", Some("7")),
        ("<a href=\"messages.html#go_to_message12\">this message</a>", Some("12")),
        ("a message in another chat", None),
    ] {
        let message = only(&reply(link));
        assert_eq!((message.reply_to.as_deref(), message.text.as_str()), (id, "yes"));
    }
}

#[test]
fn media_keep_their_captions_and_say_what_was_left_out() {
    let photo = "<div class=\"media_wrap clearfix\"><a class=\"photo_wrap clearfix pull_left\" \
        href=\"photos/photo_1.jpg\"><img class=\"photo\" src=\"photos/photo_1_thumb.jpg\"/></a></div>";
    let photo = only(&format!("{photo}{}", text("the lake")));
    assert_eq!((photo.kind, photo.text.as_str()), (Kind::Media, "the lake"));
    assert_eq!(
        (photo.attachments[0].name.as_deref(), photo.attachments[0].omitted),
        (Some("photo_1.jpg"), false)
    );
    let cases = [
        ("media_voice_message", "Voice message", Kind::Voice),
        ("media_photo", "Photo", Kind::Media),
        ("media_photo", "Sticker", Kind::Sticker),
        ("media_video", "Animation", Kind::Sticker),
        ("media_file", "plan.pdf", Kind::Media),
        ("media_location", "Location", Kind::Location),
        ("media_contact", "Bo", Kind::Contact),
    ];
    for (class, title, kind) in cases {
        let message = only(&media(class, title, "00:12"));
        assert_eq!((message.kind, message.text.as_str()), (kind, ""), "{title}");
        assert!(message.attachments.iter().all(|attachment| attachment.omitted), "{title}");
        assert!(message.raw.contains(title));
    }
    assert_eq!(
        only(&media("media_file", "plan.pdf", "2 KB")).attachments[0].name.as_deref(),
        Some("plan.pdf")
    );
    let poll = "<div class=\"media_wrap clearfix\"><div class=\"media_poll\"><div class=\"question bold\">\nWhen?\n\
        </div><div class=\"answer\">- now</div></div></div>";
    let poll = only(poll);
    assert_eq!((poll.kind, poll.text.as_str()), (Kind::Poll, "When?"));
}

#[test]
fn calls_are_calls_and_those_that_go_out_show_the_owner() {
    let call =
        |status: &str| import(&[message(1, Some("Ana"), &media("media_call success", "Robin", status))]);
    let cases = [
        ("Outgoing (35 seconds)", CallOutcome::Answered, Some(35), true),
        ("Cancelled", CallOutcome::Unanswered, None, true),
        ("Incoming (7 seconds)", CallOutcome::Answered, Some(7), false),
        ("Missed", CallOutcome::Missed, None, false),
        ("Declined", CallOutcome::Declined, None, false),
    ];
    for (status, outcome, seconds, is_own) in cases {
        let imported = call(status);
        let message = &imported.conversation.messages[0];
        let call = message.call.unwrap();
        assert_eq!((message.kind, call.outcome, call.seconds), (Kind::Call, outcome, seconds), "{status}");
        assert_eq!(imported.receipt.owner.evidence == OwnerEvidence::Marked, is_own, "{status}");
    }
}

#[test]
fn events_are_the_apps_words_and_days_are_no_records() {
    let imported = import(&[
        service(-1, "29 February 2024"),
        service(5, "Ana pinned <a href=\"#go_to_message1\">this message</a>"),
        service(6, "Robin invited Bo"),
        service(-2, "1 March 2024"),
        service(
            7,
            "This message is not supported by this version of Telegram Desktop. Please update the application.",
        ),
        message(1, Some("Ana"), &text("I removed Bo and left. Channel «x» created")),
    ]);
    let kinds: Vec<_> =
        imported.conversation.messages.iter().map(|message| (message.kind, message.event)).collect();
    assert_eq!(
        kinds,
        [
            (Kind::System, Some(SystemEvent::Notice)),
            (Kind::System, Some(SystemEvent::Membership)),
            (Kind::Text, None)
        ]
    );
    assert_eq!(imported.receipt.skipped, [(Skip::Unreadable, 1)].into());
    assert_eq!(imported.conversation.messages[2].text, "I removed Bo and left. Channel «x» created");
}

#[test]
fn styled_words_links_and_line_breaks_read_as_they_are_shown() {
    let styled = "so <strong>good</strong><br><br>&lt;3 &amp; <a href=\"https://a.example\">a.example</a> <span \
        class=\"spoiler hidden\"><span aria-hidden=\"true\">psst</span></span>";
    assert_eq!(only(&text(styled)).text, "so good\n\n<3 & a.example psst");
}

#[test]
fn reactions_are_folded_into_their_message() {
    let reactions = "<span class=\"reactions\"><span class=\"reaction active\"><span class=\"emoji\">\n❤\n</span>\
        <span class=\"userpics\"><div class=\"userpic\"><div class=\"initials\" title=\"Robin\">R</div></div></span>\
        </span><span class=\"reaction\"><span class=\"emoji\">👍</span><span class=\"count\">3</span></span></span>";
    let message = only(&format!("{}{reactions}", text("done!")));
    let given: Vec<_> = message.reactions.iter().map(|it| (it.emoji.as_str(), it.by.is_some())).collect();
    assert_eq!(given, [("❤", true), ("👍", false), ("👍", false), ("👍", false)]);
    assert_eq!(message.text, "done!");
}

#[test]
fn old_pages_without_a_zone_tell_a_wall_clock() {
    let old = message(1, Some("Robin"), &text("hi")).replace(" UTC+01:00", "");
    let imported = import(&[old.clone(), old.replace("01.03.2024", "soon")]);
    let times: Vec<_> = imported.conversation.messages.iter().map(|message| message.sent.to_iso()).collect();
    assert_eq!(times.len(), 1, "one id, one message");
    assert_eq!(times[0].as_deref(), Some("2024-03-01T10:01:00"));
}

#[test]
fn a_time_that_cannot_be_read_is_said_and_costs_no_words() {
    let odd = message(2, Some("Ana"), &text("hey")).replace("01.03.2024", "soon");
    let imported = import(&[message(1, Some("Robin"), &text("hi")), odd]);
    assert_eq!(said(&imported.conversation), [("Robin", "hi"), ("Ana", "hey")]);
    assert!(imported.receipt.warnings.contains(&Warning::UnreadTimes { numbers: vec![2], count: 1 }));
}

#[test]
fn a_page_that_breaks_off_is_read_to_the_break_and_says_so() {
    let whole = page(
        "Robin",
        &[message(1, Some("Robin"), &text("one")), message(2, Some("Ana"), &text("two"))].concat(),
    );
    let cut = whole.find("two").unwrap() + 3;
    let imported = import_all(&[("messages.html", &whole[..cut])]).remove(0);
    assert_eq!(said(&imported.conversation), [("Robin", "one"), ("Ana", "two")]);
    assert!(imported.receipt.warnings.iter().any(|warning| matches!(warning, Warning::Damaged { .. })));
}

#[test]
fn the_sample_is_read_whole() {
    let folder = "ChatExport_2026-03-02/";
    let first = include_str!("../../../../samples/telegram-html/ChatExport_2026-03-02/messages.html");
    let second = include_str!("../../../../samples/telegram-html/ChatExport_2026-03-02/messages2.html");
    let names = [format!("{folder}messages.html"), format!("{folder}messages2.html")];
    let imported = import_all(&[(&names[0], first), (&names[1], second)]).remove(0);
    let receipt = &imported.receipt;
    assert_eq!(imported.conversation.title, "Noor Haddad");
    assert_eq!(receipt.owner.name.as_deref(), Some("Tom Birk"));
    assert_eq!(receipt.kept_total(), 26);
    assert_eq!(receipt.kept[&Kind::Text] + receipt.kept[&Kind::Link], 19);
    assert_eq!(receipt.skipped, [].into());
    let times = imported.conversation.messages.iter().filter(|message| message.sender.is_some());
    assert!(times.clone().all(|message| message.sent.to_iso().is_some_and(|time| time.ends_with("+01:00"))));
    assert!(receipt.warnings.is_empty(), "{:?}", receipt.warnings);
}

/// Words as a page would show them.
fn words() -> impl Strategy<Value = String> {
    "[a-zA-Z<>&\"'äé🙂.:?!«]{1,8}( [a-z&<]{1,8}){0,3}(\n[a-z]{1,6}){0,2}"
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\n', "<br>")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(turns in prop::collection::vec((any::<bool>(), words()), 1..12)) {
        let mut last = None;
        let bubbles = turns.iter().zip(1..).map(|((is_ana, words), minute)| {
            let name = if *is_ana { "Ana" } else { "Robin" };
            let shown = (last != Some(name)).then_some(name);
            last = Some(name);
            message(minute, shown, &text(&escaped(words)))
        });
        let imported = import(&bubbles.collect::<Vec<_>>());
        let expected: Vec<_> = turns.iter().map(|(is_ana, words)| (if *is_ana { "Ana" } else { "Robin" }, words.as_str())).collect();
        prop_assert_eq!(said(&imported.conversation), expected);
        for (message, minute) in imported.conversation.messages.iter().zip(1..) {
            prop_assert_eq!(message.sent.to_iso(), Some(format!("2024-03-01T10:{minute:02}:00+01:00")));
        }
    }

    #[test]
    fn no_page_makes_it_panic(
        parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..24),
        cut in 0_usize..2000,
    ) {
        let whole = page("Robin", &parts.concat());
        let end = (0..=cut.min(whole.len())).rev().find(|end| whole.is_char_boundary(whole.len() - end));
        let start = "<div class=\"page_wrap\"><div class=\"message default\">";
        for text in [whole.clone(), format!("{start}{}", &whole[whole.len() - end.unwrap_or(0)..])] {
            if let Ok(imports) = read_texts(&[("messages.html", &text)], &Options::default()) {
                prop_assert!(imports.iter().all(|import| import.receipt.balances()));
            }
        }
    }
}

const PARTS: &[&str] = &[
    "<div class=\"message default joined\" id=\"message1\">",
    "<div class=\"message default\">",
    "<div class=\"message service\" id=\"x\">",
    "<div class=\"body\">",
    "<div class=\"forwarded body\">",
    "<div class=\"date\" title=\"31.02.2024 10:00:00 UTC+99:00\">",
    "<div class=\"date\" title=\"01.03.2024 10:00:00 UTC+01:00\">",
    "<div class=\"from_name\">Ana via @</div>",
    "<div class=\"text\">hey</div>",
    "<div class=\"reply_to\"><a href=\"#go_to_message\">",
    "<div class=\"media_wrap\">",
    "<div class=\"media_call\">",
    "<div class=\"status\">Outgoing (",
    "<span class=\"reaction\"><span class=\"emoji\">x</span><span class=\"count\">99999999</span></span>",
    "</div>",
    "</span>",
    "é<",
];
