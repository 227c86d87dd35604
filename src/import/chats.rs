//! The chats of an app's export as they come out of its files, a message at a time.

use super::finish::Draft;
use super::json::Stop;
use super::{File, ImportError, OwnerEvidence, Receipt, Skip, Warning};
use crate::conversation::{Audience, Conversation, Message, Participant, ParticipantId};
use foldhash::{HashMap, HashSet};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Chats by the app's own key, in the order in which they came up.
#[derive(Debug, Default)]
pub(super) struct Chats {
    list: Vec<Chat>,
    places: HashMap<String, usize>,
    damaged: Vec<(PathBuf, String, usize)>,
}

impl Chats {
    /// The chat with this key, new if it did not come up yet.
    pub(super) fn of(&mut self, key: &str) -> &mut Chat {
        let place = self.places.get(key).copied().unwrap_or_else(|| {
            self.places.insert(key.to_owned(), self.list.len());
            self.list.push(Chat::default());
            self.list.len() - 1
        });
        &mut self.list[place]
    }

    /// All chats.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Chat> {
        self.list.iter_mut()
    }

    /// Notes that a file could be read only to the place where walking it stopped, if it did.
    pub(super) fn note(&mut self, file: &File<'_>, stop: Option<Stop>) -> Result<(), ImportError> {
        match stop {
            None => Ok(()),
            Some(Stop::Io(error)) => Err(ImportError::from_io(&file.path(), error)),
            Some(Stop::Broken { line }) => {
                self.damaged.push((file.path(), file.name().to_owned(), line));
                Ok(())
            }
        }
    }

    /// The finished drafts; a chat in which nothing was seen is none. Fails if damage left nothing.
    pub(super) fn into_drafts(self, about: &About) -> Result<Vec<Draft>, ImportError> {
        let mut chats: Vec<Chat> = self.list.into_iter().filter(|chat| chat.seen > 0).collect();
        match (chats.first_mut(), self.damaged.first()) {
            (None, Some((path, _, line))) => {
                return Err(ImportError::Broken { path: path.clone(), line: *line });
            }
            (Some(first), _) => {
                let damaged = self.damaged.into_iter();
                first.warnings.extend(damaged.map(|(_, file, line)| Warning::Damaged { file, line }));
            }
            (None, None) => {}
        }
        Ok(chats.into_iter().map(|chat| chat.into_draft(about)).collect())
    }
}

/// What all chats of an export have in common.
#[derive(Clone, Debug)]
pub(super) struct About {
    /// Name of the format in [`FORMATS`](super::FORMATS).
    pub(super) format: &'static str,
    /// The variant, in words.
    pub(super) variant: String,
    /// The app, in words a reader knows.
    pub(super) platform: &'static str,
}

/// One chat on its way.
#[derive(Debug, Default)]
pub(super) struct Chat {
    /// Its title as the app shows it.
    pub(super) title: String,
    /// The app, where the files of a format come from several.
    pub(super) platform: Option<&'static str>,
    /// How many people it is between, where the export tells.
    pub(super) audience: Audience,
    /// Everybody in it.
    pub(super) people: People,
    /// The owner, and how the export shows them.
    pub(super) owner: Option<(ParticipantId, OwnerEvidence)>,
    /// What a reader should know.
    pub(super) warnings: Vec<Warning>,
    /// What was kept so far, in the order of the files.
    pub(super) messages: Vec<Message>,
    seen: usize,
    skipped: BTreeMap<Skip, usize>,
    ids: HashSet<String>,
}

impl Chat {
    /// Keeps a message, unless one with its id was kept before: exports overlap.
    pub(super) fn keep(&mut self, mut message: Message) {
        message.drop_equal_raw();
        self.seen += 1;
        let is_new = message.id.as_ref().is_none_or(|id| self.ids.insert(id.clone()));
        if is_new {
            self.messages.push(message);
        } else {
            *self.skipped.entry(Skip::Duplicate).or_default() += 1;
        }
    }

    /// Counts a record that is not kept.
    pub(super) fn skip(&mut self, reason: Skip) {
        self.seen += 1;
        *self.skipped.entry(reason).or_default() += 1;
    }

    /// Notes that the time of this record could not be read.
    pub(super) fn note_unread_time(&mut self, number: usize) {
        const LISTED: usize = 10;
        for warning in &mut self.warnings {
            if let Warning::UnreadTimes { numbers, count } = warning {
                *count += 1;
                if numbers.len() < LISTED {
                    numbers.push(number);
                }
                return;
            }
        }
        self.warnings.push(Warning::UnreadTimes { numbers: vec![number], count: 1 });
    }

