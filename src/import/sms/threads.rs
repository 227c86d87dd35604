//! From records to threads: who has which number, which names they have, and which records are one.

use super::numbers::Numbers;
use super::record::{By, Record};
use super::tapback;
use crate::conversation::{Audience, Message, ParticipantId};
use crate::import::chats::{Chat, Chats};
use crate::import::{OwnerEvidence, Skip};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The owner's name: the app writes none.
const OWNER: &str = "Me";

/// Who withholds their number.
const UNKNOWN: &str = "Unknown number";

/// Sorts the records into threads, each between the owner and one set of numbers.
pub(super) fn fill(chats: &mut Chats, records: Vec<Record>) {
    let book = Book::of(&records);
    let mut repeats = Repeats::default();
    for record in records {
        let members = book.members(&record);
        let key = members.iter().map(String::as_str).collect::<Vec<_>>().join("~");
        let chat = chats.of(&key);
        if chat.owner.is_none() {
            book.introduce(chat, &members);
        }
        match record.told {
            Err(reason) => chat.skip(reason),
            Ok(message) => {
                let by = book.writer(&record.by, &members);
                if repeats.is_known(&key, by.as_deref(), &message, record.is_overlap) {
                    chat.skip(Skip::Duplicate);
                } else {
                    let sender = book.show(chat, by.as_deref());
                    chat.keep(Message { sender: Some(sender), ..message });
                }
            }
        }
    }
    for chat in chats.iter_mut() {
        tapback::mark(&mut chat.messages);
        chat.warn_of_missing_words();
    }
}

/// Everybody in the backup, with their numbers and names.
struct Book {
    numbers: Numbers,
    /// The owner's own numbers.
    own: HashSet<String>,
    /// Names by number, the last one seen.
    names: HashMap<String, String>,
}

impl Book {
    fn of(records: &[Record]) -> Self {
        let written = records.iter().flat_map(|record| {
            let by = match &record.by {
                By::Other(number) => Some(number),
                By::Owner => None,
            };
            record.others.iter().chain(by).chain(&record.own).map(String::as_str)
        });
        let numbers = Numbers::among(written.filter(|number| !number.is_empty()));
        let own = own(&numbers, records);
        let names = names(&numbers, records);
        Self { numbers, own, names }
    }

    /// The numbers that the thread is with.
    fn members(&self, record: &Record) -> BTreeSet<String> {
        let by = match &record.by {
            By::Other(number) if record.others.is_empty() && !number.is_empty() => Some(number),
            _ => None,
        };
        let others = record.others.iter().chain(by).map(|number| self.numbers.whole(number));
        others.filter(|number| !self.own.contains(number)).collect()
    }

    /// Who wrote; `None` for the owner.
    fn writer(&self, by: &By, members: &BTreeSet<String>) -> Option<String> {
        match (by, members.first()) {
            (By::Owner, _) => None,
            (By::Other(number), Some(only)) if number.is_empty() && members.len() == 1 => Some(only.clone()),
            (By::Other(number), _) => {
                Some(self.numbers.whole(number)).filter(|number| !self.own.contains(number))
            }
        }
    }

    /// Puts everybody into a new thread.
    fn introduce(&self, chat: &mut Chat, members: &BTreeSet<String>) {
        for number in members {
            self.show(chat, Some(number));
        }
        let owner = self.show(chat, None);
        chat.owner = Some((owner, OwnerEvidence::Marked));
        chat.audience = match members.len() {
            0 => Audience::Unknown,
            1 => Audience::Direct,
            _ => Audience::Group,
        };
        if let (Some(only), Audience::Direct) = (members.first(), chat.audience) {
            self.name(only).clone_into(&mut chat.title);
        }
    }

    fn show(&self, chat: &mut Chat, number: Option<&str>) -> ParticipantId {
        match number {
            Some(number) => chat.people.of(number, self.name(number)),
            None => chat.people.of(OWNER, OWNER),
        }
    }

    fn name<'a>(&'a self, number: &'a str) -> &'a str {
        match self.names.get(number) {
            Some(name) => name,
            None if number.is_empty() => UNKNOWN,
            None => number,
        }
    }
}

/// The owner's own numbers: those to which single messages were sent, unless anybody else uses them.
fn own(numbers: &Numbers, records: &[Record]) -> HashSet<String> {
    let mut own: HashSet<String> = records
        .iter()
        .filter_map(|record| record.own.as_deref())
        .map(|number| numbers.whole(number))
        .collect();
    if own.is_empty() {
        return own;
    }
    for record in records {
        if let By::Other(number) = &record.by {
            own.remove(&numbers.whole(number));
        }
        if let [only] = record.others.as_slice() {
            own.remove(&numbers.whole(only));
        }
    }
    own
}

/// Names as the address book has them; those of groups only where there is no other.
fn names(numbers: &Numbers, records: &[Record]) -> HashMap<String, String> {
    let mut names = HashMap::new();
    let mut of_groups = HashMap::new();
    for record in records {
        let Some(written) = &record.names else { continue };
        if let [only] = record.others.as_slice() {
            names.insert(numbers.whole(only), written.clone());
            continue;
        }
        let each: Vec<&str> = written.split(", ").map(str::trim).collect();
        if each.len() == record.others.len() {
            let known =
                each.iter().zip(&record.others).filter(|(name, _)| !matches!(**name, "" | "(Unknown)"));
            of_groups.extend(known.map(|(name, number)| (numbers.whole(number), (*name).to_owned())));
        }
    }
    of_groups.extend(names);
    of_groups
}

/// Which records were read before, in another file. Backups overlap, and nothing in them identifies a message:
/// the store's row numbers begin anew on every phone.
#[derive(Default)]
struct Repeats {
    seen: HashMap<u64, Seen>,
    /// The file that is being read, and how many were before it.
    file: Arc<str>,
    files: usize,
}

/// One record, as often as it comes up.
#[derive(Default)]
struct Seen {
    kept: usize,
    /// How often in the file with this number.
    here: usize,
    file: usize,
}

impl Repeats {
    /// Whether the record was in an earlier file; a real repeat within one file is none.
    fn is_known(&mut self, chat: &str, by: Option<&str>, message: &Message, is_overlap: bool) -> bool {
        if self.file != message.source.file {
            message.source.file.clone_into(&mut self.file);
            self.files += 1;
        }
        let mut hasher = DefaultHasher::new();
        let Message { sent, kind, raw, attachments, .. } = message;
        (chat, by, sent.to_iso(), kind, raw, attachments.len()).hash(&mut hasher);
        let seen = self.seen.entry(hasher.finish()).or_default();
        seen.here = if seen.file == self.files { seen.here + 1 } else { 1 };
        seen.file = self.files;
        let is_known = is_overlap && seen.here <= seen.kept;
        seen.kept += usize::from(!is_known);
        is_known
    }
}
