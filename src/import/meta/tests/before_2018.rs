//! Facebook's pages of before 2018.

use super::*;
use crate::import::{OwnerEvidence, Warning};

fn said(sender: &str, when: &str, body: &str) -> String {
    format!(
        "<div class=\"message\"><div class=\"message_header\"><span class=\"user\">{sender}</span>\
         <span class=\"meta\">{when}</span></div></div>{body}"
    )
}

fn thread(members: &str, messages: &[String]) -> String {
    format!("<div class=\"thread\">{members}{}</div>", messages.concat())
}

fn page(threads: &[String]) -> String {
    format!(
        "<html><head><title>Ana - Messages</title></head><body><div class=\"contents\"><h1>Ana</h1><div>{}</div></div></body></html>",
        threads.concat()
    )
}

fn read(threads: &[String]) -> Vec<Imported> {
    import(&[("html/messages.htm", &page(threads))]).unwrap()
}

#[test]
fn threads_are_chats_and_the_heading_is_the_owner() {
    let messages = [
        said("Ben", "Friday, October 4, 2013 at 10:06pm PDT", "<p>two</p>"),
        said("Ana", "Friday, October 4, 2013 at 10:05pm PDT", "<p>one<br>and a &lt;half&gt;</p>"),
    ];
    let imports = read(&[thread("Ana, Ben", &messages), thread("Ana, Ben, Cem", &messages)]);
    assert_eq!(imports.len(), 2);
    assert_eq!(texts(&imports[0].conversation), ["one\nand a <half>", "two"]);
    assert_eq!(imports[0].receipt.owner.name.as_deref(), Some("Ana"));
    assert_eq!(imports[0].receipt.owner.evidence, OwnerEvidence::Marked);
    let sent = imports[0].conversation.messages[0].sent.to_iso();
    assert_eq!(sent.as_deref(), Some("2013-10-04T22:05:00-07:00"));
    assert_eq!(people(&imports[1].conversation), ["Ana", "Ben", "Cem"]);
}

#[test]
fn the_pieces_of_a_thread_are_put_in_order() {
    let at = |day: u32, words: &str| {
        said("Ben", &format!("Friday, June {day}, 2014 at 6:10pm UTC+02"), &format!("<p>{words}</p>"))
    };
    let imports = read(&[
        thread("Ana, Ben", &[at(2, "b"), at(1, "a")]),
        thread("Ana, Cem", &[at(9, "x")]),
        thread("Ben, Ana", &[at(4, "d"), at(3, "c")]),
    ]);
    assert_eq!(imports.len(), 2);
    assert_eq!(texts(&imports[0].conversation), ["a", "b", "c", "d"]);
}

#[test]
fn what_these_pages_leave_out_is_something_that_was_sent() {
    let when = "Friday, June 6, 2014 at 6:10pm UTC+02";
    let messages = [
        said("Ben", when, "<p></p>"),
        said("Ben", when, "<p>here</p><p><img src=\"../photos/1.jpg\" /></p>"),
    ];
    let imports = read(&[thread("Ana, Ben", &messages)]);
    assert_eq!(kinds(&imports[0].conversation), [Kind::Media, Kind::Media]);
    assert_eq!(texts(&imports[0].conversation), ["here", ""]);
    assert!(imports[0].conversation.messages[1].attachments[0].omitted);
}

#[test]
fn a_page_of_one_thread_is_named_after_the_other() {
    let messages = [said("Ana", "Friday, June 6, 2014 at 6:10pm UTC+02", "<p>hi</p>")];
    let text = format!(
        "<html><head><title>Conversation with Ben</title></head><body>{}</body></html>",
        thread("<h3>Conversation with Ben</h3>Participants: Ben, Ana", &messages)
    );
    let imports = import(&[("messages/12.html", &text)]).unwrap();
    assert_eq!(imports[0].conversation.title, "Ben");
    assert_eq!(imports[0].receipt.owner.name.as_deref(), Some("Ana"));
}

#[test]
fn a_page_that_breaks_off_says_so() {
    let messages = [said("Ben", "Friday, June 6, 2014 at 6:10pm UTC+02", "<p>hi</p>")];
    let text = page(&[thread("Ana, Ben", &messages)]);
    let cut = &text[..text.find("</p>").unwrap()];
    let imports = import(&[("messages.htm", cut)]).unwrap();
    assert_eq!(texts(&imports[0].conversation), ["hi"]);
    assert!(imports[0].receipt.warnings.contains(&Warning::Damaged { file: "messages.htm".into(), line: 1 }));
}
