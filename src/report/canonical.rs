//! The canonical messages as JSON lines: one object a line, whatever app the chat came from.
//!
//! The shapes here are a published promise and belong to this edge alone; the inner types carry no
//! serialisation. The output holds every word of the chat, so it is for its owner only.

use crate::conversation::{
    Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Conversation, Message, Reaction, SourcePos,
    SystemEvent,
};
use crate::import::Imported;
use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter};
use std::io::{self, Write};

/// Writes every message of the conversation, one JSON object a line, in time order.
///
/// | field | value |
/// |---|---|
/// | `n` | position in the conversation |
/// | `id` | the app's own id of the message |
/// | `conversation` | the chat's title, or its id where the export has no title |
/// | `sender` | display name; `null` for lines of the app itself |
/// | `is_me` | whether the owner wrote it; `null` while nobody is known to be the owner, and for lines of the app |
/// | `time` | ISO 8601; an offset or `Z` only where the export knows one, only a day where it knows no clock; `null` without a time |
/// | `kind` | [`Kind::name`](crate::conversation::Kind::name) |
/// | `text` | the sender's own words; may be empty |
/// | `quoted` | words of the message replied to |
/// | `forwarded`, `edited`, `deleted` | `true` |
/// | `reply_to` | the app's id of the message replied to |
/// | `event` | what the app reports: `encryption`, `group_created`, `membership`, `group_changed`, `identity`, `timer`, `blocked`, `unblocked`, `call_started`, `notice` |
/// | `attachments` | list of `kind` (`image`, `video`, `audio`, `voice`, `sticker`, `gif`, `document`, `contact`, `unknown`), `name`, `omitted`, `transcription` |
/// | `reactions` | list of `emoji` and `by` (a display name or `null`) |
/// | `call` | `medium` (`voice`, `video`, `unknown`), `outcome` (`answered`, `missed`, `declined`, `unanswered`, `unknown`), `seconds` |
/// | `source` | `file`, `first`, `last`: where it stands in the export, lines or records counted from 1 |
///
/// `id`, and fields from `quoted` to `call`, are left out where there is nothing to say. Characters that could
/// steer a terminal or turn the direction of text are written as `\u` escapes, which every JSON
/// reader turns back.
pub fn write(imported: &Imported, out: &mut dyn Write) -> io::Result<()> {
    let conversation = &imported.conversation;
    for message in &conversation.messages {
        let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Harmless);
        Line::of(message, conversation).serialize(&mut serializer)?;
        writeln!(out)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Line<'a> {
    n: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    conversation: &'a str,
    sender: Option<&'a str>,
    is_me: Option<bool>,
    time: Option<String>,
    kind: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quoted: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    forwarded: bool,
    #[serde(skip_serializing_if = "is_false")]
    edited: bool,
    #[serde(skip_serializing_if = "is_false")]
    deleted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<AttachmentLine<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reactions: Vec<ReactionLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<CallLine>,
    source: SourceLine<'a>,
}

impl<'a> Line<'a> {
    fn of(message: &'a Message, conversation: &'a Conversation) -> Self {
        let name = |id| conversation.participant(id).display_name.as_str();
        Self {
            n: message.seq,
            id: message.id.as_deref(),
            conversation: if conversation.title.is_empty() { &conversation.id } else { &conversation.title },
            sender: message.sender.map(name),
            is_me: conversation.owner.and(message.sender).map(|_| conversation.is_own(message)),
            time: message.sent.to_iso(),
            kind: message.kind.name(),
            text: &message.text,
            quoted: message.quoted.as_deref(),
            forwarded: message.forwarded,
            edited: message.edited,
            deleted: message.deleted,
            reply_to: message.reply_to.as_deref(),
            event: message.event.map(event_name),
            attachments: message.attachments.iter().map(AttachmentLine::of).collect(),
            reactions: message
                .reactions
                .iter()
                .map(|reaction| ReactionLine::of(reaction, conversation))
                .collect(),
            call: message.call.map(CallLine::of),
            source: SourceLine::of(&message.source),
        }
    }
}

#[derive(Serialize)]
struct AttachmentLine<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    omitted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    transcription: Option<&'a str>,
}

