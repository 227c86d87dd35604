//! The first line of a saved chat: whom it was with, or the group it was in.

use crate::conversation::Audience;
use crate::import::template::fit;
use crate::import::text::visible;

/// What the first line tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Title {
    /// The other person's name or the group's.
    pub(super) name: String,
    /// Two people or a group, where the language is known.
    pub(super) audience: Audience,
}

/// With these words every saved chat of a phone begins.
const MARK: &str = "[LINE]";

/// By language: English, Japanese, Chinese, Thai, Korean, Indonesian. What names a person stands before
/// what names a group.
const TEMPLATES: &[(Audience, &str)] = &[
    (Audience::Direct, "Chat history with *"),
    (Audience::Group, "Chat history in *"),
    (Audience::Direct, "Chat with *"),
    (Audience::Group, "Chat in *"),
    (Audience::Direct, "*とのトーク履歴"),
    (Audience::Direct, "*とのトーク"),
    (Audience::Group, "*のトーク履歴"),
    (Audience::Group, "*のトーク"),
    (Audience::Direct, "與*的聊天記錄"),
    (Audience::Direct, "與*的聊天紀錄"),
    (Audience::Group, "*的聊天記錄"),
    (Audience::Group, "*的聊天紀錄"),
    (Audience::Direct, "与*的聊天记录"),
    (Audience::Group, "*的聊天记录"),
    (Audience::Direct, "ประวัติการสนทนากับ*"),
    (Audience::Direct, "ประวัติการแชทกับ*"),
    (Audience::Group, "ประวัติการสนทนาใน*"),
    (Audience::Group, "ประวัติการแชทใน*"),
    (Audience::Direct, "*님과의 대화"),
    (Audience::Direct, "*님과의 대화 내용"),
    (Audience::Direct, "*님과의 대화내용"),
    (Audience::Direct, "*님과의 채팅"),
    (Audience::Group, "*의 대화"),
    (Audience::Group, "*의 대화 내용"),
    (Audience::Direct, "Riwayat obrolan dengan *"),
    (Audience::Direct, "Riwayat chat dengan *"),
    (Audience::Group, "Riwayat obrolan di *"),
    (Audience::Group, "Riwayat chat di *"),
];

impl Title {
    /// Reads the first line, if it is one that LINE writes; in an unknown language it is the name as it stands.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let seen = visible(line);
        let marked = seen.trim().strip_prefix(MARK).map(str::trim);
        let told = marked.unwrap_or(seen.trim());
        let mut fitting = TEMPLATES.iter().filter(|(_, template)| marked.is_some() || is_telling(template));
        let known = fitting.find_map(|(audience, template)| Some((*audience, fit(told, template)?)));
        match (known, marked) {
            (Some((audience, names)), _) => Some(Self { name: names.concat().trim().to_owned(), audience }),
            (None, Some(name)) => Some(Self { name: name.to_owned(), audience: Audience::Unknown }),
            (None, None) => None,
        }
    }
}

/// Whether the words are a title's even without the mark, which some computers leave out.
fn is_telling(template: &str) -> bool {
    ["history", "履歴", "聊天記錄", "聊天记录"].iter().any(|word| template.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(&str, Audience)>) {
        let title = Title::parse(line);
        assert_eq!(title.as_ref().map(|title| (title.name.as_str(), title.audience)), expected, "{line}");
    }

    #[test]
    fn a_title_names_a_person_or_a_group() {
        check("[LINE] Chat history with Ana B", Some(("Ana B", Audience::Direct)));
        check("[LINE] Chat history in Choir", Some(("Choir", Audience::Group)));
        check("\u{FEFF}[LINE] 花とのトーク履歴", Some(("花", Audience::Direct)));
        check("[LINE] 合唱団のトーク履歴", Some(("合唱団", Audience::Group)));
        check("[LINE] 與小花的聊天記錄", Some(("小花", Audience::Direct)));
        check("[LINE] 合唱團的聊天記錄", Some(("合唱團", Audience::Group)));
        check("[LINE] ประวัติการสนทนากับ นก", Some(("นก", Audience::Direct)));
        check("[LINE] Riwayat obrolan dengan Sari", Some(("Sari", Audience::Direct)));
        check("[LINE] 민지님과의 대화", Some(("민지", Audience::Direct)));
        check("Chat history with Ana", Some(("Ana", Audience::Direct)));
    }

    #[test]
    fn a_title_in_another_language_is_kept_as_it_stands_and_other_lines_are_none() {
        check("[LINE] Historial con Ana", Some(("Historial con Ana", Audience::Unknown)));
        check("Chat with Ana", None);
        check("My LINE chats", None);
    }
}
