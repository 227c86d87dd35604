//! The data download as web pages.
#![expect(clippy::format_collect, reason = "a line for each reads better than a fold")]

use super::*;
use crate::conversation::{AttachmentKind, Precision};
use crate::import::Warning;

/// A message in the places of 2022 and later: words, share, files, reactions.
fn block(sender: &str, slots: &[&str], when: &str) -> String {
    let slots: String = slots.iter().map(|slot| format!("<div>{slot}</div>")).collect();
    format!(
        "<div class=\"pam _3-95 _2ph- _a6-g uiBoxWhite noborder\"><h2 class=\"_a6-h\">{sender}</h2>\
         <div class=\"_3-95 _a6-p\"><div>{slots}</div></div><div class=\"_3-94 _a6-o\">{when}</div></div>"
    )
}

fn said(sender: &str, words: &str, when: &str) -> String {
    block(sender, &["", words, "", "", ""], when)
}

fn page(title: &str, members: &str, blocks: &[String]) -> String {
    format!(
        "<html><head><title>{title}</title><style>._a6-g{{margin:0}}</style></head><body><div role=\"main\">\
         <div class=\"pam _3-95 _2ph- _a6-g uiBoxWhite noborder\"><div class=\"_a6-h\">Participants: {members}</div></div>{}\
         </div></body></html>",
        blocks.concat()
    )
}

const NAME: &str = "messages/inbox/ben_1/message_1.html";

/// A page of a chat between Ben and Ana.
fn read(blocks: &[String]) -> Imported {
    import(&[(NAME, &page("Ben", "Ben and Ana", blocks))]).unwrap().remove(0)
}

#[test]
fn a_page_is_read_from_its_end_and_its_clock_has_no_zone() {
    let imported = read(&[
        said("Ana", "three", "May 02, 2024 9:16 am"),
        said("Ben", "two", "May 02, 2024 9:15 am"),
        said("Ben", "one", "May 02, 2024 9:15 am"),
    ]);
    assert_eq!(texts(&imported.conversation), ["one", "two", "three"]);
    assert_eq!(people(&imported.conversation), ["Ben", "Ana"]);
    assert_eq!(imported.receipt.owner.name.as_deref(), Some("Ana"));
    let first = &imported.conversation.messages[0];
    assert_eq!(first.sent.to_iso().as_deref(), Some("2024-05-02T09:15:00"));
    assert_eq!((first.precision, first.source.first), (Precision::Minute, 3));
    assert!(imported.receipt.warnings.is_empty(), "{:?}", imported.receipt.warnings);
}

#[test]
fn pages_of_one_folder_are_one_chat_and_equal_minutes_on_both_stay() {
    let pages = [
        page("Ben", "Ben and Ana", &[said("Ben", "ok", "May 02, 2024 9:15 am")]),
        page(
            "Ben",
            "Ben and Ana",
            &[said("Ben", "ok", "May 02, 2024 9:15 am"), said("Ana", "hi", "May 01, 2024 9:15 am")],
        ),
    ];
    let imports = import(&[(NAME, &pages[0]), ("messages/inbox/ben_1/message_2.html", &pages[1])]).unwrap();
    assert_eq!(imports.len(), 1);
    assert_eq!(texts(&imports[0].conversation), ["hi", "ok", "ok"]);
}

#[test]
fn classes_may_be_any_or_none() {
    let text = "<html><head><title>Ben</title></head><body><div>Participants: Ana, Ben</div>\
        <div><div>Ana</div><div>ping &amp; pong</div><div>Oct 19, 2019 at 2:37 PM</div></div>\
        <div><div>Ben</div><div><div>a<br>b</div></div><div>Oct 19, 2019, 2:38:09 PM</div></div></body></html>";
    let imported = import(&[("x.html", text)]).unwrap().remove(0);
    assert_eq!(texts(&imported.conversation), ["ping & pong", "a\nb"]);
}

#[test]
fn accounts_have_languages() {
    let blocks = [said("Ben", "so", "13. Sept. 2020, 14:37"), said("Ben", "ja", "12. Sept. 2020, 14:37")];
    let text = page("Ben", "", &blocks).replace("Participants: ", "Teilnehmer: Ben und Ana");
    let imported = import(&[(NAME, &text)]).unwrap().remove(0);
    assert_eq!(texts(&imported.conversation), ["ja", "so"]);
    assert_eq!(people(&imported.conversation), ["Ben", "Ana"]);
}

