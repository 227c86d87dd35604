//! Overlapping exports of one chat become one, and no message twice (formats document, section 2, "Duplicates").

use super::finish::{self, instant};
use super::source::fingerprint;
use super::text::folded;
use super::{Imported, Receipt, Skip};
use crate::conversation::{Audience, Conversation, Kind, Message, Participant, ParticipantId};
use std::collections::{HashMap, HashSet};

/// Puts exports of the same chat together; the order of first appearance stays.
pub(super) fn overlapping(imports: Vec<Imported>) -> Vec<Imported> {
    let mut merged: Vec<Imported> = Vec::new();
    for import in imports {
        match merged.iter().position(|known| is_one_chat(&known.conversation, &import.conversation)) {
            Some(place) => {
                let known = merged.remove(place);
                merged.insert(place, both(known, import));
            }
            None => merged.push(import),
        }
    }
    merged
}

/// Whether both are one chat. Groups may have the same title: at least half of the smaller one's people must
/// be in the other.
fn is_one_chat(one: &Conversation, other: &Conversation) -> bool {
    let names = |chat: &Conversation| -> HashSet<String> {
        chat.participants.iter().map(|person| folded(&person.display_name)).collect()
    };
    if one.id != other.id || one.audience != Audience::Group {
        return one.id == other.id;
    }
    let (one, other) = (names(one), names(other));
    one.intersection(&other).count() * 2 >= one.len().min(other.len())
}

/// One chat from two exports of it. A message that is in both is kept once; a real repeat within one
/// export ("ok", "ok") stays as often as it stands there.
fn both(first: Imported, second: Imported) -> Imported {
    let Imported { conversation: mut chat, receipt } = first;
    let Imported { conversation: other, receipt: other_receipt } = second;
    let ids = people(&mut chat.participants, &other.participants);
    let owner = chat.owner.or(other.owner.map(|id| ids[id.0]));
    let others = other.messages.into_iter().map(|message| renamed(message, &ids)).collect();
    let (messages, repeated) = interleaved(chat.messages, others);
    let conversation = Conversation { messages, owner, ..chat };
    let receipt = accounts(receipt, other_receipt, repeated, &conversation);
    Imported { conversation, receipt }
}

/// Adds the people of the other export; returns who each of them is here.
fn people(known: &mut Vec<Participant>, others: &[Participant]) -> Vec<ParticipantId> {
    let shares_a_name = |a: &Participant, b: &Participant| {
        b.aliases.iter().any(|name| a.aliases.iter().any(|alias| folded(alias) == folded(name)))
    };
    others
        .iter()
        .map(|other| {
            let place = known.iter().position(|person| shares_a_name(person, other));
            let place = place.unwrap_or_else(|| {
                known.push(other.clone());
                known.len() - 1
            });
            for alias in &other.aliases {
                if !known[place].aliases.contains(alias) {
                    known[place].aliases.push(alias.clone());
                }
            }
            ParticipantId(place)
        })
        .collect()
}

/// The message with its people under their new ids.
pub(super) fn renamed(mut message: Message, ids: &[ParticipantId]) -> Message {
    message.sender = message.sender.map(|id| ids[id.0]);
    for reaction in &mut message.reactions {
        reaction.by = reaction.by.map(|id| ids[id.0]);
    }
    message
}

/// What makes two records one message: the app's id, else time, sender, kind and words.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Id(String),
    Told(Option<jiff::civil::DateTime>, Option<ParticipantId>, Kind, String),
}

impl Key {
    fn of(message: &Message) -> Self {
        match &message.id {
            Some(id) => Self::Id(id.clone()),
            None => Self::Told(
                instant(message.sent),
                message.sender,
                message.kind,
                message.text.trim().to_owned(),
            ),
        }
    }
}

/// Both lists in time order, each in its own order, and how many of the second were in the first.
fn interleaved(first: Vec<Message>, second: Vec<Message>) -> (Vec<Message>, usize) {
    let mut in_first: HashMap<Key, usize> = HashMap::new();
    for message in &first {
        *in_first.entry(Key::of(message)).or_default() += 1;
    }
    let before = second.len();
    let new: Vec<Message> = second
        .into_iter()
        .filter(|message| match in_first.get_mut(&Key::of(message)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        })
        .collect();
    let repeated = before - new.len();
    (in_time_order(first, new), repeated)
}

