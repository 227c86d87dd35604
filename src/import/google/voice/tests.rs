//! Pages of Google Voice, with invented people and words.

use crate::conversation::{AttachmentKind, Audience, CallOutcome, Conversation, Kind, Message};
use crate::import::{Imported, Options, OwnerEvidence, Skip, Warning, read_texts};
use proptest::prelude::*;

fn cite(name: &str, number: &str) -> String {
    let name = match name {
        "Me" => "<abbr class=\"fn\" title=\"\">Me</abbr>".to_owned(),
        name => format!("<span class=\"fn\">{name}</span>"),
    };
    format!("<cite class=\"sender vcard\"><a class=\"tel\" href=\"tel:{number}\">{name}</a></cite>")
}

const DANA: &str = "+12025550111";
const SAM: &str = "+12025550122";
const OWN: &str = "+12025550100";

fn number(name: &str) -> &'static str {
    match name {
        "Dana" => DANA,
        "Sam" => SAM,
        _ => OWN,
    }
}

fn message(minute: u32, name: &str, words: &str) -> String {
    format!(
        "<div class=\"message\"><abbr class=\"dt\" title=\"2024-03-01T10:{minute:02}:00.500-05:00\">Mar 1, \
         2024</abbr>:\n{}:\n<q>{words}</q>\n</div> ",
        cite(name, number(name))
    )
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" ?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head>\n<title>{title}</title></head>\n\
         <body>{body}</body></html>"
    )
}

fn talk(title: &str, messages: &[String]) -> String {
    page(title, &format!("<div class=\"hChatLog hfeed\">{}</div>", messages.concat()))
}

fn group(members: &[&str], messages: &[String]) -> String {
    let members: Vec<_> = members.iter().map(|name| cite(name, number(name))).collect();
    let members =
        format!("<div class=\"participants\">Group conversation with:\n{}</div>", members.join(", "));
    page("Group Conversation", &format!("<div class=\"hChatLog hfeed\">{members}{}</div>", messages.concat()))
}

/// The page of a call at a minute, with these labels and whatever else.
fn call(label: &str, name: &str, number: &str, minute: u32, more: &str) -> String {
    let body = format!(
        "<div class=\"haudio\"><span class=\"album\">Call Log for\n</span>\n<span class=\"fn\">Call\n{name}</span>\n\
         <div class=\"contributor vcard\">Call\n<a class=\"tel\" href=\"tel:{number}\"><span class=\"fn\">{name}</span>\
         </a></div>\n<abbr class=\"published\" title=\"2024-03-01T10:{minute:02}:00.000-05:00\">Mar 1</abbr>\n{more}\n\
         <div class=\"tags\">Labels:\n<a rel=\"tag\" href=\"http://www.google.com/voice#{label}\">x</a>, <a \
         rel=\"tag\" href=\"http://www.google.com/voice#inbox\">y</a></div></div>"
    );
    page("Call", &body)
}

fn import_all(pages: &[(&str, &str)]) -> Vec<Imported> {
    let imports = read_texts(pages, &Options::default()).unwrap();
    for Imported { conversation, receipt } in &imports {
        assert_eq!(receipt.format, "google-voice");
        assert!(receipt.balances(), "{receipt:?}");
        assert_eq!(receipt.kept_total(), conversation.messages.len());
        assert_eq!(receipt.owner.name.as_deref(), Some("Me"));
        assert_eq!(receipt.owner.evidence, OwnerEvidence::Marked);
    }
    imports
}

fn said(conversation: &Conversation) -> Vec<(&str, &str)> {
    let name = |message: &Message| {
        message.sender.map_or("", |sender| conversation.participants[sender.0].display_name.as_str())
    };
    conversation.messages.iter().map(|message| (name(message), message.text.as_str())).collect()
}

fn only(page: &str) -> Message {
    import_all(&[("a.html", page)]).remove(0).conversation.messages.remove(0)
}

