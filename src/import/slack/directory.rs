//! The lists of the workspace: who its people are, which chats it has.

use super::part::Part;
use crate::conversation::{Audience, ParticipantId};
use crate::import::chats::{Chat, People};
use crate::import::json::{self, Go, Loose, Place, Walk, lenient};
use serde::Deserialize;
use std::collections::HashMap;

/// All that is known of people and chats, by id; channels by their name too, after which folders are named.
#[derive(Debug, Default)]
pub(super) struct Directory {
    people: HashMap<String, Person>,
    chats: HashMap<String, Listed>,
}

/// A person of the workspace, or a bot.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Person {
    id: Loose,
    name: Loose,
    real_name: Loose,
    #[serde(deserialize_with = "lenient")]
    is_bot: bool,
    #[serde(deserialize_with = "lenient")]
    profile: Profile,
}

/// How people present themselves.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Profile {
    name: Loose,
    display_name: Loose,
    real_name: Loose,
    email: Loose,
}

/// A channel or direct chat.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Listed {
    id: Loose,
    name: Loose,
    #[serde(deserialize_with = "lenient")]
    is_mpim: bool,
    #[serde(deserialize_with = "lenient")]
    members: Vec<Loose>,
}

impl Person {
    /// Every name, the one that the chat shows first.
    fn names(&self) -> impl Iterator<Item = &str> {
        let Profile { name: short, display_name, real_name, email } = &self.profile;
        let names = [display_name, real_name, &self.real_name, &self.name, short, email];
        names.into_iter().map(|name| name.0.as_str()).filter(|name| !name.is_empty())
    }
}

impl From<Profile> for Person {
    fn from(profile: Profile) -> Self {
        Self { profile, ..Self::default() }
    }
}

/// Slack's own voice, which is in no list.
const SLACKBOT: &str = "USLACKBOT";

impl Directory {
    /// The name under which a person is shown.
    pub(super) fn name_of_person(&self, id: &str) -> Option<&str> {
        self.people.get(id).and_then(|person| person.names().next())
    }

    /// A channel's name.
    pub(super) fn name_of_chat(&self, id: &str) -> Option<&str> {
        self.chats.get(id).map(|chat| chat.name.0.as_str()).filter(|name| !name.is_empty())
    }

    /// The person with this id in a chat; who is in no list may bring a profile along.
    pub(super) fn person(&self, people: &mut People, id: &str, brought: Option<Profile>) -> ParticipantId {
        let brought = brought.map(Person::from);
        let Some(person) = self.people.get(id).or(brought.as_ref()) else {
            let place = people.of(id, if id == SLACKBOT { "Slackbot" } else { "" });
            people.person_mut(place).is_bot |= id == SLACKBOT;
            return place;
        };
        let place = people.of(id, person.names().next().unwrap_or_default());
        let known = people.person_mut(place);
        known.is_bot |= person.is_bot;
        for name in person.names() {
            if !known.aliases.iter().any(|alias| alias == name) {
                known.aliases.push(name.to_owned());
            }
        }
        place
    }

    /// Whether the lists tell of this person.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.people.contains_key(id)
    }

    /// Names the chat in this folder. Direct chats are named by the people in them.
    pub(super) fn describe(&self, chat: &mut Chat, folder: &str) {
        let Some(listed) = self.chats.get(folder) else {
            folder.clone_into(&mut chat.title);
            return;
        };
        let is_group = listed.is_mpim || listed.name.0.starts_with("mpdm-");
        if !is_group && !listed.name.0.is_empty() {
            listed.name.0.clone_into(&mut chat.title);
            chat.audience = Audience::Group;
            return;
        }
        for member in &listed.members {
            self.person(&mut chat.people, &member.0, None);
        }
        chat.audience = match chat.people.list().len() {
            _ if is_group => Audience::Group,
            0 => Audience::Unknown,
            1 => Audience::NoteToSelf,
            _ => Audience::Direct,
        };
        if chat.audience == Audience::Unknown {
            folder.clone_into(&mut chat.title);
        }
    }
}

impl Directory {
    /// What reads this list.
    pub(super) fn learning(&mut self, part: Part) -> Learning<'_> {
        Learning { directory: self, part }
    }

    fn add_chat(&mut self, chat: &Listed) {
        for key in [&chat.id.0, &chat.name.0] {
            if !key.is_empty() {
                self.chats.insert(key.clone(), chat.clone());
            }
        }
    }
}

/// A list on its way into the directory.
pub(super) struct Learning<'a> {
    directory: &'a mut Directory,
    part: Part,
}

impl Walk for Learning<'_> {
    fn at(&mut self, place: &Place) -> Go {
        if place.depth() == 0 { Go::In } else { Go::Take }
    }

    fn take(&mut self, _: &Place, value: &str) {
        match self.part {
            Part::People => {
                let person: Person = json::parse(value).unwrap_or_default();
                self.directory.people.insert(person.id.0.clone(), person);
            }
            _ => self.directory.add_chat(&json::parse(value).unwrap_or_default()),
        }
    }
}
