//! The download of encrypted chats.

use super::*;
use crate::conversation::{AttachmentKind, Audience};

fn said(sender: &str, minute: i64, text: &str) -> Value {
    let timestamp = 1_700_000_000_000_i64 + minute * 60_000;
    json!({"isUnsent": false, "media": [], "reactions": [], "senderName": sender, "text": text, "timestamp": timestamp, "type": "text"})
}

fn chat(name: &str, people: &[&str], messages: &[Value]) -> String {
    json!({"participants": people, "threadName": name, "messages": messages}).to_string()
}

#[test]
fn an_encrypted_chat_is_named_after_the_other_without_its_number() {
    let text = chat("Ben Ode_12", &["Ana", "Ben Ode"], &[said("Ana", 1, "hi"), said("Ben Ode", 2, "yo")]);
    let imported = import(&[("messages/Ben Ode_12.json", &text)]).unwrap().remove(0);
    assert_eq!((imported.receipt.format, imported.conversation.title.as_str()), ("meta-e2ee", "Ben Ode"));
    assert_eq!(imported.receipt.owner.name.as_deref(), Some("Ana"));
    assert_eq!(imported.conversation.audience, Audience::Direct);
    assert_eq!(imported.conversation.platform, "Messenger");
}

#[test]
fn its_strings_are_sound_mostly_and_mended_where_they_are_not() {
    let messages = [
        said("Ana", 1, "tajná zpráva"),
        said("Ana", 2, &broken("tajná zpráva")),
        said("Ana", 3, "здравствуй é"),
    ];
    let imported = import(&[("x.json", &chat("Ben_1", &["Ana", "Ben"], &messages))]).unwrap().remove(0);
    assert_eq!(texts(&imported.conversation), ["tajná zpráva", "tajná zpráva", "здравствуй é"]);
}

#[test]
fn media_placeholders_and_reactions_land_in_their_fields() {
    use Kind::{Deleted, Link, Media, Voice};
    let messages = [
        with(
            said("Ana", 1, ""),
            json!({"type": "media", "media": [{"uri": "./media/1.jpeg"}], "reactions": [{"actor": "Ben", "reaction": "❤"}]}),
        ),
        with(said("Ana", 2, ""), json!({"type": "media", "media": [{"uri": "Failed to download media"}]})),
        with(said("Ben", 3, "User unsent a message"), json!({"type": "placeholder", "isUnsent": true})),
        with(said("Ben", 4, "A word of the app"), json!({"type": "placeholder"})),
        with(said("Ben", 5, "https://a.example"), json!({"type": "link"})),
        with(
            said("Ben", 6, ""),
            json!({"type": "media", "media": [{"uri": "media/2.ogg"}, {"uri": "media/3.gif"}]}),
        ),
    ];
    let imported = import(&[("x.json", &chat("Ben_1", &["Ana", "Ben"], &messages))]).unwrap().remove(0);
    let found = &imported.conversation.messages;
    assert_eq!(kinds(&imported.conversation), [Media, Media, Deleted, Media, Link, Voice]);
    assert_eq!(found[0].reactions[0].emoji, "❤");
    assert!(
        found[1].attachments[0].omitted
            && found[3].attachments[0].omitted
            && !found[0].attachments[0].omitted
    );
    assert_eq!(found[3].raw, "A word of the app");
    assert_eq!(found[5].attachments[1].kind, AttachmentKind::Gif);
}

#[test]
fn one_person_in_both_downloads_is_one_chat_when_both_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let old = thread("e2ee_cutover/ben_1", "Ben", &["Ben", "Ana"], &[message("Ben", -9, "before")]);
    let new = chat("Ben_7", &["Ana", "Ben"], &[said("Ana", 1, "after")]);
    std::fs::write(folder.path().join("message_1.json"), old).unwrap();
    std::fs::write(folder.path().join("Ben_7.json"), new).unwrap();
    let imports = crate::import::open(&[folder.path().to_owned()], &Options::default(), &|_| {}).unwrap();
    assert_eq!(imports.len(), 1);
    assert_eq!(texts(&imports[0].conversation), ["before", "after"]);
}