#[test]
fn a_talk_over_many_pages_is_one_chat_in_order_of_time() {
    let late = talk("Dana", &[message(30, "Dana", "three"), message(40, "Me", "four")]);
    let early = talk("Dana", &[message(1, "Me", "one"), message(20, "Dana", "two")]);
    let missed = call("missed", "Dana", DANA, 10, "");
    let imports = import_all(&[
        ("Voice/Calls/Dana - Text - 2024-03-01T15_30_00Z.html", &late),
        ("Voice/Calls/Dana - Text - 2024-03-01T15_01_00Z.html", &early),
        ("Voice/Calls/Dana - Missed - 2024-03-01T15_10_00Z.html", &missed),
    ]);
    assert_eq!(imports.len(), 1);
    let chat = &imports[0].conversation;
    assert_eq!(said(chat), [("Me", "one"), ("Dana", ""), ("Dana", "two"), ("Dana", "three"), ("Me", "four")]);
    assert_eq!((chat.title.as_str(), chat.audience), ("Dana", Audience::Direct));
    assert_eq!(chat.messages[0].sent.to_iso().as_deref(), Some("2024-03-01T10:01:00.5-05:00"));
    assert!(chat.participants[0].aliases.contains(&DANA.to_owned()));
    assert_eq!(imports[0].receipt.warnings, []);
}

#[test]
fn a_page_on_which_only_the_owner_speaks_goes_to_whom_its_name_tells() {
    let own = talk("Me to\nDana", &[message(5, "Me", "hello?")]);
    let both = talk("Dana", &[message(1, "Dana", "hi")]);
    for name in ["Dana - Text - 2024-03-01T15_05_00Z.html", "renamed.html", "+12025550111 - Text - x.html"] {
        let imports = import_all(&[("a.html", &both), (name, &own)]);
        assert_eq!(imports.len(), 1, "{name}");
        assert_eq!(said(&imports[0].conversation), [("Dana", "hi"), ("Me", "hello?")], "{name}");
    }
}

#[test]
fn a_group_is_told_by_its_members_and_is_another_chat_than_each_of_them() {
    let one = group(&["Dana", "Sam"], &[message(1, "Sam", "chairs?"), message(2, "Me", "four")]);
    let two = group(&["Sam", "Dana"], &[message(3, "Me", "who else?")]);
    let direct = talk("Dana", &[message(4, "Dana", "psst")]);
    let imports = import_all(&[("1.html", &one), ("2.html", &two), ("3.html", &direct)]);
    let chats: Vec<_> = imports
        .iter()
        .map(|import| (import.conversation.audience, import.conversation.messages.len()))
        .collect();
    assert_eq!(chats, [(Audience::Direct, 1), (Audience::Group, 3)]);
    assert_eq!(imports[1].conversation.participants.len(), 3);
}

#[test]
fn calls_tell_who_called_and_what_became_of_it() {
    let duration = "<abbr class=\"duration\" title=\"PT1M5S\">(00:01:05)</abbr>";
    let cases = [
        ("placed", duration, "Me", CallOutcome::Answered, Some(65)),
        ("placed", "", "Me", CallOutcome::Unanswered, None),
        ("received", duration, "Dana", CallOutcome::Answered, Some(65)),
        ("missed", "", "Dana", CallOutcome::Missed, None),
        ("recorded", duration, "Dana", CallOutcome::Answered, Some(65)),
        ("other", "", "Dana", CallOutcome::Unknown, None),
    ];
    for (label, more, by, outcome, seconds) in cases {
        let imported = import_all(&[("a.html", &call(label, "Dana", DANA, 1, more))]).remove(0);
        assert_eq!(said(&imported.conversation), [(by, "")], "{label}");
        let message = &imported.conversation.messages[0];
        let call = message.call.unwrap();
        assert_eq!((message.kind, call.outcome, call.seconds), (Kind::Call, outcome, seconds), "{label}");
    }
    let unlabelled = call("x", "Dana", DANA, 1, "");
    let imported = import_all(&[("Dana - Missed - 2024-03-01T15_01_00Z.html", &unlabelled)]).remove(0);
    assert_eq!(imported.conversation.messages[0].call.unwrap().outcome, CallOutcome::Missed);
}

