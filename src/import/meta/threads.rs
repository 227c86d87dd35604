//! From pages to chats: what belongs together, whose it is, and in which order it was said.

use super::app::{App, Signs, is_nobody};
use super::notices::Names;
use super::owner::{self, Owner};
use super::profile;
use super::told::{Cast, Told};
use crate::conversation::{Audience, Message, SourcePos};
use crate::import::chats::{About, Chat, Chats};
use crate::import::finish::{Draft, instant};
use crate::import::{File, ImportError, OwnerEvidence, Skip};
use jiff::civil::DateTime;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// What one file tells of one thread.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// What it shares with the other pages of the thread.
    pub(super) key: String,
    /// The file.
    pub(super) file: Arc<str>,
    /// What it shares with pages that cannot repeat it: they were written at one time.
    pub(super) export: String,
    /// The thread's title.
    pub(super) title: String,
    /// Who takes part, as the head of the file says.
    pub(super) members: Vec<String>,
    /// Whether the file says that it is a group.
    pub(super) is_group: bool,
    /// Whose page it is, if it says so.
    pub(super) owner: Option<String>,
    /// What it holds, in its order.
    pub(super) records: Vec<Result<Told, Skip>>,
    /// Whether messages of equal times stand newest first.
    pub(super) is_newest_first: bool,
    /// What speaks for the app.
    pub(super) signs: Signs,
}

impl Page {
    fn told(&self) -> impl Iterator<Item = &Told> {
        self.records.iter().filter_map(|record| record.as_ref().ok())
    }

    fn times(&self) -> impl Iterator<Item = DateTime> + '_ {
        self.told().filter_map(|told| instant(told.when.0))
    }

    /// Turns the records round if time runs backwards in them.
    fn in_time_order(mut self) -> Self {
        let (mut back, mut forth) = (0, 0);
        for (before, after) in self.times().zip(self.times().skip(1)) {
            back += usize::from(after < before);
            forth += usize::from(after > before);
        }
        if back > forth || (back == forth && self.is_newest_first) {
            self.records.reverse();
        }
        self
    }
}

/// The pages of one thread.
#[derive(Debug)]
pub(super) struct Thread {
    key: String,
    pages: Vec<Page>,
    /// Everybody who is named or writes, in the order in which they come up.
    people: Vec<String>,
    names: Names,
    /// The app it was written in.
    pub(super) app: App,
}

/// The chats that the pages are of. The files are those that were read; `chats` knows their damages.
pub(super) fn into_drafts(
    pages: Vec<Page>,
    mut chats: Chats,
    files: &[File<'_>],
    about: &About,
) -> Result<Vec<Draft>, ImportError> {
    let threads = together(pages);
    let owners = owner::find(&threads, &profile::owners(files)?);
    let alike = threads.iter().filter(|thread| thread.is_with_nobody()).count() > 1;
    for thread in threads {
        let owner = owners.get(&thread.app);
        let chat = chats.of(&thread.key);
        thread.keep_in(chat, owner, alike);
    }
    chats.into_drafts(about)
}

/// Threads in the order in which they come up.
fn together(pages: Vec<Page>) -> Vec<Thread> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Vec<Page>> = Vec::new();
    for page in pages {
        let place = *places.entry(page.key.clone()).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(page.in_time_order());
    }
    groups.into_iter().map(Thread::of).collect()
}

impl Thread {
    fn of(mut pages: Vec<Page>) -> Self {
        pages.sort_by_key(|page| page.times().next());
        let key = pages.first().map(|page| page.key.clone()).unwrap_or_default();
        let people = people(&pages);
        let names = Names::of(people.iter().map(String::as_str));
        let signs = pages
            .iter()
            .skip(1)
            .fold(pages.first().map(|page| page.signs.clone()).unwrap_or_default(), |signs, page| {
                signs.with(&page.signs)
            });
        Self { key, pages, people, names, app: signs.app() }
    }