fn in_time_order(first: Vec<Message>, second: Vec<Message>) -> Vec<Message> {
    let mut merged = Vec::with_capacity(first.len() + second.len());
    let (mut first, mut second) = (first.into_iter().peekable(), second.into_iter().peekable());
    while let (Some(a), Some(b)) = (first.peek(), second.peek()) {
        let is_second_earlier = match (instant(a.sent), instant(b.sent)) {
            (Some(a), Some(b)) => b < a,
            _ => false,
        };
        merged.extend(if is_second_earlier { second.next() } else { first.next() });
    }
    merged.extend(first);
    merged.extend(second);
    for (seq, message) in merged.iter_mut().enumerate() {
        message.seq = seq;
    }
    merged
}

/// One account of both.
fn accounts(first: Receipt, second: Receipt, repeated: usize, conversation: &Conversation) -> Receipt {
    let mut receipt = Receipt {
        source: format!("{} and {}", first.source, second.source),
        bytes: first.bytes + second.bytes,
        fingerprint: fingerprint(format!("{}\n{}", first.fingerprint, second.fingerprint).as_bytes()),
        records_seen: first.records_seen + second.records_seen,
        kept: std::collections::BTreeMap::new(),
        lines: first.lines.zip(second.lines).map(|(a, b)| a + b),
        ..first
    };
    for (reason, count) in second.skipped {
        *receipt.skipped.entry(reason).or_default() += count;
    }
    if repeated > 0 {
        *receipt.skipped.entry(Skip::Duplicate).or_default() += repeated;
    }
    for warning in second.warnings {
        if !receipt.warnings.contains(&warning) {
            receipt.warnings.push(warning);
        }
    }
    if receipt.owner.name.is_none() {
        receipt.owner = second.owner;
    }
    finish::describe_messages(&mut receipt, conversation);
    receipt
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Options, read_texts};

    fn read(texts: &[(&str, &str)]) -> Vec<Imported> {
        let imports =
            texts.iter().flat_map(|text| read_texts(&[*text], &Options::default()).unwrap()).collect();
        overlapping(imports)
    }

    #[test]
    fn the_overlap_of_two_exports_goes_and_a_real_repeat_stays() {
        let old = "29.01.18, 12:24 - Ana: ok\n29.01.18, 12:24 - Ana: ok\n29.01.18, 12:25 - Ben: yo\n";
        let new = "29.01.18, 12:24 - Ana: ok\n29.01.18, 12:25 - Ben: yo\n29.01.18, 12:26 - Ana: so\n";
        let merged = read(&[("WhatsApp Chat with Ben.txt", new), ("WhatsApp Chat with Ben.txt", old)]);
        assert_eq!(merged.len(), 1);
        let texts: Vec<_> =
            merged[0].conversation.messages.iter().map(|message| message.text.as_str()).collect();
        assert_eq!(texts, ["ok", "ok", "yo", "so"]);
        let receipt = &merged[0].receipt;
        assert!(receipt.balances());
        assert_eq!(receipt.skipped[&Skip::Duplicate], 2);
        assert_eq!(receipt.kept_total(), 4);
    }

    #[test]
    fn groups_of_one_name_are_one_only_if_they_share_people() {
        let group = |names: [&str; 3]| {
            let created = "29.01.18, 12:20 - Ana created group \"Family\"\n".to_owned();
            names.iter().fold(created, |text, name| text + &format!("29.01.18, 12:24 - {name}: ok\n"))
        };
        let name = "WhatsApp Chat with Family.txt";
        let [mine, same, other] =
            [["Ana", "Ben", "Cem"], ["Ana", "Ben", "Eve"], ["Ana", "Dot", "Fay"]].map(group);
        assert_eq!(read(&[(name, &mine), (name, &same)]).len(), 1);
        assert_eq!(read(&[(name, &mine), (name, &other)]).len(), 2);
    }

    #[test]
    fn chats_of_different_people_stay_apart() {
        let chat = |name: &str| format!("29.01.18, 12:24 - Ana: ok\n29.01.18, 12:25 - {name}: yo\n");
        assert_eq!(read(&[("a.txt", &chat("Ben")), ("b.txt", &chat("Cem"))]).len(), 2);
    }
}