#[test]
fn a_voicemail_is_voice_with_what_was_heard_beside_it() {
    let more = "Transcript:\n<span class=\"description\"><span class=\"full-text\">call me &amp; hurry</span>\n<span \
        class=\"word high\">call <span class=\"confidence\">0.9</span></span></span><audio src=\"Dana - Voicemail - \
        1.mp3\"><a rel=\"enclosure\" href=\"Dana - Voicemail - 1.mp3\">Audio</a></audio>";
    let message = only(&call("voicemail", "Dana", DANA, 1, more));
    let recording = &message.attachments[0];
    assert_eq!((message.kind, message.text.as_str()), (Kind::Voice, ""));
    assert_eq!(recording.transcription.as_deref(), Some("call me & hurry"));
    assert_eq!(recording.name.as_deref(), Some("Dana - Voicemail - 1.mp3"));
}

#[test]
fn callers_without_number_and_name_are_one_unknown_person() {
    let imports = import_all(&[
        ("a.html", &call("missed", "", "", 1, "")),
        ("b.html", &call("missed", "", "", 2, "")),
        ("c.html", &call("missed", "", SAM, 3, "")),
    ]);
    let titles: Vec<_> = imports.iter().map(|import| import.conversation.title.as_str()).collect();
    assert_eq!(titles, [SAM, "Unknown number"]);
}

#[test]
fn files_keep_their_captions_and_placeholders_are_no_words() {
    let with = |words: &str, file: &str| {
        only(&talk("Dana", &[message(1, "Dana", words).replace("</q>", &format!("</q><div>{file}</div>"))]))
    };
    let picture = "<img src=\"Dana - Text - 1-1\" alt=\"Image MMS Attachment\" />";
    let cases = [
        ("look", picture, "look", AttachmentKind::Image, Kind::Media),
        ("MMS Sent", picture, "", AttachmentKind::Image, Kind::Media),
        ("", "<a class=\"video\" href=\"v\">Video attachment</a>", "", AttachmentKind::Video, Kind::Media),
        ("", "<a class=\"audio\" href=\"v\">Audio attachment</a>", "", AttachmentKind::Audio, Kind::Media),
        (
            "him",
            "<a class=\"vcard\" href=\"c\">Contact card attachment</a>",
            "him",
            AttachmentKind::Contact,
            Kind::Contact,
        ),
    ];
    for (words, file, text, attachment, kind) in cases {
        let message = with(words, file);
        assert_eq!((message.text.as_str(), message.kind), (text, kind), "{file}");
        assert_eq!(message.attachments.iter().map(|it| it.kind).collect::<Vec<_>>(), [attachment], "{file}");
    }
    assert_eq!(only(&talk("Dana", &[message(1, "Dana", "MMS Sent")])).text, "MMS Sent");
}

#[test]
fn line_breaks_and_odd_words_stay_in_the_message() {
    let words = "you left<br><br>Me: I never added her. Missed call from null &lt;3";
    assert_eq!(
        only(&talk("Dana", &[message(1, "Dana", words)])).text,
        "you left\n\nMe: I never added her. Missed call from null <3"
    );
}

#[test]
fn empty_messages_and_unread_times_are_counted() {
    let odd = message(2, "Dana", "when?").replace("2024-03-01T", "soon ");
    let page = talk("Dana", &[message(1, "Dana", ""), odd]);
    let receipt = import_all(&[("a.html", &page)]).remove(0).receipt;
    assert_eq!(receipt.skipped, [(Skip::Empty, 1)].into());
    assert!(receipt.warnings.contains(&Warning::UnreadTimes { numbers: vec![2], count: 1 }));
}

#[test]
fn a_page_that_breaks_off_costs_itself_only() {
    let whole = talk("Dana", &[message(1, "Dana", "one"), message(2, "Me", "two")]);
    let cut = &whole[..=whole.find("two").unwrap()];
    let sound = talk("Sam", &[message(3, "Sam", "hey")]);
    let imports = import_all(&[("a.html", cut), ("b.html", &sound)]);
    let all: Vec<_> = imports.iter().flat_map(|import| said(&import.conversation)).collect();
    assert_eq!(all, [("Dana", "one"), ("Me", "t"), ("Sam", "hey")]);
    let is_damage = |warning: &Warning| matches!(warning, Warning::Damaged { file, .. } if file == "a.html");
    assert!(imports[0].receipt.warnings.iter().any(is_damage));
}

#[test]
fn other_pages_of_takeout_are_left_alone() {
    let bill = page("Bills", "<table><tr><td class=\"message\">hChatLog</td></tr></table>");
    let talk = talk("Dana", &[message(1, "Dana", "hi")]);
    let imports = import_all(&[("Voice/Bills.html", &bill), ("Voice/Calls/a.html", &talk)]);
    assert!(imports[0].receipt.warnings.contains(&Warning::FilesLeftOut { count: 1 }));
}

