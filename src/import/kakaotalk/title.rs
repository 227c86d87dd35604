//! The lines above the first message: the room's name and when the chat was saved.

use crate::import::template::fit;
use crate::import::text::visible;

/// By platform and language; phones may write the name of the file.
const TITLES: &[&str] = &[
    "* 님과 카카오톡 대화",
    "*님과 카카오톡 대화",
    "* 님과의 카카오톡 대화",
    "*님과의 카카오톡 대화",
    "* 카카오톡 대화",
    "* with KakaoTalk Chats",
    "KakaoTalk Chats with *",
    "* Talk Chats",
    "Chat with *",
];

/// Before the time at which the chat was saved.
const SAVED: &[&str] = &["저장한 날짜", "Date Saved", "Saved Date"];

/// The room's name, if the line is a title.
pub(super) fn parse(line: &str) -> Option<String> {
    let seen = visible(line);
    let seen = seen.trim();
    let told = seen.strip_suffix(".txt").unwrap_or(seen);
    TITLES.iter().find_map(|template| Some(fit(told, template)?.concat().trim().to_owned()))
}

/// Whether the line tells when the chat was saved.
pub(super) fn is_saved(line: &str) -> bool {
    let seen = visible(line);
    let rest = SAVED.iter().find_map(|label| seen.trim_start().strip_prefix(label));
    rest.is_some_and(|rest| rest.trim_start().starts_with(':') && rest.contains(|c: char| c.is_ascii_digit()))
}

/// The name without the number of members that some phones add to a group's.
pub(super) fn without_count(name: &str) -> &str {
    let count = name.rsplit_once(' ').and_then(|(name, count)| Some((name, count.parse::<u32>().ok()?)));
    match count {
        Some((name, 3..)) => name,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_named_above_the_chat() {
        for (line, name) in [
            ("민지 님과 카카오톡 대화", "민지"),
            ("\u{FEFF}합창단 12 님과 카카오톡 대화", "합창단 12"),
            ("민지님과의 카카오톡 대화", "민지"),
            ("Ana B with KakaoTalk Chats", "Ana B"),
            ("KakaoTalk Chats with Ana.txt", "Ana"),
            ("Chat with Ana", "Ana"),
        ] {
            assert_eq!(parse(line).as_deref(), Some(name), "{line}");
        }
        assert_eq!(parse("we talked on KakaoTalk"), None);
        assert_eq!(without_count("합창단 12"), "합창단");
        assert_eq!(without_count("Room 2"), "Room 2");
    }

    #[test]
    fn the_time_of_saving_is_told() {
        assert!(is_saved("저장한 날짜 : 2024-03-11 22:14:03"));
        assert!(is_saved("Date Saved : 2024-03-11 22:14:03"));
        assert!(!is_saved("Date Saved: never"));
    }
}
