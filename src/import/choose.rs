//! Which of several chats is meant.

use super::Imported;
use super::text::folded;
use crate::conversation::{Audience, Conversation};

/// The chats that this name means: those titled so and the direct ones with a person called so; else
/// those whose title or other person begins so; else groups in which such a person is.
pub fn chats_with(chats: Vec<Imported>, name: &str) -> Vec<Imported> {
    let wanted = folded(name);
    let exact = |found: &str| folded(found) == wanted;
    let begins = |found: &str| !wanted.is_empty() && folded(found).starts_with(&wanted);
    let is_direct = |chat: &Conversation| chat.audience != Audience::Group;
    let rules: [&dyn Fn(&Conversation) -> bool; 3] = [
        &|chat| exact(&chat.title) || (is_direct(chat) && others(chat).any(exact)),
        &|chat| begins(&chat.title) || (is_direct(chat) && others(chat).any(begins)),
        &|chat| others(chat).any(exact),
    ];
    let chosen = rules.iter().find(|rule| chats.iter().any(|chat| rule(&chat.conversation)));
    chosen.map_or_else(Vec::new, |rule| chats.into_iter().filter(|chat| rule(&chat.conversation)).collect())
}

/// Every name of everybody but the owner.
fn others(chat: &Conversation) -> impl Iterator<Item = &str> {
    let owner = chat.owner.map(|id| id.0);
    let people = chat.participants.iter().enumerate().filter(move |(place, _)| Some(*place) != owner);
    people.flat_map(|(_, person)| person.aliases.iter().map(String::as_str))
}

#[cfg(test)]
#[expect(clippy::format_collect, reason = "a line for each reads better than a fold")]
mod tests {
    use super::*;
    use crate::import::{Options, read_texts};

    #[test]
    fn a_name_means_the_chat_with_that_person_before_it_means_a_group() {
        let text = |people: &[&str]| {
            people
                .iter()
                .map(|name| format!("29.01.18, 12:24 - {name}: hi\n29.01.18, 12:25 - {name}: yo\n"))
                .collect::<String>()
        };
        let texts = [
            text(&["Me", "Ana"]),
            text(&["Me", "Ana", "Ben"]),
            text(&["Me", "Anatole"]),
            text(&["Me", "Cem", "Dot"]),
        ];
        let names = ["a.txt", "b.txt", "c.txt", "d.txt"];
        let texts: Vec<(&str, &str)> = names.into_iter().zip(texts.iter().map(String::as_str)).collect();
        let check = |name: &str, expected: &[&str]| {
            let chats = read_texts(&texts, &Options { me: Some("Me".into()), ..Options::default() }).unwrap();
            let chosen: Vec<String> =
                chats_with(chats, name).iter().map(|chat| chat.conversation.name()).collect();
            assert_eq!(chosen, expected, "{name}");
        };
        check("ana", &["Ana"]);
        check("ANAT", &["Anatole"]);
        check("an", &["Ana", "Anatole"]);
        check("Dot", &["Cem, Dot"]);
        check("Eve", &[]);
    }
}