#[test]
fn the_sample_is_read_whole() {
    macro_rules! call_page {
        ($name:literal) => {
            (
                concat!("Takeout/Voice/Calls/", $name),
                include_str!(concat!("../../../../samples/google/Takeout/Voice/Calls/", $name)),
            )
        };
    }
    let imports = import_all(&[
        call_page!(" - Missed - 2025-11-15T15_00_00Z.html"),
        call_page!("Dana Whitlock - Missed - 2025-11-09T22_20_00Z.html"),
        call_page!("Dana Whitlock - Placed - 2025-11-21T00_10_00Z.html"),
        call_page!("Dana Whitlock - Text - 2025-11-02T14_10_05Z.html"),
        call_page!("Dana Whitlock - Text - 2025-11-09T22_30_00Z.html"),
        call_page!("Dana Whitlock - Text - 2025-11-20T12_00_00Z.html"),
        call_page!("Dana Whitlock - Voicemail - 2025-11-12T15_00_00Z.html"),
        call_page!("Group Conversation - 2025-12-01T18_00_00Z.html"),
        call_page!("Group Conversation - 2025-12-03T18_00_00Z.html"),
    ]);
    let counts: Vec<_> = imports
        .iter()
        .map(|import| (import.conversation.title.as_str(), import.receipt.kept_total()))
        .collect();
    assert_eq!(counts, [("Dana Whitlock", 15), ("", 5), ("Unknown number", 1)]);
    assert!(imports.iter().all(|import| import.receipt.skipped.is_empty()));
}

fn words() -> impl Strategy<Value = String> {
    "[a-zA-Z<>&'äé🙂.:?!]{1,8}( [a-z&<]{1,8}){0,3}(\n[a-z]{1,6}){0,2}"
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(
        turns in prop::collection::vec((any::<bool>(), words()), 1..12),
        on_first in 1_usize..12,
    ) {
        let messages: Vec<_> = turns.iter().zip(1..)
            .map(|((is_own, words), minute)| message(minute, if *is_own { "Me" } else { "Dana" }, &escaped(words)))
            .collect();
        let (first, second) = messages.split_at(on_first.min(messages.len()));
        let pages = [talk("Dana", first), talk("Dana", second)];
        let imports = import_all(&[("Dana - Text - 1.html", &pages[0]), ("Dana - Text - 2.html", &pages[1])]);
        let expected: Vec<_> =
            turns.iter().map(|(is_own, words)| (if *is_own { "Me" } else { "Dana" }, words.as_str())).collect();
        prop_assert!(imports.iter().any(|import| said(&import.conversation) == expected));
        for (message, minute) in imports[0].conversation.messages.iter().zip(1..) {
            prop_assert_eq!(message.sent.to_iso(), Some(format!("2024-03-01T10:{minute:02}:00.5-05:00")));
        }
    }

    #[test]
    fn no_page_makes_it_panic(parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..24)) {
        for start in ["<div class=\"hChatLog\">", "<div class=\"haudio\"><i class=\"contributor vcard\">"] {
            let text = format!("{start}{}", parts.concat());
            if let Ok(imports) = read_texts(&[("a - Missed - .html", &text)], &Options::default()) {
                prop_assert!(imports.iter().all(|import| import.receipt.balances()));
            }
        }
    }
}

const PARTS: &[&str] = &[
    "<div class=\"message\">",
    "<abbr class=\"dt\" title=\"2024-02-31T10:00:00-05:00\">",
    "<abbr class=\"published\" title=\"2024-03-01T10:00:00-05:00\">",
    "<abbr class=\"duration\" title=\"PT99999999999999H\">",
    "<cite class=\"sender vcard\">",
    "<div class=\"participants\">",
    "<a class=\"tel\" href=\"tel:\">",
    "<a class=\"vcard\">",
    "<span class=\"fn\">",
    "<abbr class=\"fn\">Me</abbr>",
    "<q>",
    "</q>",
    "</div>",
    "</a>",
    "<audio src=\"\">",
    "<a rel=\"tag\" href=\"#placed\">",
    "é<",
];
