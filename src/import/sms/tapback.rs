//! Reactions that iPhones send to Android as text: `Loved “see you”`.
//!
//! They repeat somebody else's words, so a line is one only if it is the whole template and these very words
//! are in the chat.

use crate::conversation::{Kind, Message};
use std::collections::HashSet;

/// What stands before the repeated words; a reaction that is taken back repeats them too.
const VERBS: [&str; 14] = [
    "Liked ",
    "Loved ",
    "Disliked ",
    "Laughed at ",
    "Emphasized ",
    "Emphasised ",
    "Questioned ",
    "Removed a like from ",
    "Removed a heart from ",
    "Removed a dislike from ",
    "Removed a laugh from ",
    "Removed an exclamation from ",
    "Removed an exclamation mark from ",
    "Removed a question mark from ",
];

/// What stands for a file instead of words.
const FILES: [&str; 6] = ["an image", "a photo", "a movie", "a video", "an audio message", "an attachment"];

/// Makes reactions of the lines that are such; the words they repeat become quoted.
pub(super) fn mark(messages: &mut [Message]) {
    let is_candidate = |message: &&Message| message.kind == Kind::Text && repeated(&message.text).is_some();
    if !messages.iter().any(|message| is_candidate(&message)) {
        return;
    }
    let texts: HashSet<String> = messages.iter().map(|message| message.text.trim().to_owned()).collect();
    let has_files = messages.iter().any(|message| !message.attachments.is_empty());
    for message in messages.iter_mut().filter(|message| message.kind == Kind::Text) {
        let quoted = match repeated(&message.text) {
            Some(Repeated::Words(words)) if texts.contains(words.trim()) => Some(words.to_owned()),
            Some(Repeated::File) if has_files => None,
            _ => continue,
        };
        message.kind = Kind::Reaction;
        message.quoted = quoted;
        message.text.clear();
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Repeated<'a> {
    Words(&'a str),
    File,
}

/// What the line repeats, if it has the shape of a reaction.
fn repeated(line: &str) -> Option<Repeated<'_>> {
    let line = line.trim();
    let rest = VERBS.iter().find_map(|verb| line.strip_prefix(verb)).or_else(|| after_emoji(line))?;
    if FILES.contains(&rest) {
        return Some(Repeated::File);
    }
    let inner = rest.strip_prefix(['“', '"'])?.strip_suffix(['”', '"'])?;
    Some(Repeated::Words(inner.trim_matches('\u{200A}')))
}

/// `Reacted 🙈 to `, and Android's own `🙈 to `.
fn after_emoji(line: &str) -> Option<&str> {
    let removed = line.strip_prefix("Removed ").and_then(|rest| rest.split_once(" from "));
    let reacted = || line.strip_prefix("Reacted ").unwrap_or(line).split_once(" to ");
    let (emoji, rest) = removed.or_else(reacted)?;
    let emoji = emoji.trim_matches('\u{200A}');
    let is_emoji = !emoji.is_empty() && emoji.chars().count() <= 12 && !emoji.chars().any(is_of_a_word);
    is_emoji.then(|| rest.trim_start_matches('\u{200A}'))
}

fn is_of_a_word(c: char) -> bool {
    c.is_ascii() || c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::{Attachment, AttachmentKind};

    fn marked(texts: &[&str]) -> Vec<Message> {
        let message =
            |text: &&str| Message { text: (*text).to_owned(), raw: (*text).to_owned(), ..Message::default() };
        let mut messages: Vec<Message> = texts.iter().map(message).collect();
        mark(&mut messages);
        messages
    }

    #[test]
    fn a_line_that_repeats_words_of_the_chat_is_a_reaction() {
        for line in [
            "Loved “see you”",
            "Laughed at \"see you\"",
            "Reacted 🙈 to “see you”",
            "Removed a like from “see you”",
            "👍 to “see you”",
            "\u{200A}❤️\u{200A} to “\u{200A}see you\u{200A}”",
            "Removed 🙈 from “see you”",
        ] {
            let messages = marked(&["see you", line]);
            let reaction = (messages[1].kind, messages[1].text.as_str(), messages[1].quoted.as_deref());
            assert_eq!(reaction, (Kind::Reaction, "", Some("see you")), "{line}");
            assert_eq!((messages[1].raw.as_str(), messages[0].text.as_str()), (line, "see you"));
        }
    }

    #[test]
    fn words_of_a_person_stay_words() {
        for line in [
            "Loved “see you soon”",
            "You said “see you”",
            "Loved “see you” by Kim",
            "Liked it",
            "I Loved “see you”",
            "Loved an image",
            "going to “see you”",
            "“see you”",
            "Liked ",
        ] {
            assert_eq!(marked(&["see you", line])[1].kind, Kind::Text, "{line}");
        }
    }

    #[test]
    fn a_reaction_to_a_picture_needs_a_picture() {
        let picture =
            Attachment { kind: AttachmentKind::Image, name: None, omitted: false, transcription: None };
        let photo = Message { kind: Kind::Media, attachments: vec![picture], ..Message::default() };
        let line = Message { text: "Liked an image".to_owned(), ..Message::default() };
        let mut messages = [photo, line];
        mark(&mut messages);
        assert_eq!(messages[1].kind, Kind::Reaction);
    }
}
