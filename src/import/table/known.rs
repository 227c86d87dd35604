//! Tables that well-known programs write, told by their headers or, where they have none, by their cells, and
//! the lines in which these programs speak themselves (formats document, sections 3.2.3, 3.9, 3.10 and 3.12).
//!
//! A line is taken from its writer only if its whole text is the program's template; what it said
//! stays in the message.

use super::fields::fold;
use super::rows::Row;
use crate::conversation::{Kind, Message};
use crate::import::discord::{self, Notice};
use crate::import::kakaotalk::{self, Body};
use crate::import::stamp::{self, Stamp};

/// A program whose tables are known by their header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    /// `DiscordChatExporter`.
    Discord,
    /// `KakaoTalk` for Mac.
    KakaoTalk,
    /// iMazing's export of Messages.
    IMazing,
    /// iMazing's export of `WhatsApp`.
    IMazingWhatsApp,
    /// Viber's export by mail, which has no header.
    Viber,
}

/// What Viber's columns hold.
pub(super) const VIBER_COLUMNS: [&str; 5] = ["date", "time", "sender", "number", "text"];

impl Program {
    /// The program that writes tables with these columns.
    pub(super) fn of(columns: &[String]) -> Option<Self> {
        let folded: Vec<String> = columns.iter().map(|name| fold(name)).collect();
        let starts =
            |names: &[&str]| folded.len() >= names.len() && folded.iter().zip(names).all(|(a, b)| a == b);
        let has = |name: &str| folded.iter().any(|column| column == name);
        if starts(&["authorid", "author", "date", "content"]) {
            Some(Self::Discord)
        } else if starts(&["date", "user", "message"]) && columns.len() == 3 {
            Some(Self::KakaoTalk)
        } else if starts(&["chatsession", "messagedate"]) {
            Some(if has("sentdate") || has("forwarded") { Self::IMazingWhatsApp } else { Self::IMazing })
        } else {
            None
        }
    }

    /// The program that writes rows such as these without a header.
    pub(super) fn of_rows(rows: &[Row]) -> Option<Self> {
        let sample = &rows[..rows.len().min(ENOUGH)];
        let is_number = |row: &&Row| is_number(row.cell(3));
        let fits = |row: &&Row| {
            row.cells.len() >= VIBER_COLUMNS.len()
                && Stamp::parse(row.cell(0)).is_some_and(Stamp::is_day)
                && stamp::clock(row.cell(1)).is_some()
                && !row.cell(2).trim().is_empty()
                && (is_number(row) || row.cell(3).trim().is_empty())
        };
        let is_viber = sample.iter().any(|row| is_number(&row))
            && sample.iter().filter(fits).count() * 10 >= sample.len() * 9;
        is_viber.then_some(Self::Viber)
    }

    /// The app whose chat it is.
    pub(super) fn platform(self) -> &'static str {
        match self {
            Self::Discord => "Discord",
            Self::KakaoTalk => "KakaoTalk",
            Self::IMazing => "Messages",
            Self::IMazingWhatsApp => "WhatsApp",
            Self::Viber => "Viber",
        }
    }

    /// Whether its column "Subject" holds what the sender typed above the words.
    pub(super) fn writes_subjects(self) -> bool {
        matches!(self, Self::IMazing | Self::IMazingWhatsApp)
    }

    /// What the program says with a text that is nobody's words.
    pub(super) fn says(self, text: &str) -> Option<Kind> {
        let text = text.trim();
        match self {
            Self::Discord => Notice::of(text).map(kind_of),
            Self::KakaoTalk => kakaotalk(text),
            Self::IMazing | Self::IMazingWhatsApp | Self::Viber => None,
        }
    }

    /// The message with everything that the program's words tell of it beside its kind.
    pub(super) fn retold(self, message: Message) -> Message {
        match self {
            Self::KakaoTalk if message.kind != Kind::System => {
                let Body { kind, text, attachments, call } = Body::read(&message.raw);
                Message { kind, text, attachments, call, ..message }
            }
            Self::Discord => match Notice::of(&message.raw) {
                Some(Notice::Call(call)) => Message { call: Some(call), ..message },
                Some(Notice::Event(event)) => Message { event: Some(event), ..message },
                None => message,
            },
            _ => message,
        }
    }

    /// The chat's title in the name that the program gives its file, without the ending.
    pub(super) fn title_in(self, file: &str) -> Option<String> {
        if self == Self::Discord { discord::title_of_file(file) } else { None }
    }
}

