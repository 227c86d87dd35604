//! From a row to a message: its kind, its words, what hangs on it.

use super::fields::Field;
use super::known::Program;
use super::mapping::Mapping;
use super::rows::Row;
use super::values::{self, says_yes};
use crate::conversation::{
    Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind, Message, Reaction, SystemEvent,
};
use crate::import::attached::{kind_of_file, kind_of_message};
use crate::import::{Skip, text::with_line_breaks};
use std::borrow::Cow;

/// Reads what a row says, all but its time, its place and, unless it is nobody's, its writer.
pub(super) fn read(row: &Row, mapping: &Mapping, program: Option<Program>) -> Result<Message, Skip> {
    let cell = |field| mapping.cell(row, field);
    let raw = words(cell(Field::Subject), cell(Field::Text));
    let raw = raw.as_ref();
    let told = program.and_then(|program| program.says(raw));
    let attachments = attachments(cell(Field::Attachments));
    let deleted = says_yes(cell(Field::Deleted)) || told == Some(Kind::Deleted);
    let has_words = !raw.trim().is_empty();
    let named = told.or_else(|| values::kind(cell(Field::Kind)));
    let kind = match (named, attachments.first()) {
        _ if deleted && !has_words => Kind::Deleted,
        // A name tells more of a file than that it is one.
        (Some(Kind::Media) | None, Some(attachment)) => kind_of_message(attachment.kind),
        (Some(kind), _) => kind,
        (None, None) if has_words => Kind::Text,
        (None, None) => return Err(nothing(row, mapping)),
    };
    let is_placeholder = told.is_some_and(|kind| kind != Kind::System);
    let message = Message {
        kind,
        text: if is_placeholder { String::new() } else { with_line_breaks(raw) },
        raw: raw.to_owned(),
        quoted: Some(cell(Field::Quoted)).filter(|quoted| !quoted.trim().is_empty()).map(str::to_owned),
        forwarded: says_yes(cell(Field::Forwarded)),
        edited: says_yes(cell(Field::Edited)),
        deleted: deleted || kind == Kind::Deleted,
        reply_to: Some(cell(Field::ReplyTo)).filter(|id| !id.trim().is_empty()).map(str::to_owned),
        attachments: if attachments.is_empty() { left_out(kind) } else { attachments },
        reactions: reactions(cell(Field::Reactions)),
        call: (kind == Kind::Call).then_some(UNTOLD_CALL),
        event: (kind == Kind::System).then_some(SystemEvent::Notice),
        ..Message::default()
    };
    Ok(match program {
        Some(program) if has_words => program.retold(message),
        _ => message,
    })
}

/// What the sender typed: the subject stands above the text.
fn words<'a>(subject: &'a str, text: &'a str) -> Cow<'a, str> {
    match (subject.trim().is_empty(), text.trim().is_empty()) {
        (true, _) => Cow::Borrowed(text),
        (false, true) => Cow::Borrowed(subject),
        (false, false) => Cow::Owned(format!("{subject}\n{text}")),
    }
}

/// Of calls in tables no more is known than that there was one.
const UNTOLD_CALL: Call = Call { medium: CallMedium::Unknown, outcome: CallOutcome::Unknown, seconds: None };

/// A row with no words and nothing attached: an empty message if somebody sent it, else no message.
fn nothing(row: &Row, mapping: &Mapping) -> Skip {
    let tells = [Field::Sender, Field::SenderId, Field::Direction, Field::Role, Field::Time];
    let is_message = tells.into_iter().any(|field| !mapping.cell(row, field).trim().is_empty());
    if is_message { Skip::Empty } else { Skip::Malformed }
}

fn attachments(cell: &str) -> Vec<Attachment> {
    let attachment = |name: &str| Attachment {
        kind: kind_of_file(name),
        name: Some(name.to_owned()),
        omitted: false,
        transcription: None,
    };
    values::names(cell).into_iter().map(attachment).collect()
}