    /// Whether somebody of this name takes part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.people.iter().any(|person| person == name)
    }

    /// Whose pages they say they are.
    pub(super) fn owners(&self) -> impl Iterator<Item = &str> {
        self.pages.iter().filter_map(|page| page.owner.as_deref())
    }

    /// The senders of what only the owner can have sent, again and again.
    pub(super) fn spoken_to(&self) -> impl Iterator<Item = &str> {
        let told = self.pages.iter().flat_map(Page::told);
        let is_of_owner =
            |told: &&Told| told.notice(&self.names, None).is_some_and(|notice| notice.is_of_owner);
        told.filter(is_of_owner).map(|told| told.sender.as_str()).filter(|name| !is_nobody(name))
    }

    /// The one of two after whom the chat is not named.
    pub(super) fn not_in_title(&self) -> Option<&str> {
        let title = self.title();
        match &self.people[..] {
            [one, other] if *one == title && *other != title => Some(other),
            [other, one] if *one == title && *other != title => Some(other),
            _ => None,
        }
    }

    fn title(&self) -> &str {
        let titles = self.pages.iter().rev().map(|page| page.title.as_str());
        titles.into_iter().find(|title| !title.is_empty()).unwrap_or_default()
    }

    /// Whether it is a chat between two of whom one is gone: the name tells nothing of who it was.
    fn is_with_nobody(&self) -> bool {
        self.people.len() == 2 && self.people.iter().any(|name| is_nobody(name))
    }

    fn audience(&self) -> Audience {
        let members = self.pages.iter().map(|page| page.members.len()).max().unwrap_or(0);
        let is_group = self.pages.iter().any(|page| page.is_group);
        let somebody = self.people.iter().filter(|name| !is_nobody(name)).count();
        match members {
            _ if is_group => Audience::Group,
            1 if self.people.len() == 1 && self.people[0] == self.title() => Audience::NoteToSelf,
            2 if somebody <= 2 => Audience::Direct,
            _ => Audience::Unknown,
        }
    }

    /// People who are gone all have one name: that of the thread sets them apart.
    fn shown(&self) -> HashMap<String, String> {
        let Some((_, number)) = self.key.rsplit_once('_') else { return HashMap::new() };
        let of = |name: &String| {
            let name = if name.is_empty() { self.app.nobody() } else { name };
            (name.to_owned(), format!("{name} ({number})"))
        };
        self.people.iter().filter(|name| is_nobody(name)).map(of).collect()
    }

    fn keep_in(self, chat: &mut Chat, owner: Option<&Owner>, alike: bool) {
        self.title().clone_into(&mut chat.title);
        chat.platform = Some(self.app.name());
        chat.audience = self.audience();
        let owner = owner.filter(|owner| self.has(&owner.name));
        let is_told_by_title =
            self.not_in_title().is_some_and(|name| Some(name) == owner.map(|owner| &*owner.name));
        let shown = if alike && self.is_with_nobody() { self.shown() } else { HashMap::new() };
        let mut cast = Cast {
            people: &mut chat.people,
            names: &self.names,
            owner: owner.map(|owner| owner.name.as_str()),
            shown,
            app: self.app,
        };
        for name in &self.people {
            cast.person(name);
        }
        let me = owner.map(|owner| (cast.person(&owner.name), owner.evidence));
        chat.owner = me.filter(|(_, evidence)| !(is_told_by_title && *evidence == OwnerEvidence::MostChats));
        let messages = messages(self.pages, &mut cast);
        for message in messages {
            match message {
                Ok(message) => chat.keep(message),
                Err(why) => chat.skip(why),
            }
        }
    }
}

fn people(pages: &[Page]) -> Vec<String> {
    let members = pages.iter().flat_map(|page| page.members.iter());
    let senders = pages.iter().flat_map(Page::told).map(|told| &told.sender);
    let mut known = HashSet::new();
    members.chain(senders).filter(|name| known.insert(name.as_str())).cloned().collect()
}

/// The messages of all pages; what a second export of the thread repeats is left out.
fn messages(pages: Vec<Page>, cast: &mut Cast<'_>) -> Vec<Result<Message, Skip>> {
    let mut repeats = Repeats::default();
    let mut messages = Vec::new();
    for page in pages {
        for record in page.records {
            messages.push(record.and_then(|told| {
                if repeats.is_known(&page.export, &told) {
                    return Err(Skip::Duplicate);
                }
                let source = SourcePos { file: page.file.clone(), first: told.number, last: told.number };
                told.message(cast).map(|message| Message { source, ..message })
            }));
        }
    }
    messages
}

/// How often each message came up, in each export and in all.
#[derive(Default)]
struct Repeats {
    exports: HashMap<String, HashMap<u64, usize>>,
    kept: HashMap<u64, usize>,
}

impl Repeats {
    /// Whether another export had this message already: a repeat within one export is a real one.
    fn is_known(&mut self, export: &str, told: &Told) -> bool {
        let mut hasher = DefaultHasher::new();
        let names = told.attachments.iter().map(|attachment| &attachment.name);
        let link = told.share.as_ref().map(|share| &share.link);
        (instant(told.when.0), &told.sender, &told.words, link).hash(&mut hasher);
        names.for_each(|name| name.hash(&mut hasher));
        let message = hasher.finish();
        let here = self.exports.entry(export.to_owned()).or_default().entry(message).or_default();
        *here += 1;
        let kept = self.kept.entry(message).or_default();
        let is_known = *here <= *kept;
        *kept = (*kept).max(*here);
        is_known
    }
}