impl<'a> AttachmentLine<'a> {
    fn of(attachment: &'a Attachment) -> Self {
        Self {
            kind: attachment_name(attachment.kind),
            name: attachment.name.as_deref(),
            omitted: attachment.omitted,
            transcription: attachment.transcription.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct ReactionLine<'a> {
    emoji: &'a str,
    by: Option<&'a str>,
}

impl<'a> ReactionLine<'a> {
    fn of(reaction: &'a Reaction, conversation: &'a Conversation) -> Self {
        Self {
            emoji: &reaction.emoji,
            by: reaction.by.map(|id| conversation.participant(id).display_name.as_str()),
        }
    }
}

#[derive(Serialize)]
struct CallLine {
    medium: &'static str,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u32>,
}

impl CallLine {
    fn of(call: Call) -> Self {
        let medium = match call.medium {
            CallMedium::Voice => "voice",
            CallMedium::Video => "video",
            CallMedium::Unknown => "unknown",
        };
        let outcome = match call.outcome {
            CallOutcome::Answered => "answered",
            CallOutcome::Missed => "missed",
            CallOutcome::Declined => "declined",
            CallOutcome::Unanswered => "unanswered",
            CallOutcome::Unknown => "unknown",
        };
        Self { medium, outcome, seconds: call.seconds }
    }
}

#[derive(Serialize)]
struct SourceLine<'a> {
    file: &'a str,
    first: usize,
    last: usize,
}

impl<'a> SourceLine<'a> {
    fn of(source: &'a SourcePos) -> Self {
        Self { file: &source.file, first: source.first, last: source.last }
    }
}

fn event_name(event: SystemEvent) -> &'static str {
    match event {
        SystemEvent::Encryption => "encryption",
        SystemEvent::GroupCreated => "group_created",
        SystemEvent::Membership => "membership",
        SystemEvent::GroupChanged => "group_changed",
        SystemEvent::Identity => "identity",
        SystemEvent::Timer => "timer",
        SystemEvent::Blocked => "blocked",
        SystemEvent::Unblocked => "unblocked",
        SystemEvent::CallStarted => "call_started",
        SystemEvent::Notice => "notice",
    }
}

fn attachment_name(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Image => "image",
        AttachmentKind::Video => "video",
        AttachmentKind::Audio => "audio",
        AttachmentKind::Voice => "voice",
        AttachmentKind::Sticker => "sticker",
        AttachmentKind::Gif => "gif",
        AttachmentKind::Document => "document",
        AttachmentKind::Contact => "contact",
        AttachmentKind::Unknown => "unknown",
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// Compact JSON in which no character can steer a terminal or reorder a line.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain_from = 0;
        for (at, character) in fragment.char_indices().filter(|&(_, character)| steers(character)) {
            writer.write_all(&fragment.as_bytes()[plain_from..at])?;
            write!(writer, "\\u{:04x}", u32::from(character))?;
            plain_from = at + character.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[plain_from..])
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        serde_json::ser::CompactFormatter.write_char_escape(writer, escape)
    }
}