/// The file that the kind speaks of and the table does not name.
fn left_out(kind: Kind) -> Vec<Attachment> {
    let kind = match kind {
        Kind::Media => AttachmentKind::Unknown,
        Kind::Sticker => AttachmentKind::Sticker,
        Kind::Voice => AttachmentKind::Voice,
        Kind::Contact => AttachmentKind::Contact,
        _ => return Vec::new(),
    };
    vec![Attachment { kind, name: None, omitted: true, transcription: None }]
}

/// Emoji with or without a count ("👍 (2),❤ (1)"), one a line or with commas between: each as often as it
/// was given.
fn reactions(cell: &str) -> Vec<Reaction> {
    cell.split([',', '\n']).flat_map(given).collect()
}

/// One emoji as often as its count says.
fn given(part: &str) -> Vec<Reaction> {
    let (emoji, count) = part.split_once('(').unwrap_or((part, ""));
    let emoji = emoji.trim();
    if emoji.is_empty() {
        return Vec::new();
    }
    let count = count.trim().trim_end_matches(')').parse().unwrap_or(1);
    vec![Reaction { emoji: emoji.to_owned(), by: None }; usize::clamp(count, 1, MOST_REACTIONS)]
}

/// Channels count reactions by the thousand; that many copies of one say nothing.
const MOST_REACTIONS: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::table::rows::Table;

    fn message(columns: &[&str], cells: &[&str], program: Option<Program>) -> Result<Message, Skip> {
        let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let row = Row { cells: owned(cells), ..Row::default() };
        let full = Row { cells: vec!["x".to_owned(); columns.len()], ..Row::default() };
        let table = Table { columns: owned(columns), rows: vec![full], ..Table::default() };
        read(&row, &Mapping::by_name(&table, &[]).unwrap(), program)
    }

    fn check(columns: &[&str], cells: &[&str], kind: Kind, text: &str) {
        let message = message(columns, cells, None).unwrap();
        assert_eq!((message.kind, message.text.as_str()), (kind, text));
    }

    #[test]
    fn words_that_look_like_notices_are_words() {
        for text in ["you left me", "I never added her", "removed", "null", "security code", "system", "사진"]
        {
            check(&["sender", "text"], &["Ana", text], Kind::Text, text);
        }
    }

    #[test]
    fn captions_stay_words() {
        check(&["sender", "text", "attachments"], &["Ana", "our sea", "sea.jpg"], Kind::Media, "our sea");
        check(&["sender", "text", "attachments"], &["Ana", "", "PTT.opus"], Kind::Voice, "");
        check(&["sender", "text", "type"], &["Ana", "", "image"], Kind::Media, "");
    }

    #[test]
    fn flags_are_read_and_a_message_taken_back_is_kept_without_words() {
        let columns = ["sender", "text", "edited_at", "deleted", "is_forwarded", "reactions"];
        let read =
            message(&columns, &["Ana", "hi", "2024-01-05", "false", "true", "👍 (2),❤"], None).unwrap();
        assert!(read.edited && read.forwarded && !read.deleted);
        assert_eq!(
            read.reactions.iter().map(|reaction| reaction.emoji.as_str()).collect::<Vec<_>>(),
            ["👍", "👍", "❤"]
        );
        check(&columns, &["Ana", "", "", "true", "", ""], Kind::Deleted, "");
    }

    #[test]
    fn nothing_said_is_empty_and_nothing_at_all_is_malformed() {
        assert_eq!(message(&["sender", "text"], &["Ana", " "], None), Err(Skip::Empty));
        assert_eq!(message(&["sender", "text"], &["", ""], None), Err(Skip::Malformed));
    }

    #[test]
    fn a_programs_placeholder_is_no_words_but_stays_as_evidence() {
        let read =
            message(&["Date", "User", "Message"], &["2024-01-05", "Ana", "사진"], Some(Program::KakaoTalk));
        let read = read.unwrap();
        assert_eq!((read.kind, read.text.as_str(), read.raw.as_str()), (Kind::Media, "", "사진"));
        assert!(read.attachments[0].omitted);
    }
}
