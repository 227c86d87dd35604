//! What single cells mean: direction, part in a talk, kind of message, yes and no.

use super::fields::fold;
use crate::conversation::Kind;

/// Whether the owner sent a message or received it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// The owner sent it.
    Outgoing,
    /// Somebody else did.
    Incoming,
    /// The app speaks.
    Notice,
}

impl Direction {
    /// Reads the cell of the column with this folded name. Bare 1 and 0 mean yes and no, as in
    /// `is_from_me`; in a column `type` 1 is received and 2 is sent, as Android counts.
    pub(super) fn parse(column: &str, cell: &str) -> Option<Self> {
        let folded = fold(cell);
        match (column, folded.as_str()) {
            ("type" | "folder", "1") => return Some(Self::Incoming),
            ("type" | "folder", "2") => return Some(Self::Outgoing),
            ("type" | "folder", "0") => return None,
            _ => {}
        }
        match folded.as_str() {
            "outgoing" | "out" | "outbound" | "sent" | "send" | "me" | "self" | "fromme" | "outbox"
            | "sentbox" | "true" | "yes" | "1" | "ausgehend" | "gesendet" | "saliente" | "enviado" => {
                Some(Self::Outgoing)
            }
            "incoming" | "in" | "inbound" | "received" | "receive" | "them" | "other" | "fromthem"
            | "inbox" | "false" | "no" | "0" | "eingehend" | "empfangen" | "entrante" | "recibido" => {
                Some(Self::Incoming)
            }
            "notification" | "system" | "service" | "notice" => Some(Self::Notice),
            _ => None,
        }
    }
}

/// Who speaks in a talk with an assistant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The person whose log it is.
    User,
    /// The assistant, or a tool that it called.
    Assistant,
    /// Instructions that nobody in the talk typed.
    System,
}

impl Role {
    /// Reads a role column's cell.
    pub(super) fn parse(cell: &str) -> Option<Self> {
        match fold(cell).as_str() {
            "user" | "human" => Some(Self::User),
            "assistant" | "ai" | "bot" | "model" | "gpt" | "chatgpt" | "claude" | "tool" | "function" => {
                Some(Self::Assistant)
            }
            "system" | "developer" => Some(Self::System),
            _ => None,
        }
    }
}

/// The kind that a type column's cell names; `None` for plain messages and unknown words.
pub(super) fn kind(cell: &str) -> Option<Kind> {
    match fold(cell).as_str() {
        "media" | "image" | "photo" | "picture" | "video" | "audio" | "file" | "document" => {
            Some(Kind::Media)
        }
        "sticker" | "gif" | "animation" => Some(Kind::Sticker),
        "voice" | "voicemessage" | "voicenote" | "ptt" => Some(Kind::Voice),
        "call" | "voicecall" | "videocall" | "phonecall" => Some(Kind::Call),
        "location" | "livelocation" => Some(Kind::Location),
        "contact" | "contactcard" | "vcard" => Some(Kind::Contact),
        "poll" => Some(Kind::Poll),
        "deleted" | "revoked" | "unsent" => Some(Kind::Deleted),
        "system"
        | "service"
        | "notification"
        | "notice"
        | "event"
        | "recipientadd"
        | "recipientremove"
        | "channelnamechange"
        | "channeliconchange"
        | "channelpinnedmessage"
        | "guildmemberjoin"
        | "threadcreated" => Some(Kind::System),
        "reaction" => Some(Kind::Reaction),
        _ => None,
    }
}

/// Whether a flag's cell says yes: filled, and not with a word for no. A date of editing says yes.
pub(super) fn says_yes(cell: &str) -> bool {
    !matches!(fold(cell).as_str(), "" | "false" | "no" | "0" | "null" | "none" | "nein" | "n" | "f")
}

/// The names in an attachments cell: one a line, or addresses with commas between.
pub(super) fn names(cell: &str) -> Vec<&str> {
    let is_address = |part: &str| part.trim_start().starts_with("http");
    let addresses = cell.split(',').all(is_address);
    let parts: Vec<&str> = if addresses { cell.split(',').collect() } else { cell.lines().collect() };
    parts.into_iter().map(str::trim).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(column: &str, cell: &str, expected: Option<Direction>) {
        assert_eq!(Direction::parse(column, cell), expected, "{column}: {cell}");
    }

    #[test]
    fn directions_are_read_as_apps_write_them() {
        check("direction", "Outgoing", Some(Direction::Outgoing));
        check("isfromme", "1", Some(Direction::Outgoing));
        check("isfromme", "false", Some(Direction::Incoming));
        check("type", "1", Some(Direction::Incoming));
        check("type", "2", Some(Direction::Outgoing));
        check("folder", "INBOX", Some(Direction::Incoming));
        check("type", "Notification", Some(Direction::Notice));
        check("type", "text", None);
    }

    #[test]
    fn a_date_says_yes_and_a_word_for_no_does_not() {
        assert!(says_yes("2024-01-05T10:15:00Z"));
        assert!(says_yes("True"));
        assert!(!says_yes(" "));
        assert!(!says_yes("False"));
        assert!(!says_yes("null"));
    }

    #[test]
    fn attachments_are_one_a_line_or_addresses_with_commas() {
        assert_eq!(
            names("https://a.example/1.png,https://a.example/2.mp4"),
            ["https://a.example/1.png", "https://a.example/2.mp4"]
        );
        assert_eq!(names("photo, the first.png\n\nnotes.pdf"), ["photo, the first.png", "notes.pdf"]);
        assert!(names("").is_empty());
    }
}
