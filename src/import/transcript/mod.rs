//! Plain transcripts: a name and words, as copied from an app or typed (formats document, section 3.8).
//!
//! One layout serves the whole file: the one that explains most of its lines. Lines in any other
//! shape are words of the message above them.

mod layout;
mod parse;
mod sender;
mod time;

use super::finish::Draft;
use super::stamp::{self, Stamp};
use super::{
    DateDecision, Format, ImportError, Options, Reader, Receipt, Skip, Source, dates::DateOrder, text,
};
use crate::conversation::{Conversation, Message, Participant, ParticipantId, SourcePos};
use layout::Layout;
use parse::Turn;
use std::collections::BTreeMap;

/// This format's row in the table.
pub(super) const FORMAT: Format = Format {
    name: "transcript",
    title: "Plain transcript (Name: text)",
    files: ".txt, .md, .log",
    steps: "Select the messages in the app, copy them into a text file; each begins with a name and a colon.",
    leaves_out: "Whatever the copying loses: often the times.",
    recognise: |file| recognise(file.start()),
    reader: Reader::AnyText(read),
};

/// Why a text is no transcript: counts and line numbers, never a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{matched} of {non_blank} lines begin a message and {people} people have two or more; a transcript needs \
     two such people (or one, and Me) and 3 lines of 10 such as \"Name: text\"; {}",
    next_step(lines)
)]
pub struct NoTranscript {
    /// Lines that begin a message in the layout that fits best.
    pub matched: usize,
    /// Lines with words.
    pub non_blank: usize,
    /// People with at least two messages in that layout.
    pub people: usize,
    /// The first lines that do not fit, counted from 1.
    pub lines: Vec<usize>,
}

/// How sure it is that the text is a transcript.
fn recognise(source: &Source) -> u8 {
    let lines: Vec<&str> = text::lines(&source.text).take(RECOGNISED_BY).collect();
    let fit = parse::best_fit(&lines);
    match fit.headers * 100 / fit.non_blank.max(1) {
        _ if !fit.is_transcript() => 0,
        share if share >= 80 => 50,
        share if share >= 50 => 40,
        _ => 30,
    }
}

/// Reads the whole text.
fn read(source: &Source, options: &Options) -> Result<Draft, ImportError> {
    let lines: Vec<&str> = text::lines(&source.text).collect();
    let fit = parse::best_fit(&lines);
    if !fit.is_transcript() {
        let lines = parse::unexplained(fit.layout, &lines, NAMED_LINES);
        let problem =
            NoTranscript { matched: fit.headers, non_blank: fit.non_blank, people: fit.regulars, lines };
        return Err(ImportError::Transcript { path: source.path.clone(), problem });
    }
    Ok(draft(source, options, fit.layout, &lines))
}

/// Lines that suffice to recognise a transcript.
const RECOGNISED_BY: usize = 400;

/// Lines that a refusal names.
const NAMED_LINES: usize = 3;

fn next_step(lines: &[usize]) -> String {
    let numbers = lines.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    match lines {
        [] => "check that the names stand before the colons".to_owned(),
        [_] => format!("look at line {numbers}, or name another format with --from"),
        _ => format!("look at lines {numbers}, or name another format with --from"),
    }
}

fn draft(source: &Source, options: &Options, layout: &Layout, lines: &[&str]) -> Draft {
    let (turns, count) = parse::turns(layout, lines);
    let stamps: Vec<Stamp> = turns.iter().filter_map(stamp_of).collect();
    let dates = stamp::decide(stamps.iter(), source, options);
    let mut people = People::default();
    let seen = turns.len();
    let messages: Vec<Message> = turns
        .into_iter()
        .filter(|turn| !turn.body.trim().is_empty())
        .map(|turn| people.message(turn, dates, source))
        .collect();
    let empty = seen - messages.len();
    let receipt = Receipt {
        format: FORMAT.name,
        variant: layout.shape.to_owned(),
        records_seen: seen,
        skipped: BTreeMap::from([(Skip::Empty, empty)]).into_iter().filter(|(_, count)| *count > 0).collect(),
        lines: Some(count),
        dates,
        ..Receipt::default()
    };
    let conversation = Conversation { participants: people.0, messages, ..Conversation::default() };
    Draft { conversation, receipt, marked: None }
}

fn stamp_of(turn: &Turn<'_>) -> Option<Stamp> {
    turn.when?.stamp()
}

/// Everybody who speaks; a name in small letters is the same name.
#[derive(Default)]
struct People(Vec<Participant>);

impl People {
    fn message(&mut self, turn: Turn<'_>, dates: Option<DateDecision>, source: &Source) -> Message {
        let order = dates.map_or(DateOrder::Dmy, |decision| decision.order);
        let (sent, precision) = stamp_of(&turn).and_then(|stamp| stamp.resolve(order)).unwrap_or_default();
        Message {
            sender: Some(self.id(turn.sender)),
            sent,
            precision,
            text: text::with_line_breaks(&turn.body),
            raw: turn.body,
            source: SourcePos { file: source.name.clone(), first: turn.first, last: turn.last },
            ..Message::default()
        }
    }

