//! Tables that well-known programs write, told by their headers, and the lines in which these
//! programs speak themselves (formats document, sections 3.2.3, 3.9 and 3.10).
//!
//! A line is taken from its writer only if its whole text is the program's template; what it said
//! stays in the message.

use super::fields::fold;
use crate::conversation::{Call, Kind, SystemEvent};
use crate::import::discord::{self, Notice};

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
}

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

    /// The app whose chat it is.
    pub(super) fn platform(self) -> &'static str {
        match self {
            Self::Discord => "Discord",
            Self::KakaoTalk => "KakaoTalk",
            Self::IMazing => "Messages",
            Self::IMazingWhatsApp => "WhatsApp",
        }
    }

    /// What the program says with a text that is nobody's words.
    pub(super) fn says(self, text: &str) -> Option<Said> {
        let text = text.trim();
        match self {
            Self::Discord => Notice::of(text).map(Said::of_discord),
            Self::KakaoTalk => kakaotalk(text).map(|kind| Said { kind, call: None, event: None }),
            Self::IMazing | Self::IMazingWhatsApp => None,
        }
    }

    /// The chat's title in the name that the program gives its file, without the ending.
    pub(super) fn title_in(self, file: &str) -> Option<String> {
        match self {
            Self::Discord => discord::title_of_file(file),
            Self::KakaoTalk | Self::IMazing | Self::IMazingWhatsApp => None,
        }
    }
}

/// What a program says in a row of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// What the row is.
    pub(super) kind: Kind,
    /// What is told of a call.
    pub(super) call: Option<Call>,
    /// What happened.
    pub(super) event: Option<SystemEvent>,
}

impl Said {
    fn of_discord(notice: Notice) -> Self {
        match notice {
            Notice::Call(call) => Self { kind: Kind::Call, call: Some(call), event: None },
            Notice::Event(event) => Self { kind: Kind::System, call: None, event: Some(event) },
        }
    }
}

fn kakaotalk(text: &str) -> Option<Kind> {
    let photos = |count: &str| count.bytes().all(|byte| byte.is_ascii_digit()) && !count.is_empty();
    let notice = ["님이 들어왔습니다.", "님이 나갔습니다.", "님을 초대했습니다."];
    let is_notice = notice.iter().any(|ending| text.ends_with(ending));
    match text {
        "사진" | "동영상" => Some(Kind::Media),
        "이모티콘" => Some(Kind::Sticker),
        "음성메시지" => Some(Kind::Voice),
        "보이스톡" | "페이스톡" => Some(Kind::Call),
        "삭제된 메시지입니다." => Some(Kind::Deleted),
        _ if text.strip_prefix("사진 ").and_then(|rest| rest.strip_suffix('장')).is_some_and(photos) => {
            Some(Kind::Media)
        }
        _ if text.starts_with("파일: ") && !text.contains('\n') => Some(Kind::Media),
        _ if is_notice && text.chars().count() <= LONGEST_NOTICE && !text.contains('\n') => {
            Some(Kind::System)
        }
        _ => None,
    }
}

/// A name has up to 80 characters (formats document, section 3.1), an invitation two of them.
const LONGEST_NOTICE: usize = 200;

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
        let kind = |program: Program, text| program.says(text).map(|said| said.kind);
        assert_eq!(kind(Program::KakaoTalk, "사진 3장"), Some(Kind::Media));
        assert_eq!(kind(Program::KakaoTalk, "사진 봤어?"), None);
        assert_eq!(kind(Program::KakaoTalk, "민수님이 나갔습니다."), Some(Kind::System));
        assert_eq!(kind(Program::Discord, "Started a call that lasted 12 minutes."), Some(Kind::Call));
        assert_eq!(kind(Program::Discord, "Started a call that lasted forever."), None);
        assert_eq!(kind(Program::Discord, "Pinned a message."), Some(Kind::System));
        assert_eq!(kind(Program::IMazing, "사진"), None);
    }
}
