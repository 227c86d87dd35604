//! The chat's name as WhatsApp writes it into the name of the exported file.

use std::path::Path;

/// Before and after the chat's name, by language of the phone, in lower case.
const AROUND: &[(&str, &str)] = &[
    ("whatsapp chat with ", ""),
    ("whatsapp chat - ", ""),
    ("whatsapp-chat mit ", ""),
    ("chat de whatsapp con ", ""),
    ("chat whatsapp con ", ""),
    ("discussion whatsapp avec ", ""),
    ("conversa do whatsapp com ", ""),
    ("conversa no whatsapp com ", ""),
    ("whatsapp-chat met ", ""),
    ("whatsapp-chat med ", ""),
    ("чат whatsapp с ", ""),
    ("与", "的 whatsapp 聊天"),
    ("與", "的 whatsapp 對話"),
];

/// The chat's name, if the file or the zip around it is called as WhatsApp calls exports.
pub(super) fn of_file(names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| of_name(name))
}

fn of_name(name: &str) -> Option<String> {
    let stem = Path::new(name).file_stem()?.to_str()?.replace('_', " ");
    let stem = without_copy_number(stem.trim());
    AROUND.iter().find_map(|(before, after)| {
        let start = stem.get(..before.len()).filter(|start| start.to_lowercase() == **before)?;
        let rest = &stem[start.len()..];
        let end = rest.len().checked_sub(after.len())?;
        let fits = rest.get(end..).is_some_and(|end| end.to_lowercase() == **after);
        let title = rest.get(..end)?.trim();
        (fits && !title.is_empty()).then(|| title.to_owned())
    })
}

/// Browsers add ` (1)` to the name of a file that is there already.
fn without_copy_number(stem: &str) -> &str {
    let number = stem.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match number {
        Some((before, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => before,
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chat_is_named_in_the_file_name_of_every_language() {
        let check =
            |name: &str, expected: Option<&str>| assert_eq!(of_name(name).as_deref(), expected, "{name}");
        check("WhatsApp Chat with Ana.txt", Some("Ana"));
        check("WhatsApp_Chat_with_Ana_B (1).txt", Some("Ana B"));
        check("WhatsApp Chat - Ana.zip", Some("Ana"));
        check("Conversa do WhatsApp com Zé.txt", Some("Zé"));
        check("Чат WhatsApp с Аней.txt", Some("Аней"));
        check("与Ana的 WhatsApp 聊天.txt", Some("Ana"));
        check("_chat.txt", None);
        check("notes.txt", None);
    }
}
