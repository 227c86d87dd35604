//! Whose export it is (formats document, section 2, "Which participant is me").

use crate::conversation::{Conversation, Participant, ParticipantId};
use crate::import::text::folded;
use crate::import::{ImportError, Options, OwnerEvidence, Source};
use std::collections::BTreeMap;

/// The owner and how they were found: `--me`, else what the format marks, else a name that only the
/// exporting person gets, else the chat's title, which names the other of two.
pub(super) fn find(
    conversation: &Conversation,
    marked: Option<(ParticipantId, OwnerEvidence)>,
    source: &Source,
    options: &Options,
) -> Result<Option<(ParticipantId, OwnerEvidence)>, ImportError> {
    if let Some(me) = &options.me {
        return asked(conversation, me, source).map(|id| Some((id, OwnerEvidence::Option)));
    }
    Ok(marked
        .or_else(|| first_person(conversation).map(|id| (id, OwnerEvidence::FirstPerson)))
        .or_else(|| not_the_title(conversation).map(|id| (id, OwnerEvidence::ChatTitle))))
}

/// Names under which apps write the exporting person.
const FIRST_PERSON: &[&str] = &["me", "you", "ich", "du", "tú", "yo", "você", "moi"];

fn first_person(conversation: &Conversation) -> Option<ParticipantId> {
    only(conversation, |person| person.aliases.iter().any(|name| FIRST_PERSON.contains(&&*folded(name))))
}

fn not_the_title(conversation: &Conversation) -> Option<ParticipantId> {
    if conversation.participants.len() != 2 || conversation.title.is_empty() {
        return None;
    }
    let titled = only(conversation, |person| is_called(person, &conversation.title))?;
    Some(ParticipantId(1 - titled.0))
}

/// `--me`: an exact name, else the beginning of exactly one person's name, else a number written otherwise.
fn asked(conversation: &Conversation, me: &str, source: &Source) -> Result<ParticipantId, ImportError> {
    let wanted = folded(me);
    let begins = |person: &Participant| {
        !wanted.is_empty() && person.aliases.iter().any(|name| folded(name).starts_with(&wanted))
    };
    let number = digits(&wanted);
    let same_number = |person: &Participant| {
        number.len() >= 6 && person.aliases.iter().any(|name| digits(name).ends_with(&number))
    };
    let exact = who(conversation, |person| is_called(person, me));
    let found = [exact, who(conversation, begins), who(conversation, same_number)]
        .into_iter()
        .find(|found| !found.is_empty());
    let path = source.path.clone();
    let wanted = me.to_owned();
    match found.as_deref() {
        Some([id]) => Ok(*id),
        Some(several) => Err(ImportError::SeveralMe { path, wanted, people: counted(conversation, several) }),
        None => {
            let everybody: Vec<_> = (0..conversation.participants.len()).map(ParticipantId).collect();
            Err(ImportError::UnknownMe { path, wanted, people: counted(conversation, &everybody) })
        }
    }
}