    fn id(&mut self, name: &str) -> ParticipantId {
        let known = self.0.iter().position(|person| person.is_called(name));
        ParticipantId(known.unwrap_or_else(|| {
            self.0.push(Participant::named(name));
            self.0.len() - 1
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::{Precision, SentAt};
    use crate::import::{Imported, finish};
    use proptest::prelude::*;

    fn source(text: &str) -> Source {
        Source::from_text("chat.txt", text)
    }

    /// Reads the text, and holds the receipt to its promises on the way.
    fn import(text: &str) -> Result<Imported, ImportError> {
        let (source, options) = (source(text), Options::default());
        let (imported, _) = finish::finish(read(&source, &options)?, &source, &options);
        assert!(imported.receipt.balances());
        assert_eq!(imported.receipt.lines.map(|lines| lines.header), Some(imported.receipt.records_seen));
        Ok(imported)
    }

    fn check(text: &str, expected: &[(&str, &str, SentAt)]) {
        let imported = import(text).unwrap();
        let conversation = &imported.conversation;
        let name =
            |message: &Message| conversation.participants[message.sender.unwrap().0].display_name.as_str();
        let said: Vec<_> = conversation
            .messages
            .iter()
            .map(|message| (name(message), message.text.as_str(), message.sent))
            .collect();
        assert_eq!(said, expected);
    }

    fn local(day: i8, hour: i8, minute: i8) -> SentAt {
        SentAt::Local(jiff::civil::datetime(2024, 1, day, hour, minute, 0, 0))
    }

    #[test]
    fn names_without_times_keep_the_order_of_the_file() {
        let unknown = SentAt::Unknown;
        check(
            "Me: hi\r\nAna: left\r\nAna: ok\r\nAna: ok\r\nMe: null",
            &[
                ("Me", "hi", unknown),
                ("Ana", "left", unknown),
                ("Ana", "ok", unknown),
                ("Ana", "ok", unknown),
                ("Me", "null", unknown),
            ],
        );
    }

    #[test]
    fn times_are_local_and_a_date_over_twelve_decides_the_order() {
        check(
            "[05/01/2024, 10:15] Ana: hi\n[05/01/2024, 10:16] Ben: yo\n[13/01/2024, 9:00 PM] Ana: you\nthere?\n\
             [13/01/2024, 9:01 PM] Ben: here",
            &[
                ("Ana", "hi", local(5, 10, 15)),
                ("Ben", "yo", local(5, 10, 16)),
                ("Ana", "you\nthere?", local(13, 21, 0)),
                ("Ben", "here", local(13, 21, 1)),
            ],
        );
    }

    #[test]
    fn a_clock_without_a_day_gives_no_time_but_is_no_part_of_the_name() {
        let imported = import("10:15 Ana: a\n10:16 Ben: b\n10:17 Ana: c\n10:18 Ben: d").unwrap();
        let message = &imported.conversation.messages[0];
        assert_eq!((message.sent, message.precision), (SentAt::Unknown, Precision::None));
        assert_eq!(imported.conversation.participants.len(), 2);
    }

    #[test]
    fn a_header_without_words_is_counted_and_skipped() {
        let imported = import("Ana: a\nBen:\nBen: b\nAna: c\nBen: d").unwrap();
        assert_eq!(imported.receipt.skipped[&Skip::Empty], 1);
    }

    #[test]
    fn a_message_knows_its_lines() {
        let imported = import("Talk\n\nAna: a\n\nmore\nBen: b\nAna: c\nBen: d\n\n").unwrap();
        let first = &imported.conversation.messages[0];
        assert_eq!((first.source.first, first.source.last), (3, 5));
    }

    #[test]
    fn a_refusal_names_lines_and_holds_no_words() {
        let error = import("secret\nAna: secret\nsecret\n\nsecret").unwrap_err().to_string();
        assert!(error.contains("lines 1, 3, 5") && error.contains("--from"), "{error}");
        assert!(!error.contains("secret"), "{error}");
        assert!(import("").is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([a-zA-Z<>:*\\[\\]()-]{0,3}[ :\n0-9.]?|\\PC|\n){0,80}") {
            let _ = import(&text);
            recognise(&source(&text));
        }

        #[test]
        fn no_word_is_lost(bodies in prop::collection::vec("[a-z :.,!é😀]{1,30}(\n[a-z .]{0,20}){0,2}", 4..20)) {
            let names = ["Ana", "Ben"];
            let text: String =
                bodies.iter().enumerate().map(|(index, body)| format!("{}: {body}\n", names[index % 2])).collect::<Vec<_>>().concat();
            let imported = import(&text).unwrap();
            let kept: Vec<&str> =
                imported.conversation.messages.iter().flat_map(|message| message.text.split_whitespace()).collect();
            let written: Vec<&str> = bodies.iter().flat_map(|body| body.split_whitespace()).collect();
            prop_assert_eq!(kept, written);
        }
    }
}
