//! One person under several names or numbers (formats document, section 2, "Which participant is me").

use crate::conversation::{Conversation, Participant, ParticipantId};
use crate::import::Warning;
use crate::import::merge::renamed;
use crate::import::text::folded;

/// Makes one person of each name and its other name; returns who each person is now, by old id.
pub(super) fn join(conversation: &mut Conversation, aliases: &[(String, String)]) -> Vec<ParticipantId> {
    let mut ids: Vec<_> = (0..conversation.participants.len()).map(ParticipantId).collect();
    for (name, other) in aliases {
        for person in conversation.participants.iter_mut().filter(|person| is_called(person, other)) {
            name.clone_into(&mut person.display_name);
            person.aliases.push(name.clone());
        }
        while let Some((into, from)) = two_called(&conversation.participants, name) {
            join_two(conversation, into, from, &mut ids);
            name.clone_into(&mut conversation.participants[into].display_name);
        }
    }
    ids
}

/// The first two who are called so, in their order.
fn two_called(people: &[Participant], name: &str) -> Option<(usize, usize)> {
    let mut called = (0..people.len()).filter(|&place| is_called(&people[place], name));
    called.next().zip(called.next())
}

/// The person at `from` becomes the one at `into`, who stands before; those behind move up.
fn join_two(conversation: &mut Conversation, into: usize, from: usize, ids: &mut [ParticipantId]) {
    let gone = conversation.participants.remove(from);
    let place = |old: usize| match old {
        old if old == from => into,
        old => old - usize::from(old > from),
    };
    let moved: Vec<_> = (0..=conversation.participants.len()).map(|old| ParticipantId(place(old))).collect();
    let person = &mut conversation.participants[into];
    for alias in gone.aliases {
        if !person.aliases.contains(&alias) {
            person.aliases.push(alias);
        }
    }
    for id in ids {
        *id = moved[id.0];
    }
    let messages = std::mem::take(&mut conversation.messages);
    conversation.messages = messages.into_iter().map(|message| renamed(message, &moved)).collect();
}

/// Two that may be one: their numbers end alike, or their names are the same but for case and space.
pub(super) fn suggested(conversation: &Conversation) -> Option<Warning> {
    let people = &conversation.participants;
    let pairs = (0..people.len()).flat_map(|a| (a + 1..people.len()).map(move |b| (a, b)));
    let alike = |(a, b): &(usize, usize)| may_be_one(&people[*a], &people[*b]);
    let (a, b) = pairs.take(MOST_PAIRS).find(alike)?;
    let written = |place: usize| {
        conversation.messages.iter().filter(|message| message.sender == Some(ParticipantId(place))).count()
    };
    let (name, other) = if written(b) > written(a) { (b, a) } else { (a, b) };
    let shown = |place: usize| people[place].display_name.clone();
    Some(Warning::MaybeOnePerson { name: shown(name), other: shown(other) })
}

/// A large group would cost a comparison of each with each.
const MOST_PAIRS: usize = 40_000;

fn may_be_one(a: &Participant, b: &Participant) -> bool {
    a.aliases.iter().any(|a| b.aliases.iter().any(|b| is_same_number(a, b)))
        || (a.display_name != b.display_name && folded(&a.display_name) == folded(&b.display_name))
}

fn is_called(person: &Participant, name: &str) -> bool {
    let wanted = folded(name);
    person.aliases.iter().any(|alias| folded(alias) == wanted || is_same_number(alias, name))
}

/// Whether both are telephone numbers with the same last nine digits: with and without country code.
pub(super) fn is_same_number(a: &str, b: &str) -> bool {
    const TELLING: usize = 9;
    let (a, b) = (number(a), number(b));
    let tail = |digits: &str| digits.len().checked_sub(TELLING).map(|from| digits[from..].to_owned());
    a.as_deref().and_then(tail).is_some_and(|tail_of_a| b.as_deref().and_then(tail) == Some(tail_of_a))
}

/// The digits of a telephone number; `None` for anything else.
fn number(text: &str) -> Option<String> {
    let is_of_a_number = |c: char| c.is_ascii_digit() || "+-() ./\u{A0}\u{202A}\u{202C}\u{2011}".contains(c);
    text.chars().all(is_of_a_number).then(|| text.chars().filter(char::is_ascii_digit).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Options, read_texts};

    const CHAT: &str = "29.01.18, 12:24 - Ana: hi\n29.01.18, 12:25 - +44 7700 900123: yo\n\
        29.01.18, 12:26 - Ben: it is me\n29.01.18, 12:27 - 07700 900123: still me\n";

    fn read(aliases: &[(&str, &str)]) -> crate::import::Imported {
        let aliases = aliases.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let options = Options { aliases, ..Options::default() };
        read_texts(&[("chat.txt", CHAT)], &options).unwrap().remove(0)
    }

    #[test]
    fn a_number_and_a_name_become_one_person() {
        let imported = read(&[("Ben", "+447700900123"), ("Ben", "07700 900123")]);
        let names: Vec<_> =
            imported.conversation.participants.iter().map(|person| person.display_name.as_str()).collect();
        assert_eq!(names, ["Ana", "Ben"]);
        let by: Vec<_> =
            imported.conversation.messages.iter().map(|message| message.sender.unwrap().0).collect();
        assert_eq!(by, [0, 1, 1, 1]);
        assert!(imported.receipt.balances());
    }

    #[test]
    fn numbers_that_end_alike_are_said_to_be_maybe_one_person() {
        let maybe = |warning: &Warning| matches!(warning, Warning::MaybeOnePerson { other, .. } if other.contains("07700"));
        assert!(read(&[]).receipt.warnings.iter().any(maybe));
        assert!(!read(&[("Ben", "07700 900123")]).receipt.warnings.iter().any(maybe));
    }
}