/// The one person who is in most of several chats: their export it is.
pub(in crate::import) fn in_most_chats(chats: &[&Conversation]) -> Option<String> {
    if chats.len() < FEWEST_CHATS {
        return None;
    }
    let mut counts: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for chat in chats {
        let names: BTreeMap<String, &str> = chat
            .participants
            .iter()
            .map(|person| (folded(&person.display_name), person.display_name.as_str()))
            .collect();
        for (key, name) in names {
            counts.entry(key).or_insert((0, name)).0 += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_values().collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    match counts[..] {
        [(most, name), (second, _), ..] if most > second && most * 5 >= chats.len() * 4 => {
            Some(name.to_owned())
        }
        _ => None,
    }
}

/// In fewer chats, chance makes one person the most frequent.
const FEWEST_CHATS: usize = 3;

fn is_called(person: &Participant, name: &str) -> bool {
    let wanted = folded(name);
    person.aliases.iter().any(|alias| folded(alias) == wanted)
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn who(conversation: &Conversation, is_meant: impl Fn(&Participant) -> bool) -> Vec<ParticipantId> {
    let people = conversation.participants.iter().enumerate();
    people.filter(|(_, person)| is_meant(person)).map(|(index, _)| ParticipantId(index)).collect()
}

fn only(conversation: &Conversation, is_meant: impl Fn(&Participant) -> bool) -> Option<ParticipantId> {
    match who(conversation, is_meant)[..] {
        [id] => Some(id),
        _ => None,
    }
}

/// Names with their numbers of messages, most first.
fn counted(conversation: &Conversation, people: &[ParticipantId]) -> Vec<(String, usize)> {
    let messages = |id| conversation.messages.iter().filter(|message| message.sender == Some(id)).count();
    let mut counted: Vec<_> =
        people.iter().map(|&id| (conversation.participant(id).display_name.clone(), messages(id))).collect();
    counted.sort_by(|(a_name, a), (b_name, b)| b.cmp(a).then_with(|| a_name.cmp(b_name)));
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn talk(names: &[&str], title: &str) -> Conversation {
        Conversation {
            title: title.to_owned(),
            participants: names.iter().map(|name| Participant::named(name)).collect(),
            ..Conversation::default()
        }
    }

    fn find_in(
        conversation: &Conversation,
        me: Option<&str>,
    ) -> Result<Option<(ParticipantId, OwnerEvidence)>, ImportError> {
        let options = Options { me: me.map(str::to_owned), ..Options::default() };
        find(conversation, None, &Source::from_text("chat.txt", "x"), &options)
    }

    fn check(names: &[&str], me: &str, expected: Result<&str, &str>) {
        let conversation = talk(names, "");
        let found = find_in(&conversation, Some(me))
            .map(|found| conversation.participant(found.unwrap().0).display_name.clone())
            .map_err(|error| error.to_string());
        match expected {
            Ok(name) => assert_eq!(found.as_deref(), Ok(name)),
            Err(part) => assert!(found.unwrap_err().contains(part)),
        }
    }

    #[test]
    fn me_is_an_exact_name_before_it_is_the_beginning_of_one() {
        check(&["Ana Maria", "ana"], "ANA", Ok("ana"));
        check(&["Ana Maria", "Ben"], "ana", Ok("Ana Maria"));
        check(&["\u{202A}+49 170 1234567\u{202C}", "Ben"], "0170 1234567", Err("nobody in chat.txt"));
        check(
            &["\u{202A}+49 170 1234567\u{202C}", "Ben"],
            "+491701234567",
            Ok("\u{202A}+49 170 1234567\u{202C}"),
        );
    }

    #[test]
    fn me_that_fits_nobody_or_several_is_refused_with_the_names_there_are() {
        check(&["Ana", "Ben"], "Bob", Err("\"Ana\" (0 messages), \"Ben\" (0 messages)"));
        check(&["Anna", "Annika", "Ben"], "ann", Err("fits several people"));
        check(&["Ana", "Ben"], "", Err("nobody"));
    }

    #[test]
    fn only_the_exporting_person_is_called_you() {
        let evidence = find_in(&talk(&["Ana", "You"], "Ana"), None).unwrap();
        assert_eq!(evidence, Some((ParticipantId(1), OwnerEvidence::FirstPerson)));
    }

    #[test]
    fn a_chat_between_two_is_named_after_the_other() {
        let found = find_in(&talk(&["Ana", "Ben"], "ana"), None).unwrap();
        assert_eq!(found, Some((ParticipantId(1), OwnerEvidence::ChatTitle)));
        assert_eq!(find_in(&talk(&["Ana", "Ben", "Cem"], "ana"), None).unwrap(), None);
        assert_eq!(find_in(&talk(&["Ana", "Ben"], ""), None).unwrap(), None);
    }
}