#[test]
fn numeric_dates_are_decided_for_all_pages_together() {
    let blocks = |day: &str| [said("Ben", day, &format!("{day}/2020, 14:37"))];
    let pages = [page("Ben", "Ben", &blocks("04/05")), page("Cem", "Cem", &blocks("13/05"))];
    let imports = import(&[(NAME, &pages[0]), ("messages/inbox/cem_2/message_1.html", &pages[1])]).unwrap();
    let sent = imports[0].conversation.messages[0].sent.to_iso();
    assert_eq!(sent.as_deref(), Some("2020-05-04T14:37:00"));
    assert!(!imports[0].receipt.warnings.contains(&Warning::AmbiguousDates));
}

#[test]
fn media_shares_calls_and_reactions_are_no_words() {
    let at = |folder: &str, name: &str| format!("messages/inbox/ben_1/{folder}/{name}");
    let photo = format!("<div><a href=\"{0}\"><img src=\"{0}\"></a></div>", at("photos", "1.jpg"));
    let video = format!(
        "<div><video src=\"{0}\"><a href=\"{0}\"><div>Click for video:</div></a></video></div>",
        at("videos", "2.mp4")
    );
    let share = "<div><div>Ten tricks!</div><div>tricks.daily</div><div><a href=\"https://a.example/x\">https://a.example/x</a></div></div>";
    let heart =
        "<ul class=\"_a6-q\"><li><span>❤Ana</span></li><li>👍Ben Ode (May 02, 2024 9:20 am)</li></ul>";
    let imported = read(&[
        block("Ben", &["", "The video chat ended.", "Duration: 95 seconds", "", ""], "May 02, 2024 9:19 am"),
        block("Ben", &["", "Ben sent an attachment.", share, "", ""], "May 02, 2024 9:18 am"),
        block("Ben", &["", "", "", &video, ""], "May 02, 2024 9:17 am"),
        block("Ben", &["", "look", "", &photo, heart], "May 02, 2024 9:16 am"),
    ]);
    let messages = &imported.conversation.messages;
    assert_eq!(texts(&imported.conversation), ["look", "", "https://a.example/x", ""]);
    assert_eq!(kinds(&imported.conversation), [Kind::Media, Kind::Media, Kind::Link, Kind::Call]);
    let given: Vec<_> = messages[0].reactions.iter().map(|reaction| reaction.emoji.as_str()).collect();
    assert_eq!(given, ["❤", "👍"]);
    assert_eq!(people(&imported.conversation), ["Ben", "Ana", "Ben Ode"]);
    assert_eq!(messages[1].attachments[0].kind, AttachmentKind::Video);
    assert_eq!(messages[3].call.and_then(|call| call.seconds), Some(95));
}

#[test]
fn a_message_whose_time_cannot_be_read_is_kept_without_one() {
    let imported = read(&[said("Ben", "b", "someday"), said("Ben", "a", "May 02, 2024 9:16 am")]);
    assert_eq!(texts(&imported.conversation), ["a", "b"]);
    assert_eq!(imported.conversation.messages[1].sent.to_iso(), None);
}

#[test]
fn a_time_that_somebody_typed_begins_no_message() {
    let imported = read(&[said("Ben", "Sep 13, 2020, 2:37 PM", "May 02, 2024 9:16 am")]);
    assert_eq!(texts(&imported.conversation), ["Sep 13, 2020, 2:37 PM"]);
}

#[test]
fn pages_that_are_no_chats_are_left_alone() {
    for text in [
        "<html><body><div><h2>My trip</h2><p>It rained.</p><span>Oct 19, 2019 at 2:37 PM</span></div></body></html>",
        "<html><body><p>Participants: many</p><p>Nobody wrote.</p></body></html>",
        "<html><head><title>Posts</title></head><body><div class=\"pam _3-95 _2ph- _a6-g uiBoxWhite noborder\">\
         <h2>A caption</h2><div>x</div><div>Jan 02, 2026 4:17 pm</div></div></body></html>",
    ] {
        assert!(import(&[("posts_1.html", text)]).is_err(), "{text}");
    }
}
