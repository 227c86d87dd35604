//! Whose account it is, as the files of an export tell together (formats document, section 2).

use super::app::App;
use super::threads::Thread;
use crate::import::OwnerEvidence;
use std::collections::{BTreeMap, HashMap};

/// The owner of the account of one app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    /// The name they write under.
    pub(super) name: String,
    /// What tells so.
    pub(super) evidence: OwnerEvidence,
}

/// The owner of each account: as a profile names them, else by what is said to "you", else as the one who is left
/// where direct chats are named after the other.
pub(super) fn find(threads: &[Thread], profiles: &[(App, String)]) -> HashMap<App, Owner> {
    let of_app = |app: App| {
        let threads: Vec<&Thread> = threads.iter().filter(|thread| thread.app == app).collect();
        let names = profiles.iter().filter(|(of, _)| *of == app).map(|(_, name)| name.as_str());
        let owner = marked(&threads, names)
            .map(|name| (name, OwnerEvidence::Marked))
            .or_else(|| spoken_to(&threads).map(|name| (name, OwnerEvidence::FirstPerson)))
            .or_else(|| not_in_titles(&threads).map(|name| (name, OwnerEvidence::MostChats)));
        owner.map(|(name, evidence)| (app, Owner { name: name.to_owned(), evidence }))
    };
    [App::Messenger, App::Instagram].into_iter().filter_map(of_app).collect()
}

/// The name of a profile or page that takes part in a chat.
fn marked<'a>(threads: &[&'a Thread], profiles: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let of_pages = threads.iter().flat_map(|thread| thread.owners());
    of_pages.chain(profiles).find(|name| threads.iter().any(|thread| thread.has(name)))
}

/// Under whose name the app says "you", most of the time.
fn spoken_to<'a>(threads: &[&'a Thread]) -> Option<&'a str> {
    most(threads.iter().flat_map(|thread| thread.spoken_to()))
}

/// Who is left in most of the chats between two that are named after the other.
fn not_in_titles<'a>(threads: &[&'a Thread]) -> Option<&'a str> {
    most(threads.iter().filter_map(|thread| thread.not_in_title()))
}

/// The name that comes up in more than half of the cases.
fn most<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    names.for_each(|name| *counts.entry(name).or_default() += 1);
    let all: usize = counts.values().sum();
    counts.into_iter().find(|(_, count)| count * 2 > all).map(|(name, _)| name)
}