/// Delete and the C1 controls, marks and overrides of writing direction, line and paragraph
/// separators, byte order mark. All lie in the basic plane, so four hex digits name them.
fn steers(character: char) -> bool {
    matches!(
        character,
        '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::{Kind, Participant, ParticipantId, Precision, SentAt};
    use crate::import::{self, Options, Receipt};
    use serde_json::{Value, json};

    fn spoken(sender: usize, text: &str) -> Message {
        Message { sender: Some(ParticipantId(sender)), text: text.into(), ..Message::default() }
    }

    fn print(owner: Option<ParticipantId>, message: Message) -> String {
        let participants = vec![Participant::named("Ana"), Participant::named("Ben")];
        let conversation = Conversation {
            title: "Ana and Ben".into(),
            participants,
            messages: vec![message],
            owner,
            ..Conversation::default()
        };
        let mut out = Vec::new();
        write(&Imported { conversation, receipt: Receipt::default() }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn check(message: Message, expected: &Value) {
        let printed: Value = serde_json::from_str(&print(Some(ParticipantId(0)), message)).unwrap();
        assert_eq!(&printed, expected);
    }

    #[test]
    fn a_plain_message_has_only_the_fields_that_every_message_has() {
        let message = Message {
            sent: SentAt::Local(jiff::civil::datetime(2026, 1, 29, 12, 24, 0, 0)),
            precision: Precision::Minute,
            source: SourcePos { file: "chat.csv".into(), first: 2, last: 3 },
            ..spoken(0, "hello")
        };
        let expected = json!({
            "n": 0, "conversation": "Ana and Ben", "sender": "Ana", "is_me": true,
            "time": "2026-01-29T12:24:00", "kind": "text", "text": "hello",
            "source": {"file": "chat.csv", "first": 2, "last": 3},
        });
        check(message, &expected);
    }

    #[test]
    fn everything_else_is_printed_where_there_is_something_to_say() {
        let message = Message {
            kind: Kind::Call,
            quoted: Some("earlier".into()),
            forwarded: true,
            edited: true,
            deleted: true,
            reply_to: Some("17".into()),
            event: Some(SystemEvent::CallStarted),
            attachments: vec![Attachment {
                kind: AttachmentKind::Voice,
                name: Some("PTT.opus".into()),
                omitted: false,
                transcription: Some("hi".into()),
            }],
            reactions: vec![Reaction { emoji: "👍".into(), by: Some(ParticipantId(0)) }],
            call: Some(Call { medium: CallMedium::Video, outcome: CallOutcome::Answered, seconds: Some(61) }),
            ..spoken(1, "")
        };
        let expected = json!({
            "n": 0, "conversation": "Ana and Ben", "sender": "Ben", "is_me": false,
            "time": null, "kind": "call", "text": "", "quoted": "earlier",
            "forwarded": true, "edited": true, "deleted": true, "reply_to": "17", "event": "call_started",
            "attachments": [{"kind": "voice", "name": "PTT.opus", "omitted": false, "transcription": "hi"}],
            "reactions": [{"emoji": "👍", "by": "Ana"}],
            "call": {"medium": "video", "outcome": "answered", "seconds": 61},
            "source": {"file": "", "first": 0, "last": 0},
        });
        check(message, &expected);
    }

    #[test]
    fn nobody_is_me_while_the_owner_is_unknown_and_the_app_never_is() {
        assert!(print(None, spoken(0, "x")).contains("\"is_me\":null"));
        let notice = Message { kind: Kind::System, text: "notice".into(), ..Message::default() };
        assert!(print(Some(ParticipantId(0)), notice).contains("\"sender\":null,\"is_me\":null"));
    }

    #[test]
    fn an_instant_keeps_its_offset() {
        let sent = SentAt::Instant {
            at: "2026-01-29T23:30:00Z".parse().unwrap(),
            offset: Some(jiff::tz::Offset::constant(2)),
        };
        let printed = print(None, Message { sent, ..spoken(0, "x") });
        assert!(printed.contains("\"time\":\"2026-01-30T01:30:00+02:00\""));
    }

    #[test]
    fn a_message_stays_on_one_line_and_steers_no_terminal_and_loses_nothing() {
        let hostile = "a\nb\u{1b}[2J\u{9b}31m\u{202e}txt\u{2028}z \"q\" \\ 👩\u{200d}🚀";
        let printed = print(None, spoken(0, hostile));
        assert_eq!(printed.matches('\n').count(), 1);
        assert!(!printed.trim_end().chars().any(|character| character.is_control() || steers(character)));
        let back: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(back["text"], hostile);
    }

    /// The text read as this format.
    fn import(format: &str, text: &str) -> Imported {
        let options = Options { format: Some(format.to_owned()), ..Options::default() };
        import::read_texts(&[("chat", text)], &options).unwrap().remove(0)
    }

    #[test]
    fn canonical_lines_are_read_back_as_they_were() {
        let first = import(
            "json",
            r#"[{"sender":"Ana","text":"hi\nthere","date":"2024-01-29T12:24:00+02:00","edited":true,"from_me":true},
                {"sender":"Ben","text":"left","date":"2024-01-29 13:25","quoted":"hi","from_me":false},
                {"sender":"Ben","text":"","attachments":["sea.jpg"],"from_me":false}]"#,
        );
        let mut lines = Vec::new();
        write(&first, &mut lines).unwrap();
        let second = import("jsonl", &String::from_utf8(lines).unwrap());
        let essence = |imported: &Imported| {
            let conversation = imported.conversation.clone();
            // A line counts as second-precise once it is printed with seconds.
            let bare =
                |message| Message { source: SourcePos::default(), precision: Precision::None, ..message };
            let messages: Vec<Message> = conversation.messages.into_iter().map(bare).collect();
            (messages, conversation.participants, conversation.owner)
        };
        assert_eq!(essence(&first), essence(&second));
    }
}
