//! People as the exporter writes them in JSON.

use crate::conversation::ParticipantId;
use crate::import::chats::People;
use crate::import::json::{Loose, lenient};
use serde::Deserialize;

/// A person or bot.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct User {
    id: Loose,
    name: Loose,
    nickname: Loose,
    #[serde(deserialize_with = "lenient")]
    is_bot: bool,
}

impl User {
    /// Whether this is the id.
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.id.0 == id
    }

    /// Whether it is a bot.
    pub(super) fn is_bot(&self) -> bool {
        self.is_bot
    }

    /// The name that the chat shows: old exports tell no nickname, and deleted accounts have none.
    pub(super) fn shown(&self) -> &str {
        [&self.nickname.0, &self.name.0]
            .into_iter()
            .find(|name| !name.is_empty())
            .map_or(DELETED, |name| name)
    }

    /// This person in a chat.
    pub(super) fn id(&self, people: &mut People) -> ParticipantId {
        let key = if self.id.0.is_empty() { self.shown() } else { &self.id.0 };
        let id = people.of(key, self.shown());
        let person = people.person_mut(id);
        person.is_bot |= self.is_bot;
        if !self.name.0.is_empty() && !person.aliases.contains(&self.name.0) {
            person.aliases.push(self.name.0.clone());
        }
        id
    }
}

const DELETED: &str = "Deleted User";