/// Rows that suffice to tell a program.
const ENOUGH: usize = 50;

/// Whether the cell is a telephone number.
fn is_number(cell: &str) -> bool {
    let part = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '\u{A0}');
    cell.chars().all(part) && cell.chars().filter(char::is_ascii_digit).count() >= FEWEST_DIGITS
}

const FEWEST_DIGITS: usize = 6;

fn kind_of(notice: Notice) -> Kind {
    match notice {
        Notice::Call(_) => Kind::Call,
        Notice::Event(_) => Kind::System,
    }
}

fn kakaotalk(text: &str) -> Option<Kind> {
    let kind = if kakaotalk::is_notice(text) { Kind::System } else { Body::read(text).kind };
    (kind != Kind::Text).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(columns: &str, expected: Option<Program>) {
        let columns: Vec<String> = columns.split(',').map(str::to_owned).collect();
        assert_eq!(Program::of(&columns), expected);
    }

    #[test]
    fn programs_are_known_by_their_headers() {
        check("AuthorID,Author,Date,Content,Attachments,Reactions", Some(Program::Discord));
        check("Date,User,Message", Some(Program::KakaoTalk));
        check("Chat Session,Message Date,Service,Type,Text", Some(Program::IMazing));
        check("Chat Session,Message Date,Sent Date,Type,Text", Some(Program::IMazingWhatsApp));
        check("Date,Sender,Text", None);
    }

    #[test]
    fn only_whole_templates_are_taken_for_the_program() {
        assert_eq!(Program::KakaoTalk.says("사진 3장"), Some(Kind::Media));
        assert_eq!(Program::KakaoTalk.says("사진 봤어?"), None);
        assert_eq!(Program::KakaoTalk.says("민수님이 나갔습니다."), Some(Kind::System));
        assert_eq!(Program::Discord.says("Started a call that lasted 12 minutes."), Some(Kind::Call));
        assert_eq!(Program::Discord.says("Started a call that lasted forever."), None);
        assert_eq!(Program::Discord.says("Pinned a message."), Some(Kind::System));
        assert_eq!(Program::IMazing.says("사진"), None);
    }

    #[test]
    fn what_a_placeholder_tells_lands_in_its_fields() {
        let retold = |raw: &str| {
            let message = Message { raw: raw.to_owned(), ..Message::default() };
            Program::KakaoTalk.retold(message)
        };
        assert_eq!(retold("파일: plan.pdf").attachments[0].name.as_deref(), Some("plan.pdf"));
        assert_eq!(retold("보이스톡 0:17").call.and_then(|call| call.seconds), Some(17));
        assert_eq!(retold("(이모티콘) hi").text, "hi");
    }

    #[test]
    fn rows_of_viber_are_known_without_a_header() {
        let row = |cells: &[&str]| Row {
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
            ..Row::default()
        };
        let check = |rows: &[&[&str]], expected| {
            let rows: Vec<Row> = rows.iter().map(|cells| row(cells)).collect();
            assert_eq!(Program::of_rows(&rows), expected);
        };
        let mine: &[&str] = &["29/01/2018", "12:24:03", "Me", "", "hi"];
        let theirs: &[&str] = &["29/01/2018", "12:25:03", "Ana", "+49 170 1234567", "yo"];
        check(&[mine, theirs], Some(Program::Viber));
        check(&[mine], None);
        check(&[theirs, &["29/01/2018", "12:25:03", "Ana", "Berlin", "yo"]], None);
        check(&[&["29/01/2018 12:25", "12:25", "Ana", "+491701234567", "yo"]], None);
        check(&[&["29/01/2018", "12:25:03", "Ana", "1234567"]], None);
        check(&[], None);
    }
}