    /// Warns of the messages that were skipped because their words are not in the export, if there are any.
    pub(super) fn warn_of_missing_words(&mut self) {
        if let Some(&count) = self.skipped.get(&Skip::Unreadable) {
            self.warnings.push(Warning::WordsMissing { count });
        }
    }

    fn into_draft(self, about: &About) -> Draft {
        let conversation = Conversation {
            title: self.title,
            platform: self.platform.unwrap_or(about.platform).to_owned(),
            audience: self.audience,
            participants: self.people.list,
            messages: self.messages,
            ..Conversation::default()
        };
        let receipt = Receipt {
            format: about.format,
            variant: about.variant.clone(),
            records_seen: self.seen,
            skipped: self.skipped,
            warnings: self.warnings,
            ..Receipt::default()
        };
        Draft { conversation, receipt, marked: self.owner }
    }
}

/// People by the app's own key: an id, a number, an address, or the name where there is nothing better.
#[derive(Debug, Default)]
pub(super) struct People {
    list: Vec<Participant>,
    places: HashMap<String, ParticipantId>,
}

impl People {
    /// The person with this key; a name that is not empty is the name from now on, and the key an alias.
    pub(super) fn of(&mut self, key: &str, name: &str) -> ParticipantId {
        let id = self.places.get(key).copied().unwrap_or_else(|| {
            let new = ParticipantId(self.list.len());
            self.places.insert(key.to_owned(), new);
            self.list.push(Participant::named(if name.is_empty() { key } else { name }));
            new
        });
        let person = &mut self.list[id.0];
        if !name.is_empty() && person.display_name != name {
            name.clone_into(&mut person.display_name);
        }
        for alias in [key, name] {
            if !alias.is_empty() && !person.aliases.iter().any(|known| known == alias) {
                person.aliases.push(alias.to_owned());
            }
        }
        id
    }

    /// The person with this key, if there is one yet.
    pub(super) fn known(&self, key: &str) -> Option<ParticipantId> {
        self.places.get(key).copied()
    }

    /// The only person shown under this name.
    pub(super) fn called(&self, name: &str) -> Option<ParticipantId> {
        let mut called = (0..self.list.len()).filter(|&place| self.list[place].display_name == name);
        called.next().filter(|_| called.next().is_none()).map(ParticipantId)
    }

    /// The person.
    pub(super) fn person_mut(&mut self, id: ParticipantId) -> &mut Participant {
        &mut self.list[id.0]
    }

    /// Everybody so far.
    pub(super) fn list(&self) -> &[Participant] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: About = About { format: "whatsapp", variant: String::new(), platform: "Test" };

    #[test]
    fn people_are_kept_apart_by_key_and_shown_by_their_last_name() {
        let mut people = People::default();
        let ids =
            [people.of("u1", "Ana"), people.of("u2", ""), people.of("u1", "Ana B"), people.of("u1", "")];
        assert_eq!(ids.map(|id| id.0), [0, 1, 0, 0]);
        assert_eq!(people.list()[0].display_name, "Ana B");
        assert_eq!(people.list()[0].aliases, ["Ana", "u1", "Ana B"]);
        assert_eq!(people.list()[1].display_name, "u2");
    }

    #[test]
    fn times_that_could_not_be_read_are_counted_and_the_first_listed() {
        let mut chat = Chat::default();
        (1..=12).for_each(|number| chat.note_unread_time(number));
        assert_eq!(chat.warnings, [Warning::UnreadTimes { numbers: (1..=10).collect(), count: 12 }]);
    }

    #[test]
    fn missing_words_are_warned_of_where_there_are_any() {
        let mut chat = Chat::default();
        chat.skip(Skip::Empty);
        chat.warn_of_missing_words();
        assert_eq!(chat.warnings, []);
        chat.skip(Skip::Unreadable);
        chat.skip(Skip::Unreadable);
        chat.warn_of_missing_words();
        assert_eq!(chat.warnings, [Warning::WordsMissing { count: 2 }]);
    }

    #[test]
    fn a_message_that_comes_twice_is_counted_and_kept_once() {
        let mut chats = Chats::default();
        let message = |id: &str| Message { id: Some(id.to_owned()), ..Message::default() };
        chats.of("a").keep(message("1"));
        chats.of("a").keep(message("1"));
        chats.of("a").keep(Message::default());
        chats.of("a").skip(Skip::Empty);
        chats.of("b");
        let drafts = chats.into_drafts(&ABOUT).unwrap();
        assert_eq!(drafts.len(), 1);
        assert_eq!((drafts[0].conversation.messages.len(), drafts[0].receipt.records_seen), (2, 4));
        assert_eq!(drafts[0].receipt.skipped, [(Skip::Duplicate, 1), (Skip::Empty, 1)].into());
    }
}
