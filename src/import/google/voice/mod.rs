//! Google Voice: a web page for each stretch of talk, each call and each voicemail.
//!
//! What belongs together is told only by who takes part: all pages are read, then sorted into chats.

mod page;
#[cfg(test)]
mod tests;

use crate::conversation::{Audience, Message, ParticipantId, SentAt};
use crate::import::chats::{About, Chat, Chats};
use crate::import::finish::{Draft, instant};
use crate::import::{File, ImportError, Options, OwnerEvidence, Skip, html};
use page::{Entry, Page, Person};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Its own classes: of a talk, or of a call.
pub(super) fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    let has = |mark: &str| start.contains(mark);
    match () {
        () if !start.trim_start().starts_with('<') => 0,
        () if has("class=\"hChatLog") => 97,
        () if has("class=\"haudio") && has("class=\"contributor vcard") => 97,
        () => 0,
    }
}

/// Reads every page.
pub(super) fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let mut chats = Chats::default();
    let mut pages = Vec::new();
    for file in files {
        let (document, stop) = html::read(file)?;
        pages.push(Page::read(&document, file.name()));
        chats.note(file, stop)?;
    }
    let numbers = Numbers::learn(&pages);
    for (key, talk) in talks(pages, &numbers) {
        talk.keep_in(chats.of(&key), &numbers);
    }
    let about =
        About { format: super::VOICE.name, variant: "Takeout pages".to_owned(), platform: "Google Voice" };
    chats.into_drafts(&about)
}

/// The owner as the pages call them.
const ME: &str = "Me";

/// Callers that hide their number.
const UNKNOWN: &str = "Unknown number";

/// The telephone numbers of people, by name: some pages tell the name alone.
struct Numbers(HashMap<String, BTreeSet<String>>);

impl Numbers {
    fn learn(pages: &[Page]) -> Self {
        let mut numbers: HashMap<String, BTreeSet<String>> = HashMap::new();
        let told = pages.iter().flat_map(Page::others);
        for person in told.filter(|person| !person.name.is_empty() && !person.number.is_empty()) {
            numbers.entry(person.name.clone()).or_default().insert(person.number.clone());
        }
        Self(numbers)
    }

    /// By what the person is known in all pages.
    fn key(&self, person: &Person) -> String {
        let only = |numbers: &BTreeSet<String>| numbers.iter().next().filter(|_| numbers.len() == 1).cloned();
        match (person.number.as_str(), person.name.as_str()) {
            ("", "") => UNKNOWN.to_owned(),
            ("", name) => self.0.get(name).and_then(only).unwrap_or_else(|| name.to_owned()),
            (number, _) => number.to_owned(),
        }
    }
}

/// Everything between the same people.
#[derive(Default)]
struct Talk {
    people: Vec<Person>,
    is_group: bool,
    entries: Vec<Entry>,
    empty: usize,
}

/// The pages by who takes part.
fn talks(pages: Vec<Page>, numbers: &Numbers) -> BTreeMap<String, Talk> {
    let mut talks: BTreeMap<String, Talk> = BTreeMap::new();
    for page in pages {
        let keys: BTreeSet<String> = page.others().map(|person| numbers.key(person)).collect();
        let is_group = keys.len() > 1;
        let key = keys.into_iter().collect::<Vec<_>>().join("\n");
        let talk = talks.entry(key).or_default();
        talk.is_group = is_group;
        talk.people.extend(page.others().cloned());
        talk.empty += page.empty;
        talk.entries.extend(page.entries);
    }
    talks
}

impl Talk {
    /// Pages overlap in time, and each is in order: all are put in order of time.
    fn keep_in(self, chat: &mut Chat, numbers: &Numbers) {
        let entries = in_time_order(self.entries);
        for person in &self.people {
            chat.people.of(&numbers.key(person), &person.name);
        }
        chat.audience = if self.is_group { Audience::Group } else { Audience::Direct };
        if let (false, [other]) = (self.is_group, chat.people.list()) {
            chat.title = other.display_name.clone();
        }
        for Entry { by, message } in entries {
            let sender = match by {
                None => owner(chat),
                Some(person) => chat.people.of(&numbers.key(&person), &person.name),
            };
            if message.sent == SentAt::Unknown {
                chat.note_unread_time(message.source.first);
            }
            chat.keep(Message { sender: Some(sender), ..message });
        }
        (0..self.empty).for_each(|_| chat.skip(Skip::Empty));
        if chat.owner.is_none() {
            owner(chat);
        }
    }
}

/// In order of time; one without a time stays behind the one it follows.
fn in_time_order(entries: Vec<Entry>) -> Vec<Entry> {
    let mut last = None;
    let mut timed: Vec<_> = entries
        .into_iter()
        .map(|entry| {
            last = instant(entry.message.sent).or(last);
            (last, entry)
        })
        .collect();
    timed.sort_by_key(|(at, _)| *at);
    timed.into_iter().map(|(_, entry)| entry).collect()
}

/// The person whose account it is, in every chat.
fn owner(chat: &mut Chat) -> ParticipantId {
    let me = chat.people.of(ME, ME);
    chat.owner = Some((me, OwnerEvidence::Marked));
    me
}
